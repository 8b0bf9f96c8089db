"""Identifiers as names of XML, which may not begin with a digit and have no colon. Used by all exporters."""

from __future__ import annotations

import re

_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_NOT_IN_NAMES = re.compile(r"[^\w.-]", re.ASCII)


def as_name(identifier: str) -> str:
    """The identifier itself where it is a name, else the nearest one, with `_` in front."""
    if _NAME.fullmatch(identifier):
        return identifier
    return "_" + _NOT_IN_NAMES.sub("_", identifier)
