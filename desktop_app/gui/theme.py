"""The style sheet of the kiosk, made from the design tokens for one palette and one scale.

Widgets say what they are by the property `role`; nothing else in the GUI names a colour or a size. Painted widgets take
their figures from here and from the tokens.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont

from question_packs import design_tokens as tokens
from question_packs.design_tokens import Palette

_TEXT_ROLES = {
    "small": (tokens.TEXT_SMALL, 400, "ink_soft"),
    "body": (tokens.TEXT_BASE, 400, "ink"),
    "soft": (tokens.TEXT_BASE, 400, "ink_soft"),
    "strong": (tokens.TEXT_BASE, 700, "ink"),
    "large": (tokens.TEXT_LARGE, 700, "ink"),
    "title": (tokens.TEXT_TITLE, 700, "ink"),
    "hero": (tokens.TEXT_HERO, 700, "primary"),
}


def px(size: float, scale: float) -> int:
    """A size of the tokens in pixels at `scale`."""
    return round(size * scale)


def font(size: float, scale: float, bold: bool = False) -> QFont:
    """The house's font at a size of the tokens."""
    face = QFont(list(tokens.FONT_FAMILIES))
    face.setPixelSize(px(size, scale))
    face.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    face.setFeature(QFont.Tag("tnum"), 1)
    return face


@cache
def style_sheet(palette: Palette, scale: float) -> str:
    """The whole style sheet."""
    parts = (_base, _texts, _buttons, _fields, _banners)
    return "\n".join(part(palette, scale) for part in parts)


