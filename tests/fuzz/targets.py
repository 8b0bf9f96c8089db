"""What is fuzzed: for every reader of strangers' files its seeds, how it is read, and how its files are changed.

`read` lets nothing escape but what is a bug: a `KnownError` is an answer, everything else a finding.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from question_packs.assessment.expressions.patterns import check_pattern, fits
from question_packs.errors import KnownError
from question_packs.importers.found import no_progress
from question_packs.importers.losses import Losses, RefusedError
from question_packs.importers.qti.declarations import read_outcomes, read_responses
from question_packs.importers.qti.names import child
from question_packs.importers.qti.nodes import node_of
from question_packs.importers.qti.reader import read_files
from question_packs.importers.safe_xml import parse_xml
from question_packs.importers.sources import read_found
from question_packs.media.formulas import mathml_in_words, render_mathml
from question_packs.media.intake import take
from question_packs.scoring.declarations import QtiProcessing
from question_packs.scoring.key_checks import check_processing
from question_packs.scoring.processing import process
from tests.fuzz import exam_files, seeds
from tests.fuzz.invariants import check_each_ends_once, check_found, check_medium
from tests.fuzz.mutators import LineMutator, Mutator, XmlMutator, ZipMutator, mutate_bytes, unzipped
from tests.unit.importers import packages
from tests.unit.importers.qti.item_files import FILES

# A folder in memory where there is one: each run writes a file.
_FOLDER = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else Path(tempfile.gettempdir())
_RESPONSES = (
    {},
    {"RESPONSE": ("A", "B"), "N": ("2.5",), "T": ("ya",)},
    {"RESPONSE": ("C",), "N": ("-99999999999999999999.5",), "T": ("12,5" * 200,)},
)


@dataclass(frozen=True)
class Target:
    """A reader under fuzz. `read`: one file's bytes; `largest`: bytes of the largest file to try."""

    seeds: Callable[[], Iterable[bytes]]
    read: Callable[[bytes], None]
    mutate: Mutator = mutate_bytes
    largest: int = 65_536


def read_as(name: str) -> Callable[[bytes], None]:
    """As a person does it: a file of this name, whatever it holds, through the door to all formats."""
    path = _FOLDER / f"lontar-fuzz-{os.getpid()}-{name}"

    def read(data: bytes) -> None:
        path.write_bytes(data)
        try:
            with suppress(KnownError):
                check_found(read_found(path))
        finally:
            path.unlink()

    return read


def _read_qti(files: dict[str, bytes]) -> None:
    with suppress(KnownError):
        found = read_files(files, "paket.zip", no_progress)
        check_found(found)
        check_each_ends_once(found)


def _read_qti_item(data: bytes) -> None:
    _read_qti({**FILES, "items/butir.xml": data})


def _read_qti_test(data: bytes) -> None:
    items = {f"items/{name}.xml": packages.item(name) for name in ("S1", "S2", "S3", "S4")}
    _read_qti({**items, "test.xml": data})


def _read_medium(data: bytes) -> None:
    taken = None
    with suppress(KnownError):
        taken = take("medium", data)
        check_medium(taken.medium)
    if taken is not None:
        again = take("medium", taken.medium.data)  # what was let through once is let through again
        assert (again.kind, again.width, again.height) == (taken.kind, taken.width, taken.height)


def _read_formula(data: bytes) -> None:
    with suppress(KnownError):
        mathml = data.decode("utf-8", "replace")
        render_mathml.__wrapped__(mathml, True)  # past its cache
        mathml_in_words(mathml)


def _run_rules(data: bytes) -> None:
    """The rules of an item as they stand: what the static check lets through is judged or refused by name."""
    with suppress(KnownError, RefusedError):
        root = parse_xml(data, "rules")
        responses, outcomes = read_responses(root, Losses()), read_outcomes(root)
        element = child(root, "response-processing")
        rules = tuple(node_of(each) for each in element) if element is not None else ()
        processing = QtiProcessing(tuple(responses.values()), tuple(outcomes.values()), rules, maximum=4)
        check_processing(processing)
        for each in _RESPONSES:
            process(processing, each)


def _match_pattern(data: bytes) -> None:
    pattern, _, text = data.decode("utf-8", "replace").partition("\n")
    with suppress(KnownError):
        check_pattern(pattern)
        fits(pattern, text)


def _members(packed: Callable[[], Iterable[bytes]]) -> Iterable[bytes]:
    """The XML files in zips."""
    return (data for each in packed() for name, data in unzipped(each) if name.endswith((".xml", ".rels")))


_GIFT_MARKS = ("{", "}", "=", "~", "#", "->", "::", "%50%", "\\", "//", ":", "..", "$CATEGORY:", "[html]", "T", "\n\n")
_AIKEN_MARKS = ("A.", "B)", "ANSWER: ", "C", "\n\n", "\t")
_CSV_MARKS = (";", ",", '"', '""', "\t", "\r\n", "soal", "bobot a", "kunci", "jenis", "A, B", "1.234,5", "$x$", "{A}", "**")
_sheet_xml = XmlMutator(lambda: [*_members(exam_files.xlsx), *_members(exam_files.ods)])

TARGETS: dict[str, Target] = {
    "qti-item": Target(seeds.qti_items, _read_qti_item, XmlMutator(seeds.qti_items)),
    "qti-test": Target(seeds.qti_tests, _read_qti_test, XmlMutator(seeds.qti_tests)),
    "qti-package": Target(seeds.qti_packages, read_as("paket.zip"), ZipMutator(XmlMutator(seeds.qti_items)), 262_144),
    "moodle": Target(exam_files.moodle, read_as("soal.xml"), XmlMutator(exam_files.moodle)),
    "gift": Target(exam_files.gift, read_as("soal.gift"), LineMutator(_GIFT_MARKS, exam_files.gift)),
    "aiken": Target(exam_files.aiken, read_as("soal.txt"), LineMutator(_AIKEN_MARKS, exam_files.aiken)),
    "xlsx": Target(exam_files.xlsx, read_as("soal.xlsx"), ZipMutator(_sheet_xml), 262_144),
    "ods": Target(exam_files.ods, read_as("soal.ods"), ZipMutator(_sheet_xml), 262_144),
    "csv": Target(exam_files.csv, read_as("soal.csv"), LineMutator(_CSV_MARKS, exam_files.csv)),
    "svg": Target(seeds.drawings, _read_medium, XmlMutator(seeds.drawings)),
    "raster": Target(seeds.rasters_and_recordings, _read_medium),
    "mathml": Target(seeds.formulas, _read_formula, XmlMutator(seeds.formulas), 8192),
    "rules": Target(seeds.rules, _run_rules, XmlMutator(seeds.rules)),
    "pattern": Target(seeds.patterns, _match_pattern, largest=4096),
}


def target_of(path: Path) -> Target:
    """The target of a finding or regression: its file's name is `TARGET--...`."""
    return TARGETS[path.name.partition("--")[0]]
