"""The registration desk's view of the sittings of this room: finding people, who came, where a guest can sit. Pure."""

from __future__ import annotations

import secrets
from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from msgspec.structs import replace

from desktop_app.services.console.views import RoomView, SeatView
from question_packs.records.acts import AdmitProvisional, CheckIn, MarkAbsent
from question_packs.records.orders import RosterEntry, SittingOrder
from question_packs.records.room import Board
from question_packs.sealing import codes
from question_packs.strict_json import decode_strict

# `pending`: came without a document; `late`: not here although the others began.
Presence = Literal["expected", "late", "present", "pending", "absent"]
PRESENCES: tuple[Presence, ...] = ("expected", "late", "present", "pending", "absent")


@dataclass(frozen=True)
class Line:
    """One person of this sitting at the desk. `absence`: why not here, where that was written down."""

    seat: SeatView
    presence: Presence
    absence: str = ""


@dataclass(frozen=True)
class Elsewhere:
    """Somebody of another sitting of this room."""

    entry: RosterEntry
    sitting_id: str
    sitting_title: str


def lines(room: RoomView) -> tuple[Line, ...]:
    """Everybody of this sitting, in the room's order."""
    identity, absence = _said(room)
    return tuple(
        _line(each, room.started, identity.get(each.number, ""), absence.get(each.number, "")) for each in room.seats
    )


def _said(room: RoomView) -> tuple[dict[str, str], dict[str, str]]:
    """The newest word on each person's identity and absence; acts stand newest first."""
    identity: dict[str, str] = {}
    absence: dict[str, str] = {}
    for view in room.acts:
        match view.act.body:
            case CheckIn(candidate=number, identity=state):
                identity.setdefault(number, state)
            case MarkAbsent(candidate=number, absence=reason):
                absence.setdefault(number, reason)
    return identity, absence


def _line(seat: SeatView, started: bool, identity: str, absence: str) -> Line:
    if seat.status == "absent":
        return Line(seat, "absent", absence)
    if seat.status == "expected":
        return Line(seat, "late" if started else "expected")
    return Line(seat, "pending" if identity == "pending" else "present")


def found(typed: str, entry: RosterEntry) -> bool:
    """Whether what was typed is part of this person's number, name, NIP or seat; every word must be found."""
    where = f"{entry.candidate_number} {entry.name} {entry.nip} {entry.seat}".casefold()
    return all(word in where for word in typed.casefold().split())


def search(typed: str, everybody: Iterable[Line]) -> tuple[Line, ...]:
    """Who fits; a number, NIP or seat typed in full is the only one that fits."""
    fitting = tuple(each for each in everybody if found(typed, each.seat.entry))
    exact = tuple(each for each in fitting if typed.casefold() in _full(each.seat.entry))
    return exact or fitting


def _full(entry: RosterEntry) -> tuple[str, ...]:
    return entry.candidate_number.casefold(), entry.nip, entry.seat.casefold()


def people_elsewhere(boards: Iterable[Board]) -> tuple[Elsewhere, ...]:
    """Everybody of the other sittings of this room, from their boards."""
    orders = [decode_strict(b64decode(each.order), SittingOrder, "sitting order") for each in boards]
    return tuple(Elsewhere(entry, each.sitting_id, each.sitting_title) for each in orders for entry in each.candidates)


def free_seats(room: RoomView) -> tuple[str, ...]:
    """Where somebody more can sit: seats of persons marked absent, then PCs of the room that nobody of the roster needs."""
    taken = {each.entry.seat for each in room.seats if each.status != "absent"}
    absent = [each.entry.seat for each in room.seats if each.status == "absent" and each.entry.seat not in taken]
    spare = max(0, len(room.pcs) - len(room.seats))
    names = [name for place in range(1, len(room.pcs) + 1) if (name := f"Cadangan {place}") not in taken]
    return (*dict.fromkeys(absent), *names[:spare])


def move_here(person: Elsewhere, room: RoomView) -> AdmitProvisional | None:
    """The act by which somebody of another sitting sits here; None without a free seat or a form.

    The same number sits already: None. The person's own PIN keeps working.
    """
    seats, forms = free_seats(room), [each.form for each in room.order.forms]
    if not seats or not forms or room.seat(person.entry.candidate_number) is not None:
        return None
    form = person.entry.form if person.entry.form in forms else forms[0]
    return AdmitProvisional(replace(person.entry, seat=seats[0], form=form), person.sitting_id)


def provisional(
    number: str, name: str, nip: str, position: str, unit: str, seat: str, form: str
) -> tuple[AdmitProvisional, str]:
    """The act by which somebody who is on no roster sits here, and the new PIN: shown once, kept nowhere.

    Takes a moment, on purpose: a PIN's verifier is slow to make.
    """
    pin = codes.new_pin()
    seed = secrets.token_hex(16)
    entry = RosterEntry(number, name, nip, position, unit, seat, form, seed, codes.pin_verifier(pin))
    return AdmitProvisional(entry), pin


def next_number(room: RoomView) -> str:
    """A number for a provisional candidate that nobody of this sitting has."""
    taken = {each.number for each in room.seats}
    return next(number for place in range(1, len(taken) + 2) if (number := f"S{place:03}") not in taken)
