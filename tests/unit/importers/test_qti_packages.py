from contextlib import suppress
from pathlib import Path

import pytest

from question_packs.errors import KnownError
from question_packs.importers.drafts import draft_of
from question_packs.importers.qti.package import resolve
from question_packs.importers.sources import open_source
from tests.unit.importers.packages import assessment_test, codes, item, manifest, package, part, read, refs, section, zipped


def whole() -> dict[str, bytes]:
    return package(assessment_test(part(section(refs("a", "b")))), "a", "b")


def test_a_package_comes_in_as_a_zip_as_a_folder_and_from_its_test_file_alone(tmp_path: Path) -> None:
    folder = tmp_path / "paket"
    for name, data in whole().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    for source in (zipped(tmp_path / "paket.zip", whole()), folder, folder / "test.xml"):
        opened = open_source(source)
        assert opened.found is not None
        assert opened.found.format == "QTI 3.0"
        assert opened.draft is not None
        assert [each.identifier for each in opened.draft.items] == ["a", "b"]
        assert [each.identifier for each in opened.draft.key.items] == ["a", "b"]


def test_a_package_inside_a_folder_of_its_zip_is_found() -> None:
    files = {f"ekspor/{name}": data for name, data in whole().items()}
    assert list(read(files).items) == ["a", "b"]


def test_without_a_manifest_every_xml_file_is_looked_at() -> None:
    files = {name: data for name, data in whole().items() if name != "imsmanifest.xml"}
    found = read(files)
    assert list(found.items) == ["a", "b"]
    assert [each.problem.code for each in found.notes] == ["IMP-20"]


def test_one_bad_item_stops_no_other_and_the_test_says_that_it_is_missing() -> None:
    files = whole() | {"items/a.xml": b"<qti-assessment-item>"}
    found = read(files)
    assert {each.source: each.status for each in found.reports} == {
        "items/a.xml": "refused", "items/b.xml": "imported", "test.xml": "with_loss",
    }  # fmt: skip
    assert codes(next(each for each in found.reports if each.kind == "test")) == ["IMP-35"]
    assert [each.identifier for each in draft_of(found).items] == ["b"]


def test_a_file_that_the_manifest_forgot_is_read_and_one_that_is_not_there_is_named() -> None:
    files = whole()
    files["imsmanifest.xml"] = manifest(("test", "test.xml"), ("item", "items/hilang.xml"))
    found = read(files)
    assert list(found.items) == ["a", "b"]
    assert [each.problem.code for each in found.notes] == ["IMP-22"]


def test_items_of_no_test_become_a_test_of_their_own() -> None:
    found = read(package(assessment_test(part(section(refs("a")))), "a", "b", "c"))
    assert [[ref.identifier for each in test.test.sections() for ref in each.item_refs] for test in found.tests] == [
        ["a"],
        ["b", "c"],
    ]
    assert [each.problem.code for each in found.notes] == ["IMP-26", "IMP-27"]


def test_two_items_of_one_name_are_told_apart() -> None:
    found = read({"1.xml": item("a"), "2.xml": item("a")})
    assert list(found.items) == ["a", "a-2"]
    assert [codes(each) for each in found.reports] == [[], ["IMP-25"]]


def test_qti_1_and_what_is_no_qti_are_refused_by_name() -> None:
    with pytest.raises(KnownError, match="IMP-21"):
        read({"a.xml": b"<buku/>", "b.txt": b""})
    assert codes(read({"a.xml": b"<questestinterop/>"}).reports[0]) == ["IMP-24"]


@pytest.mark.parametrize(
    ("base", "href", "path"),
    [
        ("tes/t.xml", "../soal/a%20b.xml", "soal/a b.xml"),
        ("t.xml", "a.xml#x?y", "a.xml"),
        ("x/", "./a.xml", "x/a.xml"),
        ("x/t.xml", "%C3%A9.xml", "x/é.xml"),
    ],
)
def test_an_address_is_seen_from_where_it_stands(base: str, href: str, path: str) -> None:
    assert resolve(base, href) == path


@pytest.mark.parametrize(
    "href", ["http://a/b", "file:///etc/passwd", "//a/b", "../a", "/etc/passwd", "%2e%2e/a", "a\\b", "", "a%00"]
)
def test_an_address_outside_the_package_is_refused(href: str) -> None:
    with pytest.raises(KnownError, match="IMP-23"):
        resolve("t.xml", href)


def test_a_package_cut_or_changed_anywhere_gives_a_report_or_a_sentence(tmp_path: Path) -> None:
    data = zipped(tmp_path / "paket.zip", package(assessment_test(part(section(refs("a")))), "a")).read_bytes()
    for at in range(0, len(data), 7):
        for changed in (data[:at], data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]):
            (tmp_path / "x.zip").write_bytes(changed)
            with suppress(KnownError):
                open_source(tmp_path / "x.zip")
