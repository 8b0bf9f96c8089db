"""A room whose exam has items made by the test: every kind of field, several interactions in one item, a shared text."""

from __future__ import annotations

import dataclasses

from desktop_app.services.views import InteractionView, ItemView, StimulusView
from question_packs.assessment import interactions as ia
from tests.gui.robot import Robot
from tests.gui.room import PRACTICE, Room, RoomSession
from tests.gui.way import to_exam

WORDS = "Pelayanan publik yang baik dimulai dari petugas yang mendengarkan. "
READING = StimulusView("bacaan-1", "Pelayanan terpadu di kecamatan", "".join(f"<p>{WORDS * 4}</p>" for _ in range(12)))
LONG_OPTION = "Persetujuan bersama kepala daerah dan dewan perwakilan rakyat daerah atas rancangan peraturan daerah"


def options(*texts: str) -> tuple[ia.SimpleChoice, ...]:
    """Options A, B, C... with these texts."""
    return tuple(ia.SimpleChoice("ABCDEFGH"[place], text) for place, text in enumerate(texts))


SENTENCE = (
    "<p>Rancangan APBD disampaikan kepada <img src='interaction:WHO' alt=''> paling lambat "
    "<img src='interaction:DAYS' alt=''> hari sebelum tahun anggaran berakhir, dengan defisit sebesar "
    "<img src='interaction:SHARE' alt=''> persen.</p>"
).replace("'", '"')
INLINE = (
    ia.InlineChoiceInteraction("WHO", options("DPRD", "Gubernur", LONG_OPTION)),
    ia.TextEntryInteraction("DAYS", base_type="integer", expected_length=4),
    ia.TextEntryInteraction("SHARE", base_type="float", expected_length=6),
)
THREE = (
    ia.ChoiceInteraction(
        "FIRST", options("Tegas", "Sabar", "Cermat"), max_choices=2, min_choices=2, prompt="Sikap mana yang tepat?",
        after="<p>Jelaskan pilihan Anda.</p>",
    ),
    ia.ExtendedTextInteraction("WHY", prompt="Alasan", expected_lines=4, min_words=5, max_words=12),
    ia.ChoiceInteraction(
        "HOW",
        options("Sangat tidak setuju", "Tidak setuju", "Netral", "Setuju", "Sangat setuju"),
        orientation="horizontal",
        prompt="Saya yakin dengan jawaban saya.",
    ),
)  # fmt: skip


def item(number: int, body: str, interactions: tuple[ia.Interaction, ...], stimulus: StimulusView | None = None) -> ItemView:
    """An item of this room."""
    return ItemView(
        identifier=f"item-{number}",
        number=number,
        total=5,
        section_title="Bagian 1",
        body=body,
        interactions=tuple(InteractionView(each, ()) for each in interactions),
        flagged=False,
        can_go_back=number > 1,
        can_go_forward=number < 5,
        stimulus=stimulus,
    )


def items() -> list[ItemView]:
    """Fields in a sentence; three interactions; two items beside a text; one that has no text entry at all."""
    single = ia.ChoiceInteraction("RESPONSE", options("Ya", "Tidak"))
    return [
        item(1, SENTENCE, INLINE),
        item(2, "<p>Anda melayani warga yang marah.</p>", THREE),
        item(3, "<p>Apa pokok bacaan?</p>", (ia.ExtendedTextInteraction("RESPONSE"),), READING),
        item(4, "<p>Apakah bacaan menyebut petugas?</p>", (single,), READING),
        item(5, "<p>Sebutkan ibu kota.</p>", (ia.TextEntryInteraction("RESPONSE", required=True),)),
    ]


class ItemsSession(RoomSession):
    """An attempt over the items of this room. `records` are all responses in the order in which they were told."""

    def __init__(self) -> None:
        super().__init__(PRACTICE, practice=False)
        self._items = items()
        self.records: list[tuple[str, str, tuple[str, ...]]] = []

    def respond(self, response: tuple[str, ...], response_identifier: str = "RESPONSE") -> None:
        super().respond(response, response_identifier)
        self.records.append((self.item().identifier, response_identifier, response))

    def close_item(self, item_number: int) -> None:
        """The item may only be looked at from now on."""
        self._items[item_number - 1] = dataclasses.replace(self._items[item_number - 1], read_only=True)

    def response(self, item_number: int, response_identifier: str = "RESPONSE") -> tuple[str, ...]:
        """What the record holds."""
        views = self._items[item_number - 1].interactions
        return next(each.response for each in views if each.interaction.response_identifier == response_identifier)


class ItemsRoom(Room):
    """A room in which that exam is sat."""

    exam: ItemsSession

    def start(self, token: str) -> RoomSession:
        self.session = self.exam = ItemsSession()
        return self.session


def at_item(robot: Robot, room: ItemsRoom, number: int) -> ItemsSession:
    """Sit the exam and go to an item."""
    to_exam(robot)
    robot.settle()
    if number > 1:
        robot.click(f"cell-{number}")
    robot.settle()
    return room.exam
