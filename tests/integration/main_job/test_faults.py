"""A bad line and a centre that dies: nothing is lost, nothing is doubled, and both sides end with the same hashes."""

from __future__ import annotations

import random
import signal
import threading
import time

import pytest
import requests

from question_packs.records.framing import frame, unframe
from question_packs.sealing.http_signatures import RequestSigner
from tests.integration.main_job.agency import ITEMS, SHOWN
from tests.integration.main_job.proxy import SOUND, Fault
from tests.integration.main_job.seat import Seat, attempt_of
from tests.integration.main_job.site import Site, chain_of

ATTEMPT = attempt_of(SHOWN, "001")
LIMIT_S = 12.0
ROUNDS = 50


def bad_line(chance: random.Random) -> Fault:
    """Cut anywhere from the first byte of the handshake to the last of the answer; now and then, not at all."""
    return chance.choice(
        [
            SOUND,
            Fault(upward=chance.randrange(6000)),
            Fault(downward=chance.randrange(6000)),
            # A handshake of TLS 1.3 answers about two thousand bytes: here the request arrives and its answer does not.
            Fault(downward=2000 + chance.randrange(800)),
        ]
    )


def test_on_a_line_cut_anywhere_both_sides_end_with_the_same_events(site: Site) -> None:
    chance, pc = random.Random(1), site.seat()
    session = pc.sit_down(SHOWN, "001")
    site.proxy.faults = lambda: bad_line(chance)
    ends, failed = time.monotonic() + LIMIT_S, 0
    with site.serving():
        for _ in range(ROUNDS):
            session.go_to(chance.choice(ITEMS))
            session.respond((chance.choice("ABCDE"),))
            failed += pc.step().error is not None
            # Every call a new connection: a line that held would hide what this test looks for.
            pc.synchroniser.close()
            if time.monotonic() > ends:
                break
        session.submit("by_candidate")
        site.proxy.faults = lambda: SOUND
        assert pc.step().error is None
    assert failed > 5, "the line was bad"
    assert pc.unsent() == 0
    assert site.chain(ATTEMPT) == chain_of(pc.lines(SHOWN, "001"))
    [(_, coverage)] = site.state(ATTEMPT)[1]
    assert (coverage.complete, coverage.forked) == (True, False)


def test_an_answer_lost_after_the_commit_is_given_again_word_for_word(site: Site) -> None:
    """Whatever the byte at which the answer is cut: the segment is there once, and its receipt is the first one's."""
    pc = site.seat()
    pc.sit(SHOWN, "001")
    kept = 0
    with site.serving():
        for downward in range(1000, 4000, 150):
            site.proxy.faults = lambda downward=downward: Fault(downward=downward)
            kept += pc.step().error is not None and site.chain(ATTEMPT) != {}
            pc.synchroniser.close()
            if pc.unsent() == 0:
                break
        site.proxy.faults = lambda: SOUND
        pc.step()
    assert kept, "at least once the centre had it and the PC did not know"
    assert pc.unsent() == 0
    assert site.chain(ATTEMPT) == chain_of(pc.lines(SHOWN, "001"))


@pytest.mark.parametrize("days", [-1, 1, -4000])
def test_a_pc_whose_clock_is_wrong_is_heard_all_the_same(small_site: Site, days: int) -> None:
    """A dead battery sets the clock back to the factory's date; requests are signed with the centre's time then."""
    pc = small_site.seat()
    pc.machine.wall_ms = int(time.time() * 1000) + days * 86_400_000
    pc.sit(SHOWN, "001")
    with small_site.serving():
        assert pc.step().error is None
    assert pc.unsent() == 0
    assert small_site.chain(ATTEMPT) == chain_of(pc.lines(SHOWN, "001"))


def test_a_request_played_again_is_refused_and_changes_nothing(site: Site) -> None:
    pc = site.seat()
    pc.sit(SHOWN, "001")
    pc.sittings.syncers(lambda call: call())[0][1].cut()
    [segment] = pc.store(SHOWN).waiting(10)
    body, url = frame([segment.envelope]), f"{site.proxy.url}/v1/segments"
    headers = RequestSigner(pc.station.device()).headers("POST", url, body)
    certificate = str(site.centre.files.certificate_path)
    with site.serving():
        first = requests.post(url, data=body, headers=headers, verify=certificate, timeout=30)
        [receipt] = unframe(first.content, "receipts")
        once = site.state(ATTEMPT)
        again = requests.post(url, data=body, headers=headers, verify=certificate, timeout=30)
        assert (again.status_code, again.json()["code"]) == (401, "CEN-20")
        assert site.state(ATTEMPT) == once
        [anew] = unframe(pc_post(pc, site, body), "receipts")
    assert anew == receipt, "asked properly, the very same receipt comes again"


def pc_post(pc: Seat, site: Site, body: bytes) -> bytes:
    """The same body in a request of its own."""
    url = f"{site.proxy.url}/v1/segments"
    headers = RequestSigner(pc.station.device()).headers("POST", url, body)
    return requests.post(url, data=body, headers=headers, verify=str(site.centre.files.certificate_path), timeout=30).content


def test_a_centre_killed_while_it_takes_in_honours_every_receipt_it_gave(site: Site) -> None:
    """`kill -9` three times, at any moment soon after the first receipt of that life; a receipt is a promise."""
    chance = random.Random(9)
    pcs = [site.seat("PC-01"), site.seat("PC-02")]
    sessions = [pc.sit_down(SHOWN, number) for pc, number in zip(pcs, ("001", "002"), strict=True)]
    for _ in range(3):
        with site.process() as server:
            killer = threading.Timer(chance.uniform(0.05, 0.5), server.send_signal, [signal.SIGKILL])
            promised, ends = len(pcs[0].receipts), time.monotonic() + LIMIT_S
            while server.poll() is None:
                assert time.monotonic() < ends, "no receipt came"
                if len(pcs[0].receipts) > promised and killer.ident is None:
                    killer.start()
                for pc, session in zip(pcs, sessions, strict=True):
                    session.go_to(chance.choice(ITEMS))
                    session.respond((chance.choice("ABCDE"),))
                    pc.step()
            killer.join()
        for pc, number in zip(pcs, ("001", "002"), strict=True):
            assert_promises_kept(site, pc, number)
    with site.serving():
        for pc, session in zip(pcs, sessions, strict=True):
            session.submit("by_candidate")
            assert pc.step().error is None
    for pc, number in zip(pcs, ("001", "002"), strict=True):
        assert pc.unsent() == 0
        assert site.chain(attempt_of(SHOWN, number)) == chain_of(pc.lines(SHOWN, number))


def assert_promises_kept(site: Site, pc: Seat, number: str) -> None:
    """Every event that a receipt of this PC covers lies at the centre with the very same hash."""
    mine, there = chain_of(pc.lines(SHOWN, number)), site.chain(attempt_of(SHOWN, number))
    for receipt in pc.receipts:
        for sequence in range(receipt.first_sequence, receipt.last_sequence + 1):
            assert there[receipt.epoch, sequence] == mine[receipt.epoch, sequence]
