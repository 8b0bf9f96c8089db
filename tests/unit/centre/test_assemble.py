"""Which events of an attempt count, over transfers, undone starts and forks: the same however they arrived."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_packs.records import events as ev
from question_packs.records.segments import build_segment
from question_packs.sealing.keys import KeyPair
from sync_server.services.assemble import Assembled, assemble
from sync_server.store.segments import SegmentRow
from tests.samples import ATTEMPT, FORM, NUMBER, SITTING, segment_header

OLD, NEW, THIRD = (KeyPair.generate(name, "device") for name in ("PC-01", "PC-02", "PC-03"))
SUBMITTED = ev.Submitted("by_candidate", 1, 2, 0)
UNDONE = ev.Incident("start_undone", "salah sesi", "a" * 32)


def started(device: KeyPair) -> ev.Started:
    return ev.Started(SITTING, NUMBER, FORM, "0" * 64, 1, device.key_id, "A1", "benih", 9_000_000, "2026-01-05T01:00:00Z")


def saved(item: str, choice: str = "A") -> ev.ResponseSaved:
    return ev.ResponseSaved(item, (choice,))


class Log:
    """One device's log of one epoch."""

    def __init__(self, device: KeyPair, epoch: int, *some: ev.EventBody) -> None:
        self.device, self.epoch, self.lines = device, epoch, []
        previous = ev.genesis_hash(ATTEMPT, epoch)
        for number, body in enumerate(some):
            wall_time = f"2026-01-05T02:{number % 60:02}:00Z"
            event = ev.AttemptEvent(ATTEMPT, epoch, number, wall_time, number * 1000, "boot", previous, body)
            self.lines.append(ev.encode_event(event))
            previous = ev.event_hash(self.lines[-1])

    def hash(self, sequence: int) -> str:
        return ev.event_hash(self.lines[sequence])

    def moved(self, sequence: int, device: KeyPair, epoch: int, *some: ev.EventBody) -> Log:
        """The log that goes on after event `sequence` of this one, elsewhere."""
        link = ev.Transferred(
            self.device.key_id, device.key_id, "PC mati", self.epoch, sequence, self.hash(sequence), "b" * 32
        )
        return Log(device, epoch, link, *some)

    def row(self, first: int = 0, last: int | None = None) -> SegmentRow:
        last = len(self.lines) - 1 if last is None else last
        header = segment_header(self.lines, self.device, first, last)
        previous = self.hash(first - 1) if first else ev.genesis_hash(ATTEMPT, self.epoch)
        header = type(header)(
            **{
                **{name: getattr(header, name) for name in header.__struct_fields__},
                "epoch": self.epoch,
                "previous_hash": previous,
            }
        )
        envelope = build_segment(header, self.lines[first : last + 1], self.device)
        return SegmentRow(
            "acara",
            f"{self.epoch}-{first}-{last}",
            SITTING,
            ATTEMPT,
            self.epoch,
            first,
            last,
            self.device.key_id,
            False,
            0,
            "",
            envelope,
            b"",
        )


BEGUN = Log(OLD, 1, started(OLD), saved("S-1"), saved("S-2"))


def answers_of(attempt: Assembled) -> dict[str, tuple[str, ...]]:
    """The answers by item; each item of these tests has one interaction."""
    return {item: responses["RESPONSE"] for item, responses in attempt.state.responses.items()}


def test_a_transferred_attempt_goes_on_after_the_event_that_it_names():
    later = BEGUN.moved(2, NEW, 2, ev.Resumed("pindah", 0), saved("S-3"), SUBMITTED)
    attempt = assemble([BEGUN.row(), later.row()], None)
    assert (attempt.status, attempt.epoch, attempt.last_sequence) == ("complete", 2, 3)
    assert set(answers_of(attempt)) == {"S-1", "S-2", "S-3"}
    assert (attempt.gaps, attempt.branches, attempt.device_id) == ((), (), NEW.key_id)


def test_an_answer_after_the_branch_point_makes_a_fork_until_a_person_decides():
    """The old PC went on after the transfer; both logs are kept, and each of them can be chosen."""
    later = BEGUN.moved(1, NEW, 2, saved("S-3"), SUBMITTED)
    rows = [BEGUN.row(), later.row()]
    fork = assemble(rows, None)
    assert (fork.status, fork.events) == ("fork", [])
    [branch] = fork.branches
    assert (branch.device_id, branch.first_sequence, branch.last_sequence, branch.answers) == (OLD.key_id, 2, 2, 1)
    new, old = (assemble(rows, device.key_id) for device in (NEW, OLD))
    assert (new.status, set(answers_of(new))) == ("complete", {"S-1", "S-3"})
    assert (old.status, set(answers_of(old))) == ("incomplete", {"S-1", "S-2"})
    assert [each.weighs for each in (*new.branches, *old.branches)] == [True, True]


