"""The other side of the ingest bench: a process that posts ready requests over HTTPS and counts the receipts.

`python -m tests.bench.poster <folder of requests> <url> <certificate>` says `tenth` after a tenth of them, and at the end
the seconds and the number of receipts for complete attempts.
"""

from __future__ import annotations

import http.client
import ssl
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from question_packs.records.framing import unframe
from question_packs.records.receipts import Receipt
from question_packs.sealing import dsse
from question_packs.strict_json import decode_strict

CONNECTIONS = 4


class Request(msgspec.Struct):
    """A request as it was signed."""

    headers: dict[str, str]
    body: bytes


class Poster:
    """Posts over one connection for each thread."""

    def __init__(self, url: str, certificate: str) -> None:
        self._address = url.removeprefix("https://")
        self._context = ssl.create_default_context(cafile=certificate)
        self._own = threading.local()

    def post(self, path: Path) -> list[bytes]:
        """The answers to the segments of one request."""
        if not hasattr(self._own, "connection"):
            self._own.connection = http.client.HTTPSConnection(self._address, context=self._context)
        request = msgspec.msgpack.decode(path.read_bytes(), type=Request)
        self._own.connection.request("POST", "/v1/segments", request.body, request.headers)
        answer = self._own.connection.getresponse()
        body = answer.read()
        assert answer.status == 200, body
        return unframe(body, "answers")


def _is_complete(answer: bytes) -> bool:
    receipt = decode_strict(dsse.unverified_payload(answer, "receipt"), Receipt, "receipt")
    return receipt.complete and receipt.status == "accepted"


def main() -> int:
    """Post everything."""
    folder, url, certificate = sys.argv[1:]
    paths = sorted(Path(folder).iterdir())
    poster = Poster(url, certificate)
    answers: list[bytes] = []
    start = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        for number, some in enumerate(pool.map(poster.post, paths), start=1):
            answers += some
            if number == max(1, len(paths) // 10):
                print("tenth", flush=True)
    seconds = time.perf_counter() - start
    print(seconds, sum(map(_is_complete, answers)), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
