"""Strict decoding of everything that comes from outside: records, manifests, keys.

Unknown field, wrong type, duplicate key, trailing bytes: refused with the reason. Used by every part of
`question_packs`; nothing else in the product decodes a record.
"""

from __future__ import annotations

import json
import re
from typing import TypeVar

import msgspec

from question_packs.errors import KnownError

T = TypeVar("T")

encode = msgspec.json.encode

# What msgspec and json raise on hostile bytes: bad UTF-8 and endless numbers are ValueErrors, deep nesting a RecursionError.
_REFUSALS = (msgspec.DecodeError, ValueError, RecursionError)


class _DuplicateKeyError(ValueError):
    pass


def _refuse_duplicates(pairs: list[tuple[str, object]]) -> None:
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise _DuplicateKeyError(f"duplicate key {next(k for k in keys if keys.count(k) > 1)!r}")


def _damaged(what: str, error: BaseException) -> KnownError:
    return KnownError("REC-01", what=what, reason=str(error) or type(error).__name__)


def decode_strict(data: bytes, kind: type[T] | msgspec.json.Decoder[T], what: str) -> T:
    """Decode `data` as `kind`; raise `REC-01` naming `what` and the reason.

    The struct types forbid unknown fields themselves. Duplicate keys, which JSON parsers resolve each in its own way, are
    looked for only where the bytes are not already the canonical encoding of what was decoded (which has none).
    """
    decoder = kind if isinstance(kind, msgspec.json.Decoder) else msgspec.json.Decoder(kind)
    try:
        value = decoder.decode(data)
        if encode(value) != data:
            json.loads(data, object_pairs_hook=_refuse_duplicates)
    except _REFUSALS as error:
        raise _damaged(what, error) from error
    return value


def decode_canonical(data: bytes, kind: msgspec.json.Decoder[T], what: str) -> T:
    """As `decode_strict`, and only the one spelling that `encode` writes.

    For the few flat structures whose bytes are a name (a segment is named by its envelope's hash): with a second spelling
    one content would have two names.
    """
    try:
        value = kind.decode(data)
        if encode(value) != data:
            raise ValueError("not in canonical form")
    except _REFUSALS as error:
        raise _damaged(what, error) from error
    return value


class _Typed(msgspec.Struct):
    type: str


def check_version(data: bytes, prefix: str, newest: int, what: str) -> None:
    """Refuse a record of a newer version by name (`REC-02`) before strict decoding would call it damaged."""
    try:
        found = msgspec.json.decode(data, type=_Typed).type
    except _REFUSALS as error:
        raise _damaged(what, error) from error
    version = re.fullmatch(r"[0-9]{1,6}", found.removeprefix(prefix))
    if found.startswith(prefix) and version and int(version.group()) > newest:
        raise KnownError("REC-02", what=what, found=found)
