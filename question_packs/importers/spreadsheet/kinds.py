"""The kinds of question a table knows, which columns each of them uses, and how a blank kind is told from a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from question_packs.assessment.responses import canonical_number
from question_packs.errors import InBoth
from question_packs.importers.spreadsheet.headings import OPTIONS, WEIGHTS, Line

Kind = Literal[
    "pilihan", "pilihan jamak", "benar salah", "bobot", "isian", "angka", "uraian", "urutan", "jodoh", "skala", "rumpang",
    "terbaik-terburuk", "peringkat", "nilai-tiap",
]  # fmt: skip

# The English name first, as the English template gives it.
_ALIASES: dict[Kind, tuple[str, ...]] = {
    "pilihan": ("choice", "pilihan ganda", "pg", "multiple choice", "single choice"),
    "pilihan jamak": ("multiple response", "pilihan ganda kompleks", "pgk", "multiple answer"),
    "benar salah": ("true false", "bs"),
    "bobot": ("weighted", "sjt", "pilihan berbobot", "weighted choice"),
    "isian": ("short answer", "isian singkat", "jawaban singkat", "text"),
    "angka": ("number", "isian angka", "numeric"),
    "uraian": ("essay", "esai"),
    "urutan": ("order", "mengurutkan", "ordering"),
    "jodoh": ("match", "menjodohkan", "matching"),
    "skala": ("scale", "likert"),
    "rumpang": ("gaps", "teks rumpang", "gap", "gap match", "cloze"),
    "terbaik-terburuk": ("best and worst", "best worst"),
    "peringkat": ("rank", "ranking"),
    "nilai-tiap": ("rate", "menilai tiap", "rating"),
}
_JOINTS = re.compile(r"[\s_\-/]+")
KINDS: dict[str, Kind] = {_JOINTS.sub(" ", word): kind for kind, words in _ALIASES.items() for word in (kind, *words)}

_CHOICES = {*OPTIONS}
_POINTS = {"kunci", "poin"}
# The columns beside those that every kind has. What else is filled in contradicts the kind.
USED: dict[Kind, set[str]] = {
    "pilihan": _CHOICES | _POINTS,
    "pilihan jamak": _CHOICES | _POINTS | {*WEIGHTS},
    "benar salah": _POINTS,
    "bobot": _CHOICES | {"kunci", *WEIGHTS},
    "isian": _POINTS,
    "angka": _POINTS | {"satuan", "toleransi"},
    "uraian": _POINTS,
    "urutan": _CHOICES | _POINTS,
    "jodoh": _CHOICES | {"poin", *WEIGHTS},
    "skala": _CHOICES | {"kunci", *WEIGHTS},
    "rumpang": _CHOICES | {"poin", *WEIGHTS},
    "terbaik-terburuk": _CHOICES | _POINTS,
    "peringkat": _CHOICES | _POINTS,
    "nilai-tiap": _CHOICES | {"kunci", "skala", *WEIGHTS},
}
_DEPENDING = _CHOICES | _POINTS | {*WEIGHTS, "satuan", "toleransi", "skala"}
TRUE_WORDS = ("benar", "betul", "true")
FALSE_WORDS = ("salah", "false")
_KEY_PARTS = re.compile(r"(?:\s|[,;/|&]|\bdan\b)+", re.IGNORECASE)


def english_kind(kind: Kind) -> str:
    """What the English template calls a kind."""
    return _ALIASES[kind][0]


def kind_named(word: str) -> Kind | None:
    """The kind that somebody named."""
    return KINDS.get(_JOINTS.sub(" ", word.casefold()).strip())


def unused_columns(line: Line, kind: Kind) -> list[str]:
    """The columns filled in of which this kind knows nothing."""
    return [name for name in line.texts if name in _DEPENDING and name not in USED[kind]]


def key_letters(text: str) -> list[str] | None:
    """The letters of a key such as `A`, `a.`, `A, C` or `CADB`; None where it is none."""
    parts = [each.strip(".)").upper() for each in _KEY_PARTS.split(text.strip()) if each.strip(".)")]
    if len(parts) == 1 and re.fullmatch("[A-H]{2,8}", parts[0]):
        parts = [*parts[0]]
    return parts if parts and all(re.fullmatch("[A-Z]", each) for each in parts) else None


def derived_kind(line: Line) -> Kind | InBoth:
    """The only kind that a row without one can be; or in words why there is not only one."""
    options = sum(name in line.texts for name in OPTIONS)
    weights = any(name in line.texts for name in WEIGHTS)
    key = line.word("kunci")
    if weights and key:
        return InBoth("bobot dan kunci sama-sama terisi", "it has weights and a key")
    if weights and options:
        return "bobot"
    if options:
        return _with_options(key_letters(key), options)
    return _without_options(line, key)


def _with_options(letters: Sequence[str] | None, options: int) -> Kind | InBoth:
    if letters is None:
        return InBoth("ada pilihan, tetapi kuncinya bukan huruf pilihan", "it has options, but its key is no letter of them")
    if len(letters) == 1:
        return "pilihan"
    if len(letters) < options:
        return "pilihan jamak"
    return InBoth("kuncinya menyebut semua pilihan", "its key names every option")


def _without_options(line: Line, key: str) -> Kind | InBoth:
    if line["satuan"] or line["toleransi"]:
        return "angka"
    if not key:
        return InBoth("tidak ada pilihan dan tidak ada kunci", "it has neither options nor a key")
    if key.casefold() in (*TRUE_WORDS, *FALSE_WORDS):
        return "benar salah"
    if canonical_number(key, "float") is not None or len(key) == 1:
        return InBoth("kuncinya dapat berarti beberapa hal", "its key can mean several things")
    return "isian"
