"""The console's words for states, troubles, acts and times: one place, so that map, list and panel say the same."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from desktop_app.gui.messages import mark
from desktop_app.services.console_views import ActStatus, SeatStatus, TroubleKind

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
_ZONES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
_MINUTE_MS = 60_000


def local_time(epoch_ms: int, time_zone: str, seconds: bool = False) -> str:
    """`09:42 WITA`, as people of the room read it."""
    moment = datetime.fromtimestamp(epoch_ms / 1000, ZoneInfo(time_zone))
    return f"{moment:%H:%M:%S}" if seconds else f"{moment:%H:%M} {_ZONES.get(time_zone, moment.tzname() or '')}".strip()


def local_instant(instant: str, time_zone: str) -> str:
    """The time of day of an instant of a record; empty for an empty one."""
    return f"{datetime.fromisoformat(instant).astimezone(ZoneInfo(time_zone)):%H:%M:%S}" if instant else ""


def short_time(milliseconds: int) -> str:
    """Whole minutes, as `47'`; under five minutes, to the second, as `4:07`."""
    if milliseconds >= 5 * _MINUTE_MS:
        return f"{milliseconds // _MINUTE_MS}'"
    seconds = -(-milliseconds // 1000)
    return f"{seconds // 60}:{seconds % 60:02}"


def minutes(seconds: int) -> int:
    """Whole minutes of so many seconds, at least one."""
    return max(1, seconds // 60)
