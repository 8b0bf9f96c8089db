"""A random exam day as a hypothesis state machine, and what must be true in the evening.

Rules are what candidates, the proctor, the power company and the network do. In the evening everything is connected once
more, and then: every event on any disk is at the centre; every answer that a screen showed as saved is at the centre, in the
log it was written to; where nobody contradicted anybody the centre's answers are those that the screen showed last; and
wherever two logs contradict each other, or a log that was left behind holds answers, the centre says so.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from question_packs.assessment.responses import FileName
from question_packs.errors import KnownError
from question_packs.records import acts as pa
from question_packs.records import events as ev
from question_packs.records.acts import peek_act
from question_packs.records.files import whole_file
from sync_server.services.assemble import Assembled
from tests.faults.world import CANDIDATES, FATES, Day, Morning, Pc
from tests.rooms import attempt_of

PCS = st.integers(0, 2)
PEOPLE = st.sampled_from(CANDIDATES)
FATE = st.sampled_from(FATES)
SECONDS = st.integers(1, 120)
KINDS = (
    "pause",
    "resume",
    "grant",
    "warn",
    "leave",
    "return",
    "force",
    "evacuate",
    "all go on",
    "undo",
    "credit",
    "release",
)
ANSWERS = st.lists(st.integers(0, 2**16), min_size=1, max_size=6)  # each the seed of an answer


class ExamDay(RuleBasedStateMachine):
    """`morning` and `counts` are set by whoever runs the days."""

    morning: Morning
    counts: dict[str, int]

    def __init__(self) -> None:
        super().__init__()
        place = Path(tempfile.mkdtemp(prefix="day-", dir=self.morning.folder))
        self.day = Day(self.morning, place / "day")

    def pc(self, number: int) -> Pc:
        return self.day.pcs[number]

    # --- candidates

    @initialize(people=st.permutations(CANDIDATES), present=st.integers(1, 3), seeds=ANSWERS, durable=st.booleans())
    def morning_comes(self, people: list[str], present: int, seeds: list[int], durable: bool) -> None:
        """Somebody sits down and begins; the last PC often stays free, for a move."""
        for number, person in enumerate(people[:present]):
            self.pc(number).sit(person)
            self.answers(number, seeds, True, durable)

    @rule(pc=PCS, person=PEOPLE)
    def sits_down(self, pc: int, person: str) -> None:
        """Somebody signs in and starts; two PCs for one person are possible, as nothing connects them here."""
        place = self.pc(pc)
        if place.alive and place.session is None:
            self._may_be_refused(lambda: place.sit(person))

    @rule(pc=PCS, seeds=ANSWERS, forward=st.booleans(), durable=st.booleans())
    def answers(self, pc: int, seeds: list[int], forward: bool, durable: bool) -> None:
        place = self.pc(pc)
        place.confirm()
        for seed in seeds:
            place.answer(seed, forward)
        if durable and place.alive:
            place.worker.work()

    @rule(pc=PCS, most=st.integers(1, 20))
    def disk_works(self, pc: int, most: int) -> None:
        if self.pc(pc).alive:
            self.pc(pc).worker.work(most)

    @rule(pc=PCS)
    def confirms(self, pc: int) -> None:
        self.pc(pc).confirm()

    @rule(pc=PCS)
    def hands_in(self, pc: int) -> None:
        self.pc(pc).hand_in()

    @rule(pc=PCS, seconds=SECONDS)
    def time_passes(self, pc: int, seconds: int) -> None:
        if self.pc(pc).alive:
            self.pc(pc).pass_ms(seconds * 1000)

    # --- faults

    @rule(pc=PCS, reboot=st.booleans(), off=st.integers(0, 3600), back=st.booleans())
    def is_killed(self, pc: int, reboot: bool, off: int, back: bool) -> None:
        place = self.pc(pc)
        if place.alive:
            place.kill(off * 1000, reboot)
            self.counts["kills"] += 1
        if back:
            self.starts_again(pc)

    @rule(pc=PCS)
    def starts_again(self, pc: int) -> None:
        if not self.pc(pc).alive:
            self._may_be_refused(self.pc(pc).start)

    @rule(pc=PCS, days=st.sampled_from((-400, -1, 1, 30)))
    def clock_jumps(self, pc: int, days: int) -> None:
        self.pc(pc).machine.wall_ms += days * 86_400_000
        self.counts["clock jumps"] += 1

    @rule()
    @precondition(lambda self: len(self.day.dead_nodes) < 2)
    def node_dies(self) -> None:
        self.day.replace_node()
        self.counts["nodes replaced"] += 1

    # --- roads

    @rule(pc=PCS, fate=FATE, upstream=st.booleans())
    def synchronises(self, pc: int, fate: str, upstream: bool) -> None:
        place = self.pc(pc)
        if place.alive:
            place.synchronise(self.day.centre if upstream else self.day.node, fate)
            self.counts[f"calls that {fate}"] += 1

    @rule(fate=FATE)
    def node_forwards(self, fate: str) -> None:
        self.day.forward(fate)

    @rule(pc=PCS, stick=st.integers(0, 1), torn=st.booleans())
    def stick_is_written(self, pc: int, stick: int, torn: bool) -> None:
        """Perhaps it is torn out in the middle: the newest file on it is cut."""
        place, folder = self.pc(pc), self.day.sticks[stick]
        if not place.alive:
            return
        place.write_stick(folder)
        files = sorted(folder.glob("segments/*.bundle"))
        if torn and files:
            files[-1].write_bytes(files[-1].read_bytes()[:-7])
            self.counts["sticks torn"] += 1

    @rule(stick=st.integers(0, 1), to_centre=st.booleans())
    def stick_is_carried(self, stick: int, to_centre: bool) -> None:
        (self.day.centre if to_centre else self.day.node).take_stick(self.day.sticks[stick])
        self.counts["sticks carried"] += 1

    # --- the proctor

    @rule(person=PEOPLE, kind=st.sampled_from(KINDS))
    def acts(self, person: str, kind: str) -> None:
        bodies: dict[str, pa.ActBody] = {
            "evacuate": pa.Pause((), "evacuation"),
            "all go on": pa.Resume(),
            "undo": pa.UndoStart((person,)),
            "credit": pa.CreditOutage(60_000, (person,)),
            "release": pa.ReleaseSignIn(person),
            "pause": pa.Pause((person,)),
            "resume": pa.Resume((person,)),
            "grant": pa.GrantTime(300_000, (person,)),
            "warn": pa.Warn(person),
            "leave": pa.Leave(person),
            "return": pa.Return(person),
            "force": pa.ForceSubmit((person,)),
        }
        self.day.sign(bodies[kind])
        self.counts["acts"] += 1

    @rule(person=PEOPLE, kind=st.sampled_from(("reopen", "void")))
    def two_persons_act(self, person: str, kind: str) -> None:
        body = pa.Reopen(person) if kind == "reopen" else pa.VoidAndRestart(person, "utama")
        self.day.sign(body, ("Pengawas Satu", "Pengawas Dua"))
        self.counts["acts"] += 1

    @rule(person=PEOPLE, away=PCS, to=PCS)
    @precondition(lambda self: len(self.day.issued) < 40)
    def moves(self, person: str, away: int, to: int) -> None:
        """The proctor moves somebody to another PC."""
        if away != to:
            epoch = self.day.epochs_known(person) + 1
            self.day.sign(pa.Transfer(person, self.pc(away).device_id, self.pc(to).device_id, epoch))
            self.counts["moves"] += 1

    @rule(pc=PCS, person=PEOPLE, fate=FATE, stick=st.sampled_from((None, 0, 1)))
    def goes_on_elsewhere(self, pc: int, person: str, fate: str, stick: int | None) -> None:
        place = self.pc(pc)
        if place.alive and place.session is None:
            for envelope in self.day.issued:
                place.hear(envelope)
            folder = None if stick is None else self.day.sticks[stick]
            self._may_be_refused(lambda: place.go_on(person, fate, folder))

    @rule(pc=PCS, data=st.data())
    def acts_arrive(self, pc: int, data: st.DataObject) -> None:
        """Some of what was signed, in any order, some of it again."""
        place = self.pc(pc)
        if place.alive and self.day.issued:
            for number in data.draw(st.lists(st.integers(0, len(self.day.issued) - 1), max_size=5)):
                place.hear(self.day.issued[number])
            self.day.node.take_acts(self.day.issued)

    @staticmethod
    def _may_be_refused(step) -> None:
        """A refusal with a code is an answer; anything else is a bug."""
        try:
            step()
        except KnownError as error:
            if not error.code.startswith(("DEL-", "SIG-", "ROM-", "OPN-")):
                raise

    # --- the evening

    def teardown(self) -> None:
        try:
            self._connect_everything()
            self._compare()
            self.counts["days"] += 1
        finally:
            self.day.end()
            shutil.rmtree(self.day.folder.parent)

    def _connect_everything(self) -> None:
        day = self.day
        for pc in day.pcs:
            if not pc.alive:
                pc.start()
            for envelope in day.issued:
                pc.hear(envelope)
            pc.worker.work()
        # What only a dead node held is gone for good: it must be held elsewhere, too.
        day.forward("arrives")
        for pc in day.pcs:
            pc.worker.work()
            pc.synchronise(day.centre, "arrives")
            assert pc.sittings.unsent() == 0, "an outbox that the centre's receipts did not empty"
        for _ in range(2):  # what is known already changes nothing
            day.centre.take_acts(day.issued)

    def _compare(self) -> None:
        assert sorted(self.day.centre.act_ids()) == sorted(peek_act(each).act_id for each in self.day.issued)
        for person in CANDIDATES:
            self._compare_attempt(attempt_of(person))

    def _compare_attempt(self, attempt_id: str) -> None:
        day = self.day
        logs = {pc.device_id: pc.lines(attempt_id) for pc in day.pcs}
        at_centre = day.centre.lines(attempt_id)
        for epochs in logs.values():
            for lines in epochs.values():
                missing = [line for line in lines if ev.event_hash(line) not in at_centre]
                assert not missing, f"{len(missing)} events on a disk are not at the centre"
        if not at_centre:
            return
        self.counts["attempts"] += 1
        self._every_promise_is_kept(attempt_id, logs)
        assembled = day.centre.assembled(attempt_id)
        contradicted = contradictions(logs)
        if assembled.status == "fork" or any(each.weighs for each in assembled.branches):
            self.counts["forks reported"] += 1
            assert contradicted, "a fork is reported where nobody contradicted anybody"
            return
        assert not contradicted, f"not reported: {contradicted}"
        shown = [
            each for (attempt, epoch, _), each in day.promises.items() if (attempt, epoch) == (attempt_id, assembled.epoch)
        ]
        if shown and assembled.status != "voided":
            assert assembled.state.responses == shown[-1].last
            self._files_are_whole(assembled)
            assert assembled.state.elapsed_ms <= day.running_ms[attempt_id], "time was counted while the clock stood"
            self.counts["answers"] += len(shown[-1].last)

    def _files_are_whole(self, assembled: Assembled) -> None:
        """Every file that an answer at the centre names is there byte for byte."""
        bodies = [event.body for event in assembled.events]
        texts = [text for given in assembled.state.responses.values() for response in given.values() for text in response]
        for file in filter(None, map(FileName.parse, texts)):
            whole_file(file, bodies)
            self.counts["files"] += 1

    def _every_promise_is_kept(self, attempt_id: str, logs: dict[str, dict[int, list[bytes]]]) -> None:
        """What a screen showed as saved is the state of that PC's own log."""
        for (attempt, epoch, device), promise in self.day.promises.items():
            if attempt != attempt_id:
                continue
            lines = [line for before in range(1, epoch + 1) for line in logs[device].get(before, ())]
            bodies = [ev.decode_event(line).body for line in lines]
            answers = [body for body in bodies if isinstance(body, ev.ResponseSaved)]
            written = {(body.item, body.response_identifier, body.response) for body in answers}
            assert promise.ever <= written, "an answer shown as saved is on no disk"
            noted = {(body.item, body.note) for body in bodies if isinstance(body, ev.Noted)}
            assert promise.notes <= noted, "a note shown as saved is on no disk"
            self.counts["promises"] += len(promise.ever) + len(promise.notes)


