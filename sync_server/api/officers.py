"""The dependency that lets in officers of the room's sittings, each with the key of his or her own envelope."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from question_packs.sealing.http_signatures import verify_request
from sync_server.api.context import RoomContext
from sync_server.api.signed import SignedCall, read_body
from sync_server.services.directory import Sitting

# What a console brings from a stick comes in one request.
MAX_STICK_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class OfficerCall:
    """A request whose signature is an officer's."""

    call: SignedCall
    room: RoomContext

    @property
    def body(self) -> bytes:
        """What the request brought."""
        return self.call.body

    async def settle_reading(self, sitting_id: str) -> Sitting:
        """Take the nonce (`CEN-20`); the sitting to be read, if the caller is an officer of it (`ROM-23`, `ROM-25`)."""
        await self.call.settle_reading()
        return await asyncio.to_thread(self.room.officers.sitting, self.call.device_id, sitting_id)


async def officer_call(request: Request) -> OfficerCall:
    """FastAPI dependency; unsigned, stale, altered or nobody's of this room: `SEA-01`."""
    context: RoomContext = request.app.state.context
    body = await read_body(request, MAX_STICK_BYTES)
    headers = dict(request.headers)
    verified = await asyncio.to_thread(verify_request, request.method, str(request.url), headers, body, context.officers.key)
    return OfficerCall(SignedCall(verified.key_id, verified.nonce, body, context), context)


Officer = Annotated[OfficerCall, Depends(officer_call)]
