"""A small real room node: TLS, HTTP and WebSockets on a port of its own, with what a test needs to make it misbehave.

It does what the contract of a node says for one room of `tests.rooms`, and keeps everything it hears.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from question_packs.errors import KnownError
from question_packs.records.enrolment import OrderList, Problem
from question_packs.records.framing import frame, unframe
from question_packs.records.room import ActMessage, Hello, LeaseRequest, LinkMessage, NodeCard, Welcome, sign_card
from question_packs.records.segments import segment_digest
from question_packs.sealing.http_signatures import verify_request
from question_packs.sealing.keys import KeyPair
from question_packs.sealing.tls import self_signed_certificate
from question_packs.strict_json import decode_strict, encode
from tests.room_centre import RoomCentre, centre_of
from tests.rooms import ROOM, Room

WAIT_S = 10


class SmallNode:
    """`key` signs cards and receipts. `heard`: every message of every link, in order. `hellos`: how often somebody came."""

    def __init__(
        self, room: Room, folder: Path, key: KeyPair | None = None, issued_at: str = "2026-01-05T00:00:00Z"
    ) -> None:
        self.room, self.key = room, key or room.node
        folder.mkdir(parents=True, exist_ok=True)
        certificate, secret = self_signed_certificate("Simpul", ["127.0.0.1"])
        self.certificate = certificate.decode()
        self._files = (folder / "node.pem", folder / "node.key")
        self._files[0].write_bytes(certificate)
        self._files[1].write_bytes(secret)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.url = f"https://127.0.0.1:{self.port}"
        self.issued_at = issued_at
        self.ingest = RoomCentre(self.key, room.order.machine_keys("device"))
        self.centre = centre_of(room)
        self.has_upstream = False
        self.posted: list[bytes] = []
        self.wants: tuple[str, ...] = ()
        self.lease_of: Callable[[str, LeaseRequest], bytes | Problem] = lambda device, asked: encode(
            {"attempt_id": asked.attempt_id, "epoch": asked.epoch}
        )
        self.heard: list[LinkMessage] = []
        self.hellos = 0
        self._news = threading.Condition()
        self._links: set[WebSocket] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    def card(self, urls: tuple[str, ...] | None = None, room_id: str = ROOM) -> bytes:
        card = NodeCard(
            type="lontar.node-card/1",
            node_id=self.key.key_id,
            node_name=self.key.public.name,
            room_id=room_id,
            room_title="Ruang 1",
            urls=(self.url,) if urls is None else urls,
            certificate=self.certificate,
            issued_at=self.issued_at,
        )
        return sign_card(card, self.key)

    @contextmanager
    def serving(self) -> Iterator[SmallNode]:
        """It answers; afterwards its port is closed and its links are cut."""
        routes = [
            Route("/v1/node", self._node), Route("/v1/health", self._health), Route("/v1/orders", self._orders),
            Route("/v1/segments", self._segments, methods=["POST"]), Route("/v1/receipts", self._receipts, methods=["POST"]),
            Route("/v1/leases", self._leases, methods=["POST"]), Route("/v1/attempts/{attempt}/segments", self._attempt),
            WebSocketRoute("/v1/link", self._link),
        ]  # fmt: skip
        config = uvicorn.Config(
            Starlette(routes=routes),
            ssl_certfile=self._files[0],
            ssl_keyfile=self._files[1],
            log_config=None,
            ws="websockets-sansio",
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        server = uvicorn.Server(config)

        async def serve() -> None:
            await server.serve(sockets=[self._listener])
            # A caller that hung up in the middle of TLS's goodbye would be left open: the server has forgotten it already.
            for transport in list(asyncio.get_running_loop()._transports.values()):  # type: ignore[attr-defined]
                transport.abort()
            await asyncio.sleep(0)

        thread = threading.Thread(target=lambda: asyncio.run(serve()))
        thread.start()
        try:
            yield self
        finally:
            server.should_exit = True
            thread.join(WAIT_S)

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Until something that was heard fulfils the condition."""
        with self._news:
            assert self._news.wait_for(condition, WAIT_S)

    def heard_of(self, kind: type) -> list:
        return [each for each in self.heard if isinstance(each, kind)]

    def say(self, message: LinkMessage) -> None:
        """To every workstation that is linked."""
        self.say_text(encode(message).decode())

    def say_act(self, envelope: bytes) -> None:
        self.say(ActMessage(b64encode(envelope).decode()))

    def say_text(self, text: str) -> None:
        self._on_loop(lambda link: link.send_text(text))

    def hang_up(self) -> None:
        """Close every link that is not gone already."""
        with suppress(WebSocketDisconnect):
            self._on_loop(lambda link: link.close())

    def _on_loop(self, do: Callable) -> None:
        assert self._loop is not None
        for link in list(self._links):
            asyncio.run_coroutine_threadsafe(do(link), self._loop).result(WAIT_S)

    # --- what it answers

    async def _node(self, request: Request) -> Response:
        return Response(self.card())

    async def _health(self, request: Request) -> Response:
        return Response(b"{}")

    async def _orders(self, request: Request) -> Response:
        await self._signer(request)
        return Response(encode(OrderList("lontar.order-list/1", b64encode(self.room.trust_envelope()).decode(), ())))

    async def _segments(self, request: Request) -> Response:
        _, body = await self._signer(request)
        envelopes = unframe(body, "segments")
        self.posted += envelopes
        return Response(frame([self._receipt(each) for each in envelopes]))

    def _receipt(self, envelope: bytes) -> bytes:
        held = self.ingest.take(envelope)
        return self.centre.take(envelope) if self.has_upstream else held

    async def _receipts(self, request: Request) -> Response:
        _, body = await self._signer(request)
        asked = [each.decode() for each in unframe(body, "digests")]
        known = {segment_digest(each): each for each in self.posted} if self.has_upstream else {}
        return Response(frame([self.centre.take(known[each]) for each in asked if each in known]))

    async def _leases(self, request: Request) -> Response:
        device, body = await self._signer(request)
        answer = self.lease_of(device, decode_strict(body, LeaseRequest, "lease request"))
        return Response(encode(answer), 409) if isinstance(answer, Problem) else Response(answer)

    async def _attempt(self, request: Request) -> Response:
        await self._signer(request)
        return Response(frame(self.posted))

    async def _signer(self, request: Request) -> tuple[str, bytes]:
        body = await request.body()
        keys = self.room.order.machine_keys("device")
        signed = verify_request(request.method, str(request.url), dict(request.headers), body, keys.get)
        return signed.key_id, body

    async def _link(self, link: WebSocket) -> None:
        try:
            verify_request("GET", str(link.url), dict(link.headers), b"", self.room.order.machine_keys("device").get)
        except KnownError:
            await link.send_denial_response(Response(b"", 401))
            return
        await link.accept()
        self._loop = asyncio.get_running_loop()
        self._links.add(link)
        try:
            while True:
                await self._hear(link, msgspec.json.decode(await link.receive_text(), type=LinkMessage))
        except WebSocketDisconnect:
            pass
        finally:
            self._links.discard(link)

    async def _hear(self, link: WebSocket, message: LinkMessage) -> None:
        if isinstance(message, Hello):
            now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            await link.send_text(encode(Welcome(self.key.key_id, now, self.wants)).decode())
        with self._news:
            self.hellos += isinstance(message, Hello)
            self.heard.append(message)
            self._news.notify_all()
