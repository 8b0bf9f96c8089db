"""Verify and open the released sample pack, against Debian's `age -d` on the same plain bytes.

The deliberate cost of the opening code (scrypt) is left out on both sides.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from question_packs.builder.compile import compile_source
from question_packs.builder.draft import Draft
from question_packs.pack.reader import OpenPack, verify_pack
from question_packs.pack.writer import write_pack
from question_packs.sealing import age
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import encode
from tests.bench.measure import Measure, measure, median

SAMPLE = Path("question_packs/samples/pengelola-pendapatan-daerah")
ROUNDS = 15


def run(folder: Path) -> list[Measure]:
    """Opening for the sitting (index; items are opened as they are shown), and opening every item and figure at once."""
    compiled = compile_source(SAMPLE)[0]
    assert compiled is not None
    approvers = [KeyPair.generate(name, "approver") for name in ("a", "b")]
    trusted = {key.key_id: key.public.verify_key for key in approvers}
    path = folder / "sample.pack"
    identity = write_pack(path, compiled.test, compiled.items, compiled.media, approvers).identity

    def open_index() -> OpenPack:
        return OpenPack(verify_pack(path, trusted), identity)

    def open_everything() -> None:
        pack = open_index()
        for item in compiled.items:
            pack.item(item.identifier)
        for name in compiled.media:
            pack.medium(name)

    command = _age_command(folder, compiled)
    opened, whole, theirs = [], [], []
    for _ in range(ROUNDS):
        opened.append(_milliseconds(open_index))
        whole.append(_milliseconds(open_everything))
        theirs.append(_milliseconds(lambda: subprocess.run(command, check=True)))
    return [
        measure("pack_open", median(opened), median(theirs), "ms", "<= 1.5", "age -d"),
        measure("pack_open_every_item", median(whole), median(theirs), "ms", "-", "age -d"),
    ]


def _age_command(folder: Path, compiled: Draft) -> list[str]:
    plain = b"".join([encode(compiled.test), *map(encode, compiled.items), *(m.data for m in compiled.media.values())])
    identity, recipient = age.new_identity()
    (folder / "identity.txt").write_text(identity + "\n", encoding="ascii")
    (folder / "same-bytes.age").write_bytes(age.encrypt(plain, [recipient]))
    return ["age", "-d", "-i", str(folder / "identity.txt"), "-o", "/dev/null", str(folder / "same-bytes.age")]


def _milliseconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000
