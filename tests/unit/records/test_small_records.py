"""Receipts, orders, enrolment, sticks, frames, the Merkle log and the NIP."""

import hashlib
from base64 import b64encode
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_packs.records.enrolment import EnrolmentRequest
from question_packs.records.framing import frame, unframe
from question_packs.records.merkle import leaf_hash, root_hash
from question_packs.records.nip import check_nip
from question_packs.records.orders import PAYLOAD_TYPE, open_key_slots, open_order, seal_order
from question_packs.records.receipts import Receipt, sign_receipt, verify_receipt
from question_packs.records.stick import open_bundle, seal_bundle
from question_packs.sealing import age, codes, dsse
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import decode_strict, encode
from tests.samples import ATTEMPT, candidate, chain, refused, segment, sitting_order, trust_list


def receipt() -> Receipt:
    named = dict.fromkeys(("segment_digest", "head_hash"), "0" * 64)
    counts = {"epoch": 0, "first_sequence": 0, "last_sequence": 4, "sequence_reached": 4, "log_position": 7}
    return Receipt(
        type="lontar.receipt/1",
        centre="Pusat Uji",
        attempt_id=ATTEMPT,
        gaps=(),
        status="accepted",
        complete=False,
        received_at="2026-01-05T03:00:00Z",
        **named,
        **counts,
    )


# --- receipts


def test_only_a_receipt_by_the_trusted_centre_counts(centre, device):
    trust = trust_list(centre, device)
    assert verify_receipt(sign_receipt(receipt(), centre), trust) == receipt()
    another = KeyPair.generate("Pusat lain", "centre")
    assert refused(verify_receipt, sign_receipt(receipt(), another), trust).code == "SEA-02"
    assert refused(verify_receipt, sign_receipt(receipt(), device), trust).code == "SEA-02"


def test_a_receipt_of_a_newer_version_asks_for_an_update(centre):
    newer = encode({**msgspec.to_builtins(receipt()), "type": "lontar.receipt/2"})
    envelope = dsse.sign(newer, "application/vnd.lontar.receipt+json", [centre])
    assert refused(verify_receipt, envelope, trust_list(centre)).code == "REC-02"


# --- orders


def test_an_order_reaches_the_devices_of_its_room_only(centre, device):
    order = sitting_order()
    sealed = seal_order(order, centre, [device.public.recipient])
    assert open_order(sealed, device, trust_list(centre), "ruang-1") == order
    assert refused(open_order, sealed, device, trust_list(centre), "ruang-2").code == "ORD-01"
    stranger = KeyPair.generate("PC lain", "device")
    assert refused(open_order, sealed, stranger, trust_list(centre), "ruang-1").code == "ORD-01"


def test_an_order_that_the_centre_did_not_sign_is_refused(centre, device):
    sealed = seal_order(sitting_order(), device, [device.public.recipient])
    assert refused(open_order, sealed, device, trust_list(centre, device), "ruang-1").code == "SEA-02"


@pytest.mark.parametrize("candidates", [(candidate(), candidate()), (candidate(form="Z"),)])
def test_an_order_that_would_fail_on_the_day_is_refused_when_it_is_installed(centre, device, candidates):
    sealed = seal_order(sitting_order(*candidates), centre, [device.public.recipient])
    assert refused(open_order, sealed, device, trust_list(centre), "ruang-1").code == "REC-01"


def test_an_order_of_a_newer_version_asks_for_an_update(centre, device):
    payload = encode({**msgspec.to_builtins(sitting_order()), "type": "lontar.sitting-order/2"})
    sealed = age.encrypt(dsse.sign(payload, PAYLOAD_TYPE, [centre]), [device.public.recipient])
    assert refused(open_order, sealed, device, trust_list(centre), "ruang-1").code == "REC-02"


