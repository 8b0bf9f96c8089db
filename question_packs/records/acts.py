"""Proctor acts: what the people of the room decided, each signed by whoever did it.

An act names who, when, why and for whom. It is made by the proctor console, kept and passed on by the room node and by every
workstation, applied by the workstations that it concerns, and stored by the centre: the same signed bytes everywhere, in any
order and any number of times. A workstation verifies each act itself; the room node is only a carrier.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from question_packs.errors import KnownError
from question_packs.records.limits import Count, Identifier, Instant, MaybeInstant, Text
from question_packs.records.orders import Officer, OfficerRole, RosterEntry, SittingOrder
from question_packs.sealing import dsse
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import check_version, decode_strict, encode

PAYLOAD_TYPE = "application/vnd.lontar.act+json"
MAX_BYTES = 512 * 1024

Absence = Literal["sick", "permission", "duty", "unknown"]
OutageCause = Literal["power", "network", "evacuation", "other"]
Candidates = Annotated[tuple[Identifier, ...], msgspec.Meta(max_length=2000)]
# What `opening.seal_opening` makes takes about 130 characters a workstation.
SealedKeys = Annotated[str, msgspec.Meta(max_length=300_000, pattern=r"^[A-Za-z0-9+/=]*\Z")]


class _Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """The base of every act's body. `candidates` empty means everybody of the sitting."""


class OpenSitting(_Body, frozen=True, omit_defaults=True, tag="open_sitting"):
    """The sitting is opened; two persons where the order says so.

    `keys` (`opening.seal_opening`) open it on every workstation; without them the code is typed at each.
    """

    keys: SealedKeys = ""


class CloseSitting(_Body, frozen=True, tag="close_sitting"):
    """The sitting is closed: nobody starts any more, and each workstation forgets the packs when nobody works there."""


class StartExam(_Body, frozen=True, tag="start"):
    """The start is released; each candidate's clock runs from his or her own *Mulai* on."""

    candidates: Candidates = ()


class UndoStart(_Body, frozen=True, tag="undo_start"):
    """A start made by mistake is taken back: what was begun is kept aside, and the person starts anew."""

    candidates: Candidates = ()


class Pause(_Body, frozen=True, tag="pause"):
    """Clocks stand still and the screens are hidden."""

    candidates: Candidates = ()
    cause: Literal["person", "technical", "evacuation"] = "person"


class Resume(_Body, frozen=True, tag="resume"):
    """What was paused may go on; each clock runs when its candidate confirms."""

    candidates: Candidates = ()


class GrantTime(_Body, frozen=True, tag="grant_time"):
    """Extra time for each of the candidates."""

    granted_ms: Count
    candidates: Candidates = ()


class Transfer(_Body, frozen=True, tag="transfer"):
    """The attempt moves to another workstation, which goes on under `to_epoch`; the old one is fenced."""

    candidate: Identifier
    from_device: Identifier
    to_device: Identifier
    to_epoch: Count


class ReleaseSignIn(_Body, frozen=True, tag="release_sign_in"):
    """Wrong PINs are forgotten, and a lease that a dead workstation holds is let go."""

    candidate: Identifier


class Warn(_Body, frozen=True, tag="warn"):
    """A counted warning, shown to the candidate: the act's reason is its text."""

    candidate: Identifier


class Leave(_Body, frozen=True, tag="leave"):
    """*Izin keluar*: the screen is hidden, the clock runs on."""

    candidate: Identifier


class Return(_Body, frozen=True, tag="return"):
    """Back at the seat."""

    candidate: Identifier


class Unlock(_Body, frozen=True, tag="unlock"):
    """The lock screen of one incident goes away. `incident` is its id as the lock screen shows it."""

    candidate: Identifier
    incident: Identifier


class ForceSubmit(_Body, frozen=True, tag="force_submit"):
    """Handed in by the proctor."""

    candidates: Candidates


class Disqualify(_Body, frozen=True, tag="disqualify"):
    """Handed in, and put before the committee; two persons. Answers are kept."""

    candidate: Identifier


class VoidAndRestart(_Body, frozen=True, tag="void_and_restart"):
    """What was begun does not count; the person starts anew with `form`; two persons."""

    candidate: Identifier
    form: Identifier


