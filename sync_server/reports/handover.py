"""D15, berita acara serah terima (BAST): results and media that change hands, with their hashes."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer, Table

from question_packs import design_tokens as tokens
from sync_server.reports import parts
from sync_server.reports.data import Official
from sync_server.reports.frame import Paper, Sheet, render
from sync_server.reports.indonesian_dates import count_text, date_words, local, nip_text, zone_name
from sync_server.reports.minutes import completeness_line
from sync_server.reports.room_data import HandOverRow, RoomReport, Told
from sync_server.reports.styles import COLUMN_HEAD, PROSE, SMALL, grid, paragraph

_TITLE = "Berita Acara Serah Terima"
_EMPTY_SEALS = 3


def handover_minutes(report: RoomReport, paper: Paper = "A4") -> bytes:
    """The record of every hand-over as a PDF; before any it is a form to be filled in."""
    sheet = Sheet.of("D15", _TITLE, report, paper)
    width = sheet.width
    story: list[Flowable] = [
        *parts.title(_TITLE, sheet.identity),
        parts.fields(parts.common_fields(report.event, report.sitting), width),
        Spacer(0, tokens.SPACE_2),
        paragraph(f"Isi yang diserahkan: {completeness_line(report)}", PROSE),
        Spacer(0, tokens.SPACE_1),
        parts.fields([("Akar Merkle sesi", parts.grouped(report.root))], width, compact=True),
    ]
    for each in report.hand_overs:
        story += _hand_over(each, report, width)
    story += [*parts.heading("Media dan segel", needs=tokens.SPACE_12 * 3), _media(report, width)]
    return render(sheet, [*story, _signatures(report, width)])


def _hand_over(each: HandOverRow, report: RoomReport, width: float) -> list[Flowable]:
    at = local(each.at, report.sitting.time_zone)
    sentence = (
        f"Pada hari {date_words(at)} pukul {at:%H.%M} {zone_name(at)}, {each.giver} menyerahkan kepada {each.receiver} "
        f"(NIP {nip_text(each.receiver_nip) or '–'}) berkas berikut.{' ' + each.reason if each.reason else ''}"
    )
    rows = [
        (str(place), name, "–" if size is None else f"{count_text(size)} bita", parts.grouped(digest))
        for place, (name, digest, size) in enumerate(each.files, start=1)
    ]
    heads = ("No.", "Nama berkas", "Ukuran", "Sidik SHA-256")
    table = parts.listing(heads, rows, parts.portions(width, 0.8, 3.6, 2.2, 5.2), "Tidak ada berkas.", numbers=(0, 2))
    return [*parts.heading("Penyerahan"), paragraph(sentence, PROSE), Spacer(0, tokens.SPACE_1), table]


def _media(report: RoomReport, width: float) -> Flowable:
    """Every stick with its newest state, and room for the number of its seal."""
    newest: dict[str, Told] = {each.facts[0]: each for each in report.media}
    cells: list[list[object]] = [
        [paragraph(head, COLUMN_HEAD) for head in ("Nomor seri media", "Keadaan", "Berkas", "Petugas", "Nomor segel")]
    ]
    for each in newest.values():
        serial, state, bundles = each.facts
        cells.append([*(paragraph(value, SMALL) for value in (serial, state, bundles, each.officer)), ""])
    cells += [[""] * 5 for _ in range(0 if newest else _EMPTY_SEALS)]
    style = grid(*parts.write_columns(4), ("BOTTOMPADDING", (0, 1), (-1, -1), tokens.SPACE_3))
    return Table(cells, colWidths=parts.portions(width, 4, 2, 1.4, 3.4, 3), repeatRows=1, style=style)


def _signatures(report: RoomReport, width: float) -> Flowable:
    last = report.hand_overs[-1] if report.hand_overs else None
    giver = Official("Yang menyerahkan", last.giver, "", last.giver_nip) if last else Official("Yang menyerahkan")
    receiver = Official("Yang menerima", last.receiver, "", last.receiver_nip) if last else Official("Yang menerima")
    dated = parts.place_and_date(report.place, last.at if last else report.generated_at, report.sitting)
    officials = (giver, receiver, Official("Saksi"), report.head)
    return parts.signatures(officials, dated, width, before=parts.last_sentence("berita acara"))