def test_what_weighs_nothing_after_the_branch_point_is_listed_and_harmless():
    old = Log(OLD, 1, started(OLD), saved("S-1"), ev.FocusLost(900), ev.Paused("LAN"))
    attempt = assemble([old.row(), old.moved(1, NEW, 2, SUBMITTED).row()], None)
    assert (attempt.status, [each.weighs for each in attempt.branches]) == ("complete", [False])


def test_a_hand_in_on_the_old_pc_is_a_fork_too():
    old = Log(OLD, 1, started(OLD), saved("S-1"), SUBMITTED)
    assert assemble([old.row(), old.moved(1, NEW, 2, SUBMITTED).row()], None).status == "fork"


def test_missing_events_before_the_branch_point_are_named():
    long = Log(OLD, 1, started(OLD), *(saved(f"S-{number}") for number in range(1, 7)))
    later = long.moved(5, NEW, 2, SUBMITTED)
    attempt = assemble([long.row(0, 1), long.row(4, 6), later.row()], None)
    assert (attempt.status, attempt.gaps) == ("fork", ((1, 2, 3),))
    attempt = assemble([long.row(0, 1), long.row(4, 5), later.row()], None)
    assert (attempt.status, attempt.gaps, set(answers_of(attempt))) == ("incomplete", ((1, 2, 3),), {"S-1"})
    assert assemble([later.row()], None).gaps == ((1, 0, 5),)
    assert assemble([long.row(0, 3), later.row()], None).gaps == ((1, 4, 5),)


def test_a_branch_point_that_no_known_log_has_is_incomplete():
    other = Log(OLD, 1, started(OLD), saved("S-1", "E"), saved("S-2", "E"))
    attempt = assemble([other.row(), BEGUN.moved(2, NEW, 2, SUBMITTED).row()], None)
    assert (attempt.status, attempt.gaps) == ("incomplete", ((1, 0, 2),))


def test_while_the_beginning_of_the_last_epoch_is_missing_nothing_is_judged():
    later = BEGUN.moved(1, NEW, 2, saved("S-3"), SUBMITTED)
    attempt = assemble([BEGUN.row(), later.row(1)], None)
    assert (attempt.status, attempt.gaps, attempt.branches) == ("incomplete", ((2, 0, 0),), ())
    assert set(answers_of(attempt)) == {"S-1", "S-2"}


def test_a_new_start_replaces_what_was_set_aside_over_all_its_epochs():
    old = BEGUN.moved(2, NEW, 2, saved("S-3"), UNDONE)
    fresh = Log(THIRD, 3, started(THIRD), saved("S-1", "B"), SUBMITTED)
    attempt = assemble([BEGUN.row(), old.row(), fresh.row()], None)
    assert (attempt.status, answers_of(attempt), attempt.branches) == ("complete", {"S-1": ("B",)}, ())
    assert [(each.epoch, each.answers) for each in attempt.set_aside] == [(1, 2), (2, 1)]


def test_a_new_start_over_answers_that_nobody_set_aside_is_a_fork():
    fresh = Log(NEW, 2, started(NEW), SUBMITTED)
    assert assemble([BEGUN.row(), fresh.row()], None).status == "fork"
    assert assemble([BEGUN.row(), fresh.row()], NEW.key_id).status == "complete"
    assert assemble([Log(OLD, 1, started(OLD)).row(), fresh.row()], None).status == "complete"


@pytest.mark.parametrize("incident", ["voided", "start_undone"])
@pytest.mark.parametrize("handed_in", [(), (SUBMITTED,)])
def test_what_was_set_aside_is_voided_handed_in_or_not(incident: str, handed_in: tuple[ev.EventBody, ...]):
    log = Log(OLD, 1, started(OLD), saved("S-1"), *handed_in, ev.Incident(incident, "", "c" * 32))
    assert assemble([log.row()], None).status == "voided"


def test_a_reopened_attempt_is_open_until_it_is_handed_in_again():
    log = Log(OLD, 1, started(OLD), SUBMITTED, ev.Reopened("salah tekan", "d" * 32), saved("S-1"), SUBMITTED)
    assert [assemble([log.row(0, last)], None).status for last in (1, 2, 3, 4)] == [
        "complete",
        "incomplete",
        "incomplete",
        "complete",
    ]


