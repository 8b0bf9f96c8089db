"""Attempt events as lines that a person reads: `10:03:11 jawaban TEK-014: B -> D`. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from question_packs.records import events as ev
from question_packs.records.act_words import incident_name
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
    "lost": (" ({seconds} detik berlalu, {charged} dihitung)", " ({seconds} s passed, {charged} counted)"),
    "granted": ("tambahan waktu {minutes} menit oleh {by}: {reason}", "{minutes} extra minutes by {by}: {reason}"),
    "focus": ("jendela lain di depan {seconds} detik", "another window in front for {seconds} s"),
    "clock": ("jam dinding bergeser {seconds} detik", "the wall clock moved by {seconds} s"),
    "incident": ("kejadian {incident}: {note}", "incident {incident}: {note}"),
    "transferred": (
        "pindah dari PC {old} ke {new}, melanjutkan epoch {epoch} sesudah urutan {sequence}: {reason}",
        "moved from PC {old} to {new}, going on in epoch {epoch} after sequence {sequence}: {reason}",
    ),
    "submitted": (
        "diserahkan ({reason}): {answered} terjawab, {unanswered} kosong, {flagged} ragu-ragu",
        "handed in ({reason}): {answered} answered, {unanswered} blank, {flagged} flagged",
    ),
    "reopened": ("penyerahan dibatalkan: {reason}", "hand-in taken back: {reason}"),
    "act": (" [tindakan {act}]", " [act {act}]"),
    "by_candidate": ("oleh peserta", "by the candidate"),
    "by_time": ("waktu habis", "time was up"),
    "by_proctor": ("oleh pengawas", "by the proctor"),
    "by_close": ("sesi ditutup", "the sitting was closed"),
    "offered": ("sampul bagian {section} tampil", "the cover of section {section} shown"),
    "file": ("berkas {file}, bagian {part} dari {parts}", "file {file}, part {part} of {parts}"),
    "item_submitted": ("soal {item} dikirim", "item {item} submitted"),
    "noted": ("catatan pribadi pada soal {item}", "private note at item {item}"),
    "on": ("ya", "on"),
    "off": ("tidak", "off"),
}


# A row of the minutes shows the beginning of an essay.
_LONGEST = 60


def event_in_words(events: Iterable[AttemptEvent], time_zone: str, language: str) -> Iterator[str]:
    """One line for each event, with the wall time of the room, and the proctor's act behind it where there is one."""
    zone = ZoneInfo(time_zone)
    responses: dict[tuple[str, str], tuple[str, ...]] = {}
    for event in events:
        at = datetime.fromisoformat(event.wall_time).astimezone(zone)
        act = getattr(event.body, "act", "")
        behind = _WORDS["act"][language == "en"].format(act=act[:8]) if act else ""
        yield f"{at:%H:%M:%S} {_body_in_words(event.body, responses, language)}{behind}"
        if isinstance(event.body, ev.ResponseSaved):
            responses[event.body.item, event.body.response_identifier] = event.body.response


def _body_in_words(body: EventBody, responses: dict[tuple[str, str], tuple[str, ...]], language: str) -> str:
    def say(key: str, **values: object) -> str:
        return _WORDS[key][language == "en"].format(**values)

    match body:
        case ev.Started():
            minutes = round(body.allotted_ms / 60_000)
            return say("started", seat=body.seat, device=body.device_id[:12], minutes=minutes)
        case ev.ItemPresented(item):
            return say("item", item=item)
        case ev.ResponseSaved(item, response, response_identifier):
            before = _shown(responses.get((item, response_identifier), ()))
            name = item if response_identifier == ev.RESPONSE else f"{item} {response_identifier}"
            return say("response", item=name, before=before, after=_shown(response))
        case ev.FilePart(sha256, part, parts):
            return say("file", file=sha256[:12], part=part + 1, parts=parts)
        case ev.ItemSubmitted(item):
            return say("item_submitted", item=item)
        case ev.Noted(item):
            return say("noted", item=item)
        case ev.Flagged(item, flagged):
            return say("flagged", item=item, state=say("on" if flagged else "off"))
        case ev.SectionEntered(section):
            return say("section", section=section)
        case ev.SectionOffered(section):
            return say("offered", section=section)
        case ev.Paused(reason):
            return say("paused", reason=reason)
        case ev.Resumed(reason, lost_ms, charged_ms):
            seconds = None if lost_ms is None else round(lost_ms / 1000)
            lost = "" if seconds is None else say("lost", seconds=seconds, charged=round(charged_ms / 1000))
            return say("resumed", reason=reason, lost=lost)
        case ev.TimeGranted(granted_ms, reason, by):
            return say("granted", minutes=round(granted_ms / 60_000), by=by, reason=reason)
        case ev.FocusLost(duration_ms):
            return say("focus", seconds=round(duration_ms / 1000))
        case ev.ClockJumped(jump_ms):
            return say("clock", seconds=round(jump_ms / 1000))
        case ev.Incident(incident, note):
            return say("incident", incident=incident_name(incident, language), note=note)
        case ev.Transferred(old, new, reason, epoch, sequence):
            return say("transferred", old=old[:12], new=new[:12], epoch=epoch, sequence=sequence, reason=reason)
        case ev.Submitted(reason, answered, unanswered, flagged_count):
            return say("submitted", reason=say(reason), answered=answered, unanswered=unanswered, flagged=flagged_count)
        case ev.Reopened(reason):
            return say("reopened", reason=reason)


def _shown(response: tuple[str, ...]) -> str:
    text = "+".join(response) or "-"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(text)})"
