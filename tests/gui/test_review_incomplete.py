"""The review tells answers that still lack something, and leads to them; where there are none, nothing is said of it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_app.gui.candidate.review import ReviewPage
from desktop_app.gui.presentation import Presentation
from desktop_app.services.views import NavigatorCell, ReviewView

CELLS = tuple(NavigatorCell(n, f"S-{n}", "Satu", True, False, n == 1, True) for n in range(1, 6))


def page(qtbot: QtBot, review: ReviewView) -> ReviewPage:
    shown = ReviewPage(Presentation())
    qtbot.addWidget(shown)
    shown.show_review(review, CELLS, practice=False)
    shown.show()
    return shown


def test_incomplete_answers_are_counted_named_and_led_to(qtbot: QtBot) -> None:
    shown = page(qtbot, ReviewView(5, (), (), 0, incomplete=(2, 4)))
    assert shown.findChild(object, "review-incomplete").text() == "2"
    jump = shown.findChild(object, "first-unanswered")
    assert jump.text() == "Ke soal pertama yang belum lengkap"
    with qtbot.waitSignal(shown.item_asked) as asked:
        jump.click()
    assert asked.args == ["S-2"]
    shown.findChild(object, "hand-in").click()
    assert shown.findChild(object, "hand-in-question").text().startswith("Masih ada 2 jawaban belum lengkap.")


def test_without_incomplete_answers_nothing_is_said_of_them(qtbot: QtBot) -> None:
    shown = page(qtbot, ReviewView(4, (3,), (), 0))
    assert not shown.findChild(object, "review-incomplete").isVisible()
    assert shown.findChild(object, "first-unanswered").text() == "Ke soal pertama yang belum dijawab"
