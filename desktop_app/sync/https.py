"""Signed requests over TLS to one server whose certificate is pinned: the centre or a room node.

The only module that imports `requests`. Used by the roads of this package, by the services behind them and by the proctor
console; one client belongs to one thread.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from desktop_app.store.files import on_own_disk
from question_packs.errors import InBoth, KnownError
from question_packs.records.enrolment import Problem
from question_packs.sealing.http_signatures import RequestSigner
from question_packs.sealing.keys import KeyPair
from question_packs.sealing.server_clock import ServerClock
from question_packs.sealing.tls import fingerprint
from question_packs.strict_json import decode_strict

# To connect, and between two bytes of the answer.
PATIENT_S = (5.0, 30.0)
BRISK_S = (3.0, 3.0)
# What is cut off loses at most this much: on a bad line every call must bring the download a little further.
_CHUNK = 16 * 1024
_MOST_CARD_BYTES = 64 * 1024
_CARD_TIMEOUT_S = 3.0


class RefusedError(KnownError):
    """`NET-03`: the server refused, with a `problem` of its own."""

    def __init__(self, problem: Problem) -> None:
        super().__init__("NET-03", reason=InBoth(problem.id, problem.en))
        self.problem = problem

    def relayed(self) -> RelayedError:
        """The problem itself, where the person in front of this PC is meant."""
        return RelayedError(self.problem)


class RelayedError(KnownError):
    """A known failure of the server, under its code and in its words."""

    def __init__(self, problem: Problem) -> None:
        Exception.__init__(self, problem.en)
        self.code, self.values, self._problem = problem.code, {}, problem

    def sentence(self, language: str = "id") -> str:
        """The server's sentence."""
        return self._problem.en if language == "en" else self._problem.id

    def __reduce__(self) -> tuple[object, ...]:
        return RelayedError, (self._problem,)


class _PinnedAdapter(HTTPAdapter):
    """Trusts one certificate, by its SHA-256, whatever name or address the server has in this office."""

    def __init__(self, pinned: str) -> None:
        self._pinned = pinned
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, assert_fingerprint=self._pinned, **kwargs)

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """The fingerprint decides: there is no authority to ask, and no host name to compare."""
        return super().send(request, *args, **{**kwargs, "verify": False})


class PinnedClient:
    """One server, one signer. `key` None: nothing is signed. `wall_ms`: this PC's own clock."""

    def __init__(
        self,
        base_url: str,
        certificate_pem: str,
        key: KeyPair | None,
        wall_ms: Callable[[], int],
        timeout_s: tuple[float, float] = PATIENT_S,
    ) -> None:
        self._base = base_url.rstrip("/")
        self._clock = ServerClock(wall_ms)
        self._timeout_s = timeout_s
        self._signer = RequestSigner(key) if key is not None else None
        self._session = _session(fingerprint(certificate_pem))

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()

    def call(self, method: str, path: str, body: bytes = b"", signed: bool = True) -> bytes:
        """The body of the answer.

        Not reachable now: `NET-01`; another certificate: `NET-02`; refused: `NET-03`, as a `RefusedError`.
        """
        response = self._send(method, path, body, {}, signed=signed)
        _refuse_problem(response)
        return bytes(response.content)

    def get_if_there(self, path: str) -> bytes | None:
        """What stands at `path`; None where the server does not give it."""
        response = self._send("GET", path, b"", {})
        return bytes(response.content) if response.ok else None

    def server_time(self) -> datetime:
        """The server's clock, to the second, as it dates its answers; a server that tells none: `NET-01`."""
        response = self._send("GET", "/v1/health", b"", {}, signed=False)
        try:
            return parsedate_to_datetime(response.headers["Date"])
        except (KeyError, ValueError) as error:
            raise KnownError("NET-01") from error

    def download(self, path: str, partial: Path, what: str) -> None:
        """Download into `partial`, going on where an earlier download was cut; the caller verifies every byte of it."""
        have = partial.stat().st_size if partial.exists() else 0
        headers = {"Range": f"bytes={have}-"} if have else {}
        with self._send("GET", path, b"", headers, stream=True) as response:
            if response.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
                return  # it is all here
            _refuse_problem(response)
            mode = "ab" if response.status_code == HTTPStatus.PARTIAL_CONTENT else "wb"
            with on_own_disk(what), partial.open(mode) as file:
                for chunk in _chunks(response):
                    file.write(chunk)

    def _send(
        self, method: str, path: str, body: bytes, headers: dict[str, str], signed: bool = True, stream: bool = False
    ) -> requests.Response:
        response = self._send_once(method, path, body, headers, signed, stream)
        if (
            signed
            and response.status_code == HTTPStatus.UNAUTHORIZED
            and self._clock.learn(response.headers.get("Date", ""))
        ):
            response.close()
            response = self._send_once(method, path, body, headers, signed, stream)
        return response

    def _send_once(
        self, method: str, path: str, body: bytes, headers: dict[str, str], signed: bool, stream: bool
    ) -> requests.Response:
        url = self._base + path
        if signed and self._signer is not None:
            headers = headers | self._signer.headers(method, url, body, self._clock.now())
        try:
            return self._session.request(
                method, url, data=body, headers=headers, timeout=self._timeout_s, stream=stream, allow_redirects=False
            )
        except requests.exceptions.SSLError as error:
            raise KnownError("NET-01" if _is_broken_line(error) else "NET-02") from error
        except (requests.RequestException, ValueError) as error:
            raise KnownError("NET-01") from error


def fetch_card(base_url: str) -> bytes:
    """What a machine at this address says about itself at `/v1/node`, whoever it is; nobody there: `NET-01`.

    Its certificate is taken as it comes: the card is signed, and the caller pins the certificate that stands in it.
    """
    give_up_at = time.monotonic() + _CARD_TIMEOUT_S
    with _session(_certificate_of(base_url)) as session:
        try:
            url = f"{base_url.rstrip('/')}/v1/node"
            response = session.get(url, timeout=_CARD_TIMEOUT_S, stream=True, allow_redirects=False)
        except (requests.RequestException, ValueError) as error:
            raise KnownError("NET-01") from error
        with response:
            card = b""
            for chunk in _chunks(response) if response.ok else ():
                card += chunk
                # A stranger may answer for ever, or drop by drop.
                if len(card) > _MOST_CARD_BYTES or time.monotonic() > give_up_at:
                    raise KnownError("NET-01")
    if not card:
        raise KnownError("NET-01")
    return card


def _certificate_of(base_url: str) -> str:
    address = urlsplit(base_url)
    try:
        found = ssl.get_server_certificate((str(address.hostname), address.port or 443), timeout=_CARD_TIMEOUT_S)
    except (OSError, ValueError) as error:
        raise KnownError("NET-01") from error
    return fingerprint(found)


def _session(pinned: str) -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    session.mount("https://", _PinnedAdapter(pinned))
    return session


def _refuse_problem(response: requests.Response) -> None:
    if response.ok:
        return
    content = response.content
    # A refusal keeps its trace, and the trace this response: what is not closed would hold up a server that stops.
    response.close()
    try:
        problem = decode_strict(content, Problem, "problem")
    except KnownError as error:
        raise KnownError("NET-01") from error
    raise RefusedError(problem)


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
