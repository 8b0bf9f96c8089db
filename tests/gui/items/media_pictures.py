"""Pictures of the player: `python -m tests.gui.items.media_pictures FOLDER`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop_app.gui.items.media.media_view import MediaView
from question_packs.assessment import interactions as ia
from tests.gui.items.board import Board
from tests.gui.pictures import wait_until
from tests.gui.recordings import tone, video

_TEXT = "<p>Penumpang yang terhormat, kereta menuju Bandung berangkat dari jalur tiga.</p>"
_ITEMS = {
    "audio": ia.MediaInteraction(
        response_identifier="R",
        name="a",
        kind="audio",
        alt="Pengumuman di stasiun",
        max_plays=2,
        min_plays=1,
        transcript=_TEXT,
    ),
    "video": ia.MediaInteraction(response_identifier="R", name="v", kind="video", width=480, height=270, alt="Pintu masuk"),
}
_VIEWS = {"100": (100, False, 700), "200": (200, False, 700), "300-narrow": (300, False, 480), "contrast": (100, True, 700)}
_SEEN_MS = 300


def take_pictures(folder: Path) -> None:
    """A recording with limits and one without, before and while it is played, and a PC that cannot play it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, interaction in _ITEMS.items():
        for view, (zoom, contrast, width) in _VIEWS.items():
            board = Board(interaction, width=width, media={"a": tone(60), "v": video(8)})
            assert isinstance(board.widget, MediaView)
            board.show((), zoom, contrast)
            _save(board, folder / f"{name}-{view}-0.png")
            board.widget.has_sound_device = lambda: True
            board.widget.findChild(QPushButton, "media-play").click()
            if name == "audio":
                board.widget.findChild(QPushButton, "media-transcript").click()
            wait_until(lambda view=board.widget: view.player.position >= _SEEN_MS)
            _save(board, folder / f"{name}-{view}-1.png")
            board.widget.put_away()
            board.window.close()
    board = Board(_ITEMS["audio"], media={"a": b"broken"})
    board.widget.findChild(QPushButton, "media-play").click()
    wait_until(lambda: bool(board.widget.findChild(QLabel, "media-trouble").text()))
    _save(board, folder / "broken.png")


def _save(board: Board, path: Path) -> None:
    board.window.resize(board.window.width(), board.widget.height() + 40)
    QApplication.processEvents()
    board.window.grab().save(str(path))


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(sys.argv[:1])
    take_pictures(Path(sys.argv[1]))
