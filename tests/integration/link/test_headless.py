"""The workstation without a window, as rooms of many PCs are made of: a real process that sits an exam and obeys acts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from question_packs.records.acts import Pause, Resume
from question_packs.records.orders import Policies
from question_packs.records.room import ActOutcome
from tests.integration.link.process import Process
from tests.integration.link.small_node import SmallNode
from tests.rooms import PIN, SITTING, TOKEN, Room, build_room, copy_pc


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """Its sitting is long over by the real clock, and must not be forgotten for that."""
    return build_room(tmp_path_factory.mktemp("room"), policies=Policies(retention_days=100_000))


@pytest.fixture
def process(room: Room, node: SmallNode, tmp_path: Path) -> Iterator[Process]:
    copy_pc(room, tmp_path / "pc").sittings.close()
    made = Process(str(tmp_path / "pc"), "--name", "PC-07", "--node", node.url)
    yield made
    made.end()


def test_a_candidate_sits_is_paused_goes_on_and_hands_in(process: Process, node: SmallNode, room: Room) -> None:
    node.has_upstream = True
    process.until_event("ready", resumed=False)
    process.say("sign_in", sitting=SITTING, number="001", pin=PIN)
    process.say("start", token=TOKEN)
    process.say("answer", pace_s=0.05)
    process.until_event("saved")
    pause = room.act(Pause())
    node.wait_until(lambda: node.hellos == 1)
    node.say_act(pause)
    process.until_event("status", state="paused")
    node.wait_until(lambda: any(each.status == "applied" for each in node.heard_of(ActOutcome)))
    node.say_act(room.act(Resume()))
    process.until_event("status", state="running")
    process.until_event("saved")
    assert process.say("report")["report"]["device_name"] == "PC-07"
    assert process.say("hand_in")["event"] == "done"
    process.until_event("submitted")
    process.until_event("receipted")
    assert process.say("quit")["event"] == "done"
    assert process.running.wait(20) == 0


def test_a_killed_pc_resumes_and_confirms_like_a_candidate(process: Process, tmp_path: Path) -> None:
    process.until_event("ready")
    process.say("sign_in", sitting=SITTING, number="002", pin=PIN)
    process.say("start", token=TOKEN)
    process.say("answer", pace_s=0.05)
    process.until_event("saved")
    process.end()
    again = Process(str(tmp_path / "pc"), "--offline")
    again.until_event("status", state="awaiting_resume")
    again.until_event("ready", resumed=True)
    again.until_event("status", state="running")
    again.say("quit")
    again.running.communicate(timeout=20)
