"""Enrolment of a workstation: ticket, request and reply.

The centre writes a ticket (an `.enrol` file) with a one-time token. The workstation makes its own keys and sends its public
half with the token by HTTPS, or as a file on a stick; secrets never travel.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from question_packs.sealing.keys import PublicKeys


class EnrolmentTicket(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a technician carries to a PC. `certificate` is PEM, pinned by the client; `trust` a base64 trust envelope."""

    type: Literal["lontar.enrolment-ticket/1"]
    token: str
    centre_name: str
    centre_url: str
    certificate: str
    root: PublicKeys
    trust: str
    room_id: str
    room_title: str


class EnrolmentRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The PC's answer: who it is, and the token that allows it."""

    type: Literal["lontar.enrolment-request/1"]
    token: str
    device: PublicKeys


class EnrolmentReply(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The centre's yes: the device's id (its key id)."""

    type: Literal["lontar.enrolment-reply/1"]
    device_id: str
    room_id: str


class OrderListing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One order that waits for this room: SHA-256 (hex) of the `.order` file's bytes, and what it is."""

    sitting_id: str
    revision: int
    digest: str


class OrderList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The orders of a room, and the newest trust list (base64 envelope)."""

    type: Literal["lontar.order-list/1"]
    trust: str
    orders: tuple[OrderListing, ...]


class Problem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A refusal by the centre: the code of a known error and the values of its sentence, in both languages."""

    code: str
    id: str
    en: str