class Reopen(_Body, frozen=True, tag="reopen"):
    """A hand-in by mistake is taken back and the remaining time runs on; two persons."""

    candidate: Identifier


class AdmitLate(_Body, frozen=True, tag="admit_late"):
    """A late candidate may start: with the full time, or with what is left since the start of the others."""

    candidate: Identifier
    allowance: Literal["full", "remaining"]


class AdmitProvisional(_Body, frozen=True, tag="admit_provisional"):
    """Somebody who is not on this roster sits on instruction, marked until the centre confirms.

    `origin_sitting`: the sitting where the person was expected, if there is one.
    """

    entry: RosterEntry
    origin_sitting: Identifier = ""


class CreditOutage(_Body, frozen=True, tag="credit_outage"):
    """How much of an interruption each candidate gets back (the rest counts as used); also lets go on who waits for it."""

    credited_ms: Count
    candidates: Candidates


class DeclareOutage(_Body, frozen=True, tag="declare_outage"):
    """An interruption of the room as people recorded it. `ended_at` empty: still going on. `seats` were affected."""

    outage: Identifier
    cause: OutageCause
    started_at: Instant
    ended_at: MaybeInstant
    seats: Candidates
    decision: Literal["continue", "postpone"]


class CheckIn(_Body, frozen=True, tag="check_in"):
    """Present at the registration desk. `identity` pending: no document yet; the reason says who allowed it."""

    candidate: Identifier
    identity: Literal["verified", "pending"] = "verified"


class MarkAbsent(_Body, frozen=True, tag="mark_absent"):
    """Not here, and why."""

    candidate: Identifier
    absence: Absence


class RequestCorrection(_Body, frozen=True, tag="request_correction"):
    """A wrong name, NIP or unit: both values are kept and the centre decides."""

    candidate: Identifier
    field: Literal["name", "nip", "position", "unit", "photo"]
    stated: Text


class NoteIncident(_Body, frozen=True, tag="note_incident"):
    """Something for the minutes; `candidate` empty where it concerns the room. The act's reason is its text."""

    category: Literal["violation", "health", "technical", "item", "other"]
    candidate: Identifier = ""
    evidence: Text = ""


class RegisterMedium(_Body, frozen=True, tag="register_medium"):
    """A stick of the room: its serial and what became of it."""

    serial: Identifier
    state: Literal["issued", "written", "handed_over", "lost"]
    bundles: Count = 0


class HandOver(_Body, frozen=True, tag="hand_over"):
    """Results or media were handed over. `files`: name and SHA-256 (hex) of each; `sizes` in bytes, or none at all."""

    to_name: Identifier
    to_nip: Identifier
    files: Annotated[tuple[tuple[Identifier, Identifier], ...], msgspec.Meta(max_length=5000)]
    sizes: Annotated[tuple[Count, ...], msgspec.Meta(max_length=5000)] = ()


ActBody = (
    OpenSitting
    | CloseSitting
    | StartExam
    | UndoStart
    | Pause
    | Resume
    | GrantTime
    | Transfer
    | ReleaseSignIn
    | Warn
    | Leave
    | Return
    | Unlock
    | ForceSubmit
    | Disqualify
    | VoidAndRestart
    | Reopen
    | AdmitLate
    | AdmitProvisional
    | CreditOutage
    | DeclareOutage
    | CheckIn
    | MarkAbsent
    | RequestCorrection
    | NoteIncident
    | RegisterMedium
    | HandOver
)

# Kinds that two persons must sign; `open_sitting` joins them where the order says so.
TWO_PERSONS = frozenset({Disqualify, VoidAndRestart, Reopen})
# What somebody who is no proctor may do. A proctor may do everything; of two who sign, one must be allowed to.
MAY_ALSO: dict[OfficerRole, frozenset[type]] = {
    "registrar": frozenset({CheckIn, MarkAbsent, RequestCorrection, AdmitProvisional, NoteIncident}),
    "invigilator": frozenset({Warn, Leave, Return, NoteIncident, MarkAbsent}),
    "technician": frozenset({Transfer, ReleaseSignIn, NoteIncident, RegisterMedium}),
}


