"""Reads a source folder: test.yaml, items/<folder>/*.md and media/. What the words mean is judged in `checks`.

Nothing here stops at the first fault: what cannot be read is reported, the rest is read on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

import msgspec

from question_packs.builder.findings import Report
from question_packs.builder.yaml_lines import Lines, load
from question_packs.errors import KnownError, LineError
from question_packs.media.pictures import Picture, read_picture

TEST_FILE = "test.yaml"
_OPTION = re.compile(r"([A-Z])\.(?:\s+(.*))?$")


class SectionSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A section of test.yaml. `items` names a folder under items/; `minutes` makes it a sub-test with its own clock."""

    identifier: str
    title: str
    items: str
    instructions: str = ""
    shuffle: bool = False
    select: int | None = None
    minutes: int | None = None


class AspectSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a share of the score says something about (administrasi, teknis, ...)."""

    identifier: str
    title: str


class CutScoresSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nilai ambang batas: dated, with their source. `sections`: section identifier to points."""

    source: str
    valid_from: str
    total: Decimal | None = None
    sections: dict[str, Decimal] = {}


class TestSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """test.yaml as the author writes it. Minutes are whole; `rules` are Markdown, one rule each."""

    identifier: str
    title: str
    version: str
    language: Literal["id", "en"]
    sections: tuple[SectionSource, ...]
    aspects: tuple[AspectSource, ...]
    duration_minutes: int | None = None
    minimum_minutes: int | None = None
    rules: tuple[str, ...] = ()
    cut_scores: CutScoresSource | None = None
    navigation: Literal["linear", "nonlinear"] = "nonlinear"
    submission: Literal["individual", "simultaneous"] = "simultaneous"


class ItemHeader(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The head of an item. Exactly one of `key` (right/wrong) and `points` (graded) must be there."""

    identifier: str
    title: str
    aspect: str
    competency: str
    level: int
    regulation: str
    key: str | tuple[str, ...] | None = None
    points: dict[str, int] | None = None


@dataclass(frozen=True)
class OptionSource:
    """One option line."""

    letter: str
    text: str
    line: int


@dataclass(frozen=True)
class ItemSource:
    """One item file; `folder` is the folder under items/ that it lies in."""

    file: str
    folder: str
    header: ItemHeader
    lines: Lines
    stem: str
    stem_line: int
    options: tuple[OptionSource, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The right options, or none for a graded item."""
        key = self.header.key
        return () if key is None else (key,) if isinstance(key, str) else key

    @property
    def best(self) -> str | None:
        """The option a single-choice item is built around: its key, or the one with the most points."""
        if isinstance(self.header.key, str):
            return self.header.key
        points = self.header.points
        return max(points, key=lambda letter: points[letter]) if points else None


@dataclass(frozen=True)
class Source:
    """All that could be read. `test` is None where test.yaml cannot be read."""

    test: TestSource | None
    test_lines: Lines
    items: tuple[ItemSource, ...]
    pictures: dict[str, Picture]
    media_files: frozenset[str]


def read_source(folder: Path, report: Report) -> Source:
    """Read everything of a source folder; put what cannot be read into `report`."""
    test, lines = _read_test(folder, report)
    paths = sorted(path for path in (folder / "items").rglob("*.md") if path.is_file())
    items = tuple(item for path in paths if (item := _read_item(folder, path, report)) is not None)
    pictures, names = _read_media(folder, report)
    return Source(test, lines, items, pictures, names)


def _read_text(folder: Path, path: Path, report: Report) -> str | None:
    file = path.relative_to(folder).as_posix()
    try:
        data = path.read_bytes()
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        report.error(file, 1, KnownError("BLD-01", what=file))
    except OSError as error:
        report.error(file, 1, KnownError("BLD-54", path=file, reason=error.strerror))
    except UnicodeDecodeError as error:
        report.error(file, data[: error.start].count(b"\n") + 1, KnownError("BLD-02"))
    return None


def _read_test(folder: Path, report: Report) -> tuple[TestSource | None, Lines]:
    nowhere = Lines({"$": 1})
    text = _read_text(folder, folder / TEST_FILE, report)
    if text is None:
        return None, nowhere
    try:
        return load(text, TestSource)
    except LineError as error:
        report.error(TEST_FILE, error.line, error.problem)
        return None, nowhere


def _read_item(folder: Path, path: Path, report: Report) -> ItemSource | None:
    text = _read_text(folder, path, report)
    if text is None:
        return None
    file = path.relative_to(folder).as_posix()
    lines = text.split("\n")
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or end is None:
        report.error(file, 1, KnownError("BLD-07"))
        return None
    try:
        header, header_lines = load("\n".join(lines[1:end]), ItemHeader, first_line=2)
    except LineError as error:
        report.error(file, error.line, error.problem)
        return None
    start = _first_option(lines, end + 1)
    return ItemSource(
        file=file,
        folder=path.parent.relative_to(folder / "items").as_posix(),
        header=header,
        lines=header_lines,
        stem="\n".join(lines[end + 1 : start]),
        stem_line=end + 2,
        options=_read_options(file, lines, start, report),
    )


def _first_option(lines: list[str], start: int) -> int:
    """The index of the last line that begins with `A.`: options stand at the end of the file."""
    return next((i for i in reversed(range(start, len(lines))) if _is_option(lines[i], "A")), len(lines))


def _is_option(line: str, letter: str) -> bool:
    found = _OPTION.match(line.rstrip())
    return found is not None and found[1] == letter


def _read_options(file: str, lines: list[str], start: int, report: Report) -> tuple[OptionSource, ...]:
    options: list[OptionSource] = []
    for i, line in enumerate(lines[start:], start + 1):
        if not line.strip():
            continue
        expected = chr(ord("A") + len(options))
        found = _OPTION.match(line.rstrip())
        if found is None or found[1] != expected:
            report.error(file, i, KnownError("BLD-39", letter=expected))
            continue
        options.append(OptionSource(expected, (found[2] or "").strip(), i))
    return tuple(options)


def _read_media(folder: Path, report: Report) -> tuple[dict[str, Picture], frozenset[str]]:
    pictures = {}
    paths = sorted(path for path in (folder / "media").glob("*") if path.is_file())
    for path in paths:
        try:
            pictures[path.name] = read_picture(path.name, path.read_bytes())
        except LineError as error:
            report.error(f"media/{path.name}", error.line, error.problem)
        except OSError as error:
            report.error(f"media/{path.name}", 1, KnownError("BLD-54", path=path.name, reason=error.strerror))
    return pictures, frozenset(path.name for path in paths)
