"""Presentation MathML of strangers, checked and made plain: only elements and attributes that are drawn, nothing declared.

Used by `formulas` to draw and by `spoken_formulas` to say a formula.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from question_packs.errors import KnownError
from question_packs.media.small_xml import XmlRefusedError, local_name, read_small_xml

_MOST_BYTES = 200_000
_MOST_ELEMENTS = 3000
_ELEMENTS = {
    "math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle", "merror", "mpadded",
    "mphantom", "mfenced", "menclose", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts",
    "mprescripts", "none", "mtable", "mtr", "mtd",
}  # fmt: skip
_ATTRIBUTES = {
    "display", "displaystyle", "mathvariant", "stretchy", "fence", "separator", "form", "accent", "accentunder", "open",
    "close", "separators", "linethickness", "notation", "columnalign", "rowalign", "columnlines", "rowlines", "frame",
    "lspace", "rspace", "width", "height", "depth", "dir", "scriptlevel", "movablelimits", "largeop", "symmetric",
}  # fmt: skip
# How many children an element needs; one short makes the drawing library stumble.
_CHILDREN = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3,
}  # fmt: skip
_WORDS = {"mi", "mn", "mo", "ms", "mtext"}


def read_mathml(mathml: str) -> Element:
    """The formula as a tree without namespaces. Raises `MED-08`: not MathML, content MathML, too large, too deep."""
    data = mathml.encode("utf-8", "surrogatepass")
    if len(data) > _MOST_BYTES:
        raise KnownError("MED-08", reason=f"> {_MOST_BYTES // 1000} kB")
    try:
        root = read_small_xml(data, _MOST_ELEMENTS)
    except XmlRefusedError as error:
        raise KnownError("MED-08", reason=error.reason) from error
    if local_name(root.tag) != "math":
        raise KnownError("MED-08", reason=f"<{local_name(root.tag)}>")
    return _plain(root)


def _plain(source: Element) -> Element:
    name = local_name(source.tag)
    if name == "semantics" and len(source):
        return _plain(source[0])  # the rest says the same for other programs
    if name == "maction" and len(source):
        return _plain(source[0])
    if name == "mlabeledtr":
        name = "mtr"
    if name not in _ELEMENTS:
        raise KnownError("MED-08", reason=f"<{name}>")
    if len(source) < _CHILDREN.get(name, 0):
        raise KnownError("MED-08", reason=f"<{name}> is not complete")
    attributes = {key: value for key, value in source.attrib.items() if key in _ATTRIBUTES and len(value) < 100}
    if name == "mstyle" and not attributes:
        name = "mrow"  # the drawing library stumbles over a style that sets nothing
    plain = Element(name, attributes)
    if name in _WORDS:
        plain.text = " ".join("".join(source.itertext()).split())
    else:
        plain.extend([_plain(child) for child in source])
    return plain
