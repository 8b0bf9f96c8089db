"""A drawing is handed in by itself, is a picture that anybody can open, and comes back with every line to be taken back."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QEvent, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui.items.outside import Outside
from desktop_app.gui.items.pictures.drawing_view import REST_MS, DrawingView
from desktop_app.gui.items.pictures.stroke import INKS, Ink, Stroke, png_of, strokes_of
from question_packs.assessment.responses import MAX_FILE_BYTES, FileName, Response, check_response
from tests.gui.items.on_pictures import DRAWING, SEA, Shown, show

SPACE, DELETE, RIGHT, DOWN, ESCAPE = (
    Qt.Key.Key_Space,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Right,
    Qt.Key.Key_Down,
    Qt.Key.Key_Escape,
)


def view(shown: Shown) -> DrawingView:
    assert isinstance(shown.widget, DrawingView)
    return shown.widget


def draw(shown: Shown, *pixels: tuple[int, int]) -> None:
    sheet = view(shown).sheet
    shown.mouse(sheet, QEvent.Type.MouseButtonPress, sheet.to_screen(pixels[0]), held=True)
    for pixel in pixels[1:]:
        shown.mouse(sheet, QEvent.Type.MouseMove, sheet.to_screen(pixel), held=True)
    shown.mouse(sheet, QEvent.Type.MouseButtonRelease, sheet.to_screen(pixels[-1]))


def tool(shown: Shown, name: str) -> None:
    button = next(each for each in view(shown).tools.buttons() if each.objectName() == name)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    button.click()


def response_to(data: bytes) -> Response:
    response = (FileName(hashlib.sha256(data).hexdigest(), len(data), "image/png", "gambar.png").text,)
    check_response(DRAWING, response)
    return response


def test_a_drawing_is_handed_in_a_moment_after_the_last_line(qtbot: QtBot) -> None:
    assert REST_MS < 2000
    shown = show(DRAWING)
    with qtbot.waitSignal(shown.widget.file_given, timeout=2000):
        draw(shown, (20, 20), (100, 20))
        assert shown.widget.waits
    data, name, kind = shown.files[0]
    image = QImage.fromData(QByteArray(data))
    assert (name, kind) == ("gambar.png", "image/png")
    assert (image.width(), image.height()) == (SEA.width, SEA.height)
    assert image.pixelColor(60, 20) == QColor(INKS["black"])
    assert image.pixelColor(10, 150) == QColor("#cfe2ea")
    response_to(data)


@pytest.mark.parametrize("high_contrast", [False, True])
def test_a_drawing_looks_the_same_for_everybody(qtbot: QtBot, high_contrast: bool) -> None:
    shown = show(DRAWING, zoom=200 if high_contrast else 100, high_contrast=high_contrast)
    draw(shown, (20, 20), (100, 20))
    shown.widget.flush()
    plain = show(DRAWING)
    draw(plain, (20, 20), (100, 20))
    plain.widget.flush()
    assert shown.files == plain.files


def test_leaving_hands_in_at_once_and_only_once(qtbot: QtBot) -> None:
    shown = show(DRAWING)
    shown.widget.flush()
    assert shown.files == []
    draw(shown, (20, 20), (60, 60))
    shown.widget.flush()
    shown.widget.flush()
    assert len(shown.files) == 1
    assert not shown.widget.waits


def test_the_keyboard_draws_with_a_pen_that_goes_up_and_down(qtbot: QtBot) -> None:
    shown = show(DRAWING)
    shown.widget.stops()[-1].setFocus(Qt.FocusReason.TabFocusReason)
    shown.keys(SPACE, RIGHT, RIGHT)
    assert "Pena turun" in shown.words()
    shown.keys(SPACE, DOWN)
    assert "Pena terangkat" in shown.words()
    assert [each.points for each in view(shown).sheet.strokes] == [((150, 100), (160, 100), (170, 100))]
    shown.keys(SPACE, RIGHT, ESCAPE)
    assert len(view(shown).sheet.strokes) == 2
    shown.keys(DELETE)
    assert len(view(shown).sheet.strokes) == 1


def test_lines_are_taken_back_brought_again_and_rubbed_out(qtbot: QtBot) -> None:
    shown = show(DRAWING)
    sheet = view(shown).sheet
    tool(shown, "ink-red")
    tool(shown, "pen-15")
    draw(shown, (20, 20), (100, 20))
    assert sheet.image().pixelColor(60, 20) == QColor(INKS["red"])
    tool(shown, "ink-eraser")
    draw(shown, (60, 0), (60, 60))
    assert sheet.image().pixelColor(60, 20) == QColor("#cfe2ea")
    tool(shown, "undo")
    assert sheet.image().pixelColor(60, 20) == QColor(INKS["red"])
    tool(shown, "redo")
    assert sheet.image().pixelColor(60, 20) == QColor("#cfe2ea")


def test_an_empty_sheet_must_be_asked_for_twice(qtbot: QtBot) -> None:
    shown = show(DRAWING)
    draw(shown, (20, 20), (100, 20))
    tool(shown, "clear")
    tool(shown, "pen-7")
    tool(shown, "clear")
    assert view(shown).sheet.strokes
    tool(shown, "clear")
    assert not view(shown).sheet.strokes
    assert view(shown).sheet.hasFocus()
    shown.widget.flush()
    assert shown.answers == [()]
    tool(shown, "redo")
    assert view(shown).sheet.strokes


def test_a_drawing_comes_back_after_a_crash_with_every_line(qtbot: QtBot) -> None:
    before = show(DRAWING)
    draw(before, (20, 20), (100, 20))
    draw(before, (20, 90), (100, 90))
    before.widget.flush()
    data = before.files[0][0]
    after = show(
        DRAWING, response_to(data), outside=Outside(handed_file=lambda identifier: data if identifier == "R" else None)
    )
    assert view(after).sheet.image() == view(before).sheet.image()
    tool(after, "undo")
    assert len(view(after).sheet.strokes) == 1
    after.widget.put_away()
    assert not view(after).sheet.strokes


def test_zoom_keeps_lines_that_were_not_handed_in_yet(qtbot: QtBot) -> None:
    shown = show(DRAWING)
    draw(shown, (20, 20), (100, 20))
    shown.presentation.set_zoom(200)
    shown.again(())
    shown.widget.show_response(())
    assert len(view(shown).sheet.strokes) == 1


def test_a_drawing_whose_file_is_not_here_is_told(qtbot: QtBot) -> None:
    shown = show(DRAWING, response_to(b"x"))
    assert "tidak dapat ditampilkan" in shown.words()


PLACES = st.tuples(st.integers(0, 300), st.integers(0, 200))
STROKES = st.lists(
    st.builds(
        Stroke, st.integers(1, 40), st.lists(PLACES, min_size=1, max_size=20).map(tuple), st.sampled_from([*INKS, None])
    ),
    max_size=8,
).map(tuple)


@settings(max_examples=20, deadline=None)
@given(strokes=STROKES)
def test_lines_survive_the_way_through_the_file(qapp: QApplication, strokes: tuple[Stroke, ...]) -> None:
    picture = QImage(30, 20, QImage.Format.Format_RGB32)
    picture.fill(0)
    assert strokes_of(png_of(picture, strokes)) == strokes


@given(data=st.binary(max_size=200))
def test_a_file_that_is_no_drawing_has_no_lines(qapp: QApplication, data: bytes) -> None:
    assert strokes_of(data) == ()


def test_a_noisy_photograph_is_made_to_fit(qapp: QApplication) -> None:
    noise = hashlib.shake_256(b"lontar").digest(1500 * 1200 * 4)
    picture = QImage(noise, 1500, 1200, QImage.Format.Format_RGB32).copy()
    ink: Ink = "red"
    stroke = Stroke(7, ((1, 1), (900, 900)), ink)
    data = png_of(picture, [stroke])
    assert len(data) <= MAX_FILE_BYTES
    assert strokes_of(data) == (stroke,)
    assert not QImage.fromData(QByteArray(data)).isNull()


def test_a_read_only_drawing_takes_no_line(qtbot: QtBot) -> None:
    shown = show(DRAWING)
    shown.widget.set_read_only(True)
    QTest.mouseClick(view(shown).sheet, Qt.MouseButton.LeftButton)
    assert not view(shown).sheet.strokes
