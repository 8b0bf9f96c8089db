"""D13, berita acara pelanggaran: what is known about one person, and the person's own statement."""

from __future__ import annotations

from dataclasses import replace

from reportlab.platypus import Flowable, KeepTogether, Spacer

from question_packs import design_tokens as tokens
from sync_server.reports import parts
from sync_server.reports.annexes import told_table
from sync_server.reports.data import CandidateRow, Official
from sync_server.reports.frame import Paper, Sheet, render
from sync_server.reports.indonesian_dates import clock_text, date_words, local, nip_text, zone_name
from sync_server.reports.room_data import RoomReport, ViolationCase
from sync_server.reports.styles import PROSE, SMALL, paragraph
from sync_server.reports.wording import SUBMIT_REASONS

_TITLE = "Berita Acara Pelanggaran"
_STATEMENT_LINES, _RULE_LINES = 6, 2
_NOTE = (
    "Catatan program adalah bahan bagi panitia dan bukan putusan. Jawaban peserta tetap disimpan. Sanksi ditetapkan oleh "
    "panitia setelah keterangan peserta didengar."
)


def violation_minutes(report: RoomReport, candidate: CandidateRow, case: ViolationCase, paper: Paper = "A4") -> bytes:
    """The minutes about one person as a PDF. Nothing of other candidates enters the document or its hash."""
    only = report.about(candidate, case)
    sheet = Sheet.of("D13", _TITLE, only, paper, person=candidate.number)
    width = sheet.width
    story = [
        *parts.title(_TITLE, sheet.identity),
        paragraph(_opening(only), PROSE),
        Spacer(0, tokens.SPACE_2),
        parts.fields(_person(candidate, only), width),
        *parts.heading("Catatan tindakan dan kejadian"),
        _facts(case, only, width),
        *_list("Bukti", case.evidence, width),
        *_to_write("Ketentuan yang dilanggar", _RULE_LINES),
        *_list("Tindakan di ruang ujian", case.sanctions, width),
        *_to_write("Keterangan peserta", _STATEMENT_LINES),
        Spacer(0, tokens.SPACE_2),
        paragraph(_NOTE, SMALL),
        _signatures(candidate, only, width),
    ]
    return render(sheet, story)


def _opening(report: RoomReport) -> str:
    sitting = report.sitting
    begin = local(sitting.started_at or sitting.opens_at, sitting.time_zone)
    return (
        f"Pada hari ini, {date_words(begin)}, bertempat di {parts.where(sitting)}, dalam pelaksanaan "
        f"{report.event.title} {sitting.title}, telah dicatat hal-hal berikut mengenai peserta:"
    )


def _person(candidate: CandidateRow, report: RoomReport) -> list[tuple[str, str]]:
    return [
        ("Nomor peserta", candidate.number),
        ("Nama", candidate.name),
        ("NIP", nip_text(candidate.nip)),
        ("Jabatan", candidate.position),
        ("Unit kerja", candidate.unit),
        ("Meja / naskah", f"{candidate.seat} / {candidate.form}"),
        ("Pengerjaan", _attempt(candidate, report)),
    ]


def _attempt(candidate: CandidateRow, report: RoomReport) -> str:
    if candidate.started_at is None:
        return "Belum dimulai"
    zone = report.sitting.time_zone
    began = local(candidate.started_at, zone)
    told = f"Mulai pukul {clock_text(began)} {zone_name(began)}, belum diserahkan"
    if candidate.finished_at and candidate.submit_reason:
        ended = clock_text(local(candidate.finished_at, zone))
        told = f"Pukul {clock_text(began)}–{ended} {zone_name(began)}, {SUBMIT_REASONS[candidate.submit_reason]}"
    return f"{told}, {candidate.answered} butir terjawab"


def _facts(case: ViolationCase, report: RoomReport, width: float) -> Flowable:
    if not case.facts:
        return paragraph("Tidak ada catatan tindakan atau kejadian bagi peserta ini.")
    bare = [replace(each, seat="", person="") for each in case.facts]
    return told_table(bare, (("Kejadian dan tindakan", 4.6),), report.sitting.time_zone, width, "Alasan dan keterangan")


def _list(title: str, lines: tuple[str, ...], width: float) -> list[Flowable]:
    body = parts.numbered(lines, width) if lines else paragraph("Tidak ada.")
    return [KeepTogether([*parts.heading(title)[1:], body])]


def _to_write(title: str, lines: int) -> list[Flowable]:
    return [KeepTogether([*parts.heading(title)[1:], *parts.lines_to_write(lines)])]


def _signatures(candidate: CandidateRow, report: RoomReport, width: float) -> Flowable:
    person = Official("Peserta", candidate.name, "", candidate.nip)
    officials = (person, *report.signatories, Official("Saksi"))
    dated = parts.place_and_date(report.place, report.generated_at, report.sitting)
    return parts.signatures(officials, dated, width)
