"""The author's command from end to end: keys, check, build, inspect, verify; each refusal one sentence with its code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_packs.__main__ import main
from question_packs.sealing.keys import KeyPair, PublicKeys
from question_packs.sealing.trust import TrustList, sign_trust_list
from question_packs.strict_json import encode
from tests.unit.builder.sources import RIGHT_WRONG, write_source


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two approvers' keys, the centre's, and a released pack in `out`, all made by the command."""
    folder = tmp_path_factory.mktemp("release")
    for name, role in (("satu", "approver"), ("dua", "approver"), ("tiga", "approver"), ("pusat", "centre")):
        assert main(["keygen", name, "--role", role, "--out", str(folder / name)]) == 0
    source = write_source(folder / "source")
    sign = ["--sign", str(folder / "satu"), "--sign", str(folder / "dua")]
    assert main(["build", str(source), "--out", str(folder / "out"), *sign, "--centre", str(folder / "pusat.pub")]) == 0
    return folder


def pack_of(release: Path) -> Path:
    return release / "out" / "uji-kecil.pack"


def verify(release: Path, *approvers: str) -> int:
    named = [part for name in approvers for part in ("--approver", str(release / f"{name}.pub"))]
    return main(["verify", str(pack_of(release)), *named])


def test_a_release_is_a_pack_an_answer_key_and_a_pack_key(release: Path) -> None:
    names = {path.name for path in (release / "out").iterdir()}
    assert names == {"uji-kecil.pack", "uji-kecil.answer-key", "uji-kecil.pack-key"}


def test_verify_says_valid_for_the_approvers_who_signed(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(release, "satu", "dua") == 0
    assert capsys.readouterr().out.startswith("sah: Uji Kecil, disetujui 2 penyetuju")


def test_verify_refuses_when_other_approvers_are_named(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(release, "satu", "tiga") == 1
    assert capsys.readouterr().err.startswith("BLD-55: ")


def test_verify_by_trust_list(release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = KeyPair.generate("Akar", "root")
    (tmp_path / "root.pub").write_bytes(encode(root.public))
    keys = tuple(json.loads((release / f"{name}.pub").read_text()) for name in ("satu", "dua"))
    trust = TrustList("lontar.trust/1", 1, "Pusat", 2, tuple(PublicKeys(**each) for each in keys))
    (tmp_path / "trust.dsse.json").write_bytes(sign_trust_list(trust, root))
    options = ["--trust", str(tmp_path / "trust.dsse.json"), "--root", str(tmp_path / "root.pub")]
    assert main(["verify", str(pack_of(release)), *options]) == 0
    assert capsys.readouterr().out.startswith("sah: ")


def test_verify_without_keys_says_what_it_did_not_check(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(release) == 0
    assert "utuh, ditandatangani oleh 2 kunci yang tidak diperiksa" in capsys.readouterr().out


@settings(max_examples=120)
@given(data=st.data())
def test_a_pack_with_one_flipped_bit_fails_with_its_sentence(release: Path, data: st.DataObject) -> None:
    good = pack_of(release).read_bytes()
    position = data.draw(st.integers(0, len(good) - 1))
    bit = 1 << data.draw(st.integers(0, 7))
    bad = release / "bad.pack"
    bad.write_bytes(good[:position] + bytes([good[position] ^ bit]) + good[position + 1 :])
    assert main(["verify", str(bad)]) == 1
    named = ["--approver", str(release / "satu.pub"), "--approver", str(release / "dua.pub")]
    assert main(["verify", str(bad), *named]) == 1


def test_the_sentence_of_a_flipped_pack(release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = bytearray(pack_of(release).read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "bad.pack").write_bytes(data)
    assert main(["verify", str(tmp_path / "bad.pack")]) == 1
    assert capsys.readouterr().err.startswith("PCK-01: Paket soal rusak atau tidak lengkap")
    assert main(["verify", str(tmp_path / "bad.pack"), "--lang", "en"]) == 1
    assert capsys.readouterr().err.startswith("PCK-01: The question pack is damaged")


def test_inspect_needs_no_key(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(pack_of(release))]) == 0
    told = capsys.readouterr().out
    assert "Ujian: Uji Kecil (uji-kecil), versi 1.10" in told
    assert "Paket rilis, 2 tanda tangan." in told


def test_check_prints_findings_as_editors_read_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write_source(tmp_path, {"items/satu/ITM-001.md": RIGHT_WRONG.replace("level: 2", "level: 8")})
    assert main(["check", str(source)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "items/satu/ITM-001.md:6: kesalahan: BLD-35: Tingkat 8 di luar 1 sampai 5. Perbaiki tingkatnya."
    assert told[-1] == "Selesai diperiksa: 1 kesalahan, 0 peringatan."
    assert main(["check", str(write_source(tmp_path))]) == 0


def test_one_approver_makes_a_draft_and_is_told_so(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twice = ["--sign", str(release / "satu"), "--sign", str(release / "satu")]
    options = ["--out", str(tmp_path), *twice, "--centre", str(release / "pusat.pub")]
    assert main(["build", str(release / "source"), *options]) == 0
    assert capsys.readouterr().err.startswith("BLD-51: Baru 1 dari 2 penyetuju")
    assert [path.name for path in tmp_path.iterdir()] == ["uji-kecil.draft.pack"]
    assert main(["verify", str(tmp_path / "uji-kecil.draft.pack")]) == 1
    assert capsys.readouterr().err.startswith("PCK-02: ")


def test_a_key_with_a_passphrase_signs_only_with_it(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "rahasia"
    monkeypatch.setenv("LONTAR_PASSPHRASE", "daun lontar")
    assert main(["keygen", "Empat", "--role", "approver", "--out", str(key), "--passphrase"]) == 0
    assert key.read_bytes().startswith(b"age-encryption.org/v1")
    assert key.stat().st_mode & 0o077 == 0
    sign = ["--sign", str(key), "--sign", str(release / "satu"), "--centre", str(release / "pusat.pub")]
    command = ["build", str(release / "source"), "--out", str(tmp_path / "out"), *sign]
    assert main(command) == 0
    monkeypatch.setenv("LONTAR_PASSPHRASE", "salah")
    assert main(command) == 1
    assert "SEA-06" in capsys.readouterr().err


@pytest.mark.parametrize("existing", ["kunci", "kunci.pub"])
def test_keygen_overwrites_nothing(existing: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / existing).write_text("lama")
    assert main(["keygen", "Satu", "--role", "approver", "--out", str(tmp_path / "kunci")]) == 1
    assert capsys.readouterr().err.startswith("SEA-07: ")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(existing, "lama")]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["verify"], "CMD-01"),
        (["keygen", "x", "--role", "raja", "--out", "x"], "CMD-01"),
        (["verify", "tidak-ada.pack"], "PCK-01"),
        (["verify", "x.pack", "--trust", "t"], "CMD-01"),
        (["check", "tidak-ada"], "IMP-10"),
        (["build", "x", "--out", "y", "--sign", "tidak-ada", "--centre", "tidak-ada"], "SEA-06"),
        (["keygen", "x", "--role", "centre", "--out", "/tidak/ada/kunci"], "BLD-54"),
    ],
)
def test_every_refusal_is_one_line_with_its_code(
    command: list[str], code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(command) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"{code}: ")
    assert told.count("\n") == 1
