"""Documents from the room node: kept as numbered PDFs on this PC, then opened to be printed. Used by the console's pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop_app.gui.messages import mark
from desktop_app.services.console.papers import Paper, PaperFolder

if TYPE_CHECKING:
    from desktop_app.gui.proctor.desk import Desk

# In the order of the day. The names are those of the room node.
DOCUMENTS: dict[str, str] = {
    "seating": mark("Denah tempat duduk"),
    "labels": mark("Label meja"),
    "readiness": mark("Berita acara kesiapan"),
    "attendance": mark("Daftar hadir"),
    "schedule": mark("Jadwal sesi"),
    "rollcall": mark("Daftar apel evakuasi"),
    "minutes": mark("Berita acara pelaksanaan"),
    "incidents": mark("Lampiran kejadian dan tindakan"),
    "outage": mark("Berita acara gangguan"),
    "violation": mark("Berita acara pelanggaran"),
    "receipts": mark("Daftar sidik rekaman jawaban"),
    "absentees": mark("Daftar tidak hadir"),
    "handover": mark("Berita acara serah terima"),
}


def paper_folder(desk: Desk) -> PaperFolder:
    """Where this sitting's documents are kept."""
    assert desk.service.sitting is not None
    return PaperFolder(desk.documents, desk.service.sitting.sitting_title)


def save_document(desk: Desk, name: str, candidate: str = "", done: Callable[[Paper], None] | None = None) -> None:
    """Fetch a document, keep it, open it; `done` when it is kept. What goes wrong is told."""
    assert desk.service.sitting is not None
    sitting_id, folder = desk.service.sitting.sitting_id, paper_folder(desk)
    title = desk.say(DOCUMENTS[name]) + (f" {candidate}" if candidate else "")

    def kept(paper: Paper) -> None:
        desk.tell("good", desk.say("Tersimpan sebagai {file}.", file=paper.path.name))
        open_paper(desk, paper)
        if done is not None:
            done(paper)

    desk.service.ask(lambda road: folder.save(title, road.document(name, sitting_id, candidate)), kept, desk.tell_error)


def open_paper(desk: Desk, paper: Paper) -> None:
    """Show it in this PC's own program for PDF files, which prints it; without one, tell where it lies."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(paper.path))):
        desk.tell("notice", desk.say("PC ini tidak dapat membuka PDF. Berkas: {path}", path=paper.path))