class Act(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One act.

    `act_id` (32 hex digits) is drawn once: the same act again changes nothing. `at`: UTC by the console's clock.
    """

    type: Literal["lontar.act/1"]
    act_id: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\Z")]
    sitting_id: Identifier
    room_id: Identifier
    at: Instant
    reason: Text
    body: ActBody


@dataclass(frozen=True)
class VerifiedAct:
    """An act that the people it names really signed. `digest`: SHA-256 (hex) of the envelope."""

    act: Act
    officers: tuple[Officer, ...]
    digest: str
    envelope: bytes

    @property
    def by(self) -> str:
        """Names of who signed, for people."""
        return " & ".join(each.name for each in self.officers)


def kind_of(body: ActBody) -> str:
    """The name of a kind as it travels, such as `grant_time`."""
    return str(body.__struct_config__.tag)


def candidates_of(body: ActBody) -> tuple[str, ...] | None:
    """The candidates an act concerns; None: everybody of the sitting; an empty tuple: nobody in particular."""
    if isinstance(body, AdmitProvisional):
        return (body.entry.candidate_number,)
    one: str | None = getattr(body, "candidate", None)
    if one is not None:
        return (one,) if one else ()
    many: tuple[str, ...] | None = getattr(body, "candidates", None)
    if many is None:
        return ()
    return many or None


def is_for_machines(body: ActBody) -> bool:
    """Whether the workstations themselves carry an act out, whoever sits there: opening with keys, and closing."""
    return isinstance(body, CloseSitting) or (isinstance(body, OpenSitting) and bool(body.keys))


def act_digest(envelope: bytes) -> str:
    """The name of a signed act: SHA-256 (hex) of its envelope's bytes."""
    return hashlib.sha256(envelope).hexdigest()


def sign_act(act: Act, officers: list[KeyPair]) -> bytes:
    """The envelope of an act, signed by everybody who does it."""
    return dsse.sign(encode(act), PAYLOAD_TYPE, officers)


def signatures_needed(body: ActBody, order: SittingOrder) -> int:
    """How many persons must sign this act."""
    opening = isinstance(body, OpenSitting) and order.policies.two_person_opening
    return 2 if opening or type(body) in TWO_PERSONS else 1


def peek_act(envelope: bytes) -> Act:
    """The act without any check: to find the order whose officers decide. Not to be believed."""
    return _decode(dsse.unverified_payload(_bounded(envelope), "act"))


def verify_act(envelope: bytes, order: SittingOrder) -> VerifiedAct:
    """An act by officers of this sitting.

    Raises `REC-01`/`REC-02` (damaged, newer), `SEA-01`/`SEA-02` (forged, or one signature where two are needed), `ACT-01`
    (for another room or sitting), `ACT-02` (the role may not do this).
    """
    keys = {each.keys.key_id: each.keys.verify_key for each in order.officers}
    payload, signers = dsse.verify(_bounded(envelope), PAYLOAD_TYPE, keys, "act", 1)
    act = _decode(payload)
    if (act.sitting_id, act.room_id) != (order.sitting_id, order.room_id):
        raise KnownError("ACT-01")
    officers = tuple(each for each in order.officers if each.keys.key_id in signers)
    needed = signatures_needed(act.body, order)
    if len(officers) < needed:
        raise KnownError("SEA-02", what="act", needed=needed, found=len(officers))
    if not any(_may(each.role, act.body) for each in officers):
        raise KnownError("ACT-02", kind=kind_of(act.body))
    return VerifiedAct(act, officers, act_digest(envelope), envelope)


def _may(role: OfficerRole, body: ActBody) -> bool:
    return role == "proctor" or type(body) in MAY_ALSO.get(role, frozenset())


def _bounded(envelope: bytes) -> bytes:
    if len(envelope) > MAX_BYTES:
        raise KnownError("REC-01", what="act", reason=f"larger than {MAX_BYTES} bytes")
    return envelope


_DECODER = msgspec.json.Decoder(Act)


def _decode(payload: bytes) -> Act:
    check_version(payload, "lontar.act/", 1, "act")
    return decode_strict(payload, _DECODER, "act")
