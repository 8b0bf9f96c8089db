"""One WebSocket to the room node: TLS pinned by fingerprint, the handshake signed, every message one JSON text.

The only module that imports `websockets`. Used by the workstation's live link and by the proctor console. One thread may
receive while others send.
"""

from __future__ import annotations

import hashlib
import socket
import ssl
from collections.abc import Callable
from contextlib import ExitStack
from urllib.parse import urlsplit

import msgspec
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException
from websockets.sync.client import ClientConnection, connect

from question_packs.errors import KnownError
from question_packs.records.room import LinkMessage
from question_packs.sealing.http_signatures import RequestSigner
from question_packs.sealing.keys import KeyPair
from question_packs.sealing.server_clock import ServerClock
from question_packs.sealing.tls import fingerprint
from question_packs.strict_json import decode_strict, encode

# An act of the largest size in base64, and what is around it.
MAX_MESSAGE_BYTES = 1024 * 1024
_OPEN_S = 3.0
_CLOSE_S = 1.0
# A node that lost its power says nothing any more: it is noticed after both at the latest.
_PING_EVERY_S = 3.0
_PING_ANSWER_S = 5.0
_DECODER: msgspec.json.Decoder[LinkMessage] = msgspec.json.Decoder(LinkMessage)


class RoomSocket:
    """An open connection. Every method raises `NET-01` once it is lost; then it is lost for good."""

    def __init__(self, connection: ClientConnection, closing: ExitStack) -> None:
        self._connection = connection
        self._closing = closing

    @classmethod
    def open(cls, base_url: str, path: str, certificate_pem: str, key: KeyPair, wall_ms: Callable[[], int]) -> RoomSocket:
        """Connect to `base_url` + `path` (`/v1/link`, `/v1/room/watch?sitting=S`), signed by `key`.

        Not reachable: `NET-01`; another certificate: `NET-02`; the node refuses this key: `ROM-03`.
        """
        clock = ServerClock(wall_ms)
        signer = RequestSigner(key)
        for _ in range(2):
            headers = signer.headers("GET", base_url.rstrip("/") + path, b"", clock.now())
            try:
                return cls._connect(base_url, path, certificate_pem, headers)
            except InvalidStatus as refusal:
                if not clock.learn(refusal.response.headers.get("Date", "")):
                    raise KnownError("ROM-03", status=refusal.response.status_code) from refusal
            except (OSError, WebSocketException) as error:
                raise KnownError("NET-01") from error
        raise KnownError("NET-01")

    @classmethod
    def _connect(cls, base_url: str, path: str, certificate_pem: str, headers: dict[str, str]) -> RoomSocket:
        with ExitStack() as closing:
            secure = closing.enter_context(_pinned_socket(base_url, fingerprint(certificate_pem)))
            connection = closing.enter_context(
                connect(
                    f"ws://{urlsplit(base_url).netloc}{path}",  # TLS is the socket's already
                    sock=secure,
                    additional_headers=headers,
                    user_agent_header=None,
                    compression=None,
                    proxy=None,
                    open_timeout=_OPEN_S,
                    close_timeout=_CLOSE_S,
                    ping_interval=_PING_EVERY_S,
                    ping_timeout=_PING_ANSWER_S,
                    max_size=MAX_MESSAGE_BYTES,
                )
            )
            return cls(connection, closing.pop_all())

    def send(self, message: LinkMessage) -> None:
        """Send one message; returned does not mean arrived."""
        try:
            self._connection.send(encode(message).decode())
        except (OSError, WebSocketException) as error:
            raise KnownError("NET-01") from error

    def receive(self, timeout_s: float | None) -> LinkMessage | None:
        """The next message; None where none came within `timeout_s` (None: wait as long as the connection lives).

        Something else than a message of the link: `REC-01`.
        """
        try:
            text = self._connection.recv(timeout_s, decode=False)
        except TimeoutError:
            return None
        except (OSError, ConnectionClosed) as error:
            raise KnownError("NET-01") from error
        return decode_strict(text, _DECODER, "room node")

    def close(self) -> None:
        """End the connection, in a second at most; what waits in `receive` on another thread ends with `NET-01`."""
        self._closing.close()


def _pinned_socket(base_url: str, pinned: str) -> ssl.SSLSocket:
    """A connection to whoever has the pinned certificate, under whatever name or address."""
    address = urlsplit(base_url)
    plain = socket.create_connection((address.hostname, address.port or 443), timeout=_OPEN_S)
    try:
        # An act is a few hundred bytes: it must not wait for more to fill a packet.
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        secure = _anybody().wrap_socket(plain, server_hostname=address.hostname)
    except OSError:
        plain.close()
        raise
    certificate = secure.getpeercert(binary_form=True) or b""
    if hashlib.sha256(certificate).hexdigest() != pinned:
        secure.close()
        raise KnownError("NET-02")
    secure.settimeout(None)
    return secure


def _anybody() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    # There is no authority to ask and no host name to compare: the fingerprint decides.
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
