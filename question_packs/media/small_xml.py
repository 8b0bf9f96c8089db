"""Small XML (an SVG, a formula) of strangers as a tree: no entities, no network, bounded in size, depth and count.

Used by `foreign_svg` and `mathml`. Whole documents of importers are read by `importers.safe_xml`.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

MAX_DEPTH = 60


class XmlRefusedError(Exception):
    """The XML is not well-formed, declares something, or is too large. `reason` says which."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class _Reader:
    """Builds the tree from expat's events; a bare DOCTYPE is passed over, one that declares something is refused."""

    def __init__(self, most_elements: int) -> None:
        self._left = most_elements
        self._depth = 0
        self._builder = TreeBuilder()
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._builder.data
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.SkippedEntityHandler = self._entity

    def read(self, data: bytes) -> Element:
        try:
            self._parser.Parse(data, True)
            return self._builder.close()
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise XmlRefusedError(str(error)) from error

    def _doctype(self, name: str, system: str | None, public: str | None, declares: int) -> None:
        if declares:
            raise XmlRefusedError("<!DOCTYPE ... [")

    def _entity(self, name: str, is_parameter: int) -> None:
        raise XmlRefusedError(f"&{name};")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._left -= 1
        self._depth += 1
        if self._left < 0 or self._depth > MAX_DEPTH:
            raise XmlRefusedError("too many elements" if self._left < 0 else "nested too deeply")
        self._builder.start(_named(tag), {_named(name): value for name, value in attributes.items()})

    def _end(self, tag: str) -> None:
        self._depth -= 1
        self._builder.end(_named(tag))


def _named(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def read_small_xml(data: bytes, most_elements: int) -> Element:
    """The root element of `data`, names as ElementTree writes them (`{namespace}name`). Raises `XmlRefusedError`."""
    return _Reader(most_elements).read(data)


def local_name(name: str) -> str:
    """`name` without its namespace."""
    return name.rpartition("}")[2]
