"""Events of attempts, times and numbers in Bahasa Indonesia, as the minutes tell them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from question_packs.records import events as ev
from question_packs.records.act_words import DeviceName, duration_text, incident_name
from question_packs.records.events import EventBody

# Incidents that say something about how a person kept the rules; the others are help, leave and their like.
INTEGRITY = frozenset(
    {"warned", "locked", "disqualified", "focus_lost", "new_display", "console_switched", "forbidden_program",
     "new_medium", "screenshot_key", "second_device", "remote_session"}
)  # fmt: skip


def restored_text(restored_ms: Iterable[int | None]) -> str:
    """The time given back: one duration, or the least and the most of several; a dash where nobody knows."""
    known = sorted(each for each in restored_ms if each is not None)
    if not known:
        return "–"
    least, most = duration_text(known[0]), duration_text(known[-1])
    return least if least == most else f"{least} s.d. {most}"


def number_ranges(numbers: Iterable[str]) -> str:
    """Candidate numbers in order, neighbours joined: `001–017, 020`."""
    runs: list[list[str]] = []
    for number in sorted(numbers):
        if runs and _next_number(runs[-1][-1]) == number:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(_run_text(run) for run in runs)


def _next_number(number: str) -> str:
    digits = len(number) - len(number.rstrip("0123456789"))
    head, tail = number[: len(number) - digits], number[len(number) - digits :]
    return head + str(int(tail) + 1).zfill(digits) if digits else ""


def _run_text(run: Sequence[str]) -> str:
    return f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run)


def event_in_words(body: EventBody, device_name: DeviceName) -> str:
    """What an event of an attempt tells for the minutes; empty for what is nothing to tell."""
    match body:
        case ev.Incident("locked", note):
            incident, _, seen = note.partition(" ")
            kind, _, more = seen.partition(" ")
            return _with_note(f"Layar terkunci (kejadian {incident}): {incident_name(kind, 'id').lower()}", more)
        case ev.Incident("outage_credited", note):
            return f"{incident_name('outage_credited', 'id')}: {note} milidetik dihitung terpakai"
        case ev.Incident(incident, note):
            return _with_note(incident_name(incident, "id"), note)
        case ev.Paused(reason):
            return _with_note("Dijeda", reason)
        case ev.Resumed(reason):
            return _with_note("Dilanjutkan", reason)
        case ev.TimeGranted(granted_ms, reason):
            return _with_note(f"Tambahan waktu: {duration_text(granted_ms)}", reason)
        case ev.ClockJumped(jump_ms):
            way = "maju" if jump_ms > 0 else "mundur"
            return f"Jam PC bergeser {way} {duration_text(abs(jump_ms))}; sisa waktu tidak berubah"
        case ev.Transferred(old, new, reason):
            return _with_note(f"Pindah PC: {device_name(old)} ke {device_name(new)}", reason)
        case ev.Reopened(reason):
            return _with_note("Penyerahan dibatalkan", reason)
        case ev.Submitted("by_proctor"):
            return "Diselesaikan oleh pengawas"
        case ev.Submitted("by_close"):
            return "Diselesaikan pada penutupan sesi"
        case _:
            return ""


def _with_note(words: str, note: str) -> str:
    return f"{words}. {note}" if note else words
