"""The routes that workstations call: health, enrolment, orders, packs, segments, results."""

from __future__ import annotations

import asyncio
import re
from base64 import b64encode
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import FileResponse

from question_packs.errors import KnownError
from question_packs.records.enrolment import OrderList, OrderListing
from question_packs.records.framing import frame, unframe
from question_packs.strict_json import encode
from sync_server import __version__
from sync_server.api.signed import SignedCall, read_body, signed_call

router = APIRouter(prefix="/v1")
Signed = Annotated[SignedCall, Depends(signed_call)]

_DIGEST = re.compile(r"[0-9a-f]{64}")
_MAX_ENROLMENT_BYTES = 64 * 1024
_JSON = "application/json"
_BINARY = "application/octet-stream"


@router.get("/health")
async def health() -> dict[str, str]:
    """Whether the centre answers, and its version."""
    return {"status": "ok", "version": __version__}


@router.post("/enrol")
async def enrol(request: Request) -> Response:
    """Enrol a PC by its one-time token."""
    body = await read_body(request, _MAX_ENROLMENT_BYTES)
    reply = await asyncio.to_thread(request.app.state.context.enrolment.accept, body)
    return Response(encode(reply), media_type=_JSON)


@router.get("/orders")
async def orders(call: Signed) -> Response:
    """The newest orders of the caller's room, and the trust list."""
    await call.settle()
    snapshot = await asyncio.to_thread(call.context.directory.renew)
    device = snapshot.devices.get(call.device_id)
    sittings = [] if device is None else snapshot.room_sittings(device.room_id)
    listings = tuple(OrderListing(each.order.sitting_id, each.order.revision, each.digest) for each in sittings)
    trust = b64encode(call.context.files.trust_envelope).decode()
    return Response(encode(OrderList("lontar.order-list/1", trust, listings)), media_type=_JSON)


@router.get("/orders/{digest}")
async def order(digest: str, call: Signed) -> Response:
    """The sealed order with this digest."""
    await call.settle()
    found = [each for each in call.context.directory.snapshot().sittings.values() if each.digest == digest]
    if not found:
        raise KnownError("CEN-24", what=f"order {digest[:12]}")
    return Response(found[0].sealed, media_type=_BINARY)


@router.get("/packs/{digest}")
async def pack(digest: str, call: Signed) -> Response:
    """The pack with this digest; `Range` resumes a download."""
    await call.settle()
    path = call.context.files.pack_path(digest) if _DIGEST.fullmatch(digest) else Path()
    if not path.is_file():
        raise KnownError("CEN-24", what=f"pack {digest[:12]}")
    return FileResponse(path, media_type=_BINARY, headers={"ETag": f'"{digest}"', "Accept-Ranges": "bytes"})


@router.post("/segments")
async def segments(call: Signed) -> Response:
    """Take in segments; a receipt or a problem for each, in their order."""
    envelopes = unframe(call.body, "segments")
    outcomes = await asyncio.to_thread(call.context.ingest.verify_all, envelopes)
    return Response(frame(await call.settle(outcomes)), media_type=_BINARY)


@router.get("/results/{attempt_id}")
async def result(attempt_id: str, call: Signed) -> Response:
    """The signed result of an attempt, if the order allows it and it can be scored now."""
    await call.settle()
    return Response(await asyncio.to_thread(call.context.release.result_envelope, attempt_id), media_type="application/json")
