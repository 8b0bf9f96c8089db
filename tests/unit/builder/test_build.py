"""A release is three files; building again gives the same content; nothing of the key is in the pack."""

from __future__ import annotations

import json
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from question_packs.assessment.html import clean_html
from question_packs.builder.build import Built, build
from question_packs.builder.compile import compile_source
from question_packs.errors import KnownError
from question_packs.media.formulas import render_formula
from question_packs.pack.manifest import PackIndex
from question_packs.pack.pack_key import PackKey, open_pack_key
from question_packs.pack.reader import OpenPack, verify_pack
from question_packs.scoring.answer_key import AnswerKey, MapResponse, MatchCorrect, open_answer_key
from question_packs.sealing.age import Opener
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import decode_strict
from tests.unit.builder.sources import GRADED, RIGHT_WRONG, SEVERAL, TEST_YAML, write_source


def verify_keys(approvers: list[KeyPair]) -> dict[str, str]:
    return {key.key_id: key.public.verify_key for key in approvers}


def key_of(built: Built, approvers: list[KeyPair], centre: KeyPair) -> AnswerKey:
    assert built.answer_key is not None
    return open_answer_key(built.answer_key.read_bytes(), [centre.identity], verify_keys(approvers), 2)


def pack_key_of(built: Built, approvers: list[KeyPair], centre: KeyPair) -> PackKey:
    assert built.pack_key is not None
    return open_pack_key(built.pack_key.read_bytes(), [centre.identity], verify_keys(approvers), 2)


def plain_blobs(built: Built, identity: str) -> dict[str, bytes]:
    pack = verify_pack(built.pack, None)
    opener = Opener(identity)
    return {name: opener.open(pack.blob(name), "blob") for name in pack.offsets}


def test_a_release_opens_at_the_centre_and_holds_what_the_author_wrote(
    tmp_path: Path, approvers: list[KeyPair], centre: KeyPair
) -> None:
    built = build(write_source(tmp_path / "source"), tmp_path / "out", approvers, centre.public)
    pack = verify_pack(built.pack, verify_keys(approvers))
    pack_key = pack_key_of(built, approvers, centre)
    assert pack_key.pack_digest == pack.digest
    opened = OpenPack(pack, pack_key.identity)
    assert opened.test.title == "Uji Kecil"
    assert opened.test.version == "1.10"
    assert (opened.test.time_limits.max_time, opened.test.time_limits.min_time) == (600, 300)
    assert opened.test.rules == "<ol><li>Kerjakan <strong>sendiri</strong>.</li></ol>"
    first, second = opened.test.sections()
    assert [ref.identifier for ref in first.item_refs] == ["ITM-001", "ITM-002"]
    assert first.item_refs[0].categories == ("aspect:teknis", "competency:T.01", "level:2")
    assert (second.select, second.shuffle, second.time_limits.max_time) == (1, True, 240)
    item = opened.item("ITM-001")
    assert [choice.identifier for choice in item.interactions[0].simple_choices] == list("ABCDE")
    assert '<td align="right">10</td>' in item.body
    assert 'src="pack:itm-001-bagan.svg" alt="Bagan dua kotak" width="40" height="20"' in item.body
    assert opened.item("ITM-003").interactions[0].max_choices == 2
    bodies = [opened.item(each).body for each in ("ITM-001", "ITM-002", "ITM-003")]
    assert [clean_html(body) for body in bodies] == bodies


def test_a_formula_becomes_a_picture_that_is_said_in_words(tmp_path: Path) -> None:
    compiled, _ = compile_source(write_source(tmp_path))
    assert compiled is not None
    body = next(item.body for item in compiled.items if item.identifier == "ITM-001")
    name = next(name for name in compiled.media if name.startswith("formula_"))
    assert f'<img src="pack:{name}" alt="C sama dengan R per T"' in body
    svg = compiled.media[name].data
    assert svg.startswith(b"<svg")
    assert b" id=" not in svg
    assert b"href=" not in svg
    render_formula.cache_clear()
    assert render_formula("C = \\frac{R}{T}", False).data == svg


def test_the_answer_key_holds_keys_points_and_tags(tmp_path: Path, approvers: list[KeyPair], centre: KeyPair) -> None:
    cuts = "cut_scores: {source: Perka Uji 1/2025, valid_from: 2025-01-01, total: 5.5, sections: {satu: 2}}\n"
    source = write_source(tmp_path / "source", {"test.yaml": TEST_YAML + cuts})
    built = build(source, tmp_path / "out", approvers, centre.public)
    key = key_of(built, approvers, centre)
    one, two, three = key.items
    assert key.pack_digest == built.written.digest
    assert one.processing == MatchCorrect(("C",), Decimal(1))
    assert isinstance(two.processing, MapResponse)
    assert two.processing.points == {"A": 2, "B": 5, "C": 1, "D": 4, "E": 3}
    assert (three.cardinality, three.processing) == ("multiple", MatchCorrect(("A", "D"), Decimal(1)))
    assert (one.section, one.aspect, one.competency, one.level) == ("satu", "teknis", "T.01 Pajak", 2)
    assert key.cut_scores is not None
    assert (key.cut_scores.total, key.cut_scores.valid_from) == (Decimal("5.5"), "2025-01-01")
    assert [each.cut for each in key.sections] == [Decimal(2), None]


