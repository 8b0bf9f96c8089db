"""A full rehearsal: an exam of thirty items on this very disk, through everything that the real one goes through.

A throwaway room is made in a folder of its own beside the real data: keys, pack, order. Its exam is opened by its code,
begun, answered and saved by the real kiosk; the disk's state is then taken as a power cut would leave it and loaded again;
the exam is handed in, its signed segments are verified, and a receipt lets go of them. Nothing of it stays. On the store's
thread; takes a few seconds, most of them for the opening code.
"""

from __future__ import annotations

import shutil
import statistics
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from desktop_app.services.exam import ExamSession
from desktop_app.services.kiosk import Kiosk
from desktop_app.services.machine import Machine
from desktop_app.services.sittings import Sittings
from desktop_app.services.worker import InlineWorker
from desktop_app.services.workstation import Workstation
from desktop_app.store.device import DeviceFolder, Enrolment
from question_packs.assessment.interactions import ChoiceInteraction, SimpleChoice
from question_packs.assessment.model import (
    AssessmentItem,
    AssessmentItemRef,
    AssessmentSection,
    AssessmentTest,
    TestPart,
    TimeLimits,
)
from question_packs.errors import KnownError
from question_packs.pack.writer import write_pack
from question_packs.records import events as ev
from question_packs.records.orders import FormPack, Policies, RosterEntry, SittingOrder, seal_key_slot, seal_order
from question_packs.records.receipts import Receipt, sign_receipt
from question_packs.records.segments import Segment, read_segment
from question_packs.sealing.codes import new_opening_code, pin_verifier
from question_packs.sealing.keys import KeyPair
from question_packs.sealing.trust import TrustList, sign_trust_list

ITEMS = 30
FOLDER_PREFIX = "rehearsal-"
_ROOM, _SITTING, _FORM, _NUMBER = "gladi", "gladi", "gladi", "001"
_PIN, _TOKEN = "135791", "246802"
_ISSUED_AT = "2020-01-01T00:00:00Z"


@dataclass(frozen=True)
class Rehearsed:
    """What came of it. Times in milliseconds: from the choice until the answer was durable."""

    answers: int
    segments: int
    save_median_ms: float
    save_p95_ms: float


def rehearse(folder: Path, machine: Machine) -> Rehearsed:
    """Rehearse on the disk of `folder`. What does not come out as it must: `RDY-01`; the disk's own failures as they are."""
    with _throwaway(folder) as place:
        room = _Room(place, machine)
        station = room.workstation(place / "pc")
        with closing(Sittings(station)) as sittings:
            kiosk = Kiosk(station, sittings, InlineWorker())
            kiosk.open_sitting(_SITTING, room.code)
            kiosk.sign_in(_SITTING, _NUMBER, _PIN)
            kiosk.accept_rules()
            session = kiosk.start(_TOKEN)
            times = _answer_all(session)
            _reload(room, place, session)
            session.submit("by_candidate")
            segments = _send(room, kiosk, sittings)
    p95 = statistics.quantiles(times, n=20)[-1]
    return Rehearsed(len(times), segments, statistics.median(times), p95)


@contextmanager
def _throwaway(folder: Path) -> Iterator[Path]:
    """A folder that is gone at the end; one that a power cut left goes too."""
    for left in folder.glob(f"{FOLDER_PREFIX}*"):
        shutil.rmtree(left, ignore_errors=True)
    place = Path(mkdtemp(prefix=FOLDER_PREFIX, dir=folder))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _answer_all(session: ExamSession) -> list[float]:
    """Answer every item, wait for each until it is durable; the times in milliseconds."""
    failures: list[KnownError | None] = []
    session.on_save_state = lambda state, error: failures.append(error) if state == "not_saved" else None
    times = []
    item = session.item()
    while True:
        began = time.perf_counter()
        session.respond((item.choices[0].identifier,))
        times.append((time.perf_counter() - began) * 1000)
        if not item.can_go_forward:
            break
        item = session.next()
    if failures:
        raise failures[0] or KnownError("BUG-01")
    return times


def _reload(room: _Room, place: Path, session: ExamSession) -> None:
    """What is on the disk now, as a power cut would leave it, gives the same attempt."""
    image = place / "image"
    shutil.copytree(place / "pc", image)
    with closing(Sittings(room.workstation(image, install=False))) as sittings:
        [attempt] = sittings.store(_SITTING).attempts()
        lines = sittings.store(_SITTING).lines(attempt.attempt_id, attempt.epoch)
    answers = {
        body.item: {body.response_identifier: body.response}
        for body in (ev.decode_event(line).body for line in lines)
        if isinstance(body, ev.ResponseSaved)
    }
    if answers != session.attempt.state.responses:
        raise KnownError("RDY-01", reason="reload")


def _send(room: _Room, kiosk: Kiosk, sittings: Sittings) -> int:
    """Cut, sign, verify and receipt every segment; how many there were."""
    centre = _Centre(room)
    for _, syncer in sittings.syncers(lambda call: call()):
        syncer.run_once(centre)
    if sittings.unsent() or not kiosk.receipt().at_centre:
        raise KnownError("RDY-01", reason="segments")
    return centre.taken


