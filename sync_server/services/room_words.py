"""Acts and incidents of the room in Bahasa Indonesia, as the minutes tell them. Pure; used by `room_report` alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from question_packs.records import acts as ac
from question_packs.records import events as ev
from question_packs.records.acts import ActBody, kind_of
from question_packs.records.events import EventBody

DeviceName = Callable[[str], str]

ACTS: dict[str, str] = {
    "open_sitting": "Sesi dibuka",
    "close_sitting": "Sesi ditutup",
    "start": "Ujian boleh dimulai",
    "undo_start": "Mulai dibatalkan",
    "pause": "Dijeda",
    "resume": "Boleh dilanjutkan",
    "grant_time": "Tambahan waktu",
    "transfer": "Pindah PC",
    "release_sign_in": "Kunci masuk dilepas",
    "warn": "Peringatan",
    "leave": "Izin keluar",
    "return": "Kembali ke meja",
    "unlock": "Layar dibuka kembali",
    "force_submit": "Diselesaikan oleh pengawas",
    "disqualify": "Dihentikan dan diajukan kepada panitia",
    "void_and_restart": "Pengerjaan tidak dihitung, mulai baru",
    "reopen": "Penyerahan dibatalkan, pengerjaan dibuka kembali",
    "admit_late": "Peserta terlambat boleh mulai",
    "admit_provisional": "Peserta sementara diterima",
    "credit_outage": "Waktu gangguan dikembalikan",
    "declare_outage": "Gangguan dicatat",
    "check_in": "Hadir",
    "mark_absent": "Tidak hadir",
    "request_correction": "Permintaan perbaikan data",
    "note_incident": "Catatan kejadian",
    "register_medium": "Media dicatat",
    "hand_over": "Serah terima",
}
INCIDENTS: dict[str, str] = {
    "help_called": "Peserta memanggil pengawas",
    "warned": "Peringatan",
    "left": "Izin keluar",
    "returned": "Kembali ke meja",
    "locked": "Layar terkunci",
    "unlocked": "Layar dibuka kembali",
    "disqualified": "Dihentikan dan diajukan kepada panitia",
    "voided": "Pengerjaan tidak dihitung",
    "start_undone": "Mulai dibatalkan",
    "focus_lost": "Jendela lain berada di depan",
    "new_display": "Layar tambahan terpasang",
    "console_switched": "Berpindah ke konsol lain",
    "forbidden_program": "Program terlarang berjalan",
    "new_medium": "Media penyimpanan dipasang",
    "screenshot_key": "Tombol tangkapan layar ditekan",
    "second_device": "Dua PC untuk satu peserta",
    "remote_session": "Sambungan jarak jauh ke PC",
    "resume_allowed": "Boleh dilanjutkan",
    "outage_credited": "Waktu gangguan diputuskan",
}
# Incidents that say something about how a person kept the rules; the others are help, leave and their like.
INTEGRITY = frozenset(
    {"warned", "locked", "disqualified", "focus_lost", "new_display", "console_switched", "forbidden_program",
     "new_medium", "screenshot_key", "second_device", "remote_session"}
)  # fmt: skip
PAUSES = {"person": "alasan peserta", "technical": "alasan teknis", "evacuation": "evakuasi"}
OUTAGES = {"power": "Listrik padam", "network": "Jaringan terputus", "evacuation": "Evakuasi", "other": "Gangguan lain"}
DECISIONS = {"continue": "Sesi dilanjutkan", "postpone": "Sesi ditunda"}
ABSENCES = {"sick": "Sakit", "permission": "Izin", "duty": "Dinas", "unknown": "Tanpa keterangan"}
ALLOWANCES = {"full": "waktu penuh", "remaining": "sisa waktu sesi"}
CATEGORIES = {
    "violation": "pelanggaran", "health": "kesehatan", "technical": "teknis", "item": "butir soal", "other": "lainnya",
}  # fmt: skip
FIELDS = {"name": "Nama", "nip": "NIP", "position": "Jabatan", "unit": "Unit kerja", "photo": "Foto"}
MEDIA = {"issued": "dikeluarkan", "written": "ditulis", "handed_over": "diserahkan", "lost": "HILANG"}

# What the checks of a readiness certificate are called.
CHECKS = {
    "enrolment": "Pendaftaran PC",
    "order": "Perintah sesi",
    "packs": "Paket soal",
    "database": "Pustaka basis data",
    "disk": "Ruang disk",
    "reserve": "Cadangan disk",
    "write_speed": "Kecepatan menyimpan",
    "clock": "Jam",
    "time_zone": "Zona waktu",
    "memory": "Memori",
    "power": "Daya listrik",
    "screens": "Layar",
    "programs": "Program terlarang",
    "remote": "Kendali jarak jauh",
    "virtual_machine": "Mesin virtual",
    "screen_saver": "Layar mati sendiri",
    "lockdown": "Pengaman ujian",
    "restart": "Pembaruan sistem",
    "printer": "Pencetak",
    "node": "PC pengawas",
    "rehearsal": "Gladi",
}


def duration_text(milliseconds: int) -> str:
    """`12 menit 5 detik`, `1 jam 3 menit`; less than a second is `0 detik`."""
    seconds = milliseconds // 1000
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    shown = [(hours, "jam"), (minutes, "menit"), (0 if hours else seconds, "detik")]
    return " ".join(f"{number} {unit}" for number, unit in shown if number) or "0 detik"


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


def act_in_words(body: ActBody, device_name: DeviceName) -> str:
    """What was done, without who and why."""
    label = ACTS[kind_of(body)]
    detail = _detail(body, device_name)
    return f"{label}: {detail}" if detail else label


def _detail(body: ActBody, device_name: DeviceName) -> str:
    match body:
        case ac.Pause(cause=cause):
            return PAUSES[cause]
        case ac.GrantTime(granted_ms=ms) | ac.CreditOutage(credited_ms=ms):
            return duration_text(ms)
        case ac.Transfer():
            return f"{device_name(body.from_device)} ke {device_name(body.to_device)}"
        case ac.Unlock(incident=incident):
            return f"kejadian {incident}"
        case ac.VoidAndRestart(form=form):
            return f"naskah {form}"
        case ac.AdmitLate(allowance=allowance):
            return ALLOWANCES[allowance]
        case ac.AdmitProvisional():
            return f"semula pada sesi {body.origin_sitting}" if body.origin_sitting else "tidak ada dalam daftar"
        case ac.DeclareOutage():
            return f"{OUTAGES[body.cause].lower()}. {DECISIONS[body.decision]}"
        case ac.CheckIn(identity=identity):
            return "identitas menyusul" if identity == "pending" else ""
        case ac.NoteIncident():
            return ". Bukti: ".join(part for part in (CATEGORIES[body.category], body.evidence) if part)
        case _:
            return ""


def event_in_words(body: EventBody, device_name: DeviceName) -> str:
    """What an event of an attempt tells for the minutes; empty for what is nothing to tell."""
    match body:
        case ev.Incident("locked", note):
            incident, _, seen = note.partition(" ")
            kind, _, more = seen.partition(" ")
            return _with_note(f"Layar terkunci (kejadian {incident}): {INCIDENTS.get(kind, kind).lower()}", more)
        case ev.Incident("outage_credited", note):
            return f"{INCIDENTS['outage_credited']}: {note} milidetik dihitung terpakai"
        case ev.Incident(incident, note):
            return _with_note(INCIDENTS.get(incident, incident), note)
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
