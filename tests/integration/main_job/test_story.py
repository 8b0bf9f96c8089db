"""The main job from end to end: a real centre, real workstation services, and a network that comes and goes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from question_packs.records.receipts import verify_result
from question_packs.strict_json import encode
from sync_server.services.audit import Auditor
from sync_server.services.report import Reporter
from tests.integration.main_job.agency import NEW, SHOWN, SILENT, write_form, write_materials
from tests.integration.main_job.proxy import Fault
from tests.integration.main_job.seat import Seat, answer, attempt_of
from tests.integration.main_job.site import Site, chain_of
from tests.samples import refused


def ticket_file(site: Site, folder: Path, room: str = "lab-1") -> Path:
    """A ticket of the centre, as the admin hands it out."""
    folder.mkdir(exist_ok=True)
    ticket = site.centre.enrolment.issue_tickets(room, "Lab 1", 1, "admin", site.proxy.url)[0]
    path = folder / "pc.enrol"
    path.write_bytes(encode(ticket))
    return path


def publish(site: Site, pc: Seat) -> None:
    """Publish the event of `NEW`, now that its room has this PC; the person there gets the papers."""
    materials = site.folder / "materials"
    write_materials(materials, site.agency.approvers, site.centre.files.centre_key.public)
    published = site.centre.publisher.publish(materials / "baru.yaml", site.folder / "out", "admin")
    pc.published = {each.order.sitting_id: each for each in published}


def test_from_a_ticket_to_a_result_on_the_screen(site: Site) -> None:
    pc = site.bare_seat("PC-09")
    with site.serving():
        pc.kiosk.enrol(ticket_file(site, site.folder / "tickets"))
        assert [row.name for row in site.centre.enrolment.devices()].count("PC-09") == 1
        publish(site, pc)
        assert (pc.step().fetched, pc.station.missing_packs()) == (2, []), "its order and pack; what is not for it stays"
    pc.kiosk.open_sitting(NEW, pc.published[NEW].credentials.opening_code)
    session = pc.sit_down(NEW, "002")
    states = []
    session.on_save_state = lambda state, _error: states.append(state)
    answer(session, "AAA")
    error = pc.step().error
    assert error is not None
    assert error.code == "NET-01"
    answer(session, "A")
    assert set(states) == {"saving", "saved_here"}, "nobody at the screen notices that the centre is away"
    with site.serving():
        assert pc.step().error is None
    assert states[-1] == "at_centre"
    session.submit("by_candidate")
    assert not pc.kiosk.receipt().at_centre
    with site.serving():
        assert pc.step().error is None
    assert pc.unsent() == 0
    receipt = pc.kiosk.receipt()
    assert receipt.at_centre
    assert receipt.result is not None
    assert site.chain(attempt_of(NEW, "002"), "baru") == chain_of(pc.lines(NEW, "002"))
    record = site.score(NEW)["002"].record
    assert record is not None
    assert record.outcome is not None
    assert str(record.outcome.total.score) == receipt.result.total.score


def test_without_any_network_everything_goes_by_stick(small_site: Site) -> None:
    site, pc, stick = small_site, small_site.bare_seat("PC-09"), small_site.stick()
    pc.kiosk.enrol(ticket_file(site, stick / "enrol"))
    assert len(list((stick / "enrol").glob("*.enrol-request"))) == 1
    [outcome] = site.centre.stick.take(stick)
    assert outcome.enrolled == pc.station.device().key_id
    publish(site, pc)
    site.centre.stick.write_back(stick)
    assert pc.kiosk.read_stick(stick) == (1, 2), "its one order; both packs of the centre are welcome"
    pc.kiosk.open_sitting(NEW, pc.published[NEW].credentials.opening_code)
    pc.sit(NEW, "001")
    assert pc.kiosk.hand_in_to_stick(stick) == 1
    receipts = [each.receipt for each in site.centre.stick.take(stick) if each.receipt]
    assert [(each.status, each.complete) for each in receipts] == [("accepted", True)]
    pc.kiosk.hand_in_to_stick(stick)
    assert pc.unsent() == 0
    view = pc.kiosk.receipt()
    assert (view.at_centre, view.result is not None) == (True, True)
    assert site.chain(attempt_of(NEW, "001"), "baru") == chain_of(pc.lines(NEW, "001"))


def test_two_work_fields_sit_two_forms_in_one_event(small_site: Site) -> None:
    """BKP-04: one roster, one sitting, one report; who works in another field has other questions and another key."""
    site, pc = small_site, small_site.bare_seat("PC-09")
    with site.serving():
        pc.kiosk.enrol(ticket_file(site, site.folder / "tickets"))
        materials, centre = site.folder / "materials", site.centre.files.centre_key.public
        write_materials(materials, site.agency.approvers, centre)
        write_form(materials, "teknis", site.agency.approvers, centre, correct="B")
        event, roster = materials / "baru.yaml", materials / "satu-ruang.csv"
        other = "  teknis: {pack: teknis.pack, answer_key: teknis.answer-key, pack_key: teknis.pack-key}\nroster"
        event.write_text(event.read_text().replace("roster", other, 1))
        first, second, third = roster.read_text().rstrip().rsplit("\n", 2)
        roster.write_text("\n".join([first, second, third.replace("utama", "teknis"), ""]))
        [published] = site.centre.publisher.publish(event, site.folder / "out", "admin")
        pc.published = {NEW: published}
        pc.step()
        pc.kiosk.open_sitting(NEW, published.credentials.opening_code)
        for number in ("002", "003"):
            pc.sit(NEW, number, "BBBBBB")
            pc.step()
            pc.kiosk.sign_out()
    records = {number: each.record for number, each in site.score(NEW).items() if each.record}
    totals = {number: str(record.outcome.total.score) for number, record in records.items() if record.outcome}
    assert totals == {"002": "0.00", "003": "6.00"}
    assert records["002"].pack_digest != records["003"].pack_digest


def test_a_download_cut_in_the_middle_goes_on_where_it_stopped(small_site: Site) -> None:
    site, pc = small_site, small_site.seat()
    pack = pc.station.folder.pack_path(site.agency.pack.digest)
    whole = pack.read_bytes()
    pc.restart()
    # A larger file than the test's small pack, served and fetched under a digest of its own; only the line is under test.
    big, digest = os.urandom(3_000_000), "ab" * 32
    site.centre.files.pack_path(digest).write_bytes(big)
    partial = pc.station.folder.partial_pack_path(digest)
    sizes = []
    with site.serving():
        for cut in (200_000, 1_000_000, None):
            site.proxy.faults = lambda cut=cut: Fault(downward=cut)
            road = pc.station.transport()
            if cut is None:
                road.download_pack(digest, partial)
            else:
                assert refused(road.download_pack, digest, partial).code == "NET-01"
            road.close()
            sizes.append(partial.stat().st_size)
    assert 0 < sizes[0] < sizes[1] < sizes[2] == len(big)
    assert sizes[1] > 1_000_000, "the second began where the first was cut"
    assert partial.read_bytes() == big
    assert pack.read_bytes() == whole


def test_a_result_comes_back_only_where_the_order_allows_it(small_site: Site) -> None:
    site, pc = small_site, small_site.seat()
    pc.sit(SILENT, "001")
    with site.serving():
        pc.step()
        view = pc.kiosk.receipt()
        assert (view.at_centre, view.result) == (True, None)
        road = pc.station.transport()
        assert road.result(attempt_of(SILENT, "001")) is None
        road.close()
    stick = site.stick()
    pc.kiosk.hand_in_to_stick(stick)
    site.centre.stick.take(stick)
    assert not (stick / "results").exists()
    assert site.score(SILENT)["001"].record is not None, "the centre itself scores it"


def test_after_receipts_and_retention_the_pc_forgets_and_the_centre_still_reports(site: Site) -> None:
    pc = site.seat()
    pc.sit(SHOWN, "001")
    attempt = attempt_of(SHOWN, "001")
    with site.serving():
        pc.step()
        row = pc.store(SHOWN).attempt(attempt)
        assert row is not None
        assert row.completed_at is not None
        path = pc.station.folder.sitting_path(SHOWN)
        pc.days_pass(2.9, since=row.completed_at)
        pc.step()
        assert path.exists()
        pc.days_pass(3.1, since=row.completed_at)
        pc.step()
    assert not path.exists()
    assert refused(pc.store, SHOWN).code == "OPN-01"
    assert refused(pc.kiosk.open_sitting, SHOWN, pc.published[SHOWN].credentials.opening_code).code == "OPN-01"
    assert site.score(SHOWN)["001"].record is not None
    found = site.centre.scorer.find_sitting(SHOWN)
    written = Reporter(site.centre.database, site.centre.scorer, site.centre.documents, "uji").write(
        found, site.folder / "report"
    )
    assert {"hasil.csv", "berita-acara.pdf", "001.pdf"} <= {each.name for each in written}
    assert Auditor(site.centre.database, site.centre.directory, site.centre.scorer).attempt(attempt).is_whole


def test_a_result_on_a_stick_is_the_centres_own(small_site: Site) -> None:
    site, pc, stick = small_site, small_site.seat(), small_site.stick()
    pc.sit(SHOWN, "003", "AAAAAA")
    pc.kiosk.hand_in_to_stick(stick)
    site.centre.stick.take(stick)
    [path] = (stick / "results").iterdir()
    result = verify_result(path.read_bytes(), pc.station.trust())
    assert (result.answered, result.items, result.total.score) == (6, 6, "6.00")


@pytest.mark.parametrize("restart", [False, True])
def test_two_candidates_one_after_the_other_on_one_pc_stay_apart(small_site: Site, restart: bool) -> None:
    pc = small_site.seat()
    first = pc.sit(SHOWN, "001", "AAAAAA")
    pc.kiosk.sign_out()
    if restart:
        pc.restart()
    second = pc.sit(SHOWN, "002", "BBBBBB")
    assert first.code != second.code
    with small_site.serving():
        pc.step()
    scored = small_site.score(SHOWN)
    totals = {
        number: each.record and each.record.outcome and str(each.record.outcome.total.score)
        for number, each in scored.items()
    }
    assert totals == {"001": "6.00", "002": "0.00", "003": None}
