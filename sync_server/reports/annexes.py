"""D12, lampiran kejadian dan tindakan: the lists of acts and incidents, inside the minutes or on their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, Spacer

from question_packs import design_tokens as tokens
from sync_server.reports import parts
from sync_server.reports.frame import Paper, Sheet, render
from sync_server.reports.indonesian_dates import clock_text, local
from sync_server.reports.room_data import OutageRow, RoomReport, Told
from sync_server.reports.styles import PROSE, SMALL, paragraph

_TITLE = "Lampiran Kejadian dan Tindakan"
_TIME, _SEAT, _PERSON, _REASON, _OFFICER = 1.35, 1.45, 3.4, 3.4, 2.6


@dataclass(frozen=True)
class _List:
    """A list of the report: its attribute, its title, and head and share of the width of its own columns."""

    attribute: str
    title: str
    columns: tuple[tuple[str, float], ...]
    reason: str = "Alasan"


_LISTS = (
    _List("actions", "Semua tindakan dan kejadian menurut waktu", (("Kejadian dan tindakan", 4.6), ("Waktu kembali", 2.2))),
    _List("transfers", "Pindah PC", (("Dari", 2.0), ("Ke", 2.0), ("Waktu kembali", 2.2))),
    _List("extra_times", "Tambahan waktu", (("Tambahan", 2.2),)),
    _List("forced", "Pengerjaan yang tidak diserahkan sendiri", (("Cara", 3.4), ("Jawaban", 2.0))),
    _List("voided", "Pengerjaan yang dibatalkan atau dibuka kembali", (("Tindakan", 4.0), ("Naskah baru", 1.8))),
    _List("late", "Peserta terlambat yang diizinkan", (("Waktu kerja", 2.2), ("Mulai", 1.4))),
    _List("moved", "Peserta pindahan dari sesi lain", (("NIP", 3.0), ("Unit kerja", 3.0), ("Sesi asal", 2.4))),
    _List("provisional", "Peserta sementara", (("NIP", 3.0), ("Unit kerja", 3.0), ("Naskah", 2.0)), "Dasar"),
    _List("corrections", "Permintaan perbaikan data", (("Isian", 1.6), ("Tercatat", 3.0), ("Seharusnya", 3.0))),
    _List("media", "Media penyimpanan", (("Nomor seri", 3.2), ("Keadaan", 2.0), ("Berkas", 1.2)), "Keterangan"),
    _List("accommodations", "Penyesuaian bagi peserta", (("Waktu tambahan", 2.4), ("Pembesaran", 2.0))),
)


def incident_annex(report: RoomReport, paper: Paper = "A4") -> bytes:
    """All lists as a document of its own."""
    sheet = Sheet.of("D12", _TITLE, report, paper, margin=tokens.PAPER_MARGIN_WIDE_TABLE)
    story = [
        *parts.title(_TITLE, sheet.identity),
        parts.fields(parts.brief_fields(report.event, report.sitting), sheet.width, compact=True),
        *incident_lists(report, sheet.width),
        parts.closing(report, sheet.width, "lampiran"),
    ]
    return render(sheet, story)


def incident_lists(report: RoomReport, width: float) -> list[Flowable]:
    """Every list, the empty ones named in one sentence; outages and the audit extract follow."""
    filled = [each for each in _LISTS if getattr(report, each.attribute)]
    story: list[Flowable] = []
    for each in filled:
        rows: Sequence[Told] = getattr(report, each.attribute)
        story += [*parts.heading(each.title), told_table(rows, each.columns, report.sitting.time_zone, width, each.reason)]
    story += [flowable for outage in report.outages for flowable in outage_section(outage, report, width)]
    empty = [each.title[0].lower() + each.title[1:] for each in _LISTS if each not in filled] + (
        [] if report.outages else ["gangguan"]
    )
    if empty:
        story += [*parts.heading("Tidak ada catatan"), paragraph(f"Nihil untuk: {'; '.join(empty)}.", PROSE)]
    return [*story, *_tally(report, width)]


def told_table(
    rows: Sequence[Told], columns: Sequence[tuple[str, float]], time_zone: str, width: float, reason: str = "Alasan"
) -> Flowable:
    """Lines with time, seat, person, the `columns` (head, share) of their facts, reason and officer.

    A column that says nothing in every line is left out.
    """
    table: list[tuple[str, float, list[str]]] = [
        ("Pukul", _TIME, [clock_text(local(each.at, time_zone)) if each.at else "" for each in rows]),
        ("Meja", _SEAT, [each.seat if each.seat != "–" else "" for each in rows]),
        ("Peserta", _PERSON, [each.person if each.person != "–" else "" for each in rows]),
        *((head, share, [each.facts[place] for each in rows]) for place, (head, share) in enumerate(columns)),
        (reason, _REASON, [each.reason for each in rows]),
        ("Petugas", _OFFICER, [each.officer for each in rows]),
    ]
    shown = [each for each in table if any(each[2])] or table
    cells = list(zip(*(values for _, _, values in shown), strict=True))
    return parts.listing([head for head, _, _ in shown], cells, parts.portions(width, *(share for _, share, _ in shown)))


def outage_section(outage: OutageRow, report: RoomReport, width: float) -> list[Flowable]:
    """One outage: what people recorded, and the time given back to each person."""
    heading = parts.heading(f"Gangguan: {outage.cause.lower()}", needs=tokens.SPACE_12 * 4)
    return [
        *heading,
        parts.fields(outage_facts(outage, report), width, compact=True),
        Spacer(0, tokens.SPACE_2),
        restored_table(outage, report, width),
    ]


def outage_facts(outage: OutageRow, report: RoomReport) -> list[tuple[str, str]]:
    """What people recorded of an outage."""
    zone = report.sitting.time_zone
    ended = clock_text(local(outage.ended, zone)) if outage.ended else "belum berakhir"
    return [
        ("Waktu", f"pukul {clock_text(local(outage.began, zone))} sampai dengan {ended}"),
        ("Meja terdampak", ", ".join(outage.seats) or "Semua meja"),
        ("Keterangan", outage.reason),
        ("Keputusan", outage.decision),
        ("Dicatat oleh", outage.officer),
    ]


def restored_table(outage: OutageRow, report: RoomReport, width: float) -> Flowable:
    """The time given back to each person."""
    zone = report.sitting.time_zone
    rows = [
        (
            str(place),
            each.number,
            each.name,
            each.seat,
            clock_text(local(each.began, zone)),
            clock_text(local(each.ended, zone)) if each.ended else "–",
            each.restored,
        )
        for place, each in enumerate(outage.people, start=1)
    ]
    heads = ("No.", "Nomor", "Nama", "Meja", "Terhenti", "Lanjut", "Waktu kembali")
    widths = parts.portions(width, 0.9, 2, 5, 1.4, 1.6, 1.4, 3)
    empty = "Tidak ada pengerjaan yang terhenti; waktu ujian tidak berubah."
    return parts.listing(heads, rows, widths, empty, numbers=(0, 6))


def _tally(report: RoomReport, width: float) -> list[Flowable]:
    intro = (
        "Setiap tindakan yang memengaruhi pengerjaan ditandatangani secara digital oleh petugas yang melakukannya. "
        "Jumlahnya menurut petugas:"
    )
    rows = [(each.officer, each.kind, str(each.acts), str(each.people or "–"), each.granted) for each in report.tally]
    heads = ("Petugas", "Tindakan", "Kali", "Peserta", "Waktu diberikan")
    table = parts.listing(heads, rows, parts.portions(width, 4, 4.5, 1.2, 1.4, 2.4), numbers=(2, 3, 4))
    return [*parts.heading("Petikan catatan tindakan petugas"), paragraph(intro, SMALL), Spacer(0, tokens.SPACE_1), table]
