"""The full readiness run: all checks, the rehearsal if asked for, and the signed certificate of it.

Called on the store's thread by `python -m desktop_app ready` and by the console's page of readiness; the room node, where
one is known, is asked for its time and given the certificate.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop_app.services.readiness import checks
from desktop_app.services.readiness.checks import Examined, Finding, ServerTime, graded
from desktop_app.services.readiness.probe import Probe
from desktop_app.services.readiness.rehearsal import Rehearsed, rehearse
from desktop_app.services.room import RoomClient
from desktop_app.services.workstation import Workstation
from desktop_app.store.files import on_own_disk, write_whole
from desktop_app.sync.http_transport import HttpTransport
from desktop_app.version import VERSION
from question_packs.errors import InBoth, KnownError
from question_packs.records.readiness import Certificate, CheckResult, sign_certificate
from question_packs.records.readiness import Check as Checked

CERTIFICATE_FILE = "readiness.certificate"
_NAMELESS = InBoth("pusat", "centre")


@dataclass(frozen=True)
class Wanted:
    """What a run covers. `screens`: what the window knows of them. `printer`: this is the proctor's PC."""

    screens: Sequence[tuple[int, int]] | None = None
    printer: bool = False
    rehearsal: bool = False


@dataclass(frozen=True)
class Report:
    """All findings of one run; `packs`: digests verified to the last byte."""

    findings: tuple[Finding, ...]
    packs: tuple[str, ...]
    rehearsed: bool

    @property
    def result(self) -> CheckResult:
        """The worst of them."""
        found = {each.result for each in self.findings}
        return "problem" if "problem" in found else "warning" if "warning" in found else "ok"


def run_checks(
    station: Workstation, room: RoomClient | None, wanted: Wanted | None = None, probe: Probe | None = None
) -> Certificate:
    """Examine this PC; the certificate, not signed yet."""
    return certificate_of(station, examine(station, room, wanted or Wanted(), probe))


def examine(station: Workstation, room: RoomClient | None, wanted: Wanted, probe: Probe | None = None) -> Report:
    """Run every check. `room` None: no network is asked."""
    server, node = _ask_servers(station, room)
    pc = Examined(station, probe or probe_of_this_pc(), wanted.screens, server)
    findings = [checks.tried(identifier, check, pc) for identifier, check in checks.EVERYWHERE.items()]
    if wanted.printer:
        findings.append(checks.tried("printer", checks.printer, pc))
    if node is not None:
        findings.append(node)
    if wanted.rehearsal:
        findings.append(_rehearsal(station))
    rehearsed = wanted.rehearsal and findings[-1].result == "ok"
    return Report(tuple(findings), _packs(pc), rehearsed)


def certificate_of(station: Workstation, report: Report) -> Certificate:
    """The certificate of a report, in Indonesian; a PC that is not enrolled has no room in it."""
    enrolment = station.folder.enrolment()
    return Certificate(
        type="lontar.readiness/1",
        device_id=station.device().key_id,
        device_name=station.machine.name(),
        room_id=enrolment.room_id if enrolment else "",
        version=VERSION,
        made_at=station.machine.moment().wall_time,
        checks=tuple(Checked(each.identifier, each.result, str(each.value), str(each.advice)) for each in report.findings),
        packs=report.packs,
        rehearsed=report.rehearsed,
    )


def keep_certificate(station: Workstation, certificate: Certificate, copy: Path | None = None) -> tuple[bytes, Path]:
    """Sign it and keep it in the state folder, and as `copy`, such as on a stick; its envelope and where it lies."""
    envelope = sign_certificate(certificate, station.device())
    path = station.folder.root / CERTIFICATE_FILE
    with on_own_disk("readiness certificate"):
        write_whole(path, envelope)
    if copy is not None:
        try:
            write_whole(copy, envelope, 0o644)
        except OSError as error:
            raise KnownError("NET-04", path=copy) from error
        path = copy
    return envelope, path


def send_certificate(room: RoomClient, envelope: bytes) -> str:
    """Give it to the room node; the node's name. No node now: `NET-01`."""
    node = room.node()
    if node is None:
        raise KnownError("NET-01")
    road = room.road(node)
    try:
        road.readiness(envelope)
    finally:
        road.close()
    return node.card.node_name


def _packs(pc: Examined) -> tuple[str, ...]:
    try:
        return checks.verified_packs(pc)
    except KnownError:
        return ()


def _rehearsal(station: Workstation) -> Finding:
    try:
        done: Rehearsed = rehearse(station.folder.root, station.machine)
    except KnownError as error:
        return graded("rehearsal", error.code, problem=True, warning=False)
    times = f"median {checks.number(done.save_median_ms)} ms, p95 {checks.number(done.save_p95_ms)} ms"
    value = InBoth(f"{done.answers} jawaban, {times}", f"{done.answers} answers, {times}")
    return graded("rehearsal", value, problem=False, warning=False)


def _ask_servers(station: Workstation, room: RoomClient | None) -> tuple[ServerTime | None, Finding | None]:
    """The clock of the room node or else of the centre, and what there is to say of the node."""
    if room is None or not station.enrolled:
        return None, None
    try:
        found = room.find()
    except KnownError as error:
        missing = InBoth(f"tidak ditemukan ({error.code})", f"not found ({error.code})")
        return _time_at(station.transport(), _NAMELESS, station), graded("node", missing, problem=False, warning=True)
    name = found.card.node_name
    return _time_at(room.road(found), name, station), graded("node", name, problem=False, warning=False)


def _time_at(road: HttpTransport, name: str, station: Workstation) -> ServerTime | None:
    """None where nobody answers."""
    try:
        there = road.server_time()
    except KnownError:
        return None
    finally:
        road.close()
    here = datetime.fromtimestamp(station.machine.moment().wall_ms / 1000, UTC)
    return ServerTime(name, there - here)


def probe_of_this_pc() -> Probe:
    """The probe for this system."""
    if sys.platform == "win32":
        from desktop_app.services.readiness.windows import WindowsProbe

        return WindowsProbe()
    from desktop_app.services.readiness.linux import LinuxProbe

    return LinuxProbe()
