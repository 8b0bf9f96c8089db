"""Which steps there are on this PC."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.lockdown.pc import JOURNAL, Lockdown, display_here


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({"DISPLAY": ":0"}, "x11"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "wayland"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "wayland"),
        ({}, "none"),
    ],
)
def test_who_draws_here(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], found: str) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert display_here() == found


def test_under_a_kiosk_compositor_x11_is_left_alone_and_nothing_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The display named here does not exist: any step of X11 would fail."""
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("DISPLAY", ":987654")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "")
    lockdown = Lockdown(tmp_path)
    assert lockdown.perform("strict") == []
    assert lockdown.revert() == []
    assert not (tmp_path / JOURNAL).exists()


def test_a_display_that_is_gone_is_told_and_tried_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":987654")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "")
    failures = Lockdown(tmp_path).perform("kiosk")
    assert {(each.code, each.values["step"]) for each in failures} == {("LCK-01", "screen-saver"), ("LCK-01", "server-keys")}
    assert all(":987654" in str(each.values["reason"]) for each in failures)
