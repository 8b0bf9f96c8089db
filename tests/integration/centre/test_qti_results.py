"""Results go out as QTI results reporting: the scores of the outcome, the files that were handed in, and no key."""

from __future__ import annotations

import hashlib
import io
import zipfile
from decimal import Decimal
from pathlib import Path

import msgspec
from lxml import etree

from question_packs.assessment.responses import FileName
from question_packs.exporters.results import NAMESPACE
from question_packs.records import events as ev
from question_packs.records.files import parts_of
from question_packs.scoring.answer_key import ItemKey
from question_packs.scoring.declarations import QtiProcessing, ResponseDeclaration
from sync_server.services.audit import Auditor
from sync_server.services.qti_results import QtiResults, WrittenResults
from sync_server.store import logs
from tests.integration.centre.house import House
from tests.samples import SITTING, answer_key, bodies, chain, right_wrong, segment

FILE = b"%PDF-1.7\n" + b"x" * 150_000
Q = f"{{{NAMESPACE}}}"


def by_people(identifier: str, base_type: str) -> ItemKey:
    """An item that nobody but people can judge."""
    processing = QtiProcessing((ResponseDeclaration("JAWAB", "single", base_type),), (), (), Decimal(10), by_people=True)
    return msgspec.structs.replace(right_wrong(identifier, "A"), processing=processing)


def attempt(*parts: ev.FilePart) -> list[bytes]:
    file = FileName(hashlib.sha256(FILE).hexdigest(), len(FILE), "application/pdf", "laporan akhir.pdf")
    return chain([
        bodies()[0],
        ev.ResponseSaved("S-1", ("A",)),
        *parts,
        ev.ResponseSaved("S-3", (file.text,), "JAWAB"),
        ev.Submitted("by_candidate", 2, 1, 0),
    ])  # fmt: skip


def written(house: House, path: Path, lines: list[bytes]) -> tuple[WrittenResults, dict[str, bytes]]:
    """What the zip of the sitting holds."""
    house.put_key(answer_key(right_wrong("S-1", "A"), right_wrong("S-2", "B"), by_people("S-3", "file")))
    house.take(segment(lines, house.device))
    centre = house.centre
    sitting = centre.scorer.find_sitting(SITTING)
    centre.scorer.score_sitting(sitting, "uji")
    auditor = Auditor(centre.database, centre.directory, centre.scorer)
    result = QtiResults(centre.database, auditor, centre.scorer, "uji").write(sitting, path)
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return result, {name: archive.read(name) for name in archive.namelist()}


def test_each_scored_candidate_has_a_result_and_the_files_stand_beside_it(house: House, tmp_path: Path):
    result, files = written(house, tmp_path / "hasil.zip", attempt(*parts_of(FILE)))
    assert (result.attempts, result.problems) == (1, ())
    assert set(files) == {"001.xml", "001/S-3-JAWAB-laporan akhir.pdf"}
    assert files["001/S-3-JAWAB-laporan akhir.pdf"] == FILE
    root = etree.fromstring(files["001.xml"])
    assert root.find(f"{Q}context").get("sourcedId") == "_001"
    status = {each.get("identifier"): each.get("sessionStatus") for each in root.iter(f"{Q}itemResult")}
    assert status == {"S-1": "final", "S-2": "final", "S-3": "pendingExternalScoring"}
    values = {
        each.getparent().getparent().get("identifier"): each.text
        for each in root.iterfind(f".//{Q}candidateResponse/{Q}value")
    }
    assert values == {"RESPONSE": "A", "JAWAB": "001/S-3-JAWAB-laporan%20akhir.pdf"}
    assert b"correctResponse" not in files["001.xml"]


def test_the_same_results_give_the_same_bytes_and_the_audit_log_knows_who_took_them(house: House, tmp_path: Path):
    written(house, tmp_path / "satu.zip", attempt(*parts_of(FILE)))
    written(house, tmp_path / "dua.zip", attempt(*parts_of(FILE)))
    assert (tmp_path / "satu.zip").read_bytes() == (tmp_path / "dua.zip").read_bytes()
    with house.centre.database.read() as connection:
        acts = [(row.act, row.who) for row in logs.audit_rows(connection)]
    assert acts.count(("results", "uji")) == 2


def test_a_damaged_file_is_told_and_left_out(house: House, tmp_path: Path):
    result, files = written(house, tmp_path / "hasil.zip", attempt(*parts_of(FILE)[1:]))
    assert [each.code for each in result.problems] == ["REC-05"]
    assert set(files) == {"001.xml"}
    responses = etree.fromstring(files["001.xml"]).findall(f".//{Q}responseVariable[@identifier='JAWAB']//{Q}value")
    assert responses == []
