"""D11, berita acara pelaksanaan: the official record of one sitting in one room."""

from __future__ import annotations

from reportlab.platypus import Flowable, HRFlowable, KeepTogether, Spacer, Table

from question_packs import design_tokens as tokens
from sync_server.reports import parts
from sync_server.reports.data import CandidateRow, IncidentRow, SittingReport
from sync_server.reports.frame import Paper, Sheet, render
from sync_server.reports.indonesian_dates import clock_text, count_text, date_words, local, number_words, zone_name
from sync_server.reports.styles import BODY, BODY_RIGHT, COLUMN_HEAD, COLUMN_HEAD_RIGHT, LINE, PROSE, grid, paragraph
from sync_server.reports.wording import ATTEMPT_STATUS, WORDING

_TITLE = "Berita Acara Pelaksanaan"
_NOTE_LINES = 3


def minutes(report: SittingReport, paper: Paper = "A4") -> bytes:
    """The minutes of a sitting as a PDF."""
    sheet = Sheet.of("D11", _TITLE, report, paper)
    story = [
        *parts.title(_TITLE, sheet.identity),
        paragraph(_opening(report), PROSE),
        Spacer(0, tokens.SPACE_2),
        parts.fields(_facts(report), sheet.width),
        *parts.heading("Peserta", needs=tokens.SPACE_12 * 4),
        _counts(report, sheet.width),
        *parts.heading("Peserta yang tidak hadir"),
        _absentees(report, sheet.width),
        *parts.heading("Kejadian dan tindakan"),
        _incidents(report, sheet.width),
        *_notes(report),
        *_evidence(report, sheet.width),
        _closing(report, sheet.width),
    ]
    return render(sheet, story)


def _opening(report: SittingReport) -> str:
    event, sitting = report.event, report.sitting
    begin = local(sitting.started_at or sitting.opens_at, sitting.time_zone)
    end = local(sitting.ended_at or sitting.closes_at, sitting.time_zone)
    return (
        f"Pada hari ini, {date_words(begin)}, bertempat di {sitting.site}, {sitting.room}, telah dilaksanakan "
        f"{event.title} {sitting.title}, dari pukul {clock_text(begin)} sampai dengan pukul {clock_text(end)} "
        f"{zone_name(begin)}, dengan keterangan sebagai berikut."
    )


def _facts(report: SittingReport) -> list[tuple[str, str]]:
    event = report.event
    facts = [
        ("Penyelenggara", event.organiser),
        ("Tujuan", WORDING[event.purpose].title),
        ("Naskah uji", f"{event.test_title} ({event.items} butir, {event.minutes} menit)"),
        ("Jadwal", parts.when(report.sitting)),
    ]
    return facts + ([("Dasar", event.legal_basis)] if event.legal_basis else [])


def _counts(report: SittingReport, width: float) -> Flowable:
    people = report.candidates
    present = [each for each in people if each.attendance == "present"]
    numbers = [
        ("Peserta terdaftar", len(people)),
        ("Hadir", len(present)),
        ("Tidak hadir", len(people) - len(present)),
        *((f"Hasil uji: {words.lower()}", _with_status(present, status)) for status, words in ATTEMPT_STATUS.items()),
    ]
    rows = [
        [paragraph(label), paragraph(count_text(number), BODY_RIGHT), paragraph(f"({number_words(number)}) orang")]
        for label, number in numbers
    ]
    heads = [[paragraph("Keterangan", COLUMN_HEAD), paragraph("Jumlah", COLUMN_HEAD_RIGHT), paragraph("", COLUMN_HEAD)]]
    return Table([*heads, *rows], colWidths=parts.portions(width, 5, 1.2, 4), repeatRows=1, style=grid())


def _with_status(people: list[CandidateRow], status: str) -> int:
    return sum(1 for each in people if each.status == status)


def _absentees(report: SittingReport, width: float) -> Flowable:
    absent = sorted((each for each in report.candidates if each.attendance == "absent"), key=lambda each: each.number)
    rows = [(str(place), each.number, each.name, each.unit, each.remark) for place, each in enumerate(absent, start=1)]
    heads = ("No.", "Nomor peserta", "Nama", "Unit kerja", "Keterangan")
    return parts.listing(heads, rows, parts.portions(width, 0.9, 2, 4, 4, 3), empty="Nihil: semua peserta hadir.")


def _incidents(report: SittingReport, width: float) -> Flowable:
    def row(incident: IncidentRow) -> tuple[str, ...]:
        at = clock_text(local(incident.at, report.sitting.time_zone))
        return at, incident.seat, incident.person, incident.what, incident.action, incident.officer

    rows = [row(each) for each in sorted(report.incidents, key=lambda each: (each.at, each.seat))]
    heads = ("Pukul", "Meja", "Peserta", "Kejadian", "Tindakan", "Petugas")
    return parts.listing(heads, rows, parts.portions(width, 1.3, 1.2, 3, 4.2, 4.2, 2.6))


def _notes(report: SittingReport) -> list[Flowable]:
    lines: list[Flowable] = [paragraph(report.notes, PROSE)] if report.notes else []
    for _ in range(_NOTE_LINES):
        lines += [
            Spacer(0, tokens.SPACE_6),
            HRFlowable("100%", tokens.PAPER_HAIRLINE, color=LINE, spaceBefore=0, spaceAfter=0),
        ]
    return [KeepTogether([*parts.heading("Catatan")[1:], *lines])]


def _evidence(report: SittingReport, width: float) -> list[Flowable]:
    evidence = report.evidence
    facts = [
        ("Akar Merkle catatan pusat", parts.grouped(evidence.merkle_root)),
        ("Jumlah catatan", count_text(evidence.log_size)),
        ("Sidik naskah uji", parts.grouped(evidence.pack_digest)),
        ("Revisi perintah sesi", str(evidence.order_revision)),
        ("Versi kunci jawaban", evidence.key_version),
        ("PC ujian", f"{evidence.devices} terdaftar, {evidence.spare_devices} cadangan"),
    ]
    intro = (
        "Angka di bawah ini mengikat isi catatan pusat pada saat berita acara dibuat. Perubahan satu huruf pun pada "
        "rekaman jawaban akan mengubah akar Merkle."
    )
    return [
        KeepTogether(
            [
                *parts.heading("Keutuhan hasil")[1:],
                paragraph(intro, PROSE),
                Spacer(0, tokens.SPACE_1),
                parts.fields(facts, width, compact=True),
            ]
        )
    ]


def _closing(report: SittingReport, width: float) -> Flowable:
    sentence = "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya."
    dated = parts.place_and_date(report.place, report.generated_at, report.sitting)
    before = [Spacer(0, tokens.SPACE_3), paragraph(sentence, BODY)]
    return parts.signatures(report.signatories, dated, width, before=before)
