"""Every kind of act in a few words, for whoever shows a list of acts on a screen. The minutes say the same words."""

from __future__ import annotations

from desktop_app.gui.messages import mark

ACT_WORDS: dict[str, str] = {
    "open_sitting": mark("Sesi dibuka"),
    "close_sitting": mark("Sesi ditutup"),
    "start": mark("Ujian boleh dimulai"),
    "undo_start": mark("Mulai dibatalkan"),
    "pause": mark("Dijeda"),
    "resume": mark("Boleh dilanjutkan"),
    "grant_time": mark("Tambahan waktu"),
    "transfer": mark("Pindah PC"),
    "release_sign_in": mark("Kunci masuk dilepas"),
    "warn": mark("Peringatan"),
    "leave": mark("Izin keluar"),
    "return": mark("Kembali ke meja"),
    "unlock": mark("Layar dibuka kembali"),
    "force_submit": mark("Diselesaikan oleh pengawas"),
    "disqualify": mark("Dihentikan dan diajukan kepada panitia"),
    "void_and_restart": mark("Pengerjaan tidak dihitung, mulai baru"),
    "reopen": mark("Penyerahan dibatalkan, pengerjaan dibuka kembali"),
    "admit_late": mark("Peserta terlambat boleh mulai"),
    "admit_provisional": mark("Peserta sementara diterima"),
    "credit_outage": mark("Waktu gangguan dikembalikan"),
    "declare_outage": mark("Gangguan dicatat"),
    "check_in": mark("Hadir"),
    "mark_absent": mark("Tidak hadir"),
    "request_correction": mark("Permintaan perbaikan data"),
    "note_incident": mark("Catatan kejadian"),
    "register_medium": mark("Media dicatat"),
    "hand_over": mark("Serah terima"),
}
