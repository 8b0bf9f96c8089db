"""Processes of workstations and of a room node: one act opens every PC, also one that was off; closing; guessing is slow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.sync.https import PinnedClient, RefusedError
from question_packs.records.acts import CloseSitting, OpenSitting
from question_packs.records.orders import Policies
from question_packs.sealing.codes import new_opening_code, show_code
from tests.integration.link.process import Process
from tests.integration.link.test_real_node import serving
from tests.integration.main_job.site import free_port
from tests.integration.room_node.node_room import Machine, furnish_node, node_folder, open_node, until, wall_ms
from tests.rooms import PIN, SITTING, TOKEN, Room, build_room, copy_pc

TWO = ("Pengawas Satu", "Pengawas Dua")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    policies = Policies(retention_days=100_000, two_person_opening=True)
    return build_room(tmp_path_factory.mktemp("room"), policies=policies, spares=3)


@pytest.fixture
def folders(room: Room, tmp_path: Path) -> list[Path]:
    """PCs at which no code was typed."""
    made = []
    for number, spare in enumerate([None, *room.spares]):
        made.append(tmp_path / f"pc-{number}")
        copy_pc(room, made[-1], opened=False, spare=spare).sittings.close()
    return made


@pytest.fixture
def pcs() -> Iterator[list[Process]]:
    made: list[Process] = []
    yield made
    for each in made:
        each.end()


@pytest.fixture
def node(room: Room, tmp_path: Path) -> Path:
    """The folder of a furnished node."""
    folder = node_folder(room, tmp_path / "node")
    made = open_node(folder)
    furnish_node(made, room)
    made.database.close()
    return folder


def open_at(caller: Machine, code: str) -> str:
    """The keys, or the code of why there are none."""
    client = PinnedClient(caller.url, caller.certificate, caller.key, wall_ms)
    try:
        return client.call("POST", f"/v1/room/open?sitting={SITTING}", code.encode()).decode()
    except RefusedError as error:
        return error.problem.code
    finally:
        client.close()


def statuses(proctor: Machine, place: int) -> list[str]:
    """What became of an act on each PC that answered."""
    return [each.status for each in proctor.board().acts[place].outcomes]


def applied(process: Process) -> None:
    assert process.until_event("outcome")["status"] == "applied"


def test_one_act_opens_three_pcs_a_fourth_that_was_off_opens_later_and_all_are_closed(
    room: Room, folders: list[Path], pcs: list[Process], node: Path
) -> None:
    port = free_port()
    with serving(node, port) as at_node:
        proctor, address = at_node(room.officers["Pengawas Satu"]), ("--node", f"127.0.0.1:{port}")
        pcs += [Process(str(folder), *address) for folder in folders[:3]]
        for process in pcs:
            process.until_event("linked", connected=True)
        until(lambda: len(proctor.board().seats) == 3, "the reports of three PCs")
        proctor.post("/v1/room/acts", room.act(OpenSitting(open_at(proctor, show_code(room.code).lower())), by=TWO))
        for process in pcs:
            applied(process)
        pcs.append(Process(str(folders[3]), *address))
        applied(pcs[3])
        until(lambda: statuses(proctor, 0) == ["applied"] * 4, "what the fourth PC did")
        assert proctor.board().acts[0].targets == 4
        for process, number in ((pcs[0], "001"), (pcs[3], "002")):
            process.say("sign_in", sitting=SITTING, number=number, pin=PIN)
            assert process.say("start", token=TOKEN)["event"] == "done"
        pcs[0].say("hand_in")
        pcs[0].until_event("submitted")
        proctor.post("/v1/room/acts", room.act(CloseSitting()))
        for process in pcs[:3]:
            applied(process)
        assert pcs[3].until_event("outcome")["code"] == "OPN-02"
        pcs[3].say("hand_in")
        until(lambda: statuses(proctor, 1) == ["applied"] * 4, "the fourth PC to be closed")


def test_a_pc_that_was_opened_from_afar_needs_nothing_after_a_power_cut_and_without_the_node(
    room: Room, folders: list[Path], pcs: list[Process], node: Path
) -> None:
    port = free_port()
    with serving(node, port) as at_node:
        proctor = at_node(room.officers["Pengawas Satu"])
        pcs.append(Process(str(folders[0]), "--node", f"127.0.0.1:{port}"))
        pcs[0].until_event("linked", connected=True)
        proctor.post("/v1/room/acts", room.act(OpenSitting(open_at(proctor, room.code)), by=TWO))
        applied(pcs[0])
        pcs[0].end()
    pcs.append(Process(str(folders[0]), "--offline"))
    pcs[1].until_event("ready")
    assert pcs[1].say("sign_in", sitting=SITTING, number="001", pin=PIN)["event"] == "done"
    assert pcs[1].say("start", token=TOKEN)["event"] == "done"


def test_guessing_at_the_node_is_slow_for_who_guesses_and_for_nobody_else(room: Room, node: Path) -> None:
    with serving(node, free_port()) as at_node:
        guesser, other = (at_node(room.officers[name]) for name in TWO)
        assert open_at(guesser, room.code[:-1]) == "SEA-04"
        assert [open_at(guesser, new_opening_code()) for _ in range(3)] == ["SEA-05"] * 3
        assert open_at(guesser, room.code) == "ROM-26"
        assert len(open_at(other, room.code)) > 100, "a colleague reads the envelope better"
        assert open_at(at_node(room.device), room.code) == "SEA-01", "a workstation is no officer"
