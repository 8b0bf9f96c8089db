"""The same attempt by stick, by HTTPS, twice, in pieces and in any order: the same state at the centre, and one receipt."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest

from tests.integration.main_job.agency import SHOWN
from tests.integration.main_job.seat import Seat, answer, attempt_of
from tests.integration.main_job.site import Site, chain_of

ATTEMPT = attempt_of(SHOWN, "001")


def carry(site: Site, stick: Path) -> list[str]:
    """The stick at the centre: the code of every refusal."""
    return [each.problem.code for each in site.centre.stick.take(stick) if each.problem]


def test_by_stick_and_by_https_and_twice_is_the_same_as_once(site: Site) -> None:
    pc, stick = site.seat(), site.stick()
    pc.sit(SHOWN, "001")
    pc.kiosk.hand_in_to_stick(stick)
    assert carry(site, stick) == []
    once = site.state(ATTEMPT)
    assert once[0] == chain_of(pc.lines(SHOWN, "001"))
    first = {path.name: path.read_bytes() for path in (stick / "receipts").iterdir()}
    with site.serving():
        assert pc.step().error is None
    assert pc.unsent() == 0
    assert carry(site, stick) == []
    assert site.state(ATTEMPT) == once
    assert {path.name: path.read_bytes() for path in (stick / "receipts").iterdir()} == first
    pc.kiosk.hand_in_to_stick(stick)
    with site.serving():
        pc.step()
    assert site.state(ATTEMPT) == once


def cut_into_three(pc: Seat) -> list[bytes]:
    """An attempt whose events were cut into three segments, as the network came and went."""
    session = pc.sit_down(SHOWN, "001")
    for letter in "AB":
        answer(session, letter)
        session.next()
        pc.sittings.syncers(lambda call: call())[0][1].cut()
    session.submit("by_candidate")
    pc.sittings.syncers(lambda call: call())[0][1].cut()
    segments = [each.envelope for each in pc.store(SHOWN).waiting(10)]
    assert len(segments) == 3
    return segments


def test_over_two_sticks_in_any_order_gaps_are_named_and_the_end_is_the_same(small_site: Site) -> None:
    site, pc = small_site, small_site.seat()
    cut_into_three(pc)
    full = site.stick("full")
    pc.kiosk.hand_in_to_stick(full)
    bundles = sorted((full / "segments").iterdir())
    states = []
    for number, (alone, order) in enumerate(itertools.product(range(3), (1, -1))):
        sticks = [site.stick(f"{number}-{each}") for each in "ab"]
        for each in sticks:
            (each / "segments").mkdir()
        for place, bundle in enumerate(bundles):
            shutil.copy(bundle, sticks[place == alone] / "segments")
        centre = site.agency.copy_centre(site.folder / f"centre-{number}", f"sqlite:///{site.folder / f'{number}.db'}")
        other = Site(site.agency, centre, site.folder, site.proxy)
        receipts = [each.receipt for stick in sticks[::order] for each in centre.stick.take(stick) if each.receipt]
        assert {each.status for each in receipts} == {"accepted"}
        assert receipts[-1].complete or any(each.complete for each in receipts)
        states.append(other.state(ATTEMPT))
        centre.database.close()
    assert all(state == states[0] for state in states)
    assert states[0][0] == chain_of(pc.lines(SHOWN, "001"))


def test_a_missing_piece_is_named_and_the_attempt_waits_for_it(small_site: Site) -> None:
    site, pc, stick = small_site, small_site.seat(), small_site.stick()
    cut_into_three(pc)
    pc.kiosk.hand_in_to_stick(stick)
    middle = stick / "segments" / f"{pc.store(SHOWN).waiting(2)[1].digest}.bundle"
    away = middle.rename(site.folder / middle.name)
    receipts = [each.receipt for each in site.centre.stick.take(stick) if each.receipt]
    assert len(receipts) == 2
    assert any(each.gaps for each in receipts)
    assert not any(each.complete for each in receipts)
    pc.kiosk.hand_in_to_stick(stick)
    assert pc.unsent() > 0, "what the centre has not seen stays here"
    assert not pc.kiosk.receipt().at_centre
    away.rename(middle)
    assert carry(site, stick) == []
    pc.kiosk.hand_in_to_stick(stick)
    assert pc.unsent() == 0
    assert pc.kiosk.receipt().at_centre


@pytest.mark.parametrize("left", [0, 1, 100, -200, -1])
def test_a_stick_pulled_out_while_writing_is_written_again_whole(small_site: Site, left: int) -> None:
    """However much of the last file reached the stick, even all but its last bytes."""
    site, pc, stick = small_site, small_site.seat(), small_site.stick()
    cut_into_three(pc)
    pc.kiosk.hand_in_to_stick(stick)
    torn = sorted((stick / "segments").iterdir())[1]
    torn.write_bytes(torn.read_bytes()[:left])
    assert carry(site, stick) == ["SEA-03"], "the torn one is told, the others are taken in"
    assert pc.unsent() > 0
    pc.kiosk.hand_in_to_stick(stick)
    assert carry(site, stick) == []
    pc.kiosk.hand_in_to_stick(stick)
    assert pc.unsent() == 0
    assert site.chain(ATTEMPT) == chain_of(pc.lines(SHOWN, "001"))


def test_what_was_receipted_over_https_is_not_asked_of_the_stick(small_site: Site) -> None:
    site, pc, stick = small_site, small_site.seat(), small_site.stick()
    pc.sit(SHOWN, "001")
    with site.serving():
        pc.step()
    assert pc.kiosk.hand_in_to_stick(stick) == 0
    assert not (stick / "segments").exists()
