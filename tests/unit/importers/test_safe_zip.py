import stat
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_packs.errors import KnownError
from question_packs.importers.safe_folder import FolderFiles, SingleFile
from question_packs.importers.safe_zip import MAX_ENTRY, open_zip


def make_zip(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(KnownError) as caught:
        open_zip(path)
    return caught.value.code


def test_names_and_bytes_come_out_and_what_computers_leave_behind_does_not(tmp_path: Path) -> None:
    litter = [("__MACOSX/._a", b""), ("x/.DS_Store", b""), ("Thumbs.db", b"")]
    path = make_zip(tmp_path / "a.zip", ("soal/é.xml", b"<a/>"), ("soal/", b""), *litter)
    with open_zip(path) as files:
        assert dict(files) == {"soal/é.xml": b"<a/>"}


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/etc/passwd", "C:/a", "c:a", "a\\b", "a//b", "./a", "a/..", "a\tb"])
def test_a_name_that_could_lead_out_of_the_package_is_refused(tmp_path: Path, name: str) -> None:
    info = zipfile.ZipInfo("x")
    info.filename = name
    assert refusal(make_zip(tmp_path / "a.zip", (info, b""))) == "IMP-06"


def test_a_link_is_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("a.xml")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    assert refusal(make_zip(tmp_path / "a.zip", (info, b"/etc/passwd"))) == "IMP-06"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice_is_refused(tmp_path: Path) -> None:
    assert refusal(make_zip(tmp_path / "a.zip", ("a", b"1"), ("a", b"2"))) == "IMP-07"


def test_a_password_is_refused(tmp_path: Path) -> None:
    data = bytearray(make_zip(tmp_path / "a.zip", ("a", b"1")).read_bytes())
    data[data.index(b"PK\1\2") + 8] |= 1
    (tmp_path / "b.zip").write_bytes(data)
    assert refusal(tmp_path / "b.zip") == "IMP-08"


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    assert refusal(make_zip(tmp_path / "a.zip", ("a", b"\0" * 2 * 2**20))) == "IMP-03"
    data = bytearray(make_zip(tmp_path / "b.zip", ("a", b"1")).read_bytes())
    at = data.index(b"PK\1\2") + 24
    data[at : at + 4] = (MAX_ENTRY + 1).to_bytes(4, "little")
    (tmp_path / "b.zip").write_bytes(data)
    assert refusal(tmp_path / "b.zip") == "IMP-03"


def test_a_directory_too_large_to_be_read_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    data = bytearray(make_zip(tmp_path / "a.zip", ("a", b"1")).read_bytes())
    at = data.index(b"PK\5\6") + 12
    data[at : at + 4] = (2**30).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(data)
    assert refusal(tmp_path / "a.zip") == "IMP-03"


def test_a_zip_cut_at_any_byte_is_refused(tmp_path: Path) -> None:
    whole = make_zip(tmp_path / "a.zip", ("a", b"1" * 50), ("b", b"2")).read_bytes()
    for length in range(len(whole)):
        (tmp_path / "cut.zip").write_bytes(whole[:length])
        assert refusal(tmp_path / "cut.zip") in ("IMP-05", "IMP-03")


@settings(max_examples=150)
@given(data=st.data())
def test_no_changed_byte_makes_it_fail_in_another_way(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp()
    whole = bytearray(make_zip(folder / "whole.zip", ("a.xml", b"<a/>" * 9), ("b", b"2")).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    (folder / "changed.zip").write_bytes(whole)
    with suppress(KnownError), open_zip(folder / "changed.zip") as files:
        for name in files:
            assert len(files[name]) < 1000


def test_a_folder_gives_its_files_and_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "paket" / "soal").mkdir(parents=True)
    (tmp_path / "rahasia.txt").write_text("x")
    (tmp_path / "paket" / "soal" / "a.xml").write_bytes(b"<a/>")
    (tmp_path / "paket" / "b.xml").symlink_to(tmp_path / "rahasia.txt")
    (tmp_path / "paket" / "luar").symlink_to(tmp_path)
    assert dict(FolderFiles(tmp_path / "paket")) == {"soal/a.xml": b"<a/>"}


def test_beside_a_single_file_lie_others_but_nothing_above_it(tmp_path: Path) -> None:
    (tmp_path / "paket").mkdir()
    (tmp_path / "rahasia.txt").write_text("x")
    (tmp_path / "paket" / "a.xml").write_bytes(b"<a/>")
    (tmp_path / "paket" / "b.png").write_bytes(b"png")
    files = SingleFile(tmp_path / "paket" / "a.xml")
    assert dict(files) == {"a.xml": b"<a/>"}
    assert files["b.png"] == b"png"
    assert "../rahasia.txt" not in files
    assert "c.png" not in files
