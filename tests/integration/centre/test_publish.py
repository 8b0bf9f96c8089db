"""An event is published whole or not at all; what is wrong is named."""

from __future__ import annotations

import json
import stat
import threading
from pathlib import Path

import pytest

from question_packs.errors import KnownError
from question_packs.records.officers import unlock_officer
from question_packs.records.orders import SittingOrder, open_key_slots, open_order
from question_packs.sealing.codes import pin_matches
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import decode_strict, encode
from sync_server.app import Centre
from sync_server.services.publish import SittingCredentials
from sync_server.store import logs
from tests.integration.centre.agency import ROSTER, write_event, write_form
from tests.integration.centre.house import House, new_centre
from tests.samples import refused


@pytest.fixture
def agency(tmp_path: Path, database_url: str, approvers: list[KeyPair], device: KeyPair):
    """A centre with one PC in lab-1, and the event file."""
    centre = new_centre(tmp_path / "pusat", database_url, approvers)
    house = House(centre, device, approvers)
    house.enrol(device, "lab-1")
    yield house, write_event(tmp_path / "acara", approvers, centre.files.centre_key.public)
    centre.database.close()


def publish(house: House, event: Path):
    return house.centre.publisher.publish(event, event.parent / "keluar", "panitia")


def refusal(house: House, event: Path):
    """The refusal of the event; nothing may have been published."""
    error = refused(publish, house, event)
    assert house.centre.directory.renew().sittings == {}
    assert list((house.centre.files.folder / "orders").iterdir()) == []
    assert not (event.parent / "keluar").exists()
    return error


def test_an_order_opens_on_the_rooms_pc_with_its_code_and_nowhere_else(agency, tmp_path: Path):
    house, event = agency
    first, second = publish(house, event)
    out = event.parent / "keluar"
    sealed = (out / "uji-2026-A.order").read_bytes()
    order = open_order(sealed, house.device, house.centre.files.trust, "lab-1")
    assert order == first.order
    assert (order.opens_at, order.closes_at) == ("2026-01-05T00:00:00+00:00", "2026-01-05T03:00:00+00:00")
    assert order.candidates[0].accommodation.extra_time_percent == 30
    assert [each.candidate_number for each in second.order.candidates] == ["003"]
    stranger = KeyPair.generate("PC lain", "device")
    assert refused(open_order, sealed, stranger, house.centre.files.trust, "lab-1").code == "ORD-01"
    path = out / "uji-2026-A.credentials.json"
    secret = decode_strict(path.read_bytes(), SittingCredentials, "credentials")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    identities = open_key_slots(order, secret.opening_code, house.device)
    assert list(identities) == [order.forms[0].pack_digest]
    assert pin_matches(order.candidates[1].pin_verifier, secret.pins["002"])
    assert pin_matches(order.start_token_verifier, secret.start_token)
    assert refused(open_key_slots, order, second.credentials.opening_code, house.device).code == "SEA-05"
    assert secret.opening_code.encode() not in b"".join(path.read_bytes() for path in database_files(house))


def database_files(house: House) -> list[Path]:
    return [each for each in house.centre.files.folder.rglob("*") if each.is_file()]


def test_publishing_again_raises_the_revision_keeps_seeds_and_renews_codes(agency):
    house, event = agency
    first = publish(house, event)[0]
    spare = KeyPair.generate("PC cadangan", "device")
    house.enrol(spare, "lab-1")
    second = publish(house, event)[0]
    assert (first.order.revision, second.order.revision) == (1, 2)
    assert [each.seed for each in first.order.candidates] == [each.seed for each in second.order.candidates]
    assert first.credentials.opening_code != second.credentials.opening_code
    assert (first.devices, second.devices) == (1, 2)
    assert open_order(second.sealed, spare, house.centre.files.trust, "lab-1") == second.order
    assert house.centre.directory.snapshot().sittings["uji-2026-A"].order == second.order
    with house.centre.database.read() as connection:
        rows = logs.audit_rows(connection, "uji-2026")
    assert [row.subject for row in rows] == [f"uji-2026-{each} r{n}" for n in (1, 2) for each in "AB"]
    assert {row.who for row in rows} == {"panitia"}


OFFICERS = "proctors: [Pengawas Satu, {name: Petugas Satu, nip: '198001012005011901', role: registrar}]"


def with_officers(event: Path, officers: str = OFFICERS) -> None:
    """Sitting A gets officers."""
    event.write_text(event.read_text().replace("room: lab-1", f"{officers}, room: lab-1", 1))


def test_officers_have_keys_that_only_their_code_opens_and_keep_them_over_revisions(agency):
    house, event = agency
    with_officers(event)
    first = publish(house, event)[0]
    assert [(each.name, each.nip, each.role) for each in first.order.officers] == [
        ("Pengawas Satu", "", "proctor"),
        ("Petugas Satu", "198001012005011901", "registrar"),
    ]
    assert first.order.proctors == ("Pengawas Satu", "Petugas Satu")
    proctor, registrar = first.order.officers
    code = first.credentials.officer_codes["Pengawas Satu"]
    assert unlock_officer(proctor, code).public == proctor.keys
    assert refused(unlock_officer, registrar, code).code == "ACT-04"
    second = publish(house, event)[0]
    assert second.order.officers == first.order.officers
    assert (second.order.act_secret, len(bytes.fromhex(second.order.act_secret))) == (first.order.act_secret, 32)
    assert (second.credentials.officer_codes, second.credentials.kept_codes) == ({}, first.order.proctors)
    third = house.centre.publisher.publish(event, event.parent / "lagi", "panitia", new_codes=True)[0]
    assert third.credentials.officer_codes.keys() == set(first.order.proctors)
    assert {each.keys for each in third.order.officers}.isdisjoint(each.keys for each in first.order.officers)


