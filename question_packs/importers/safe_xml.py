"""XML of others, read without trusting it: no document types of its own, no entities, no network, bounded in every way.

`parse_xml` is the only way in which importers read XML. Comments and processing instructions are gone from what it returns.
"""

from __future__ import annotations

import codecs
import re
from xml.parsers import expat

from lxml import etree

from question_packs.errors import InBoth, KnownError

MAX_BYTES = 20 * 2**20
MAX_DEPTH = 100
# Counted before anything is built: every element costs one "<" or two, every attribute one "=".
MAX_ELEMENTS = 200_000
MAX_ATTRIBUTES = 500_000

# What libraries and editors of the last 20 years write. Everything else is asked for again in UTF-8.
_ENCODINGS = {"utf-8", "utf-16", "ascii", "iso8859-1", "iso8859-15", "cp1252"}
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_TOO_DEEP = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")


def parse_xml(data: bytes, what: str) -> etree._Element:
    """The root element of `data`; `what` names the file in refusals.

    Raises `IMP-01` (not well-formed), `IMP-02` (declares entities or a document type of its own), `IMP-03` (too large),
    `IMP-04` (bytes that are not of the encoding). A bare DOCTYPE is passed over and nothing is loaded for it.
    """
    plain, _ = _read_prolog(_bounded(data, what), what)
    root = _parse(plain, what)
    if _TOO_DEEP(root):
        raise _too_deep(what)
    return root


def root_name(data: bytes, what: str) -> str:
    """The name of the root element, without its prefix; nothing behind its start is looked at. Raises as `parse_xml`."""
    return _read_prolog(_bounded(data, what), what)[1].rpartition(":")[2]


def _parse(plain: bytes, what: str) -> etree._Element:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(plain, parser)
    except etree.XMLSyntaxError as error:
        if (error.msg or "").startswith("Excessive depth"):  # the parser's own limit, beyond ours
            raise _too_deep(what) from error
        raise KnownError("IMP-01", what=what, line=error.lineno or 1, reason=error.msg or "") from error


def _bounded(data: bytes, what: str) -> bytes:
    """The text in UTF-8, no larger than any parser can take."""
    if len(data) > MAX_BYTES:
        raise _too_large(what, f"lebih dari {MAX_BYTES // 2**20} MiB", f"more than {MAX_BYTES // 2**20} MiB")
    plain = _as_utf8(data, what)
    if plain.count(b"<") > 2 * MAX_ELEMENTS:
        raise _too_large(what, f"lebih dari {MAX_ELEMENTS} elemen", f"more than {MAX_ELEMENTS} elements")
    if plain.count(b"=") > MAX_ATTRIBUTES:
        raise _too_large(what, f"lebih dari {MAX_ATTRIBUTES} atribut", f"more than {MAX_ATTRIBUTES} attributes")
    return plain


def _as_utf8(data: bytes, what: str) -> bytes:
    """The text in UTF-8, whatever it came in. Its own declaration may still name another encoding."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, what)
    for start, encoding in ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if data.startswith(start):
            return _decoded(data, encoding, what)
    declared = _DECLARED.match(data)
    name = declared.group(1).decode() if declared else "utf-8"
    try:
        encoding = codecs.lookup(name).name
    except LookupError:
        encoding = name
    if encoding not in _ENCODINGS:
        raise KnownError("IMP-04", what=what, line=1, encoding=name)
    # A declaration that can be read byte by byte is not UTF-16, whatever it says.
    return _decoded(data, "utf-8" if encoding == "utf-16" else encoding, what)


def _decoded(data: bytes, encoding: str, what: str) -> bytes:
    try:
        return data.decode(encoding).encode()
    except UnicodeError as error:
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        line = data[:start].decode(encoding, "ignore").count("\n") + 1
        raise KnownError("IMP-04", what=what, line=line, encoding=encoding) from error


class _PrologRead(Exception):  # noqa: N818 - a signal, not a failure
    """The first element has begun: what comes now is not expat's business."""


def _read_prolog(plain: bytes, what: str) -> tuple[bytes, str]:
    """`plain` with a bare DOCTYPE blanked out, so that the parser behind never meets one; and the name of the root."""
    ends: list[int] = []
    names: list[str] = []
    reader = expat.ParserCreate("utf-8")

    def document_type(name: str, system: str | None, public: str | None, has_subset: int) -> None:
        # A second one could only stand in a comment or an address, made to be taken for the real one.
        if has_subset or plain.count(b"<!DOCTYPE", 0, reader.CurrentByteIndex) != 1:
            raise KnownError("IMP-02", what=what, line=reader.CurrentLineNumber)
        ends.append(reader.CurrentByteIndex)

    def element(name: str, attributes: dict[str, str]) -> None:
        names.append(name)
        raise _PrologRead

    reader.StartDoctypeDeclHandler, reader.StartElementHandler = document_type, element
    try:
        reader.Parse(plain, True)
    except _PrologRead:
        pass
    except expat.ExpatError as error:
        raise KnownError("IMP-01", what=what, line=error.lineno, reason=expat.ErrorString(error.code)) from error
    if not ends:
        return plain, names[0]
    start, end = plain.index(b"<!DOCTYPE"), ends[0] + 1
    return plain[:start] + b"\n" * plain.count(b"\n", start, end) + plain[end:], names[0]  # lines keep their numbers


def _too_deep(what: str) -> KnownError:
    return _too_large(what, f"bersarang lebih dari {MAX_DEPTH} tingkat", f"nested more than {MAX_DEPTH} levels deep")


def _too_large(what: str, indonesian: str, english: str) -> KnownError:
    return KnownError("IMP-03", what=what, reason=InBoth(indonesian, english))
