"""Is this PC fit for an exam: the few checks of the first page. The full readiness run comes with the proctor console."""

from __future__ import annotations

from datetime import datetime, timedelta

from desktop_app.services.presenting import local_time
from desktop_app.services.sittings import Sittings
from desktop_app.services.views import CheckState, ReadyCheck
from desktop_app.services.workstation import Workstation
from question_packs.errors import KnownError

FREE_ENOUGH = 1024**3
FREE_LEAST = 100 * 1024**2
CLOCK_TOLERANCE = timedelta(minutes=10)


def ready_checks(station: Workstation, sittings: Sittings) -> tuple[ReadyCheck, ...]:
    """Enrolment, disk, stores, packs, clock. `detail` is a short figure, a code or empty; the words are the GUI's."""
    if not station.enrolled:
        return (ReadyCheck("enrolment", "problem", ""), _disk(station))
    return (ReadyCheck("enrolment", "ok", ""), _disk(station), _stores(sittings), _packs(station), _clock(station))


def _disk(station: Workstation) -> ReadyCheck:
    free = station.machine.free_bytes(station.folder.root)
    state: CheckState = "ok" if free >= FREE_ENOUGH else "warning" if free >= FREE_LEAST else "problem"
    return ReadyCheck("disk", state, f"{free / 1024**3:.1f} GB".replace(".", ","))


def _stores(sittings: Sittings) -> ReadyCheck:
    sittings.unsent()
    damaged = sorted(set(sittings.damaged.values()))
    return ReadyCheck("database", "problem" if damaged else "ok", ", ".join(damaged))


def _packs(station: Workstation) -> ReadyCheck:
    if not station.orders():
        return ReadyCheck("packs", "warning", "0")
    missing = station.missing_packs()
    if missing:
        return ReadyCheck("packs", "problem", str(len(missing)))
    try:
        digests = {form.pack_digest for order in station.orders().values() for form in order.forms}
        for digest in digests:
            station.pack(digest)
    except KnownError as error:
        return ReadyCheck("packs", "problem", error.code)
    return ReadyCheck("packs", "ok", str(len(digests)))


def _clock(station: Workstation) -> ReadyCheck:
    """A clock behind the newest order is wrong for certain: a dead battery after a power cut sets it back."""
    issued = [datetime.fromisoformat(order.issued_at) for order in station.orders().values()]
    now = datetime.fromisoformat(station.machine.moment().wall_time)
    behind = any(now < each - CLOCK_TOLERANCE for each in issued)
    zone = next((order.time_zone for order in station.orders().values()), "UTC")
    return ReadyCheck("clock", "warning" if behind else "ok", local_time(now.isoformat(), zone)[11:])
