"""Choosing, numbering, joining and filling areas of a picture: by mouse, by keyboard alone, and always a valid response."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from question_packs.assessment import interactions as ia
from question_packs.assessment.responses import Response
from tests.gui.items.on_pictures import ASSOCIATE, GAPS, HOTSPOT, HOTSPOTS, ORDER, Shown, show

A, B, C, D, RED = (100, 100), (300, 100), (500, 100), (150, 315), (560, 210)
SPACE, ENTER, DELETE, ESCAPE = Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Escape
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def names(shown: Shown) -> list[str]:
    return [stop.accessibleName() for stop in shown.widget.stops()]


def test_choosing_another_area_moves_the_mark(qtbot: QtBot) -> None:
    shown = show(HOTSPOT)
    for place in (A, B, B):
        shown.click(place)
    assert shown.answers == [("A",), ("B",), ("B",)]


def test_several_areas_are_chosen_and_taken_back_up_to_their_number(qtbot: QtBot) -> None:
    shown = show(HOTSPOTS)
    shown.click(D)
    shown.click(A)
    assert shown.answer == ("A", "D")
    shown.click(B)
    assert shown.answer == ("A", "D")
    assert "Paling banyak 2" in shown.words()
    shown.click(A)
    assert shown.answer == ("D",)


def test_areas_are_chosen_by_keyboard_and_tell_their_state(qtbot: QtBot) -> None:
    shown = show(HOTSPOTS)
    shown.rest_on(3)
    shown.keys(SPACE)
    assert shown.answer == ("D",)
    assert names(shown)[3] == "Area 4 dari 6, dipilih"
    stop = shown.widget.stops()[3]
    assert isinstance(stop, QAbstractButton)
    assert stop.isChecked()
    shown.keys(DELETE)
    assert shown.answer == ()
    assert names(shown) == ["Loket", "Arsip", "Rapat", "Area 4 dari 6", "Tombol merah", "Tombol biru"]


def test_letters_choose_areas_too(qtbot: QtBot) -> None:
    shown = show(HOTSPOT)
    assert shown.widget.press(2)
    assert shown.answer == ("C",)
    assert not shown.widget.press(6)


def test_numbers_follow_the_order_and_move_up(qtbot: QtBot) -> None:
    shown = show(ORDER)
    for place in (B, RED, A):
        shown.click(place)
    assert shown.answer == ("B", "E", "A")
    assert names(shown)[0] == "Loket, nomor 3"
    shown.click(B)
    assert shown.answer == ("E", "A")
    assert names(shown)[0] == "Loket, nomor 2"
    assert "1. Tombol merah" in shown.words()


def test_an_order_is_made_by_keyboard_and_taken_back_in_words(qtbot: QtBot) -> None:
    shown = show(ORDER)
    for place in (2, 0):
        shown.rest_on(place)
        shown.keys(ENTER)
    assert shown.answer == ("C", "A")
    shown.rest_on(6)
    shown.keys(SPACE)
    assert shown.answer == ("A",)
    shown.keys(SPACE)
    assert shown.answer == ()
    assert shown.page.focusWidget() is shown.widget.stops()[0]


def test_two_areas_are_joined_and_parted(qtbot: QtBot) -> None:
    shown = show(ASSOCIATE)
    shown.click(A)
    assert "Pilih pasangan untuk: Loket" in shown.words()
    shown.click(B)
    assert shown.answer == ("A B",)
    assert names(shown)[1] == "Arsip, dipasangkan dengan Loket"
    shown.click(B)
    shown.click(A)
    assert shown.answer == ()


def test_a_pair_is_made_and_taken_back_by_keyboard(qtbot: QtBot) -> None:
    shown = show(ASSOCIATE)
    shown.rest_on(0)
    shown.keys(SPACE, ESCAPE, SPACE)
    shown.rest_on(2)
    shown.keys(SPACE)
    assert shown.answer == ("A C",)
    shown.keys(DELETE)
    assert shown.answer == ()


def test_a_piece_is_put_on_an_area_in_either_order(qtbot: QtBot) -> None:
    shown = show(GAPS)
    shown.widget.press(0)
    shown.click(A)
    shown.click(B)
    shown.widget.press(1)
    assert shown.answer == ("P1 A", "P2 B")
    assert "Pencetak → Loket" in shown.words()
    assert names(shown)[3] == "Loket, berisi Pencetak"


def test_a_piece_is_placed_and_taken_back_by_keyboard(qtbot: QtBot) -> None:
    shown = show(GAPS)
    shown.rest_on(0)
    shown.keys(SPACE)
    assert "dipegang" in names(shown)[0]
    shown.keys(ESCAPE)
    assert "dipegang" not in names(shown)[0]
    shown.keys(SPACE)
    shown.rest_on(5)
    shown.keys(ENTER)
    assert shown.answer == ("P1 C",)
    shown.keys(DELETE)
    assert shown.answer == ()


RESPONSES: list[tuple[ia.BlockInteraction, Response]] = [
    (HOTSPOT, ("C",)),
    (HOTSPOTS, ("A", "D")),
    (ORDER, ("B", "A")),
    (ASSOCIATE, ("A B", "B D")),
    (GAPS, ("P1 A", "P3 D", "P3 B")),
]


@pytest.mark.parametrize(("interaction", "response"), RESPONSES)
def test_a_response_is_shown_again_and_nothing_of_it_stays(
    qtbot: QtBot, interaction: ia.BlockInteraction, response: Response
) -> None:
    shown = show(interaction, response)
    told = names(shown)
    shown.widget.show_response(())
    assert names(shown) != told
    shown.widget.show_response(response)
    assert names(shown) == told
    assert shown.answers == []
    shown.widget.put_away()
    assert shown.words().split() == []
    shown.again(response)
    assert names(shown) == told


@pytest.mark.parametrize("interaction", [each for each, _ in RESPONSES])
def test_what_is_only_looked_at_cannot_be_changed(qtbot: QtBot, interaction: ia.BlockInteraction) -> None:
    shown = show(interaction)
    shown.widget.set_read_only(True)
    shown.widget.press(0)
    shown.click(A)
    assert shown.answers == []


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("click"), st.tuples(st.integers(0, 600), st.integers(0, 400))),
        st.tuples(st.just("press"), st.integers(0, 7)),
        st.tuples(st.just("key"), st.tuples(st.integers(0, 30), st.sampled_from([SPACE, ENTER, DELETE, ESCAPE]))),
    ),
    max_size=25,
)


@pytest.mark.parametrize("interaction", [HOTSPOT, HOTSPOTS, ORDER, ASSOCIATE, GAPS])
@QUICK
@given(steps=STEPS)
def test_whatever_is_pressed_the_response_is_valid(qtbot: QtBot, interaction: ia.BlockInteraction, steps: list) -> None:  # type: ignore[type-arg]
    shown = show(interaction)
    for kind, what in steps:
        if kind == "click":
            shown.click(what)
        elif kind == "press":
            shown.widget.press(what)
        else:
            shown.rest_on(what[0] % len(shown.widget.stops()))
            shown.keys(what[1])
    shown.page.close()