def _base(palette: Palette, scale: float) -> str:
    families = ", ".join(f'"{family}"' for family in tokens.FONT_FAMILIES)
    bar = px(tokens.SPACE_3, scale)
    return f"""
    * {{ font-family: {families}; font-size: {px(tokens.TEXT_BASE, scale)}px; color: {palette.ink}; }}
    QWidget[role="ground"] {{ background: {palette.ground}; }}
    QWidget[role="bar"] {{ background: {palette.surface}; border: none; }}
    QFrame[role="card"] {{
        background: {palette.surface}; border: {tokens.LINE_WIDTH}px solid {palette.line};
        border-radius: {px(tokens.RADIUS, scale)}px;
    }}
    QFrame[role="sunken"] {{
        background: {palette.surface_sunken}; border: {tokens.LINE_WIDTH}px solid {palette.line};
        border-radius: {px(tokens.RADIUS, scale)}px;
    }}
    QLabel[role="practice-band"] {{
        background: {palette.flag_soft}; color: {palette.flag}; font-weight: 700;
        border-bottom: {tokens.LINE_WIDTH}px solid {palette.flag}; padding: {px(tokens.SPACE_1, scale)}px;
    }}
    QFrame[role="rule"] {{ background: {palette.line}; border: none; max-height: {tokens.LINE_WIDTH}px; }}
    QFrame[role="upright-rule"] {{ background: {palette.line}; border: none; max-width: {tokens.LINE_WIDTH}px; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ background: transparent; width: {bar}px; margin: 0; }}
    QScrollBar::handle:vertical {{
        background: {palette.line_strong}; border-radius: {bar // 3}px; min-height: {px(tokens.TARGET, scale)}px;
        margin: 0 {bar // 6}px;
    }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def _banners(palette: Palette, scale: float) -> str:
    rules = []
    for kind, ink, ground in (
        ("problem", palette.danger, palette.danger_soft),
        ("notice", palette.flag, palette.flag_soft),
        ("good", palette.success, palette.success_soft),
    ):
        rules.append(f"""
        QFrame[role="banner"][kind="{kind}"] {{
            background: {ground}; border: {tokens.LINE_WIDTH}px solid {ink};
            border-radius: {px(tokens.RADIUS, scale)}px;
        }}
        QFrame[role="banner"][kind="{kind}"] QLabel {{ color: {ink}; }}
        QLabel[kind="{kind}"] {{ color: {ink}; font-weight: 700; }}""")
    return "\n".join(rules)


def _texts(palette: Palette, scale: float) -> str:
    return "\n".join(
        f'QLabel[role="{role}"] {{ font-size: {px(size, scale)}px; font-weight: {weight}; '
        f"color: {getattr(palette, colour)}; }}"
        for role, (size, weight, colour) in _TEXT_ROLES.items()
    )


def _buttons(palette: Palette, scale: float) -> str:
    line, focus = tokens.LINE_WIDTH, tokens.FOCUS_WIDTH
    return f"""
    QPushButton {{
        min-height: {px(tokens.TARGET, scale) - 2 * focus}px; padding: 0 {px(tokens.SPACE_4, scale)}px;
        border: {focus}px solid transparent; border-radius: {px(tokens.RADIUS, scale)}px;
        background: transparent; color: {palette.primary}; font-weight: 600;
    }}
    QPushButton[role="secondary"] {{ background: {palette.surface}; border: {line}px solid {palette.line_strong};
        padding: 0 {px(tokens.SPACE_4, scale) + focus - line}px; min-height: {px(tokens.TARGET, scale) - 2 * line}px; }}
    QPushButton[role="primary"] {{
        background: {palette.primary}; color: {palette.on_primary}; padding: 0 {px(tokens.SPACE_6, scale)}px;
    }}
    QPushButton[role="icon"] {{ padding: 0; min-width: {px(tokens.TARGET, scale) - 2 * focus}px; }}
    QPushButton[role="step"] {{ background: {palette.surface}; border: {line}px solid {palette.line_strong}; padding: 0;
        min-width: {px(tokens.TARGET, scale) - 2 * line}px; min-height: {px(tokens.TARGET, scale) - 2 * line}px; }}
    QPushButton:hover {{ background: {palette.primary_soft}; }}
    QPushButton[role="primary"]:hover {{ background: {palette.primary_hover}; }}
    QPushButton:checked {{ background: {palette.flag_soft}; color: {palette.flag}; border: {line}px solid {palette.flag};
        padding: 0 {px(tokens.SPACE_4, scale) + focus - line}px; min-height: {px(tokens.TARGET, scale) - 2 * line}px; }}
    QPushButton:disabled {{ background: {palette.surface_sunken}; color: {palette.ink_soft};
        border: {line}px dashed {palette.line_strong}; }}
    QPushButton[role="icon"]:disabled, QPushButton[role="plain"]:disabled {{
        background: transparent; border-color: transparent; }}
    QPushButton:focus {{ border: {focus}px solid {palette.focus}; padding: 0 {px(tokens.SPACE_4, scale)}px;
        min-height: {px(tokens.TARGET, scale) - 2 * focus}px; }}
    QPushButton[role="primary"]:focus {{ padding: 0 {px(tokens.SPACE_6, scale)}px; }}
    QPushButton[role="icon"]:focus, QPushButton[role="step"]:focus {{ padding: 0;
        min-width: {px(tokens.TARGET, scale) - 2 * focus}px; }}
    """


def _fields(palette: Palette, scale: float) -> str:
    line, focus = tokens.LINE_WIDTH, tokens.FOCUS_WIDTH
    return f"""
    QLineEdit {{
        min-height: {px(tokens.TARGET, scale)}px; padding: {focus - line}px {px(tokens.SPACE_3, scale)}px;
        border: {line}px solid {palette.line_strong}; border-radius: {px(tokens.RADIUS_SMALL, scale)}px;
        background: {palette.surface}; font-size: {px(tokens.TEXT_LARGE, scale)}px;
        selection-background-color: {palette.primary}; selection-color: {palette.on_primary};
    }}
    QLineEdit:focus {{ border: {focus}px solid {palette.focus}; padding: 0 {px(tokens.SPACE_3, scale) - focus + line}px; }}
    QLineEdit[role="code"] {{ font-size: {px(tokens.TEXT_TITLE, scale)}px; font-weight: 600; }}
    QToolTip {{ background: {palette.surface}; color: {palette.ink}; border: {line}px solid {palette.line_strong}; }}
    """
