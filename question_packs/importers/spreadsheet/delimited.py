"""Reads a CSV file, whichever program wrote it: its encoding and its separator are found out, or it is refused."""

from __future__ import annotations

import codecs
import csv
import io

from question_packs.errors import KnownError
from question_packs.importers.spreadsheet.sheets import Budget, Row, Sheet, without_marks

_SEPARATORS = ";,\t"
_BEGINNING = 100_000  # characters; the separator is found out in these
# Letters that a text in Windows' Western alphabet has and other alphabets' texts, read as such, have not.
_WESTERN = set(
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿŒœ€‚„…‰‹›‘’“”•–—™ °±²³·¹º»«¼½¾×÷§©®¢£¥µ¿¡´`¬¦¨ª¶¸\u00a0\u00ad"
)


def read_csv(data: bytes, what: str) -> Sheet:
    """Its one sheet, without a name.

    Raises `SHT-04` (the encoding cannot be told), `SHT-05` (not a table), `SHT-03` (too many rows or columns).
    """
    text = decoded(data, what)
    if "\0" in text:
        raise KnownError("SHT-05", what=what, line=text[: text.index("\0")].count("\n") + 1)
    sheet = Sheet("", Budget(what))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        for number, fields in enumerate(rows, 1):
            row = Row(number)
            for column, field in enumerate(fields):
                if field:
                    row.put(column, without_marks(field))
            sheet.keep(row)
    except csv.Error as error:
        raise KnownError("SHT-05", what=what, line=rows.line_num) from error
    return sheet


def decoded(data: bytes, what: str) -> str:
    """The text: UTF-8, UTF-16 with its mark, or the Western alphabet of Windows."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, what)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = _strictly(data, "cp1252", what)
    if not all(each in _WESTERN for each in set(text) if not each.isascii()):
        raise KnownError("SHT-04", what=what)
    return text


def _strictly(data: bytes, encoding: str, what: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise KnownError("SHT-04", what=what) from error


def _separator(text: str) -> str:
    """The separator that stands most often outside quotes in the first line that has any."""
    for line in io.StringIO(text[:_BEGINNING]):
        outside = "".join(line.split('"')[::2])
        best = max(_SEPARATORS, key=outside.count)
        if outside.count(best):
            return best
    return ","
