"""What the console's pages add to the house's style sheet: the rail, compact buttons, choices, lists."""

from __future__ import annotations

from functools import cache

from desktop_app.gui.theme import px, style_sheet
from question_packs import design_tokens as tokens
from question_packs.design_tokens import Palette


@cache
def console_sheet(palette: Palette, scale: float) -> str:
    """The whole style sheet of a console page; `scale` is the presentation's, density comes on top."""
    dense = scale * tokens.CONSOLE_DENSITY
    return "\n".join(
        (style_sheet(palette, dense), _rail(palette, dense), _compact(palette, dense), _choices(palette, dense))
    )


def _rail(palette: Palette, scale: float) -> str:
    focus = tokens.FOCUS_WIDTH
    return f"""
    QFrame[role="rail"] {{ background: {palette.surface_sunken}; border: none;
        border-right: {tokens.LINE_WIDTH}px solid {palette.line}; }}
    QFrame[role="trouble"] {{ border: none; border-top: {tokens.LINE_WIDTH}px solid {palette.line}; }}
    QPushButton[role="rail"] {{ color: {palette.ink}; font-weight: 600; text-align: left; border-radius: 0;
        border: {focus}px solid transparent; border-left: {px(tokens.SPACE_1, scale)}px solid transparent;
        padding: 0 {px(tokens.SPACE_2, scale)}px; }}
    QPushButton[role="rail"]:checked {{ background: {palette.surface}; color: {palette.primary}; font-weight: 700;
        border: {focus}px solid transparent; border-left: {px(tokens.SPACE_1, scale)}px solid {palette.primary};
        padding: 0 {px(tokens.SPACE_2, scale)}px; }}
    QPushButton[role="rail"]:focus {{ border: {focus}px solid {palette.focus}; padding: 0 {px(tokens.SPACE_2, scale)}px; }}
    """


def _compact(palette: Palette, scale: float) -> str:
    """Small buttons for rows of a list; a dangerous one is told by its words and its dashed edge, then by colour."""
    side, line = px(tokens.SPACE_3, scale), tokens.LINE_WIDTH
    height = px(tokens.SPACE_8, scale)
    return f"""
    QPushButton[role="compact"], QPushButton[role="danger"], QPushButton[role="chip"] {{
        min-height: {height}px; padding: 0 {side}px; background: {palette.surface};
        border: {line}px solid {palette.line_strong}; border-radius: {px(tokens.RADIUS_SMALL, scale)}px; }}
    QPushButton[role="chip"] {{ font-weight: 400; color: {palette.ink}; background: {palette.surface_sunken}; }}
    QPushButton[role="danger"] {{ color: {palette.danger}; border: {line}px dashed {palette.danger}; }}
    QPushButton[role="danger"]:hover {{ background: {palette.danger_soft}; }}
    QPushButton[role="compact"]:disabled, QPushButton[role="danger"]:disabled {{
        background: {palette.surface_sunken}; color: {palette.ink_soft}; border: {line}px dashed {palette.line_strong}; }}
    QPushButton[role="compact"]:focus, QPushButton[role="danger"]:focus, QPushButton[role="chip"]:focus {{
        border: {tokens.FOCUS_WIDTH}px solid {palette.focus}; min-height: {height - 2 * (tokens.FOCUS_WIDTH - line)}px;
        padding: 0 {side - tokens.FOCUS_WIDTH + line}px; }}
    QPushButton[role="compact"]:checked {{ background: {palette.primary_soft}; color: {palette.primary};
        border: {line}px solid {palette.primary}; min-height: {height}px; padding: 0 {side}px; }}
    """


def _choices(palette: Palette, scale: float) -> str:
    line, focus = tokens.LINE_WIDTH, tokens.FOCUS_WIDTH
    return f"""
    QDialog {{ background: {palette.surface}; border: {line}px solid {palette.line_strong}; }}
    QLineEdit {{ font-size: {px(tokens.TEXT_BASE, scale)}px; }}
    QPlainTextEdit {{ background: {palette.surface}; border: {line}px solid {palette.line_strong};
        border-radius: {px(tokens.RADIUS_SMALL, scale)}px; padding: {px(tokens.SPACE_1, scale)}px;
        selection-background-color: {palette.primary}; selection-color: {palette.on_primary}; }}
    QPlainTextEdit:focus {{ border: {focus}px solid {palette.focus}; }}
    QComboBox {{ background: {palette.surface}; border: {line}px solid {palette.line_strong};
        border-radius: {px(tokens.RADIUS_SMALL, scale)}px; padding: 0 {px(tokens.SPACE_3, scale)}px;
        min-height: {px(tokens.TARGET, scale)}px; }}
    QComboBox:focus {{ border: {focus}px solid {palette.focus}; padding: 0 {px(tokens.SPACE_3, scale) - focus + line}px;
        min-height: {px(tokens.TARGET, scale) - 2 * (focus - line)}px; }}
    QComboBox::drop-down {{ border: none; width: {px(tokens.SPACE_8, scale)}px; }}
    QComboBox QAbstractItemView {{ background: {palette.surface}; color: {palette.ink};
        selection-background-color: {palette.primary_soft}; selection-color: {palette.primary}; }}
    QListView, QTableView {{ background: {palette.surface}; border: {line}px solid {palette.line};
        gridline-color: {palette.line}; selection-background-color: {palette.primary_soft}; outline: 0;
        padding: {focus - line}px;
        selection-color: {palette.ink}; alternate-background-color: {palette.ground}; }}
    QListView:focus, QTableView:focus {{ border: {focus}px solid {palette.focus}; padding: 0; }}
    QHeaderView::section {{ background: {palette.surface_sunken}; color: {palette.ink_soft}; border: none; font-weight: 600;
        border-bottom: {line}px solid {palette.line_strong};
        padding: {px(tokens.SPACE_1, scale)}px; }}
    """
