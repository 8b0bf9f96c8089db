"""Numbers as people write them: with a decimal comma in Bahasa Indonesia, with a dot in English."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.gui.messages import Language

_SIGNS: dict[Language, tuple[str, str]] = {"id": (",", "."), "en": (".", ",")}


def plain_number(canonical: str, language: Language) -> str:
    """A canonical number with the language's decimal sign, as it would be typed."""
    return canonical.replace(".", _SIGNS[language][0])


def grouped_number(canonical: str, language: Language) -> str:
    """The same with its thousands set apart, so that nobody can take a decimal sign for another."""
    decimal, group = _SIGNS[language]
    return format(Decimal(canonical), ",f").translate({ord(","): group, ord("."): decimal})
