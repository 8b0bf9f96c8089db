"""The road over HTTPS: to the centre, or to the room node, which answers in the same words.

Used by the services on the network thread.
"""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path

from desktop_app.sync.https import PinnedClient
from question_packs.records.enrolment import EnrolmentReply, EnrolmentRequest, OrderList
from question_packs.records.framing import frame, unframe
from question_packs.strict_json import decode_strict, encode

_PROBLEM = b'{"code"'

log = logging.getLogger(__name__)


class HttpTransport:
    """One server, reached through `client`, which the transport owns from now on."""

    def __init__(self, client: PinnedClient) -> None:
        self._client = client

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def enrol(self, request: EnrolmentRequest) -> EnrolmentReply:
        """Use up the ticket's token."""
        answer = self._client.call("POST", "/v1/enrol", encode(request), signed=False)
        return decode_strict(answer, EnrolmentReply, "enrolment")

    def orders(self) -> OrderList:
        """The orders that wait for this room, and the newest trust list."""
        return decode_strict(self._client.call("GET", "/v1/orders"), OrderList, "order list")

    def order(self, digest: str) -> bytes:
        """One sealed order."""
        return self._client.call("GET", f"/v1/orders/{digest}")

    def download_pack(self, digest: str, partial: Path) -> None:
        """Download a pack into `partial`, going on where an earlier download was cut."""
        self._client.download(f"/v1/packs/{digest}", partial, "question pack")

    def exchange(self, envelopes: list[bytes]) -> list[bytes]:
        """Post segments; receipts come back in the same answer, problems in the place of the segment they concern."""
        return self._good_parts("/v1/segments", envelopes)

    def receipts(self, digests: list[str]) -> list[bytes]:
        """The centre's receipts of these segments, as far as they have come to the room node."""
        return self._good_parts("/v1/receipts", [digest.encode() for digest in digests])

    def acts(self, envelopes: list[bytes]) -> list[bytes]:
        """Post signed acts; the centre's receipts of them."""
        return self._good_parts("/v1/acts", envelopes)

    def result(self, attempt_id: str) -> bytes | None:
        """The signed result, if the order allows it and it is ready."""
        return self._client.get_if_there(f"/v1/results/{attempt_id}")

    def server_time(self) -> datetime:
        """The server's clock, to the second."""
        return self._client.server_time()

    def readiness(self, certificate: bytes) -> None:
        """Hand over this PC's readiness certificate (an envelope); for the room node."""
        self._client.call("POST", "/v1/readiness", certificate)

    def _good_parts(self, path: str, parts: list[bytes]) -> list[bytes]:
        if not parts:
            return []
        answers = unframe(self._client.call("POST", path, frame(parts)), "receipts")
        good = [answer for answer in answers if not answer.startswith(_PROBLEM)]
        if len(good) < len(answers):
            log.warning("refused at %s: %d of %d", path, len(answers) - len(good), len(answers))
        return good
