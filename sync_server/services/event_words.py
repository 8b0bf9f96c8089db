"""Attempt events as lines that a person reads: `10:03:11 jawaban TEK-014: B -> D`. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from question_packs.records import events as ev
from question_packs.records.events import AttemptEvent, EventBody

_WORDS: dict[str, tuple[str, str]] = {
    "started": (
        "mulai di kursi {seat}, PC {device}, waktu {minutes} menit",
        "started at seat {seat}, PC {device}, {minutes} minutes",
    ),
    "item": ("soal {item} ditampilkan", "item {item} shown"),
    "response": ("jawaban {item}: {before} -> {after}", "answer {item}: {before} -> {after}"),
    "flagged": ("ragu-ragu {item}: {state}", "flag {item}: {state}"),
    "section": ("masuk bagian {section}", "section {section} entered"),
    "paused": ("dijeda: {reason}", "paused: {reason}"),
    "resumed": ("dilanjutkan: {reason}{lost}", "resumed: {reason}{lost}"),
    "lost": (" ({seconds} detik tidak dihitung)", " ({seconds} s not counted)"),
    "granted": ("tambahan waktu {minutes} menit oleh {by}: {reason}", "{minutes} extra minutes by {by}: {reason}"),
    "focus": ("jendela lain di depan {seconds} detik", "another window in front for {seconds} s"),
    "clock": ("jam dinding bergeser {seconds} detik", "the wall clock moved by {seconds} s"),
    "incident": ("kejadian {incident}: {note}", "incident {incident}: {note}"),
    "transferred": ("pindah dari PC {old} ke {new}: {reason}", "moved from PC {old} to {new}: {reason}"),
    "submitted": (
        "diserahkan ({reason}): {answered} terjawab, {unanswered} kosong, {flagged} ragu-ragu",
        "handed in ({reason}): {answered} answered, {unanswered} blank, {flagged} flagged",
    ),
    "reopened": ("penyerahan dibatalkan: {reason}", "hand-in taken back: {reason}"),
    "on": ("ya", "on"),
    "off": ("tidak", "off"),
}


def event_in_words(events: Iterable[AttemptEvent], time_zone: str, language: str) -> Iterator[str]:
    """One line for each event, with the wall time of the room."""
    zone = ZoneInfo(time_zone)
    responses: dict[str, tuple[str, ...]] = {}
    for event in events:
        at = datetime.fromisoformat(event.wall_time).astimezone(zone)
        yield f"{at:%H:%M:%S} {_body_in_words(event.body, responses, language)}"
        if isinstance(event.body, ev.ResponseSaved):
            responses[event.body.item] = event.body.response


def _body_in_words(body: EventBody, responses: dict[str, tuple[str, ...]], language: str) -> str:
    def say(key: str, **values: object) -> str:
        return _WORDS[key][language == "en"].format(**values)

    match body:
        case ev.Started():
            minutes = round(body.allotted_ms / 60_000)
            return say("started", seat=body.seat, device=body.device_id[:12], minutes=minutes)
        case ev.ItemPresented(item):
            return say("item", item=item)
        case ev.ResponseSaved(item, response):
            return say("response", item=item, before=_shown(responses.get(item, ())), after=_shown(response))
        case ev.Flagged(item, flagged):
            return say("flagged", item=item, state=say("on" if flagged else "off"))
        case ev.SectionEntered(section):
            return say("section", section=section)
        case ev.Paused(reason):
            return say("paused", reason=reason)
        case ev.Resumed(reason, lost_ms):
            lost = "" if lost_ms is None else say("lost", seconds=round(lost_ms / 1000))
            return say("resumed", reason=reason, lost=lost)
        case ev.TimeGranted(granted_ms, reason, by):
            return say("granted", minutes=round(granted_ms / 60_000), by=by, reason=reason)
        case ev.FocusLost(duration_ms):
            return say("focus", seconds=round(duration_ms / 1000))
        case ev.ClockJumped(jump_ms):
            return say("clock", seconds=round(jump_ms / 1000))
        case ev.Incident(incident, note):
            return say("incident", incident=incident, note=note)
        case ev.Transferred(old, new, reason):
            return say("transferred", old=old[:12], new=new[:12], reason=reason)
        case ev.Submitted(reason, answered, unanswered, flagged_count):
            return say("submitted", reason=reason, answered=answered, unanswered=unanswered, flagged=flagged_count)
        case ev.Reopened(reason):
            return say("reopened", reason=reason)


def _shown(response: tuple[str, ...]) -> str:
    return "+".join(response) or "-"
