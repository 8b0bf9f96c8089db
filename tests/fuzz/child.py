"""One target under the fuzzer, in a process of its own, so that its memory is its own and its end ends nobody else.

Arguments: target, folder of the corpus, flags of libFuzzer. Started by `campaign`.
"""

from __future__ import annotations

import random
import signal
import sys
from types import FrameType

import atheris

LONGEST_CALL_S = 5  # of the processor, so that a busy machine makes no findings


def main() -> None:
    """Fuzz until a flag's limit or a finding ends the process."""
    name, corpus, *flags = sys.argv[1:]
    with atheris.instrument_imports(include=["question_packs"]):
        from tests.fuzz.targets import TARGETS
    target = TARGETS[name]
    signal.signal(signal.SIGVTALRM, _took_too_long)

    def read(data: bytes) -> None:
        signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST_CALL_S)
        try:
            target.read(data)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    def change(data: bytes, largest: int, seed: int) -> bytes:
        return target.mutate(data, random.Random(seed), lambda part: atheris.Mutate(part, largest))[:largest]

    atheris.Setup([name, *flags, f"-max_len={target.largest}", corpus], read, custom_mutator=change)
    atheris.Fuzz()


class TooLongError(BaseException):
    """A call used more of the processor than any may; nothing that catches errors catches this."""


def _took_too_long(signal_number: int, frame: FrameType | None) -> None:
    raise TooLongError


if __name__ == "__main__":
    main()
