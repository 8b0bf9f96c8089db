"""The lock-down is always undone: whatever fails, whenever the program ends, in whatever state its journal was left."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.lockdown.sequence import LockSequence, Saved


class Cut(BaseException):
    """The power went."""


class Switch:
    """A step that sets one entry of `pc`; `cut` names the part during which the power goes, `broken` those that fail."""

    def __init__(self, pc: dict[str, int], name: str, *, lasting: bool = True, cut: str = "", broken: str = "") -> None:
        self.pc, self.name, self.lasting, self.cut, self.broken = pc, name, lasting, cut, broken

    def _at(self, part: str) -> None:
        if part == self.cut:
            raise Cut
        if part == self.broken:
            raise OSError(f"{part} is broken")

    def capture(self) -> Saved | None:
        self._at("capture")
        return {"before": self.pc[self.name]}

    def perform(self) -> None:
        self._at("perform")
        self.pc[self.name] += 100
        self._at("performed")

    def revert(self, saved: Saved) -> None:
        self._at("revert")
        self.pc[self.name] = saved["before"]
        self._at("reverted")


NAMES = ["a", "b", "c"]


def fresh() -> dict[str, int]:
    return {name: number for number, name in enumerate(NAMES)}


def steps(pc: dict[str, int], **of_b: object) -> list[Switch]:
    return [Switch(pc, name, **(of_b if name == "b" else {})) for name in NAMES]


@pytest.mark.parametrize("part", ["capture", "perform", "performed"])
def test_a_power_cut_at_any_moment_of_any_step_is_undone_by_the_next_start(tmp_path: Path, part: str) -> None:
    pc = fresh()
    with pytest.raises(Cut):
        LockSequence(tmp_path / "journal", "boot").perform(steps(pc, cut=part))
    assert LockSequence(tmp_path / "journal", "boot").revert(steps(pc)) == []
    assert pc == fresh()
    assert not (tmp_path / "journal").exists()


@pytest.mark.parametrize("part", ["revert", "reverted"])
def test_a_power_cut_while_putting_back_is_undone_too(tmp_path: Path, part: str) -> None:
    pc = fresh()
    LockSequence(tmp_path / "journal", "boot").perform(steps(pc))
    with pytest.raises(Cut):
        LockSequence(tmp_path / "journal", "boot").revert(steps(pc, cut=part))
    assert LockSequence(tmp_path / "journal", "boot").revert(steps(pc)) == []
    assert pc == fresh()


@given(cut=st.integers(0, 600), data=st.data())
def test_a_journal_cut_at_every_byte_undoes_every_step_that_was_performed(
    tmp_path_factory: pytest.TempPathFactory, cut: int, data: st.DataObject
) -> None:
    """A step is performed only after its line is durable: a journal cut within line n means that step n never ran."""
    journal = tmp_path_factory.mktemp("cut") / "journal"
    pc = fresh()
    LockSequence(journal, "boot").perform(steps(pc))
    whole = journal.read_bytes()
    kept = whole[: min(cut, len(whole))]
    journal.write_bytes(kept)
    performed = kept.count(b"}}")
    for name in NAMES[performed:]:
        pc[name] -= 100
    if data.draw(st.booleans(), "locked down again without a reset between"):
        assert LockSequence(journal, "boot").perform(steps(pc)) == []
        assert pc == {name: value + 100 for name, value in fresh().items()}
    assert LockSequence(journal, "boot").revert(steps(pc)) == []
    assert pc == fresh()


def test_one_step_that_cannot_be_performed_keeps_no_other_from_it(tmp_path: Path) -> None:
    pc = fresh()
    sequence = LockSequence(tmp_path / "journal", "boot")
    [failure] = sequence.perform(steps(pc, broken="perform"))
    assert (failure.code, failure.values["step"]) == ("LCK-01", "b")
    assert "perform is broken" in failure.sentence()
    assert pc == {"a": 100, "b": 1, "c": 102}
    assert sequence.revert(steps(pc)) == []
    assert pc == fresh()


def test_one_step_that_cannot_be_put_back_is_told_and_tried_again_and_keeps_no_other_from_it(tmp_path: Path) -> None:
    pc = fresh()
    sequence = LockSequence(tmp_path / "journal", "boot")
    sequence.perform(steps(pc))
    [failure] = sequence.revert(steps(pc, broken="revert"))
    assert (failure.code, failure.values["step"]) == ("LCK-02", "b")
    assert pc == {"a": 0, "b": 101, "c": 2}
    # Locked down again in this state: what was there before the first time is what comes back.
    sequence.perform(steps(pc, broken="revert"))
    assert sequence.revert(steps(pc)) == []
    assert pc == fresh()


def test_they_are_put_back_in_reverse_order(tmp_path: Path) -> None:
    pc, order = fresh(), []
    made = steps(pc)
    for step in made:
        step.revert = lambda saved, step=step: order.append(step.name)
    sequence = LockSequence(tmp_path / "journal", "boot")
    sequence.perform(made)
    sequence.revert(made)
    assert order == ["c", "b", "a"]


def test_what_a_reboot_undid_by_itself_is_left_alone(tmp_path: Path) -> None:
    pc = fresh()
    LockSequence(tmp_path / "journal", "boot 1").perform([Switch(pc, "a"), Switch(pc, "b", lasting=False)])
    pc["b"] = 7
    assert LockSequence(tmp_path / "journal", "boot 2").revert([Switch(pc, "a"), Switch(pc, "b", lasting=False)]) == []
    assert pc == {"a": 0, "b": 7, "c": 2}


def test_a_journal_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    pc = fresh()
    failures = LockSequence(tmp_path / "missing folder" / "journal", "boot").perform(steps(pc))
    assert [failure.code for failure in failures] == ["LCK-01"] * len(NAMES)
    assert pc == fresh()


def test_a_journal_that_cannot_be_read_changes_nothing_and_ends_no_program(tmp_path: Path) -> None:
    """Without knowing what is still to be put back, nothing is locked down on top of it."""
    pc = fresh()
    (tmp_path / "journal").mkdir()
    sequence = LockSequence(tmp_path / "journal", "boot")
    assert [each.code for each in sequence.perform(steps(pc))] == ["LCK-02", "LCK-01"]
    assert [(each.code, each.values["step"]) for each in sequence.revert(steps(pc))] == [("LCK-02", "journal")]
    assert pc == fresh()


def test_a_disk_that_takes_half_a_line_is_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system call says so by its count alone: a step must not be performed on half a line."""
    pc, write = fresh(), os.write
    monkeypatch.setattr(os, "write", lambda handle, line: write(handle, line[: len(line) // 2]))
    failures = LockSequence(tmp_path / "journal", "boot").perform(steps(pc))
    monkeypatch.undo()
    assert [each.code for each in failures] == ["LCK-01"] * len(NAMES)
    assert pc == fresh()
    assert LockSequence(tmp_path / "journal", "boot").revert(steps(pc)) == []
