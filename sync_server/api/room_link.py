"""The live link: WebSockets of workstations (`/v1/link`) and of consoles (`/v1/room/watch`).

The handshake is signed as every request is; after it each message is one JSON text of `records.room`. A message that cannot
be read ends the connection: the other side connects again and is brought up to date.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

import msgspec
from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from question_packs.errors import KnownError
from question_packs.records.room import LinkMessage
from question_packs.sealing.http_signatures import verify_request
from question_packs.strict_json import decode_strict
from sync_server.api.context import RoomContext
from sync_server.api.problems import problem_response
from sync_server.api.signed import SignedCall
from sync_server.services.node.hub import Peer

router = APIRouter(prefix="/v1")
_DECODER: msgspec.json.Decoder[LinkMessage] = msgspec.json.Decoder(LinkMessage)
_log = logging.getLogger(__name__)


@router.websocket("/link")
async def link(socket: WebSocket) -> None:
    """A workstation of the room."""
    room: RoomContext = socket.app.state.context
    device_id = await _admitted(socket, room, room.directory.device_key)
    if not device_id:
        return
    await socket.accept()
    peer = room.hub.join(device_id)
    try:
        await _run(socket, peer, lambda message: room.link.take(peer, message))
    finally:
        room.hub.leave(peer)


@router.websocket("/room/watch")
async def watch(socket: WebSocket, sitting: str) -> None:
    """A console of the room."""
    room: RoomContext = socket.app.state.context
    key_id = await _admitted(socket, room, room.officers.key, sitting)
    if not key_id:
        return
    await socket.accept()
    peer = room.hub.watch(key_id, sitting)
    try:
        await _run(socket, peer, _ignore)
    finally:
        room.hub.unwatch(peer)


async def _ignore(_message: LinkMessage) -> None:
    """A console says nothing on its link: its acts are requests, which are answered."""


async def _admitted(
    socket: WebSocket, room: RoomContext, find_key: Callable[[str], str | None], sitting_id: str = ""
) -> str:
    """The key id of who signed the handshake; empty where it was refused, and told why."""
    try:
        headers = dict(socket.headers)
        verified = await asyncio.to_thread(verify_request, "GET", str(socket.url), headers, b"", find_key)
        await SignedCall(verified.key_id, verified.nonce, b"", room).settle_reading()
        if sitting_id:
            await asyncio.to_thread(room.officers.sitting, verified.key_id, sitting_id)
    except KnownError as error:
        await socket.send_denial_response(problem_response(error))
        return ""
    return verified.key_id


async def _run(socket: WebSocket, peer: Peer, take: Callable[[LinkMessage], Coroutine[Any, Any, None]]) -> None:
    """Until either side ends, or the connection is let go because it does not read."""
    tasks = [asyncio.create_task(each) for each in (_receive(socket, take), _send(socket, peer), _dropped(peer))]
    try:
        ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
    for task in ended:
        error = task.exception()
        if isinstance(error, KnownError):
            _log.warning("link of %s ended: %s", peer.key_id, error.code)
        elif error is not None and not isinstance(error, WebSocketDisconnect):
            raise error


async def _dropped(peer: Peer) -> None:
    await peer.dropped.wait()


async def _receive(socket: WebSocket, take: Callable[[LinkMessage], Coroutine[Any, Any, None]]) -> None:
    while True:
        await take(decode_strict((await socket.receive_text()).encode(), _DECODER, "link message"))


async def _send(socket: WebSocket, peer: Peer) -> None:
    while True:
        for text in await peer.outbox.get():
            await socket.send_text(text)
