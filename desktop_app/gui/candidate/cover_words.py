"""What a covered screen tells the candidate: what happened, what is safe, what to do now, and whether the clock runs.

Pure: from a `SessionStatus` to the texts of the catalogue. `CoverPage` shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from desktop_app.gui.messages import mark

if TYPE_CHECKING:
    from desktop_app.services.views import SessionStatus
    from question_packs.records.act_codes import CodeKind

Way = Literal["wait", "continue", "code", "leave"]


@dataclass(frozen=True)
class CoverWords:
    """The texts of one cover. `way`: how the candidate gets out of it: by waiting, by *Lanjutkan*, by a code of the proctor,
    or back to the sign-in page. `code_kind`: what such a code allows."""

    icon: str
    title: str
    what: str
    do: str
    clock_runs: bool | None
    way: Way = "wait"
    code_kind: CodeKind | None = None
    safe: str = mark("Jawaban Anda tersimpan.")


_WAIT_SEATED = mark("Tetap duduk dan tunggu petunjuk pengawas.")
_RAISE_HAND = mark("Angkat tangan dan tunggu pengawas.")

_PAUSED = {
    "person": CoverWords("pause", mark("Ujian dijeda"), mark("Pengawas menjeda ujian Anda."), _WAIT_SEATED, False),
    "technical": CoverWords("pause", mark("Ujian dijeda"), mark("Ada gangguan teknis di ruang ini."), _WAIT_SEATED, False),
    "evacuation": CoverWords(
        "exit",
        mark("Ikuti petunjuk pengawas"),
        mark("Ujian dihentikan sementara demi keselamatan Anda."),
        mark("Tinggalkan PC ini apa adanya dan ikuti petunjuk pengawas."),
        False,
    ),
}

_AWAY = CoverWords(
    "person",
    mark("Anda sedang izin keluar"),
    mark("Soal ditutup selama Anda tidak di tempat."),
    mark("Setelah kembali, lapor kepada pengawas. Pengawas membuka lagi ujian Anda."),
    True,
)

_INCIDENTS = {
    "focus_lost": mark("Jendela lain muncul di depan ujian."),
    "new_display": mark("Sebuah layar tambahan dipasang atau dilepas."),
    "console_switched": mark("Tampilan PC berpindah dari ujian."),
    "forbidden_program": mark("Ada program lain yang tidak boleh berjalan selama ujian."),
    "new_medium": mark("Sebuah stik atau disk dipasang pada PC ini."),
    "screenshot_key": mark("Tombol untuk memotret layar ditekan."),
    "remote_session": mark("PC ini sedang dipakai dari jarak jauh."),
    "second_device": mark("Ujian Anda juga terbuka di PC lain."),
}
_OTHER_INCIDENT = mark("Ada kejadian yang perlu dilihat pengawas.")

_AWAITED = {
    "restart": mark("Listrik atau PC sempat mati."),
    "transfer": mark("Ujian Anda dilanjutkan di PC ini."),
    "reopened": mark("Pengumpulan jawaban Anda dibatalkan."),
}
_AFTER_PAUSE = mark("Pengawas membuka kembali ujian Anda.")

_LEAVE_SEAT = mark("Dengarkan petunjuk pengawas. Pengawas menunjukkan tempat Anda.")
_MOVED = CoverWords(
    "screens",
    mark("Ujian Anda dilanjutkan di PC lain"),
    mark("PC ini tidak menerima jawaban lagi."),
    _LEAVE_SEAT,
    None,
    "leave",
)
_SET_ASIDE = CoverWords(
    "list",
    mark("Ujian Anda dimulai lagi dari awal"),
    mark("Pengerjaan tadi tidak dihitung, sesuai keputusan pengawas."),
    mark("Tunggu aba-aba pengawas, lalu masuk lagi."),
    None,
    "leave",
    safe=mark("Anda mendapat waktu penuh dari awal."),
)
_SUBMITTED = CoverWords(
    "ok",
    mark("Ujian Anda sudah selesai"),
    mark("Jawaban Anda sedang dikumpulkan oleh pengawas."),
    mark("Tunggu sebentar. Bukti pengumpulan segera tampil."),
    None,
)


def words_of(status: SessionStatus) -> CoverWords | None:
    """The cover for `status`; None while the exam runs."""
    if status.moved:
        return _MOVED
    match status.state:
        case "running":
            return None
        case "paused":
            return _PAUSED.get(status.cause, _PAUSED["person"])
        case "away":
            return _AWAY
        case "locked":
            return _locked(status)
        case "awaiting_resume":
            return _awaiting(status)
        case "submitted":
            return _SET_ASIDE if status.set_aside else _SUBMITTED


def _locked(status: SessionStatus) -> CoverWords:
    what = _INCIDENTS.get(status.incident_kind, _OTHER_INCIDENT)
    do = mark("Angkat tangan dan tunggu pengawas. Ini belum tentu kesalahan Anda.")
    return CoverWords("lock", mark("Layar ujian dikunci"), what, do, True, "code", "unlock")


def _awaiting(status: SessionStatus) -> CoverWords:
    what = _AWAITED.get(status.cause, _AFTER_PAUSE)
    if status.needs_proctor:
        return CoverWords("pause", mark("Menunggu pengawas"), what, _RAISE_HAND, False, "code", "credit_outage")
    do = mark("Tekan Lanjutkan bila Anda siap. Sejak itu waktu berjalan lagi.")
    return CoverWords("ok", mark("Ujian dapat dilanjutkan"), what, do, False, "continue")
