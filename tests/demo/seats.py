"""A larger room without windows: the same workstation services, one after the other in a few processes."""

from __future__ import annotations

import random
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from desktop_app.services.kiosk import Kiosk
from desktop_app.services.machine import Machine
from desktop_app.services.sittings import Sittings
from desktop_app.services.synchronise import Synchroniser
from desktop_app.services.worker import InlineWorker
from desktop_app.services.workstation import Workstation
from desktop_app.store.device import DeviceFolder
from tests.demo.robots import Seat, Sitting
from tests.demo.room import SITTING, Room
from tests.rooms import most_choices, plain_answers


def sit_without_windows(room: Room, credentials: dict[str, object], count: int) -> Sitting:
    """Let `count` candidates sit; their answers are compared with the centre's at the end."""
    people = list(credentials["pins"].items())[:count]
    if len(people) < count:
        raise SystemExit(f"sesi contoh memuat {len(people)} peserta; pilih --seats paling banyak {len(people)}")
    room.tell(f"{count} peserta mengerjakan 150 soal tanpa jendela")
    seats = [Seat(n, state, *person) for n, (state, person) in enumerate(zip(room.states, people, strict=True), start=1)]
    with ProcessPoolExecutor(max_workers=2) as pool:
        code, token = credentials["opening_code"], credentials["start_token"]
        running = {pool.submit(sit_one, seat.state, seat.candidate, seat.pin, code, token): seat for seat in seats}
        for done, future in enumerate(as_completed(running), start=1):
            running[future].answers = future.result()
            if done % 10 == 0 or done == count:
                room.tell(f"{done} dari {count} peserta selesai")
    return Sitting(room, seats, credentials, "")


def sit_one(state: Path, candidate: str, pin: str, code: str, token: str) -> dict[str, list[str]]:
    """One whole attempt, from fetching the order to the receipt; returns the answers given."""
    workstation = Workstation(DeviceFolder(state), Machine())
    sittings = Sittings(workstation)
    kiosk = Kiosk(workstation, sittings, InlineWorker())
    synchroniser = Synchroniser(workstation, sittings, lambda call: call())
    synchroniser.step()
    kiosk.open_sitting(SITTING, code)
    kiosk.sign_in(SITTING, candidate, pin)
    kiosk.accept_rules()
    session = kiosk.start(token)
    choose = random.Random(candidate)
    item = session.item()
    while True:
        if session.section_cover() is not None:
            item = session.enter_section()
        if choose.random() > 0.04:
            session.respond(tuple(c.identifier for c in choose.sample(item.choices, most_choices(item))))
        if not item.can_go_forward:
            break
        item = session.next()
    answers = plain_answers(session.attempt.state.responses)
    session.submit("by_candidate")
    synchroniser.step()
    if not kiosk.receipt().at_centre:
        raise RuntimeError(f"candidate {candidate}: no receipt")
    sittings.close()
    synchroniser.close()
    return answers
