"""D10, berita acara kesiapan dan sinkronisasi: what the room had, and that it was the right thing, before the exam."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from question_packs import design_tokens as tokens
from sync_server.reports import parts
from sync_server.reports.frame import Paper, Sheet, render
from sync_server.reports.indonesian_dates import clock_text, count_text, date_text, date_words, local, number_words
from sync_server.reports.room_data import MachineRow, RoomReport
from sync_server.reports.styles import PROSE, SMALL, paragraph

_TITLE = "Berita Acara Kesiapan dan Sinkronisasi"
_RESULTS = {"ok": "Siap", "warning": "Siap, perhatian", "problem": "Belum siap"}


def readiness_minutes(report: RoomReport, paper: Paper = "A4") -> bytes:
    """The minutes of readiness as a PDF."""
    sheet = Sheet.of("D10", _TITLE, report, paper)
    width = sheet.width
    story = [
        *parts.title(_TITLE, sheet.identity),
        paragraph(_opening(report), PROSE),
        Spacer(0, tokens.SPACE_2),
        parts.fields(_facts(report), width),
        *parts.heading("Naskah yang diterima"),
        _packs(report, width),
        *parts.heading("PC ujian"),
        paragraph(_summary(report), PROSE),
        Spacer(0, tokens.SPACE_1),
        _machines(report, width),
        *_findings(report, width),
        *parts.heading("Petugas"),
        _officers(report, width),
        parts.closing(report, width),
    ]
    return render(sheet, story)


def _opening(report: RoomReport) -> str:
    sitting = report.sitting
    made = local(report.generated_at, sitting.time_zone)
    return (
        f"Pada hari ini, {date_words(made)}, bertempat di {parts.where(sitting)}, telah diperiksa kesiapan ruang dan "
        f"kesesuaian naskah untuk {report.event.title} {sitting.title}, dengan hasil sebagai berikut."
    )


def _facts(report: RoomReport) -> list[tuple[str, str]]:
    facts = [
        ("Penyelenggara", report.event.organiser),
        ("Naskah uji", parts.test_text(report.event)),
        ("Jadwal", parts.when(report.sitting)),
        ("Peserta terdaftar", f"{len(report.candidates)} ({number_words(len(report.candidates))}) orang"),
        ("Revisi perintah sesi", str(report.order_revision)),
    ]
    return [*facts, ("Pencatat", f"{report.keeper}, nomor {report.keeper_id}")]


def _packs(report: RoomReport, width: float) -> Flowable:
    """Each form with its short fingerprint, which the console shows too, and the whole one."""
    rows = [(form, digest[:12].upper(), parts.grouped(digest)) for form, digest in report.packs]
    return parts.listing(("Naskah", "Sidik singkat", "Sidik SHA-256"), rows, parts.portions(width, 2, 2.2, 8))


def _summary(report: RoomReport) -> str:
    ready = sum(1 for each in report.machines if each.result != "problem" and each.packs_verified)
    needed = len(report.candidates)
    spare = max(ready - needed, 0)
    lacking = f" Masih kurang {count_text(needed - ready)} PC." if ready < needed else ""
    return (
        f"{count_text(report.pcs_enrolled)} PC terdaftar, {count_text(len(report.machines))} diperiksa, "
        f"{count_text(ready)} siap, {count_text(spare)} cadangan.{lacking}"
    )


def _machines(report: RoomReport, width: float) -> Flowable:
    zone = report.sitting.time_zone

    def row(place: int, each: MachineRow) -> tuple[str, ...]:
        made = local(each.made_at, zone)
        packs = "cocok" if each.packs_verified else "BELUM"
        tried = "ya" if each.rehearsed else "belum"
        when = f"{date_text(made)} {clock_text(made)}"
        return str(place), each.name, when, packs, each.clock or "–", tried, _RESULTS[each.result]

    rows = [row(place, each) for place, each in enumerate(report.machines, start=1)]
    heads = ("No.", "PC", "Diperiksa", "Naskah", "Selisih jam", "Gladi", "Hasil")
    widths = parts.portions(width, 0.9, 3, 3.4, 1.6, 2, 1.4, 2.6)
    return parts.listing(heads, rows, widths, "Belum ada PC yang diperiksa.", numbers=(0,))


def _findings(report: RoomReport, width: float) -> list[Flowable]:
    rows = [(each.name, finding) for each in report.machines for finding in each.findings]
    if not rows:
        return []
    table = parts.listing(("PC", "Temuan dan saran"), rows, parts.portions(width, 2, 8))
    return [*parts.heading("Temuan"), table]


def _officers(report: RoomReport, width: float) -> Flowable:
    if not report.officers:
        return paragraph("Tidak ada petugas dengan kunci sendiri dalam perintah sesi.", SMALL)
    return parts.listing(
        ("No.", "Nama", "NIP", "Tugas"), parts.officer_rows(report), parts.portions(width, 0.9, 5, 4, 3), numbers=(0,)
    )
