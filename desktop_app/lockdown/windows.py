"""Lock-down steps on Windows, written against `Registry` and `User32`; `windows_api` has the real ones.

What a policy in the registry does outlives a reboot and is journalled value by value. What the program itself holds (the
keyboard hook, the display affinity, the wake state) ends with the program.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from desktop_app.lockdown.key_filter import KeyFilter
from desktop_app.lockdown.sequence import Saved, Step

Hive = Literal["user", "machine"]

_SYSTEM = r"Software\Microsoft\Windows\CurrentVersion\Policies\System"
_EXPLORER = r"Software\Microsoft\Windows\CurrentVersion\Policies\Explorer"


class Registry(Protocol):
    """The numbers (DWORD) of the registry."""

    def read(self, hive: Hive, path: str, name: str) -> int | None:
        """The value, or None if it is not set."""
        ...

    def write(self, hive: Hive, path: str, name: str, value: int) -> None:
        """Set the value, with its path; `PermissionError` where this user may not."""
        ...

    def delete(self, hive: Hive, path: str, name: str) -> None:
        """Unset the value; nothing if it is not set."""
        ...


class User32(Protocol):
    """What is asked of the desktop."""

    def task_bar_shown(self) -> bool:
        """Whether the task bar is visible."""
        ...

    def show_task_bar(self, shown: bool) -> None:
        """Show or hide it, with its start button."""
        ...

    def hook_keyboard(self, blocks: Callable[[int, bool], bool]) -> None:
        """Ask `blocks(virtual key, pressed)` for every key, on a thread of its own."""
        ...

    def unhook_keyboard(self) -> None:
        """No more; nothing if there is no hook."""
        ...

    def hide_from_capture(self, window: int, hidden: bool) -> None:
        """Screenshots and recordings show the window (a handle) as black; `OSError` where Windows refuses."""
        ...

    def clear_clipboard(self) -> None:
        """Empty the clipboard."""
        ...

    def keep_awake(self, awake: bool) -> None:
        """Neither sleep nor screen saver."""
        ...


@dataclass(frozen=True)
class Policy:
    """One value of the registry."""

    hive: Hive
    path: str
    name: str
    value: int = 1


POLICIES = (
    Policy("user", _SYSTEM, "DisableTaskMgr"),
    Policy("user", _SYSTEM, "DisableLockWorkstation"),
    Policy("user", _SYSTEM, "DisableChangePassword"),
    Policy("user", _EXPLORER, "NoLogoff"),
    Policy("user", _EXPLORER, "NoClose"),
    Policy("user", _EXPLORER, "NoWinKeys"),
    Policy("machine", _SYSTEM, "HideFastUserSwitching"),
)


class PolicyStep:
    """One policy of the session is set for the time of the exam."""

    lasting = True

    def __init__(self, registry: Registry, policy: Policy) -> None:
        self.name = f"policy-{policy.name}"
        self._registry = registry
        self._policy = policy

    def capture(self) -> Saved | None:
        """The value before; None where it has been so anyway."""
        policy = self._policy
        before = self._registry.read(policy.hive, policy.path, policy.name)
        return None if before == policy.value else {"before": before}

    def perform(self) -> None:
        """Set it."""
        policy = self._policy
        self._registry.write(policy.hive, policy.path, policy.name, policy.value)

    def revert(self, saved: Saved) -> None:
        """The old value, or none."""
        policy, before = self._policy, saved["before"]
        if before is None:
            self._registry.delete(policy.hive, policy.path, policy.name)
        else:
            self._registry.write(policy.hive, policy.path, policy.name, before)


class TaskBar:
    """The task bar is hidden."""

    name = "task-bar"
    lasting = False

    def __init__(self, user32: User32) -> None:
        self._user32 = user32

    def capture(self) -> Saved | None:
        """None where it was not to be seen anyway."""
        return {} if self._user32.task_bar_shown() else None

    def perform(self) -> None:
        """Hide it."""
        self._user32.show_task_bar(False)

    def revert(self, saved: Saved) -> None:
        """Show it."""
        self._user32.show_task_bar(True)


class Held:
    """Something that the program holds while it runs: its end undoes it, whatever the journal says."""

    lasting = False

    def __init__(self, name: str, hold: Callable[[], None], let_go: Callable[[], None]) -> None:
        self.name = name
        self._hold = hold
        self._let_go = let_go

    def capture(self) -> Saved | None:
        """Nothing to be kept."""
        return {}

    def perform(self) -> None:
        """Take hold."""
        self._hold()

    def revert(self, saved: Saved) -> None:
        """Let go."""
        self._let_go()


def windows_steps(
    registry: Registry, user32: User32, keys: KeyFilter, windows: Callable[[], Sequence[int]]
) -> tuple[Step, ...]:
    """All steps; `windows` gives the handles of our own windows. The hook comes last, when all else is in place."""

    def capture_of_our_windows(hidden: bool) -> None:
        for window in windows():
            user32.hide_from_capture(window, hidden)

    return (
        *(PolicyStep(registry, policy) for policy in POLICIES),
        Held("awake", lambda: user32.keep_awake(True), lambda: user32.keep_awake(False)),
        Held("clipboard", user32.clear_clipboard, user32.clear_clipboard),
        Held("capture", lambda: capture_of_our_windows(True), lambda: capture_of_our_windows(False)),
        TaskBar(user32),
        Held("keyboard", lambda: user32.hook_keyboard(keys.blocks), user32.unhook_keyboard),
    )
