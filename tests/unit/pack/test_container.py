"""The pack: verified to the last byte before it is believed, opened only by its own identity, and without any answer."""

import hashlib
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from question_packs.pack import reader
from question_packs.pack.manifest import BLOB_FOLDER, MANIFEST_NAME, PAYLOAD_TYPE, PackIndex
from question_packs.pack.reader import OpenPack, verify_pack
from question_packs.pack.writer import Medium, WrittenPack, write_pack
from question_packs.sealing import age, dsse
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import encode
from tests.samples import assessment_test, item, refused, verify_keys


@dataclass
class Released:
    """A pack of one item and one figure, approved by two."""

    path: Path
    written: WrittenPack
    keys: dict[str, str]

    @property
    def data(self) -> bytes:
        return self.path.read_bytes()

    def entries(self) -> list[tuple[str, bytes]]:
        with zipfile.ZipFile(self.path) as archive:
            return [(entry.filename, archive.read(entry)) for entry in archive.infolist()]


@pytest.fixture(scope="module")
def released(tmp_path_factory, approvers) -> Released:
    path = tmp_path_factory.mktemp("paket") / "uji.pack"
    media = {"bagan.svg": Medium(b"<svg/>", "image/svg+xml")}
    return Released(path, write_pack(path, assessment_test("S-1"), [item("S-1")], media, approvers), verify_keys(*approvers))


@pytest.fixture
def code_of(tmp_path, released):
    """The code with which other bytes than the released pack's are refused."""
    path = tmp_path / "lain.pack"

    def verify(data: bytes, keys: dict[str, str] | None = None) -> str:
        path.write_bytes(data)
        return refused(verify_pack, path, released.keys if keys is None else keys).code

    return verify


def zipped(entries: list[tuple[str, bytes]], compression: int = zipfile.ZIP_STORED, **attributes) -> bytes:
    """A zip as the writer lays it out, of any entries."""
    path = Path(attributes.pop("path"))
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in entries:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = compression
            for attribute, value in attributes.items():
                setattr(info, attribute, value)
            archive.writestr(info, data)
    return path.read_bytes()


def test_a_released_pack_opens_with_its_identity(released, approvers):
    verified = verify_pack(released.path, released.keys)
    assert verified.digest == released.written.digest
    assert set(verified.approved_by) == {each.key_id for each in approvers}
    pack = OpenPack(verified, released.written.identity)
    assert pack.test == assessment_test("S-1")
    assert pack.item("S-1") == item("S-1")
    assert pack.medium("bagan.svg") == (b"<svg/>", "image/svg+xml")
    assert pack.medium("lain.svg") is None


def test_a_pack_flipped_at_any_byte_is_refused(released, code_of):
    whole = released.data
    for position in range(len(whole)):
        flipped = bytearray(whole)
        flipped[position] ^= 1 << position % 8
        assert code_of(bytes(flipped)) in {"PCK-01", "PCK-02"}, position


def test_a_pack_cut_at_any_byte_is_refused(released, code_of):
    whole = released.data
    for position in [*range(0, len(whole), 5), *range(len(whole) - 50, len(whole))]:
        assert code_of(whole[:position]) == "PCK-01", position


def test_bytes_before_or_after_the_pack_are_refused(released, code_of):
    for more in (b"x", b"\0" * 30, b"#!/bin/sh\n"):
        assert code_of(more + released.data) == "PCK-01"
        assert code_of(released.data + more) == "PCK-01"


def test_two_blobs_swapped_are_refused(released, code_of, tmp_path):
    manifest, first, second, *rest = released.entries()
    swapped = [manifest, (first[0], second[1]), (second[0], first[1]), *rest]
    assert code_of(zipped(swapped, path=tmp_path / "z")) == "PCK-01"
    reordered = [manifest, second, first, *rest]
    assert code_of(zipped(reordered, path=tmp_path / "z")) == "PCK-01"


