"""Essays and files reach the assessors as they were handed in; a damaged one is told and not written."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import msgspec

from question_packs.assessment.responses import FileName
from question_packs.records import events as ev
from question_packs.records.files import parts_of
from question_packs.scoring.answer_key import ItemKey
from question_packs.scoring.declarations import QtiProcessing, ResponseDeclaration
from sync_server.services.audit import Auditor
from sync_server.services.handed_in import HandedIn
from tests.integration.centre.house import House
from tests.samples import SITTING, answer_key, bodies, chain, right_wrong, segment

ESSAY = "Menurut saya,\nhal itu perlu diperiksa."
FILE = b"%PDF-1.7\n" + b"x" * 150_000


def by_people(identifier: str, base_type: str) -> ItemKey:
    """An item that nobody but people can judge."""
    declared = ResponseDeclaration("JAWAB", "single", base_type)
    processing = QtiProcessing((declared,), (), (), Decimal(10), by_people=True)
    return msgspec.structs.replace(right_wrong(identifier, "A"), processing=processing)


def handed_in(*parts: ev.FilePart) -> list[bytes]:
    file = FileName(hashlib.sha256(FILE).hexdigest(), len(FILE), "application/pdf", "laporan: akhir?.pdf")
    return chain([
        bodies()[0],
        ev.ResponseSaved("S-1", ("A",)),
        ev.ResponseSaved("S-2", (ESSAY,), "JAWAB"),
        *parts,
        ev.ResponseSaved("S-3", (file.text,), "JAWAB"),
        ev.Submitted("by_candidate", 3, 0, 0),
    ])  # fmt: skip


def write(house: House, folder: Path) -> dict[str, str | bytes]:
    """What was written, by path; of what was not, the code."""
    house.put_key(answer_key(right_wrong("S-1", "A"), by_people("S-2", "string"), by_people("S-3", "file")))
    centre = house.centre
    works = HandedIn(Auditor(centre.database, centre.directory, centre.scorer), centre.scorer)
    return {
        str(path.relative_to(folder)): path.read_bytes() if work.problem is None else work.problem.code
        for path, work in works.write(centre.scorer.find_sitting(SITTING), folder)
    }


def test_essays_and_files_are_written_by_number_and_item_under_names_that_every_disk_takes(house: House, tmp_path: Path):
    house.take(segment(handed_in(*parts_of(FILE)), house.device))
    assert write(house, tmp_path) == {
        "001/S-2-JAWAB.txt": ESSAY.encode(),
        "001/S-3-JAWAB-laporan_ akhir_.pdf": FILE,
    }


def test_a_file_that_is_not_whole_is_told_and_the_rest_is_written(house: House, tmp_path: Path):
    house.take(segment(handed_in(*parts_of(FILE)[1:]), house.device))
    assert write(house, tmp_path) == {
        "001/S-2-JAWAB.txt": ESSAY.encode(),
        "001/S-3-JAWAB-laporan_ akhir_.pdf": "REC-05",
    }
    assert not list(tmp_path.rglob("*.pdf"))
