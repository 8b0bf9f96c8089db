"""Lock-down steps on Linux.

On X11: screen saver and monitor sleep off, the server's own keys (console switch, zap) off. Where GNOME runs: its shortcuts,
overlays and idle behaviour. Everywhere: no sleep while the exam runs, and no magic keys where the program may say so. Keys
that are typed at our window are held by the window itself (`gui.kiosk_window`). Under a Wayland kiosk compositor (`cage`)
the compositor runs this one program and holds the keys; nothing of X11 is to be done there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop_app.lockdown.sequence import Saved

_TIMEOUT_S = 5

# What GNOME is told for the time of the exam. A key that this version of GNOME has not is left out.
GNOME_SETTINGS: Mapping[tuple[str, str], str] = {
    ("org.gnome.desktop.lockdown", "disable-command-line"): "true",
    ("org.gnome.desktop.lockdown", "disable-user-switching"): "true",
    ("org.gnome.desktop.lockdown", "disable-lock-screen"): "true",
    ("org.gnome.desktop.lockdown", "disable-log-out"): "true",
    ("org.gnome.desktop.session", "idle-delay"): "uint32 0",
    ("org.gnome.desktop.screensaver", "lock-enabled"): "false",
    ("org.gnome.desktop.media-handling", "automount-open"): "false",
    ("org.gnome.desktop.media-handling", "autorun-never"): "true",
    ("org.gnome.desktop.notifications", "show-banners"): "false",
    ("org.gnome.mutter", "overlay-key"): "''",
    ("org.gnome.shell.keybindings", "show-screenshot-ui"): "[]",
    ("org.gnome.shell.keybindings", "screenshot"): "[]",
    ("org.gnome.shell.keybindings", "screenshot-window"): "[]",
    ("org.gnome.shell.keybindings", "show-screen-recording-ui"): "[]",
    ("org.gnome.shell.keybindings", "toggle-overview"): "[]",
    ("org.gnome.shell.keybindings", "toggle-application-view"): "[]",
    ("org.gnome.shell.keybindings", "toggle-message-tray"): "[]",
    ("org.gnome.desktop.wm.keybindings", "switch-applications"): "[]",
    ("org.gnome.desktop.wm.keybindings", "switch-windows"): "[]",
    ("org.gnome.desktop.wm.keybindings", "cycle-windows"): "[]",
    ("org.gnome.desktop.wm.keybindings", "show-desktop"): "[]",
    ("org.gnome.desktop.wm.keybindings", "close"): "[]",
    ("org.gnome.desktop.wm.keybindings", "panel-run-dialog"): "[]",
    ("org.gnome.settings-daemon.plugins.media-keys", "terminal"): "[]",
    ("org.gnome.settings-daemon.plugins.media-keys", "screensaver"): "[]",
    ("org.gnome.settings-daemon.plugins.media-keys", "logout"): "[]",
    ("org.gnome.settings-daemon.plugins.media-keys", "home"): "[]",
    ("org.gnome.settings-daemon.plugins.power", "sleep-inactive-ac-type"): "'nothing'",
    ("org.gnome.settings-daemon.plugins.power", "sleep-inactive-battery-type"): "'nothing'",
    ("org.gnome.settings-daemon.plugins.power", "power-button-action"): "'nothing'",
}


class ScreenSaver:
    """The X server neither blanks the screen nor puts the monitor to sleep."""

    name = "screen-saver"
    lasting = False

    def __init__(self, display: str) -> None:
        self._display = display

    def capture(self) -> Saved | None:
        """Timeouts in seconds and switches, as `xset q` tells them; None without a display of X11."""
        if not self._display:
            return None
        state = _on_display(self._display, "xset", "q")
        saved: Saved = {
            "display": self._display,
            "timeouts": list(_found(r"timeout:\s+(\d+)\s+cycle:\s+(\d+)", state)),
            "blank": _found(r"prefer blanking:\s+(\w+)", state)[0] == "yes",
            "expose": _found(r"allow exposures:\s+(\w+)", state)[0] == "yes",
        }
        if "Standby:" in state:
            saved["monitor"] = list(_found(r"Standby:\s+(\d+)\s+Suspend:\s+(\d+)\s+Off:\s+(\d+)", state))
            saved["monitor_sleeps"] = "DPMS is Enabled" in state
        return saved

    def perform(self) -> None:
        """Everything off."""
        _on_display(self._display, "xset", "s", "0", "0")
        if "Standby:" in _on_display(self._display, "xset", "q"):
            _on_display(self._display, "xset", "-dpms")

    def revert(self, saved: Saved) -> None:
        """As it was. Setting the monitor's times switches its sleep on, hence its switch comes last."""
        display = saved["display"]
        _on_display(display, "xset", "s", *saved["timeouts"])
        _on_display(display, "xset", "s", "blank" if saved["blank"] else "noblank")
        _on_display(display, "xset", "s", "expose" if saved["expose"] else "noexpose")
        if "monitor" in saved:
            _on_display(display, "xset", "dpms", *saved["monitor"])
            _on_display(display, "xset", "+dpms" if saved["monitor_sleeps"] else "-dpms")


