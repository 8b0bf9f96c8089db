"""The sitting order: everything one room needs for one sitting, in one signed record.

Made by the centre's `publish`, encrypted to the room's enrolled devices, installed on workstations days before. Holds no
answer key. A higher revision replaces a lower one, never the reverse.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Literal

import msgspec

from question_packs.errors import KnownError
from question_packs.records.limits import Count
from question_packs.sealing import age, codes, dsse
from question_packs.sealing.keys import KeyPair, PublicKeys
from question_packs.sealing.trust import TrustList
from question_packs.strict_json import check_version, decode_strict, encode

PAYLOAD_TYPE = "application/vnd.lontar.sitting-order+json"

Purpose = Literal["job_filling", "mapping", "certification", "capacity", "selection"]


class Accommodation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Penyesuaian: more time in percent, a zoom to start with (100 to 200)."""

    extra_time_percent: Count = 0
    zoom_percent: int = 100


class RosterEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One candidate of the sitting. `photo`: base64 PNG or empty. `seed` fixes the order of items and options."""

    candidate_number: str
    name: str
    nip: str
    position: str
    unit: str
    seat: str
    form: str
    seed: str
    pin_verifier: str
    photo: str = ""
    accommodation: Accommodation = Accommodation()


class FormPack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form (naskah) and the released pack that holds it."""

    form: str
    pack_digest: str


OfficerRole = Literal["proctor", "invigilator", "registrar", "technician"]


class Officer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody of the room who signs acts. `sealed_key`: the private half (base64), under the passphrase of the envelope."""

    name: str
    nip: str
    role: OfficerRole
    keys: PublicKeys
    sealed_key: str


class Policies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the event decided. Times in seconds.

    `minimum_time_s`: before it nobody can hand in. `retention_days`: then the PC forgets. `late_cutoff_s`: so long after the
    start nobody starts any more without the proctor's yes (None: no limit). `outage_credit_cap_s`: a longer interruption
    is given back only by the proctor's act (None: every one is given back). `two_person_opening`: two officers open the
    sitting. `lockdown`: `none` leaves the PC alone, `kiosk` locks it down and records what happens, `strict` also locks the
    screen until the proctor unlocks it. `quiet_after_s`: a seat that saved nothing for so long is shown. `undo_s`: how long
    after it a start made by mistake can be undone by one person.
    """

    minimum_time_s: Count = 0
    show_result: bool = False
    retention_days: Count = 7
    late_cutoff_s: Count | None = None
    outage_credit_cap_s: Count | None = None
    two_person_opening: bool = False
    lockdown: Literal["none", "kiosk", "strict"] = "kiosk"
    quiet_after_s: Count = 180
    undo_s: Count = 300


