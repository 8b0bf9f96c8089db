"""The console's road to the room node: HTTPS with the node's certificate pinned, requests signed by the officer's key.

Used by the console's services on the network thread; the live link is a `RoomSocket` of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

import msgspec

from desktop_app.sync.https import PinnedClient, RefusedError
from desktop_app.sync.room_socket import RoomSocket
from question_packs.errors import InBoth, KnownError
from question_packs.records.enrolment import Problem
from question_packs.records.framing import frame, unframe
from question_packs.records.room import ActRecord, Board, RoomSitting
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import decode_strict

_SITTINGS: msgspec.json.Decoder[tuple[RoomSitting, ...]] = msgspec.json.Decoder(tuple[RoomSitting, ...])
_BOARD = msgspec.json.Decoder(Board)
_RECORD = msgspec.json.Decoder(ActRecord)
_PROBLEM = b'{"code"'


class NodeTransport:
    """One node, asked by nobody in particular. `wall_ms`: this PC's own clock."""

    def __init__(self, url: str, certificate_pem: str, wall_ms: Callable[[], int]) -> None:
        self._url, self._certificate, self._wall_ms = url, certificate_pem, wall_ms

    def sittings(self) -> tuple[RoomSitting, ...]:
        """The sittings of the room and their officers."""
        client = PinnedClient(self._url, self._certificate, None, self._wall_ms)
        try:
            with _words_of_the_room():
                return decode_strict(client.call("GET", "/v1/room/sittings", signed=False), _SITTINGS, "room node")
        finally:
            client.close()

    def as_officer(self, key: KeyPair) -> OfficerTransport:
        """The same node, asked by an officer."""
        return OfficerTransport(self._url, self._certificate, key, self._wall_ms)


class OfficerTransport:
    """One node, one officer. Not reachable: `CON-03`; another certificate: `CON-04`; refused: `CON-01`."""

    def __init__(self, url: str, certificate_pem: str, key: KeyPair, wall_ms: Callable[[], int]) -> None:
        self._url, self._certificate, self._key, self._wall_ms = url, certificate_pem, key, wall_ms
        self._client = PinnedClient(url, certificate_pem, key, wall_ms)

    def board(self, sitting_id: str) -> Board:
        """Everything the node holds of a sitting."""
        return decode_strict(self._call("GET", f"/v1/room/board?sitting={quote(sitting_id)}"), _BOARD, "room node")

    def post_acts(self, envelopes: list[bytes]) -> list[ActRecord | KnownError]:
        """Each act's record, or why it was refused, in the order given."""
        parts = unframe(self._call("POST", "/v1/room/acts", frame(envelopes)), "room node")
        return [_refusal(part) if part.startswith(_PROBLEM) else decode_strict(part, _RECORD, "act") for part in parts]

    def opening_keys(self, sitting_id: str, code: str) -> str:
        """What an `OpenSitting` act carries, for the opening code; takes about a second."""
        return self._call("POST", f"/v1/room/open?sitting={quote(sitting_id)}", code.encode()).decode("ascii", "replace")

    def watch(self, sitting_id: str) -> RoomSocket:
        """A new live link; any thread."""
        with _words_of_the_room():
            path = f"/v1/room/watch?sitting={quote(sitting_id)}"
            return RoomSocket.open(self._url, path, self._certificate, self._key, self._wall_ms)

    def document(self, name: str, sitting_id: str, candidate: str = "") -> bytes:
        """A document of the sitting (PDF)."""
        more = f"&candidate={quote(candidate)}" if candidate else ""
        return self._call("GET", f"/v1/room/documents/{quote(name)}?sitting={quote(sitting_id)}{more}")

    def bundles(self, sitting_id: str) -> dict[str, bytes]:
        """What the room holds for the centre: path on a stick, such as `segments/….bundle` or `acts/….act`, to its bytes."""
        parts = unframe(self._call("GET", f"/v1/room/bundles?sitting={quote(sitting_id)}"), "bundle")
        return {path.decode("ascii", "replace"): data for path, data in zip(parts[::2], parts[1::2], strict=True)}

    def take_stick(self, parts: list[bytes]) -> bytes:
        """Give the node what lay on a stick; its report (JSON)."""
        return self._call("POST", "/v1/room/stick", frame(parts))

    def roll(self, sitting_id: str) -> bytes:
        """The signed completeness roll."""
        return self._call("GET", f"/v1/room/roll?sitting={quote(sitting_id)}")

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _call(self, method: str, path: str, body: bytes = b"") -> bytes:
        with _words_of_the_room():
            return self._client.call(method, path, body)


def _refusal(part: bytes) -> KnownError:
    problem = decode_strict(part, Problem, "problem")
    return KnownError("CON-01", reason=InBoth(problem.id, problem.en))


@contextmanager
def _words_of_the_room() -> Iterator[None]:
    """What a workstation is told of the centre, a proctor is told of the room node."""
    try:
        yield
    except RefusedError as error:
        raise KnownError("CON-01", reason=InBoth(error.problem.id, error.problem.en)) from error
    except KnownError as error:
        code = {"NET-01": "CON-03", "NET-02": "CON-04"}.get(error.code)
        if code is None:
            raise
        raise KnownError(code) from error
