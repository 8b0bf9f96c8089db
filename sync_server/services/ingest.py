"""Takes in segments of attempts: the one function behind HTTPS, the room's network and the stick.

Two steps. `verify_all` proves segments (enrolled device, signature, chain, known candidate) and touches no table: it may run
in any thread. `store` writes verified segments in one transaction of its caller and answers each with a signed receipt; it
decides nothing by the order of arrival, so every order, repetition and split ends in the same state.

What cannot be understood but was signed by an enrolled device (a newer version, an unknown kind of event, a broken chain)
is kept as quarantined and receipted. What nobody vouches for is refused, and stays with its sender.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from question_packs.errors import KnownError
from question_packs.records.enrolment import Problem
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import encode
from sync_server.services.clock import now_text
from sync_server.services.directory import Directory
from sync_server.services.ingest_batch import EventBatch
from sync_server.services.verify_segment import VerifiedSegment, Verifier
from sync_server.store import logs
from sync_server.store.database import Connection, Database


def problem_bytes(error: KnownError) -> bytes:
    """A refusal as it travels."""
    return encode(Problem(error.code, error.sentence("id"), error.sentence("en")))


class Ingest:
    """Verifies and stores segments, and signs their receipts with the centre's key."""

    def __init__(
        self, database: Database, directory: Directory, centre: KeyPair, clock: Callable[[], str] = now_text
    ) -> None:
        self._database = database
        self._verifier = Verifier(directory)
        self._centre = centre
        self._clock = clock

    def verify_all(self, envelopes: Sequence[bytes]) -> list[VerifiedSegment | bytes]:
        """Prove each envelope; in the place of one that is refused stands its problem (JSON)."""
        return [self._verified_or_problem(each) for each in envelopes]

    def _verified_or_problem(self, envelope: bytes) -> VerifiedSegment | bytes:
        try:
            return self._verifier.verify(envelope)
        except KnownError as error:
            return problem_bytes(error)

    def store(self, connection: Connection, segments: Sequence[VerifiedSegment]) -> dict[str, bytes]:
        """Write the segments; return a receipt for each, by its digest. The caller commits before it answers."""
        at = self._clock()
        receipts: dict[str, bytes] = {}
        for event_id in sorted({each.event_id for each in segments}):
            batch = EventBatch(connection, event_id, self._centre, at)
            receipts |= batch.store([each for each in segments if each.event_id == event_id])
            who = self._centre.public.name
            for attempt_id in batch.new_forks:
                logs.append_audit(connection, event_id, at=at, who=who, act="fork", subject=attempt_id)
            for attempt_id, detail in batch.other_rooms.items():
                if not logs.is_told(connection, event_id, "other_room", attempt_id):
                    logs.append_audit(
                        connection, event_id, at=at, who=who, act="other_room", subject=attempt_id, detail=detail
                    )
        return receipts

    def take(self, envelopes: Sequence[bytes]) -> list[bytes]:
        """Verify and store in a transaction of its own; a receipt envelope, or a problem (JSON), for each."""
        outcomes = self.verify_all(envelopes)
        with self._database.write() as connection:
            receipts = self.store(connection, [each for each in outcomes if isinstance(each, VerifiedSegment)])
        return answers(outcomes, receipts)


def answers(outcomes: Sequence[VerifiedSegment | bytes], receipts: dict[str, bytes]) -> list[bytes]:
    """What goes back, in the order of what came: receipts by digest, problems as they are."""
    return [receipts[each.digest] if isinstance(each, VerifiedSegment) else each for each in outcomes]
