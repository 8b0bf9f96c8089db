"""Proctor acts and incidents in a few words, in Bahasa Indonesia and English: screens, minutes and audit say the same.

`language`: `id` or `en`. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from question_packs.records import acts as ac
from question_packs.records.acts import ActBody, kind_of

DeviceName = Callable[[str], str]
Words = Mapping[str, tuple[str, str]]

ACTS: Words = {
    "open_sitting": ("Sesi dibuka", "Sitting opened"),
    "close_sitting": ("Sesi ditutup", "Sitting closed"),
    "start": ("Ujian boleh dimulai", "Start released"),
    "undo_start": ("Mulai dibatalkan", "Start undone"),
    "pause": ("Dijeda", "Paused"),
    "resume": ("Boleh dilanjutkan", "May go on"),
    "grant_time": ("Tambahan waktu", "Extra time"),
    "transfer": ("Pindah PC", "Moved to another PC"),
    "release_sign_in": ("Kunci masuk dilepas", "Sign-in released"),
    "warn": ("Peringatan", "Warning"),
    "leave": ("Izin keluar", "Left the room"),
    "return": ("Kembali ke meja", "Back at the seat"),
    "unlock": ("Layar dibuka kembali", "Screen unlocked"),
    "force_submit": ("Diselesaikan oleh pengawas", "Handed in by the proctor"),
    "disqualify": ("Dihentikan dan diajukan kepada panitia", "Stopped and put before the committee"),
    "void_and_restart": ("Pengerjaan tidak dihitung, mulai baru", "Does not count, starts anew"),
    "reopen": ("Penyerahan dibatalkan, pengerjaan dibuka kembali", "Hand-in taken back, attempt opened again"),
    "admit_late": ("Peserta terlambat boleh mulai", "Late candidate admitted"),
    "admit_provisional": ("Peserta sementara diterima", "Provisional candidate admitted"),
    "credit_outage": ("Waktu gangguan dikembalikan", "Time of the interruption given back"),
    "declare_outage": ("Gangguan dicatat", "Interruption recorded"),
    "check_in": ("Hadir", "Present"),
    "mark_absent": ("Tidak hadir", "Absent"),
    "request_correction": ("Permintaan perbaikan data", "Correction requested"),
    "note_incident": ("Catatan kejadian", "Incident noted"),
    "register_medium": ("Media dicatat", "Medium recorded"),
    "hand_over": ("Serah terima", "Handed over"),
}
INCIDENTS: Words = {
    "help_called": ("Peserta memanggil pengawas", "Candidate called for help"),
    "warned": ("Peringatan", "Warning"),
    "left": ("Izin keluar", "Left the room"),
    "returned": ("Kembali ke meja", "Back at the seat"),
    "locked": ("Layar terkunci", "Screen locked"),
    "unlocked": ("Layar dibuka kembali", "Screen unlocked"),
    "disqualified": ("Dihentikan dan diajukan kepada panitia", "Stopped and put before the committee"),
    "voided": ("Pengerjaan tidak dihitung", "Does not count"),
    "start_undone": ("Mulai dibatalkan", "Start undone"),
    "focus_lost": ("Jendela lain berada di depan", "Another window in front"),
    "new_display": ("Layar tambahan terpasang", "Another display connected"),
    "console_switched": ("Berpindah ke konsol lain", "Switched to another console"),
    "forbidden_program": ("Program terlarang berjalan", "Forbidden program running"),
    "new_medium": ("Media penyimpanan dipasang", "Storage medium connected"),
    "screenshot_key": ("Tombol tangkapan layar ditekan", "Screenshot key pressed"),
    "second_device": ("Dua PC untuk satu peserta", "Two PCs for one candidate"),
    "remote_session": ("Sambungan jarak jauh ke PC", "Remote session on the PC"),
    "resume_allowed": ("Boleh dilanjutkan", "May go on"),
    "outage_credited": ("Waktu gangguan diputuskan", "Time of the interruption decided"),
}
PAUSES: Words = {
    "person": ("alasan peserta", "for the candidate's sake"),
    "technical": ("alasan teknis", "for a technical reason"),
    "evacuation": ("evakuasi", "evacuation"),
}
OUTAGES: Words = {
    "power": ("Listrik padam", "Power failed"),
    "network": ("Jaringan terputus", "Network failed"),
    "evacuation": ("Evakuasi", "Evacuation"),
    "other": ("Gangguan lain", "Another interruption"),
}
DECISIONS: Words = {
    "continue": ("Sesi dilanjutkan", "The sitting went on"),
    "postpone": ("Sesi ditunda", "The sitting was postponed"),
}
ABSENCES: Words = {
    "sick": ("Sakit", "Sick"),
    "permission": ("Izin", "With permission"),
    "duty": ("Dinas", "On duty"),
    "unknown": ("Tanpa keterangan", "Unexplained"),
}
ALLOWANCES: Words = {
    "full": ("waktu penuh", "the full time"),
    "remaining": ("sisa waktu sesi", "what is left of the sitting"),
}
CATEGORIES: Words = {
    "violation": ("pelanggaran", "violation"),
    "health": ("kesehatan", "health"),
    "technical": ("teknis", "technical"),
    "item": ("butir soal", "item"),
    "other": ("lainnya", "other"),
}
FIELDS: Words = {
    "name": ("Nama", "Name"),
    "nip": ("NIP", "NIP"),
    "position": ("Jabatan", "Position"),
    "unit": ("Unit kerja", "Unit"),
    "photo": ("Foto", "Photo"),
}
MEDIA: Words = {
    "issued": ("dikeluarkan", "issued"),
    "written": ("ditulis", "written"),
    "handed_over": ("diserahkan", "handed over"),
    "lost": ("HILANG", "LOST"),
}
_TERMS: Words = {
    "hours": ("jam", "h"),
    "minutes": ("menit", "min"),
    "seconds": ("detik", "s"),
    "to": ("ke", "to"),
    "incident": ("kejadian", "incident"),
    "form": ("naskah", "form"),
    "origin": ("semula pada sesi", "was expected in sitting"),
    "unlisted": ("tidak ada dalam daftar", "on no roster"),
    "pending": ("identitas menyusul", "identity to be shown later"),
    "evidence": ("Bukti", "Evidence"),
}


def said(words: tuple[str, str], language: str) -> str:
    """One of both."""
    return words[language == "en"]


def act_name(kind: str, language: str) -> str:
    """What a kind of act is called; one that this program does not know: as it is."""
    return said(ACTS.get(kind, (kind, kind)), language)


def incident_name(incident: str, language: str) -> str:
    """What an incident is called; one that this program does not know: as it is."""
    return said(INCIDENTS.get(incident, (incident, incident)), language)


def duration_text(milliseconds: int, language: str = "id") -> str:
    """`12 menit 5 detik`, `1 jam 3 menit`; less than a second is `0 detik`."""
    seconds = milliseconds // 1000
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    shown = [(hours, "hours"), (minutes, "minutes"), (0 if hours else seconds, "seconds")]
    parts = [f"{number} {said(_TERMS[unit], language)}" for number, unit in shown if number]
    return " ".join(parts) or f"0 {said(_TERMS['seconds'], language)}"


def act_in_words(body: ActBody, device_name: DeviceName, language: str = "id") -> str:
    """What was done, without who, for whom and why."""
    label, detail = act_name(kind_of(body), language), _detail(body, device_name, language)
    return f"{label}: {detail}" if detail else label


def _detail(body: ActBody, device_name: DeviceName, language: str) -> str:
    def term(name: str, value: str = "") -> str:
        return f"{said(_TERMS[name], language)} {value}".rstrip()

    match body:
        case ac.Pause(cause=cause):
            return said(PAUSES[cause], language)
        case ac.GrantTime(granted_ms=ms) | ac.CreditOutage(credited_ms=ms):
            return duration_text(ms, language)
        case ac.Transfer():
            return f"{device_name(body.from_device)} {term('to', device_name(body.to_device))}"
        case ac.Unlock(incident=incident):
            return term("incident", incident)
        case ac.VoidAndRestart(form=form):
            return term("form", form)
        case ac.AdmitLate(allowance=allowance):
            return said(ALLOWANCES[allowance], language)
        case ac.AdmitProvisional():
            return term("origin", body.origin_sitting) if body.origin_sitting else term("unlisted")
        case ac.DeclareOutage():
            return f"{said(OUTAGES[body.cause], language).lower()}. {said(DECISIONS[body.decision], language)}"
        case ac.CheckIn(identity=identity):
            return term("pending") if identity == "pending" else ""
        case ac.MarkAbsent(absence=absence):
            return said(ABSENCES[absence], language).lower()
        case ac.RequestCorrection():
            return f"{said(FIELDS[body.field], language)}: {body.stated}"
        case ac.NoteIncident():
            noted, evidence = said(CATEGORIES[body.category], language), body.evidence
            return f"{noted}. {term('evidence')}: {evidence}" if evidence else noted
        case ac.RegisterMedium():
            return f"{body.serial} {said(MEDIA[body.state], language)}"
        case ac.HandOver():
            return body.to_name
        case _:
            return ""
