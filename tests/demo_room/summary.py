"""The end of a demo of a room: a table for the terminal, and one page with table, story, papers and pictures."""

from __future__ import annotations

import html
from pathlib import Path

from tests.demo.summary import STYLE, figure, picture_documents
from tests.demo_room.accounts import Account
from tests.demo_room.hall import Hall

_HEADS = (
    "kursi",
    "nomor",
    "nama",
    "diberikan",
    "tersimpan",
    "diterima",
    "hilang",
    "terhenti",
    "kembali",
    "tambahan",
    "catatan",
)


def write(hall: Hall, found: list[Account], troubles: list[str]) -> None:
    """Print the table and write `summary.html`. `troubles`: what went wrong in the demo itself."""
    rows = [_row(place, each) for place, each in enumerate(found, 1)]
    print(_text([_HEADS, *rows, _totals(found)]), flush=True)
    papers = picture_documents(hall.folder / "documents", hall.folder / "documents/pictures")
    (hall.folder / "summary.html").write_text(_page(hall, found, rows, papers, troubles), encoding="utf-8")


def _row(place: int, each: Account) -> tuple[str, ...]:
    counts = (each.given, each.saved, each.received, each.lost)
    times = (each.interrupted_ms, each.restored_ms, each.granted_ms)
    notes = "; ".join(each.person.notes) if each.status != "absent" else "tidak hadir"
    return (f"{place:02}", each.person.number, each.person.name, *map(str, counts), *map(_minutes, times), notes)


def _totals(found: list[Account]) -> tuple[str, ...]:
    counts = [sum(getattr(each, name) for each in found) for name in ("given", "saved", "received", "lost")]
    times = [sum(getattr(each, f"{name}_ms") for each in found) for name in ("interrupted", "restored", "granted")]
    return ("", "", "semua", *map(str, counts), *map(_minutes, times), "")


def _minutes(milliseconds: int) -> str:
    """Minutes with two decimals, as Indonesian writes them."""
    return f"{milliseconds / 60_000:.2f}".replace(".", ",")


def _text(rows: list[tuple[str, ...]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADS))]
    return "\n".join("  ".join(_cell(*each) for each in zip(row, widths, range(len(row)), strict=True)) for row in rows)


def _cell(text: str, width: int, column: int) -> str:
    """Numbers to the right, words to the left."""
    return text.rjust(width) if 3 <= column < len(_HEADS) - 1 else text.ljust(width)


def _page(hall: Hall, found: list[Account], rows: list[tuple[str, ...]], papers: list[str], troubles: list[str]) -> str:
    saved, received, lost = (sum(getattr(each, name) for each in found) for name in ("saved", "received", "lost"))
    heads = "".join(f"<th>{each}</th>" for each in _HEADS)
    body = "".join(_line(row) for row in [*rows, _totals(found)])
    shots = sorted((hall.folder / "pictures").glob("*.png"))
    return f"""<!doctype html><html lang="id"><meta charset="utf-8"><title>Lontar: ringkasan peragaan ruang</title>
<style>{STYLE} td:nth-child(3), td:last-child {{ text-align: left }} body {{ max-width: 1280px }}</style>
<h1>Satu hari ujian di satu ruang</h1>
<p><strong>{saved} jawaban ditampilkan tersimpan, {received} dihitung di pusat, {lost} hilang.</strong>
Waktu dalam menit: terhenti selama gangguan, dikembalikan, ditambahkan proktor.</p>
{_listed("Kesalahan peragaan", troubles)}{_listed("Yang terjadi", hall.events)}
<h2>Peserta</h2><table><tr>{heads}</tr>{body}</table>
<h2>Layar konsol</h2>{"".join(figure(f"pictures/{each.name}", each.stem) for each in shots)}
<h2>Dokumen</h2>{"".join(_paper(hall.folder, name) for name in papers)}</html>
"""


def _listed(title: str, lines: list[str]) -> str:
    if not lines:
        return ""
    return f"<h2>{title}</h2><ol>{''.join(f'<li>{html.escape(each)}</li>' for each in lines)}</ol>"


def _line(row: tuple[str, ...]) -> str:
    return f"<tr>{''.join(f'<td>{html.escape(each)}</td>' for each in row)}</tr>"


def _paper(folder: Path, name: str) -> str:
    return figure(f"documents/pictures/{name}.png", name)
