"""Whether the room is ready: each PC's certificate, the same packs everywhere, spares, clocks. Pure."""

from __future__ import annotations

import logging
from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from desktop_app.services.console.seats import instant_ms
from desktop_app.services.console.views import PcView, RoomView
from question_packs.errors import KnownError
from question_packs.records.orders import SittingOrder
from question_packs.records.readiness import Certificate, Check, verify_certificate

log = logging.getLogger(__name__)

PcResult = Literal["problem", "packs", "missing", "warning", "ok"]
RESULTS: tuple[PcResult, ...] = ("problem", "packs", "missing", "warning", "ok")
CLOCK_TOLERANCE_MS = 60_000
_WORST = {"problem": 0, "warning": 1, "ok": 2}


@dataclass(frozen=True)
class PcLine:
    """One machine of the room. `packs`: its packs are not those of this sitting; `missing`: no certificate came.

    `worst`: what weighs most in its certificate, unless all is well. `made_ms`: epoch, None without a certificate.
    """

    device_id: str
    name: str
    node: bool
    connected: bool
    result: PcResult
    worst: Check | None
    made_ms: int | None
    ahead_ms: int | None


def certificates_of(envelopes: Iterable[str], order: SittingOrder) -> dict[str, Certificate]:
    """The certificates (base64 of envelopes) of this room's machines, proven, by device; the newest of each counts."""
    keys = order.machine_keys("device") | order.machine_keys("node")
    found: dict[str, Certificate] = {}
    for text in envelopes:
        try:
            certificate = verify_certificate(b64decode(text), keys)
        except KnownError as error:
            log.warning("a certificate is not shown: %s", error.code)
            continue
        kept = found.get(certificate.device_id)
        if kept is None or certificate.made_at > kept.made_at:
            found[certificate.device_id] = certificate
    return found


def pc_lines(room: RoomView, certificates: dict[str, Certificate]) -> tuple[PcLine, ...]:
    """Every machine of the room, the node first, then the worst first."""
    needed = frozenset(each.pack_digest for each in room.order.forms)
    nodes = [PcView(key.key_id, key.name, True, "", "") for key in room.order.devices if key.role == "node"]
    made = [_line(each, certificates.get(each.device_id), needed, True) for each in nodes]
    made += [_line(each, certificates.get(each.device_id), needed, False) for each in room.pcs]
    return tuple(sorted(made, key=lambda each: (not each.node, RESULTS.index(each.result), each.name)))


def _line(pc: PcView, certificate: Certificate | None, needed: frozenset[str], node: bool) -> PcLine:
    if certificate is None:
        return PcLine(pc.device_id, pc.name, node, pc.connected, "missing", None, None, pc.ahead_ms)
    worst = min(certificate.checks, key=lambda each: _WORST[each.result], default=None)
    mixed = not node and not needed <= frozenset(certificate.packs)
    result: PcResult = "problem" if certificate.result == "problem" else "packs" if mixed else certificate.result
    told = worst if worst is not None and worst.result != "ok" else None
    made = instant_ms(certificate.made_at)
    return PcLine(pc.device_id, pc.name, node, pc.connected, result, told, made, pc.ahead_ms)


@dataclass(frozen=True)
class RoomReadiness:
    """The room in figures. `spares`: ready PCs beyond one for each person; below zero, so many are lacking.

    `mixed`: PCs whose packs are not those of this sitting. `wrong_clocks`: PCs whose clock differs from the node's.
    """

    lines: tuple[PcLine, ...]
    ready: int
    spares: int
    mixed: tuple[str, ...]
    wrong_clocks: tuple[str, ...]

    @property
    def unready(self) -> int:
        """PCs with a problem or without a certificate."""
        return sum(each.result in ("problem", "packs", "missing") for each in self.lines if not each.node)


def readiness(room: RoomView, certificates: dict[str, Certificate]) -> RoomReadiness:
    """How the room stands."""
    lines = pc_lines(room, certificates)
    ready = sum(each.result in ("ok", "warning") for each in lines if not each.node)
    return RoomReadiness(
        lines,
        ready,
        ready - len(room.seats),
        tuple(each.name for each in lines if each.result == "packs"),
        tuple(each.name for each in lines if each.ahead_ms is not None and abs(each.ahead_ms) > CLOCK_TOLERANCE_MS),
    )
