"""The room is opened and closed by one act: every PC believes only keys that open its own packs, and says what it did."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from question_packs.records import acts as pa
from question_packs.records.opening import seal_opening
from question_packs.records.room import ActOutcome
from question_packs.sealing.age import new_identity
from question_packs.sealing.keys import KeyPair
from tests.rooms import SITTING, TOKEN, Pc, Room, copy_pc
from tests.samples import refused
from tests.unit.services.proctor import ONE, TWO, Proctor, under


@pytest.fixture
def shut(room: Room, tmp_path: Path) -> Pc:
    """A PC at which no code was typed."""
    return copy_pc(room, tmp_path / "pc-tertutup", opened=False)


def keys_of(room: Room, **changed: str) -> str:
    """What the node answers to the room's opening code."""
    machines = [room.device, *room.spares]
    return seal_opening(room.identities | changed, [each.public.recipient for each in machines])


def state_of(pc: Pc) -> str:
    return next(each.state for each in pc.kiosk.ready().sittings if each.sitting_id == SITTING)


def told(outcomes: list[ActOutcome]) -> list[tuple[str, str, str]]:
    return [(each.candidate_number, each.status, each.code) for each in outcomes]


APPLIED = ("", "applied", "")


def test_the_act_opens_the_pc_for_good_and_a_candidate_sits_without_any_code(shut: Pc, room: Room) -> None:
    proctor = Proctor(shut)
    act = proctor.send(pa.OpenSitting(keys_of(room)))
    assert told(proctor.outcomes) == [APPLIED]
    assert shut.store.opened_packs() == room.identities
    shut.restart()
    assert state_of(shut) == "open"
    assert shut.kiosk.acts.take(act.envelope) is None, "the same act again is nothing new"
    assert shut.sit_down().status().state == "running"


def test_the_act_without_keys_opens_nothing_as_before(shut: Pc) -> None:
    proctor = Proctor(shut)
    proctor.send(pa.OpenSitting())
    assert (proctor.outcomes, state_of(shut)) == ([], "ready")


def test_keys_of_another_room_of_other_packs_or_damaged_open_nothing(shut: Pc, room: Room) -> None:
    proctor, stranger = Proctor(shut), KeyPair.generate("PC lain", "device")
    wrong = [
        seal_opening(room.identities, [stranger.public.recipient]),
        keys_of(room, **{room.pack.digest: new_identity()[0]}),
        keys_of(room, **{room.practice.digest: "bukan kunci"}),
        seal_opening({"ab" * 32: room.pack.identity}, [room.device.public.recipient]),
        keys_of(room)[:-4],
    ]
    for keys in wrong:
        proctor.send(pa.OpenSitting(keys))
    assert told(proctor.outcomes) == [("", "failed", "OPN-04")] * len(wrong)
    assert shut.store.opened_packs() == {}
    proctor.send(pa.OpenSitting(keys_of(room)))
    assert told(proctor.outcomes)[len(wrong) :] == [APPLIED], "what failed before is told once"


def test_forged_or_by_one_where_two_must_sign_nothing_opens(shut: Pc, room: Room) -> None:
    under(shut, two_person_opening=True)
    proctor = Proctor(shut)
    alone = proctor.sign(pa.OpenSitting(keys_of(room)), ONE)
    forged = pa.sign_act(pa.peek_act(alone), [KeyPair.generate("Pengawas Satu", "proctor")])
    registrars = proctor.sign(pa.OpenSitting(keys_of(room)), ("Petugas Satu", "Pengawas Tiga"))
    codes = [refused(shut.kiosk.acts.take, each).code for each in (alone, forged, registrars)]
    assert codes == ["SEA-02", "SEA-02", "ACT-02"]
    assert state_of(shut) == "ready"
    proctor.send(pa.OpenSitting(keys_of(room)), TWO)
    assert state_of(shut) == "open"


def test_keys_that_came_before_the_pack_open_as_soon_as_it_is_there(shut: Pc, room: Room) -> None:
    path = shut.station.folder.pack_path(room.pack.digest)
    kept = path.rename(path.with_suffix(".away"))
    shut.restart()
    proctor, later = Proctor(shut), []
    shut.kiosk.on_outcome = later.append
    proctor.send(pa.OpenSitting(keys_of(room)))
    assert told(proctor.outcomes) == [("", "failed", "PCK-03")]
    assert state_of(shut) == "pack_missing"
    assert later == [], "it waits and is not told again"
    kept.rename(path)
    assert state_of(shut) == "open"
    assert told(later) == [APPLIED]


def test_a_crash_between_the_act_and_what_it_does_loses_nothing(shut: Pc, room: Room) -> None:
    shut.kiosk.acts.take(Proctor(shut).sign(pa.OpenSitting(keys_of(room))))
    shut.restart()
    later: list[ActOutcome] = []
    shut.kiosk.on_outcome = later.append
    assert state_of(shut) == "open"
    assert told(later) == [APPLIED]


def test_closing_closes_an_idle_pc_at_once_and_a_busy_one_after_its_hand_in(pc: Pc) -> None:
    proctor, later, session = Proctor(pc), [], pc.sit_down()
    pc.kiosk.on_outcome = later.append
    proctor.send(pa.CloseSitting())
    assert told(proctor.outcomes) == [("", "failed", "OPN-02")]
    assert session.status().state == "running", "nobody is disturbed"
    session.submit("by_candidate")
    assert told(later) == [APPLIED]
    assert (pc.store.closed, pc.store.opened_packs()) == (True, {})
    assert pc.kiosk.receipt().code, "the receipt can still be seen"


def test_a_closed_pc_is_not_opened_again_whatever_comes(pc: Pc, room: Room) -> None:
    proctor = Proctor(pc)
    proctor.send(pa.CloseSitting())
    proctor.send(pa.OpenSitting(keys_of(room)))
    assert told(proctor.outcomes) == [APPLIED, ("", "failed", "OPN-01")]
    assert refused(pc.kiosk.open_sitting, SITTING, room.code).code == "OPN-01"
    assert state_of(pc) == "closed"


def test_the_next_sitting_of_the_day_is_opened_by_its_own_act_only(pc: Pc, room: Room) -> None:
    pc.station.install_order(room.seal(replace(room.order, sitting_id="sesi-2")))
    other = pa.Act(
        "lontar.act/1", "a" * 32, "sesi-2", room.order.room_id, room.order.issued_at, "", pa.OpenSitting(keys_of(room))
    )
    Proctor(pc).send(pa.CloseSitting())
    act = pc.kiosk.acts.take(pa.sign_act(other, [room.officers["Pengawas Satu"]]))
    assert act is not None
    assert told(pc.kiosk.settle(act)) == [APPLIED]
    assert {each.sitting_id: each.state for each in pc.kiosk.ready().sittings} == {SITTING: "closed", "sesi-2": "open"}


def test_without_a_network_the_code_still_opens_also_where_two_persons_open_the_room(shut: Pc, room: Room) -> None:
    under(shut, two_person_opening=True)
    shut.kiosk.open_sitting(SITTING, room.code)
    assert shut.kiosk.sign_in(SITTING, "001", "482913").name
    shut.kiosk.accept_rules()
    assert shut.kiosk.start(TOKEN).status().state == "running"
