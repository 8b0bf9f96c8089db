"""The steps on Windows, on a registry and a desktop in memory that answer as the real ones do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.lockdown import key_filter as keys
from desktop_app.lockdown.key_filter import KeyFilter
from desktop_app.lockdown.sequence import LockSequence
from desktop_app.lockdown.windows import POLICIES, windows_steps

WINDOW = 77
LETTER_A, LEFT_ALT, LEFT_CONTROL = 0x41, 0xA4, 0xA2


class MemoryRegistry:
    def __init__(self, values: dict[tuple[str, str], int], administrator: bool = True) -> None:
        self.values, self._administrator = values, administrator

    def read(self, hive: str, path: str, name: str) -> int | None:
        return self.values.get((hive, path + "\\" + name))

    def write(self, hive: str, path: str, name: str, value: int) -> None:
        self._check(hive)
        self.values[hive, path + "\\" + name] = value

    def delete(self, hive: str, path: str, name: str) -> None:
        self._check(hive)
        self.values.pop((hive, path + "\\" + name), None)

    def _check(self, hive: str) -> None:
        if hive == "machine" and not self._administrator:
            raise PermissionError("Access is denied")


class MemoryDesktop:
    def __init__(self) -> None:
        self.bar, self.awake, self.clipboard = True, False, "jawaban"
        self.hidden: set[int] = set()
        self.blocks: Callable[[int, bool], bool] | None = None

    def task_bar_shown(self) -> bool:
        return self.bar

    def show_task_bar(self, shown: bool) -> None:
        self.bar = shown

    def hook_keyboard(self, blocks: Callable[[int, bool], bool]) -> None:
        self.blocks = blocks

    def unhook_keyboard(self) -> None:
        self.blocks = None

    def hide_from_capture(self, window: int, hidden: bool) -> None:
        (self.hidden.add if hidden else self.hidden.discard)(window)

    def clear_clipboard(self) -> None:
        self.clipboard = ""

    def keep_awake(self, awake: bool) -> None:
        self.awake = awake


def steps_on(registry: MemoryRegistry, desktop: MemoryDesktop) -> tuple:
    return windows_steps(registry, desktop, KeyFilter(), lambda: [WINDOW])


POLICY_NAMES = [(each.hive, each.path + "\\" + each.name) for each in POLICIES]


@given(before=st.dictionaries(st.sampled_from(POLICY_NAMES), st.integers(0, 2)), restarted=st.booleans())
def test_a_windows_pc_is_as_it_was_also_when_the_program_was_killed(
    tmp_path_factory: pytest.TempPathFactory, before: dict[tuple[str, str], int], restarted: bool
) -> None:
    journal = tmp_path_factory.mktemp("pc") / "journal"
    registry, desktop = MemoryRegistry(dict(before)), MemoryDesktop()
    steps = steps_on(registry, desktop)
    assert LockSequence(journal, "").perform(steps) == []
    assert {registry.values[each] for each in POLICY_NAMES} == {1}
    assert (desktop.bar, desktop.awake, desktop.clipboard, desktop.hidden) == (False, True, "", {WINDOW})
    assert desktop.blocks is not None
    if restarted:
        # What the program held has ended with it; the registry and the hidden task bar have not.
        desktop.blocks, desktop.awake, desktop.hidden = None, False, set()
        steps = steps_on(registry, desktop)
    assert LockSequence(journal, "").revert(steps) == []
    assert registry.values == before
    assert (desktop.bar, desktop.awake, desktop.hidden, desktop.blocks) == (True, False, set(), None)


def test_a_user_who_is_no_administrator_is_told_which_policy_is_missing(tmp_path: Path) -> None:
    registry, desktop = MemoryRegistry({}, administrator=False), MemoryDesktop()
    [failure] = LockSequence(tmp_path / "journal", "").perform(steps_on(registry, desktop))
    assert failure.values["step"] == "policy-HideFastUserSwitching"
    assert not desktop.bar


@pytest.mark.parametrize(
    ("held", "key"),
    [
        ((), keys.PRINT),
        ((), keys.LEFT_WINDOWS),
        ((), keys.RIGHT_WINDOWS),
        ((LEFT_ALT,), keys.TAB),
        ((LEFT_ALT,), keys.F4),
        ((LEFT_ALT,), keys.ESCAPE),
        ((LEFT_CONTROL,), keys.ESCAPE),
        ((LEFT_CONTROL, LEFT_ALT), keys.TAB),
    ],
)
def test_keys_that_leave_the_exam_are_blocked(held: tuple[int, ...], key: int) -> None:
    blocks = KeyFilter().blocks
    assert not any(blocks(each, True) for each in held)
    assert blocks(key, True)
    assert blocks(key, False)


@given(st.lists(st.tuples(st.integers(1, 0xFE), st.booleans()), max_size=40))
def test_letters_digits_and_plain_keys_always_reach_the_exam(strokes: list[tuple[int, bool]]) -> None:
    filter_ = KeyFilter()
    for key, pressed in strokes:
        filter_.blocks(key, pressed)
    for letter in [*range(0x30, 0x3A), *range(0x41, 0x5B), 0x0D, 0x08, 0x25, 0x26, 0x27, 0x28]:
        assert not filter_.blocks(letter, True)
    for held in keys.ALTS | keys.CONTROLS:
        filter_.blocks(held, False)
    assert not filter_.blocks(keys.TAB, True)


def test_presses_of_print_are_counted_once_each() -> None:
    filter_ = KeyFilter()
    for _ in range(2):
        filter_.blocks(keys.PRINT, True)
        filter_.blocks(keys.PRINT, False)
    assert filter_.screenshots == 2
