"""Points and objects on a picture: to the pixel, by mouse, by keyboard alone, and always a valid response."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from desktop_app.gui.items.pictures.picture_points import PointGround, place_in_words
from desktop_app.gui.items.pictures.select_point_view import PointsView
from desktop_app.gui.presentation import Presentation
from question_packs.assessment import interactions as ia
from question_packs.assessment.interactions import Picture
from tests.gui.items.on_pictures import POINT, POINTS, POSITION, SEA, Shown, show

SPACE, DELETE, RIGHT, DOWN, LEFT, UP = (
    Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up,
)  # fmt: skip
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def ground(shown: Shown) -> PointGround:
    assert isinstance(shown.widget, PointsView)
    return shown.widget.ground


@pytest.mark.parametrize(("zoom", "width"), [(100, 760), (200, 760), (150, 180), (100, 90)])
def test_a_point_is_where_it_was_pressed_at_every_zoom(qtbot: QtBot, zoom: int, width: int) -> None:
    shown = show(POINT, zoom=zoom, width=width)
    for pixel in ((0, 0), (300, 200), (91, 47)):
        shown.click(pixel)
        assert shown.answer == (f"{pixel[0]} {pixel[1]}",)


def test_the_only_point_moves_and_several_are_numbered(qtbot: QtBot) -> None:
    one, three = show(POINT), show(POINTS)
    for pixel in ((10, 10), (50, 60), (90, 20), (200, 100)):
        one.click(pixel)
        three.click(pixel)
    assert one.answer == ("200 100",)
    assert three.answer == ("10 10", "50 60", "90 20")
    assert "Paling banyak 3" in three.words()
    assert "2. kiri atas, 50 dari 300 ke kanan, 60 dari 200 ke bawah" in three.words()


def test_a_point_is_set_by_arrows_and_taken_back(qtbot: QtBot) -> None:
    shown = show(POINTS)
    shown.rest_on(0)
    shown.keys(RIGHT, DOWN, DOWN, SPACE)
    assert shown.answer == ("160 120",)
    shown.keys(LEFT, UP, shift=True)
    shown.keys(SPACE)
    assert shown.answer == ("160 120", "159 119")
    shown.keys(DELETE)
    assert shown.answer == ("160 120",)
    shown.rest_on(1)
    shown.keys(SPACE)
    assert shown.answer == ()
    assert shown.page.focusWidget() is ground(shown)


def test_the_crosshair_says_where_it_is_and_stays_on_the_picture(qtbot: QtBot) -> None:
    shown = show(POINT)
    shown.rest_on(0)
    shown.keys(*[RIGHT] * 20, *[UP] * 20)
    assert ground(shown).crosshair == (300, 0)
    assert "kanan atas, 300 dari 300 ke kanan, 0 dari 200 ke bawah" in ground(shown).accessibleName()
    assert "kanan atas" in shown.widget.status.text()  # type: ignore[attr-defined]


def test_an_object_is_put_down_and_follows_its_place_in_the_response(qtbot: QtBot) -> None:
    shown = show(POSITION)
    shown.click((120, 110))
    shown.rest_on(0)
    shown.keys(RIGHT, SPACE)
    assert shown.answer == ("120 110", "130 110")
    assert "lampu" in shown.words()


@pytest.mark.parametrize("interaction", [POINT, POSITION])
def test_a_response_is_shown_again_and_nothing_of_it_stays(qtbot: QtBot, interaction: ia.BlockInteraction) -> None:
    shown = show(interaction, ("12 34",))
    assert ground(shown).points == [(12, 34)]
    shown.widget.show_response(())
    assert ground(shown).points == []
    shown.widget.put_away()
    assert shown.words().split() == []
    shown.again(("12 34",))
    assert ground(shown).points == [(12, 34)]
    assert shown.answers == []


def test_the_crosshair_stays_where_it_was_when_the_zoom_changes(qtbot: QtBot) -> None:
    shown = show(POINT)
    shown.rest_on(0)
    shown.keys(RIGHT)
    shown.presentation.set_zoom(200)
    shown.again()
    assert ground(shown).crosshair == (160, 100)


@pytest.mark.parametrize("interaction", [POINT, POINTS, POSITION])
@QUICK
@given(steps=st.lists(st.one_of(
    st.tuples(st.integers(0, 300), st.integers(0, 200)), st.sampled_from([SPACE, DELETE, RIGHT, DOWN, LEFT, UP]),
), max_size=30))  # fmt: skip
def test_whatever_is_pressed_the_response_is_valid(
    qtbot: QtBot, interaction: ia.BlockInteraction, steps: list[tuple[int, int] | Qt.Key]
) -> None:
    shown = show(interaction)
    shown.rest_on(0)
    for step in steps:
        if isinstance(step, tuple):
            shown.click(step)
        else:
            shown.keys(step)
    shown.page.close()


@given(x=st.integers(0, 300), y=st.integers(0, 200))
def test_every_place_has_words(x: int, y: int) -> None:
    said = place_in_words(Presentation().say, (x, y), SEA)
    assert ("kiri" in said.split(",")[0]) == (x < 100)
    assert ("bawah" in said.split(",")[0]) == (3 * y >= 400)
    assert place_in_words(Presentation().say, (0, 0), Picture("", 0, 0, ""))


def test_a_page_follows_the_crosshair_on_a_large_picture(qtbot: QtBot) -> None:
    shown = show(POINT, zoom=200)
    page = QScrollArea()
    qtbot.addWidget(page)
    page.resize(640, 200)
    page.setWidget(shown.page)
    page.show()
    page.activateWindow()
    shown.rest_on(0)
    shown.keys(*[DOWN] * 10)
    place = ground(shown).mapTo(page.viewport(), ground(shown).to_screen(ground(shown).crosshair).toPoint())
    assert page.viewport().rect().contains(place)
