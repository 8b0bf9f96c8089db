from pathlib import Path

import pytest

from question_packs.__main__ import main
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import encode
from tests.unit.importers.packages import assessment_test, item, package, part, refs, section, zipped

WHOLE = package(assessment_test(part(section(refs("a", "b")))), "a", "b")
WITH_A_BAD_ONE = WHOLE | {
    "items/b.xml": b"<rusak>",
    "items/a.xml": item("a", '<qti-stylesheet href="a.css" type="text/css"/>'),
}


def test_the_report_names_every_item_with_its_fate_and_the_exit_code_tells_a_script(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(zipped(tmp_path / "utuh.zip", WHOLE))]) == 0
    assert "Dari 3: 3 diimpor, 0 diimpor dengan kehilangan, 0 ditolak." in capsys.readouterr().out
    assert main(["import", str(zipped(tmp_path / "cacat.zip", WITH_A_BAD_ONE)), "--lang", "en"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "cacat.zip · QTI 3.0 · 2 item, 1 test"
    assert any(line.startswith('imported with loss  item a  "Soal a"  (items/a.xml)') for line in lines)
    assert any(line.startswith("refused             item items/b.xml") for line in lines)
    assert any(line.startswith("    IMP-42  ") for line in lines)


def test_a_file_that_cannot_be_read_stops_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "catatan.txt").write_text("bukan soal")
    assert main(["import", str(tmp_path / "catatan.txt"), str(zipped(tmp_path / "utuh.zip", WHOLE))]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("IMP-11: ")
    assert "Selesai: 1 dari 2 berkas terbaca. Dari 3: 3 diimpor" in said.out


def test_a_package_builds_as_it_is_and_one_with_a_refused_item_does_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pusat.pub").write_bytes(encode(KeyPair.generate("Pusat", "centre").public))
    to = ["--out", str(tmp_path / "hasil"), "--centre", str(tmp_path / "pusat.pub")]
    assert main(["check", str(zipped(tmp_path / "utuh.zip", WHOLE))]) == 0
    assert main(["build", str(tmp_path / "utuh.zip"), *to]) == 0
    assert (tmp_path / "hasil" / "UJIAN.draft.pack").is_file()
    assert main(["check", str(zipped(tmp_path / "cacat.zip", WITH_A_BAD_ONE))]) == 1
    capsys.readouterr()
    assert main(["build", str(tmp_path / "cacat.zip"), *to]) == 1
    assert capsys.readouterr().err.startswith("IMP-14: ")


def test_whoever_stops_it_is_told_how_far_it_came(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("question_packs.importers.qti.reader._Reading.read_test", stop)
    assert main(["import", str(zipped(tmp_path / "utuh.zip", WHOLE))]) == 130
    assert capsys.readouterr().err.startswith("Dihentikan setelah 2 dari 3 dalam utuh.zip.")
