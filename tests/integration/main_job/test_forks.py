"""One person at two PCs: both logs are kept, both are shown, and only a named person with a reason decides."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.integration.main_job.agency import SHOWN
from tests.integration.main_job.seat import attempt_of
from tests.integration.main_job.site import Site, chain_of

ATTEMPT = attempt_of(SHOWN, "001")


def command(site: Site, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One of the centre's commands, as the admin runs it."""
    line = [sys.executable, "-m", "sync_server", *arguments, "--data", str(site.centre.files.folder), "--lang", "id"]
    return subprocess.run(line, capture_output=True, text=True, timeout=60, env={**os.environ, "PYTHONWARNINGS": "error"})


def test_one_person_at_two_pcs_is_kept_twice_shown_and_decided_by_a_person(site: Site) -> None:
    first, second = site.seat("PC-01"), site.seat("PC-02")
    first.sit(SHOWN, "001", "AA")
    second.sit(SHOWN, "001", "AAAAAA")
    with site.serving():
        assert [each.status for each in first.step().receipts] == ["accepted"]
        [receipt] = second.step().receipts
    assert (receipt.status, receipt.complete) == ("fork", False)
    assert (first.unsent(), second.unsent()) == (0, 0), "both logs are safe at the centre"
    held, logs = site.chain(ATTEMPT), [chain_of(pc.lines(SHOWN, "001")) for pc in (first, second)]
    assert held.keys() == logs[0].keys() | logs[1].keys()
    assert all(hashes <= held[place] for log in logs for place, hashes in log.items())
    record = site.score(SHOWN)["001"].record
    assert record is not None
    assert (record.status, record.outcome) == ("fork", None)
    told = command(site, "audit", "--attempt", ATTEMPT)
    assert told.returncode == 1
    assert all(pc.station.device().key_id[:12] in told.stdout for pc in (first, second))
    decision = f"{ATTEMPT}={second.station.device().key_id}"
    decided = command(
        site, "score", "--sitting", SHOWN, "--resolve", decision, "--by", "Ketua Panitia", "--reason", "PC pertama rusak"
    )
    assert decided.returncode == 0, decided.stderr
    record = site.score(SHOWN)["001"].record
    assert record is not None
    assert record.outcome is not None
    assert (str(record.outcome.total.score), record.chosen_device) == ("6.00", second.station.device().key_id)
    log = command(site, "audit").stdout
    assert "Ketua Panitia" in log
    assert "PC pertama rusak" in log


def test_a_fork_is_a_fork_whichever_pc_is_heard_first_and_by_whichever_road(small_site: Site) -> None:
    states = []
    for number, order in enumerate(((0, 1), (1, 0))):
        folder = small_site.folder / f"{number}"
        centre = small_site.agency.copy_centre(folder, f"sqlite:///{small_site.folder / f'{number}.db'}")
        other = Site(small_site.agency, centre, small_site.folder, small_site.proxy)
        if not states:
            pcs = [small_site.seat("PC-01"), small_site.seat("PC-02")]
            for pc, answers in zip(pcs, ("AB", "BA"), strict=True):
                pc.sit(SHOWN, "001", answers)
        for place in order:
            stick = small_site.stick(f"stick-{number}-{place}")
            pcs[place].kiosk.hand_in_to_stick(stick)
            centre.stick.take(stick)
        states.append((other.chain(ATTEMPT), other.score(SHOWN)["001"].record.status))
        centre.database.close()
    assert states[0] == states[1]
    assert states[0][1] == "fork"
