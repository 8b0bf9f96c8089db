"""A QTI content package: which of its files are items, tests and stimuli, as its manifest or the files themselves say.

Takes the package's files by name (zip, folder or a single file) and reads no content of items or tests; `reader` does.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote

from lxml import etree

from question_packs.errors import InBoth, KnownError
from question_packs.importers.found import Note
from question_packs.importers.qti.names import child, children, kebab, name_of
from question_packs.importers.qti.own_marks import restore
from question_packs.importers.safe_xml import parse_xml, root_name

MANIFEST = "imsmanifest.xml"
Kind = Literal["item", "test", "stimulus", "section"]
# The root element decides what a file is; exporters often write the wrong resource type.
KINDS: dict[str, Kind] = {
    "assessment-item": "item",
    "assessment-test": "test",
    "assessment-stimulus": "stimulus",
    "assessment-section": "section",
}
_QTI_1 = {"questestinterop"}
_QTI = re.compile(r"imsqti", re.IGNORECASE)
_PROMISES = re.compile(r"imsqti_(apip)?(item|test|section|stimulus)", re.IGNORECASE)
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_EXTERNAL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|.*\\")


@dataclass
class Package:
    """What a package offers: `kinds` by path, in the package's order; `failures` by path. `title` as its manifest says."""

    files: Mapping[str, bytes]
    title: str = ""
    kinds: dict[str, Kind] = field(default_factory=dict)
    failures: dict[str, KnownError] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def of_kind(self, kind: Kind) -> list[str]:
        """The paths of all files of one kind."""
        return [path for path, each in self.kinds.items() if each == kind]

    def parse(self, path: str) -> etree._Element:
        """The root of a file; it is not kept. Raises as `parse_xml` does."""
        return restore(parse_xml(self.files[path], path))

    def look_at(self, path: str) -> Kind | None:
        """What the file at `path` is, by its root element; None where it is nothing of QTI, or a failure."""
        if path in self.kinds or path in self.failures:
            return self.kinds.get(path)
        try:
            name = root_name(self.files[path], path)
            if name in _QTI_1:
                raise KnownError("IMP-24", what=path)
        except KnownError as problem:
            self.failures[path] = problem
            return None
        kind = KINDS.get(kebab(name))
        if kind is not None:
            self.kinds[path] = kind
        return kind


def read_package(files: Mapping[str, bytes], what: str) -> Package:
    """What `files` offer. Raises `IMP-21` where there is nothing of QTI in them, and what the manifest's XML raises."""
    package = Package(files)
    manifest = _manifest_path(files)
    if manifest is None:
        _read_without_manifest(package)
    else:
        _read_manifest(package, manifest)
    if not package.kinds and not package.failures:
        raise KnownError("IMP-21", what=what)
    return package


def resolve(base: str, href: str) -> str:
    """The package path that `href`, written in the file (or below the folder ending in `/`) `base`, means.

    Raises `IMP-23` where it leads out of the package or to the network.
    """
    if _EXTERNAL.match(href):
        raise KnownError("IMP-23", href=href)
    path = unquote(href.partition("#")[0].partition("?")[0])
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
    if joined.startswith(("../", "/")) or joined in ("..", ".") or "\0" in joined:
        raise KnownError("IMP-23", href=href)
    return joined


def _manifest_path(files: Mapping[str, bytes]) -> str | None:
    """The manifest nearest to the top: many people pack the folder instead of what is in it."""
    found = [name for name in files if posixpath.basename(name).lower() == MANIFEST]
    return min(found, key=lambda name: (name.count("/"), name), default=None)


def _read_without_manifest(package: Package) -> None:
    names = [name for name in package.files if name.lower().endswith(".xml")]
    for name in names:
        package.look_at(name)
    if len(package.files) > 1 and package.kinds:
        package.notes.append(Note(MANIFEST, KnownError("IMP-20")))


def _read_manifest(package: Package, manifest: str) -> None:
    root = parse_xml(package.files[manifest], manifest)
    if name_of(root) != "manifest":
        raise KnownError("IMP-01", what=manifest, line=root.sourceline or 1, reason=f"<{name_of(root)}>")
    package.title = _title(root)
    resources = child(root, "resources")
    for resource in children(resources, "resource") if resources is not None else ():
        if _QTI.match(resource.get("type", "")):
            _read_resource(package, manifest, resource)


def _read_resource(package: Package, manifest: str, resource: etree._Element) -> None:
    href = resource.get("href", "")
    where = f"{manifest}:{resource.sourceline}"
    if not href:
        return
    try:
        path = resolve(posixpath.join(posixpath.dirname(manifest), *_bases(resource), ""), href)
    except KnownError as problem:
        package.notes.append(Note(where, problem))
        return
    if path not in package.files:
        package.notes.append(Note(where, KnownError("IMP-22", name=path)))
    elif package.look_at(path) is None and path not in package.failures and _PROMISES.match(resource.get("type", "")):
        reason = InBoth("bukan butir, ujian, atau stimulus QTI", "no QTI item, test or stimulus")
        package.failures[path] = KnownError("IMP-42", element=path, reason=reason)


def _bases(resource: etree._Element) -> Iterator[str]:
    """The `xml:base` of the manifest, its resources and the resource, outermost first."""
    around = [*reversed(list(resource.iterancestors())), resource]
    return (unquote(base) for each in around if (base := each.get(_XML_BASE, "")))


def _title(manifest: etree._Element) -> str:
    """The title that the package's metadata give, in whichever generation of them."""
    metadata = child(manifest, "metadata")
    if metadata is None:
        return ""
    for element in metadata.iter():
        if name_of(element) == "title":
            return " ".join(" ".join(element.itertext()).split())[:200]
    return ""
