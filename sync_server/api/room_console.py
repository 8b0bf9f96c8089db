"""The routes of a room node for the proctor console, each request signed by an officer of the sitting."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Response

from question_packs.errors import KnownError
from question_packs.records.acts import peek_act
from question_packs.records.framing import frame, unframe
from question_packs.strict_json import encode
from sync_server.api.context import RoomContext
from sync_server.api.officers import Officer
from sync_server.api.signed import BINARY, JSON
from sync_server.services.ingest import problem_bytes

# More than anybody types.
MAX_CODE_BYTES = 100

router = APIRouter(prefix="/v1/room")


@router.get("/board")
async def board(sitting: str, officer: Officer) -> Response:
    """Everything of a sitting at once."""
    found = await officer.settle_reading(sitting)
    return Response(encode(await asyncio.to_thread(officer.room.board.board, found)), media_type=JSON)


@router.post("/acts")
async def acts(officer: Officer) -> Response:
    """Take in signed acts and pass them on at once: the record of each, or a problem, in their order."""
    envelopes = unframe(officer.body, "acts")
    await officer.call.settle()
    return Response(frame(await asyncio.to_thread(_take, officer.room, envelopes)), media_type=BINARY)


@router.post("/open")
async def opening(sitting: str, officer: Officer) -> Response:
    """The keys of the sitting for its workstations, for the opening code in the body (`SEA-04`, `SEA-05`, `ROM-26`)."""
    found = await officer.settle_reading(sitting)
    typed = officer.body[:MAX_CODE_BYTES].decode("utf-8", "replace")
    keys = await asyncio.to_thread(officer.room.opening.keys, officer.call.device_id, found.order, typed)
    return Response(keys, media_type="text/plain")


@router.get("/documents/{name}")
async def document(name: str, sitting: str, officer: Officer, candidate: str = "") -> Response:
    """A document of the sitting, from what this node holds (`RPT-…`)."""
    await officer.settle_reading(sitting)
    pdf = await asyncio.to_thread(officer.room.documents.render, name, sitting, candidate or None)
    return Response(pdf, media_type="application/pdf")


@router.get("/roll")
async def roll(sitting: str, officer: Officer) -> Response:
    """The completeness roll, signed by this node."""
    found = await officer.settle_reading(sitting)
    return Response(await asyncio.to_thread(officer.room.completeness.signed, found), media_type=JSON)


@router.get("/bundles")
async def bundles(sitting: str, officer: Officer) -> Response:
    """What is held of the sitting, for a stick: frames in pairs, the path there (UTF-8) and its bytes."""
    found = await officer.settle_reading(sitting)
    pairs = await asyncio.to_thread(officer.room.stick.bundles, found)
    return Response(frame(part for path, data in pairs for part in (path.encode(), data)), media_type=BINARY)


@router.post("/stick")
async def stick(officer: Officer) -> Response:
    """Take in files that the console read from a stick: the fate of each (JSON), in their order."""
    files = unframe(officer.body, "stick")
    await officer.call.settle()
    parts = await asyncio.to_thread(officer.room.stick.take, files)
    officer.room.upstream.wake()
    return Response(encode(parts), media_type=JSON)


def _take(room: RoomContext, envelopes: list[bytes]) -> list[bytes]:
    answers = room.acts.take(envelopes, fresh=True)
    return [_answer(room, envelope, answer) for envelope, answer in zip(envelopes, answers, strict=True)]


def _answer(room: RoomContext, envelope: bytes, answer: bytes) -> bytes:
    if answer.startswith(b'{"code"'):
        return answer
    act = peek_act(envelope)
    sitting = room.directory.sitting(act.sitting_id)
    if sitting is None:
        return problem_bytes(KnownError("ROM-25", sitting=act.sitting_id))
    return encode(room.acts.record(sitting.event_id, act.act_id, room.hub.seats(act.sitting_id)))
