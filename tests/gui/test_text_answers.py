"""What is typed is an answer soon, and by every way out of the item; until then nothing says that it is saved."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from desktop_app.gui.items.writing import typed_text
from desktop_app.services.views import SessionStatus
from question_packs.assessment.responses import MAX_TEXT
from question_packs.errors import KnownError
from tests.gui.conftest import Sit
from tests.gui.items_room import ItemsRoom, ItemsSession, at_item
from tests.gui.robot import Robot
from tests.gui.way import LOCKED

TEXT = "Petugas mendengarkan."
Out = Callable[[Robot, ItemsSession], None]


def at(sit: Sit, number: int) -> tuple[Robot, ItemsSession]:
    room = ItemsRoom()
    robot = sit(room)
    session = at_item(robot, room, number)
    for field in robot.page().findChildren(QPlainTextEdit) + robot.page().findChildren(QLineEdit):
        if field.isVisible():
            field.setFocus()
    return robot, session


def paper(robot: Robot) -> QPlainTextEdit:
    found = robot.find("extended-text")
    assert isinstance(found, QPlainTextEdit)
    return found


def fields(robot: Robot) -> list[QLineEdit]:
    return [each for each in robot.page().findChildren(QLineEdit, "text-entry") if each.isVisible()]


def _time_runs_out(robot: Robot, session: ItemsSession) -> None:
    session.remaining_ms = 2_000
    robot.wait_until(lambda: bool(session.response(3)))
    session.remaining_ms = 0
    robot.await_page("time-over")


def _cover(robot: Robot, session: ItemsSession) -> None:
    session.tell(LOCKED)
    robot.await_page("cover")


WAYS_OUT: dict[str, Out] = {
    "next": lambda robot, session: robot.click("next"),
    "previous": lambda robot, session: robot.click("previous"),
    "navigator": lambda robot, session: robot.click("cell-5"),
    "review": lambda robot, session: robot.press(Qt.Key.Key_F10),
    "another control": lambda robot, session: robot.press(Qt.Key.Key_Tab),
    "cover": _cover,
    "proctor's page": lambda robot, session: robot.press(Qt.Key.Key_F12),
    "time over": _time_runs_out,
    "a moment's rest": lambda robot, session: robot.wait_until(lambda: bool(session.response(3))),
}


@pytest.mark.parametrize("way_out", WAYS_OUT)
def test_typed_text_is_an_answer_by_every_way_out(sit: Sit, way_out: str) -> None:
    robot, session = at(sit, 3)
    session.hold_submission = True
    QTest.keyClicks(paper(robot), TEXT)
    assert session.response(3) == ()
    WAYS_OUT[way_out](robot, session)
    robot.wait_until(lambda: session.response(3) == (TEXT,))
    assert [name for item, name, _ in session.records if item == "item-3"] == ["RESPONSE"]


def test_text_is_saved_while_somebody_types_on_and_on(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typed_text, "REST_MS", 60_000)
    monkeypatch.setattr(typed_text, "LONGEST_MS", 50)
    robot, session = at(sit, 3)
    QTest.keyClicks(paper(robot), "Pet")
    robot.wait_until(lambda: bool(session.response(3)))


def test_the_promises_of_time_are_kept() -> None:
    assert typed_text.REST_MS <= 2_000
    assert typed_text.LONGEST_MS <= 10_000


def test_the_page_does_not_say_saved_while_typed_text_waits(sit: Sit) -> None:
    robot, session = at(sit, 3)
    session.on_save_state("saved_here", None)
    QTest.keyClicks(paper(robot), TEXT)
    assert robot.text("save-state") == "Menyimpan..."
    session.on_save_state("at_centre", None)
    assert robot.text("save-state") == "Menyimpan..."
    robot.press(Qt.Key.Key_Tab)
    assert robot.text("save-state") == "Tersimpan di PC ini"


def test_what_a_lock_refused_is_told_when_the_item_comes_back(sit: Sit) -> None:
    robot, session = at(sit, 3)
    QTest.keyClicks(paper(robot), TEXT)
    session.closed = True
    session.tell(SessionStatus("paused"))
    robot.await_page("cover")
    assert not paper_text_anywhere(robot)
    session.closed = False
    session.tell(SessionStatus("running"))
    robot.await_page("exam")
    assert session.response(3) == (TEXT,)
    assert paper(robot).toPlainText() == TEXT


def test_nothing_typed_stays_behind_under_a_cover(sit: Sit) -> None:
    robot, session = at(sit, 3)
    QTest.keyClicks(paper(robot), TEXT)
    session.tell(LOCKED)
    robot.await_page("cover")
    assert not paper_text_anywhere(robot)


def paper_text_anywhere(robot: Robot) -> bool:
    """Whether any widget of the window, seen or not, still holds what was typed, or can undo to it."""
    papers = robot.window.findChildren(QPlainTextEdit)
    labels = [label.text() for label in robot.window.findChildren(QLabel)]
    kept = [each.toPlainText() for each in papers] + [each.text() for each in robot.window.findChildren(QLineEdit)] + labels
    return any(TEXT in each for each in kept) or any(each.document().isUndoAvailable() for each in papers)


def test_typed_text_survives_zoom_contrast_and_language(sit: Sit) -> None:
    robot, session = at(sit, 3)
    QTest.keyClicks(paper(robot), TEXT)
    presentation = robot.window.presentation
    presentation.set_zoom(200)
    presentation.set_high_contrast(True)
    presentation.set_language("en")
    robot.settle()
    assert paper(robot).toPlainText() == TEXT
    paper(robot).undo()
    assert paper(robot).toPlainText() != TEXT
    assert session.item().number == 3


def test_letters_and_arrows_in_a_field_are_never_the_pages(sit: Sit) -> None:
    robot, session = at(sit, 5)
    for key in ("r", "a", "1"):
        robot.press(key)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right):
        robot.press(key)
    assert fields(robot)[0].text() == "ra1"
    assert session.item().number == 5
    assert not session.item().flagged


def test_pasted_text_is_plain_and_never_longer_than_an_answer_may_be(sit: Sit) -> None:
    robot, session = at(sit, 3)
    pasted = QMimeData()
    pasted.setHtml("<b>tebal</b>")
    pasted.setText("tebal")
    paper(robot).insertFromMimeData(pasted)
    assert paper(robot).toPlainText() == "tebal"
    pasted.setText("kata 😀 " * MAX_TEXT)
    paper(robot).insertFromMimeData(pasted)
    assert len(paper(robot).toPlainText()) <= MAX_TEXT
    assert str(MAX_TEXT) in robot.text("word-count")
    robot.press(Qt.Key.Key_Tab)
    session.response(3)[0].encode()
    paper(robot).undo()
    assert len(paper(robot).toPlainText()) <= len("tebal")


def test_alt_and_an_arrow_change_the_item_from_a_field_too(sit: Sit) -> None:
    robot, session = at(sit, 3)
    robot.press(TEXT)
    robot.press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert session.item().number == 4
    robot.press(Qt.Key.Key_Left)
    assert session.item().number == 3
    assert robot.window.focusWidget() is paper(robot)
    assert session.response(3) == (TEXT,)


def test_words_are_counted_while_they_are_written(sit: Sit) -> None:
    robot, _ = at(sit, 2)
    assert robot.text("word-count") == "0 kata. Paling sedikit 5 kata: tambah 5 lagi."
    QTest.keyClicks(paper(robot), "satu dua - tiga")
    assert robot.text("word-count") == "3 kata. Paling sedikit 5 kata: tambah 2 lagi."
    QTest.keyClicks(paper(robot), " empat lima")
    assert robot.text("word-count") == "5 kata. Paling banyak 12 kata."
    QTest.keyClicks(paper(robot), " 6 7 8 9 10 11 12 13")
    assert robot.text("word-count") == "13 kata. Paling banyak 12 kata: kurangi 1."
    assert paper(robot).accessibleDescription() == robot.text("word-count")


def test_the_paper_grows_and_the_line_that_is_written_is_seen(sit: Sit) -> None:
    robot, _ = at(sit, 3)
    before = paper(robot).height()
    for _ in range(40):
        QTest.keyClicks(paper(robot), "baris")
        QTest.keyClick(paper(robot), Qt.Key.Key_Return)
    robot.settle()
    assert paper(robot).height() > before
    cursor = paper(robot).cursorRect().center()
    panel = robot.find("item")
    assert panel.rect().contains(paper(robot).mapTo(panel, cursor))
    assert paper(robot).textCursor().position() == paper(robot).document().characterCount() - 1
    paper(robot).moveCursor(QTextCursor.MoveOperation.Start)


@pytest.mark.parametrize(
    ("language", "typed", "note"),
    [
        ("id", "1234,5", ""),
        ("id", "1234.5", "Dibaca: 1.234,5"),
        ("id", "1.234", "Dibaca: 1,234"),
        ("id", "007", "Dibaca: 7"),
        ("en", "1234.5", ""),
        ("en", "1234,5", "Dibaca: 1,234.5"),
        ("id", "5,", "Belum dapat dibaca sebagai angka, jadi belum menjadi jawaban."),
    ],
)
def test_a_number_that_is_read_otherwise_than_it_looks_is_told(sit: Sit, language: str, typed: str, note: str) -> None:
    robot, session = at(sit, 1)
    robot.window.presentation.set_language("en" if language == "en" else "id")
    share = fields(robot)[1]
    QTest.keyClicks(share, typed)
    said = robot.text("item-body-notes").replace("Read as", "Dibaca")
    assert said == note
    robot.press(Qt.Key.Key_F10)
    read = session.response(1, "SHARE")
    assert bool(read) is not note.startswith("Belum")


def test_a_number_field_takes_no_letters(sit: Sit) -> None:
    robot, _ = at(sit, 1)
    days = fields(robot)[0]
    QTest.keyClicks(days, "-1x2,5")
    assert days.text() == "-125"


def test_a_refused_text_gives_way_to_what_holds(sit: Sit) -> None:
    robot, session = at(sit, 5)
    session.closed = True
    QTest.keyClicks(fields(robot)[0], "Citraloka")
    robot.press(Qt.Key.Key_Tab)
    assert KnownError("DEL-02").sentence() in robot.find("notice").accessibleName()
    assert fields(robot)[0].text() == ""
