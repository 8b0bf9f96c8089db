"""One target under the fuzzer, in a process of its own, so that its memory is its own and its end ends nobody else.

Arguments: target, folder of the corpus, flags of libFuzzer. Started by `campaign`.
"""

from __future__ import annotations

import random
import sys

import atheris


def main() -> None:
    """Fuzz until a flag's limit or a finding ends the process."""
    name, corpus, *flags = sys.argv[1:]
    with atheris.instrument_imports(include=["question_packs"]):
        from tests.fuzz.targets import TARGETS
    target = TARGETS[name]

    def change(data: bytes, largest: int, seed: int) -> bytes:
        return target.mutate(data, random.Random(seed), lambda part: atheris.Mutate(part, largest))[:largest]

    atheris.Setup([name, *flags, f"-max_len={target.largest}", corpus], target.read, custom_mutator=change)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