def test_the_code_opens_the_slot_of_this_device_among_others(device, slot):
    code, mine = slot
    other = KeyPair.generate("PC lain", "device")
    elsewhere = b64encode(age.encrypt(b"slot", [other.public.recipient])).decode()
    order = sitting_order(slots=(elsewhere, mine, elsewhere))
    assert open_key_slots(order, code, device) == {"0" * 64: "identitas"}
    assert refused(open_key_slots, order, codes.new_opening_code(), device).code == "SEA-05"
    assert refused(open_key_slots, order, "0", device).code == "SEA-04"
    assert refused(open_key_slots, sitting_order(slots=(elsewhere,)), code, device).code == "SEA-03"
    assert refused(open_key_slots, sitting_order(slots=("x",)), code, device).code == "REC-01"


# --- enrolment


def test_a_pc_without_usable_keys_is_refused_at_enrolment(device):
    request = EnrolmentRequest("lontar.enrolment-request/1", "token", device.public)
    assert decode_strict(encode(request), EnrolmentRequest, "enrolment") == request
    useless = {**msgspec.to_builtins(device.public), "recipient": "age1"}
    forged = encode({**msgspec.to_builtins(request), "device": useless})
    assert refused(decode_strict, forged, EnrolmentRequest, "enrolment").code == "REC-01"


# --- sticks and frames


def test_a_stick_carries_the_same_envelope_for_the_centre_alone(centre, device):
    envelope = segment(chain(), device)
    bundle = seal_bundle(envelope, centre.public.recipient)
    assert open_bundle(bundle, [centre.identity]) == envelope
    assert refused(open_bundle, bundle, [device.identity]).code == "SEA-03"
    for position in range(0, len(bundle), 97):  # pulled out while it was written
        assert refused(open_bundle, bundle[:position], [centre.identity]).code == "SEA-03"


@given(st.lists(st.binary(max_size=40), max_size=8))
def test_frames_come_back_as_they_were(parts):
    assert unframe(frame(parts), "kiriman") == parts


@given(st.lists(st.binary(min_size=1, max_size=20), min_size=1, max_size=4))
def test_a_body_cut_inside_a_frame_is_refused(parts):
    body = frame(parts)
    ends = {len(frame(parts[:count])) for count in range(len(parts) + 1)}
    for position in set(range(len(body))) - ends:
        assert refused(unframe, body[:position], "kiriman").code == "REC-01"


# --- the log


def naive_root(entries: list[bytes]) -> bytes:
    """RFC 9162, section 2.1.1, word for word."""
    if not entries:
        return hashlib.sha256().digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    split = 1
    while split * 2 < len(entries):
        split *= 2
    return hashlib.sha256(b"\x01" + naive_root(entries[:split]) + naive_root(entries[split:])).digest()


@pytest.mark.parametrize("size", range(71))
def test_the_log_has_the_root_that_the_rfc_defines(size):
    entries = [bytes([number]) * number for number in range(size)]
    assert root_hash([leaf_hash(each) for each in entries]) == naive_root(entries)


# --- the NIP


@given(
    st.dates(date(1930, 1, 1), date(2015, 12, 31)),
    st.dates(date(1950, 1, 1)),
    st.sampled_from("12"),
    st.integers(0, 999),
)
def test_every_possible_nip_is_accepted_without_a_warning(born, appointed, sex, number):
    assert check_nip(f"{born:%Y%m%d}{appointed.year:04}{appointed.month:02}{sex}{number:03}") == []


def test_a_number_of_a_contract_employee_is_accepted_with_warnings():
    assert len(check_nip("198501012021219001")) == 2


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("19850101201001100", "17 angka"),
        ("1985010120100110011", "19 angka"),
        ("1.98501E+17", "lembar kerja"),
        ("1,98501E+17", "lembar kerja"),
        ("1.98501e17", "lembar kerja"),
        ("198501012010011001.0", "selain angka"),
        ("19850101 201001 1 001", "selain angka"),
        ("١٩٨٥٠١٠١٢٠١٠٠١١٠٠١", "selain angka"),
        ("198502302010011001", "tanggal lahir"),
        ("188501012010011001", "1885"),
        ("", "selain angka"),
    ],
)
def test_what_cannot_be_an_nip_is_refused_with_the_reason(value, reason):
    error = refused(check_nip, value)
    assert error.code == "REC-04"
    assert reason in error.values["reason"]
