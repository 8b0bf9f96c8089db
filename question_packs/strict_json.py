"""Strict decoding of everything that comes from outside: records, manifests, keys.

Unknown field, wrong type, duplicate key, trailing bytes: refused with the reason. Used by every part of
`question_packs`; nothing else in the product decodes a record.
"""

from __future__ import annotations

import json
from typing import TypeVar

import msgspec

from question_packs.errors import KnownError

T = TypeVar("T")

encode = msgspec.json.encode


class _DuplicateKeyError(ValueError):
    pass


def _refuse_duplicates(pairs: list[tuple[str, object]]) -> None:
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise _DuplicateKeyError(f"duplicate key {next(k for k in keys if keys.count(k) > 1)!r}")


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
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise KnownError("REC-01", what=what, reason=str(error) or type(error).__name__) from error
    return value
