"""Renews the catalogue of kiosk and preview: texts of the source into `lontar.po`, `lontar.mo` from it (`make messages`).

New texts come without a translation; the tests name them until somebody translates them.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

GUI = Path(__file__).parents[2] / "desktop_app" / "gui"
PO = GUI / "locale" / "en" / "LC_MESSAGES" / "lontar.po"
MO = PO.with_suffix(".mo")
KEYWORDS: dict[str, None] = {"say": None, "mark": None, "label": None, "button": None}


def texts_in_source() -> Catalog:
    """Every text that the source marks."""
    template = Catalog(project="Lontar", version="1", fuzzy=False)
    for folder in (GUI, GUI.parent / "preview"):
        for _, _, text, _, _ in extract_from_dir(folder, keywords=KEYWORDS):
            if text:
                template.add(text)
    return template


def written() -> Catalog:
    """The committed catalogue."""
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def renew() -> None:
    """Bring `.po` and `.mo` up to date with the source."""
    template = texts_in_source()
    catalogue = written() if PO.exists() else Catalog(locale="en", project="Lontar", version="1", fuzzy=False)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    # Without a header of dates and addresses the file is the same for everybody who makes it from the same source.
    with PO.open("wb") as file:
        write_po(file, catalogue, width=120, sort_output=True, no_location=True, omit_header=True)
    with MO.open("wb") as file:
        write_mo(file, catalogue)


if __name__ == "__main__":
    renew()
