"""Proctor acts and incidents as lines of the audit, in both languages: who did what for whom, and why. Pure.

The Indonesian words are those of the minutes (`room_words`), so that audit and minutes call a thing by one name.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from question_packs.records.acts import ActBody, VerifiedAct, candidates_of, kind_of
from sync_server.services import room_words

_ACTS: dict[str, str] = {
    "open_sitting": "sitting opened",
    "close_sitting": "sitting closed",
    "start": "start released",
    "undo_start": "start undone",
    "pause": "paused",
    "resume": "may go on",
    "grant_time": "extra time",
    "transfer": "moved to another PC",
    "release_sign_in": "sign-in released",
    "warn": "warning",
    "leave": "left the room",
    "return": "back at the seat",
    "unlock": "screen unlocked",
    "force_submit": "handed in by the proctor",
    "disqualify": "stopped and put before the committee",
    "void_and_restart": "voided, begins anew",
    "reopen": "hand-in taken back",
    "admit_late": "late candidate admitted",
    "admit_provisional": "provisional candidate admitted",
    "credit_outage": "interruption given back",
    "declare_outage": "interruption recorded",
    "check_in": "present",
    "mark_absent": "absent",
    "request_correction": "correction requested",
    "note_incident": "incident noted",
    "register_medium": "medium recorded",
    "hand_over": "handed over",
}
_INCIDENTS: dict[str, str] = {
    "help_called": "called for help",
    "warned": "warning",
    "left": "left the room",
    "returned": "back at the seat",
    "locked": "screen locked",
    "unlocked": "screen unlocked",
    "disqualified": "stopped and put before the committee",
    "voided": "voided",
    "start_undone": "start undone",
    "focus_lost": "another window in front",
    "new_display": "another display",
    "console_switched": "switched to another console",
    "forbidden_program": "forbidden program",
    "new_medium": "new storage medium",
    "screenshot_key": "screenshot key",
    "second_device": "two PCs for one candidate",
    "remote_session": "remote session",
    "resume_allowed": "may go on",
    "outage_credited": "interruption decided",
}
_EVERYBODY = ("semua peserta", "everybody")


def incident_name(incident: str, language: str) -> str:
    """What an incident is called; one that this program does not know: as it is."""
    return (_INCIDENTS if language == "en" else room_words.INCIDENTS).get(incident, incident)


def act_name(kind: str, language: str) -> str:
    """What a kind of act is called."""
    return _ACTS[kind] if language == "en" else room_words.ACTS[kind]


def act_line(verified: VerifiedAct, time_zone: str, language: str, device_name: Callable[[str], str]) -> str:
    """One act: `10:03:11 Pengawas Satu: Tambahan waktu 10 menit (001, 002): listrik padam [1a2b3c4d]`."""
    act = verified.act
    at = datetime.fromisoformat(act.at).astimezone(ZoneInfo(time_zone))
    what = _english(act.body) if language == "en" else room_words.act_in_words(act.body, device_name)
    people = candidates_of(act.body)
    named = _EVERYBODY[language == "en"] if people is None else room_words.number_ranges(people)
    concerned = f" ({named})" if named else ""
    reason = " ".join(act.reason.split())
    return f"{at:%H:%M:%S} {verified.by}: {what}{concerned}{f': {reason}' if reason else ''} [{act.act_id[:8]}]"


def _english(body: ActBody) -> str:
    """The kind, and every fact of the act but whom it concerns."""
    facts = [
        f"{name} {value}"
        for name, value in msgspec.structs.asdict(body).items()
        if name not in ("candidate", "candidates", "entry", "seats", "files", "sizes") and value not in ("", None)
    ]
    return " ".join(", ".join([act_name(kind_of(body), "en"), *facts]).split())
