"""Forwards what the room holds to the centre, the same bytes, and brings back receipts, orders, packs and results.

A thread of its own that nothing waits for: a room without a network goes on as if the centre did not exist. What the centre
has receipted is not sent again; what it refused is offered again some minutes later.
"""

from __future__ import annotations

import logging
import threading
import time
from base64 import b64decode
from collections.abc import Callable, Sequence
from typing import Literal

from question_packs.errors import KnownError
from question_packs.records.enrolment import OrderList
from question_packs.records.framing import frame, unframe
from question_packs.records.receipts import verify_receipt
from question_packs.records.room import verify_act_receipt
from question_packs.strict_json import decode_strict
from sync_server.services.clock import now_text
from sync_server.services.directory import Directory
from sync_server.services.node.centre_client import CentreClient
from sync_server.services.node.files import RoomFiles
from sync_server.services.node.orders import RoomOrders
from sync_server.store import room
from sync_server.store.database import Connection, Database

BATCH = 64
IDLE_S = 15.0
LONGEST_PAUSE_S = 60.0
_REFUSED_AGAIN_S = 300.0
_PROBLEM = b'{"code"'
_log = logging.getLogger(__name__)


class Upstream:
    """Start, wake, stop. `state`: whether the centre answered last; `none`: it was not asked yet."""

    def __init__(self, database: Database, files: RoomFiles, directory: Directory, orders: RoomOrders) -> None:
        self._database = database
        self._files = files
        self._directory = directory
        self._orders = orders
        config = files.config
        self._client = CentreClient(config.centre_url, config.certificate, files.key)
        self._refused: dict[str, float] = {}
        self._woken = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="upstream", daemon=True)
        self.state: Literal["connected", "unreachable", "none"] = "none"

    def start(self) -> None:
        """Begin to forward."""
        self._thread.start()

    def wake(self) -> None:
        """Something new is here."""
        self._woken.set()

    def stop(self) -> None:
        """End after the request that is under way."""
        self._stopping = True
        self._woken.set()
        self._thread.join()
        self._client.close()

    def _run(self) -> None:
        pause_s = 1.0
        while not self._stopping:
            self._woken.clear()
            if self._try_step():
                pause_s = 1.0
                self._woken.wait(IDLE_S)
            else:
                # Waking does not help against a centre that does not answer.
                _wait(lambda: self._stopping, self._woken, pause_s)
                pause_s = min(pause_s * 2, LONGEST_PAUSE_S)

    def _try_step(self) -> bool:
        try:
            self.step()
        except KnownError as error:
            _log.warning("centre: %s", error.code)
            self.state = "unreachable" if error.code.startswith("NET-") else self.state
            return False
        except Exception:
            _log.exception("BUG-01")
            return False
        self.state = "connected"
        return True

    def step(self) -> None:
        """One round: everything that waits goes up, everything that is new comes down. Raises `NET-…`, `CEN-…`."""
        self._fetch_orders()
        self._fetch_packs()
        self._forward("/v1/acts", room.waiting_acts, room.act_envelopes, self._keep_act_receipt)
        self._forward("/v1/segments", room.waiting_segments, room.segment_envelopes, self._keep_segment_receipt)
        self._forward_readiness()
        self._fetch_results()

    # --- up

    def _forward(
        self,
        path: str,
        waiting: Callable[[Connection], list[str]],
        envelopes_of: Callable[[Connection, Sequence[str]], list[bytes]],
        keep: Callable[[Connection, bytes], bool],
    ) -> None:
        with self._database.read() as connection:
            digests = [each for each in waiting(connection) if not self._was_refused(each)]
        for start in range(0, len(digests), BATCH):
            batch = digests[start : start + BATCH]
            with self._database.read() as connection:
                envelopes = envelopes_of(connection, batch)
            answers = unframe(self._client.call("POST", path, frame(envelopes)), "receipts")
            self._keep(batch, answers, keep)

    def _keep(self, digests: list[str], answers: list[bytes], keep: Callable[[Connection, bytes], bool]) -> None:
        with self._database.write() as connection:
            for digest, answer in zip(digests, answers, strict=False):
                if answer.startswith(_PROBLEM) or not _is_kept(keep, connection, answer):
                    _log.warning("centre refused %s", digest)
                    self._refused[digest] = time.monotonic()

    def _was_refused(self, digest: str) -> bool:
        at = self._refused.get(digest)
        return at is not None and time.monotonic() - at < _REFUSED_AGAIN_S

    def _keep_segment_receipt(self, connection: Connection, answer: bytes) -> bool:
        receipt = verify_receipt(answer, self._files.trust)
        return room.keep_segment_receipt(connection, receipt.segment_digest, answer)

    def _keep_act_receipt(self, connection: Connection, answer: bytes) -> bool:
        receipt = verify_act_receipt(answer, self._files.trust)
        return room.keep_act_receipt(connection, receipt.act_digest, answer)

    def _forward_readiness(self) -> None:
        with self._database.read() as connection:
            waiting = room.waiting_readiness(connection)
        for row in waiting:
            name = f"{row.device_id} {row.made_at}"
            if self._was_refused(name) or not self._accepts("/v1/readiness", row.envelope, name):
                continue
            with self._database.write() as connection:
                room.mark_forwarded(connection, row, now_text())

    def _accepts(self, path: str, body: bytes, name: str) -> bool:
        try:
            self._client.call("POST", path, body)
        except KnownError as error:
            if error.code != "NET-03":
                raise
            self._refused[name] = time.monotonic()
            return False
        return True

    # --- down

    def _fetch_orders(self) -> None:
        listed = decode_strict(self._client.call("GET", "/v1/orders"), OrderList, "order list")
        self._files.keep_trust(b64decode(listed.trust))
        for each in listed.orders:
            if self._orders.has_order(each.digest) or self._was_refused(each.digest):
                continue
            try:
                self._orders.install_order(self._client.call("GET", f"/v1/orders/{each.digest}"))
            except KnownError as error:
                if error.code.startswith(("NET-", "CEN-")):
                    raise
                _log.warning("order %s not installed: %s", each.digest, error.code)
                self._refused[each.digest] = time.monotonic()

    def _fetch_packs(self) -> None:
        for digest in self._orders.missing_packs():
            partial = self._files.pack_path(digest).with_suffix(".partial")
            self._client.download(f"/v1/packs/{digest}", partial)
            try:
                self._orders.install_pack(partial)
            finally:
                partial.unlink(missing_ok=True)

    def _fetch_results(self) -> None:
        for attempt_id in self._orders.wanted_results():
            envelope = self._client.call_if_there(f"/v1/results/{attempt_id}")
            if envelope is not None:
                self._orders.keep_result(envelope)


def _is_kept(keep: Callable[[Connection, bytes], bool], connection: Connection, answer: bytes) -> bool:
    """Whether it was a receipt of the centre for something held here; what is none holds up nothing else."""
    try:
        return keep(connection, answer)
    except KnownError:
        return False


def _wait(stopping: Callable[[], bool], woken: threading.Event, pause_s: float) -> None:
    """Wait for so long whoever wakes, but not for a stop."""
    until = time.monotonic() + pause_s
    while not stopping() and (left_s := until - time.monotonic()) > 0:
        woken.wait(left_s)
        woken.clear()
