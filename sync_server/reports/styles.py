"""Paragraph and table styles of the documents, made from the design tokens.

Used by the modules of this package only. Everything is readable in greys: weight and words carry the meaning, colour helps.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, TableStyle

from question_packs import design_tokens as tokens
from sync_server.reports.fonts import BOLD, REGULAR, register_fonts

INK: Color = HexColor(tokens.CALM.ink)
INK_SOFT: Color = HexColor(tokens.CALM.ink_soft)
LINE: Color = HexColor(tokens.CALM.line)
LINE_STRONG: Color = HexColor(tokens.CALM.line_strong)
SUNKEN: Color = HexColor(tokens.CALM.surface_sunken)
PRIMARY: Color = HexColor(tokens.CALM.primary)
PAPER: Color = HexColor(tokens.CALM.surface)


def _style(
    name: str,
    size: float,
    face: str = REGULAR,
    alignment: int = TA_LEFT,
    ink: Color = INK,
    leading: float = tokens.PAPER_LEADING,
) -> ParagraphStyle:
    return ParagraphStyle(name, fontName=face, fontSize=size, leading=size * leading, textColor=ink, alignment=alignment)


def _cell(name: str, size: float, face: str = REGULAR, alignment: int = TA_LEFT, ink: Color = INK) -> ParagraphStyle:
    return _style(name, size, face, alignment, ink, tokens.PAPER_LEADING_TABLE)


TITLE = _style("title", tokens.PAPER_TITLE, BOLD, TA_CENTER)
TITLE_LEFT = _style("title-left", tokens.PAPER_TITLE, BOLD)
SUBTITLE = _style("subtitle", tokens.PAPER_TEXT, alignment=TA_CENTER)
PROSE = _style("prose", tokens.PAPER_TEXT, alignment=TA_JUSTIFY)
BODY = _style("body", tokens.PAPER_TEXT)
BODY_BOLD = _style("body-bold", tokens.PAPER_TEXT, BOLD)
BODY_RIGHT = _style("body-right", tokens.PAPER_TEXT, alignment=TA_RIGHT)
HEADING = _style("heading", tokens.PAPER_TEXT, BOLD)
HERO = _style("hero", tokens.PAPER_HERO, BOLD, TA_CENTER)
SMALL = _cell("small", tokens.PAPER_SMALL)
SMALL_BOLD = _cell("small-bold", tokens.PAPER_SMALL, BOLD)
SMALL_RIGHT = _cell("small-right", tokens.PAPER_SMALL, alignment=TA_RIGHT)
SMALL_BOLD_RIGHT = _cell("small-bold-right", tokens.PAPER_SMALL, BOLD, TA_RIGHT)
SMALL_CENTRED = _cell("small-centred", tokens.PAPER_SMALL, alignment=TA_CENTER)
SMALL_BOLD_CENTRED = _cell("small-bold-centred", tokens.PAPER_SMALL, BOLD, TA_CENTER)
SMALL_SOFT = _cell("small-soft", tokens.PAPER_SMALL, ink=INK_SOFT)
FINE = _cell("fine", tokens.PAPER_FINE)
FINE_CENTRED = _cell("fine-centred", tokens.PAPER_FINE, alignment=TA_CENTER)
FINE_SOFT = _cell("fine-soft", tokens.PAPER_FINE, ink=INK_SOFT)
COLUMN_HEAD = _cell("column-head", tokens.PAPER_SMALL, BOLD)
COLUMN_HEAD_RIGHT = _cell("column-head-right", tokens.PAPER_SMALL, BOLD, TA_RIGHT)
COLUMN_HEAD_CENTRED = _cell("column-head-centred", tokens.PAPER_SMALL, BOLD, TA_CENTER)


def paragraph(text: str, style: ParagraphStyle = BODY) -> Paragraph:
    """A paragraph of plain text: nothing in it is read as markup."""
    register_fonts()
    return Paragraph(escape(text).replace("\n", "<br/>"), style)


def two_lines(first: str, second: str, style: ParagraphStyle = SMALL_BOLD) -> list[Paragraph]:
    """A table cell with a strong first line and a quiet second one, such as a name and its NIP."""
    return [paragraph(first, style), paragraph(second, FINE_SOFT)] if second else [paragraph(first, style)]


def grid(*more: tuple[object, ...]) -> TableStyle:
    """The common look of tables: a tinted head that repeats, hairlines between rows, no vertical lines."""
    return TableStyle(
        [
            ("BACKGROUND", (0, 0), (-1, 0), SUNKEN),
            ("LINEABOVE", (0, 0), (-1, 0), tokens.LINE_WIDTH, LINE_STRONG),
            ("LINEBELOW", (0, 0), (-1, 0), tokens.LINE_WIDTH, LINE_STRONG),
            ("LINEBELOW", (0, 1), (-1, -1), tokens.PAPER_HAIRLINE, LINE_STRONG),
            ("FONTSIZE", (0, 0), (-1, -1), tokens.PAPER_SMALL),
            ("LEADING", (0, 0), (-1, -1), tokens.PAPER_SMALL * tokens.PAPER_LEADING_TABLE),
            ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
            ("VALIGN", (0, 1), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), tokens.SPACE_1),
            ("RIGHTPADDING", (0, 0), (-1, -1), tokens.SPACE_1),
            ("TOPPADDING", (0, 0), (-1, -1), tokens.SPACE_1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), tokens.SPACE_1),
            *more,
        ]
    )
