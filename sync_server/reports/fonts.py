"""The typeface of the documents: found in fixed directories, registered once, embedded in every PDF.

Noto Sans (Debian: `fonts-noto-core`), else DejaVu Sans. In both, all figures have one width, so columns of numbers line up.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from question_packs.errors import KnownError

REGULAR = "Lontar-Regular"
BOLD = "Lontar-Bold"

_CHOICES = (("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"), ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"))
FONT_DIRECTORIES = (
    Path("/usr/share/fonts/truetype/noto"),
    Path("/usr/share/fonts/truetype/dejavu"),
    Path("/usr/local/share/fonts"),
)


def find_fonts(directories: Iterable[Path] = FONT_DIRECTORIES) -> tuple[Path, Path]:
    """The files of the regular and the bold face; where no family is whole: `RPT-01`."""
    places = tuple(directories)
    for regular, bold in _CHOICES:
        for place in places:
            if (place / regular).is_file() and (place / bold).is_file():
                return place / regular, place / bold
    raise KnownError("RPT-01")


@cache
def register_fonts() -> None:
    """Make both faces known to reportlab under `REGULAR` and `BOLD`, once in a process."""
    regular, bold = find_fonts()
    pdfmetrics.registerFont(TTFont(REGULAR, str(regular)))
    pdfmetrics.registerFont(TTFont(BOLD, str(bold)))
    for bold_wanted, face in ((0, REGULAR), (1, BOLD)):
        addMapping(REGULAR, bold_wanted, 0, face)
        addMapping(BOLD, bold_wanted, 0, BOLD)


def text_width(text: str, face: str, size: float) -> float:
    """The width of `text` in points."""
    register_fonts()
    return float(pdfmetrics.stringWidth(text, face, size))


def fitting_size(text: str, face: str, size: float, width: float) -> float:
    """`size`, or the smaller one at which `text` fits into `width` points."""
    needed = text_width(text, face, size)
    return size if needed <= width else size * width / needed
