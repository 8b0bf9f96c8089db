"""The recipes of `make demo-items`: some items answered by mouse and by keyboard in the real window, stored and scored."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.gui.items.interaction_widgets import WIDGETS
from tests.demo_items import by_keyboard, by_mouse
from tests.demo_items.by_mouse import Recipe
from tests.demo_items.show import Show
from tests.demo_items.sitting import Exam, prepare, score, sit_down, stored_state

ITEMS = ("RAG-03", "RAG-07", "RAG-08", "RAG-15", "RAG-18")


@pytest.fixture(scope="module")
def exam(tmp_path_factory: pytest.TempPathFactory) -> Exam:
    return prepare(tmp_path_factory.mktemp("demo"))


def test_every_interaction_has_a_way_by_mouse_and_by_keyboard() -> None:
    assert by_mouse.RECIPES.keys() == by_keyboard.RECIPES.keys() == WIDGETS.keys()


@pytest.mark.parametrize(("number", "recipes"), [("001", by_mouse.RECIPES), ("002", by_keyboard.RECIPES)])
def test_what_is_answered_in_the_window_is_stored_and_worth_full_marks(
    qtbot: QtBot, exam: Exam, tmp_path: Path, number: str, recipes: Mapping[type, Recipe]
) -> None:
    with sit_down(exam, number) as seat:
        show = Show(exam, seat, tmp_path)
        show.answer_all(recipes, "answered", views=False, only=ITEMS)
        seat.hand_in()
    outcome = score(exam, stored_state(exam, number))
    worth = {each.identifier: each.score == each.maximum for each in outcome.items}
    assert [name for name, full in worth.items() if full] == list(ITEMS)
    assert {path.name for path in tmp_path.iterdir()} == {f"{name}-answered.png" for name in ITEMS}
