"""Formulas: LaTeX to SVG (ziamath), once, at build; the kiosk shows them as any other figure.

The same formula gives the same bytes: outlines without fonts, references or ids, in the form that Qt's SVG draws. The
alternative text of a formula is its LaTeX source.
"""

from __future__ import annotations

import hashlib
import warnings
from functools import lru_cache
from math import ceil
from xml.etree import ElementTree

from question_packs.errors import KnownError
from question_packs.media.pictures import Picture

with warnings.catch_warnings():  # ziamath finds its font by a way that Python 3.11 calls deprecated
    warnings.simplefilter("ignore", DeprecationWarning)
    import ziamath
    from ziamath.tex import tex2mml

ziamath.config.svg2 = False  # every glyph drawn in place: <use> would bring ids, which differ from run to run
_SIZE = 20  # px; sits well beside the item text of 18 px


def formula_name(latex: str, display: bool) -> str:
    """The name in the pack. It has an underscore, which no author's picture may have."""
    return f"formula_{hashlib.sha256(f'{display}:{latex}'.encode()).hexdigest()[:20]}.svg"


@lru_cache(maxsize=512)
def render_formula(latex: str, display: bool) -> Picture:
    """The formula as SVG; what cannot be parsed, or names an unknown command: `BLD-40`."""
    try:
        mathml = tex2mml(latex, inline=not display)
        svg = ziamath.Math(mathml, size=_SIZE).svgxml()
    except Exception as error:  # the parser raises whatever it stumbles over: for an author each means "not LaTeX"
        raise KnownError("BLD-40", latex=latex) from error
    if not latex.strip() or ">\\" in mathml:  # an unknown command is passed through as a name with its backslash
        raise KnownError("BLD-40", latex=latex)
    data = ElementTree.tostring(svg)
    return Picture(data, "image/svg+xml", ceil(float(svg.attrib["width"])), ceil(float(svg.attrib["height"])))
