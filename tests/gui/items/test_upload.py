"""Handing in a file: from a stranger's stick, with nothing of the rest of the disk in reach."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.background import GuiWorker
from desktop_app.gui.items.files.handed_files import (
    DEEPEST,
    KIND_WORDS,
    MOST_FILES,
    find_files,
    read_file,
    safe_name,
)
from desktop_app.gui.items.files.upload_view import UploadView
from desktop_app.gui.items.outside import Outside
from question_packs.assessment import interactions as ia
from question_packs.assessment.responses import FILE_KINDS, FileName, Response, check_response
from tests.gui.items.on_pictures import UPLOAD, Shown, show

PDF = b"%PDF-1.7 laporan"
SPACE = Qt.Key.Key_Space


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stik"
    (folder / "tugas").mkdir(parents=True)
    (folder / "tugas" / "laporan.pdf").write_bytes(PDF)
    (folder / "catatan.txt").write_bytes(b"Catatan rapat")
    (folder / "program.exe").write_bytes(b"MZ")
    return folder


def upload(shown: Shown) -> UploadView:
    assert isinstance(shown.widget, UploadView)
    return shown.widget


def at(stick: Path) -> Outside:
    return Outside(folders=lambda: [stick])


def handed_in(data: bytes, name: str, kind: str) -> Response:
    response = (FileName(hashlib.sha256(data).hexdigest(), len(data), kind, name).text,)
    check_response(UPLOAD, response)
    return response


def names(folder: Path, *kinds: str) -> list[str]:
    return sorted(each.name for each in find_files([folder], kinds))


def test_a_file_is_found_chosen_and_handed_in_by_keyboard(qtbot: QtBot, stick: Path) -> None:
    shown = show(UPLOAD, outside=at(stick))
    shown.rest_on(0)
    shown.keys(SPACE)
    rows = upload(shown).files.buttons()
    assert sorted(each.accessibleName().split(",")[0] for each in rows) == ["catatan.txt", "laporan.pdf"]
    next(each for each in rows if "laporan" in each.accessibleName()).setFocus()
    shown.keys(SPACE)
    assert shown.files == [(PDF, "laporan.pdf", "application/pdf")]
    shown.widget.show_response(handed_in(*shown.files[0]))
    assert "Diserahkan: laporan.pdf (1 KB)" in shown.words()
    shown.rest_on(0)
    shown.keys(SPACE)
    assert shown.answers == [()]
    assert "Diserahkan" not in shown.words()


def test_files_are_read_on_a_thread_and_what_comes_too_late_is_let_go(qtbot: QtBot, stick: Path) -> None:
    worker = GuiWorker("files")
    shown = show(UPLOAD, outside=Outside(folders=lambda: [stick], run=worker.run))
    upload(shown).look.click()
    qtbot.waitUntil(lambda: len(upload(shown).files.buttons()) == 2)
    upload(shown).files.buttons()[0].click()
    qtbot.waitUntil(lambda: len(shown.files) == 1)
    upload(shown).files.buttons()[0].click()
    shown.widget.put_away()
    worker.stop()
    QApplication.processEvents()
    assert len(shown.files) == 1
    assert shown.words().split() == []


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("besar.pdf", PDF + b" " * 2000, "lebih besar"),
        ("kosong.pdf", b"", "kosong"),
        ("palsu.pdf", b"MZ program", "isinya sesuai"),
        ("biner.txt", b"a\0b", "isinya sesuai"),
    ],
)
def test_what_cannot_be_handed_in_is_told_in_a_sentence(
    qtbot: QtBot, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    small = ia.UploadInteraction(response_identifier="R", max_bytes=1000)
    shown = show(small, outside=at(tmp_path))
    upload(shown).look.click()
    upload(shown).files.buttons()[0].click()
    assert shown.files == []
    assert said in shown.words()


def test_a_stick_that_is_pulled_is_told_in_a_sentence(qtbot: QtBot, stick: Path) -> None:
    shown = show(UPLOAD, outside=at(stick))
    upload(shown).look.click()
    for file in (stick / "catatan.txt", stick / "tugas" / "laporan.pdf"):
        file.unlink()
    upload(shown).files.buttons()[0].click()
    assert "tidak dapat dibaca lagi" in shown.words()
    upload(shown).look.click()
    assert "Tidak ada berkas" in shown.words()


def test_only_the_kinds_of_the_interaction_are_listed(stick: Path) -> None:
    assert names(stick) == ["catatan.txt", "laporan.pdf"]
    assert names(stick, "application/pdf") == ["laporan.pdf"]
    assert names(stick, "application/x-msdownload") == []


def test_links_lead_nowhere(tmp_path: Path, stick: Path) -> None:
    secret = tmp_path / "rahasia"
    secret.mkdir()
    (secret / "kunci.txt").write_text("rahasia")
    (stick / "pintu").symlink_to(secret)
    (stick / "kunci.txt").symlink_to(secret / "kunci.txt")
    assert "kunci.txt" not in names(stick)
    found = next(each for each in find_files([stick], ()) if each.name == "catatan.txt")
    found.path.unlink()
    found.path.symlink_to(secret / "kunci.txt")
    with pytest.raises(OSError):
        read_file(found, UPLOAD)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_in_place_of_a_file_holds_nobody_up(stick: Path) -> None:
    found = next(each for each in find_files([stick], ()) if each.name == "catatan.txt")
    found.path.unlink()
    os.mkfifo(found.path)
    assert "catatan.txt" not in names(stick)
    with pytest.raises(OSError):
        read_file(found, UPLOAD)


def test_deep_and_crowded_folders_are_left_at_a_limit(tmp_path: Path) -> None:
    deep = tmp_path
    for level in range(1, 6):
        (deep / f"tingkat-{level}.txt").write_text("x")
        deep = deep / "bawah"
        deep.mkdir()
    assert names(tmp_path) == [f"tingkat-{level}.txt" for level in range(1, DEEPEST + 1)]
    for number in range(MOST_FILES + 20):
        (tmp_path / f"{number}.txt").touch()
    assert len(find_files([tmp_path], ())) == MOST_FILES


def test_a_long_list_comes_in_portions(qtbot: QtBot, tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text("x")
    shown = show(UPLOAD, outside=at(tmp_path))
    upload(shown).look.click()
    before = len(upload(shown).files.buttons())
    upload(shown).more.click()
    assert len(upload(shown).files.buttons()) == 2 * before < 30
    upload(shown).more.click()
    assert len(upload(shown).files.buttons()) == 30
    assert upload(shown).more.isHidden()


@given(name=st.text(st.characters(codec=None), min_size=1, max_size=300), ending=st.sampled_from(["pdf", "txt"]))
def test_no_name_plays_tricks(name: str, ending: str) -> None:
    safe = safe_name(f"{name}.{ending}")
    assert safe.isprintable()
    assert safe.endswith(f".{ending}")
    assert handed_in(b"x", safe, "text/plain")
    safe.encode()


def test_a_name_in_no_known_writing_can_be_handed_in(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "surat\u202egpj.txt").write_text("x")
    with open(os.fsencode(tmp_path) + b"/rusak\xff.txt", "wb") as file:
        file.write(b"y")
    assert names(tmp_path) == ["rusak_.txt", "surat_gpj.txt"]
    assert {read_file(each, UPLOAD) for each in find_files([tmp_path], ())} == {b"x", b"y"}


def test_every_kind_has_words() -> None:
    assert set(KIND_WORDS) == set(FILE_KINDS)
