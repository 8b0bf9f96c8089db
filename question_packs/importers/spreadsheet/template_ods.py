"""Writes the template's pages as an ODS workbook: the few parts that LibreOffice and Excel need, nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from lxml import etree

from question_packs.importers.spreadsheet.ods import CONTENT, MIMETYPE
from question_packs.importers.spreadsheet.sheets import cell_name
from question_packs.importers.spreadsheet.template_pages import Page

_NAMESPACES = {
    prefix: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "number": "datastyle",
        "config": "config",
        "fo": "xsl-fo-compatible",
        "manifest": "manifest",
    }.items()
}
_MANIFEST = (("/", MIMETYPE), (CONTENT, "text/xml"), ("settings.xml", "text/xml"))
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_INCH_PER_CHARACTER = 0.08


def ods_bytes(pages: Sequence[Page], last_row: int) -> bytes:
    """The bytes of the workbook. Down to `last_row` the cells of tables are text, with lists of words to choose from."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        _put(archive, "mimetype", MIMETYPE.encode(), zipfile.ZIP_STORED)
        for name, root in (
            (CONTENT, _content(pages, last_row)),
            ("settings.xml", _settings(pages)),
            ("META-INF/manifest.xml", _manifest()),
        ):
            _put(archive, name, etree.tostring(root, xml_declaration=True, encoding="UTF-8"), zipfile.ZIP_DEFLATED)
    return data.getvalue()


def _put(archive: zipfile.ZipFile, name: str, data: bytes, method: int) -> None:
    info = zipfile.ZipInfo(name, _ZIP_TIME)
    info.compress_type = method
    archive.writestr(info, data)


def _name(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def _add(parent: etree._Element, name: str, attributes: dict[str, str] | None = None, text: str = "") -> etree._Element:
    named = {_name(key): value for key, value in (attributes or {}).items()}
    element = etree.SubElement(parent, _name(name), named)
    element.text = text or None
    return element


def _root(name: str) -> etree._Element:
    root = etree.Element(_name(name), nsmap=_NAMESPACES)
    root.set(_name(f"{name.partition(':')[0]}:version"), "1.3")
    return root


def _content(pages: Sequence[Page], last_row: int) -> etree._Element:
    root = _root("office:document-content")
    _styles(root, sorted({width for page in pages for width in page.widths}))
    book = _add(_add(root, "office:body"), "office:spreadsheet")
    validations = _add(book, "table:content-validations")
    for page in pages:
        _page(book, validations, page, last_row)
    return root


def _styles(root: etree._Element, widths: Sequence[int]) -> None:
    styles = _add(root, "office:automatic-styles")
    _add(_add(styles, "number:text-style", {"style:name": "N0"}), "number:text-content")
    for name, extra in (("text", {}), ("heading", {"fo:background-color": "#E7EDF2"})):
        style = _add(
            styles, "style:style", {"style:name": name, "style:family": "table-cell", "style:data-style-name": "N0"}
        )
        cell = {"fo:wrap-option": "wrap", "style:vertical-align": "top", **extra}
        _add(style, "style:table-cell-properties", cell)
        if name == "heading":
            _add(style, "style:text-properties", {"fo:font-weight": "bold"})
    for width in widths:
        style = _add(styles, "style:style", {"style:name": f"w{width}", "style:family": "table-column"})
        _add(style, "style:table-column-properties", {"style:column-width": f"{width * _INCH_PER_CHARACTER:.2f}in"})


def _page(book: etree._Element, validations: etree._Element, page: Page, last_row: int) -> None:
    table = _add(book, "table:table", {"table:name": page.name})
    for width in page.widths:
        _add(table, "table:table-column", {"table:style-name": f"w{width}", "table:default-cell-style-name": "text"})
    rules = {column: _validation(validations, page, column, words) for column, words in page.choices}
    for number, row in enumerate(page.rows):
        _row(table, row, "heading" if page.table and not number else "text", rules if number else {})
    if page.table:
        empty = _row(table, [""] * len(page.widths), "text", rules)
        empty.set(_name("table:number-rows-repeated"), str(last_row - len(page.rows)))


def _row(table: etree._Element, cells: Sequence[str], style: str, rules: dict[int, str]) -> etree._Element:
    row = _add(table, "table:table-row")
    for column, text in enumerate(cells):
        cell = _add(row, "table:table-cell", {"table:style-name": style})
        if column in rules:
            cell.set(_name("table:content-validation-name"), rules[column])
        if text:
            cell.set(_name("office:value-type"), "string")
            for line in text.split("\n"):
                _add(cell, "text:p", text=line)
    return row


def _validation(validations: etree._Element, page: Page, column: int, words: Sequence[str]) -> str:
    name = f"{page.name}-{column}"
    words_in_quotes = ";".join(f'"{word}"' for word in words)
    rule = {
        "table:name": name,
        "table:condition": f"cell-content-is-in-list({words_in_quotes})",
        "table:allow-empty-cell": "true",
        "table:display-list": "unsorted",
        "table:base-cell-address": f"{page.name}.{cell_name(2, column)}",
    }
    _add(validations, "table:content-validation", rule)
    return name


def _settings(pages: Sequence[Page]) -> etree._Element:
    """The first row and column of every table stay in sight."""
    root = _root("office:document-settings")
    views = _add(_add(root, "office:settings"), "config:config-item-set", {"config:name": "ooo:view-settings"})
    entry = _add(_add(views, "config:config-item-map-indexed", {"config:name": "Views"}), "config:config-item-map-entry")
    tables = _add(entry, "config:config-item-map-named", {"config:name": "Tables"})
    for page in pages:
        if page.table:
            one = _add(tables, "config:config-item-map-entry", {"config:name": page.name})
            for axis in ("Horizontal", "Vertical"):
                _setting(one, f"{axis}SplitMode", "short", "2")
                _setting(one, f"{axis}SplitPosition", "int", "1")
            _setting(one, "PositionRight", "int", "1")
            _setting(one, "PositionBottom", "int", "1")
    return root


def _setting(parent: etree._Element, name: str, kind: str, value: str) -> None:
    _add(parent, "config:config-item", {"config:name": name, "config:type": kind}, value)


def _manifest() -> etree._Element:
    root = _root("manifest:manifest")
    for path, media_type in _MANIFEST:
        _add(root, "manifest:file-entry", {"manifest:full-path": path, "manifest:media-type": media_type})
    return root
