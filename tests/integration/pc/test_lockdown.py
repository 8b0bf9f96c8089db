"""The PC is given back as it was: on a real X server, with real GNOME settings, killed at every moment (row 39)."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.lockdown.pc import JOURNAL, Lockdown
from tests.integration.pc import lock_and_die
from tests.integration.pc.lock_and_die import SURVIVED, here

SCHEMAS = """<schemalist>
  <schema id="org.gnome.mutter" path="/org/gnome/mutter/">
    <key name="overlay-key" type="s"><default>'Super_L'</default></key>
  </schema>
  <schema id="org.gnome.desktop.session" path="/org/gnome/desktop/session/">
    <key name="idle-delay" type="u"><default>300</default></key>
  </schema>
  <schema id="org.gnome.desktop.wm.keybindings" path="/org/gnome/desktop/wm/keybindings/">
    <key name="switch-applications" type="as"><default>['&lt;Super&gt;Tab', '&lt;Alt&gt;Tab']</default></key>
    <key name="lower" type="as"><default>[]</default></key>
  </schema>
</schemalist>
"""


class Pc:
    """A PC with a screen, a desktop and a kernel switch, all of them changed from their defaults by its owner."""

    def __init__(self, folder: Path, display: str) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "DISPLAY": display,
            "XDG_CURRENT_DESKTOP": "ubuntu:GNOME",
            "XDG_CONFIG_HOME": str(folder / "config"),
            "GSETTINGS_BACKEND": "keyfile",
            "GSETTINGS_SCHEMA_DIR": str(folder),
            "QT_QPA_PLATFORM": "xcb",
        }
        (folder / "lontar.gschema.xml").write_text(SCHEMAS)
        (folder / "sysrq").write_text("438")
        subprocess.run([schema_compiler(), str(folder)], check=True)
        self.run("xset", "s", "777", "33")
        self.run("xset", "s", "noblank")
        self.run("setxkbmap", "-layout", "us,id", "-option", "grp:alt_shift_toggle", "-option", "ctrl:nocaps")
        self.run("gsettings", "set", "org.gnome.desktop.session", "idle-delay", "90")

    def run(self, *command: str) -> str:
        done = subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True, timeout=20)
        return done.stdout

    def state(self) -> tuple[str, ...]:
        """All that a lock-down may change."""
        return (
            self.run("xset", "q"),
            self.run("setxkbmap", "-query"),
            self.run("xkbcomp", self.environment["DISPLAY"], "-"),
            self.run("gsettings", "list-recursively"),
            (self.folder / "sysrq").read_text(),
        )

    def lock_and_die(self, moment: int) -> int:
        """A program of its own locks the PC down and is killed at this moment; how it ended."""
        child = os.fork()
        if child == 0:
            try:
                os._exit(lock_and_die.main(self.folder, moment))
            finally:
                os._exit(70)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def restore_by_hand(self) -> None:
        self.run(sys.executable, "-m", "desktop_app", "--state", str(self.folder), "restore")


def schema_compiler() -> str:
    found = [*Path("/usr/lib").glob("*/glib-2.0/glib-compile-schemas"), Path("/usr/bin/glib-compile-schemas")]
    return str(next(each for each in found if each.exists()))


@pytest.fixture
def pc(display: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pc:
    made = Pc(tmp_path, display)
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    return made


def test_every_step_changes_something_real_and_all_of_it_comes_back(pc: Pc) -> None:
    before = pc.state()
    lockdown = Lockdown(pc.folder)
    lockdown._steps = tuple(here(step, pc.folder) for step in lockdown._all_steps())
    assert lockdown.perform("none") == []
    assert pc.state() == before
    assert lockdown.perform("strict") == []
    screen, keyboard, keymap, desktop, kernel = pc.state()
    assert "timeout:  0 " in screen
    assert "srvrkeys:none" in keyboard
    assert "XF86Switch_VT_1" not in keymap.partition("xkb_symbols")[2]
    assert "overlay-key ''" in desktop
    assert "switch-applications @as []" in desktop
    assert kernel == "0"
    assert lockdown.revert() == []
    assert pc.state() == before
    assert not (pc.folder / JOURNAL).exists()


def test_killed_at_every_moment_the_pc_is_given_back_by_the_next_start(pc: Pc) -> None:
    before = pc.state()
    for moment in range(1, 100):
        ended_with = pc.lock_and_die(moment)
        if ended_with == SURVIVED:
            break
        assert ended_with == -signal.SIGKILL
        assert Lockdown(pc.folder).revert() == []
        assert pc.state() == before, f"killed at moment {moment}"
    assert moment > 20, "not every step was killed"
    assert pc.state() == before


def test_a_technician_gives_the_pc_back_by_hand(pc: Pc) -> None:
    before = pc.state()
    for moment in (12, 20):
        pc.lock_and_die(moment)
        assert pc.state() != before
        pc.restore_by_hand()
        assert pc.state() == before


def test_the_sleep_inhibitor_ends_with_a_killed_program(tmp_path: Path) -> None:
    """What holds the inhibition reads a pipe from the program: its end, however it comes, is the holder's end."""
    program = (
        "import sys, os, signal; from pathlib import Path; from desktop_app.lockdown.linux import Sleep\n"
        "sleep = Sleep(('env',), systemd=Path('/')); sleep.perform()\n"
        "print(sleep._holder.pid, flush=True); sys.stdin.readline(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        holder = os.pidfd_open(int(process.stdout.readline()))
        process.communicate("die\n")
    assert ended(holder)


def ended(process: int) -> bool:
    """A pidfd becomes readable when its process has ended."""
    try:
        return bool(select.select([process], [], [], 10)[0])
    finally:
        os.close(process)
