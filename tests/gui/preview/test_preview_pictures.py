"""`--pictures`: every item at three zooms and in high contrast, whole, with sheets of all, and without a display."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop_app.gui.presentation import Presentation
from desktop_app.preview.pictures import VIEWS, take_pictures
from desktop_app.preview.source import read_source
from question_packs.errors import KnownError
from tests.gui.preview.test_preview_window import EVERY_KIND, SAMPLES

ITEM = EVERY_KIND / "items" / "RAG-07.xml"


def test_every_item_is_pictured_in_every_view_and_on_a_sheet(qtbot: QtBot, tmp_path: Path) -> None:
    content = read_source(SAMPLES / "latihan")
    told: list[tuple[int, int, str]] = []
    made = take_pictures(content, tmp_path, Presentation(), lambda *each: told.append(each))
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {path.name for path in made}
    wanted = {f"{each.identifier}-{view}.png" for each in content.entries for view, _, _ in VIEWS}
    assert wanted | {"sheet-1.png", "sheet-2.png"} == names
    assert [each[0] for each in told] == list(range(1, len(content.entries) + 1))


def test_a_larger_zoom_makes_a_higher_picture_and_contrast_a_dark_one(qtbot: QtBot, tmp_path: Path) -> None:
    take_pictures(read_source(ITEM), tmp_path, Presentation(), lambda *_: None)
    pictures = {view: QImage(str(tmp_path / f"RAG-07-{view}.png")) for view, _, _ in VIEWS}
    assert pictures["100"].height() < pictures["150"].height() < pictures["200"].height()
    assert pictures["100"].pixelColor(5, 5).lightness() > 200
    assert pictures["contrast"].pixelColor(5, 5).lightness() < 50


def test_a_folder_that_cannot_be_written_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KnownError, match="BLD-54"):
        take_pictures(read_source(ITEM), tmp_path / "file", Presentation(), lambda *_: None)


def test_who_stops_it_keeps_the_pictures_made_so_far(qtbot: QtBot, tmp_path: Path) -> None:
    def stop(done: int, of: int, identifier: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_pictures(read_source(SAMPLES / "latihan"), tmp_path, Presentation(), stop)
    assert len(list(tmp_path.iterdir())) == len(VIEWS)


def preview(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    command = [sys.executable, "-m", "desktop_app.preview", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)


def test_the_command_makes_pictures_without_a_display(tmp_path: Path) -> None:
    done = preview(ITEM, "--pictures", tmp_path / "gambar", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "5 pictures" in done.stdout
    assert len(list((tmp_path / "gambar").glob("*.png"))) == 5


def test_the_command_says_in_a_sentence_what_is_wrong_with_a_source(tmp_path: Path) -> None:
    (tmp_path / "kosong.zip").write_bytes(b"")
    done = preview(tmp_path / "kosong.zip", "--pictures", tmp_path / "gambar")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith(("IMP-", "QTI-"))
