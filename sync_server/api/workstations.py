"""The routes that workstations and room nodes call at the centre alone: enrolment, segments, acts, results."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request, Response

from question_packs.records.framing import frame, unframe
from question_packs.strict_json import encode
from sync_server.api.context import CentreContext
from sync_server.api.signed import BINARY, JSON, Signed, read_body

router = APIRouter(prefix="/v1")

_MAX_ENROLMENT_BYTES = 64 * 1024


def _centre(request: Request) -> CentreContext:
    context: CentreContext = request.app.state.context
    return context


@router.post("/enrol")
async def enrol(request: Request) -> Response:
    """Enrol a PC by its one-time token."""
    body = await read_body(request, _MAX_ENROLMENT_BYTES)
    reply = await asyncio.to_thread(_centre(request).enrolment.accept, body)
    return Response(encode(reply), media_type=JSON)


@router.post("/segments")
async def segments(call: Signed) -> Response:
    """Take in segments; a receipt or a problem for each, in their order."""
    envelopes = unframe(call.body, "segments")
    outcomes = await asyncio.to_thread(call.context.ingest.verify_all, envelopes)
    return Response(frame(await call.settle(outcomes)), media_type=BINARY)


@router.post("/acts")
async def acts(request: Request, call: Signed) -> Response:
    """Take in proctor acts, from a workstation or a room node; a receipt or a problem for each, in their order."""
    await call.settle()
    envelopes = unframe(call.body, "acts")
    return Response(frame(await asyncio.to_thread(_centre(request).acts.take, envelopes)), media_type=BINARY)


@router.get("/results/{attempt_id}")
async def result(attempt_id: str, request: Request, call: Signed) -> Response:
    """The signed result of an attempt, if the order allows it and it can be scored now."""
    await call.settle()
    return Response(await asyncio.to_thread(_centre(request).release.result_envelope, attempt_id), media_type=JSON)