class DocumentOfficial(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who signs documents; an empty name leaves dots to write on."""

    role: str
    name: str = ""
    rank: str = ""
    nip: str = ""


class DocumentFrame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the documents of the room print around the facts, so that a room without the centre prints them alike.

    `letterhead`: at most four lines, the last is the address. `head` signs for the organiser, `signatories` for the room.
    `items` and `minutes` are the size of a form; `place` stands before the date of a signature, `site` is the building.
    """

    letterhead: tuple[str, ...]
    head: DocumentOfficial
    signatories: tuple[DocumentOfficial, ...]
    paper: Literal["A4", "F4"] = "A4"
    place: str = ""
    site: str = ""
    legal_basis: str = ""
    test_title: str = ""
    items: Count = 0
    minutes: Count = 0


class SittingOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One room, one sitting.

    Times are UTC, ISO 8601; `time_zone` (IANA) is how people of the room read them. `key_slots` are base64 of what
    `seal_key_slot` makes: each holds the identities of all packs of the order under one opening code. `proctors` are the
    names as documents print them, `officers` those who hold keys and sign acts. `devices` are the room's enrolled machines,
    workstations (role `device`) and room nodes (role `node`). `act_secret` (hex) is what one-time codes of this sitting are
    made with (`act_codes`). `room_identity`: an age identity of every machine of the room; acts on a stick are sealed
    to it. `documents`: what its documents print around the facts.
    """

    type: Literal["lontar.sitting-order/1"]
    event_id: str
    event_title: str
    organiser: str
    sitting_id: str
    sitting_title: str
    revision: Count
    centre: str
    room_id: str
    room_title: str
    purpose: Purpose
    opens_at: str
    closes_at: str
    time_zone: str
    forms: tuple[FormPack, ...]
    practice: FormPack | None
    key_slots: tuple[str, ...]
    candidates: tuple[RosterEntry, ...]
    proctors: tuple[str, ...]
    start_token_verifier: str
    policies: Policies
    issued_at: str
    officers: tuple[Officer, ...] = ()
    devices: tuple[PublicKeys, ...] = ()
    act_secret: str = ""
    room_identity: str = ""
    documents: DocumentFrame | None = None

    def candidate(self, candidate_number: str) -> RosterEntry | None:
        """The candidate with this number, or None."""
        return next((each for each in self.candidates if each.candidate_number == candidate_number), None)

    def machine_keys(self, role: str) -> dict[str, str]:
        """Key id to public key of the room's machines with this role."""
        return {each.key_id: each.verify_key for each in self.devices if each.role == role}

    def form_pack(self, form: str) -> FormPack:
        """The pack of a form that the roster names."""
        return next(each for each in self.forms if each.form == form)


def seal_key_slot(identities: dict[str, str], code: str, recipients: list[str]) -> str:
    """A key slot (base64): pack digest to pack identity, under the opening code and the room's devices."""
    return b64encode(codes.seal_slot(encode(identities), code, recipients)).decode()


def open_key_slots(order: SittingOrder, typed_code: str, device: KeyPair) -> dict[str, str]:
    """Pack digest to pack identity. Takes about a second a slot.

    Mistyped code: `SEA-04`; another sitting's: `SEA-05`; no slot at all for this device: `SEA-03`.
    """
    codes.normalise_code(typed_code)
    failures = [KnownError("SEA-03", what="key slot")]
    for slot in order.key_slots:
        try:
            plain = codes.open_slot(b64decode(slot), typed_code, device.identity)
        except KnownError as error:
            failures.append(error)
            continue
        except ValueError as error:
            raise KnownError("REC-01", what="key slot", reason="not base64") from error
        return decode_strict(plain, dict[str, str], "key slot")
    # A slot of this device that the code did not open says more than another device's slot.
    raise max(failures, key=lambda each: each.code)


def seal_order(order: SittingOrder, centre: KeyPair, recipients: list[str]) -> bytes:
    """The order, signed by the centre, then encrypted to the room's devices: the bytes of an `.order` file."""
    return age.encrypt(dsse.sign(encode(order), PAYLOAD_TYPE, [centre]), recipients)


def open_order(sealed: bytes, device: KeyPair, trust: TrustList, room_id: str) -> SittingOrder:
    """The order of an `.order` file.

    For another room: `ORD-01` (also when this device is no recipient); not the centre's: `SEA-01`/`SEA-02`.
    """
    try:
        envelope = age.decrypt(sealed, [device.identity], "sitting order")
    except KnownError as error:
        raise KnownError("ORD-01") from error
    payload = trust.verify(envelope, PAYLOAD_TYPE, "centre", "sitting order")
    check_version(payload, "lontar.sitting-order/", 1, "sitting order")
    order = decode_strict(payload, SittingOrder, "sitting order")
    if order.room_id != room_id:
        raise KnownError("ORD-01")
    _check_roster(order)
    return order


def _check_roster(order: SittingOrder) -> None:
    numbers = [each.candidate_number for each in order.candidates]
    if len(set(numbers)) != len(numbers):
        raise KnownError("REC-01", what="sitting order", reason="a candidate number stands in it twice")
    unknown = {each.form for each in order.candidates} - {each.form for each in order.forms}
    if unknown:
        raise KnownError("REC-01", what="sitting order", reason=f"no pack for form {min(unknown)}")
