"""How long a workstation takes from the answer to "saved" on its screen: linked to a room node, against a PC of its own.

Both are whole programs without their windows, on the same disk as the node; they take turns, a burst of answers each, so
that a disk that changes its mood changes it for both.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from question_packs.records.orders import Policies
from tests.bench.measure import Measure, measure, median, percentile
from tests.integration.main_job.site import free_port
from tests.room.processes import Workstation, new_node_folder, served
from tests.rooms import PIN, SITTING, TOKEN, Room, build_room, copy_pc

BURSTS = 16
ANSWERS = 12
PACE_S = 0.1


def run(folder: Path) -> list[Measure]:
    """500 answers each, in turns of 25."""
    room = build_room(folder / "room", policies=Policies(retention_days=100_000))
    port = free_port()
    with ExitStack() as stack:
        stack.enter_context(served(new_node_folder(room, folder / "node"), port, is_room=True))
        linked = _sit(stack, room, folder / "linked", "001", 0, "--node", f"127.0.0.1:{port}")
        linked.wait_event("linked", connected=True)
        alone = _sit(stack, room, folder / "alone", "002", 1, "--offline")
        with_node: list[float] = []
        without: list[float] = []
        for _ in range(BURSTS):
            with_node += _burst(linked)
            without += _burst(alone)
    against = "the same without a node"
    return [
        measure("save_with_node_median", median(with_node), median(without), "ms", "about 1", against),
        measure("save_with_node_p99", percentile(with_node, 99), percentile(without, 99), "ms", "about 1", against),
    ]


def _sit(stack: ExitStack, room: Room, folder: Path, number: str, index: int, *options: str) -> Workstation:
    copy_pc(room, folder, spare=room.spares[index - 1] if index else None).sittings.close()
    seat = Workstation(number, str(folder), *options)
    stack.callback(seat.end)
    seat.wait_event("ready")
    seat.say("sign_in", sitting=SITTING, number=number, pin=PIN)
    seat.say("start", token=TOKEN)
    return seat


def _burst(seat: Workstation) -> list[float]:
    """Milliseconds of each save of a burst."""
    before = len(seat.told)
    seat.say("answer", pace_s=PACE_S)
    seat.wait_many("saved", ANSWERS, before)
    seat.say("answer", pace_s=0)
    given_at, took = 0.0, []
    for told in seat.told[before:]:
        if told["event"] == "given":
            given_at = told["at"]
        elif told["event"] == "saved":
            took.append((told["at"] - given_at) * 1000)
    return took
