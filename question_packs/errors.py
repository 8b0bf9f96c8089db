"""The error model: a failure is either *known* or a *bug*; the source of the failure decides which.

A known failure is a `KnownError` with a code of the catalogue (`question_packs/error_catalogue.py`): one plain sentence
that says what is wrong and what to do. Everything else is a bug: logged with its trace, never shown to a person as
more than `BUG-01`. Anybody may raise a `KnownError`; screens and commands show `sentence()`.
"""

from __future__ import annotations

from question_packs.error_catalogue import CATALOGUE

_LONGEST_VALUE = 4000  # a roster's list of faulty rows fits


class InBoth(str):
    """A value of a `KnownError` that is itself words, said in the language of the sentence: Indonesian, and `en`."""

    en: str

    def __new__(cls, indonesian: str, english: str) -> InBoth:
        """Both ways to say it."""
        words = super().__new__(cls, indonesian)
        words.en = english
        return words

    def __reduce__(self) -> tuple[object, ...]:
        return InBoth, (str(self), self.en)


class KnownError(Exception):
    """A failure that was foreseen. `values` fill the places of the catalogue's sentence.

    Raises `KeyError` where the code or a value of its sentence is missing: that is a bug of the caller, found by the
    first test that reaches it.
    """

    def __init__(self, code: str, /, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(self.sentence("en"))

    def sentence(self, language: str = "id") -> str:
        """The sentence for a person, in `id` (default) or `en`, without the code."""
        values = {name: _short(_said(value, language)) for name, value in self.values.items()}
        return CATALOGUE[self.code][language].format(**values)

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence('en')}"

    def __reduce__(self) -> tuple[object, ...]:
        return _restore, (self.code, self.values)


class LineError(Exception):
    """A known failure at a line of a text that somebody wrote."""

    def __init__(self, line: int, problem: KnownError) -> None:
        self.line = line
        self.problem = problem
        super().__init__(f"line {line}: {problem}")


def _said(value: object, language: str) -> object:
    return value.en if isinstance(value, InBoth) and language == "en" else value


def _short(value: object) -> object:
    """Text from a damaged or hostile file may be megabytes long or hold control characters; a message does not."""
    if not isinstance(value, str):
        return value
    text = "".join(each if each.isprintable() or each == "\n" else " " for each in value[:_LONGEST_VALUE])
    return text if len(value) <= _LONGEST_VALUE else text + "…"


def _restore(code: str, values: dict[str, object]) -> KnownError:
    return KnownError(code, **values)
