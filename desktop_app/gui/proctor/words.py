"""The console's words for states, troubles, acts and times: one place, so that map, list and panel say the same."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from desktop_app.gui.messages import mark
from desktop_app.gui.presentation import Presentation
from desktop_app.services.console.views import ActStatus, SeatStatus, SeatView, TroubleKind

STATUS: dict[SeatStatus, str] = {
    "expected": mark("Belum datang"),
    "absent": mark("Tidak hadir"),
    "present": mark("Hadir"),
    "signed_in": mark("Sudah masuk"),
    "waiting": mark("Siap mulai"),
    "in_progress": mark("Mengerjakan"),
    "paused": mark("Dijeda"),
    "away": mark("Izin keluar"),
    "locked": mark("Terkunci"),
    "awaiting_resume": mark("Akan lanjut"),
    "submitted": mark("Selesai"),
    "disqualified": mark("Didiskualifikasi"),
}
# Where a tile has no room for the whole word.
SHORT_STATUS: dict[SeatStatus, str] = {
    "expected": mark("Belum"),
    "absent": mark("Absen"),
    "present": mark("Hadir"),
    "signed_in": mark("Masuk"),
    "waiting": mark("Siap"),
    "in_progress": mark("Ujian"),
    "paused": mark("Dijeda"),
    "away": mark("Keluar"),
    "locked": mark("Kunci"),
    "awaiting_resume": mark("Lanjut?"),
    "submitted": mark("Selesai"),
    "disqualified": mark("Diskual."),
}
SHORT_TROUBLE: dict[TroubleKind, tuple[str, str]] = {
    "save_failed": (mark("Gagal simpan"), mark("Simpan!")),
    "two_devices": (mark("Di dua PC"), mark("Dua PC")),
    "help": (mark("Memanggil"), mark("Panggil")),
    "locked": (mark("Terkunci"), mark("Kunci")),
    "needs_proctor": (mark("Putuskan"), mark("Waktu?")),
    "awaiting_resume": (mark("Lanjutkan?"), mark("Lanjut?")),
    "disconnected": (mark("Terputus"), mark("Putus")),
    "quiet": (mark("Tidak simpan"), mark("Diam")),
    "forked": (mark("Dua catatan"), mark("Ganda")),
    "low_time": (mark("Hampir habis"), mark("Habis?")),
}
TROUBLE: dict[TroubleKind, str] = {
    "save_failed": mark("Tidak dapat menyimpan"),
    "two_devices": mark("Aktif di dua PC"),
    "help": mark("Memanggil"),
    "locked": mark("Layar terkunci"),
    "needs_proctor": mark("Menunggu keputusan waktu"),
    "awaiting_resume": mark("Menunggu dilanjutkan"),
    "disconnected": mark("Terputus, menyimpan di PC"),
    "quiet": mark("Lama tidak menyimpan"),
    "forked": mark("Dua catatan berbeda"),
    "low_time": mark("Waktu hampir habis"),
}
ACT_KIND: dict[str, str] = {
    "open_sitting": mark("Buka sesi"),
    "close_sitting": mark("Tutup sesi"),
    "start": mark("Mulai ujian"),
    "undo_start": mark("Batalkan mulai"),
    "pause": mark("Jeda"),
    "resume": mark("Lanjutkan"),
    "grant_time": mark("Tambah waktu"),
    "transfer": mark("Pindah PC"),
    "release_sign_in": mark("Buka akses masuk"),
    "warn": mark("Peringatan"),
    "leave": mark("Izin keluar"),
    "return": mark("Kembali ke kursi"),
    "unlock": mark("Buka kunci layar"),
    "force_submit": mark("Selesaikan paksa"),
    "disqualify": mark("Diskualifikasi"),
    "void_and_restart": mark("Ulang dengan naskah lain"),
    "reopen": mark("Buka lagi ujian"),
    "admit_late": mark("Izinkan terlambat"),
    "admit_provisional": mark("Peserta sementara"),
    "credit_outage": mark("Kembalikan waktu gangguan"),
    "declare_outage": mark("Catat gangguan"),
    "check_in": mark("Daftar hadir"),
    "mark_absent": mark("Tandai tidak hadir"),
    "request_correction": mark("Permintaan koreksi data"),
    "note_incident": mark("Catatan kejadian"),
    "register_medium": mark("Catat stik"),
    "hand_over": mark("Serah terima"),
}
ACT_STATUS: dict[ActStatus, str] = {
    "sending": mark("mengirim..."),
    "sent": mark("terkirim"),
    "partly": mark("sebagian diterapkan"),
    "applied": mark("diterapkan"),
    "failed": mark("gagal"),
}
ICON_OF_STATUS: dict[SeatStatus, str] = {
    "expected": "ring",
    "absent": "crossed",
    "present": "seated",
    "signed_in": "person",
    "waiting": "flag",
    "in_progress": "play",
    "paused": "pause",
    "away": "exit",
    "locked": "lock",
    "awaiting_resume": "again",
    "submitted": "check",
    "disqualified": "problem",
}
ICON_OF_TROUBLE: dict[TroubleKind, str] = {
    "save_failed": "problem",
    "two_devices": "screens",
    "help": "bell",
    "locked": "lock",
    "needs_proctor": "again",
    "awaiting_resume": "again",
    "disconnected": "cut",
    "quiet": "silent",
    "forked": "warning",
    "low_time": "clock",
}
# Somebody must go there now; the other troubles can wait a moment.
URGENT: frozenset[TroubleKind] = frozenset({"save_failed", "two_devices", "help", "locked", "needs_proctor"})
INCIDENT: dict[str, str] = {
    "focus_lost": mark("jendela lain di depan ujian"),
    "new_display": mark("layar tambahan"),
    "console_switched": mark("tampilan PC berpindah"),
    "forbidden_program": mark("program terlarang"),
    "new_medium": mark("stik atau disk dipasang"),
    "screenshot_key": mark("tombol potret layar"),
    "remote_session": mark("kendali jarak jauh"),
    "second_device": mark("terbuka di PC lain"),
}
_ZONES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
_MINUTE_MS = 60_000


def local_time(epoch_ms: int, time_zone: str, seconds: bool = False) -> str:
    """`09:42 WITA`, as people of the room read it."""
    moment = datetime.fromtimestamp(epoch_ms / 1000, ZoneInfo(time_zone))
    return f"{moment:%H:%M:%S}" if seconds else f"{moment:%H:%M} {_ZONES.get(time_zone, moment.tzname() or '')}".strip()


def local_instant(instant: str, time_zone: str) -> str:
    """The time of day of an instant of a record; empty for an empty one."""
    return f"{datetime.fromisoformat(instant).astimezone(ZoneInfo(time_zone)):%H:%M:%S}" if instant else ""


def short_times(milliseconds: int, presentation: Presentation) -> tuple[str, ...]:
    """Whole minutes, with and without a word; under five minutes, to the second, as `4:07`."""
    if milliseconds >= 5 * _MINUTE_MS:
        left = milliseconds // _MINUTE_MS
        return presentation.say("{count} mnt", count=left), f"{left}'"
    seconds = -(-milliseconds // 1000)
    return (f"{seconds // 60}:{seconds % 60:02}",)


def minutes(seconds: int) -> int:
    """Whole minutes of so many seconds, at least one."""
    return max(1, seconds // 60)


def icon_of(seat: SeatView) -> str:
    """The shape of a person's state; a hand-in that the room or the centre holds whole has a double tick."""
    if seat.status == "submitted":
        return "double-check" if seat.held in ("room", "centre") else "check"
    return ICON_OF_STATUS[seat.status]


def trouble_words(seat: SeatView, kind: TroubleKind, presentation: Presentation) -> str:
    """A trouble in words, with what is known of it."""
    say = presentation.say
    if kind == "quiet" and seat.silent_s is not None:
        return say("Tidak menyimpan {count} menit", count=minutes(seat.silent_s))
    if kind == "locked" and seat.report is not None and seat.report.incident_kind:
        return say("Terkunci: {what}", what=incident_words(seat.report.incident_kind, presentation))
    if kind == "needs_proctor" and seat.report is not None and seat.report.lost_ms is not None:
        return say("Putuskan waktu: hilang {count} menit", count=minutes(seat.report.lost_ms // 1000))
    return say(TROUBLE[kind])


def incident_words(kind: str, presentation: Presentation) -> str:
    """What a watcher saw, in words."""
    return presentation.say(INCIDENT[kind]) if kind in INCIDENT else kind
