"""A second display on a real X server is one incident, and its going is none."""

from __future__ import annotations

import pytest

from desktop_app.lockdown.watchers import Watchers
from tests.integration.pc.screens import on


def test_a_display_that_appears_is_told_once(display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", display)
    told: list[tuple[str, str]] = []
    watchers = Watchers(lambda kind, note: told.append((kind, note)))
    watchers.poll()
    told.clear()
    on(display, "xrandr", "--setmonitor", "KIRI", "640/160x768/200+0+0", "screen")
    on(display, "xrandr", "--setmonitor", "KANAN", "640/160x768/200+640+0", "none")
    watchers.poll()
    watchers.poll()
    assert ("new_display", "640x768+640+0") in told
    assert len(told) == len(set(told))
    on(display, "xrandr", "--delmonitor", "KANAN")
    watchers.poll()
    assert len(told) == len(set(told)) <= 2