def contradictions(logs: dict[str, dict[int, list[bytes]]]) -> list[str]:
    """Where two PCs' logs of one epoch differ, or what was left behind at a move holds answers or a hand-in."""
    found = []
    whole: dict[int, list[bytes]] = {}
    for epochs in logs.values():
        for epoch, lines in epochs.items():
            known = whole.setdefault(epoch, lines)
            shorter, longer = sorted((known, lines), key=len)
            if longer[: len(shorter)] != shorter:
                found.append(f"two logs of epoch {epoch}")
            whole[epoch] = longer
    counted = _counted(whole)
    for epoch, lines in whole.items():
        left = [ev.decode_event(line).body for line in lines[counted.get(epoch, 0) :]]
        if any(isinstance(body, ev.ResponseSaved | ev.Submitted) for body in left):
            found.append(f"answers left behind in epoch {epoch}")
    return found


def _counted(whole: dict[int, list[bytes]]) -> dict[int, int]:
    """Epoch to how many of its events count, from the last epoch back to where it began, or everything set aside before."""
    counted: dict[int, int] = {}
    epoch: int | None = max(whole, default=None)
    if epoch is not None:
        counted[epoch] = len(whole[epoch])
    while epoch is not None:
        first = ev.decode_event(whole[epoch][0]).body
        if isinstance(first, ev.Transferred):
            counted[first.from_epoch] = first.from_sequence + 1
            epoch = first.from_epoch
        else:
            earlier = [each for each in whole if each < epoch]
            epoch = max(earlier, default=None)
            if epoch is not None and _set_aside(whole[epoch]):
                counted[epoch] = len(whole[epoch])
            elif epoch is not None:
                return counted
    return counted


def _set_aside(lines: list[bytes]) -> bool:
    bodies = [ev.decode_event(line).body for line in lines]
    return any(isinstance(body, ev.Incident) and body.incident in ("voided", "start_undone") for body in bodies)
