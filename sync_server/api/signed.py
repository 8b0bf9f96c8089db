"""The dependency that lets only enrolled machines in: reads the body, checks the signature. The nonce is the writer's."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from question_packs.errors import KnownError
from question_packs.sealing.http_signatures import verify_request
from sync_server.api.context import Context
from sync_server.services.verify_segment import VerifiedSegment
from sync_server.services.writer import Job

JSON = "application/json"
BINARY = "application/octet-stream"
MAX_BODY_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True)
class SignedCall:
    """A request whose signature is good. Call `settle` once: it takes the nonce, and stores what the request brought."""

    device_id: str
    nonce: str
    body: bytes
    context: Context

    async def settle(self, outcomes: list[VerifiedSegment | bytes] | None = None) -> list[bytes]:
        """Wait until nonce and segments are durable; a replayed request: `CEN-20`."""
        job = Job(self.device_id, self.nonce, outcomes or [])
        return await asyncio.wrap_future(self.context.writer.submit(job))

    async def settle_reading(self) -> None:
        """As `settle`, for a question that changes nothing: it is answered even where the disk has no room for a nonce."""
        try:
            await self.settle()
        except KnownError as error:
            if error.code != "CEN-08":
                raise


async def read_body(request: Request, limit: int = MAX_BODY_BYTES) -> bytes:
    """The whole body, at most `limit` bytes (`CEN-21`)."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            raise KnownError("CEN-21", limit=limit)
        parts.append(part)
    return b"".join(parts)


async def signed_call(request: Request) -> SignedCall:
    """FastAPI dependency: the caller's identity and body; unsigned, stale, altered or unknown: `SEA-01`."""
    context: Context = request.app.state.context
    body = await read_body(request)
    headers = dict(request.headers)
    verified = await asyncio.to_thread(
        verify_request, request.method, str(request.url), headers, body, context.directory.device_key
    )
    return SignedCall(verified.key_id, verified.nonce, body, context)


Signed = Annotated[SignedCall, Depends(signed_call)]
