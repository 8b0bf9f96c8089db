"""Key files: only their owner reads them, none is lost by overwriting, none is half believed."""

import stat
import subprocess

import msgspec
import pytest

from question_packs.sealing import age
from question_packs.sealing.keys import KeyPair, PublicKeys, load_public, signature_is_valid
from question_packs.strict_json import encode
from tests.samples import refused


def test_a_saved_key_signs_as_before_and_only_its_owner_reads_it(tmp_path, centre):
    path = tmp_path / "pusat.key"
    centre.save(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    loaded = KeyPair.load(path)
    assert (loaded.public, loaded.identity) == (centre.public, centre.identity)
    assert signature_is_valid(centre.public.verify_key, loaded.sign(b"isi"), b"isi")


def test_an_existing_key_file_is_never_overwritten(tmp_path, centre, device):
    path = tmp_path / "pusat.key"
    centre.save(path)
    assert refused(device.save, path).code == "SEA-07"
    assert KeyPair.load(path).public == centre.public


def test_a_passphrase_locks_the_file(tmp_path, centre):
    path = tmp_path / "pusat.key"
    centre.save(path, "kata sandi panjang")
    assert centre.identity.encode() not in path.read_bytes()
    assert refused(KeyPair.load, path, "salah").code == "SEA-06"
    assert KeyPair.load(path, "kata sandi panjang").public == centre.public


def test_a_damaged_key_file_is_refused(tmp_path, centre):
    path = tmp_path / "pusat.key"
    centre.save(path)
    whole = path.read_bytes()
    for position in range(0, len(whole), 11):
        path.write_bytes(whole[:position])
        assert refused(KeyPair.load, path).code == "SEA-06"
    path.unlink()
    assert refused(KeyPair.load, path).code == "SEA-06"


def test_a_key_file_whose_public_half_belongs_to_another_is_refused(tmp_path, centre, device):
    path = tmp_path / "pusat.key"
    centre.save(path)
    path.write_bytes(path.read_bytes().replace(centre.public.verify_key.encode(), device.public.verify_key.encode()))
    assert refused(KeyPair.load, path).code == "SEA-06"


@pytest.mark.parametrize(
    "fields",
    [
        {"verify_key": "abc"},
        {"verify_key": "QUJD"},
        {"recipient": "age1nobody"},
        {"recipient": ""},
    ],
)
def test_public_keys_that_would_fail_later_are_refused_at_once(tmp_path, device, fields):
    """One bad recipient among a room's devices would make every order of that room impossible to seal."""
    path = tmp_path / "pc.pub"
    path.write_bytes(encode({**msgspec.to_builtins(device.public), **fields}))
    assert refused(load_public, path).code == "SEA-06"
    path.unlink()
    path.write_bytes(encode(device.public))
    assert load_public(path) == device.public
    assert isinstance(load_public(path), PublicKeys)


def test_debians_age_opens_our_files_and_we_open_its(tmp_path):
    """An auditor needs no program of ours."""
    identity, recipient = age.new_identity()
    keyfile, ours, theirs = tmp_path / "kunci.txt", tmp_path / "kami.age", tmp_path / "mereka.age"
    keyfile.write_text(identity + "\n")
    ours.write_bytes(age.encrypt(b"isi paket", [recipient]))
    opened = subprocess.run(["age", "-d", "-i", keyfile, ours], capture_output=True, check=True)
    assert opened.stdout == b"isi paket"
    subprocess.run(["age", "-r", recipient, "-o", theirs], input=b"jawaban", check=True)
    assert age.decrypt(theirs.read_bytes(), [identity], "berkas") == b"jawaban"


def test_an_age_file_changed_or_cut_at_any_byte_is_refused():
    identity, recipient = age.new_identity()
    whole = age.encrypt(b"isi", [recipient])
    for position in range(len(whole)):
        flipped = bytearray(whole)
        flipped[position] ^= 1
        assert refused(age.decrypt, bytes(flipped), [identity], "berkas").code == "SEA-03"
        assert refused(age.decrypt, whole[:position], [identity], "berkas").code == "SEA-03"
    assert refused(age.decrypt, whole + b"x", [identity], "berkas").code == "SEA-03"


def test_what_is_no_identity_opens_nothing():
    assert refused(age.Opener, "bukan kunci").code == "SEA-03"
    assert refused(age.decrypt, b"", ["bukan kunci"], "berkas").code == "SEA-03"