def test_building_again_gives_the_same_content_and_key(tmp_path: Path, approvers: list[KeyPair], centre: KeyPair) -> None:
    results = []
    for run in ("first", "second"):
        built = build(write_source(tmp_path / run / "s"), tmp_path / run, approvers, centre.public)
        identity = pack_key_of(built, approvers, centre).identity
        blobs = plain_blobs(built, identity)
        index = decode_strict(blobs[verify_pack(built.pack, None).manifest.index], PackIndex, "index")
        contents = {name: blobs[blob] for name, blob in index.items.items()}
        contents |= {name: blobs[entry.blob] for name, entry in index.media.items()}
        key = replace(key_of(built, approvers, centre), pack_digest="")
        results.append((built.written.content_digest, index.test, contents, key))
    assert results[0] == results[1]


def test_two_sources_that_differ_in_keys_only_give_the_same_content(tmp_path: Path) -> None:
    other = {
        "items/satu/ITM-001.md": RIGHT_WRONG.replace("key: C", "points: {A: 1, B: 5, C: 2, D: 4, E: 3}"),
        "items/satu/ITM-002.md": GRADED.replace("points: {A: 2, B: 5, C: 1, D: 4, E: 3}", "key: D"),
        "items/dua/ITM-003.md": SEVERAL.replace("[A, D]", "[B, E]"),
    }
    one, _ = compile_source(write_source(tmp_path / "one"))
    two, _ = compile_source(write_source(tmp_path / "two", other))
    assert one is not None
    assert two is not None
    assert (one.test, one.items, one.media) == (two.test, two.items, two.media)


def test_no_part_of_a_pack_has_a_word_of_the_key(tmp_path: Path, approvers: list[KeyPair], centre: KeyPair) -> None:
    built = build(write_source(tmp_path / "source"), tmp_path / "out", approvers, centre.public)
    everything = b"\n".join(plain_blobs(built, pack_key_of(built, approvers, centre).identity).values())
    for word in (b'"key"', b"points", b"correct", b"match_", b"map_", b'weight"', b"regulation", b"UU 25/2009"):
        assert word not in everything


def test_an_auditor_opens_a_part_of_the_pack_with_the_age_tool(
    tmp_path: Path, approvers: list[KeyPair], centre: KeyPair
) -> None:
    built = build(write_source(tmp_path / "source"), tmp_path / "out", approvers, centre.public)
    identity = tmp_path / "identity.txt"
    identity.write_text(pack_key_of(built, approvers, centre).identity + "\n")
    pack = verify_pack(built.pack, None)
    command = ["age", "--decrypt", "--identity", str(identity)]
    opened = subprocess.run(command, input=pack.blob(pack.manifest.index), capture_output=True, check=True)
    assert json.loads(opened.stdout)["test"]["identifier"] == "uji-kecil"


@pytest.mark.parametrize("signers", [[], [0], [0, 0]])
def test_without_two_different_approvers_there_is_only_a_draft(
    signers: list[int], tmp_path: Path, approvers: list[KeyPair], centre: KeyPair
) -> None:
    signed_by = [approvers[i] for i in signers]
    built = build(write_source(tmp_path / "source"), tmp_path / "out", signed_by, centre.public)
    assert built.is_draft
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["uji-kecil.draft.pack"]
    with pytest.raises(KnownError, match="PCK-02"):
        verify_pack(built.pack, verify_keys(approvers))


def test_a_source_with_an_error_is_not_built(tmp_path: Path, approvers: list[KeyPair], centre: KeyPair) -> None:
    source = write_source(tmp_path / "source", {"media/itm-001-bagan.svg": None})
    with pytest.raises(KnownError, match="BLD-50"):
        build(source, tmp_path / "out", approvers, centre.public)
    assert not (tmp_path / "out").exists()


def test_keys_of_another_role_are_refused(tmp_path: Path, approvers: list[KeyPair], centre: KeyPair) -> None:
    source = write_source(tmp_path / "source")
    for signers, recipient in (([centre, approvers[0]], centre.public), (approvers, approvers[0].public)):
        with pytest.raises(KnownError, match="BLD-52"):
            build(source, tmp_path / "out", signers, recipient)
