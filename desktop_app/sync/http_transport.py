"""The road over HTTPS: requests signed by the device, the centre's certificate pinned by its fingerprint.

The only module that imports `requests`. Used by the services on the network thread.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from desktop_app.store.files import on_own_disk
from question_packs.errors import KnownError
from question_packs.records.enrolment import EnrolmentReply, EnrolmentRequest, OrderList, Problem
from question_packs.records.framing import frame, unframe
from question_packs.sealing.http_signatures import RequestSigner
from question_packs.sealing.keys import KeyPair
from question_packs.sealing.tls import fingerprint
from question_packs.strict_json import decode_strict, encode

TIMEOUT_S = (5, 30)
# What is cut off loses at most this much: on a bad line every call must bring the download a little further.
_CHUNK = 16 * 1024
_PROBLEM = b'{"code"'
# Less than what the centre tolerates, more than a request lasts.
_CLOCK_TOLERANCE_MS = 60_000

log = logging.getLogger(__name__)


class _PinnedAdapter(HTTPAdapter):
    """Trusts one certificate, by its SHA-256, whatever name or address the centre has in this office."""

    def __init__(self, pinned: str) -> None:
        self._pinned = pinned
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, assert_fingerprint=self._pinned, **kwargs)

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """The fingerprint decides: there is no authority to ask, and no host name to compare."""
        return super().send(request, *args, **{**kwargs, "verify": False})


class HttpTransport:
    """One centre, one device. `wall_ms` is the PC's own clock, which a dead battery may have set back by years."""

    def __init__(self, base_url: str, certificate_pem: str, device: KeyPair, wall_ms: Callable[[], int]) -> None:
        self._base = base_url.rstrip("/")
        self._wall_ms = wall_ms
        self._behind_ms = 0
        self._signer = RequestSigner(device)
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.mount("https://", _PinnedAdapter(fingerprint(certificate_pem)))

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()

    def enrol(self, request: EnrolmentRequest) -> EnrolmentReply:
        """Use up the ticket's token."""
        return decode_strict(self._call("POST", "/v1/enrol", encode(request), signed=False), EnrolmentReply, "enrolment")

    def orders(self) -> OrderList:
        """The orders that wait for this room, and the newest trust list."""
        return decode_strict(self._call("GET", "/v1/orders"), OrderList, "order list")

    def order(self, digest: str) -> bytes:
        """One sealed order."""
        return self._call("GET", f"/v1/orders/{digest}")

    def download_pack(self, digest: str, partial: Path) -> None:
        """Download a pack into `partial`, going on where an earlier download was cut."""
        have = partial.stat().st_size if partial.exists() else 0
        headers = {"Range": f"bytes={have}-"} if have else {}
        with self._send("GET", f"/v1/packs/{digest}", b"", headers, stream=True) as response:
            if response.status_code == requests.codes.requested_range_not_satisfiable:
                return  # it is all here; the caller verifies every byte of it
            self._refuse_problem(response)
            mode = "ab" if response.status_code == requests.codes.partial_content else "wb"
            with on_own_disk("question pack"), partial.open(mode) as file:
                for chunk in _chunks(response):
                    file.write(chunk)

    def exchange(self, envelopes: list[bytes]) -> list[bytes]:
        """Post segments; receipts come back in the same answer, problems in the place of the segment they concern."""
        if not envelopes:
            return []
        parts = unframe(self._call("POST", "/v1/segments", frame(envelopes)), "receipts")
        receipts = [part for part in parts if not part.startswith(_PROBLEM)]
        if len(receipts) < len(parts):
            log.warning("segments refused by the centre: %d of %d", len(parts) - len(receipts), len(parts))
        return receipts

    def result(self, attempt_id: str) -> bytes | None:
        """The signed result, if the order allows it and it is ready."""
        response = self._send("GET", f"/v1/results/{attempt_id}", b"", {})
        return bytes(response.content) if response.ok else None

    def _call(self, method: str, path: str, body: bytes = b"", signed: bool = True) -> bytes:
        response = self._send(method, path, body, {}, signed=signed)
        self._refuse_problem(response)
        return bytes(response.content)

    def _send(
        self, method: str, path: str, body: bytes, headers: dict[str, str], signed: bool = True, stream: bool = False
    ) -> requests.Response:
        url = self._base + path
        response = self._send_once(method, url, body, headers, signed, stream)
        if signed and response.status_code == requests.codes.unauthorized and self._learn_time(response):
            response.close()
            response = self._send_once(method, url, body, headers, signed, stream)
        return response

    def _learn_time(self, response: requests.Response) -> bool:
        """Take the centre's clock from a refusal, where this PC's is wrong; the certificate vouches for who says so."""
        try:
            centre_ms = int(parsedate_to_datetime(response.headers["Date"]).timestamp() * 1000)
        except (KeyError, ValueError):
            return False
        before, self._behind_ms = self._behind_ms, centre_ms - self._wall_ms()
        return abs(self._behind_ms - before) > _CLOCK_TOLERANCE_MS

    def _send_once(
        self, method: str, url: str, body: bytes, headers: dict[str, str], signed: bool, stream: bool
    ) -> requests.Response:
        if signed:
            created = datetime.fromtimestamp((self._wall_ms() + self._behind_ms) / 1000, UTC)
            headers = headers | self._signer.headers(method, url, body, created)
        try:
            return self._session.request(
                method, url, data=body, headers=headers, timeout=TIMEOUT_S, stream=stream, allow_redirects=False
            )
        except requests.exceptions.SSLError as error:
            raise KnownError("NET-01" if _is_broken_line(error) else "NET-02") from error
        except requests.RequestException as error:
            raise KnownError("NET-01") from error

    @staticmethod
    def _refuse_problem(response: requests.Response) -> None:
        if response.ok:
            return
        try:
            problem = decode_strict(response.content, Problem, "problem")
        except KnownError as error:
            raise KnownError("NET-01") from error
        raise KnownError("NET-03", reason=problem.id)


def _is_broken_line(error: requests.exceptions.SSLError) -> bool:
    """Whether TLS itself failed, as where the line was cut in its handshake. Else the fingerprint was not the pinned one.

    `requests` tells both by one exception; only the first has one of the `ssl` module inside.
    """
    inner = error.args[0] if error.args else None
    reason = getattr(inner, "reason", inner)
    return any(isinstance(each, ssl.SSLError) for each in getattr(reason, "args", ()))


def _chunks(response: requests.Response) -> Iterator[bytes]:
    # Here and not around the writing: what `requests` raises is an `OSError` as a full disk is.
    try:
        yield from response.iter_content(_CHUNK)
    except requests.RequestException as error:
        raise KnownError("NET-01") from error
