"""The readiness checks, one function each: what was measured, and whether that is good enough for an exam.

A check never raises: what this PC cannot tell is a warning. Run by `run`; the thresholds stand here and nowhere
else.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from desktop_app.lockdown.pc import JOURNAL
from desktop_app.services.disk_reserve import DiskReserve
from desktop_app.services.readiness.first_page import CLOCK_TOLERANCE, FREE_ENOUGH, FREE_LEAST
from desktop_app.services.readiness.probe import Probe
from desktop_app.services.readiness.words import ADVICE, NONE, UNKNOWN, UNKNOWN_ADVICE
from desktop_app.services.workstation import Workstation
from desktop_app.store.database import library_version
from question_packs.design_tokens import SMALLEST_SCREEN
from question_packs.errors import InBoth, KnownError
from question_packs.records.orders import SittingOrder
from question_packs.records.readiness import CheckResult

GIGABYTE = 1024**3
WRITES = 40
SLOW_MS, TOO_SLOW_MS = 200.0, 2000.0
SKEW_WARNING, SKEW_PROBLEM = timedelta(seconds=30), timedelta(minutes=5)
MEMORY_ENOUGH, MEMORY_LEAST = 700 * 1024**2, 300 * 1024**2
BATTERY_LEAST = 30


@dataclass(frozen=True)
class Finding:
    """One check: `value` as measured; `advice` is empty where all is well. Both may know English (`InBoth`)."""

    identifier: str
    result: CheckResult
    value: str
    advice: str = ""


@dataclass(frozen=True)
class ServerTime:
    """The clock of a server: whose it is, and by how much it is ahead of this PC's."""

    name: str
    ahead: timedelta


@dataclass(frozen=True)
class Examined:
    """What the checks look at. `screens` None: the probe finds them. `server`: whose clock is known, if anybody's."""

    station: Workstation
    probe: Probe
    screens: Sequence[tuple[int, int]] | None = None
    server: ServerTime | None = None

    @property
    def orders(self) -> list[SittingOrder]:
        """The installed orders; none before the enrolment."""
        return list(self.station.orders().values()) if self.station.enrolled else []


Check = Callable[[Examined], Finding]


def tried(identifier: str, check: Check, pc: Examined) -> Finding:
    """The check's finding; a probe that fails is a warning."""
    try:
        return check(pc)
    except (OSError, ValueError, KnownError):
        return Finding(identifier, "warning", InBoth(*UNKNOWN), InBoth(*UNKNOWN_ADVICE))


def graded(identifier: str, value: str, *, problem: bool, warning: bool) -> Finding:
    """A finding by its two thresholds, with the advice of its check where it is needed."""
    result: CheckResult = "problem" if problem else "warning" if warning else "ok"
    return Finding(identifier, result, value, "" if result == "ok" else InBoth(*ADVICE[identifier]))


def enrolment(pc: Examined) -> Finding:
    """Whether this PC belongs to a room."""
    there = pc.station.enrolled
    value = pc.station.enrolment().room_title if there else InBoth(*NONE)
    return graded("enrolment", value, problem=not there, warning=False)


def order(pc: Examined) -> Finding:
    """Whether an order lies here."""
    return graded("order", str(len(pc.orders)), problem=False, warning=not pc.orders)


def packs(pc: Examined) -> Finding:
    """Every pack of every order, verified to its last byte."""
    try:
        count = len(verified_packs(pc))
    except KnownError as error:
        return graded("packs", error.code, problem=True, warning=False)
    return graded("packs", str(count), problem=False, warning=not count)


def verified_packs(pc: Examined) -> tuple[str, ...]:
    """The digests of all packs that the orders name; `PCK-…` where one is missing or damaged."""
    wanted = {pack.pack_digest for each in pc.orders for pack in (*each.forms, each.practice) if pack is not None}
    return tuple(sorted(pc.station.pack(digest).digest for digest in wanted))


def database(pc: Examined) -> Finding:
    """The library that keeps the answers."""
    try:
        return graded("database", f"SQLite {library_version()}", problem=False, warning=False)
    except KnownError as error:
        return graded("database", f"SQLite {error.values['found']}", problem=True, warning=False)


def disk(pc: Examined) -> Finding:
    """Room for answers, packs and everything else that writes here."""
    free = pc.station.machine.free_bytes(pc.station.folder.root)
    return graded("disk", gigabytes(free), problem=free < FREE_LEAST, warning=free < FREE_ENOUGH)


def reserve(pc: Examined) -> Finding:
    """The reserve for a full disk, laid down now if it is not here yet."""
    try:
        DiskReserve(pc.station.folder.root).lay_down()
    except KnownError as error:
        return graded("reserve", error.code, problem=False, warning=True)
    return graded("reserve", "64 MB", problem=False, warning=False)


def write_speed(pc: Examined) -> Finding:
    """How long it takes until an answer is durable."""
    times = pc.probe.sync_times_ms(pc.station.folder.root, WRITES)
    slow = statistics.quantiles(times, n=20)[-1]
    value = f"median {number(statistics.median(times))} ms, p95 {number(slow)} ms"
    return graded("write_speed", value, problem=slow > TOO_SLOW_MS, warning=slow > SLOW_MS)


