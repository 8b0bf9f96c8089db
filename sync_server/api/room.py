"""The routes of a room node for the machines of its room: card, sittings, segments, receipts, leases, acts."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request, Response

from question_packs.records.acts import act_digest
from question_packs.records.framing import frame, unframe
from question_packs.records.room import LeaseRequest
from question_packs.records.segments import segment_digest
from question_packs.strict_json import decode_strict, encode
from sync_server.api.context import RoomContext
from sync_server.api.signed import BINARY, JSON, Signed

router = APIRouter(prefix="/v1")


def _room(request: Request) -> RoomContext:
    context: RoomContext = request.app.state.context
    return context


@router.get("/node")
async def node(request: Request) -> Response:
    """The node's card, which its own key signed."""
    return Response(await asyncio.to_thread(_room(request).card), media_type=JSON)


@router.get("/room/sittings")
async def sittings(request: Request) -> Response:
    """The sittings of the room and their officers, for the console's sign-in page."""
    return Response(encode(await asyncio.to_thread(_room(request).officers.sittings)), media_type=JSON)


@router.post("/segments")
async def segments(request: Request, call: Signed) -> Response:
    """Take in segments: for each the centre's receipt, if it is here already, else this node's, or a problem."""
    room = _room(request)
    envelopes = unframe(call.body, "segments")
    outcomes = await asyncio.to_thread(call.context.ingest.verify_all, envelopes)
    answers = await call.settle(outcomes)
    room.upstream.wake()
    digests = [segment_digest(each) for each in envelopes]
    receipts = await asyncio.to_thread(room.held.centre_receipts, digests)
    return _frames([receipts.get(digest, answer) for digest, answer in zip(digests, answers, strict=True)])


@router.post("/receipts")
async def receipts(request: Request, call: Signed) -> Response:
    """The centre's receipts of these segments (hex digests), as far as they are here."""
    digests = [each.decode("ascii", "replace") for each in unframe(call.body, "digests")]
    await call.settle()
    found = await asyncio.to_thread(_room(request).held.centre_receipts, digests)
    return _frames(list(found.values()))


@router.get("/results/{attempt_id}")
async def result(attempt_id: str, request: Request, call: Signed) -> Response:
    """The centre's signed result, where the order shows it and it came here."""
    await call.settle()
    return Response(await asyncio.to_thread(_room(request).held.result, attempt_id), media_type=JSON)


@router.get("/attempts/{attempt_id}/segments")
async def attempt_segments(attempt_id: str, request: Request, call: Signed) -> Response:
    """Every segment of an attempt, of all its epochs, for the workstation that goes on with it."""
    await call.settle()
    return _frames(await asyncio.to_thread(_room(request).held.attempt_segments, attempt_id))


@router.post("/leases")
async def lease(request: Request, call: Signed) -> Response:
    """May the caller begin or go on with an attempt? Another live workstation has it: `ROM-02`."""
    wanted = decode_strict(call.body, LeaseRequest, "lease request")
    await call.settle()
    return Response(encode(await asyncio.to_thread(_room(request).leases.ask, call.device_id, wanted)), media_type=JSON)


@router.post("/acts")
async def acts(request: Request, call: Signed) -> Response:
    """Acts that a machine of the room holds: for each the centre's receipt, if it is here already, else this node's."""
    envelopes = unframe(call.body, "acts")
    await call.settle()
    room = _room(request)
    answers = await asyncio.to_thread(room.acts.take, envelopes, fresh=False)
    digests = [act_digest(each) for each in envelopes]
    receipts = await asyncio.to_thread(room.held.centre_act_receipts, digests)
    return _frames([receipts.get(digest, answer) for digest, answer in zip(digests, answers, strict=True)])


def _frames(parts: list[bytes]) -> Response:
    return Response(frame(parts), media_type=BINARY)
