"""Proctor acts as lines of the audit, in both languages: who did what for whom, and why. Pure."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from question_packs.records.act_words import DeviceName, act_in_words
from question_packs.records.acts import VerifiedAct, candidates_of
from sync_server.services.room_words import number_ranges

_EVERYBODY = ("semua peserta", "everybody")


def act_line(verified: VerifiedAct, time_zone: str, language: str, device_name: DeviceName) -> str:
    """One act: `10:03:11 Pengawas Satu: Tambahan waktu: 10 menit (001, 002): listrik padam [1a2b3c4d]`."""
    act = verified.act
    at = datetime.fromisoformat(act.at).astimezone(ZoneInfo(time_zone))
    # What people typed stands on one line, whatever they typed.
    what, reason = (" ".join(text.split()) for text in (act_in_words(act.body, device_name, language), act.reason))
    people = candidates_of(act.body)
    named = _EVERYBODY[language == "en"] if people is None else number_ranges(people)
    concerned = f" ({named})" if named else ""
    return f"{at:%H:%M:%S} {verified.by}: {what}{concerned}{f': {reason}' if reason else ''} [{act.act_id[:8]}]"
