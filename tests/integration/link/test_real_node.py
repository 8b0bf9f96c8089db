"""Processes of workstations and of a room node: an act everywhere within a second, a lease, a node that comes back."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from question_packs.records.acts import Pause, Resume
from question_packs.records.orders import Policies
from question_packs.sealing.keys import KeyPair
from sync_server.services.node.files import RoomFiles
from tests.integration.link.process import Process
from tests.integration.main_job.site import free_port
from tests.integration.room_node.node_room import Machine, furnish_node, node_folder, open_node
from tests.rooms import PIN, SITTING, TOKEN, Room, build_room, copy_pc


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return build_room(tmp_path_factory.mktemp("room"), policies=Policies(retention_days=100_000))


@pytest.fixture
def folders(room: Room, tmp_path: Path) -> list[Path]:
    made = []
    for number, spare in enumerate([None, *room.spares]):
        made.append(tmp_path / f"pc-{number}")
        copy_pc(room, made[-1], spare=spare).sittings.close()
    return made


@pytest.fixture
def pcs(folders: list[Path]) -> Iterator[list[Process]]:
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


@contextmanager
def serving(folder: Path, port: int) -> Iterator[Callable[[KeyPair], Machine]]:
    """The node as a process, killed at the end as a power cut does; the proctor's end of it."""
    command = [sys.executable, "-m", "sync_server", "serve", "--room", "--data", str(folder), "--port", str(port)]
    with subprocess.Popen([*command, "--host", "127.0.0.1"], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            while f":{port}" not in process.stdout.readline():
                assert process.poll() is None
            yield partial(Machine, f"https://127.0.0.1:{port}", RoomFiles.open(folder).certificate_path.read_text())
        finally:
            process.kill()


def sit(process: Process, number: str) -> None:
    process.until_event("ready")
    process.until_event("linked", connected=True)
    process.say("sign_in", sitting=SITTING, number=number, pin=PIN)
    assert process.say("start", token=TOKEN)["event"] == "done"
    process.say("answer", pace_s=0.2)


def test_a_room_is_paused_and_goes_on_within_a_second_also_after_its_node_lost_its_power(
    room: Room, folders: list[Path], pcs: list[Process], node: Path
) -> None:
    port, proctor = free_port(), room.officers["Pengawas Satu"]
    with serving(node, port) as at_node:
        for number, folder in enumerate(folders, 1):
            pcs.append(Process(str(folder), "--name", f"PC-{number:02}", "--node", f"127.0.0.1:{port}"))
        for number, process in enumerate(pcs, 1):
            sit(process, f"{number:03}")
        began = time.monotonic()
        at_node(proctor).post("/v1/room/acts", room.act(Pause()))
        for process in pcs:
            process.until_event("status", state="paused")
        assert time.monotonic() - began < 1
    for process in pcs:
        process.until_event("linked", connected=False)
    with serving(node, port) as at_node:
        for process in pcs:
            process.until_event("linked", connected=True)
        at_node(proctor).post("/v1/room/acts", room.act(Resume()))
        for process in pcs:
            process.until_event("saved")
        board = at_node(proctor).board()
        assert {each.report.device_name: each.connected for each in board.seats} == {
            "PC-01": True, "PC-02": True, "PC-03": True,
        }  # fmt: skip
        assert [each.targets for each in board.acts] == [3, 3]
        assert {out.status for each in board.acts for out in each.outcomes} == {"applied"}


def test_one_candidate_on_two_pcs_is_refused_at_the_second(
    room: Room, folders: list[Path], pcs: list[Process], node: Path
) -> None:
    port = free_port()
    with serving(node, port):
        pcs += [Process(str(folder), "--node", f"127.0.0.1:{port}") for folder in folders[:2]]
        sit(pcs[0], "001")
        pcs[1].until_event("linked", connected=True)
        answers = [pcs[1].say("sign_in", sitting=SITTING, number="001", pin=PIN), pcs[1].say("start", token=TOKEN)]
        assert "ROM-02" in [each.get("code") for each in answers]
