"""Changes that leave a file readable enough to reach the code behind its parser: by elements, zip members, lines.

Every mutator is called with the data, a source of chance, and a way to change bytes (the fuzzer's own, or `scrambled`).
"""

from __future__ import annotations

import copy
import io
import random
import zipfile
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from lxml import etree

ChangeBytes = Callable[[bytes], bytes]
Mutator = Callable[[bytes, random.Random, ChangeBytes], bytes]

# Numbers at and beyond limits, addresses, names that lead out, letters that turn, text that formats.
STRANGE = (
    "", " ", "0", "-1", "1", "2147483648", "999999999999999999", "1e400", "-1e-400", "NaN", "INF", "0.1", "1,5", "true",
    "../../x", "file:///x", "http://x.invalid/", "data:,x", "\u202e\u0627", "\u0301", "\ufeff", "{A}", "{0}%s", "A B",
    "A B C", "1 2", "0,0,0", "=1+1", "single", "multiple", "ordered", "record", "identifier", "string", "float", "point",
    "pair", "directedPair", "duration", "file", "PT1H", "x" * 3000,
)  # fmt: skip
_AS_BYTES = 0.15  # so often are bytes changed instead, whatever they mean
_MOST_CHANGES = 4
_DEEP = 150


def scrambled(rng: random.Random) -> ChangeBytes:
    """Bytes changed without a fuzzer: some replaced, inserted, cut out or repeated."""

    def change(data: bytes) -> bytes:
        start = rng.randrange(len(data) + 1)
        end = min(len(data), start + rng.randrange(1, 9))
        new = rng.choice([b"", rng.randbytes(3), data[start:end] * 2, rng.choice(STRANGE).encode()])
        return data[:start] + new + data[end:]

    return change


def mutate_bytes(data: bytes, rng: random.Random, change_bytes: ChangeBytes) -> bytes:
    """For what has no structure of its own."""
    return change_bytes(data)


class XmlMutator:
    """Changes of elements and attributes; `donors` lend names, values and whole subtrees."""

    def __init__(self, donors: Callable[[], Iterable[bytes]]) -> None:
        self._read_donors = donors

    def __call__(self, data: bytes, rng: random.Random, change_bytes: ChangeBytes) -> bytes:
        if rng.random() < _AS_BYTES:
            return change_bytes(data)
        try:
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        except (etree.XMLSyntaxError, ValueError):
            return change_bytes(data)
        for _ in range(rng.randint(1, _MOST_CHANGES)):
            self._change(root, rng)
        return etree.tostring(root)

    @cached_property
    def _donated(self) -> Sequence[etree._Element]:
        roots = [etree.fromstring(each) for each in self._read_donors()]
        return [element for root in roots for element in root.iter(etree.Element)]

    @cached_property
    def _attributes(self) -> Sequence[tuple[str, str]]:
        return sorted({pair for element in self._donated for pair in element.attrib.items()})

    def _change(self, root: etree._Element, rng: random.Random) -> None:
        element = rng.choice(list(root.iter(etree.Element)))
        changes = [self._set_attribute, self._drop_attribute, self._set_text, self._graft, self._rename]
        if element is not root:
            changes += [_drop, _repeat, _move, _wrap]
        rng.choice(changes)(element, rng)

    def _set_attribute(self, element: etree._Element, rng: random.Random) -> None:
        name, value = rng.choice(self._attributes)
        if element.attrib and rng.random() < 0.6:
            name = rng.choice(sorted(element.attrib))
        element.set(name, rng.choice(STRANGE) if rng.random() < 0.5 else value)

    def _drop_attribute(self, element: etree._Element, rng: random.Random) -> None:
        if element.attrib:
            del element.attrib[rng.choice(sorted(element.attrib))]

    def _set_text(self, element: etree._Element, rng: random.Random) -> None:
        element.text = rng.choice([*STRANGE, rng.choice(self._donated).text])

    def _graft(self, element: etree._Element, rng: random.Random) -> None:
        element.insert(rng.randint(0, len(element)), copy.deepcopy(rng.choice(self._donated)))

    def _rename(self, element: etree._Element, rng: random.Random) -> None:
        element.tag = rng.choice(self._donated).tag