def test_a_blob_of_another_pack_is_refused_even_under_this_packs_name(released, code_of, approvers, tmp_path):
    """Two packs by the same approvers, of the same content, whose blobs changed places."""
    path = tmp_path / "kembar.pack"
    media = {"bagan.svg": Medium(b"<svg/>", "image/svg+xml")}
    other = Released(path, write_pack(path, assessment_test("S-1"), [item("S-1")], media, approvers), released.keys)
    for number in range(1, len(released.entries())):
        mine, theirs = released.entries(), other.entries()
        for put in ((mine[number][0], theirs[number][1]), theirs[number]):
            mine[number] = put
            assert code_of(zipped(mine, path=tmp_path / "z")) == "PCK-01"
    assert code_of(zipped([other.entries()[0], *released.entries()[1:]], path=tmp_path / "z")) == "PCK-01"


def test_the_rebuilt_zip_of_the_same_entries_is_the_pack(released, tmp_path):
    """So that the refusals of this file are for what was changed, and not for how the test wrote the zip."""
    assert zipped(released.entries(), path=tmp_path / "z") == released.data


@pytest.mark.parametrize("name", ["../etc/passwd", "blobs/../../x", "/x", "blobs/", "manifest.dsse.json/x", "x", "blobs/é"])
def test_an_entry_that_the_manifest_does_not_name_is_refused(released, code_of, tmp_path, name):
    assert code_of(zipped([*released.entries(), (name, b"x")], path=tmp_path / "z")) == "PCK-01"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused(released, code_of, tmp_path):
    entries = released.entries()
    for again in (entries[0], entries[-1]):
        assert code_of(zipped([*entries, again], path=tmp_path / "z")) == "PCK-01"


def test_a_missing_blob_is_refused(released, code_of, tmp_path):
    assert code_of(zipped(released.entries()[:-1], path=tmp_path / "z")) == "PCK-01"
    assert code_of(zipped(released.entries()[1:], path=tmp_path / "z")) == "PCK-01"
    assert code_of(zipped([], path=tmp_path / "z")) == "PCK-01"


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_compressed_pack_is_refused_before_it_is_unpacked(released, code_of, tmp_path, compression):
    assert code_of(zipped(released.entries(), compression, path=tmp_path / "z")) == "PCK-01"
    bomb = [(MANIFEST_NAME, b"\0" * 50_000_000), *released.entries()[1:]]
    assert code_of(zipped(bomb, compression, path=tmp_path / "z")) == "PCK-01"


@pytest.mark.parametrize("attributes", [{"comment": b"x"}, {"extra": b"\xff\xff\1\0x"}, {"external_attr": 0o777 << 16}])
def test_a_zip_with_anything_besides_its_entries_is_refused(released, code_of, tmp_path, attributes):
    assert code_of(zipped(released.entries(), path=tmp_path / "z", **attributes)) == "PCK-01"


def test_another_released_pack_is_not_the_requested_one(released):
    assert verify_pack(released.path, released.keys, expected_digest=released.written.digest)
    assert refused(verify_pack, released.path, released.keys, expected_digest="0" * 64).code == "PCK-04"


def test_a_draft_is_refused_as_a_draft(tmp_path, approvers, code_of):
    keys = verify_keys(*approvers)
    for some in ([], approvers[:1], [approvers[0], approvers[0]]):
        write_pack(tmp_path / "konsep.pack", assessment_test("S-1"), [item("S-1")], {}, some)
        assert code_of((tmp_path / "konsep.pack").read_bytes(), keys) == "PCK-02"
    verify_pack(tmp_path / "konsep.pack", keys, threshold=1)


def test_approvals_by_people_who_are_not_approvers_here_do_not_count(released, code_of, approvers):
    others = [KeyPair.generate("Lain", "approver") for _ in range(2)]
    assert code_of(released.data, verify_keys(*others)) == "PCK-02"
    assert code_of(released.data, verify_keys(approvers[0], others[0])) == "PCK-02"


def test_inspecting_needs_no_key_and_promises_nothing(released):
    assert verify_pack(released.path, None).approved_by == ()


