"""The Merkle tree hash of the centre's log (RFC 9162, section 2.1).

Its root is printed on the minutes, so that results used for a career can be proven unaltered.
"""

from __future__ import annotations

import hashlib


def leaf_hash(data: bytes) -> bytes:
    """SHA-256 of 0x00 and the leaf's data."""
    return hashlib.sha256(b"\x00" + data).digest()


def root_hash(leaf_hashes: list[bytes]) -> bytes:
    """The tree's root over leaf hashes; of an empty log the hash of nothing.

    Folds level by level; an odd node at the end rises unchanged, which gives the same tree as RFC 9162's split at the
    largest power of two.
    """
    if not leaf_hashes:
        return hashlib.sha256(b"").digest()
    level = leaf_hashes
    while len(level) > 1:
        pairs = [hashlib.sha256(b"\x01" + level[i] + level[i + 1]).digest() for i in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2 :]
    return level[0]
