"""A package is what the standard says it is: a manifest that knows every file, and elements in the order of the schema."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from question_packs.__main__ import main
from question_packs.assessment.interactions import ExtendedTextInteraction, TextEntryInteraction
from question_packs.assessment.model import AssessmentItem
from question_packs.builder.draft import Draft
from question_packs.exporters.qti.package import package_bytes, package_files, write_package
from question_packs.importers.sources import open_source
from tests.samples import refused
from tests.unit.importers.packages import assessment_test, item, package, part, refs, section, zipped

SAMPLES = Path(__file__).parents[3] / "question_packs" / "samples"
# The order of the schema; what is left out here is not written.
ITEM = (
    "response-declaration", "outcome-declaration", "assessment-stimulus-ref", "companion-materials-info", "item-body",
    "response-processing",
)  # fmt: skip
TEST = ("outcome-declaration", "time-limits", "rubric-block", "test-part", "outcome-processing")
SECTION = (
    "pre-condition", "branch-rule", "item-session-control", "time-limits", "selection", "ordering", "rubric-block",
    "assessment-item-ref", "assessment-section",
)  # fmt: skip
CP = "{http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1}"


@pytest.fixture(scope="module")
def sample() -> Draft:
    """The sample with every interaction."""
    draft = open_source(SAMPLES / "ragam-soal").draft
    assert draft is not None
    return draft


def names(element: etree._Element) -> list[str]:
    return [str(etree.QName(each).localname).removeprefix("qti-") for each in element]


def in_order(found: list[str], order: tuple[str, ...]) -> bool:
    """Whether all are known; items and groups of a section may stand in any order among themselves."""
    places = [order.index(each) for each in found]
    last = len(order) - 2 if order is SECTION else len(order)
    return [min(each, last) for each in places] == sorted(min(each, last) for each in places)


def test_the_manifest_knows_every_file_and_what_it_needs(sample: Draft) -> None:
    files = package_files(sample)
    manifest = etree.fromstring(files.pop("imsmanifest.xml"))
    assert manifest.findtext(f"{CP}metadata/{CP}schema") == "QTI Package"
    assert manifest.findtext(f"{CP}metadata/{CP}schemaversion") == "3.0.0"
    resources = {each.get("href"): each for each in manifest.iter(f"{CP}resource")}
    assert set(resources) == set(files)
    by_id = {each.get("identifier"): path for path, each in resources.items()}
    needed = {by_id[each.get("identifierref")] for each in resources["test.xml"].iter(f"{CP}dependency")}
    assert needed == {f"items/{each.identifier}.xml" for each in sample.items}
    used = {by_id[each.get("identifierref")] for each in manifest.iter(f"{CP}dependency")}
    assert used == set(files) - {"test.xml"}


def test_elements_stand_in_the_order_of_the_schema(sample: Draft) -> None:
    for path, data in package_files(sample).items():
        root = etree.fromstring(data) if path.endswith(".xml") else None
        if path.startswith("items/"):
            assert in_order(names(root), ITEM), path
            assert root.get("time-dependent") == "false"
    root = etree.fromstring(package_files(sample)["test.xml"])
    assert in_order(names(root), TEST)
    for each in root.iter("{*}qti-assessment-section"):
        assert in_order(names(each), SECTION)
        assert each.get("title") is not None
        assert each.get("visible") in ("true", "false")


def test_rules_that_are_a_template_are_written_as_the_template(sample: Draft) -> None:
    processing = [
        etree.fromstring(data).find("{*}qti-response-processing")
        for path, data in package_files(sample).items()
        if path.startswith("items/")
    ]
    templates = {each.get("template", "").rpartition("/")[2] for each in processing if each is not None}
    assert {"match_correct.xml", "map_response.xml", "map_response_point.xml"} <= templates
    assert all(bool(each.get("template")) != bool(len(each)) for each in processing if each is not None)


def test_the_same_draft_gives_the_same_bytes_and_another_file_is_never_overwritten(sample: Draft, tmp_path: Path) -> None:
    path = tmp_path / "paket.zip"
    write_package(sample, path)
    before = path.stat()
    write_package(sample, path)
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.read_bytes() == package_bytes(sample)
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        assert archive.namelist()[0] == "imsmanifest.xml"
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    other = Draft(replace(sample.test, title="Lain"), sample.items, sample.key, sample.media, sample.stimuli)
    assert refused(write_package, other, path).code == "EXP-01"
    assert path.read_bytes() == package_bytes(sample)
    assert refused(write_package, sample, tmp_path / "tidak-ada" / "paket.zip").code == "EXP-04"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("body", ["<p>tanpa tempat</p>", '<p><img src="interaction:T"> <img src="interaction:T"></p>'])
def test_an_interaction_must_stand_at_one_place(sample: Draft, body: str) -> None:
    first = sample.items[0]
    broken = AssessmentItem(
        first.identifier, "x", "id", body, (TextEntryInteraction("T"), ExtendedTextInteraction(response_identifier="R"))
    )
    error = refused(package_bytes, Draft(sample.test, (broken,), sample.key, sample.media))
    assert (error.code, "interaction:T" in error.sentence("en")) == ("EXP-05", True)


def test_the_command_writes_what_came_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = zipped(tmp_path / "asal.zip", package(assessment_test(part(section(refs("a", "b")))), "a", "b"))
    out = tmp_path / "paket.zip"
    assert main(["import", str(source), "--out", str(out)]) == 0
    assert f"Ditulis: {out} (QTI 3.0, 2 butir" in capsys.readouterr().out
    first, second = open_source(source), open_source(out)
    assert first.draft == second.draft
    (tmp_path / "rusak.txt").write_text("bukan soal")
    assert main(["import", str(source), str(tmp_path / "rusak.txt"), "--out", str(tmp_path / "dua.zip")]) == 1
    assert "EXP-08: " in capsys.readouterr().err
    assert not (tmp_path / "dua.zip").exists()


def test_several_files_become_one_test_with_a_section_for_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("satu", "dua"):
        (tmp_path / f"{name}.xml").write_bytes(item("butir"))
    out = tmp_path / "gabungan.zip"
    assert main(["import", str(tmp_path / "satu.xml"), str(tmp_path / "dua.xml"), "--out", str(out)]) == 0, (
        capsys.readouterr()
    )
    draft = open_source(out).draft
    assert draft is not None
    assert [(each.title, [ref.identifier for ref in each.item_refs]) for each in draft.test.sections()] == [
        ("satu", ["butir"]),
        ("dua", ["butir-2"]),
    ]
    assert sum(each.maximum for each in draft.key.items) == Decimal(2)


def test_a_test_with_rules_of_its_own_is_not_put_together_with_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    linear = package(assessment_test(part(section(refs("a")), modes=("linear", "individual"))), "a")
    sources = [str(zipped(tmp_path / "ujian.zip", linear)), str(tmp_path / "satu.xml")]
    (tmp_path / "satu.xml").write_bytes(item("butir"))
    assert main(["import", *sources, "--out", str(tmp_path / "gabungan.zip")]) == 1
    assert "EXP-06: " in capsys.readouterr().err
