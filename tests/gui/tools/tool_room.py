"""A room whose exam allows every tool in its first section, and none in the second."""

from __future__ import annotations

import dataclasses

from desktop_app.services.views import ItemView, StimulusView
from question_packs.assessment import interactions as ia
from question_packs.assessment.model import Tool
from tests.gui.items_room import item, options
from tests.gui.robot import Robot
from tests.gui.room import PRACTICE, Room, RoomSession
from tests.gui.way import to_exam

ALL_TOOLS: tuple[Tool, ...] = (
    "calculator-scientific", "ruler", "highlighter", "answer-eliminator", "line-reader", "notes",
)  # fmt: skip
TABLE = "".join(
    f"<tr><td>Golongan {name}</td><td>{rate} persen</td></tr>"
    for name, rate in zip("ABCDEFGH", range(5, 45, 5), strict=True)
)
DOCUMENTS = (
    StimulusView("tarif", "Tabel tarif pajak", f"<p>Tarif menurut golongan.</p><table>{TABLE}</table>"),
    StimulusView("istilah", "Daftar istilah", "<p>Retribusi adalah pungutan daerah.</p>" * 12 + "<p>Wajib pajak.</p>"),
)
BODY = (
    "<p>Sebuah restoran menjual makanan senilai Rp 2.400.000 dalam sehari. Tarif pajak restoran di daerah itu 10 persen.</p>"
    "<p>Berapa rupiah pajak yang harus disetor untuk 30 hari, bila penjualannya selalu sama?</p>"
)
QUESTION = ia.ChoiceInteraction("RESPONSE", options("Rp 240.000", "Rp 720.000", "Rp 7.200.000", "Rp 72.000.000"))


def items() -> list[ItemView]:
    """Two items with all tools, one with a basic calculator, two without any."""
    listed = tuple(StimulusView(each.identifier, each.title) for each in DOCUMENTS)
    found = [item(number, BODY, (QUESTION,)) for number in range(1, 6)]
    found[:2] = [dataclasses.replace(each, tools=ALL_TOOLS, references=listed) for each in found[:2]]
    found[2] = dataclasses.replace(found[2], tools=("calculator-basic",))
    return found


class ToolSession(RoomSession):
    """An attempt over these items. `notes` are all notes in the order in which they were kept."""

    def __init__(self) -> None:
        super().__init__(PRACTICE, practice=False)
        self._items = items()
        self.notes: list[str] = []

    def keep_note(self, text: str) -> None:
        super().keep_note(text)
        self.notes.append(text)

    def note_at(self, number: int) -> str:
        """What is kept at an item."""
        return self._items[number - 1].note

    def note(self, number: int, text: str) -> None:
        """As if it had been noted before a crash."""
        self._items[number - 1] = dataclasses.replace(self._items[number - 1], note=text)

    def close_item(self, number: int) -> None:
        """The item may only be looked at from now on."""
        self._items[number - 1] = dataclasses.replace(self._items[number - 1], read_only=True)

    def reference(self, identifier: str) -> StimulusView | None:
        return next((each for each in DOCUMENTS if each.identifier == identifier), None)


class ToolRoom(Room):
    """A room in which that exam is sat. `prepare` may change it before it is shown."""

    exam: ToolSession
    noted = ""

    def start(self, token: str) -> RoomSession:
        self.session = self.exam = ToolSession()
        self.exam.note(1, self.noted)
        return self.session


def at_item(robot: Robot, room: ToolRoom, number: int) -> ToolSession:
    """Sit the exam and go to an item."""
    to_exam(robot)
    robot.settle()
    if number > 1:
        robot.click(f"cell-{number}")
    robot.settle()
    return room.exam
