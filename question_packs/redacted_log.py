"""The log of both programs, redacted by a list of what may be written, not of what may not.

A message's own words are ours; its arguments come from outside. Of these only numbers, hashes (shortened), error codes and
short plain identifiers are written; anything else, such as a name, a PIN, an NIP or an answer, becomes `<redacted>`. Of an
exception its type and places are written, never its text. Set up by the composition roots.
"""

from __future__ import annotations

import logging
import re
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

from question_packs.errors import KnownError

_HASH = re.compile(r"[0-9a-f]{24,64}")
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]{0,39}")
_MANY_DIGITS = re.compile(r"\d{5,}")
# What people type to open or start something looks like this (sealing.codes).
_CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{5}-?[0-9A-HJKMNP-TV-Z]{5}")


def redact(value: object) -> object:
    """`value` if it may stand in a log, else `<redacted>`."""
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return value if abs(value) < 10**5 else "<redacted>"
    if isinstance(value, KnownError):
        return value.code
    text = str(value)
    if _HASH.fullmatch(text):
        return text[:12]
    plain = _IDENTIFIER.fullmatch(text) and not _MANY_DIGITS.search(text) and not _CODE.fullmatch(text)
    return text if plain else "<redacted>"


class RedactingFormatter(logging.Formatter):
    """One line per record; arguments redacted, exceptions without their text."""

    def format(self, record: logging.LogRecord) -> str:
        """As `logging.Formatter.format`."""
        args = record.args
        if isinstance(args, tuple):
            safe: tuple[object, ...] = tuple(redact(arg) for arg in args)
            message = str(record.msg).replace("%d", "%s") % safe if safe else str(record.msg)
        else:
            message = str(record.msg)
        line = f"{self.formatTime(record, '%Y-%m-%dT%H:%M:%S%z')} {record.levelname} {record.name}: {message}"
        if record.exc_info and record.exc_info[0] is not None:
            places = traceback.format_tb(record.exc_info[2])
            line += f"\n{record.exc_info[0].__name__}\n{''.join(places)}"
        return line


def write_log_to(folder: Path, name: str) -> None:
    """Send the program's log to `folder/name.log`, five files of 1 MB."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(folder / f"{name}.log", maxBytes=1_000_000, backupCount=5, encoding="utf-8")
    handler.setFormatter(RedactingFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    # Libraries speak of addresses and headers; they are heard when something is wrong.
    for library in ("urllib3", "http_message_signatures", "fontTools"):
        logging.getLogger(library).setLevel(logging.WARNING)
