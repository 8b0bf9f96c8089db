"""The words of the readiness checks, Indonesian and English: what to do about each, and what the run says of the PC.

The certificate keeps the Indonesian advice, because it is printed in the room's documents.
"""

from __future__ import annotations

UNKNOWN = ("tidak diketahui", "not known")
UNKNOWN_ADVICE = ("Tidak dapat diperiksa di PC ini; periksa sendiri.", "It cannot be checked on this PC; check it yourself.")
NONE = ("tidak ada", "none")

ADVICE: dict[str, tuple[str, str]] = {
    "enrolment": ("Daftarkan PC ini dengan tiket dari pusat.", "Enrol this PC with a ticket of the centre."),
    "order": ("Ambil perintah sesi dari pusat atau dari stik.", "Fetch the sitting order from the centre or from a stick."),
    "packs": (
        "Ambil paket soal lagi dari pusat atau dari stik.",
        "Fetch the question pack again from the centre or a stick.",
    ),
    "database": ("Pasang ulang program ini.", "Install this program again."),
    "disk": ("Kosongkan disk: hapus berkas yang tidak diperlukan.", "Free disk space: delete files that nobody needs."),
    "reserve": (
        "Kosongkan disk agar cadangan untuk keadaan penuh dapat disisihkan.",
        "Free disk space so that a reserve for a full disk can be kept.",
    ),
    "write_speed": (
        "Disk ini lambat: tutup program lain; bila tetap lambat, pakai PC cadangan.",
        "This disk is slow: close other programs; if it stays slow, use a spare PC.",
    ),
    "clock": ("Setel jam PC ini.", "Set the clock of this PC."),
    "time_zone": ("Setel zona waktu PC ini sesuai tempat ujian.", "Set the time zone of this PC to that of the exam."),
    "memory": ("Tutup program lain atau mulai ulang PC.", "Close other programs or restart the PC."),
    "power": ("Sambungkan PC ke listrik.", "Connect the PC to mains."),
    "screens": (
        "Pakai satu layar saja, paling kecil 1366 x 768.",
        "Use one screen only, at least 1366 x 768.",
    ),
    "programs": (
        "Tutup program ini dan matikan dari daftar mulai otomatis.",
        "End these programs and keep them from starting.",
    ),
    "remote": ("Putuskan sambungan jarak jauh ke PC ini.", "End the remote sessions on this PC."),
    "virtual_machine": (
        "PC ini tampak seperti mesin virtual. Pastikan memang demikian rencananya.",
        "This PC looks like a virtual machine. Make sure that this is meant.",
    ),
    "screen_saver": ("Matikan penghemat layar selama ujian.", "Switch the screen saver off for the exam."),
    "lockdown": (
        "Pengaman ujian yang lalu masih terpasang. Jalankan: python -m desktop_app restore.",
        "Safeguards of an earlier exam are still set. Run: python -m desktop_app restore.",
    ),
    "restart": ("Mulai ulang PC sebelum hari ujian.", "Restart the PC before the day of the exam."),
    "printer": (
        "Pasang pencetak; dokumen dapat juga disimpan sebagai PDF.",
        "Set up a printer; documents can be kept as PDF.",
    ),
    "node": (
        "Ujian tetap dapat berjalan dengan kode dan stik. Periksa kabel dan alamat.",
        "The exam can run by code and stick. Check cable and address.",
    ),
    "rehearsal": (
        "Jangan pakai PC ini untuk ujian; hubungi teknisi.",
        "Do not use this PC for the exam; call the technician.",
    ),
}

SAY: dict[str, tuple[str, str]] = {
    "ok": ("siap", "ready"),
    "warning": ("perhatian", "attention"),
    "problem": ("BELUM SIAP", "NOT READY"),
    "result_ok": ("PC ini siap untuk ujian.", "This PC is ready for an exam."),
    "result_warning": ("PC ini siap, dengan hal yang perlu diperhatikan.", "This PC is ready, with points to look at."),
    "result_problem": ("PC ini BELUM siap untuk ujian.", "This PC is NOT ready for an exam."),
    "sent": ("Sertifikat diterima PC pengawas {node}.", "The room node {node} has the certificate."),
    "kept": ("Sertifikat: {path}", "Certificate: {path}"),
}
