"""Takes in proctor acts: the one function behind HTTPS, the room's network and the stick, at centre and room node alike.

An act is proven by the officers of the sitting's order in any revision that was ever published: a room may not have heard of
the newest. The order of arrival decides nothing; the same act again is answered again. Another act under a known id is
refused, and people are told. What nobody vouches for is refused and stays with its sender.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from question_packs.errors import KnownError
from question_packs.records.acts import VerifiedAct, candidates_of, kind_of, peek_act, verify_act
from question_packs.records.room import ActReceipt, sign_act_receipt
from question_packs.sealing.keys import KeyPair
from sync_server.services.clock import now_text
from sync_server.services.directory import ADMITTING_KINDS, Directory, Sitting
from sync_server.services.ingest import problem_bytes
from sync_server.store import acts, devices, logs
from sync_server.store.acts import ActRow
from sync_server.store.database import Connection, Database

_MOST_NAMED = 12


class ActIngest:
    """Verifies and stores acts. `signer` signs the receipts: the centre's key, or the node's in the room."""

    def __init__(
        self, database: Database, directory: Directory, signer: KeyPair, clock: Callable[[], str] = now_text
    ) -> None:
        self._database = database
        self._directory = directory
        self._signer = signer
        self._clock = clock

    def verify(self, envelope: bytes) -> VerifiedAct:
        """Prove an act; touches no table that grows.

        Raises `CEN-26` (unknown sitting) and what `verify_act` raises by the newest order.
        """
        sitting = self._directory.sitting(peek_act(envelope).sitting_id)
        if sitting is None:
            raise KnownError("CEN-26")
        return prove_act(envelope, sitting)

    def take(self, envelopes: Sequence[bytes]) -> list[bytes]:
        """Verify and store in a transaction of its own; a receipt envelope, or a problem (JSON), for each."""
        outcomes = [self._verified_or_problem(each) for each in envelopes]
        with self._database.write() as connection:
            stored = self.store(connection, [each for each in outcomes if isinstance(each, VerifiedAct)])
        return [stored[each.digest] if isinstance(each, VerifiedAct) else each for each in outcomes]

    def _verified_or_problem(self, envelope: bytes) -> VerifiedAct | bytes:
        try:
            return self.verify(envelope)
        except KnownError as error:
            return problem_bytes(error)

    def store(self, connection: Connection, verified: Sequence[VerifiedAct]) -> dict[str, bytes]:
        """Write verified acts; by digest a receipt, or a problem (`CEN-27`: another act has this id).

        The caller commits before it answers.
        """
        answers: dict[str, bytes] = {}
        by_event: dict[str, list[VerifiedAct]] = {}
        for each in verified:
            sitting = self._directory.sitting(each.act.sitting_id)
            assert sitting is not None, "a verified act of an unknown sitting"
            by_event.setdefault(sitting.event_id, []).append(each)
        for event_id in sorted(by_event):
            answers |= self._store_event(connection, event_id, by_event[event_id])
        return answers

    def _store_event(self, connection: Connection, event_id: str, verified: list[VerifiedAct]) -> dict[str, bytes]:
        position, _ = logs.lock_head(connection, event_id, logs.OBJECTS)
        held = acts.find_acts(connection, event_id, list({each.act.act_id for each in verified}))
        fresh: list[tuple[VerifiedAct, ActRow]] = []
        refused: dict[str, VerifiedAct] = {}
        answers: dict[str, bytes] = {}
        for each in verified:
            row = held.get(each.act.act_id)
            if row is None:
                row = self._row(event_id, each, position + len(fresh))
                held[row.act_id] = row
                fresh.append((each, row))
            if row.digest == each.digest:
                answers[each.digest] = row.receipt
            else:
                refused[each.digest] = each
                answers[each.digest] = problem_bytes(KnownError("CEN-27", act=row.act_id[:12]))
        self._write(connection, event_id, position, fresh)
        self._tell_conflicts(connection, event_id, refused)
        return answers

    def _write(self, connection: Connection, event_id: str, position: int, fresh: list[tuple[VerifiedAct, ActRow]]) -> None:
        logs.append_leaves(connection, event_id, position, [logs.Leaf("act", row.digest) for _, row in fresh])
        acts.add_acts(connection, [row for _, row in fresh])
        if any(row.kind in ADMITTING_KINDS for _, row in fresh):
            devices.raise_version(connection)
        for each, row in fresh:
            logs.append_audit(
                connection,
                event_id,
                at=row.received_at,
                who=each.by,
                act=f"act.{row.kind}",
                subject=row.sitting_id,
                detail=act_in_short(each),
            )

    def _tell_conflicts(self, connection: Connection, event_id: str, refused: dict[str, VerifiedAct]) -> None:
        for digest, each in refused.items():
            subject = f"{each.act.act_id} {digest}"
            if not logs.is_told(connection, event_id, "act_conflict", subject):
                detail = act_in_short(each)
                logs.append_audit(
                    connection, event_id, at=self._clock(), who=each.by, act="act_conflict", subject=subject, detail=detail
                )

    def _row(self, event_id: str, verified: VerifiedAct, position: int) -> ActRow:
        act, at = verified.act, self._clock()
        receipt = ActReceipt(
            "lontar.act-receipt/1", self._signer.public.name, verified.digest, act.act_id, position, received_at=at
        )
        return ActRow(
            event_id=event_id,
            act_id=act.act_id,
            digest=verified.digest,
            sitting_id=act.sitting_id,
            kind=kind_of(act.body),
            log_position=position,
            received_at=at,
            envelope=verified.envelope,
            receipt=sign_act_receipt(receipt, self._signer),
        )


def prove_act(envelope: bytes, sitting: Sitting) -> VerifiedAct:
    """An act by the officers of any revision of its sitting's order; raises what `verify_act` raises by the newest."""
    newest, *earlier = sitting.signing_orders
    try:
        return verify_act(envelope, newest)
    except KnownError:
        for order in earlier:
            try:
                return verify_act(envelope, order)
            except KnownError:
                continue
        raise


def act_in_short(verified: VerifiedAct) -> str:
    """For whom, why, and the act's id, on one line: a reason may hold line ends, the audit log may not."""
    act = verified.act
    people = candidates_of(act.body)
    named = "*" if people is None else " ".join(people[:_MOST_NAMED]) or "-"
    more = f" +{len(people) - _MOST_NAMED}" if people is not None and len(people) > _MOST_NAMED else ""
    return " ".join(f"{named}{more} | {act.reason} | {act.at} {act.act_id}".split())
