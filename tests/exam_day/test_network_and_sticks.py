"""Cables, sticks and what travels on them: rows 14 to 18, 37 and 40 of the field's table."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop_app.services.room import RoomClient
from desktop_app.sync.discovery import Answer
from question_packs.errors import KnownError
from question_packs.records import acts as pa
from question_packs.records.orders import FormPack
from sync_server.services.node.card import room_card
from tests.exam_day.day import Day
from tests.integration.room_node.node_room import running_node
from tests.rooms import on_this_thread
from tests.samples import refused


class CutCable:
    """A cable that brings nothing through."""

    def exchange(self, envelopes: list[bytes]) -> list[bytes]:
        raise KnownError("NET-01")

    def result(self, attempt_id: str) -> bytes | None:
        raise KnownError("NET-01")


def test_row_14_the_switch_of_the_room_is_dead(day: Day) -> None:
    """The candidate notices nothing; what waited comes later, and twice is once."""
    desk = day.desk().sit().answer("ABC")
    saves: list[str] = []
    desk.session.on_save_state = lambda state, error: saves.append(state)
    [(_, syncer)] = desk.pc.sittings.syncers(on_this_thread)
    assert refused(syncer.run_once, CutCable()).code == "NET-01"
    desk.answer("DE").hand_in()
    assert set(saves) <= {"saving", "saved_here"}
    assert desk.pc.sittings.unsent() > 0
    seat = day.map().view(0, "connected").seats[0]
    assert (seat.status, seat.held) == ("submitted", "pc"), "the proctor sees that it lies on the PC alone"
    desk.send()
    desk.send()
    assert day.roll().received == 1
    assert [each.reached for each in day.map().board.attempts] == [desk.session.attempt.state.last_sequence]


def test_row_15_a_whole_event_without_any_internet(day: Day) -> None:
    """Opened, sat, closed and printed in the room; a stick brings it to the centre, and its receipts close the loop."""
    desk = day.desk().sit().answer("AAAA").hand_in()
    day.does(pa.CloseSitting())
    assert "3 terdaftar, 1 mengerjakan, 1 diterima" in day.paper("minutes")
    waiting = day.node.held.waiting()
    assert waiting > 0, "the queue can be seen"
    day.does(pa.HandOver("Angin Beringin", "197501012000031001", (("sesi-1.bundle", "ab" * 32),), (99,)), "Dua media")
    assert "Angin Beringin" in day.paper("handover")
    stick = day.stick()
    day.centre.stick.take(stick)
    day.node.stick.take_folder(stick)
    assert day.node.held.waiting() == 0, "receipts of the centre came back on the stick"
    desk.pc.kiosk.hand_in_to_stick(stick)
    [attempt] = day.map().board.attempts
    assert attempt.receipted
    assert day.score()["001"].record.outcome.total.score == 4


def test_row_16_the_stick_was_lost_on_the_bus(day: Day) -> None:
    """Nothing on it can be read by a finder, the register says that it is lost, and another one carries the very same."""
    day.desk().sit().answer("ABC").hand_in()
    day.does(pa.NoteIncident("health", "001"), "Peserta 001 vertigo")
    day.does(pa.RegisterMedium("USB-0001", "written", 1))
    day.collect()
    lost = day.stick("stik-hilang")
    for path in lost.rglob("*"):
        found = path.name.encode() + (path.read_bytes() if path.is_file() else b"")
        for word in (b"Peserta", b"198501012010011001", b"response_saved", b"PRIVATE", b"AGE-SECRET-KEY", b"payload"):
            assert word not in found, "nor anything in base64"
    names = {path.name for path in lost.rglob("*") if path.is_file()}
    day.does(pa.RegisterMedium("USB-0001", "lost"), "Tertinggal di bus; dilaporkan pukul 15.00")
    again = day.stick("stik-lain")
    assert names <= {path.name for path in again.rglob("*") if path.is_file()}, "the same content under the same names"
    assert [each.problem for each in day.centre.stick.take(again) if each.problem] == []
    paper = day.paper("incidents")
    assert "USB-0001 HILANG" in paper
    assert day.roll().received == 1


def test_row_17_the_same_bundle_twice_out_of_order_and_in_pieces(day: Day) -> None:
    desk = day.desk().sit()
    for letter in "ABC":
        desk.answer(letter).send()
    desk.hand_in()
    day.collect()
    files = sorted(day.stick().glob("segments/*.bundle"))
    assert len(files) == 4
    halves = [day.folder / "separuh-1", day.folder / "separuh-2"]
    for place, path in enumerate(files):
        target = halves[place % 2] / "segments" / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    first = day.centre.stick.take(halves[1])
    assert not any(each.receipt.complete for each in first), "a part is accepted and says that it is one"
    for stick in (halves[0], halves[0], halves[1]):
        outcomes = day.centre.stick.take(stick)
        assert [each.problem for each in outcomes if each.problem] == []
    assert outcomes[-1].receipt.complete
    assert len(day.events()) == desk.session.attempt.state.last_sequence + 1


def test_row_18_one_file_of_the_stick_is_damaged(day: Day) -> None:
    """The report names every file: the good ones came in, the bad one says which it is, and its PC still has it."""
    for place in range(2):
        day.desk(place).sit(f"00{place + 1}").answer("AB").hand_in()
    day.collect()
    stick = day.stick()
    broken, whole = sorted(stick.glob("segments/*.bundle"))
    broken.write_bytes(broken.read_bytes()[:-40])
    outcomes = {each.path.name: each for each in day.centre.stick.take(stick)}
    assert outcomes[broken.name].problem.code == "SEA-03"
    assert outcomes[whole.name].receipt.complete
    assert not (stick / "receipts" / f"{broken.stem}.receipt").exists(), "nobody lets go of what did not arrive"
    assert [each.problem for each in day.centre.stick.take(day.stick("stik-2")) if each.problem] == []
    assert [each.record is not None for each in day.score().values()] == [True, True, False]


def test_row_37_an_old_pack_lies_on_one_pc(day: Day) -> None:
    """An order names its packs by their digest: a PC without that very pack is told, and one sitting never mixes two."""
    desk = day.desk()
    path = desk.pc.station.folder.pack_path(day.room.pack.digest)
    path.write_bytes(day.room.practice_path.read_bytes())
    desk.pc.restart()
    desk.pc.store.remember_opened(day.room.identities)
    [check] = [each for each in desk.pc.kiosk.ready().checks if each.identifier == "packs"]
    assert (check.state, check.detail) == ("problem", "PCK-04")
    assert refused(desk.sign_in).code == "PCK-04"
    shutil.copyfile(day.room.pack_path, path)
    desk.pc.restart()
    desk.sit().answer("A")
    day.collect()
    other = replace(day.order, revision=9, forms=(FormPack(day.order.forms[0].form, "ab" * 32), *day.order.forms[1:]))
    assert refused(day.node.orders.install_order, day.room.seal(other)).code == "ROM-24"
    assert day.room.pack.digest[:8] in day.paper("readiness").replace(" ", "")


@pytest.mark.parametrize("way", ["typed", "asked", "stick"])
def test_row_40_the_pcs_cannot_find_the_server(day: Day, way: str, tmp_path: Path) -> None:
    """A typed address, a question to the whole LAN, or the node's card on a stick; and without any LAN row 15."""
    desk = day.desk()
    with running_node(day.room, day.node) as node:
        port = int(node.url.rpartition(":")[2])
        card = room_card(day.node.files, port)
        heard = [Answer("127.0.0.1", card)] if way == "asked" else []
        client = RoomClient(desk.pc.station, on_this_thread, discover=lambda room_id: heard)
        if way != "asked":
            assert refused(client.find).code == "ROM-05"
        if way == "stick":
            (tmp_path / "node.card").write_bytes(card)
            client.take_stick(tmp_path)
        found = client.find(f"127.0.0.1:{port}" if way == "typed" else None)
        assert found.card.node_id == day.room.node.key_id
