"""One candidate answers every item by one way of input, and pictures are taken as it goes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.preview.right_answers import right_answers
from question_packs.assessment import interactions as ia
from question_packs.assessment.model import AssessmentItem
from question_packs.assessment.responses import Response, check_response
from tests.demo_items.by_mouse import Recipe
from tests.demo_items.hand import Hand
from tests.demo_items.sitting import Exam, Seat

ESSAY = "Pertama saya menyapa warga dengan ramah, lalu memeriksa berkas satu per satu dan mencatat yang kurang."
_WITHOUT_KEY = (ia.ExtendedTextInteraction, ia.DrawingInteraction, ia.UploadInteraction, ia.MediaInteraction)


@dataclass
class Show:
    """`pictures` are taken into `folder`, for each item by the name of what they show."""

    exam: Exam
    seat: Seat
    folder: Path
    pictures: dict[str, dict[str, Path]] = field(default_factory=dict)

    @property
    def hand(self) -> Hand:
        return Hand(self.seat.robot)

    def answer_all(self, recipes: Mapping[type, Recipe], name: str, views: bool, only: Collection[str] = ()) -> None:
        """Answer every item (or only those named); `name` is that of the answered picture, `views` adds the others."""
        for item in self.exam.draft.items:
            if not only or item.identifier in only:
                self._go_to(item)
                if views:
                    self._picture(item, "empty")
                self._answer(item, recipes)
                self._picture(item, name)
                if views:
                    self._views(item)

    def _go_to(self, item: AssessmentItem) -> None:
        """By the navigator, as everybody may; what was typed is handed over on the way."""
        cells = {cell.item: cell.number for cell in self.seat.session.cells()}
        robot = self.seat.robot
        robot.click(f"cell-{cells[item.identifier]}")
        robot.settle()
        if robot.page().objectName() == "section-cover":
            robot.click("enter-section")
            robot.await_page("exam")
        assert self.seat.session.item().identifier == item.identifier

    def _answer(self, item: AssessmentItem, recipes: Mapping[type, Recipe]) -> None:
        key = next(each for each in self.exam.key.items if each.identifier == item.identifier)
        wanted = right_answers(item, key)
        for interaction in item.interactions:
            name = interaction.response_identifier
            response = wanted.get(name, (ESSAY,) if isinstance(interaction, ia.ExtendedTextInteraction) else ())
            assert response or isinstance(interaction, _WITHOUT_KEY), f"{item.identifier} {name}: no answer is known"
            widget = self.hand.panel.sheet._widgets[name]
            recipes[type(interaction)](self.hand, widget, interaction, response)
            if not isinstance(interaction, ia.MediaInteraction):  # without a loudspeaker nothing is played
                self.hand.wait_until(lambda name=name: self._given(name) != ())
                check_response(interaction, self._given(name))

    def _given(self, name: str) -> Response:
        views = self.seat.session.item().interactions
        return next(each.response for each in views if each.interaction.response_identifier == name)

    def _views(self, item: AssessmentItem) -> None:
        presentation = self.seat.robot.window.presentation
        presentation.set_zoom(200)
        self._picture(item, "200")
        presentation.set_zoom(100)
        presentation.set_high_contrast(True)
        self._picture(item, "contrast")
        presentation.set_high_contrast(False)

    def _picture(self, item: AssessmentItem, name: str) -> None:
        robot = self.seat.robot
        robot.settle()
        path = self.folder / f"{item.identifier}-{name}.png"
        assert robot.window.grab().save(str(path))
        self.pictures.setdefault(item.identifier, {})[name] = path