def test_two_devices_at_the_first_epoch_are_a_fork_and_a_transfer_from_one_settles_nothing_of_the_others_answers():
    other = Log(THIRD, 1, started(THIRD), saved("S-9"), SUBMITTED)
    assert assemble([BEGUN.row(), other.row()], None).status == "fork"
    later = BEGUN.moved(2, NEW, 2, SUBMITTED)
    rows = [BEGUN.row(), other.row(), later.row()]
    assert assemble(rows, None).status == "fork"
    # Whoever chose the first PC before the transfer became known has chosen what goes on from it.
    assert [assemble(rows, each.key_id).epoch for each in (OLD, NEW, THIRD)] == [2, 2, 1]


def test_a_transfer_that_names_itself_or_a_later_epoch_is_only_incomplete():
    for epoch in (2, 3):
        link = ev.Transferred(OLD.key_id, NEW.key_id, "", epoch, 0, "f" * 64)
        assert assemble([Log(NEW, 2, link, SUBMITTED).row()], None).status == "incomplete"


def test_a_transfer_without_a_branch_point_continues_the_whole_epoch_before():
    later = Log(NEW, 2, ev.Transferred(OLD.key_id, NEW.key_id, "lama"), SUBMITTED)
    attempt = assemble([BEGUN.row(), later.row()], None)
    assert (attempt.status, set(answers_of(attempt))) == ("complete", {"S-1", "S-2"})


bodies = st.sampled_from([saved("S-1"), saved("S-2", "B"), ev.FocusLost(1), SUBMITTED, UNDONE, ev.Reopened("", "e" * 32)])
some = st.lists(bodies, max_size=4)


@st.composite
def histories(draw: st.DrawFn) -> list[Log]:
    """Logs of up to three epochs: transferred from any event of any earlier log, begun anew, or contradicting another."""
    logs = [Log(OLD, 1, started(OLD), *draw(some))]
    for epoch, device in ((2, NEW), (3, THIRD)):
        how = draw(st.sampled_from(["moved", "anew", "twin", "none"]))
        if how == "moved":
            source = draw(st.sampled_from(logs))
            at = draw(st.integers(0, len(source.lines) - 1))
            logs.append(source.moved(at, device, max(epoch, source.epoch + 1), *draw(some)))
        elif how == "anew":
            logs.append(Log(device, epoch, started(device), *draw(some)))
        elif how == "twin":
            logs.append(Log(device, 1, started(device), *draw(some)))
    return logs


def cut(draw: st.DrawFn, log: Log) -> list[SegmentRow]:
    """A split of the log, with pieces that overlap."""
    ends = sorted(draw(st.sets(st.integers(0, len(log.lines) - 1), max_size=3)) | {len(log.lines) - 1})
    return [
        log.row(max(0, first - draw(st.integers(0, 1))), end)
        for first, end in zip([0, *[e + 1 for e in ends]], ends, strict=False)
    ]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_split_order_and_repetition_gives_the_same_attempt(data: st.DataObject):
    logs = data.draw(histories())
    chosen = data.draw(st.sampled_from([None, OLD.key_id, NEW.key_id, THIRD.key_id]))
    whole = assemble([log.row() for log in logs], chosen)
    rows = [row for log in logs for row in cut(data.draw, log)]
    mixed = data.draw(st.permutations(rows + rows[:2]))
    assert assemble(mixed, chosen) == whole


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_nothing_is_lost_whatever_is_missing(data: st.DataObject):
    """Every answer counts, or stands in a branch, or was set aside, or waits for what is missing."""
    logs = data.draw(histories())
    rows = [row for log in logs for row in cut(data.draw, log)]
    part = assemble(data.draw(st.lists(st.sampled_from(rows), unique_by=id)), None)
    whole = assemble(rows, None)
    if whole.status == "fork":
        assert whole.branches
    if part.status == "complete":
        assert part.gaps == ()
        assert part.state.submitted is not None
    listed = sum(each.answers for each in (*whole.branches, *whole.set_aside))
    distinct = {line for log in logs for line in log.lines if b'"response_saved"' in line}
    if whole.status != "fork" and not whole.gaps:
        in_events = sum(isinstance(event.body, ev.ResponseSaved) for event in whole.events)
        assert in_events + listed == len(distinct)


def test_rows_that_nobody_understood_do_not_disturb():
    assert assemble([replace(BEGUN.row(), quarantined=True)], None).status == "incomplete"
    assert assemble([replace(BEGUN.row(), quarantined=True), BEGUN.row()], None).last_sequence == 2
