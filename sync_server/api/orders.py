"""The routes that a centre and a room node share: health; orders, packs, readiness of the enrolled machines of a room."""

from __future__ import annotations

import asyncio
import re
from base64 import b64encode
from pathlib import Path

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse

from question_packs.errors import KnownError
from question_packs.records.enrolment import OrderList, OrderListing
from question_packs.strict_json import encode
from sync_server import __version__
from sync_server.api.signed import BINARY, JSON, Signed

router = APIRouter(prefix="/v1")

_DIGEST = re.compile(r"[0-9a-f]{64}")


@router.get("/health")
async def health() -> dict[str, str]:
    """Whether this server answers, and its version."""
    return {"status": "ok", "version": __version__}


@router.get("/orders")
async def orders(call: Signed) -> Response:
    """The newest orders of the caller's room, and the trust list."""
    await call.settle()
    snapshot = await asyncio.to_thread(call.context.directory.renew)
    device = snapshot.devices.get(call.device_id)
    sittings = [] if device is None else snapshot.room_sittings(device.room_id)
    listings = tuple(OrderListing(each.order.sitting_id, each.order.revision, each.digest) for each in sittings)
    trust = b64encode(call.context.files.trust_envelope).decode()
    return Response(encode(OrderList("lontar.order-list/1", trust, listings)), media_type=JSON)


@router.get("/orders/{digest}")
async def order(digest: str, call: Signed) -> Response:
    """The sealed order with this digest."""
    await call.settle()
    found = [each for each in call.context.directory.snapshot().sittings.values() if each.digest == digest]
    if not found:
        raise KnownError("CEN-24", what=f"order {digest[:12]}")
    return Response(found[0].sealed, media_type=BINARY)


@router.get("/packs/{digest}")
async def pack(digest: str, call: Signed) -> Response:
    """The pack with this digest; `Range` resumes a download."""
    await call.settle()
    path = call.context.files.pack_path(digest) if _DIGEST.fullmatch(digest) else Path()
    if not path.is_file():
        raise KnownError("CEN-24", what=f"pack {digest[:12]}")
    return FileResponse(path, media_type=BINARY, headers={"ETag": f'"{digest}"', "Accept-Ranges": "bytes"})


@router.post("/readiness")
async def readiness(call: Signed) -> Response:
    """Keep a readiness certificate that the machine it is about signed, whoever brings it."""
    await call.settle()
    await asyncio.to_thread(call.context.certificates.take, call.body)
    return Response(status_code=204)
