"""A small centre in memory for a room (`tests.rooms`): it checks segments and signs receipts as the real one does."""

from __future__ import annotations

from question_packs.records import events as ev
from question_packs.records.receipts import Receipt, sign_receipt
from question_packs.records.segments import Segment, read_segment
from question_packs.sealing.keys import KeyPair
from tests.rooms import Room, attempt_of

RECEIVED_AT = "2026-01-05T04:00:00Z"


class RoomCentre:
    """The centre's half of the bargain, in memory: it verifies every segment, keeps it, and signs a receipt for it."""

    def __init__(self, centre: KeyPair, devices: dict[str, str]) -> None:
        self._centre = centre
        self._devices = devices
        self.segments: dict[str, Segment] = {}
        self.lines: dict[tuple[str, int], dict[int, bytes]] = {}

    def exchange(self, envelopes: list[bytes]) -> list[bytes]:
        return [self.take(envelope) for envelope in envelopes]

    def result(self, attempt_id: str) -> bytes | None:
        return None

    def take(self, envelope: bytes) -> bytes:
        """Keep a segment; the receipt's envelope."""
        segment = read_segment(envelope, self._devices)
        header = segment.header
        known = self.lines.setdefault((header.attempt_id, header.epoch), {})
        for sequence, line in enumerate(segment.event_lines, header.first_sequence):
            assert known.setdefault(sequence, line) == line, "a fork"
        self.segments[segment.digest] = segment
        return sign_receipt(self.receipt_of(segment), self._centre)

    def receipt_of(self, segment: Segment) -> Receipt:
        header = segment.header
        known = self.lines[(header.attempt_id, header.epoch)]
        reached = next(number for number in range(len(known) + 1) if number not in known) - 1
        whole = [ev.decode_event(known[number]) for number in range(reached + 1)]
        return Receipt(
            type="lontar.receipt/1",
            centre="Pusat Uji",
            segment_digest=segment.digest,
            attempt_id=header.attempt_id,
            epoch=header.epoch,
            first_sequence=header.first_sequence,
            last_sequence=header.last_sequence,
            head_hash=header.head_hash,
            sequence_reached=reached,
            gaps=() if reached == max(known) else ((reached + 1, max(known)),),
            status="accepted",
            complete=bool(whole) and isinstance(whole[-1].body, ev.Submitted),
            log_position=len(self.segments),
            received_at=RECEIVED_AT,
        )

    def chain(self, number: str) -> list[bytes]:
        """The lines of a candidate's attempt, as far as they came."""
        return [line for _, line in sorted(self.lines.get((attempt_of(number), 1), {}).items())]


def centre_of(room: Room) -> RoomCentre:
    return RoomCentre(room.centre, room.order.machine_keys("device"))
