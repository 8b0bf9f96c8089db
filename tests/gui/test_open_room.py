"""The console's dialog that opens the whole room: one code, a second officer where the order says so, and plain refusals."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QComboBox

from question_packs.errors import KnownError
from question_packs.records.acts import OpenSitting
from question_packs.records.orders import Policies
from question_packs.sealing.codes import new_opening_code
from tests.gui.proctor_room import CODES, MemoryNode, officers, order_of
from tests.gui.test_proctor_console import Proctor

CODE = new_opening_code()


@pytest.fixture
def consoles(qapp: QApplication) -> Iterator[list[Proctor]]:
    made: list[Proctor] = []
    yield made
    for each in made:
        each.window.close()
        each.turn()
        each.window.deleteLater()


def console(consoles: list[Proctor], **policies: object) -> Proctor:
    officers()
    consoles.append(Proctor(MemoryNode(order_of(8, Policies(**policies)), [])))
    return consoles[0].sign_in()


def type_code(proctor: Proctor, code: str) -> None:
    proctor.click("open-sitting-all")
    assert not proctor.find("dialog-confirm").isEnabled()
    proctor.type_into("room-opening-code", code)


def test_one_code_opens_the_room(consoles: list[Proctor]) -> None:
    proctor = console(consoles)
    type_code(proctor, CODE)
    proctor.click("dialog-confirm")
    proctor.turn(3)
    assert not proctor.sees("open-room-dialog")
    assert isinstance(proctor.service.room.acts[0].act.body, OpenSitting)
    assert not proctor.sees("open-sitting-all")
    proctor.node.applied(proctor.node.acts[-1], "pc-1", "", "OPN-04")
    proctor.turn(3)
    assert proctor.sees("open-sitting-all"), "a PC could not: open once more"


def test_where_two_must_open_the_second_officer_types_a_code_too(consoles: list[Proctor]) -> None:
    proctor = console(consoles, two_person_opening=True)
    type_code(proctor, CODE)
    assert not proctor.find("dialog-confirm").isEnabled()
    chosen = proctor.find("second-officer")
    assert isinstance(chosen, QComboBox)
    chosen.setCurrentText("Pengawas Dua")
    proctor.type_into("second-code", CODES["Pengawas Dua"])
    proctor.click("dialog-confirm")
    proctor.turn(4)
    assert proctor.service.room.acts[0].by == "Pengawas Satu & Pengawas Dua"


@pytest.mark.parametrize("code", [CODE, CODE[:-1] + ("0" if CODE[-1] != "0" else "1")])
def test_a_code_that_does_not_fit_is_told_in_the_dialog_and_can_be_typed_again(consoles: list[Proctor], code: str) -> None:
    proctor = console(consoles)
    proctor.node.refuse = KnownError("SEA-05")
    type_code(proctor, code)
    proctor.click("dialog-confirm")
    proctor.turn(3)
    assert proctor.find("open-room-dialog")
    assert proctor.find("dialog-confirm").isEnabled()
    assert proctor.service.room.acts == ()