class _Centre:
    """Verifies segments as the centre does, and signs receipts for them."""

    def __init__(self, room: _Room) -> None:
        self._room = room
        self.taken = 0

    def exchange(self, envelopes: list[bytes]) -> list[bytes]:
        """A receipt for each segment that this PC's key signed."""
        device = self._room.device.public
        return [self._receipt(read_segment(each, {device.key_id: device.verify_key})) for each in envelopes]

    def result(self, attempt_id: str) -> bytes | None:
        """Nobody scores a rehearsal."""
        return None

    def _receipt(self, segment: Segment) -> bytes:
        self.taken += 1
        header = segment.header
        receipt = Receipt(
            type="lontar.receipt/1",
            centre=_ROOM,
            segment_digest=segment.digest,
            attempt_id=header.attempt_id,
            epoch=header.epoch,
            first_sequence=header.first_sequence,
            last_sequence=header.last_sequence,
            head_hash=header.head_hash,
            sequence_reached=header.last_sequence,
            gaps=(),
            status="accepted",
            complete=isinstance(ev.decode_event(segment.event_lines[-1]).body, ev.Submitted),
            log_position=self.taken,
            received_at=_ISSUED_AT,
        )
        return sign_receipt(receipt, self._room.centre)


class _Room:
    """Keys, pack and order of the throwaway room."""

    def __init__(self, place: Path, machine: Machine) -> None:
        self._machine = machine
        self.device = DeviceFolder(place / "pc").device_key(machine.name())
        self.centre = KeyPair.generate(_ROOM, "centre")
        self._root = KeyPair.generate(_ROOM, "root")
        approvers = [KeyPair.generate(f"{_ROOM}-{number}", "approver") for number in (1, 2)]
        keys = (*(each.public for each in approvers), self.centre.public)
        self._trust = sign_trust_list(TrustList("lontar.trust/1", 1, _ROOM, len(approvers), keys), self._root)
        self._pack_path = place / "gladi.pack"
        test, items = _form()
        pack = write_pack(self._pack_path, test, items, {}, approvers)
        self.code = new_opening_code()
        recipients = [self.device.public.recipient]
        slot = seal_key_slot({pack.digest: pack.identity}, self.code, recipients)
        self._sealed_order = seal_order(_order(pack.digest, slot), self.centre, recipients)

    def workstation(self, folder: Path, install: bool = True) -> Workstation:
        """A PC of this room in `folder`; `install`: order and pack are brought to it first."""
        station = Workstation(DeviceFolder(folder), self._machine)
        if install:
            station.folder.keep_enrolment(self._enrolment())
            station.install_order(self._sealed_order)
            station.install_pack(self._pack_path)
        return station

    def _enrolment(self) -> Enrolment:
        return Enrolment(
            type="lontar.enrolment/1",
            device_name=self._machine.name(),
            room_id=_ROOM,
            room_title=_ROOM,
            centre_name=_ROOM,
            centre_url="",
            certificate="",
            root=self._root.public,
            trust=b64encode(self._trust).decode(),
        )


def _form() -> tuple[AssessmentTest, list[AssessmentItem]]:
    choices = tuple(SimpleChoice(letter, f"<p>Pilihan {letter}</p>") for letter in "ABCDE")
    items = [
        AssessmentItem(
            f"G-{number}", f"Soal {number}", "id", f"<p>Soal gladi {number}</p>", (ChoiceInteraction("RESPONSE", choices),)
        )
        for number in range(1, ITEMS + 1)
    ]
    section = AssessmentSection("gladi", "Gladi", tuple(AssessmentItemRef(each.identifier) for each in items))
    test = AssessmentTest("GLADI", "Gladi", "id", "1", (TestPart("gladi", (section,)),), TimeLimits(3600), "<p>Gladi</p>")
    return test, items


def _order(pack_digest: str, slot: str) -> SittingOrder:
    person = RosterEntry(_NUMBER, "Gladi", "", "", "", "1", _FORM, _SITTING, pin_verifier(_PIN))
    return SittingOrder(
        type="lontar.sitting-order/1",
        event_id=_ROOM,
        event_title="Gladi",
        organiser="",
        sitting_id=_SITTING,
        sitting_title="Gladi",
        revision=1,
        centre=_ROOM,
        room_id=_ROOM,
        room_title=_ROOM,
        purpose="mapping",
        opens_at=_ISSUED_AT,
        closes_at=_ISSUED_AT,
        time_zone="Asia/Jakarta",
        forms=(FormPack(_FORM, pack_digest),),
        practice=None,
        key_slots=(slot,),
        candidates=(person,),
        proctors=(),
        start_token_verifier=pin_verifier(_TOKEN),
        policies=Policies(lockdown="none"),
        issued_at=_ISSUED_AT,
    )
