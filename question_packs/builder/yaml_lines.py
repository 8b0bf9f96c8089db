"""Strict YAML that remembers its lines: for test.yaml and the head of an item.

Every scalar is read as the text that the author typed (so a version 1.10 stays "1.10" and a date stays a date as written)
and converted to the type that its field wants. Duplicate keys, aliases and tags are refused. Used by `source` alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeVar

import msgspec
import yaml

from question_packs.errors import KnownError, LineError

T = TypeVar("T")


@dataclass(frozen=True)
class Lines:
    """Where each value stands. Paths are written as in `$.sections[0].title`."""

    by_path: dict[str, int]

    def of(self, path: str) -> int:
        """The line of a value, or of the nearest value around it."""
        while path not in self.by_path and path != "$":
            path = re.sub(r"(\.[^.\[]+|\[[^\]]*\])$", "", path) or "$"
        return self.by_path[path]

    def field(self, name: str) -> int:
        """The line of a top-level field; of the head's beginning if it is not there."""
        return self.of(f"$.{name}")


def load(text: str, kind: type[T], first_line: int = 1) -> tuple[T, Lines]:
    """Read `text` (which begins at `first_line` of its file) as `kind`.

    Raises `LineError` with `BLD-03` (not YAML), `BLD-04` (field missing), `BLD-05` (field unknown), `BLD-06` (wrong value).
    """
    by_path: dict[str, int] = {"$": first_line}
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
        plain = None if node is None else _plain(node, "$", by_path, first_line, set())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _yaml_error(first_line + (mark.line if mark else 0), error.problem or "?") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _yaml_error(first_line, str(error).splitlines()[0]) from error
    lines = Lines(by_path)
    try:
        return msgspec.convert({} if plain is None else plain, kind, strict=False), lines
    except msgspec.ValidationError as error:
        raise _field_error(str(error), lines) from error


def _yaml_error(line: int, reason: str) -> LineError:
    return LineError(line, KnownError("BLD-03", reason=reason))


def _plain(node: yaml.Node, path: str, by_path: dict[str, int], first_line: int, seen: set[int]) -> object:
    line = by_path.setdefault(path, first_line + node.start_mark.line)
    if id(node) in seen:
        raise _yaml_error(line, "alias (*)")
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_plain(each, f"{path}[{i}]", by_path, first_line, seen) for i, each in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return node.value
    values: dict[str, object] = {}
    for key, value in node.value:
        key_line = first_line + key.start_mark.line
        if not isinstance(key, yaml.ScalarNode):
            raise _yaml_error(key_line, "a key must be a word")
        if key.value in values:
            raise _yaml_error(key_line, f"duplicate key '{key.value}'")
        by_path[f"{path}.{key.value}"] = key_line
        values[key.value] = _plain(value, f"{path}.{key.value}", by_path, first_line, seen)
    return values


def _field_error(message: str, lines: Lines) -> LineError:
    reason, _, place = message.partition(" - at `")
    path = place.removesuffix("`") or "$"
    name = re.search(r"field `(.+)`", reason)
    if name and "missing" in reason:
        return LineError(lines.of(path), KnownError("BLD-04", field=name[1]))
    if name and "unknown" in reason:
        return LineError(lines.of(f"{path}.{name[1]}"), KnownError("BLD-05", field=name[1]))
    return LineError(lines.of(path), KnownError("BLD-06", field=path.removeprefix("$."), reason=reason))