def test_the_wrong_identity_opens_nothing(released):
    verified = verify_pack(released.path, released.keys)
    assert refused(OpenPack, verified, age.new_identity()[0]).code == "SEA-03"
    assert refused(OpenPack, verified, "AGE-SECRET-KEY-1").code == "SEA-03"


def test_a_pack_that_changes_or_vanishes_after_it_was_verified_is_noticed(released, tmp_path):
    path = tmp_path / "uji.pack"
    path.write_bytes(released.data)
    pack = OpenPack(verify_pack(path, released.keys), released.written.identity)
    path.write_bytes(bytes(len(released.data)))
    assert refused(pack.item, "S-1").code == "PCK-01"
    path.unlink()
    assert refused(pack.item, "S-1").code == "PCK-01"
    assert refused(verify_pack, path, released.keys).code == "PCK-01"


def test_a_pack_too_large_is_refused_unread(released, monkeypatch):
    monkeypatch.setattr(reader, "MAX_PACK_BYTES", len(released.data) - 1)
    assert "larger" in refused(verify_pack, released.path, released.keys).values["reason"]


def resigned(released: Released, approvers, path: Path, **changes) -> bytes:
    """The pack with another manifest, truly signed by its approvers."""
    (name, envelope), *blobs = released.entries()
    manifest = json.loads(dsse.unverified_payload(envelope, "manifest")) | changes
    return zipped([(name, dsse.sign(encode(manifest), PAYLOAD_TYPE, approvers)), *blobs], path=path)


def test_a_pack_of_a_newer_format_asks_for_an_update(released, approvers, code_of, tmp_path):
    assert code_of(resigned(released, approvers, tmp_path / "z", type="lontar.pack/2", more=1)) == "REC-02"


@pytest.mark.parametrize(
    "changes", [{"index": "0" * 64}, {"blobs": []}, {"blobs": [{"sha256": "../x", "size": 1}]}, {"size": 1}]
)
def test_a_manifest_that_lies_is_refused_whoever_signed_it(released, approvers, code_of, tmp_path, changes):
    assert code_of(resigned(released, approvers, tmp_path / "z", **changes)) == "PCK-01"


@pytest.mark.parametrize("change", [{"items": {}}, {"items": {"S-1": "0" * 64}}, {"items": {"S-1": "../x"}}])
def test_an_index_that_names_what_is_not_there_is_refused_at_opening_not_in_the_exam(released, approvers, tmp_path, change):
    verified = verify_pack(released.path, released.keys)
    index = msgspec.structs.replace(PackIndex(assessment_test("S-1"), {"S-1": verified.manifest.index}, {}), **change)
    cipher = age.encrypt(encode(index), [verified.manifest.recipient])
    name = hashlib.sha256(cipher).hexdigest()
    changes = {"index": name, "blobs": [{"sha256": name, "size": len(cipher)}]}
    manifest = json.loads(encode(verified.manifest)) | changes
    envelope = dsse.sign(encode(manifest), PAYLOAD_TYPE, approvers)
    path = tmp_path / "z.pack"
    zipped([(MANIFEST_NAME, envelope), (BLOB_FOLDER + name, cipher)], path=path)
    opened = verify_pack(path, released.keys)
    assert refused(OpenPack, opened, released.written.identity).code == "PCK-01"


def test_two_builds_of_one_content_differ_in_their_secrets_only(tmp_path, approvers):
    content = (assessment_test("S-1", "S-2"), [item("S-1"), item("S-2")], {})
    first = write_pack(tmp_path / "a.pack", *content, approvers)
    second = write_pack(tmp_path / "b.pack", *content, approvers)
    assert first.content_digest == second.content_digest
    assert first.identity != second.identity
    assert first.digest != second.digest
    other = write_pack(tmp_path / "c.pack", content[0], [item("S-1"), item("S-2", "ABCD")], {}, approvers)
    assert other.content_digest != first.content_digest


def test_the_pack_holds_neither_its_identity_nor_plain_text(released, approvers):
    data = released.data
    for secret in (released.written.identity, approvers[0].identity, "Pilihan A", "<p>Soal</p>", "<svg/>", "SimpleChoice"):
        assert secret.encode() not in data
