"""The lock-down as a sequence of steps that can always be undone.

Before a step changes anything, what undoing it needs is written to a journal and fsynced. So whatever ends the program, a
power cut included, the next start finds in the journal what is still to be put back. Reverts run in reverse order and all of
them, whatever fails; a step that could not be put back stays in the journal for the next try.

Used through `lockdown.pc.Lockdown`; nothing here knows a platform.
"""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import msgspec

from question_packs.durable import sync_folder
from question_packs.errors import KnownError

log = logging.getLogger(__name__)

_JOURNAL = "journal"  # in the place of a step's name, where the journal itself cannot be read

Saved: TypeAlias = dict[str, Any]  # JSON values only: it goes through the journal


class Step(Protocol):
    """One change of the PC. `lasting`: the change outlives a reboot, so that its undoing is due even after one."""

    name: str
    lasting: bool

    def capture(self) -> Saved | None:
        """What `revert` will need, read before anything is changed; None where there is nothing to change on this PC."""
        ...

    def perform(self) -> None:
        """Make the change."""
        ...

    def revert(self, saved: Saved) -> None:
        """Put back what `capture` found. Called any number of times, also where `perform` never came to run."""
        ...


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the journal: a step about to be performed, with its boot, or (`undone`) put back again."""

    step: str
    boot: str = ""
    saved: Saved = {}
    undone: bool = False


class LockSequence:
    """Performs and reverts steps over one journal file. `boot` tells restarts of the PC apart (empty: unknown)."""

    def __init__(self, journal: Path, boot: str) -> None:
        self._journal = journal
        self._boot = boot

    def perform(self, steps: Sequence[Step]) -> list[KnownError]:
        """Perform the steps in order; what failed (`LCK-01`), each with its reason. The others are performed all the same.

        What an earlier program left undone is put back first: captured now, it would be taken for the PC's own state.
        """
        failures = self.revert(steps)
        try:
            return failures + self._perform_all(steps)
        except OSError as error:
            return [*failures, _failure("LCK-01", _JOURNAL, error)]

    def _perform_all(self, steps: Sequence[Step]) -> list[KnownError]:
        failures: list[KnownError] = []
        noted = {entry.step for entry in self._open_entries()}
        for step in steps:
            failures += _collect("LCK-01", step.name, partial(self._perform, step, step.name in noted))
        return failures

    def _perform(self, step: Step, noted: bool) -> None:
        if not noted:
            saved = step.capture()
            if saved is None:
                return
            self._write(_Entry(step.name, self._boot, saved))
        step.perform()

    def revert(self, steps: Sequence[Step]) -> list[KnownError]:
        """Put back everything that the journal names, last first; what could not be (`LCK-02`) stays for the next time."""
        try:
            return self._revert_all(steps)
        except OSError as error:
            return [_failure("LCK-02", _JOURNAL, error)]

    def _revert_all(self, steps: Sequence[Step]) -> list[KnownError]:
        failures: list[KnownError] = []
        by_name = {step.name: step for step in steps}
        for entry in reversed(self._open_entries()):
            failures += _collect("LCK-02", entry.step, partial(self._revert, entry, by_name))
        if not failures:
            self._journal.unlink(missing_ok=True)
        return failures

    def _revert(self, entry: _Entry, steps: dict[str, Step]) -> None:
        step = steps[entry.step]
        if step.lasting or entry.boot == self._boot:
            step.revert(entry.saved)
        self._write(_Entry(entry.step, undone=True))

    def _open_entries(self) -> list[_Entry]:
        """Steps not put back yet, in the order in which they were performed.

        A line that was cut off counts for nothing: its step waited for the line to be durable and was never performed.
        """
        waiting: dict[str, _Entry] = {}
        for line in self._journal.read_bytes().splitlines() if self._journal.exists() else []:
            if not line:
                continue
            try:
                entry = msgspec.json.decode(line, type=_Entry)
            except msgspec.MsgspecError:
                log.warning("lock-down journal: a line cannot be read")
                continue
            waiting.pop(entry.step, None)
            if not entry.undone:
                waiting[entry.step] = entry
        return list(waiting.values())

    def _write(self, entry: _Entry) -> None:
        """Append a line, durable when this returns. The line break comes first: it ends whatever a power cut left."""
        is_new = not self._journal.exists()
        line = b"\n" + msgspec.json.encode(entry) + b"\n"
        handle = os.open(self._journal, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            if os.write(handle, line) != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(handle)
        finally:
            os.close(handle)
        if is_new:
            sync_folder(self._journal.parent)


def _collect(code: str, step: str, call: Callable[[], None]) -> list[KnownError]:
    """Run one step's part; its failure as a sentence. Any failure: a bug in one step must not leave the others undone."""
    try:
        call()
    except Exception as error:
        log.exception("lock-down step %s", step)
        return [_failure(code, step, error)]
    return []


def _failure(code: str, step: str, error: Exception) -> KnownError:
    """With what a command said on its standard error, where one failed."""
    said = getattr(error, "stderr", None) or str(error)
    return KnownError(code, step=step, reason=" ".join(str(said).split()) or type(error).__name__)
