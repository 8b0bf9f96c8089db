"""The one catalogue of the kiosk's texts. The text in Bahasa Indonesia is the key; English comes from gettext.

Texts are marked for Babel by the name of the function that receives them first: `say`, `mark`, `label`, `button`.
`make messages` renews `locale/en/LC_MESSAGES/lontar.po` and `.mo`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from gettext import NullTranslations

Language = Literal["id", "en"]
LOCALE_FOLDER = Path(__file__).parent / "locale"
LANGUAGE_NAMES: dict[Language, str] = {"id": "Bahasa Indonesia", "en": "English"}


def mark(text: str) -> str:
    """`text` itself: marks a constant for the catalogue, to be said later."""
    return text


class Messages:
    """Says texts in the chosen language."""

    def __init__(self, language: Language = "id") -> None:
        self.language: Language = language
        self._english: NullTranslations | None = None

    def say(self, text: str, /, **values: object) -> str:
        """`text` in the chosen language, with `values` in its places."""
        said = self._translation().gettext(text) if self.language == "en" else text
        return said.format(**values) if values else said

    def _translation(self) -> NullTranslations:
        # Read at the first use only: the first page is in Bahasa Indonesia and must come fast.
        if self._english is None:
            import gettext

            self._english = gettext.translation("lontar", LOCALE_FOLDER, languages=["en"], fallback=True)
        return self._english
