"""The console's use cases over a node in memory: signing in, acts and their fate, the live link lost and found."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from desktop_app.services.console.nodes import KnownNodes
from desktop_app.services.console.roads import NodeFound
from desktop_app.services.console.service import BOARD_EVERY_MS, BOARD_SOONEST_MS, RETRY_MS, Signatory
from question_packs.errors import KnownError
from question_packs.records.act_codes import check_answer
from question_packs.records.acts import CheckIn, Disqualify, GrantTime, Pause, StartExam, verify_act
from question_packs.records.room import SeatMessage
from question_packs.sealing.codes import new_challenge
from question_packs.sealing.tls import comparing_digits, self_signed_certificate
from tests.gui.proctor_room import CODES, Desk, MemoryFinder, MemoryNode, busy_node, key_of, officers, order_of, small_room


@pytest.fixture
def desk() -> Desk:
    return Desk(busy_node())


def second(desk: Desk, name: str = "Pengawas Dua") -> Signatory:
    officer = next(each for each in desk.node.order.officers if each.name == name)
    return Signatory(officer, key_of(name))


def test_a_proctor_signs_in_and_sees_the_room(desk: Desk) -> None:
    assert desk.failures == []
    assert desk.service.me is not None
    assert desk.room.link == "connected"
    assert len(desk.room.seats) == 40


def test_another_ones_code_lets_nobody_in() -> None:
    officers()
    node = MemoryNode(order_of(8), [])
    desk = Desk(node)
    desk.service.lock()
    one, two = node.order.officers[:2]
    desk.service.sign_in(node.sittings()[0], one, CODES[two.name], lambda: None, desk.failures.append)
    desk.turn()
    assert [error.code for error in desk.failures] == ["ACT-04"]
    assert desk.service.me is None


def test_an_act_is_sent_and_then_applied_by_so_many(desk: Desk) -> None:
    desk.node.targets = 3
    desk.service.do(Pause(), "asap")
    assert desk.room.acts[0].status == "sending"
    desk.turn()
    assert (desk.room.acts[0].status, desk.room.acts[0].targets) == ("sent", 3)
    record = desk.node.acts[-1]
    for place, status in enumerate(("partly", "partly", "applied")):
        desk.node.applied(record, f"pc-{place}", f"{place}")
        desk.turn(2)
        assert (desk.room.acts[0].status, desk.room.acts[0].applied) == (status, place + 1)


def test_an_act_that_a_workstation_could_not_do_says_why(desk: Desk) -> None:
    desk.service.do(GrantTime(60_000, ("2026001",)), "listrik")
    desk.turn()
    desk.node.applied(desk.node.acts[-1], "pc-1", "2026001", code="ACT-01")
    desk.turn(2)
    assert desk.room.acts[0].status == "failed"
    assert [each.code for each in desk.room.acts[0].failures] == ["ACT-01"]


def test_an_act_that_the_node_refuses_or_never_got_is_failed_with_its_sentence(desk: Desk) -> None:
    desk.node.refuse = KnownError("ACT-02", kind="pause")
    desk.service.do(Pause())
    desk.turn()
    assert desk.room.acts[0].refused is not None
    assert desk.room.acts[0].refused.code == "ACT-02"
    desk.node.refuse, desk.node.reachable = None, False
    desk.service.do(Pause())
    desk.turn()
    assert desk.room.acts[0].refused is not None
    assert desk.room.acts[0].refused.code == "CON-03"


def test_every_act_is_signed_by_who_did_it_and_by_two_where_two_are_needed(desk: Desk) -> None:
    with pytest.raises(KnownError, match="CON-02"):
        desk.service.do(Disqualify("2026001"), "menyontek")
    with pytest.raises(KnownError, match="CON-02"):
        desk.service.do(Disqualify("2026001"), "menyontek", second(desk, "Pengawas Satu"))
    desk.service.do(Disqualify("2026001"), "menyontek", second(desk))
    desk.turn()
    assert desk.room.acts[0].by == "Pengawas Satu & Pengawas Dua"
    assert desk.room.acts[0].verified is not None
    assert desk.room.seat("2026001").status == "disqualified"


def test_roles_are_offered_what_they_may_do() -> None:
    desk = Desk(busy_node(), "Petugas Satu")
    assert desk.service.may(CheckIn)
    assert not desk.service.may(StartExam)


def test_a_lost_link_is_told_tried_again_and_the_board_fetched_anew(desk: Desk) -> None:
    desk.node.watches[-1].broken = True
    desk.turn()
    assert desk.room.link == "lost"
    desk.node.act(Pause(), "dari konsol lain", by="Pengawas Dua")
    desk.machine.pass_ms(RETRY_MS)
    desk.turn(4)
    assert desk.room.link == "connected"
    assert desk.room.acts[0].by == "Pengawas Dua"
    assert len(desk.node.watches) == 2


def test_a_board_comes_anew_now_and_then(desk: Desk) -> None:
    desk.node.act(Pause(), "tak terdengar")
    desk.machine.pass_ms(BOARD_EVERY_MS)
    desk.turn(3)
    assert desk.room.acts[0].act.reason == "tak terdengar"


def test_locking_forgets_the_key_the_room_and_the_link(desk: Desk) -> None:
    desk.service.lock()
    desk.turn(3)
    assert desk.service.me is None
    assert desk.service.room is None
    assert desk.node.watches[-1].broken


def test_a_one_time_code_opens_only_what_it_was_made_for_and_stands_in_the_minutes(desk: Desk) -> None:
    challenge = new_challenge()
    code = desk.service.one_time_code("grant_time", challenge, "2026001", "10")
    check_answer(desk.node.order, "grant_time", challenge, "2026001", code, "10")
    with pytest.raises(KnownError, match="ACT-03"):
        check_answer(desk.node.order, "grant_time", challenge, "2026001", code, "15")
    desk.turn()
    assert desk.room.acts[0].act.reason == "Kode sekali pakai: Tambahan waktu 10"
    with pytest.raises(KnownError, match="SEA-04"):
        desk.service.one_time_code("unlock", "AAAAA1", "2026001")


def test_acts_carry_the_clock_of_the_room(desk: Desk) -> None:
    desk.machine.pass_ms(5000)
    desk.service.do(StartExam(("2026029",)))
    desk.turn()
    envelope = desk.room.acts[0].verified
    assert envelope is not None
    assert verify_act(envelope.envelope, desk.node.order).act.at == "2026-01-05T01:10:05.000Z"


# --- which node


def test_a_compared_node_is_known_by_its_very_certificate(tmp_path) -> None:

    found: NodeFound = MemoryFinder(MemoryNode(order_of(8), []))("")
    known = KnownNodes(tmp_path / "known-nodes.json")
    assert not known.holds(found.card)
    known.keep(found.card)
    assert KnownNodes(tmp_path / "known-nodes.json").holds(found.card)

    other = self_signed_certificate("lain", ["127.0.0.1"])[0].decode()
    assert not known.holds(replace(found.card, certificate=other))
    assert comparing_digits(other) != comparing_digits(small_room().certificate)


def test_a_hand_in_is_shown_as_received_within_seconds(desk: Desk) -> None:
    last = next(each for each in desk.node.seats if each.report.candidate_number == "2026001")
    desk.node.seat(SeatMessage(replace(last.report, state="submitted"), True, last.seen_at))
    desk.turn(2)
    assert desk.room.seat("2026001").held == "pc"
    desk.machine.pass_ms(BOARD_SOONEST_MS)
    desk.turn(3)
    assert desk.room.seat("2026001").held == "room"
