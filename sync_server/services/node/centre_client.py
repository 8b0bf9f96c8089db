"""The node's road to its centre: HTTPS with the centre's certificate pinned, requests signed by the node's key.

Used by `upstream` on its own thread, and by `room init`.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

import urllib3

from question_packs.errors import InBoth, KnownError
from question_packs.records.enrolment import Problem
from question_packs.sealing.http_signatures import RequestSigner
from question_packs.sealing.keys import KeyPair
from question_packs.sealing.server_clock import ServerClock
from question_packs.sealing.tls import fingerprint
from question_packs.strict_json import decode_strict

_TIMEOUT = urllib3.Timeout(connect=5.0, read=30.0)
_CHUNK = 64 * 1024


def _wall_ms() -> int:
    return time.time_ns() // 1_000_000


class CentreClient:
    """One centre, one node. `wall_ms`: this PC's own clock, which may be wrong by years."""

    def __init__(self, url: str, certificate_pem: str, node: KeyPair, wall_ms: Callable[[], int] = _wall_ms) -> None:
        self._url = url.rstrip("/")
        self._signer = RequestSigner(node)
        self._clock = ServerClock(wall_ms)
        # The fingerprint decides: there is no authority to ask, and no host name to compare.
        self._pool = urllib3.PoolManager(
            cert_reqs="CERT_NONE", assert_fingerprint=fingerprint(certificate_pem), retries=False, timeout=_TIMEOUT
        )

    def close(self) -> None:
        """Let go of the connections."""
        self._pool.clear()

    def call(self, method: str, path: str, body: bytes = b"", signed: bool = True) -> bytes:
        """The body of the answer. Not reachable: `NET-01`; another certificate: `NET-02`; refused: `NET-03`."""
        response = self._send(method, path, body, {}, signed)
        _refuse_problem(response)
        return response.data

    def call_if_there(self, path: str) -> bytes | None:
        """What the centre gives at `path`; None where it refuses."""
        response = self._send("GET", path, b"", {}, True)
        return response.data if response.status == HTTPStatus.OK else None

    def download(self, path: str, partial: Path) -> None:
        """Download into `partial`, going on where an earlier download was cut; the caller verifies every byte of it."""
        have = partial.stat().st_size if partial.exists() else 0
        headers = {"Range": f"bytes={have}-"} if have else {}
        response = self._send("GET", path, b"", headers, True, preload=False)
        try:
            if response.status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
                return  # it is all here
            _refuse_problem(response)
            with partial.open("ab" if response.status == HTTPStatus.PARTIAL_CONTENT else "wb") as file:
                for chunk in response.stream(_CHUNK):
                    file.write(chunk)
        except urllib3.exceptions.HTTPError as error:
            raise KnownError("NET-01") from error
        finally:
            response.release_conn()

    def _send(
        self, method: str, path: str, body: bytes, headers: dict[str, str], signed: bool, preload: bool = True
    ) -> urllib3.BaseHTTPResponse:
        response = self._send_once(method, path, body, headers, signed, preload)
        if signed and response.status == HTTPStatus.UNAUTHORIZED and self._clock.learn(response.headers.get("Date", "")):
            response.drain_conn()
            response = self._send_once(method, path, body, headers, signed, preload)
        return response

    def _send_once(
        self, method: str, path: str, body: bytes, headers: dict[str, str], signed: bool, preload: bool
    ) -> urllib3.BaseHTTPResponse:
        url = self._url + path
        if signed:
            headers = headers | self._signer.headers(method, url, body, self._clock.now())
        try:
            return self._pool.request(method, url, body=body, headers=headers, preload_content=preload, redirect=False)
        except urllib3.exceptions.SSLError as error:
            # TLS itself failed, as where the line was cut in its handshake; or the certificate was not the pinned one.
            broken = any(isinstance(each, ssl.SSLError) for each in error.args)
            raise KnownError("NET-01" if broken else "NET-02") from error
        except urllib3.exceptions.HTTPError as error:
            raise KnownError("NET-01") from error


def _refuse_problem(response: urllib3.BaseHTTPResponse) -> None:
    if response.status < HTTPStatus.BAD_REQUEST:
        return
    try:
        problem = decode_strict(response.data, Problem, "problem")
    except (KnownError, urllib3.exceptions.HTTPError) as error:
        raise KnownError("NET-01") from error
    raise KnownError("NET-03", reason=InBoth(problem.id, problem.en))