def _drop(element: etree._Element, rng: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _repeat(element: etree._Element, rng: random.Random) -> None:
    for _ in range(rng.choice((1, 1, 1, 30))):
        element.addnext(copy.deepcopy(element))


def _move(element: etree._Element, rng: random.Random) -> None:
    inside = set(element.iter())
    places = [each for each in element.getroottree().iter(etree.Element) if each not in inside]
    rng.choice(places).append(element)


def _wrap(element: etree._Element, rng: random.Random) -> None:
    """Nest copies of the element's own shell around it, sometimes deeper than anything may be."""
    for _ in range(rng.choice((1, 2, 20, _DEEP))):
        shell = etree.Element(element.tag, dict(element.attrib))
        parent = element.getparent()
        if parent is None:
            return
        parent.replace(element, shell)
        shell.append(element)


class ZipMutator:
    """Changes of one member by `inside`, of names and of order; the zip is packed anew."""

    def __init__(self, inside: Mutator) -> None:
        self._inside = inside

    def __call__(self, data: bytes, rng: random.Random, change_bytes: ChangeBytes) -> bytes:
        if rng.random() < _AS_BYTES:
            return change_bytes(data)
        try:
            members = unzipped(data)
        except Exception:  # whatever an earlier change of bytes made of it
            return change_bytes(data)
        if not members:
            return change_bytes(data)
        for _ in range(rng.randint(1, 2)):
            self._change(members, rng, change_bytes)
        return zipped(members)

    def _change(self, members: list[tuple[str, bytes]], rng: random.Random, change_bytes: ChangeBytes) -> None:
        at = rng.randrange(len(members))
        name, content = members[at]
        match rng.randrange(10):
            case 0 if len(members) > 1:
                del members[at]
            case 1:
                members[at] = (rng.choice([rng.choice(STRANGE), name.upper(), f"x/{name}", f"../{name}"]) or "x", content)
            case 2:
                members.append((rng.choice(members)[0], content))
            case _:
                members[at] = (name, self._inside(content, rng, change_bytes))


def unzipped(data: bytes) -> list[tuple[str, bytes]]:
    """The members by name, in order; names may repeat. Raises whatever `zipfile` raises."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        if sum(info.file_size for info in infos) > 2**22:
            raise zipfile.BadZipFile("larger than anything made here")
        return [(info.filename, archive.read(info)) for info in infos]


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of these members; a name may stand twice."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, (2026, 1, 5, 8, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.NameToInfo.pop(name, None)  # it warns of a name that stands twice, which is just what is wanted here
            archive.writestr(info, content)
    return file.getvalue()


class LineMutator:
    """Changes of lines and of the marks that mean something in a format made of plain text."""

    def __init__(self, marks: Sequence[str], donors: Callable[[], Iterable[bytes]]) -> None:
        self._marks = marks
        self._read_donors = donors

    @cached_property
    def _lines(self) -> Sequence[bytes]:
        return [line for each in self._read_donors() for line in each.splitlines(keepends=True)]

    def __call__(self, data: bytes, rng: random.Random, change_bytes: ChangeBytes) -> bytes:
        lines = data.splitlines(keepends=True)
        if not lines or rng.random() < _AS_BYTES:
            return change_bytes(data)
        for _ in range(rng.randint(1, _MOST_CHANGES)):
            self._change(lines, rng)
        return b"".join(lines)

    def _change(self, lines: list[bytes], rng: random.Random) -> None:
        at = rng.randrange(len(lines) + 1)
        match rng.randrange(4):
            case 0:
                lines.insert(at, rng.choice(self._lines))
            case 1:
                del lines[at : at + 1]
            case 2:
                lines[at:at] = lines[at : at + 1] * rng.choice((1, 1, 50))
            case _ if at < len(lines):
                cut = rng.randrange(len(lines[at]) + 1)
                mark = rng.choice([*self._marks, rng.choice(STRANGE)]).encode()
                lines[at] = lines[at][:cut] + mark + lines[at][cut + rng.randrange(2) :]
