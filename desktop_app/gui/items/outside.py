"""What an interaction's widget may reach beyond its item: the file handed in so far, folders to hand in from, a thread.

The exam page gives it to the item panel, the panel to each widget (`InteractionWidget.outside`). Without it a widget
works all the same: nothing was handed in, there is no folder, and work is done at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol


class Run(Protocol):
    """Does a job elsewhere; `done` or `failed` follow on the GUI thread. `GuiWorker.run` is one."""

    def __call__(self, job: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None]) -> None:
        """Take `job` on; nothing of it has come back when this returns, unless it was done at once."""


def run_at_once(job: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None]) -> None:
    """Do `job` here and now."""
    try:
        value = job()
    except Exception as error:
        failed(error)
    else:
        done(value)


@dataclass(frozen=True)
class Outside:
    """`handed_file`: the bytes of the file in the response of an interaction of the item on the screen, by its identifier.

    `folders`: where files may be handed in from, the sticks that are plugged in and the PC's folder if it has one.
    `left_at`: where recordings were left before their end, in milliseconds, by the medium's name.
    """

    handed_file: Callable[[str], bytes | None] = lambda response_identifier: None
    folders: Callable[[], list[Path]] = list
    run: Run = run_at_once
    left_at: dict[str, int] = field(default_factory=dict)


NOTHING_OUTSIDE = Outside()
