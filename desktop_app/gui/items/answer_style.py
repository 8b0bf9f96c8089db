"""The part of the style sheet for the item: fields to write in, the open list of a choice, a shared text."""

from __future__ import annotations

from functools import cache

from desktop_app.gui.theme import px
from question_packs import design_tokens as tokens
from question_packs.design_tokens import Palette


@cache
def answer_style(palette: Palette, scale: float) -> str:
    """Rules for the roles `answer` (fields), `popup` (an open list), `stimulus` and `dock` (a tool beside the item)."""
    line, focus = tokens.LINE_WIDTH, tokens.FOCUS_WIDTH
    inner = px(tokens.TARGET, scale) - 2 * focus
    return f"""
    QLineEdit[role="answer"] {{
        min-height: {inner}px; padding: {focus - line}px {px(tokens.SPACE_2, scale)}px;
        font-size: {px(tokens.TEXT_BASE, scale)}px; border: {line}px solid {palette.line_strong};
    }}
    QLineEdit[role="answer"]:focus {{
        border: {focus}px solid {palette.focus}; padding: 0 {px(tokens.SPACE_2, scale) - focus + line}px;
    }}
    QLineEdit[role="answer"][readOnly="true"], QPlainTextEdit[role="answer"][readOnly="true"] {{
        background: {palette.surface_sunken}; border-style: dashed;
    }}
    QPlainTextEdit[role="answer"] {{
        background: {palette.surface}; color: {palette.ink}; border: {line}px solid {palette.line_strong};
        border-radius: {px(tokens.RADIUS_SMALL, scale)}px; padding: {px(tokens.SPACE_2, scale) + focus - line}px;
        font-size: {px(tokens.TEXT_BASE, scale)}px;
        selection-background-color: {palette.primary}; selection-color: {palette.on_primary};
    }}
    QPlainTextEdit[role="answer"]:focus {{
        border: {focus}px solid {palette.focus}; padding: {px(tokens.SPACE_2, scale)}px;
    }}
    QFrame[role="popup"] {{
        background: {palette.surface}; border: {line * 2}px solid {palette.line_strong};
        border-radius: {px(tokens.RADIUS, scale)}px;
    }}
    QFrame[role="dock"] {{
        background: {palette.surface}; border: none; border-left: {line * 2}px solid {palette.line_strong};
    }}
    QFrame[role="stimulus"] {{ background: {palette.surface}; border: none; border-right: {line}px solid {palette.line}; }}
    QFrame[role="stimulus"][above="true"] {{ border-right: none; border-bottom: {line * 2}px solid {palette.line_strong}; }}
    """
