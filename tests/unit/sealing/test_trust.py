"""The trust list: only the root says who may do what."""

import msgspec

from question_packs.sealing import dsse
from question_packs.sealing.keys import KeyPair
from question_packs.sealing.trust import PAYLOAD_TYPE, sign_trust_list, verify_trust_list
from question_packs.strict_json import encode
from tests.samples import refused, trust_list


def test_a_trust_list_holds_what_the_root_signed(centre, device, approvers):
    root = KeyPair.generate("Akar", "root")
    trust = verify_trust_list(sign_trust_list(trust_list(centre, device, *approvers), root), root.public)
    assert set(trust.verify_keys("approver")) == {each.key_id for each in approvers}
    assert trust.recipient("centre") == centre.public.recipient
    assert refused(trust.recipient, "scoring").code == "SEA-08"


def test_a_list_by_another_root_is_refused(centre):
    root, other = KeyPair.generate("Akar", "root"), KeyPair.generate("Akar", "root")
    assert refused(verify_trust_list, sign_trust_list(trust_list(centre), other), root.public).code == "SEA-02"


def test_a_key_signs_only_in_its_own_role(centre, device):
    envelope = dsse.sign(b"isi", "jenis", [device])
    assert refused(trust_list(centre, device).verify, envelope, "jenis", "centre", "berkas").code == "SEA-02"


def test_a_list_that_needs_no_approval_is_refused(centre):
    root = KeyPair.generate("Akar", "root")
    careless = msgspec.structs.replace(trust_list(centre), approvals=0)
    envelope = dsse.sign(encode(careless), PAYLOAD_TYPE, [root])
    assert refused(verify_trust_list, envelope, root.public).code == "REC-01"
