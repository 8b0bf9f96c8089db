"""How Lontar looks: the one set of tokens for the kiosk's style sheet, the centre's pages and the documents.

No colour and no size stands anywhere else. Every text colour has at least 7:1 against the ground it is used on; a test
measures it. Sizes are pixels at 100 % zoom unless said; spacing is on a grid of 4.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Palette:
    """Colours by their role. State is never told by colour alone."""

    ground: str
    surface: str
    surface_sunken: str
    line: str
    line_strong: str
    ink: str
    ink_soft: str
    primary: str
    primary_hover: str
    primary_soft: str
    on_primary: str
    selected: str
    flag: str
    flag_soft: str
    danger: str
    danger_soft: str
    success: str
    success_soft: str
    focus: str


CALM = Palette(
    ground="#F4F2EC",  # the dry palm leaf
    surface="#FFFFFF",
    surface_sunken="#EAE7DE",
    line="#D3CFC3",
    line_strong="#77736A",
    ink="#1B1D1F",
    ink_soft="#45484B",
    primary="#0B4A55",
    primary_hover="#073A43",
    primary_soft="#DCEBED",
    on_primary="#FFFFFF",
    selected="#E3F0F1",
    flag="#6B4000",
    flag_soft="#FBEBCB",
    danger="#8C1A1A",
    danger_soft="#FAE3E1",
    success="#174F2B",
    success_soft="#DFF0E3",
    focus="#C2560C",
)

HIGH_CONTRAST = Palette(
    ground="#000000",
    surface="#000000",
    surface_sunken="#000000",
    line="#FFFFFF",
    line_strong="#FFFFFF",
    ink="#FFFFFF",
    ink_soft="#FFFFFF",
    primary="#FFE45C",
    primary_hover="#FFFFFF",
    primary_soft="#000000",
    on_primary="#000000",
    selected="#1F1F00",
    flag="#FFB84D",
    flag_soft="#000000",
    danger="#FF9C94",
    danger_soft="#000000",
    success="#8DF0A4",
    success_soft="#000000",
    focus="#40D9FF",
)

FONT_FAMILIES = ("Noto Sans", "DejaVu Sans", "sans-serif")

TEXT_SMALL = 15
TEXT_BASE = 18
TEXT_LARGE = 22
TEXT_TITLE = 28
TEXT_HERO = 40
LINE_HEIGHT = 1.5
MEASURE_CHARACTERS = 75
SHEET_WIDTH = 760  # a page's card
SMALLEST_SCREEN = (1366, 768)
CONSOLE_DENSITY = 0.84  # the proctor's pages: a room on one screen, used with a mouse

SPACE_1 = 4
SPACE_2 = 8
SPACE_3 = 12
SPACE_4 = 16
SPACE_6 = 24
SPACE_8 = 32
SPACE_12 = 48

RADIUS = 8
RADIUS_SMALL = 4
LINE_WIDTH = 1
FOCUS_WIDTH = 3
TARGET = 44

# Paper, in points.
PAPER_A4 = (595.28, 841.89)
PAPER_F4 = (609.45, 935.43)  # 215 x 330 mm, the "folio" of Indonesian offices
PAPER_MARGIN = 56
PAPER_TEXT = 10
PAPER_SMALL = 8
PAPER_TITLE = 13
PAPER_MARGIN_WIDE_TABLE = 36
PAPER_MARGIN_CARDS = 24
PAPER_FINE = 7
PAPER_HERO = 32
PAPER_LEADING = 1.4
PAPER_LEADING_TABLE = 1.2
PAPER_QR = 46
PAPER_PHOTO = (85.04, 113.39)  # 3 x 4 cm, as on Indonesian forms
PAPER_SIGNATURE = 60
PAPER_HAIRLINE = 0.4
PAPER_RULE = 1.6