def test_an_order_names_the_rooms_machines_with_their_roles_and_says_what_the_room_lacks(agency):
    house, event = agency
    assert publish(house, event)[0].warnings == ["no_node", "no_spare", "one_officer"]
    node, spares = KeyPair.generate("PC pengawas", "node"), [KeyPair.generate(f"PC-{n}", "device") for n in (2, 3)]
    for each in (node, *spares):
        house.enrol(each, "lab-1")
    house.enrol(KeyPair.generate("PC lab lain", "device"), "lab-2")
    gone = KeyPair.generate("PC rusak", "device")
    house.enrol(gone, "lab-1")
    house.centre.enrolment.revoke(gone.key_id, "panitia")
    published = publish(house, event)[0]
    order = published.order
    assert order.machine_keys("device").keys() == {house.device.key_id, *(each.key_id for each in spares)}
    assert order.machine_keys("node").keys() == {node.key_id}
    assert (published.devices, published.nodes, published.warnings) == (3, 1, ["one_officer"])
    assert open_order(published.sealed, node, house.centre.files.trust, "lab-1") == order


def test_a_room_with_a_node_and_no_workstation_is_refused(agency):
    house, event = agency
    house.enrol(KeyPair.generate("PC pengawas", "node"), "lab-2")
    event.write_text(event.read_text().replace("room: lab-1", "room: lab-2"))
    assert refusal(house, event).code == "CEN-34"


def test_of_two_publications_at_once_one_is_asked_to_try_again(agency):
    house, event = agency
    meet = threading.Barrier(2)
    outcomes: list[object] = []

    def one(centre: Centre, out: str) -> None:
        def wait_for_the_other(done: int, of: int) -> None:
            if done == of:
                meet.wait(60)

        try:
            outcomes.append(centre.publisher.publish(event, event.parent / out, "panitia", wait_for_the_other))
        except KnownError as error:
            outcomes.append(error.code)

    other = Centre(house.centre.files)
    threads = [threading.Thread(target=one, args=each) for each in ((house.centre, "satu"), (other, "dua"))]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    other.database.close()
    assert outcomes.count("CEN-15") == 1
    assert {each.order.revision for each in house.centre.directory.renew().sittings.values()} == {1}


def test_the_progress_counts_every_candidate_of_every_sitting(agency):
    house, event = agency
    told: list[tuple[int, int]] = []
    house.centre.publisher.publish(event, event.parent / "keluar", "panitia", lambda *each: told.append(each))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_the_published_pack_is_the_approved_one_byte_for_byte(agency):
    house, event = agency
    order = publish(house, event)[0].order
    assert isinstance(order, SittingOrder)
    kept = house.centre.files.pack_path(order.forms[0].pack_digest)
    assert kept.read_bytes() == (event.parent / "uji.pack").read_bytes()


def test_a_room_without_a_pc_is_refused(agency):
    house, event = agency
    event.write_text(event.read_text().replace("room: lab-1", "room: lab-2"))
    assert refusal(house, event).code == "CEN-34"


def test_a_draft_and_a_cut_pack_are_refused(agency, approvers: list[KeyPair]):
    house, event = agency
    pack = event.parent / "uji.pack"
    whole = pack.read_bytes()
    pack.write_bytes(whole[:-7])
    assert refusal(house, event).code == "PCK-01"
    write_form(event.parent, "uji", approvers, house.centre.files.centre_key.public, signers=1)
    assert refusal(house, event).code == "PCK-02"


def test_the_wrong_answer_key_and_the_wrong_pack_key_are_refused(agency, approvers: list[KeyPair]):
    house, event = agency
    write_form(event.parent, "lain", approvers, house.centre.files.centre_key.public)
    text = event.read_text()
    event.write_text(text.replace("uji.answer-key", "lain.answer-key"))
    assert refusal(house, event).code == "CEN-32"
    event.write_text(text.replace("uji.pack-key", "lain.pack-key"))
    assert refusal(house, event).code == "CEN-33"
    event.write_text(text.replace("uji.answer-key", "tidak-ada"))
    assert refusal(house, event).code == "CEN-06"


def test_an_answer_key_for_another_centre_is_refused(agency, approvers: list[KeyPair]):
    house, event = agency
    write_form(event.parent, "uji", approvers, KeyPair.generate("Pusat lain", "centre").public)
    assert refusal(house, event).code == "SEA-03"


def test_every_bad_row_of_the_roster_is_named_and_nothing_is_published(agency):
    house, event = agency
    rows = ROSTER + "004,Kabut Contoh,1.98501E+17,Analis,,A,03,utama,\n005,Awan Contoh,19870303201201191,Analis,X,A,02,z,\n"
    (event.parent / "peserta.csv").write_text(rows)
    error = refusal(house, event)
    assert error.code == "CEN-31"
    assert error.sentence().count("baris 5") == 2
    assert error.sentence().count("baris 6") == 3


def test_credentials_are_plain_json_for_the_envelope(agency):
    house, event = agency
    each = publish(house, event)[1]
    assert json.loads(encode(each.credentials))["pins"].keys() == {"003"}
