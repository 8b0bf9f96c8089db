"""Who no order names: provisional candidates, and whoever began anew with another form. The order of arrival is free."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from question_packs.records import acts as ac
from question_packs.records import events as ev
from question_packs.records.orders import FormPack
from question_packs.records.roll import Absent, Missing, verify_roll
from question_packs.records.room import verify_act_receipt
from question_packs.records.segments import SegmentHeader, build_segment
from question_packs.records.stick import seal_bundle
from sync_server.services.audit import Auditor
from sync_server.services.completeness import Completeness
from sync_server.services.provisional import ProvisionalDesk
from sync_server.services.report import Reporter
from tests.integration.centre.crew import Crew
from tests.integration.centre.house import House
from tests.integration.centre.test_acts import code
from tests.samples import FORM, SITTING, candidate, refused

GUEST = replace(candidate("901"), name="Peserta Titipan")
ADMITTED = ac.AdmitProvisional(GUEST)


@pytest.fixture
def crew(house: House) -> Crew:
    return Crew(house)


def attempt(crew: Crew, number: str, *some: ev.EventBody, form: str = FORM) -> bytes:
    """A whole attempt of somebody: started, `some`, handed in."""
    attempt_id, device = ev.attempt_id_of(SITTING, number, form), crew.house.device
    started = ev.Started(SITTING, number, form, "0" * 64, 2, device.key_id, "A1", "benih", 9_000_000, "2026-01-05T01:00:00Z")
    lines: list[bytes] = []
    previous = ev.genesis_hash(attempt_id, 1)
    for place, body in enumerate([started, *some]):
        event = ev.AttemptEvent(attempt_id, 1, place, f"2026-01-05T02:{place:02}:00Z", place * 1000, "boot", previous, body)
        lines.append(ev.encode_event(event))
        previous = ev.event_hash(lines[-1])
    header = SegmentHeader(
        "lontar.segment/1", SITTING, number, form, attempt_id, 1, 0, len(lines) - 1, ev.genesis_hash(attempt_id, 1),
        previous, device.key_id,
    )  # fmt: skip
    return build_segment(header, lines, device)


RIGHT = (ev.ResponseSaved("S-1", ("A",)), ev.Submitted("by_proctor", 1, 2, 0))


def score(crew: Crew):
    centre = crew.house.centre
    centre.directory.renew()
    sitting = centre.scorer.find_sitting(SITTING)
    return {each.entry.candidate_number: each for each in centre.scorer.score_sitting(sitting, "uji")}


def test_the_answers_of_a_provisional_candidate_wait_for_the_act_and_are_scored_once_the_centre_confirmed(crew: Crew):
    centre = crew.house.centre
    envelope = attempt(crew, "901", *RIGHT)
    assert code(centre.ingest.take([envelope])[0]) == "CEN-23"
    centre.acts.take([crew.act(ADMITTED, "Petugas Satu")])
    assert crew.house.take(envelope)[0].complete
    waiting = score(crew)["901"]
    assert (waiting.standing, waiting.record) == ("waiting", None)
    desk, sitting = ProvisionalDesk(centre.database), centre.scorer.find_sitting(SITTING)
    assert refused(desk.decide, sitting, "001", "confirmed", "Ketua", "ada").code == "CEN-44"
    assert refused(desk.decide, sitting, "901", "confirmed", "Ketua", " ").code == "CEN-44"
    desk.decide(sitting, "901", "confirmed", "Ketua", "surat tugas ada")
    confirmed = score(crew)["901"]
    assert confirmed.record is not None
    assert confirmed.record.outcome is not None
    assert (confirmed.standing, confirmed.record.provisional, confirmed.record.outcome.total.score) == (
        "confirmed",
        True,
        Decimal("1.00"),
    )
    desk.decide(sitting, "901", "refused", "Ketua", "surat ditarik")
    assert (score(crew)["901"].standing, score(crew)["901"].record) == ("refused", None)


def test_once_an_order_names_the_person_nothing_is_provisional(crew: Crew):
    crew.house.centre.acts.take([crew.act(ADMITTED, "Petugas Satu")])
    crew.house.take(attempt(crew, "901", *RIGHT))
    crew.house.put_order(replace(crew.order, revision=3, candidates=(*crew.order.candidates, GUEST)))
    scored = score(crew)["901"]
    assert scored.record is not None
    assert (scored.standing, scored.record.provisional) == ("registered", False)


def test_marks_stand_in_the_exported_results(crew: Crew, tmp_path: Path):
    centre = crew.house.centre
    centre.acts.take([crew.act(ADMITTED), crew.act(ac.Disqualify("001"), "Pengawas Satu", "Pengawas Dua", number=2)])
    crew.house.take(attempt(crew, "901", *RIGHT), attempt(crew, "001", *RIGHT))
    assert score(crew)["001"].record is not None
    sitting = centre.scorer.find_sitting(SITTING)
    Reporter(centre.database, centre.scorer, centre.documents, "uji").write(sitting, tmp_path)
    rows = {
        row["nomor_peserta"]: row for row in csv.DictReader(io.StringIO((tmp_path / "hasil.csv").read_text("utf-8-sig")))
    }
    assert (rows["901"]["kepesertaan"], rows["901"]["nilai_total"]) == ("waiting", "")
    assert (rows["001"]["diajukan_ke_panitia"], rows["001"]["nilai_total"]) == ("ya", "1.00")


def test_who_began_anew_with_another_form_is_judged_by_that_one(crew: Crew):
    order = replace(crew.order, revision=3, forms=(*crew.order.forms, FormPack("B", "0" * 64)))
    crew.house.put_order(order)
    crew.house.take(attempt(crew, "001", *RIGHT))
    again = attempt(crew, "001", ev.Submitted("by_candidate", 0, 3, 0), form="B")
    assert code(crew.house.centre.ingest.take([again])[0]) == "CEN-23"
    crew.house.centre.acts.take([crew.act(ac.VoidAndRestart("001", "B"), "Pengawas Satu", "Pengawas Dua")])
    crew.house.take(again)
    record = score(crew)["001"].record
    assert record is not None
    assert record.outcome is not None
    assert (record.form, record.outcome.total.score) == ("B", Decimal("0.00"))
    first = ev.attempt_id_of(SITTING, "001", FORM)
    crew.house.put_order(replace(order, revision=4, policies=replace(order.policies, show_result=True)))
    crew.house.centre.directory.renew()
    assert refused(crew.house.centre.release.result_envelope, first).code == "CEN-25"


def test_the_roll_names_who_is_missing_and_why(crew: Crew):
    centre = crew.house.centre
    acts = [
        crew.act(ac.CheckIn("002")),
        crew.act(ac.MarkAbsent("003", "sick"), number=2),
        crew.act(ADMITTED, number=3),
    ]
    centre.acts.take(acts)
    crew.house.take(attempt(crew, "001", *RIGHT), attempt(crew, "901", RIGHT[0]))
    maker = Completeness(centre.database, centre.files.centre_key, "centre", lambda: "2026-01-05T05:00:00Z")
    centre.directory.renew()
    envelope = maker.signed(centre.scorer.find_sitting(SITTING))
    roll = verify_roll(envelope, centre.files.trust.verify_keys("centre"))
    assert (roll.registered, roll.sat, roll.received, roll.acts) == (4, 3, 1, 3)
    assert roll.missing == (Missing("002", "nothing"), Missing("901", "incomplete"))
    assert (roll.absent, roll.provisional, roll.is_complete) == ((Absent("003", "sick"),), ("901",), False)
    assert refused(verify_roll, envelope, {crew.house.device.key_id: crew.house.device.public.verify_key}).code == "SEA-02"


def test_a_stick_brings_the_act_before_the_answers_whatever_their_names(crew: Crew, tmp_path: Path):
    """Acts are read first, so that one stick is enough; a link on it is not followed."""
    centre, envelope = crew.house.centre, crew.act(ADMITTED)
    for name in ("acts", "segments"):
        (tmp_path / name).mkdir()
    (tmp_path / "acts/z.act").write_bytes(envelope)
    (tmp_path / "acts/rusak.act").write_bytes(envelope[:-7])
    (tmp_path / "acts/tautan.act").symlink_to(tmp_path / "acts/z.act")
    bundle = seal_bundle(attempt(crew, "901", *RIGHT), centre.files.centre_key.public.recipient)
    (tmp_path / "segments/a.bundle").write_bytes(bundle)
    outcomes = {each.path.name: each for each in centre.stick.take(tmp_path)}
    assert {name: each.problem.code for name, each in outcomes.items() if each.problem} == {
        "rusak.act": "REC-01",
        "tautan.act": "REC-01",
    }
    receipt = (tmp_path / f"receipts/{ac.act_digest(envelope)}.act-receipt").read_bytes()
    assert verify_act_receipt(receipt, centre.files.trust) == outcomes["z.act"].act
    assert outcomes["a.bundle"].receipt is not None


def test_the_audit_tells_every_act_and_what_each_officer_did(crew: Crew):
    centre = crew.house.centre
    later = "2026-01-05T03:00:00Z"
    envelopes = [
        crew.act(ac.GrantTime(600_000, ("001", "002")), number=1, at=later),
        crew.act(ac.GrantTime(60_000, ("003",)), number=2),
        crew.act(ac.Reopen("001"), "Pengawas Satu", "Pengawas Dua", number=3, at=later),
        crew.act(ac.RegisterMedium("STIK-7", "lost"), number=4, at=later),
    ]
    centre.acts.take(envelopes)
    centre.directory.renew()
    facts = Auditor(centre.database, centre.directory, centre.scorer).room(centre.scorer.find_sitting(SITTING))
    assert [int(each.act.act_id, 16) for each in facts.acts] == [2, 1, 3, 4]
    tally = {(each.officer, each.kind): (each.acts, each.people, each.granted_ms) for each in facts.tally}
    assert tally[("Pengawas Satu", "grant_time")] == (2, 3, 1_260_000)
    assert ("Pengawas Satu & Pengawas Dua", "reopen") in tally
