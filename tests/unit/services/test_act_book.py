"""Acts come in any order, any number of times, from anywhere: this PC believes its order's officers and forgets nothing."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from question_packs.records import acts as pa
from question_packs.records.acts import act_digest, sign_act
from question_packs.sealing.keys import KeyPair
from tests.rooms import SITTING, Pc, Room, entry
from tests.samples import refused
from tests.unit.services.proctor import TWO, Proctor


def test_acts_are_durable_in_the_order_of_coming_also_where_the_sitting_was_never_opened(pc: Pc, room: Room) -> None:
    pc.station.install_order(room.seal(replace(room.order, sitting_id="sesi-2")))
    other = pa.Act("lontar.act/1", "a" * 32, "sesi-2", room.order.room_id, room.order.issued_at, "", pa.Pause())
    envelopes = [room.act(pa.StartExam(), number=3), room.act(pa.Pause(), number=1)]
    signed = sign_act(other, [room.officers["Pengawas Satu"]])
    for envelope in [*envelopes, signed]:
        assert pc.kiosk.acts.take(envelope).digest == act_digest(envelope)
    for _ in range(2):
        assert pc.kiosk.acts.held() == {SITTING: (f"{3:032x}", f"{1:032x}"), "sesi-2": ("a" * 32,)}
        assert pc.kiosk.acts.envelopes(SITTING) == envelopes
        assert pc.kiosk.acts.envelope("a" * 32) == signed
        assert pc.kiosk.acts.envelope("b" * 32) is None
        assert [pc.kiosk.acts.take(each) for each in [*envelopes, signed]] == [None] * 3, "the same act again is nothing new"
        pc.restart()


def test_a_forged_foreign_or_damaged_act_is_refused_and_leaves_nothing(pc: Pc, room: Room) -> None:
    stranger = KeyPair.generate("Pengawas Satu", "proctor")
    act = pa.peek_act(room.act(pa.Pause()))
    cases = {
        sign_act(act, [stranger]): "SEA-02",
        sign_act(replace(act, room_id="ruang-2"), [room.officers["Pengawas Satu"]]): "ACT-01",
        sign_act(replace(act, sitting_id="sesi-9"), [room.officers["Pengawas Satu"]]): "ORD-03",
        room.act(pa.Disqualify("001")): "SEA-02",
        room.act(pa.GrantTime(1000, ("001",)), by=("Petugas Satu",)): "ACT-02",
        room.act(pa.VoidAndRestart("001", "tidak-ada"), by=TWO): "ACT-05",
        room.act(pa.AdmitProvisional(replace(entry("777", ""), form="tidak-ada"))): "ACT-05",
        b"rusak": "REC-01",
    }
    for envelope, code in cases.items():
        assert refused(pc.kiosk.acts.take, envelope).code == code
    assert pc.kiosk.acts.held() == {SITTING: ()}


def test_an_act_cut_anywhere_is_refused(pc: Pc, room: Room) -> None:
    envelope = room.act(pa.Pause())
    for length in range(0, len(envelope), 7):
        assert refused(pc.kiosk.acts.take, envelope[:length]).code.startswith(("REC-", "SEA-"))
    assert pc.kiosk.acts.held() == {SITTING: ()}


def test_an_officer_whom_a_newer_order_does_not_name_any_more_decides_nothing_after_a_restart(pc: Pc, room: Room) -> None:
    pc.kiosk.acts.take(room.act(pa.StartExam()))
    officers = tuple(each for each in room.order.officers if each.name != "Pengawas Satu")
    pc.station.install_order(room.seal(replace(room.order, revision=3, officers=officers)))
    pc.restart()
    assert pc.kiosk.acts.held() == {SITTING: ()}
    assert pc.store.acts() != [], "what was taken is kept for people"


@pytest.mark.parametrize("candidates", [(), ("001",), ("002",)])
def test_an_act_is_about_everybody_or_about_whom_it_names(pc: Pc, candidates: tuple[str, ...]) -> None:
    Proctor(pc).send(pa.Pause(candidates))
    assert len(pc.kiosk.acts.about(SITTING, "001")) == ("002" not in candidates)
