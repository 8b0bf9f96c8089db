"""A workstation in a room with a node: its power is cut, its disk is slow; the proctor sees it and still reaches it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.store.device import DeviceFolder
from question_packs.records import events as ev
from question_packs.records.acts import Pause, Resume
from question_packs.records.orders import Policies
from tests.crash.power import own_disk
from tests.crash.referee import MOST_GIVEN_BACK_MS, MOST_LOST_MS
from tests.integration.main_job.site import free_port
from tests.integration.room_node.node_room import Machine, until
from tests.room.processes import Workstation, new_node_folder, officer, served
from tests.rooms import SITTING, Room, attempt_of, build_room, copy_pc

pytestmark = pytest.mark.crash
SLOW_DISK = (
    "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync,fsync",
    "-e", "inject=fdatasync,fsync:delay_enter=100000",
)  # fmt: skip


class Served:
    """A node that serves, and what the proctor does there."""

    def __init__(self, room: Room, node: Path, port: int) -> None:
        self.room, self.address = room, f"127.0.0.1:{port}"
        self.proctor: Machine = officer(room, node, port)

    def seat_state(self, number: str = "001") -> str:
        """What the proctor's map shows."""
        seats = self.proctor.board().seats
        return next((each.report.state for each in seats if each.report.candidate_number == number), "")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return build_room(tmp_path_factory.mktemp("room"), policies=Policies(retention_days=100_000))


@pytest.fixture
def node(room: Room, tmp_path: Path) -> Iterator[Served]:
    folder, port = new_node_folder(room, tmp_path / "node"), free_port()
    with served(folder, port, is_room=True):
        yield Served(room, folder, port)


def answers_shown(pc: Workstation) -> dict[int, tuple[str, ...]]:
    """(item, response …) by sequence, as the screen showed it as saved."""
    saved = [told for told in pc.told if told["event"] == "saved"]
    return {sequence: (item, *response) for told in saved for sequence, item, response in told["answers"]}


def answers_stored(folder: Path) -> dict[int, tuple[str, ...]]:
    """The same, from the PC's own store; its program has ended."""
    store = DeviceFolder(folder).open_sitting(SITTING)
    events = [ev.decode_event(line) for line in store.lines(attempt_of("001"), 1)]
    store.close()
    return {e.sequence: (e.body.item, *e.body.response) for e in events if isinstance(e.body, ev.ResponseSaved)}


def test_rows_9_and_12_after_a_power_cut_the_clock_stands_at_the_last_tick_until_the_candidate_confirms(
    room: Room, node: Served, tmp_path: Path
) -> None:
    with own_disk(tmp_path) as disk:
        if disk is None:
            pytest.skip("no root, no loop device or no mkfs.ext4 here")
        copy_pc(room, tmp_path / "pc").sittings.close()
        folder = disk.place / "pc"
        shutil.copytree(tmp_path / "pc", folder)
        disk.settle()
        pc = Workstation("001", str(folder), "--node", node.address)
        pc.sit_down(0.1)
        pc.wait_many("saved", 30)
        disk.cut_power()
        pc.end()
        disk.settle()
        before = [told["remaining_ms"] for told in pc.told if told["event"] == "saved"][-1]
        again = Workstation("001", str(folder), "--node", node.address, "--confirm-s", "6")
        status = again.wait_event("status", state="awaiting_resume")
        assert status["lost_ms"] is None or status["lost_ms"] >= 0
        again.wait_event("ready", resumed=True)
        first, second = (again.say("report")["report"]["remaining_ms"] for _ in range(2))
        assert first == second
        assert -MOST_LOST_MS <= first - before <= MOST_GIVEN_BACK_MS
        until(lambda: node.seat_state() == "awaiting_resume", "the seat on the map")
        again.wait_event("status", state="running")
        again.say("answer", pace_s=0.1)
        again.wait_many("saved", 5)
        again.quit()
        again.end()
        shown = answers_shown(pc) | answers_shown(again)
        assert shown.items() <= answers_stored(folder).items()


def test_an_act_is_applied_and_answers_are_saved_in_order_on_a_slow_disk(room: Room, node: Served, tmp_path: Path) -> None:
    if shutil.which("strace") is None or subprocess.run([*SLOW_DISK, "true"], check=False).returncode:
        pytest.skip("no strace here, or it may not trace")
    copy_pc(room, tmp_path / "pc").sittings.close()
    pc = Workstation("001", str(tmp_path / "pc"), "--node", node.address, within=SLOW_DISK)
    pc.sit_down(1.0)
    pc.wait_many("saved", 3)
    node.proctor.post("/v1/room/acts", room.act(Pause()))
    paused = pc.told.index(pc.wait_event("status", state="paused"))
    until(lambda: node.seat_state() == "paused", "the seat on the map")
    node.proctor.post("/v1/room/acts", room.act(Resume()))
    pc.wait_event("status", since=paused, state="running")
    pc.wait_many("saved", 3, since=len(pc.told))
    pc.quit()
    pc.end()
    shown = answers_shown(pc)
    assert list(shown) == sorted(shown)
    assert shown.items() <= answers_stored(tmp_path / "pc").items()
    assert not [told for told in pc.told if told["event"] == "not_saved"]
