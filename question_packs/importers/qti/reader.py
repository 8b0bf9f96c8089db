"""Reads QTI of any version: a content package (zip or folder), or the XML file of one item or test, to a `Found`.

Every item, stimulus and test of the package ends in the report; one that fails stops no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from lxml import etree

from question_packs.errors import KnownError
from question_packs.importers.drafts import test_of_items
from question_packs.importers.found import Found, ItemReport, Kind, Note, Progress, Status
from question_packs.importers.losses import Losses, RefusedError
from question_packs.importers.qti.assessment_tests import read_test
from question_packs.importers.qti.companions import read_references, read_tools
from question_packs.importers.qti.items import read_item
from question_packs.importers.qti.names import attribute, children, name_of, version_of
from question_packs.importers.qti.package import MANIFEST, Package, read_package, resolve
from question_packs.importers.qti.resources import MediaShelf, Resources
from question_packs.importers.qti.screening import screen_attributes
from question_packs.importers.qti.shelf import Shelf
from question_packs.importers.qti.stimuli import read_stimulus, read_text
from question_packs.importers.qti.test_context import TestContext
from question_packs.importers.safe_folder import FolderFiles, SingleFile
from question_packs.importers.safe_zip import open_zip

_ZIP = b"PK\3\4"
_QTI_MARKS = (b"assessment-item", b"assessmentItem", b"assessment-test", b"assessmentTest", b"imscp", b"questestinterop")


def knows(path: Path, start: bytes) -> bool:
    """Whether the file at `path`, which begins with `start`, holds QTI."""
    if path.is_dir():
        return any(path.rglob(MANIFEST)) or any(path.rglob("*.xml"))
    if start.startswith(_ZIP):
        with open_zip(path) as files:
            return any(name.lower().endswith(".xml") for name in files) and "[Content_Types].xml" not in files
    plain = start.replace(b"\0", b"")  # UTF-16
    return any(mark in plain for mark in _QTI_MARKS)


def read(path: Path, progress: Progress) -> Found:
    """Everything in the package at `path`. Raises what makes the whole of it unreadable: `IMP-01` ... `IMP-10`, `IMP-21`."""
    with _files_at(path) as files:
        return read_files(files, path.name, progress)


@contextmanager
def _files_at(path: Path) -> Iterator[Mapping[str, bytes]]:
    if path.is_dir():
        yield FolderFiles(path)
    elif _begins_a_zip(path):
        with open_zip(path) as files:
            yield files
    else:
        yield SingleFile(path)


def _begins_a_zip(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_ZIP)) == _ZIP
    except OSError as error:
        raise KnownError("IMP-10", path=path, reason=error.strerror) from error


def read_files(files: Mapping[str, bytes], what: str, progress: Progress) -> Found:
    """Everything in these files of a package called `what`."""
    package = read_package(files, what)
    _look_at_references(package)
    reading = _Reading(package, Found(what, "QTI", notes=package.notes))
    work = [
        *((reading.read_stimulus, path) for path in package.of_kind("stimulus")),
        *((reading.read_item, path) for path in package.of_kind("item")),
        *((reading.read_test, path) for path in package.of_kind("test")),
    ]
    for done, (read_one, path) in enumerate(work):
        progress(done, len(work))
        read_one(path)
    reading.finish()
    return reading.found


def _look_at_references(package: Package) -> None:
    """Files that a test or a section of the package names belong to it, whether its manifest knows them or not."""
    waiting = [*package.of_kind("test"), *package.of_kind("section")]
    for path in waiting:
        for target in _targets(package, path):
            known = target in package.kinds
            if package.look_at(target) == "section" and not known:
                waiting.append(target)


def _targets(package: Package, path: str) -> Iterator[str]:
    """The files of the package that the one at `path` refers to. What is wrong is told when the test itself is read."""
    try:
        root = package.parse(path)
    except KnownError:
        return
    for element in root.iter(etree.Element):
        if name_of(element) in ("assessment-item-ref", "assessment-section-ref"):
            with suppress(KnownError):
                target = resolve(path, attribute(element, "href"))
                if target in package.files:
                    yield target


class _Reading:
    """One package while it is read."""

    def __init__(self, package: Package, found: Found) -> None:
        self.found = found
        self._package = package
        self._shelf = Shelf(found)
        self._resources = Resources(package.files, MediaShelf(found.media))
        self._stimuli: dict[str, str] = {}  # by path

    def _root_of(self, path: str) -> etree._Element | None:
        """The file's root; what cannot be read becomes a failure."""
        try:
            root = self._package.parse(path)
        except KnownError as problem:
            self._package.failures[path] = problem
            return None
        if self.found.format == "QTI":
            self.found.format = version_of(root)
        return root

    def read_item(self, path: str) -> None:
        """An item, or the clones of one that has template variables."""
        root = self._root_of(path)
        if root is None:
            return
        losses = Losses()
        screen_attributes(root, losses)
        self._shelf.tools[path] = read_tools(root, losses)
        self._shelf.references[path] = self._references(root, path, losses)
        for companions in list(children(root, "companion-materials-info")):
            root.remove(companions)
        for reference in children(root, "assessment-stimulus-ref"):
            self._read_stimulus_at(path, attribute(reference, "href"))
        items, report = read_item(root, self._resources.seen_from(path))
        missing = {each.item.stimulus for each in items} - {"", *self.found.stimuli}
        if missing:  # without its text the question has no meaning
            reason = Note("assessment-stimulus-ref", KnownError("IMP-45", identifier=missing.pop()))
            items, report = (), replace(report, status="refused", notes=(reason,))
        for old, new in self._shelf.add(path, items).items():
            losses.add(root, "IMP-25", identifier=old, name=new)
        self.found.reports.append(_with_notes(report, losses.notes))

    def _read_stimulus_at(self, item_path: str, href: str) -> None:
        """A stimulus that the manifest did not name. What is wrong with its address is told of the item."""
        with suppress(KnownError):
            path = resolve(item_path, href)
            if path in self._package.files and path not in self._package.kinds and self._package.look_at(path) == "stimulus":
                self.read_stimulus(path)

    def _references(self, item: etree._Element, path: str, losses: Losses) -> tuple[str, ...]:
        """The stimuli of the package among the documents that the item lets candidates look up."""
        found = []
        for href in read_references(item):
            with suppress(KnownError):
                target = resolve(path, href)
                if target in self._stimuli:
                    found.append(self._stimuli[target])
                    continue
            losses.add(item, "IMP-43", tool=f"digital-material ({href[:80]})")
        return tuple(found)

    def read_stimulus(self, path: str) -> None:
        """A text that items share."""
        root = self._root_of(path)
        if root is None:
            return
        stimulus, report = read_stimulus(root, self._resources.seen_from(path))
        if stimulus is not None:
            self._stimuli[path] = stimulus.identifier
            self.found.stimuli[stimulus.identifier] = stimulus
        self.found.reports.append(report)

    def read_test(self, path: str) -> None:
        """A test; it is read when all items are there."""
        root = self._root_of(path)
        if root is None:
            return
        identifier, title = attribute(root, "identifier"), attribute(root, "title")
        context = TestContext(self._package, self._shelf, self._html, path)
        try:
            test = read_test(root, self.found, context)
        except (KnownError, RefusedError) as refusal:
            note = Note(path, refusal) if isinstance(refusal, KnownError) else Note(refusal.where, refusal.problem)
            self._report(path, identifier, title, "test", "refused", (*context.notes, note))
            return
        self.found.tests.append(test)
        status: Status = "with_loss" if context.notes else "imported"
        self._report(path, test.test.identifier, title, "test", status, tuple(context.notes))

    def _html(self, element: etree._Element, path: str) -> tuple[str, tuple[Note, ...]]:
        losses = Losses()
        html = read_text(element, self._resources.seen_from(path), losses)
        return html, tuple(Note(f"{path}:{each.where}", each.problem) for each in losses.notes)

    def _report(self, path: str, identifier: str, title: str, kind: Kind, status: Status, notes: tuple[Note, ...]) -> None:
        self.found.reports.append(ItemReport(path, identifier, title, status, notes, kind))

    def finish(self) -> None:
        """What no test asked for, files that could not be read, and what is to be said about all of it."""
        for path, problem in self._package.failures.items():
            kind = self._package.kinds.get(path, "item")
            self._report(path, path, "", "item" if kind == "section" else kind, "refused", (Note("", problem),))
        left = [name for name in self.found.items if name not in self._shelf.used]
        if self.found.tests and left:
            self.found.tests.append(test_of_items(self.found, left))
            self.found.notes.append(Note("", KnownError("IMP-26", count=len(left))))
        if len(self.found.tests) > 1:
            title = self.found.tests[0].test.title
            self.found.notes.append(Note("", KnownError("IMP-27", count=len(self.found.tests), title=title)))


def _with_notes(report: ItemReport, notes: tuple[Note, ...]) -> ItemReport:
    """The report with further losses; a refused item has none but its reason."""
    if not notes or report.status == "refused":
        return report
    return replace(report, status="with_loss", notes=(*report.notes, *notes))
