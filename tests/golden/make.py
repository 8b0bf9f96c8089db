"""Makes one folder of golden files: `python -m tests.golden.make tests/golden/v2`.

Run once for every format that is released; what it made is kept for ever and never made again, because packs of years ago
must open. The keys are for these files alone.
"""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

import msgspec

from question_packs.pack.writer import Medium, write_pack
from question_packs.records.orders import FormPack, seal_key_slot, seal_order
from question_packs.scoring.answer_key import seal_answer_key
from question_packs.sealing import codes
from question_packs.sealing.keys import KeyPair
from question_packs.sealing.trust import sign_trust_list
from question_packs.strict_json import encode
from tests.samples import answer_key, assessment_test, chain, graded, item, right_wrong, segment, sitting_order, trust_list


def main(folder: Path) -> None:
    """Write every kind of file that a release can leave behind into the new `folder`."""
    folder.mkdir()
    root, centre = KeyPair.generate("Akar Contoh", "root"), KeyPair.generate("Pusat Contoh", "centre")
    device = KeyPair.generate("PC Contoh", "device")
    approvers = [KeyPair.generate(f"Penyetuju {each}", "approver") for each in ("Satu", "Dua")]
    centre.save(folder / "centre.key")
    device.save(folder / "device.key")
    (folder / "root.pub").write_bytes(encode(root.public))
    (folder / "trust.dsse.json").write_bytes(sign_trust_list(trust_list(centre, device, *approvers), root))

    items, media = [item("S-1"), item("S-2")], {"bagan.svg": Medium(b"<svg/>", "image/svg+xml")}
    written = write_pack(folder / "golden.pack", assessment_test("S-1", "S-2"), items, media, approvers)
    (folder / "pack.identity").write_text(written.identity)

    code = codes.new_opening_code()
    (folder / "opening-code.txt").write_text(codes.show_code(code))
    slot = seal_key_slot({written.digest: written.identity}, code, [device.public.recipient])
    order = msgspec.structs.replace(sitting_order(slots=(slot,)), forms=(FormPack("A", written.digest),))
    (folder / "sitting.order").write_bytes(seal_order(order, centre, [device.public.recipient]))

    (folder / "attempt.segment").write_bytes(segment(chain(), device))
    key = msgspec.structs.replace(
        answer_key(right_wrong("S-1", "A", "2.5"), graded("S-2", A="1", B="5"), section_cut=Decimal("5")),
        pack_digest=written.digest,
    )
    (folder / "golden.answer-key").write_bytes(seal_answer_key(key, approvers, [centre.public.recipient]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