class ServerKeys:
    """The X server's own keys do nothing: no switch to another console, no zap."""

    name = "server-keys"
    lasting = False

    def __init__(self, display: str) -> None:
        self._display = display

    def capture(self) -> Saved | None:
        """Rules, model, layout, variant and options, as `setxkbmap -query` tells them; None without a display of X11."""
        if not self._display:
            return None
        lines = _on_display(self._display, "setxkbmap", "-query").splitlines()
        parts = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines)}
        return {"display": self._display, "keyboard": parts}

    def perform(self) -> None:
        """One more option, on top of those that are set."""
        _on_display(self._display, "setxkbmap", "-option", "srvrkeys:none")

    def revert(self, saved: Saved) -> None:
        """The keyboard as it was; an empty option first, which clears all options."""
        keyboard = dict(saved["keyboard"])
        options = [each for each in keyboard.pop("options", "").split(",") if each]
        words = [word for key, value in keyboard.items() for word in (f"-{key}", value)]
        words += [word for each in ["", *options] for word in ("-option", each)]
        _on_display(saved["display"], "setxkbmap", *words)


class GnomeSettings:
    """GNOME's shortcuts, overlays and idle behaviour are off. The only step on Linux that outlives a reboot."""

    name = "gnome-settings"
    lasting = True

    def capture(self) -> Saved | None:
        """The present values of the settings that this GNOME has."""
        if shutil.which("gsettings") is None or "GNOME" not in os.environ.get("XDG_CURRENT_DESKTOP", ""):
            return None
        lines = _run("gsettings", "list-recursively").splitlines()
        triples = [line.split(" ", 2) for line in lines if line.count(" ") >= 2]
        found = [[schema, key, value] for schema, key, value in triples if (schema, key) in GNOME_SETTINGS]
        return {"settings": found} if found else None

    def perform(self) -> None:
        """Set them all."""
        saved = self.capture() or {"settings": []}
        for schema, key, _ in saved["settings"]:
            _run("gsettings", "set", schema, key, GNOME_SETTINGS[schema, key])

    def revert(self, saved: Saved) -> None:
        """Each its old value."""
        for schema, key, value in saved["settings"]:
            _run("gsettings", "set", schema, key, value)


class Sleep:
    """The PC neither sleeps nor reacts to its lid while the exam runs; a child process holds the inhibition.

    It holds it for as long as a pipe from this process is open, so that it ends with the program, however that ends.
    """

    name = "sleep"
    lasting = False
    COMMAND = ("systemd-inhibit", "--what=idle:sleep:handle-lid-switch", "--who=Lontar", "--why=Ujian", "--mode=block")

    def __init__(self, command: Sequence[str] = COMMAND, systemd: Path = Path("/run/systemd/system")) -> None:
        self._command = tuple(command)
        self._systemd = systemd
        self._holder: subprocess.Popen[bytes] | None = None

    def capture(self) -> Saved | None:
        """Nothing to be kept; None where systemd does not run this PC."""
        return {} if self._systemd.exists() else None

    def perform(self) -> None:
        """Start the holder; it says so when it holds."""
        holder = subprocess.Popen(
            [*self._command, "sh", "-c", "echo held; exec cat"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._holder = holder
        assert holder.stdout is not None
        if not holder.stdout.readline():
            self.revert({})
            raise OSError("sleep cannot be inhibited here")

    def revert(self, saved: Saved) -> None:
        """Let the holder end; one of a program that is gone has ended with it."""
        if self._holder is not None:
            self._holder.communicate(timeout=_TIMEOUT_S)
            self._holder = None


class MagicKeys:
    """The kernel's magic key combinations are off, where this program may say so (as root); else the installer's matter."""

    name = "magic-keys"
    lasting = False

    def __init__(self, switch: Path = Path("/proc/sys/kernel/sysrq")) -> None:
        self._switch = switch

    def capture(self) -> Saved | None:
        """The kernel's bit mask, and where it stands."""
        if not os.access(self._switch, os.W_OK):
            return None
        return {"switch": str(self._switch), "mask": self._switch.read_text().strip()}

    def perform(self) -> None:
        """All off."""
        self._switch.write_text("0")

    def revert(self, saved: Saved) -> None:
        """The mask as it was."""
        Path(saved["switch"]).write_text(saved["mask"])


def _found(pattern: str, text: str) -> tuple[str, ...]:
    match = re.search(pattern, text)
    if match is None:
        raise ValueError(f"xset said nothing of {pattern!r}")
    return match.groups()


def _on_display(display: str, *command: str) -> str:
    return _run(*command, environment={**os.environ, "DISPLAY": display})


def _run(*command: str, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=_TIMEOUT_S, env=environment)
    return done.stdout
