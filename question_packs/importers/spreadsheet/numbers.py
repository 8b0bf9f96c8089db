"""What a cell that holds a number shows to the person who typed it; or why that cannot be said.

Used by the readers of XLSX and ODS. Number formats are those of XLSX.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

Format = Literal["plain", "percent", "date", "other"]

_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_PLAIN = {0, 1, 2, 3, 4, 37, 38, 39, 40, 41, 43, 49}
_PERCENT = {9, 10}
_ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_LARGEST = 10**15  # from here on a spreadsheet keeps no longer every digit


def format_kind(number: int, code: str = "") -> Format:
    """What a number format shows, by its number and, from 164 on, its code."""
    if number in _PLAIN:
        return "plain"
    if number in _PERCENT:
        return "percent"
    if number in _DATES:
        return "date"
    bare = _ASIDE.sub("", code).lower()
    if "general" in bare:
        return "plain"
    if re.search("[dmyhs]", bare):
        return "date"
    if bare.count("%") == 1:
        return "percent"
    # Words or a currency beside the number are what the person sees and the cell does not hold.
    spoken = re.search(r'"[^"]*\w[^"]*"|\[\$[^-\]]', code)
    return "other" if spoken or not re.fullmatch(r"[0#?.,;() \-+@]*", bare) else "plain"


def shown_number(text: str, kind: Format) -> tuple[str, str]:
    """The number as it is shown, with a decimal comma; and the code of what is wrong with it, or empty."""
    try:
        value = float(text)
    except ValueError:
        return text, "SHT-24"
    if kind == "date":
        return text, "SHT-21"
    if kind == "other":
        return text, "SHT-27"
    if not abs(value) < _LARGEST:
        return f"{value:.6G}", "SHT-22"
    number = Decimal(f"{value:.15g}")
    if kind == "percent":
        return _said(number * 100) + "%", ""
    return _said(number), ""


def _said(number: Decimal) -> str:
    return (format(number.normalize(), "f") if number else "0").replace(".", ",")
