"""Formulas: LaTeX and MathML to SVG (ziamath), once, at build or import; the kiosk shows them as figures.

The same formula gives the same bytes: outlines without fonts, references or ids, in the form that Qt's SVG draws. The
baseline is the line y = 0 of the drawing's view box: a name that begins with `formula_` promises that.
"""

from __future__ import annotations

import hashlib
import warnings
from functools import lru_cache
from math import ceil
from xml.etree import ElementTree

from question_packs.errors import KnownError
from question_packs.media.mathml import read_mathml
from question_packs.media.pictures import Picture
from question_packs.media.spoken_formulas import say_formula

with warnings.catch_warnings():  # ziamath finds its font by a way that Python 3.11 calls deprecated
    warnings.simplefilter("ignore", DeprecationWarning)
    import ziamath
    from ziamath.tex import tex2mml

ziamath.config.svg2 = False  # every glyph drawn in place: <use> would bring ids, which differ from run to run
_SIZE = 20  # px; sits well beside the item text of 18 px
_MAX_SIDE = 4000  # px
_MOST_WORK = 8000  # layouts of a part; some two seconds on a slow PC
# How often the library lays out each child: a row does so twice, once to learn how high its brackets must be.
_LAYOUTS = dict.fromkeys(
    ("mfrac", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mmultiscripts"), 1
) | {"mfenced": 4}


def formula_name(source: str, display: bool) -> str:
    """The name in the pack of a formula in LaTeX or MathML. It has an underscore, which no author's picture may have."""
    return f"formula_{hashlib.sha256(f'{display}:{source}'.encode()).hexdigest()[:20]}.svg"


@lru_cache(maxsize=512)
def render_formula(latex: str, display: bool) -> Picture:
    """The formula as SVG; what cannot be parsed, or names an unknown command: `BLD-40`."""
    try:
        mathml = tex2mml(latex, inline=not display)
        picture = _draw(ElementTree.fromstring(mathml))  # noqa: S314 - what the converter itself wrote
    except Exception as error:  # the parser raises whatever it stumbles over: for an author each means "not LaTeX"
        raise KnownError("BLD-40", latex=latex) from error
    if not latex.strip() or ">\\" in mathml:  # an unknown command is passed through as a name with its backslash
        raise KnownError("BLD-40", latex=latex)
    return picture


@lru_cache(maxsize=512)
def render_mathml(mathml: str, display: bool) -> Picture:
    """The formula in presentation MathML as SVG; what cannot be read or drawn: `MED-08`."""
    formula = read_mathml(mathml)
    formula.set("display", "block" if display else "inline")
    try:
        picture = _draw(formula)
    except Exception as error:  # as above: the library raises whatever it stumbles over
        raise KnownError("MED-08", reason=str(error)[:80] or type(error).__name__) from error
    if not 0 < picture.width <= _MAX_SIDE or not 0 < picture.height <= _MAX_SIDE:
        raise KnownError("MED-08", reason=f"{picture.width} x {picture.height} px")
    return picture


def latex_in_words(latex: str) -> str:
    """A formula in LaTeX as Indonesian words; the LaTeX itself where no words can be found."""
    try:
        return say_formula(read_mathml(tex2mml(latex))) or latex
    except Exception:  # the parser raises whatever it stumbles over; `render_formula` tells the author
        return latex


def mathml_in_words(mathml: str) -> str:
    """A formula in MathML as Indonesian words; empty where it holds none. Raises `MED-08`."""
    return say_formula(read_mathml(mathml))


def _draw(formula: ElementTree.Element) -> Picture:
    """Drawn from the tree: of a text the library would read entities twice."""
    formula[:] = [_unwrapped(child) for child in formula]
    # Rows in rows double the work at every level: sixty of them would never be drawn.
    if _work(formula) > _MOST_WORK:
        raise ValueError("nested too deeply")
    svg = ziamath.Math(formula, size=_SIZE).svgxml()
    width, height = (ceil(float(svg.attrib[side])) for side in ("width", "height"))
    return Picture(ElementTree.tostring(svg), "image/svg+xml", width, height)


def _unwrapped(part: ElementTree.Element) -> ElementTree.Element:
    """`part` without rows of one: they mean the same without, and each would double the work of drawing."""
    part[:] = [_unwrapped(child) for child in part]
    is_wrap = part.tag == "mrow" and len(part) == 1 and not part.attrib and part[0].tag != "mo"
    return part[0] if is_wrap else part


def _work(part: ElementTree.Element) -> int:
    """How many layouts of a part the drawing takes, as a row lays out twice what is in it."""
    return 1 + sum(_LAYOUTS.get(part.tag, 2) * _work(child) for child in part)
