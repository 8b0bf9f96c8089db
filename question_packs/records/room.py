"""What the machines of a room tell each other: the node's card, the live link's messages, leases, node and act receipts.

The link is a WebSocket between a workstation or a console and the room node; each message is one JSON text. Nothing here
decides about an answer: answers travel as segments, acts as signed envelopes. Used by `sync`, by the node's services and by
the console.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from question_packs.errors import KnownError
from question_packs.records.limits import Count, Identifier, Instant, Signed, Text
from question_packs.records.orders import Officer
from question_packs.sealing import dsse
from question_packs.sealing.keys import KeyPair
from question_packs.sealing.trust import TrustList
from question_packs.strict_json import check_version, decode_strict, encode

CARD_TYPE = "application/vnd.lontar.node-card+json"
ACT_RECEIPT_TYPE = "application/vnd.lontar.act-receipt+json"

# A datagram of the question and the room's id to this port of everybody; a node of that room answers with its card.
DISCOVERY_PORT = 47809
DISCOVERY_QUESTION = b"lontar?"
# Where a node listens unless it was told otherwise, and what a typed address without a port means.
NODE_PORT = 8443

SeatState = Literal[
    "idle",             # sign-in page or first page
    "signed_in",        # identity, rules, practice
    "waiting",          # ready, waits for the start
    "in_progress",
    "paused",
    "away",
    "locked",
    "awaiting_resume",  # after a crash or a transfer: the candidate must confirm, or the proctor
    "submitted",
]  # fmt: skip


class NodeCard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who a room node is and how to reach it. `certificate` (PEM) is pinned; `urls` in the order to be tried."""

    type: Literal["lontar.node-card/1"]
    node_id: Identifier
    node_name: Identifier
    room_id: Identifier
    room_title: Identifier
    urls: tuple[Identifier, ...]
    certificate: str
    issued_at: Instant


def sign_card(card: NodeCard, node: KeyPair) -> bytes:
    """The card as an envelope of the node's key."""
    return dsse.sign(encode(card), CARD_TYPE, [node])


def verify_card(envelope: bytes, node_keys: dict[str, str], room_id: str) -> NodeCard:
    """A card by a node of this room (`node_keys` as `SittingOrder.machine_keys("node")`); else `SEA-02` or `ROM-01`."""
    payload, signers = dsse.verify(envelope, CARD_TYPE, node_keys, "room node")
    check_version(payload, "lontar.node-card/", 1, "room node")
    card = decode_strict(payload, NodeCard, "room node")
    if card.room_id != room_id or card.node_id not in signers:
        raise KnownError("ROM-01")
    return card


class SeatReport(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """How one workstation fares. Sent when something changed, at most once a second, and every ten seconds all the same.

    `seat`: of the person signed in. `saved_at`: wall time of the last durable answer. `unsent`: events without a receipt of
    the centre. `lost_ms`: while `awaiting_resume`, how long the interruption was (None: unknown);
    `needs_proctor`: it waits for the proctor's decision about the time. `incident` (id) and
    `incident_kind`: what locks the screen. `challenge`: what this screen shows for a one-time code.
    """

    device_id: Identifier
    device_name: Identifier
    state: SeatState
    wall_time: Instant
    sitting_id: Identifier = ""
    candidate_number: Identifier = ""
    seat: Identifier = ""
    attempt_id: Identifier = ""
    epoch: Count = 0
    answered: Count = 0
    items: Count = 0
    flagged: Count = 0
    remaining_ms: Count = 0
    allotted_ms: Count = 0
    saved_at: Identifier = ""
    saves: Count = 0
    sequence: Signed = -1
    unsent: Count = 0
    save_failed: Identifier = ""
    help_called: bool = False
    warnings: Count = 0
    lost_ms: Signed | None = None
    needs_proctor: bool = False
    incident: Identifier = ""
    incident_kind: Identifier = ""
    challenge: Identifier = ""


class ActOutcome(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="act_outcome", tag_field="message"):
    """What a workstation made of an act. `code`: of the known error, where it failed."""

    act_id: Identifier
    device_id: Identifier
    candidate_number: Identifier
    status: Literal["applied", "failed"]
    code: Identifier
    at: Instant


class IntegrityNotice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="integrity", tag_field="message"):
    """Something that a watcher of a workstation saw, told at once; the attempt's log has it too."""

    device_id: Identifier
    candidate_number: Identifier
    incident_kind: Identifier
    note: Text
    at: Instant


