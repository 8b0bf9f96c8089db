"""D14, berita acara gangguan atau penundaan: one outage, whom it touched, how much time was given back, what was decided."""

from __future__ import annotations

from reportlab.platypus import Flowable, KeepTogether, Spacer

from question_packs import design_tokens as tokens
from sync_server.reports import parts
from sync_server.reports.annexes import outage_facts, restored_table
from sync_server.reports.frame import Paper, Sheet, render
from sync_server.reports.indonesian_dates import clock_text, date_words, local, zone_name
from sync_server.reports.room_data import OutageRow, RoomReport
from sync_server.reports.styles import PROSE, paragraph

_TITLE = "Berita Acara Gangguan"


def outage_minutes(report: RoomReport, paper: Paper = "A4") -> bytes:
    """The minutes of every outage of a sitting as one PDF; without any they say so."""
    sheet = Sheet.of("D14", _TITLE, report, paper)
    width = sheet.width
    story: list[Flowable] = [
        *parts.title(_TITLE, sheet.identity),
        parts.fields(parts.common_fields(report.event, report.sitting), width),
        Spacer(0, tokens.SPACE_2),
    ]
    if not report.outages:
        story.append(paragraph("Nihil: tidak ada gangguan yang dicatat dalam sesi ini.", PROSE))
    for outage in report.outages:
        story += _section(outage, report, width)
    return render(sheet, [*story, parts.closing(report, width)])


def _section(outage: OutageRow, report: RoomReport, width: float) -> list[Flowable]:
    section = [
        *parts.heading(outage.cause, needs=tokens.SPACE_12 * 4),
        paragraph(_sentence(outage, report), PROSE),
        Spacer(0, tokens.SPACE_1),
        parts.fields(outage_facts(outage, report), width),
        Spacer(0, tokens.SPACE_2),
        restored_table(outage, report, width),
    ]
    if outage.postponed:
        section.append(_new_schedule())
    return section


def _sentence(outage: OutageRow, report: RoomReport) -> str:
    began = local(outage.began, report.sitting.time_zone)
    until = "dan pada saat berita acara ini dibuat belum berakhir"
    if outage.ended:
        minutes = round((outage.ended - outage.began).total_seconds() / 60)
        until = f"sampai dengan pukul {clock_text(local(outage.ended, report.sitting.time_zone))} ({minutes} menit)"
    return (
        f"Pada hari {date_words(began)} pukul {clock_text(began)} {zone_name(began)} pelaksanaan ujian terganggu {until}. "
        "Selama terganggu, waktu pengerjaan tiap peserta berhenti pada saat jawaban terakhirnya tersimpan. Waktu yang "
        "dikembalikan kepada tiap peserta tercantum di bawah ini; tidak ada jawaban tersimpan yang hilang karenanya."
    )


def _new_schedule() -> Flowable:
    blanks = (("Hari dan tanggal", "." * 40), ("Pukul", "." * 40), ("Tempat", "." * 40))
    return KeepTogether([*parts.heading("Jadwal pengganti")[1:], parts.fields(blanks, tokens.PAPER_A4[0] * 0.7)])
