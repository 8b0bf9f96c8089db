"""Files of every released format stay readable for ever. They were made once by `make.py` and are never made again."""

from decimal import Decimal
from pathlib import Path

import pytest

from question_packs.pack.reader import OpenPack, verify_pack
from question_packs.records.attempt_state import fold
from question_packs.records.orders import open_key_slots, open_order
from question_packs.records.segments import read_segment
from question_packs.scoring.answer_key import open_answer_key
from question_packs.scoring.score import score_attempt
from question_packs.sealing.keys import KeyPair, load_public
from question_packs.sealing.trust import TrustList, verify_trust_list

FOLDERS = sorted(each for each in Path(__file__).parent.glob("v*") if each.is_dir())


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def folder(request) -> Path:
    return request.param


@pytest.fixture
def trust(folder) -> TrustList:
    return verify_trust_list((folder / "trust.dsse.json").read_bytes(), load_public(folder / "root.pub"))


def test_there_is_a_folder_for_every_format():
    assert [each.name for each in FOLDERS] == ["v1"]


def test_an_old_pack_opens(folder, trust):
    verified = verify_pack(folder / "golden.pack", trust.verify_keys("approver"), trust.approvals)
    pack = OpenPack(verified, (folder / "pack.identity").read_text())
    assert [ref.identifier for ref in pack.test.sections()[0].item_refs] == ["S-1", "S-2"]
    assert [choice.content for choice in pack.item("S-2").interactions[0].simple_choices][1] == "Pilihan B"
    assert pack.medium("bagan.svg") == (b"<svg/>", "image/svg+xml")


def test_an_old_order_and_its_code_open(folder, trust):
    device = KeyPair.load(folder / "device.key")
    order = open_order((folder / "sitting.order").read_bytes(), device, trust, "ruang-1")
    identities = open_key_slots(order, (folder / "opening-code.txt").read_text(), device)
    assert identities == {order.forms[0].pack_digest: (folder / "pack.identity").read_text()}


def test_an_old_attempt_is_scored_with_its_old_key(folder, trust):
    centre = KeyPair.load(folder / "centre.key")
    segment = read_segment((folder / "attempt.segment").read_bytes(), trust.verify_keys("device"))
    state = fold(segment.events)
    assert state.submitted is not None
    sealed = (folder / "golden.answer-key").read_bytes()
    key = open_answer_key(sealed, [centre.identity], trust.verify_keys("approver"), trust.approvals)
    outcome = score_attempt(state.responses, ["S-1", "S-2"], key)
    assert state.responses == {"S-2": {"RESPONSE": ("B", "C")}}
    assert (outcome.total.score, outcome.total.maximum) == (Decimal("0.00"), Decimal("7.50"))
    assert (
        score_attempt({"S-1": {"RESPONSE": ("A",)}, "S-2": {"RESPONSE": ("B",)}}, ["S-1", "S-2"], key)
        .sections[0]
        .reached_cut
        is True
    )
