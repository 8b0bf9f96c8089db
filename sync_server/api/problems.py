"""Refusals over HTTP: a known error becomes its status and a `Problem`; a bug becomes `BUG-01`."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response

from question_packs.errors import KnownError
from sync_server.services.ingest import problem_bytes

_STATUS = {
    "SEA-01": 401,
    "CEN-04": 503,
    "CEN-08": 507,
    "CEN-10": 403,
    "CEN-11": 409,
    "CEN-13": 409,
    "CEN-15": 503,
    "CEN-20": 401,
    "CEN-21": 413,
    "CEN-22": 403,
    "CEN-24": 404,
    "CEN-25": 409,
    "CEN-42": 404,
    "ROM-02": 409,
    "ROM-23": 403,
    "ROM-25": 404,
    "ROM-26": 429,
}


def problem_response(error: KnownError, status: int | None = None) -> Response:
    """The refusal of a known error."""
    return Response(problem_bytes(error), status or _STATUS.get(error.code, 400), media_type="application/json")


def install(app: FastAPI) -> None:
    """Answer every failure of the app with a `Problem`."""

    @app.exception_handler(KnownError)
    async def _known(_request: Request, error: KnownError) -> Response:
        return problem_response(error)

    @app.exception_handler(404)
    async def _not_found(request: Request, _error: Exception) -> Response:
        return problem_response(KnownError("CEN-24", what=request.url.path), 404)

    @app.exception_handler(405)
    async def _not_allowed(request: Request, _error: Exception) -> Response:
        return problem_response(KnownError("CEN-24", what=request.url.path), 405)

    @app.exception_handler(Exception)
    async def _bug(_request: Request, _error: Exception) -> Response:
        return problem_response(KnownError("BUG-01"), 500)  # the server logs the trace itself
