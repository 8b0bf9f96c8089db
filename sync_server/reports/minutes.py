"""D11, berita acara pelaksanaan: the official record of one sitting in one room, with its annexes in one document."""

from __future__ import annotations

from collections import Counter

from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer, Table

from question_packs import design_tokens as tokens
from sync_server.reports import parts
from sync_server.reports.absentees import absentee_table
from sync_server.reports.annexes import incident_lists
from sync_server.reports.attendance import attendance_table
from sync_server.reports.data import CandidateRow
from sync_server.reports.frame import Paper, Sheet, render
from sync_server.reports.indonesian_dates import clock_text, count_text, date_words, local, number_words, zone_name
from sync_server.reports.room_data import RoomReport
from sync_server.reports.styles import BODY_BOLD, BODY_RIGHT, COLUMN_HEAD, COLUMN_HEAD_RIGHT, PROSE, TITLE, grid, paragraph
from sync_server.reports.wording import ATTEMPT_STATUS, WORDING

_TITLE = "Berita Acara Pelaksanaan"
_NOTE_LINES = 3


def minutes(report: RoomReport, paper: Paper = "A4") -> bytes:
    """The minutes of a sitting as a PDF: two pages to be signed, then the annexes."""
    sheet = Sheet.of("D11", _TITLE, report, paper)
    width = sheet.width
    story = [
        *parts.title(_TITLE, sheet.identity),
        paragraph(_opening(report), PROSE),
        Spacer(0, tokens.SPACE_2),
        parts.fields(_facts(report), width),
        *parts.heading("Peserta", needs=tokens.SPACE_12 * 4),
        _counts(report, width),
        Spacer(0, tokens.SPACE_2),
        paragraph(completeness_line(report), BODY_BOLD),
        *_missing(report),
        *parts.heading("Peserta yang tidak hadir"),
        absentee_table(report, width),
        *parts.heading("Kejadian dan tindakan"),
        paragraph(_incident_summary(report), PROSE),
        *_notes(),
        *_evidence(report, width),
        parts.closing(report, width),
        *_annex("Lampiran I", "Daftar hadir"),
        attendance_table(report, width),
        *_annex("Lampiran II", "Kejadian dan tindakan"),
        *incident_lists(report, width),
    ]
    return render(sheet, story)


def completeness_line(report: RoomReport) -> str:
    """`17 terdaftar, 16 mengerjakan, 16 diterima, 0 kurang.`"""
    registered = count_text(len(report.candidates))
    sat, received = count_text(report.sat), count_text(report.received)
    return f"{registered} terdaftar, {sat} mengerjakan, {received} diterima, {len(report.missing)} kurang."


def _annex(number: str, title: str) -> list[Flowable]:
    return [PageBreak(), paragraph(f"{number}: {title}", TITLE), Spacer(0, tokens.SPACE_2)]


def _opening(report: RoomReport) -> str:
    event, sitting = report.event, report.sitting
    begin = local(sitting.started_at or sitting.opens_at, sitting.time_zone)
    end = local(sitting.ended_at or sitting.closes_at, sitting.time_zone)
    return (
        f"Pada hari ini, {date_words(begin)}, bertempat di {parts.where(sitting)}, telah dilaksanakan "
        f"{event.title} {sitting.title}, dari pukul {clock_text(begin)} sampai dengan pukul {clock_text(end)} "
        f"{zone_name(begin)}, dengan keterangan sebagai berikut."
    )


def _facts(report: RoomReport) -> list[tuple[str, str]]:
    event = report.event
    facts = [
        ("Penyelenggara", event.organiser),
        ("Tujuan", WORDING[event.purpose].title),
        ("Naskah uji", parts.test_text(event)),
        ("Jadwal", parts.when(report.sitting)),
    ]
    return facts + ([("Dasar", event.legal_basis)] if event.legal_basis else [])


def _counts(report: RoomReport, width: float) -> Flowable:
    people = report.candidates
    present = [each for each in people if each.attendance == "present"]
    numbers = [
        ("Peserta terdaftar", len(people)),
        ("Hadir", len(present)),
        ("Tidak hadir", len(report.absent)),
        *_statuses(present),
    ]
    rows = [
        [paragraph(label), paragraph(count_text(number), BODY_RIGHT), paragraph(f"({number_words(number)}) orang")]
        for label, number in numbers
    ]
    heads = [[paragraph("Keterangan", COLUMN_HEAD), paragraph("Jumlah", COLUMN_HEAD_RIGHT), paragraph("", COLUMN_HEAD)]]
    return Table([*heads, *rows], colWidths=parts.portions(width, 5, 1.2, 4), repeatRows=1, style=grid())


def _statuses(present: list[CandidateRow]) -> list[tuple[str, int]]:
    """How many attempts stand how; only what was received whole is told also where it is nobody."""
    counts = Counter(each.status for each in present)
    told = [status for status in ATTEMPT_STATUS if counts[status] or status == "complete"]
    return [(f"Hasil uji: {ATTEMPT_STATUS[status].lower()}", counts[status]) for status in told]


def _missing(report: RoomReport) -> list[Flowable]:
    if not report.missing:
        return []
    return [paragraph(f"Belum diterima utuh: {', '.join(report.missing)}.", PROSE)]


def _incident_summary(report: RoomReport) -> str:
    counts = (
        (len(report.outages), "gangguan"),
        (len(report.transfers), "pindah PC"),
        (len(report.extra_times), "tambahan waktu"),
        (len(report.forced), "pengerjaan yang tidak diserahkan sendiri"),
        (len(report.voided), "pengerjaan yang dibatalkan atau dibuka kembali"),
        (len(report.late), "peserta terlambat yang diizinkan"),
        (len(report.provisional) + len(report.moved), "peserta sementara atau pindahan"),
        (len(report.corrections), "permintaan perbaikan data"),
    )
    told = [f"{number} {what}" for number, what in counts if number]
    if not report.actions and not told:
        return "Nihil: tidak ada tindakan petugas dan tidak ada kejadian."
    summary = f"Tercatat {len(report.actions)} tindakan dan kejadian"
    return f"{summary}{', di antaranya ' + ', '.join(told) if told else ''}. Rinciannya ada pada Lampiran II."


def _notes() -> list[Flowable]:
    return [KeepTogether([*parts.heading("Catatan")[1:], *parts.lines_to_write(_NOTE_LINES)])]


def _evidence(report: RoomReport, width: float) -> list[Flowable]:
    facts = [("Akar Merkle sesi", parts.grouped(report.root))]
    if report.log is not None:
        log = report.log
        facts.append((f"Akar Merkle {report.keeper}", f"{parts.grouped(log.root)} ({count_text(log.size)} catatan)"))
    facts += [(f"Sidik naskah {form}", parts.grouped(digest)) for form, digest in report.packs]
    facts += [
        ("Revisi perintah sesi", str(report.order_revision)),
        ("PC ujian", f"{report.pcs_used} dipakai dari {report.pcs_enrolled} yang terdaftar"),
    ]
    intro = (
        "Angka di bawah ini mengikat seluruh rekaman jawaban dan tindakan sesi ini pada saat berita acara dibuat. "
        "Perubahan satu huruf pun akan mengubah akar Merkle."
    )
    body = [paragraph(intro, PROSE), Spacer(0, tokens.SPACE_1), parts.fields(facts, width, compact=True)]
    return [KeepTogether([*parts.heading("Keutuhan hasil")[1:], *body])]
