"""The NIP, the 18-digit number of a civil servant: YYYYMMDD birth, YYYYMM appointment, sex, three digits of sequence.

Source: Perka BKN 22/2007 and 43/2007. Numbers of contract employees (PPPK) have 18 digits too, with other meanings of
some: what does not fit is a warning there, never a refusal. Used by roster imports.
"""

from __future__ import annotations

import re
from datetime import date

from question_packs.errors import InBoth, KnownError

_CHANGED = InBoth(
    "diubah oleh program lembar kerja; format kolomnya sebagai teks",
    "a spreadsheet changed it; format the column as text",
)


def check_nip(value: str) -> list[str]:
    """Refuse what cannot be an NIP (`REC-04`); return warnings about one that may be a PPPK number.

    A number that a spreadsheet turned into 1.98501E+17 has lost digits and cannot be repaired: it is refused as such.
    """
    text = value.strip()
    if re.fullmatch(r"[\d.,]+E\+?\d+", text, re.IGNORECASE):
        raise KnownError("REC-04", value=value, reason=_CHANGED)
    if not text.isascii() or not text.isdigit():
        raise KnownError("REC-04", value=value, reason=InBoth("ada tanda selain angka", "it holds other than digits"))
    if len(text) != 18:
        raise KnownError(
            "REC-04",
            value=value,
            reason=InBoth(f"ada {len(text)} angka, seharusnya 18", f"{len(text)} digits instead of 18"),
        )
    _refuse_impossible_birth(text, value)
    warnings = []
    if not 1 <= int(text[12:14]) <= 12:
        warnings.append("bulan pengangkatan tidak 01-12 (wajar untuk PPPK)")
    if text[14] not in "12":
        warnings.append("kode jenis kelamin bukan 1 atau 2 (wajar untuk PPPK)")
    return warnings


def _refuse_impossible_birth(text: str, value: str) -> None:
    try:
        born = date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError as error:
        raise KnownError(
            "REC-04", value=value, reason=InBoth("tanggal lahir di dalamnya tidak ada", "its date of birth does not exist")
        ) from error
    if not 1930 <= born.year <= 2015:
        raise KnownError(
            "REC-04", value=value, reason=InBoth(f"tahun lahir {born.year} tidak masuk akal", f"born in {born.year}?")
        )
