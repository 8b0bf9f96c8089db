"""Companion materials of a QTI 3.0 item: what a candidate may use. Here tools and references belong to the whole section."""

from __future__ import annotations

from lxml import etree

from question_packs.assessment.model import Tool
from question_packs.importers.losses import Losses
from question_packs.importers.qti.names import child, children, name_of

_CALCULATORS: dict[str, Tool] = {
    "basic": "calculator-basic",
    "standard": "calculator-basic",
    "scientific": "calculator-scientific",
}


def read_tools(item: etree._Element, losses: Losses) -> tuple[Tool, ...]:
    """The tools that the item asks for and that there are. Others are a loss (`IMP-43`)."""
    info = child(item, "companion-materials-info")
    if info is None:
        return ()
    tools: dict[Tool, None] = {}
    for material in children(info):
        tool = _tool(material)
        if tool is not None:
            tools[tool] = None
        elif name_of(material) != "digital-material" or _href(material) is None:
            losses.add(material, "IMP-43", tool=_described(material))
    return tuple(tools)


def read_references(item: etree._Element) -> tuple[str, ...]:
    """The addresses of documents that candidates may look up while they work on the item."""
    info = child(item, "companion-materials-info")
    found = [] if info is None else [_href(each) for each in children(info, "digital-material")]
    return tuple(each for each in found if each)


def _tool(material: etree._Element) -> Tool | None:
    if name_of(material) == "rule":
        return "ruler"
    if name_of(material) == "calculator":
        kind = child(material, "calculator-type")
        return _CALCULATORS.get((kind.text or "").strip().lower()) if kind is not None else "calculator-basic"
    return None


def _href(material: etree._Element) -> str | None:
    file = child(material, "file-href")
    return (file.text or "").strip() or None if file is not None else None


def _described(material: etree._Element) -> str:
    words = " ".join(" ".join(material.itertext()).split())
    return f"{name_of(material)} ({words[:80]})" if words else name_of(material)
