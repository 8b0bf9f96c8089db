"""The watchers tell each thing once when it comes, and never flood; what a PC cannot answer is no incident (row 24)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.lockdown.forbidden import forbidden_programs
from desktop_app.lockdown.system import SystemProbe
from desktop_app.lockdown.watchers import Watchers
from question_packs.records.events import INCIDENTS

PROGRAMS = forbidden_programs()


class Pc:
    """A PC in memory: what a `SystemProbe` would find there."""

    def __init__(self) -> None:
        self.processes: dict[int, str] = {1: "systemd", 2: "openbox"}
        self.disks = {"/": "/dev/sda1"}
        self.console, self.monitors = "tty2", ("1366x768+0+0",)
        self.sessions: set[str] = set()

    def process_ids(self) -> set[int]:
        return set(self.processes)

    def program_names(self, process_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
        return {each: (self.processes[each],) for each in process_ids}

    def mounted_disks(self) -> dict[str, str]:
        return dict(self.disks)

    def active_console(self) -> str:
        return self.console

    def displays(self) -> tuple[str, ...]:
        return self.monitors

    def remote_sessions(self) -> set[str]:
        return set(self.sessions)


def watch(pc: Pc) -> tuple[Watchers, list[tuple[str, str]]]:
    told: list[tuple[str, str]] = []
    return Watchers(lambda kind, note: told.append((kind, note)), pc, PROGRAMS), told


def plug_in(pc: Pc) -> None:
    pc.disks["/media/stik"] = "/dev/sdb1"


def switch(pc: Pc) -> None:
    pc.console = "tty3"


def second_screen(pc: Pc) -> None:
    pc.monitors = ("1366x768+0+0", "1024x768+1366+0")


def log_in(pc: Pc) -> None:
    pc.sessions.add("teknisi@10.0.0.9")


def start(pc: Pc) -> None:
    pc.processes[99] = "AnyDesk.exe"


CAUSES = {
    "new_medium": (plug_in, "/media/stik (/dev/sdb1)"),
    "console_switched": (switch, "tty3"),
    "new_display": (second_screen, "1024x768+1366+0"),
    "remote_session": (log_in, "teknisi@10.0.0.9"),
    "forbidden_program": (start, "AnyDesk"),
}


@pytest.mark.parametrize("kind", CAUSES)
def test_each_thing_is_told_once_when_it_comes_and_again_after_it_was_gone(kind: str) -> None:
    pc = Pc()
    watchers, told = watch(pc)
    cause, note = CAUSES[kind]
    for _ in range(3):
        watchers.poll()
    assert told == []
    cause(pc)
    for _ in range(5):
        watchers.poll()
    assert told == [(kind, note)]
    pc.__init__()
    watchers.poll()
    cause(pc)
    watchers.poll()
    assert told == [(kind, note)] * 2
    assert kind in INCIDENTS


def test_what_the_pc_had_at_the_beginning_is_its_own_state_but_a_forbidden_program_is_told() -> None:
    pc = Pc()
    for cause, _ in CAUSES.values():
        cause(pc)
    watchers, told = watch(pc)
    for _ in range(3):
        watchers.poll()
    assert told == [("forbidden_program", "AnyDesk")]


def test_many_processes_of_one_program_are_one_incident() -> None:
    pc = Pc()
    watchers, told = watch(pc)
    for number in range(50):
        pc.processes[100 + number] = "teamviewer_service"
        watchers.poll()
    assert told == [("forbidden_program", "TeamViewer")]


def test_a_process_that_takes_its_name_a_moment_after_it_began_is_found() -> None:
    pc = Pc()
    watchers, told = watch(pc)
    pc.processes[99] = "bash"
    watchers.poll()
    pc.processes[99] = "rustdesk"
    watchers.poll()
    assert told == [("forbidden_program", "RustDesk")]


@given(st.lists(st.sampled_from([*CAUSES, "calm"]), max_size=30))
def test_there_are_never_more_incidents_than_causes(causes: list[str]) -> None:
    pc = Pc()
    watchers, told = watch(pc)
    for kind in causes:
        if kind == "calm":
            pc.__init__()
        else:
            CAUSES[kind][0](pc)
        watchers.poll()
    assert len(told) <= sum(kind != "calm" for kind in causes)
    assert {kind for kind, _ in told} == set(causes) - {"calm"}


def test_a_question_that_the_pc_cannot_answer_silences_no_other(caplog: pytest.LogCaptureFixture) -> None:
    pc = Pc()

    def broken() -> tuple[str, ...]:
        raise OSError("xrandr: not found")

    pc.displays = broken
    watchers, told = watch(pc)
    plug_in(pc)
    watchers.poll()
    assert [kind for kind, _ in told] == ["new_medium"]
    assert "xrandr" in caplog.text


@pytest.fixture
def start_as(tmp_path: Path) -> Iterable[Callable[[str], subprocess.Popen[bytes]]]:
    """Start a real process of this name."""
    running = []

    def begin(name: str) -> subprocess.Popen[bytes]:
        shutil.copy(shutil.which("sleep") or "/bin/sleep", tmp_path / name)
        running.append(subprocess.Popen([tmp_path / name, "60"]))
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.wait()


def test_a_real_process_is_found_and_a_poll_is_cheap(start_as: Callable[[str], subprocess.Popen[bytes]]) -> None:
    told: list[tuple[str, str]] = []
    watchers = Watchers(lambda kind, note: told.append((kind, note)))
    watchers.poll()
    watchers.poll()
    told.clear()
    process = start_as("x11vnc")
    watchers.poll()
    watchers.poll()
    assert told == [("forbidden_program", "VNC")]
    process.kill()
    process.wait()
    costs = []
    for _ in range(20):
        began = time.perf_counter()
        watchers.poll()
        costs.append(time.perf_counter() - began)
    # The median: another program may hold the processor up now and then.
    assert sorted(costs)[len(costs) // 2] < 0.020


@pytest.mark.parametrize(
    ("name", "program"),
    [
        ("TeamViewer_Service.exe", "TeamViewer"),
        ("AnyDesk-4f2c.exe", "AnyDesk"),
        ("rustdesk", "RustDesk"),
        ("obs64.exe", "OBS Studio"),
        ("remoting_host.exe", "Chrome Remote Desktop"),
    ],
)
def test_known_programs_are_found_by_the_names_they_run_under(name: str, program: str) -> None:
    assert PROGRAMS.find([name]) == program


@pytest.mark.parametrize("name", ["python3", "openbox", "explorer.exe", "dd", "Xorg", "systemd", "svchost.exe", "job64"])
def test_what_every_pc_runs_is_not_on_the_list(name: str) -> None:
    assert PROGRAMS.find([name]) is None


def test_a_script_is_found_behind_its_interpreter(tmp_path: Path) -> None:
    script = tmp_path / "rustdesk"
    script.write_text("import sys; print(flush=True); sys.stdin.readline()")
    with subprocess.Popen([sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        names = SystemProbe().program_names([process.pid])[process.pid]
        process.communicate(b"\n")
    assert PROGRAMS.find(names) == "RustDesk"
    assert SystemProbe().program_names([os.getpid()])


def test_the_list_says_when_it_was_gone_through() -> None:
    assert PROGRAMS.checked >= "2026-11-21"
