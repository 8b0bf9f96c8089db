"""The content package: all files of a draft, the manifest that lists them, and the zip around them.

The same draft gives the same bytes. Called by the author's command.
"""

from __future__ import annotations

import io
import os
import posixpath
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from lxml import etree

from question_packs.builder.draft import Draft
from question_packs.durable import sync_folder
from question_packs.errors import InBoth, KnownError
from question_packs.exporters.qti.elements import as_file
from question_packs.exporters.qti.items import item_file, stimulus_file
from question_packs.exporters.qti.structure import test_file

_PACKAGING = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
_LOM = "http://ltsc.ieee.org/xsd/LOM"
_MANIFEST = "imsmanifest.xml"
# Entries carry no time of their own.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass
class _Resource:
    """A line of the manifest: `uses` are paths of other resources."""

    path: str
    type: str
    uses: list[str] = field(default_factory=list)


def write_package(draft: Draft, path: Path) -> None:
    """Write the QTI 3.0 package of `draft` to `path`; a package with the same content is left as it is.

    Raises `EXP-01` (another file is there), `EXP-02` (a text that cannot be XML), `EXP-03` (an interaction that stands
    nowhere), `EXP-04` (the folder cannot be written to).
    """
    data = package_bytes(draft)
    try:
        if path.exists():
            if path.is_file() and path.read_bytes() == data:
                return
            raise KnownError("EXP-01", path=path)
        _write_durably(path, data)
    except OSError as error:
        raise KnownError("EXP-04", path=path, reason=error.strerror) from error


def _write_durably(path: Path, data: bytes) -> None:
    partial = path.with_name(path.name + ".partial")
    with partial.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    sync_folder(path.parent)


def package_bytes(draft: Draft) -> bytes:
    """The zip of a draft's package. Raises `EXP-02`, `EXP-03`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in package_files(draft).items():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED if name.endswith(".xml") else zipfile.ZIP_STORED
            archive.writestr(entry, data)
    return out.getvalue()


def package_files(draft: Draft) -> dict[str, bytes]:
    """The files of a draft's package by path, the manifest first. Raises `EXP-02`, `EXP-03`."""
    trees = {"test.xml": test_file(draft), **_stimuli(draft), **_items(draft)}
    media = {f"media/{name}": medium.data for name, medium in sorted(draft.media.items())}
    resources = [_resource(path, tree, media) for path, tree in trees.items()]
    resources += [_Resource(path, "webcontent") for path in media]
    return {
        _MANIFEST: as_file(_manifest(draft, resources)),
        **{path: as_file(tree) for path, tree in trees.items()},
        **media,
    }


def _stimuli(draft: Draft) -> dict[str, etree._Element]:
    return {f"stimuli/{each.identifier}.xml": stimulus_file(each) for each in draft.stimuli}


def _items(draft: Draft) -> dict[str, etree._Element]:
    keys = {each.identifier: each for each in draft.key.items}
    sections = {ref.identifier: section for section in draft.test.sections() for ref in section.item_refs}
    media_types = {name: medium.media_type for name, medium in draft.media.items()}
    files = {}
    for item in draft.items:
        try:
            tree = item_file(item, keys[item.identifier], sections[item.identifier], media_types)
        except KnownError as problem:
            raise KnownError(
                "EXP-05", item=item.identifier, reason=InBoth(problem.sentence("id"), problem.sentence("en"))
            ) from problem
        files[f"items/{item.identifier}.xml"] = tree
    return files


# --- the manifest


def _resource(path: str, tree: etree._Element, media: dict[str, bytes]) -> _Resource:
    """What a file is, and which files of the package it refers to."""
    kind = str(etree.QName(tree).localname).removeprefix("qti-assessment-")
    uses: dict[str, None] = {}
    for element in tree.iter(etree.Element):
        for address in (element.get("href"), element.get("src"), element.get("data"), _file_href(element)):
            if address:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
                uses[target] = None
    known = {quote(each): each for each in media}
    return _Resource(path, f"imsqti_{kind}_xmlv3p0", [known.get(each, each) for each in uses])


def _file_href(element: etree._Element) -> str | None:
    return element.text if etree.QName(element).localname == "qti-file-href" else None


def _manifest(draft: Draft, resources: list[_Resource]) -> etree._Element:
    names = {each.path: f"R{number}" for number, each in enumerate(resources, start=1)}
    root = etree.Element(f"{{{_PACKAGING}}}manifest", nsmap={None: _PACKAGING, "lom": _LOM}, identifier="MANIFEST")
    root.append(_metadata(draft))
    _below(root, "organizations")
    listed = _below(root, "resources")
    for each in resources:
        line = _below(listed, "resource", identifier=names[each.path], type=each.type, href=quote(each.path))
        _below(line, "file", href=quote(each.path))
        for used in each.uses:
            if used in names:
                _below(line, "dependency", identifierref=names[used])
    etree.indent(root)
    return root


def _metadata(draft: Draft) -> etree._Element:
    """What the package is, and its title for people."""
    metadata = etree.Element(f"{{{_PACKAGING}}}metadata")
    _below(metadata, "schema").text = "QTI Package"
    _below(metadata, "schemaversion").text = "3.0.0"
    title = metadata
    for name in ("lom", "general", "title", "string"):
        title = etree.SubElement(title, f"{{{_LOM}}}{name}")
    title.set("language", draft.test.language)
    title.text = draft.test.title
    return metadata


def _below(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_PACKAGING}}}{name}", attributes)
