"""The console opens the whole room by one code: asked of the node, signed by who must sign, followed on every PC."""

from __future__ import annotations

import pytest

from desktop_app.services.console.service import Signatory
from question_packs.errors import KnownError
from question_packs.records.acts import OpenSitting
from question_packs.records.orders import Policies
from question_packs.sealing.codes import new_opening_code
from tests.gui.proctor_room import Desk, MemoryNode, key_of, officers, order_of

CODE = new_opening_code()


def desk_of(**policies: object) -> Desk:
    officers()
    node = MemoryNode(order_of(8, Policies(**policies)), [])
    node.targets = 2
    return Desk(node)


def second(desk: Desk, name: str = "Pengawas Dua") -> Signatory:
    officer = next(each for each in desk.node.order.officers if each.name == name)
    return Signatory(officer, key_of(name))


def test_the_act_carries_what_the_node_answered_and_is_followed_on_every_pc() -> None:
    desk, done = desk_of(), []
    desk.service.open_room(CODE.lower(), None, done.append, desk.failures.append)
    assert desk.room.acts == (), "nothing is signed before the node has tried the code"
    desk.turn(3)
    act = desk.room.acts[0]
    assert (done, act.act.body) == ([act.act.act_id], OpenSitting(desk.node.opening_keys("", CODE)))
    for place, status in enumerate(("partly", "applied")):
        desk.node.applied(desk.node.acts[-1], f"pc-{place}", "")
        desk.turn(2)
        assert desk.room.acts[0].status == status
    assert desk.room.opened


def test_where_two_must_open_one_alone_does_not_even_ask_the_node() -> None:
    desk = desk_of(two_person_opening=True)
    for alone in (None, second(desk, "Pengawas Satu")):
        with pytest.raises(KnownError, match="CON-02"):
            desk.service.open_room(CODE, alone, pytest.fail, pytest.fail)
    desk.service.open_room(CODE, second(desk), lambda _: None, desk.failures.append)
    desk.turn(3)
    assert desk.room.acts[0].by == "Pengawas Satu & Pengawas Dua"


def test_a_code_that_does_not_open_leaves_no_act() -> None:
    desk = desk_of()
    with pytest.raises(KnownError, match="SEA-04"):
        desk.service.open_room(CODE[:-1], None, pytest.fail, pytest.fail)
    desk.node.refuse = KnownError("SEA-05")
    desk.service.open_room(CODE, None, pytest.fail, desk.failures.append)
    desk.turn(2)
    assert [each.code for each in desk.failures] == ["SEA-05"]
    assert desk.room.acts == ()


def test_a_console_that_was_locked_meanwhile_signs_nothing() -> None:
    desk = desk_of()
    desk.service.open_room(CODE, None, pytest.fail, pytest.fail)
    desk.service.lock()
    desk.turn(2)
    assert desk.node.acts == []
