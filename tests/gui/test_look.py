"""The look holds on the smallest screen: nothing clipped, contrast kept, in both languages and at every zoom."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop_app.gui.messages import Language
from desktop_app.gui.page import Sheet
from desktop_app.gui.widgets import watermark
from desktop_app.gui.widgets.buttons import ElidedLabel
from question_packs.design_tokens import CALM, HIGH_CONTRAST, SMALLEST_SCREEN, Palette
from tests.gui.conftest import Sit
from tests.gui.room import Room
from tests.gui.way import PAGES

GUI = Path(__file__).parents[2] / "desktop_app" / "gui"


@pytest.mark.parametrize("page", PAGES)
def test_no_text_is_cut_off_on_the_smallest_screen(sit: Sit, page: str) -> None:
    robot = sit(Room())
    PAGES[page](robot)
    window = robot.window
    looks: list[tuple[int, bool, Language]] = [(100, False, "id"), (200, False, "id"), (150, True, "en"), (200, True, "en")]
    for zoom, contrast, language in looks:
        window.presentation.set_zoom(zoom)
        window.presentation.set_high_contrast(contrast)
        window.presentation.set_language(language)
        robot.settle()
        assert (window.width(), window.height()) == SMALLEST_SCREEN, f"{page} at {zoom} % needs more than the screen"
        for part in (*window.findChildren(QPushButton), *window.findChildren(QLabel)):
            if part.isVisible():
                assert _fits(part), f"{part.objectName() or part.property('text')} at {zoom} % in {language}"


@pytest.mark.parametrize("page", [name for name in PAGES if "exam" not in name])
def test_what_can_be_pressed_next_is_in_sight_at_every_zoom(sit: Sit, page: str) -> None:
    robot = sit(Room())
    PAGES[page](robot)
    for zoom in (100, 150, 200):
        robot.window.presentation.set_zoom(zoom)
        robot.settle()
        sheet = robot.page()
        assert isinstance(sheet, Sheet)
        buttons = [sheet.foot.itemAt(place).widget() for place in range(sheet.foot.count())]
        for button in buttons:
            if button is not None and button.isVisible():
                place = QRect(button.mapTo(robot.window, QPoint()), button.size())
                assert robot.window.rect().contains(place), f"{button.objectName()} at {zoom} %"


def _fits(part: QWidget) -> bool:
    if isinstance(part, ElidedLabel):
        return True  # gives way with an ellipsis
    wrapped = isinstance(part, QLabel) and part.wordWrap()
    needed = part.heightForWidth(part.width()) if wrapped else part.sizeHint().height()
    return part.height() >= needed and (wrapped or part.width() >= part.sizeHint().width())


def contrast_ratio(one: str, other: str) -> float:
    """WCAG 2 contrast of two colours."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in QColor(colour).getRgbF()[:3]
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", [CALM, HIGH_CONTRAST], ids=["calm", "high-contrast"])
def test_every_text_has_seven_to_one(palette: Palette) -> None:
    grounds = (palette.ground, palette.surface, palette.surface_sunken, palette.selected, palette.primary_soft)
    pairs = [(ink, ground) for ink in (palette.ink, palette.ink_soft) for ground in grounds]
    pairs += [(palette.on_primary, palette.primary), (palette.on_primary, palette.primary_hover)]
    pairs += [(palette.primary, palette.surface), (palette.primary, palette.ground), (palette.primary, palette.primary_soft)]
    pairs += [(palette.flag, palette.flag_soft), (palette.danger, palette.danger_soft)]
    pairs += [(palette.success, palette.success_soft), (palette.success, palette.surface), (palette.danger, palette.surface)]
    assert {pair: round(contrast_ratio(*pair), 2) for pair in pairs if contrast_ratio(*pair) < 7} == {}


@pytest.mark.parametrize("palette", [CALM, HIGH_CONTRAST], ids=["calm", "high-contrast"])
def test_row_43_the_watermark_leaves_every_text_its_seven_to_one_and_can_be_seen(palette: Palette) -> None:
    for ground in (palette.surface, palette.selected):
        below = _blended(palette.ink, ground, watermark.OPACITY)
        assert contrast_ratio(palette.ink, below) >= 7
        assert 1.05 <= contrast_ratio(below, ground) <= 1.5


def _blended(ink: str, ground: str, opacity: float) -> str:
    parts = zip(QColor(ink).getRgb()[:3], QColor(ground).getRgb()[:3], strict=True)
    return QColor(*(round(opacity * one + (1 - opacity) * other) for one, other in parts)).name()


@pytest.mark.parametrize("palette", [CALM, HIGH_CONTRAST], ids=["calm", "high-contrast"])
def test_lines_and_focus_ring_can_be_told_from_their_ground(palette: Palette) -> None:
    for ground in (palette.ground, palette.surface):
        assert contrast_ratio(palette.line_strong, ground) >= 3
        assert contrast_ratio(palette.focus, ground) >= 3


def test_no_colour_stands_outside_the_tokens() -> None:
    found = [path.name for path in GUI.rglob("*.py") if re.search(r"#[0-9A-Fa-f]{6}\b", path.read_text(encoding="utf-8"))]
    assert found == []
