"""What documents say for each purpose of an event: data, not conditions spread over the layouts.

Mapping and capacity building judge nobody, so their words never speak of passing or failing. No wording is a decision about
a person: the cut score is a fact of the result, what follows from it is for people.
"""

from __future__ import annotations

from dataclasses import dataclass

from question_packs.records.events import SubmitReason
from question_packs.records.orders import Purpose
from sync_server.reports.data import AttemptStatus


@dataclass(frozen=True)
class PurposeWording:
    """The words of one purpose. `cut` names the cut score; `reached` and `below` tell how a score stands to it."""

    title: str
    cut: str
    reached: str
    below: str
    note: str

    def standing(self, reached_cut: bool | None) -> str:
        """How a score stands to the cut score; a dash where there is none."""
        if reached_cut is None:
            return "–"
        return self.reached if reached_cut else self.below


def waiting_text(by_people: int) -> str:
    """The sentence, with a blank after it, that answers still wait for assessors; empty where none does."""
    if not by_people:
        return ""
    return f"{by_people} jawaban masih menunggu penilaian oleh penilai dan belum dihitung; nilai ini belum lengkap. "


WORDING: dict[Purpose, PurposeWording] = {
    "job_filling": PurposeWording(
        title="Pengisian jabatan",
        cut="Nilai ambang",
        reached="Memenuhi",
        below="Belum memenuhi",
        note="Hasil ini merupakan salah satu dasar pertimbangan dalam pengisian jabatan dan bukan keputusan.",
    ),
    "mapping": PurposeWording(
        title="Pemetaan kompetensi",
        cut="Standar",
        reached="Sesuai standar",
        below="Perlu pengembangan",
        note=(
            "Hasil ini menggambarkan kompetensi pada saat uji dan menjadi salah satu dasar pertimbangan pengembangan. "
            "Hasil ini bukan keputusan dan tidak menilai baik atau buruknya seseorang."
        ),
    ),
    "certification": PurposeWording(
        title="Sertifikasi",
        cut="Nilai ambang",
        reached="Lulus nilai ambang",
        below="Belum lulus nilai ambang",
        note="Hasil ini merupakan salah satu dasar pertimbangan penerbitan sertifikat dan bukan keputusan.",
    ),
    "capacity": PurposeWording(
        title="Penguatan kapasitas",
        cut="Sasaran",
        reached="Sasaran tercapai",
        below="Perlu penguatan",
        note=(
            "Hasil ini menjadi salah satu dasar pertimbangan penyusunan pelatihan dan pendampingan. "
            "Hasil ini bukan keputusan tentang seseorang."
        ),
    ),
    "selection": PurposeWording(
        title="Seleksi",
        cut="Nilai ambang",
        reached="Lulus nilai ambang",
        below="Tidak lulus nilai ambang",
        note="Hasil ini merupakan salah satu dasar pertimbangan dalam seleksi dan bukan keputusan kelulusan akhir.",
    ),
}

SUBMIT_REASONS: dict[SubmitReason, str] = {
    "by_candidate": "diserahkan peserta",
    "by_time": "waktu habis",
    "by_proctor": "diselesaikan proktor",
    "by_close": "sesi ditutup",
}

ATTEMPT_STATUS: dict[AttemptStatus, str] = {
    "complete": "Diterima utuh",
    "incomplete": "Belum lengkap",
    "fork": "Perlu diperiksa: dua rekaman berbeda",
    "voided": "Tidak dihitung: dibatalkan pengawas",
    "missing": "Tidak ada rekaman",
}
