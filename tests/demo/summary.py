"""The one-page summary of a demo run: what happened, and whether every answer arrived."""

from __future__ import annotations

import csv
import html
import subprocess
from pathlib import Path

from question_packs import design_tokens as tokens
from question_packs.records.events import attempt_id_of
from sync_server.app import opened_centre
from sync_server.services.assemble import assemble
from sync_server.store import segments
from tests.demo.robots import Sitting
from tests.demo.room import SITTING, Room
from tests.rooms import plain_answers

_T = tokens.CALM
STYLE = f"""
body {{ font: 16px/1.5 "Noto Sans", sans-serif; color: {_T.ink}; background: {_T.ground}; max-width: 1000px;
        margin: 32px auto; padding: 0 24px }}
table {{ border-collapse: collapse; background: {_T.surface} }}
td, th {{ border: 1px solid {_T.line}; padding: 4px 12px; text-align: right }}
figure {{ display: inline-block; margin: 8px; width: 300px; vertical-align: top }}
img {{ width: 100%; border: 1px solid {_T.line} }}
figcaption {{ font-size: 13px; color: {_T.ink_soft} }}
"""


def write(room: Room, sitting: Sitting) -> int:
    """Write summary.html and pictures of the documents; how many answers given are not at the centre."""
    received = answers_at_centre(room, [seat.candidate for seat in sitting.seats])
    rows, lost = [], 0
    for seat in sitting.seats:
        given = seat.answers if seat.answers is not None else received.get(seat.candidate, {})
        missing = sum(1 for item, response in given.items() if received.get(seat.candidate, {}).get(item) != response)
        lost += missing
        rows.append((seat.number, seat.candidate, len(given), len(received.get(seat.candidate, {})), missing))
    documents = picture_documents(room.folder / "documents", room.folder / "documents/pictures")
    page = _page(room, sitting, rows, lost, documents)
    (room.folder / "summary.html").write_text(page, encoding="utf-8")
    return lost


def answers_at_centre(room: Room, candidates: list[str]) -> dict[str, dict[str, list[str]]]:
    """Per candidate, the answers that follow from the segments the centre holds."""
    found = {}
    with opened_centre(room.folder / "centre") as centre, centre.database.read() as connection:
        for candidate in candidates:
            attempt_id = attempt_id_of(SITTING, candidate, "utama")
            rows = segments.attempt_segments(connection, "demo", attempt_id)
            responses = assemble(rows, None).state.responses
            found[candidate] = plain_answers(responses)
    return found


def picture_documents(folder: Path, out: Path) -> list[str]:
    """The first page of every document as PNG; their names."""
    out.mkdir(parents=True, exist_ok=True)
    names = []
    for pdf in sorted(folder.rglob("*.pdf")):
        if pdf.parent != folder and len([n for n in names if n.startswith(pdf.parent.name)]) >= 1:
            continue
        name = pdf.stem if pdf.parent == folder else f"{pdf.parent.name}-{pdf.stem}"
        subprocess.run(["pdftoppm", "-png", "-r", "60", "-singlefile", "-l", "1", pdf, out / name], check=True)
        names.append(name)
    return names


def _page(room: Room, sitting: Sitting, rows: list[tuple[int, str, int, int, int]], lost: int, documents: list[str]) -> str:
    happened = "".join(f"<li>{html.escape(event)}</li>" for event in sitting.events) or "<li>tidak ada gangguan</li>"
    table = "".join(
        f"<tr><td>{n}</td><td>{c}</td><td>{given}</td><td>{received}</td><td>{missing}</td></tr>"
        for n, c, given, received, missing in rows
    )
    shots = sorted((room.folder / "pictures").glob("*.png"))
    pictures = "".join(figure(f"pictures/{shot.name}", shot.stem) for shot in shots)
    papers = "".join(figure(f"documents/pictures/{name}.png", name) for name in documents)
    totals = [sum(row[i] for row in rows) for i in (2, 3, 4)]
    scores = _scores(room.folder / "documents")
    return f"""<!doctype html><html lang="id"><meta charset="utf-8"><title>Lontar: ringkasan peragaan</title>
<style>{STYLE}</style>
<h1>Ringkasan peragaan</h1>
<p><strong>{totals[0]} jawaban diberikan, {totals[1]} diterima pusat, {lost} hilang.</strong> {scores}</p>
<h2>Yang terjadi</h2><ol>{happened}</ol>
<h2>Peserta</h2><table><tr><th>kursi</th><th>nomor</th><th>diberikan</th><th>diterima</th><th>hilang</th></tr>{table}</table>
<h2>Dokumen</h2>{papers}<h2>Layar</h2>{pictures}</html>
"""


def figure(source: str, caption: str) -> str:
    """A picture that opens in full size, with its name."""
    return f'<figure><a href="{source}"><img src="{source}" alt="{caption}"></a><figcaption>{caption}</figcaption></figure>'


def _scores(folder: Path) -> str:
    files = sorted(folder.glob("*.csv"))
    if not files:
        return ""
    with files[0].open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return f"Hasil: {len(rows)} baris di {files[0].name}."
