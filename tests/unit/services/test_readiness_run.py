"""The full readiness run: what is wrong with a PC is found before the exam, said in one sentence, and signed (row 39)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.lockdown.pc import JOURNAL
from desktop_app.services.disk_reserve import DiskReserve
from desktop_app.services.readiness import checks
from desktop_app.services.readiness.checks import Examined, Finding, ServerTime
from desktop_app.services.readiness.run import (
    CERTIFICATE_FILE,
    Wanted,
    certificate_of,
    examine,
    keep_certificate,
    probe_of_this_pc,
    run_checks,
)
from desktop_app.services.readiness.words import ADVICE
from desktop_app.store import attempts
from question_packs.errors import InBoth, KnownError
from question_packs.records.readiness import CHECK_NAMES, verify_certificate
from tests.rooms import Pc
from tests.samples import refused, verify_keys

GIGABYTE = 1024**3
FULL_HD = (1920, 1080)


@dataclass
class GoodPc:
    """A probe of a PC on which all is well; a test spoils one answer."""

    writes_ms: list[float] = field(default_factory=lambda: [8.0] * 40)
    free_memory: int = 4 * GIGABYTE
    charge: tuple[int, bool] | None = None
    screen_sizes: list[tuple[int, int]] = field(default_factory=lambda: [FULL_HD])
    programs: list[str] = field(default_factory=list)
    sessions: list[str] = field(default_factory=list)
    machine: str = ""
    blank_s: int = 600
    offset: timedelta = timedelta(hours=8)
    pending: bool = False
    printing: list[str] = field(default_factory=lambda: ["kantor"])

    def sync_times_ms(self, folder: Path, count: int) -> list[float]:
        return self.writes_ms

    def memory(self) -> tuple[int, int]:
        return self.free_memory, 8 * GIGABYTE

    def battery(self) -> tuple[int, bool] | None:
        return self.charge

    def screens(self) -> list[tuple[int, int]]:
        return self.screen_sizes

    def forbidden_programs(self) -> list[str]:
        return self.programs

    def remote_sessions(self) -> list[str]:
        return self.sessions

    def virtual_machine(self) -> str:
        return self.machine

    def blank_after_s(self) -> int:
        return self.blank_s

    def utc_offset(self, at: datetime) -> timedelta:
        return self.offset

    def restart_pending(self) -> bool:
        return self.pending

    def printers(self) -> list[str]:
        return self.printing


EVERYTHING = Wanted(printer=True)


def found(pc: Pc, identifier: str, probe: GoodPc | None = None) -> Finding:
    report = examine(pc.station, None, EVERYTHING, probe or GoodPc())
    [finding] = [each for each in report.findings if each.identifier == identifier]
    return finding


def test_a_pc_where_all_is_well_is_ready(pc: Pc) -> None:
    report = examine(pc.station, None, EVERYTHING, GoodPc())
    assert [each for each in report.findings if each.result != "ok"] == []
    assert report.result == "ok"
    assert set(report.packs) == {pc.room.pack.digest, pc.room.practice.digest}
    assert not report.rehearsed
    assert all(each.advice == "" for each in report.findings)


@pytest.mark.parametrize(
    ("identifier", "result", "value", "spoil"),
    [
        ("write_speed", "warning", "p95 400,0 ms", {"writes_ms": [400.0] * 40}),
        ("write_speed", "problem", "p95 3000,0 ms", {"writes_ms": [3000.0] * 40}),
        ("memory", "warning", "0,5 GB / 8,0 GB", {"free_memory": GIGABYTE // 2}),
        ("memory", "problem", "0,1 GB / 8,0 GB", {"free_memory": GIGABYTE // 10}),
        ("power", "ok", "baterai 40%", {"charge": (40, True)}),
        ("power", "warning", "baterai 90%", {"charge": (90, False)}),
        ("power", "problem", "baterai 20%", {"charge": (20, False)}),
        ("screens", "problem", "1920 x 1080, 1920 x 1080", {"screen_sizes": [FULL_HD, FULL_HD]}),
        ("screens", "warning", "1024 x 768", {"screen_sizes": [(1024, 768)]}),
        ("screens", "warning", "tidak diketahui", {"screen_sizes": []}),
        ("programs", "problem", "AnyDesk", {"programs": ["AnyDesk"]}),
        ("remote", "problem", "teknisi@10.0.0.9", {"sessions": ["teknisi@10.0.0.9"]}),
        ("virtual_machine", "warning", "kvm", {"machine": "kvm"}),
        ("time_zone", "warning", "UTC+7", {"offset": timedelta(hours=7)}),
        ("restart", "warning", "menunggu mulai ulang", {"pending": True}),
        ("printer", "warning", "tidak ada", {"printing": []}),
        ("screen_saver", "ok", "600 s", {"blank_s": 600}),
    ],
)
def test_each_thing_that_is_wrong_is_told_with_its_figure_and_what_to_do(
    pc: Pc, identifier: str, result: str, value: str, spoil: dict[str, object]
) -> None:
    finding = found(pc, identifier, GoodPc(**spoil))
    assert (finding.result, value in finding.value) == (result, True), finding
    assert bool(finding.advice) == (result != "ok")


def test_a_probe_that_fails_is_a_warning_and_never_a_crash(pc: Pc) -> None:
    class Broken(GoodPc):
        def __getattribute__(self, name: str) -> Callable[..., object]:
            def fail(*_: object) -> object:
                raise OSError(name)

            return fail

    report = examine(pc.station, None, EVERYTHING, Broken())
    unknown = [each for each in report.findings if each.value == "tidak diketahui"]
    assert len(unknown) >= 10
    assert {each.result for each in unknown} == {"warning"}
    assert all(isinstance(each.advice, InBoth) for each in unknown)


def test_a_damaged_pack_is_a_problem_and_not_in_the_certificate(pc: Pc) -> None:
    path = pc.station.folder.pack_path(pc.room.pack.digest)
    path.write_bytes(path.read_bytes()[:-1])
    report = examine(pc.station, None, EVERYTHING, GoodPc())
    assert [each.value for each in report.findings if each.result == "problem"] == ["PCK-01"]
    assert report.packs == ()


def test_the_clock_is_compared_with_a_server_where_one_was_reached(pc: Pc) -> None:
    def at(ahead: timedelta) -> Finding:
        return checks.clock(Examined(pc.station, GoodPc(), None, ServerTime("Simpul ruang", ahead)))

    assert (at(timedelta(seconds=2)).result, at(timedelta(seconds=2)).value) == ("ok", "2,0 s (Simpul ruang)")
    assert at(timedelta(minutes=-2)).result == "warning"
    assert at(timedelta(days=-4000)).result == "problem"


def test_without_a_server_a_clock_before_the_order_is_wrong_for_certain(pc: Pc) -> None:
    assert found(pc, "clock").result == "ok"
    pc.machine.wall_ms = int(datetime(2020, 1, 1, tzinfo=UTC).timestamp() * 1000)
    assert found(pc, "clock").result == "problem"


def test_safeguards_that_an_earlier_exam_left_are_told(pc: Pc) -> None:
    (pc.station.folder.root / JOURNAL).write_text("{}")
    assert "restore" in found(pc, "lockdown").advice


def test_the_certificate_is_signed_by_the_pc_and_kept_here_and_on_a_stick(pc: Pc, tmp_path: Path) -> None:
    certificate = run_checks(pc.station, None, EVERYTHING, GoodPc(machine="kvm"))
    envelope, path = keep_certificate(pc.station, certificate, tmp_path / "stik" / "pc.certificate")
    assert path.read_bytes() == envelope == (pc.station.folder.root / CERTIFICATE_FILE).read_bytes()
    read = verify_certificate(envelope, verify_keys(pc.room.device))
    assert read == certificate
    assert (read.result, read.device_name, read.room_id) == ("warning", "PC-01", "ruang-1")
    [warning] = [each for each in read.checks if each.result == "warning"]
    assert warning.advice == ADVICE["virtual_machine"][0]
    assert refused(verify_certificate, envelope, verify_keys(pc.room.spares[0])).code.startswith("SEA-")


def test_the_rehearsal_runs_a_whole_exam_and_leaves_nothing(pc: Pc) -> None:
    before = files(pc)
    report = examine(pc.station, None, Wanted(rehearsal=True), GoodPc())
    assert report.findings[-1].identifier == "rehearsal"
    assert (report.findings[-1].result, report.rehearsed) == ("ok", True), report.findings[-1]
    assert "30 jawaban" in report.findings[-1].value
    assert certificate_of(pc.station, report).rehearsed
    assert files(pc) - before == {"reserve.bin"}


def test_a_rehearsal_on_a_full_disk_fails_with_its_code_and_leaves_nothing(pc: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise KnownError("STO-01")

    monkeypatch.setattr(attempts.SittingStore, "append", full)
    before = files(pc)
    report = examine(pc.station, None, Wanted(rehearsal=True), GoodPc())
    assert (report.findings[-1].result, report.findings[-1].value) == ("problem", "STO-01")
    assert not report.rehearsed
    assert files(pc) - before == {"reserve.bin"}


def files(pc: Pc) -> set[str]:
    root = pc.station.folder.root
    return {str(each.relative_to(root)) for each in root.rglob("*")}


def test_this_very_pc_can_be_examined(pc: Pc) -> None:
    """The real probe, whatever this machine is: nothing may crash, and what is measured is plausible."""
    probe = probe_of_this_pc()
    times = probe.sync_times_ms(pc.station.folder.root, 10)
    assert len(times) == 10
    assert min(times) > 0
    available, total = probe.memory()
    assert 0 < available <= total
    report = examine(pc.station, None, EVERYTHING)
    assert {each.identifier for each in report.findings} >= set(checks.EVERYWHERE)


def test_every_check_has_a_name_and_an_advice_in_both_languages() -> None:
    wanted = {*checks.EVERYWHERE, "printer", "node", "rehearsal"}
    assert wanted == set(CHECK_NAMES) == set(ADVICE)
    assert all(all(each) for each in [*CHECK_NAMES.values(), *ADVICE.values()])


def test_the_reserve_takes_real_room_and_gives_it_back_once(tmp_path: Path) -> None:
    size = 3 * 1024**2 + 17
    reserve = DiskReserve(tmp_path, size)
    assert not reserve.let_go()
    reserve.lay_down()
    reserve.lay_down()
    assert reserve.is_there
    [file] = tmp_path.iterdir()
    assert file.stat().st_blocks * 512 >= size
    assert reserve.let_go()
    assert not reserve.let_go()
    assert list(tmp_path.iterdir()) == []


def test_an_answer_on_a_full_disk_is_saved_in_the_room_of_the_reserve(pc: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
    """The candidate notices nothing: the disk is full for as long as the reserve lies there."""
    session = pc.sit_down()
    reserve = DiskReserve(pc.station.folder.root)
    reserve.lay_down()
    append = attempts.SittingStore.append

    def on_full_disk(store: attempts.SittingStore, *arguments: object) -> None:
        if reserve.is_there:
            raise KnownError("STO-01")
        append(store, *arguments)

    monkeypatch.setattr(attempts.SittingStore, "append", on_full_disk)
    states: list[str] = []
    session.on_save_state = lambda state, error: states.append(state)
    session.respond((session.item().choices[0].identifier,))
    assert states == ["saving", "saved_here"]
    assert not reserve.is_there


def test_without_a_reserve_a_full_disk_is_told(pc: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
    session = pc.sit_down()

    def full(*_: object) -> None:
        raise KnownError("STO-01")

    monkeypatch.setattr(attempts.SittingStore, "append", full)
    states: list[str] = []
    session.on_save_state = lambda state, error: states.append(state)
    session.respond((session.item().choices[0].identifier,))
    assert states[-1] == "not_saved"