class Hello(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="hello", tag_field="message"):
    """The first message of a workstation: what it is, and which acts (ids) of each installed sitting it holds."""

    device_id: Identifier
    device_name: Identifier
    version: Identifier
    acts: dict[Identifier, tuple[Identifier, ...]]


class SeatMessage(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="seat", tag_field="message"):
    """A report, workstation to node and node to console. `connected` is the node's word; `seen_at` its clock."""

    report: SeatReport
    connected: bool = True
    seen_at: Identifier = ""


class Welcome(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="welcome", tag_field="message"):
    """The node's answer to a `Hello`. `wants`: act ids that the workstation has and the node has not."""

    node_id: Identifier
    wall_time: Instant
    wants: tuple[Identifier, ...]


class ActMessage(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="act", tag_field="message"):
    """A signed act (base64 of its envelope), in either direction."""

    envelope: str


LinkMessage = Hello | Welcome | SeatMessage | ActMessage | ActOutcome | IntegrityNotice


class LeaseRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """May this workstation begin or go on with this attempt under this epoch?"""

    sitting_id: Identifier
    candidate_number: Identifier
    attempt_id: Identifier
    epoch: Count


class Lease(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Yes. Another live device has it: refused with `ROM-02`. `epoch`: the highest the node knows of."""

    attempt_id: Identifier
    epoch: Count


class RoomSitting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sitting of the room as the console's sign-in page needs it: nothing about candidates."""

    sitting_id: Identifier
    sitting_title: Identifier
    event_title: Identifier
    room_title: Identifier
    opens_at: Identifier
    closes_at: Identifier
    time_zone: Identifier
    candidates: Count
    officers: tuple[Officer, ...]


class ActRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An act as the node keeps it, for the console: its envelope (base64), where it stands, what became of it.

    `targets`: how many workstations it concerns. `outcomes`: the newest of each device. `receipted`: the centre has it.
    """

    position: Count
    envelope: str
    received_at: Instant
    targets: Count
    outcomes: tuple[ActOutcome, ...]
    receipted: bool


class HeldAttempt(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the node holds of one attempt. `reached`: last sequence without a gap; `receipted`: the centre has it whole."""

    attempt_id: Identifier
    candidate_number: Identifier
    form: Identifier
    epoch: Count
    reached: Signed
    device_id: Identifier
    answered: Count = 0
    submitted: Identifier = ""
    submitted_at: Identifier = ""
    forked: bool = False
    complete: bool = False
    receipted: bool = False
    head_hash: Identifier = ""


class Board(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything the console shows of a sitting, at once. `order`: base64 of the order's plain JSON record.

    `trouble`: code of the known error that keeps the node from storing what it receives (a full disk), or empty.
    """

    type: Literal["lontar.board/1"]
    node_id: Identifier
    node_time: Instant
    order: str
    seats: tuple[SeatMessage, ...]
    acts: tuple[ActRecord, ...]
    attempts: tuple[HeldAttempt, ...]
    saves_per_minute: Count
    certificates: tuple[str, ...]
    upstream: Literal["connected", "unreachable", "none"]
    waiting_upstream: Count
    trouble: Identifier = ""


StickKind = Literal["", "trust", "order", "pack", "act", "segment", "receipt", "act_receipt", "result", "readiness"]


class StickPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What became of one file of a stick at the node. `kind` empty: nothing could be made of it.

    `code`, `id` and `en` (the sentence in both languages) say why it was refused; empty: it was taken in, or known already.
    """

    kind: StickKind
    code: Identifier = ""
    id: Text = ""
    en: Text = ""


class ActReceipt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The centre holds this act."""

    type: Literal["lontar.act-receipt/1"]
    centre: str
    act_digest: Annotated[str, msgspec.Meta(max_length=64)]
    act_id: str
    log_position: int
    received_at: str


def sign_act_receipt(receipt: ActReceipt, centre: KeyPair) -> bytes:
    """The receipt as an envelope of the centre's key."""
    return dsse.sign(encode(receipt), ACT_RECEIPT_TYPE, [centre])


def verify_act_receipt(envelope: bytes, trust: TrustList) -> ActReceipt:
    """A receipt by a centre on the trust list; another centre's: `SEA-02`."""
    payload = trust.verify(envelope, ACT_RECEIPT_TYPE, "centre", "act receipt")
    check_version(payload, "lontar.act-receipt/", 1, "act receipt")
    return decode_strict(payload, ActReceipt, "act receipt")