def clock(pc: Examined) -> Finding:
    """Against a server where one was reached; else only that it is not before what the centre has issued."""
    if pc.server is not None:
        ahead = abs(pc.server.ahead)
        value = f"{number(ahead.total_seconds())} s ({pc.server.name})"
        return graded("clock", value, problem=ahead > SKEW_PROBLEM, warning=ahead > SKEW_WARNING)
    now = datetime.fromtimestamp(pc.station.machine.moment().wall_ms / 1000, UTC)
    behind = any(now < datetime.fromisoformat(each.issued_at) - CLOCK_TOLERANCE for each in pc.orders)
    return graded("clock", now.strftime("%Y-%m-%d %H:%M UTC"), problem=behind, warning=False)


def time_zone(pc: Examined) -> Finding:
    """By the offset at the sitting's own time: names of zones differ between systems, offsets do not."""
    differing = False
    for each in pc.orders:
        opens = datetime.fromisoformat(each.opens_at)
        differing |= pc.probe.utc_offset(opens) != opens.astimezone(ZoneInfo(each.time_zone)).utcoffset()
    hours = pc.probe.utc_offset(datetime.fromtimestamp(pc.station.machine.moment().wall_ms / 1000, UTC)) / timedelta(hours=1)
    return graded("time_zone", f"UTC{hours:+g}".replace(".", ","), problem=False, warning=differing)


def memory(pc: Examined) -> Finding:
    """What is left for the exam."""
    available, total = pc.probe.memory()
    value = f"{gigabytes(available)} / {gigabytes(total)}"
    return graded("memory", value, problem=available < MEMORY_LEAST, warning=available < MEMORY_ENOUGH)


def power(pc: Examined) -> Finding:
    """A battery bridges a cut; it does not last an exam."""
    battery = pc.probe.battery()
    if battery is None:
        return graded("power", InBoth("listrik, tanpa baterai", "mains, no battery"), problem=False, warning=False)
    percent, on_mains = battery
    value = InBoth(f"baterai {percent}%", f"battery {percent}%")
    return graded("power", value, problem=not on_mains and percent < BATTERY_LEAST, warning=not on_mains)


def screens(pc: Examined) -> Finding:
    """One, and large enough for an item."""
    found = pc.probe.screens() if pc.screens is None else pc.screens
    if not found:
        raise OSError("no screen found")
    small = any(width < SMALLEST_SCREEN[0] or height < SMALLEST_SCREEN[1] for width, height in found)
    value = ", ".join(f"{width} x {height}" for width, height in found)
    return graded("screens", value, problem=len(found) > 1, warning=small)


def programs(pc: Examined) -> Finding:
    """Those of the list that are running."""
    found = pc.probe.forbidden_programs()
    return graded("programs", ", ".join(found) or InBoth(*NONE), problem=bool(found), warning=False)


def remote(pc: Examined) -> Finding:
    """Somebody who works here from elsewhere."""
    found = pc.probe.remote_sessions()
    return graded("remote", ", ".join(found) or InBoth(*NONE), problem=bool(found), warning=False)


def virtual_machine(pc: Examined) -> Finding:
    """A warning and no verdict: ordinary laptops have been taken for virtual ones."""
    found = pc.probe.virtual_machine()
    return graded("virtual_machine", found or InBoth(*NONE), problem=False, warning=bool(found))


def screen_saver(pc: Examined) -> Finding:
    """It matters only where the lock-down does not switch it off."""
    after = pc.probe.blank_after_s()
    left_alone = any(each.policies.lockdown == "none" for each in pc.orders)
    value = f"{after} s" if after else InBoth(*NONE)
    return graded("screen_saver", value, problem=False, warning=bool(after) and left_alone)


def lockdown(pc: Examined) -> Finding:
    """Whether an earlier exam left something to be put back."""
    left = (pc.station.folder.root / JOURNAL).exists()
    value = InBoth("masih terpasang", "still set") if left else InBoth("tidak terpasang", "not set")
    return graded("lockdown", value, problem=False, warning=left)


def restart(pc: Examined) -> Finding:
    """An update that wants a restart will have it in the middle of an exam."""
    pending = pc.probe.restart_pending()
    value = InBoth("menunggu mulai ulang", "waits for a restart") if pending else InBoth(*NONE)
    return graded("restart", value, problem=False, warning=pending)


def printer(pc: Examined) -> Finding:
    """For the proctor's PC."""
    found = pc.probe.printers()
    return graded("printer", ", ".join(found) or InBoth(*NONE), problem=False, warning=not found)


EVERYWHERE: dict[str, Check] = {
    "enrolment": enrolment,
    "order": order,
    "packs": packs,
    "database": database,
    "disk": disk,
    "reserve": reserve,
    "write_speed": write_speed,
    "clock": clock,
    "time_zone": time_zone,
    "memory": memory,
    "power": power,
    "screens": screens,
    "programs": programs,
    "remote": remote,
    "virtual_machine": virtual_machine,
    "screen_saver": screen_saver,
    "lockdown": lockdown,
    "restart": restart,
}


def gigabytes(size: int) -> str:
    """Such as `41,2 GB`."""
    return f"{number(size / GIGABYTE)} GB"


def number(value: float) -> str:
    """One decimal, with a comma."""
    return f"{value:.1f}".replace(".", ",")
