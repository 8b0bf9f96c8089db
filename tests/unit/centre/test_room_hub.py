"""The live link's middle: encoded once, told to whom it concerns, held up by nobody."""

from __future__ import annotations

from question_packs.records.room import ActMessage, SeatMessage, SeatReport
from sync_server.services.node.hub import QUEUE, RoomHub


def report(device: str = "pc", sitting: str = "sesi-1", saves: int = 0) -> SeatReport:
    return SeatReport(device, "PC", "in_progress", "2026-01-05T01:00:00Z", sitting, "001", attempt_id="a", saves=saves)


def hub_at(*moments: float) -> RoomHub:
    times = iter(moments)
    return RoomHub(lambda: "2026-01-05T01:00:00Z", lambda: next(times))


def test_a_connection_that_does_not_read_is_let_go_and_holds_up_nobody():
    hub = RoomHub()
    stuck, reading = hub.join("macet"), hub.join("lancar")
    for _ in range(QUEUE + 1):
        hub.tell_devices(ActMessage("x"), "sesi-1")
        reading.outbox.get_nowait()
    assert stuck.dropped.is_set()
    assert not reading.dropped.is_set()


def test_a_message_goes_to_who_has_the_sitting():
    hub = RoomHub()
    here, there = hub.join("a"), hub.join("b")
    here.sittings, there.sittings = frozenset({"sesi-1"}), frozenset({"sesi-2"})
    console = hub.watch("proktor", "sesi-2")
    hub.tell_devices(ActMessage("x"), "sesi-1")
    hub.report("a", report("a"))
    hub.report("b", report("b", ""))
    assert (here.outbox.qsize(), there.outbox.qsize(), console.outbox.qsize()) == (1, 0, 1)


def test_saves_are_counted_over_one_minute_and_per_attempt():
    hub = hub_at(10.0, 30.0, 75.0)
    hub.report("pc", report(saves=4))
    hub.report("pc", report(saves=6))
    hub.report("pc", report(saves=9))
    assert hub.saves_per_minute("sesi-1") == 3


def test_an_older_connection_that_ends_late_takes_nothing_away():
    hub = RoomHub()
    first = hub.join("pc")
    hub.report("pc", report())
    second = hub.join("pc")
    hub.leave(first)
    assert first.dropped.is_set()
    assert hub.is_connected("pc")
    hub.leave(second)
    assert hub.seats("sesi-1") == [SeatMessage(report(), False, hub.seats("sesi-1")[0].seen_at)]
