"""A small real room without a server: keys, trust list, released packs, a sitting order, an enrolled PC's folder.

Everything is what the product itself makes and reads; the centre in memory is `tests.room_centre`. Opening a key slot costs
a second on purpose: a room is made once and its PC's folder copied for each test.
"""

from __future__ import annotations

import shutil
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from msgspec.structs import replace

from desktop_app.delivery.timekeeper import Moment
from desktop_app.services.exam import ExamSession
from desktop_app.services.kiosk import Kiosk
from desktop_app.services.machine import Machine
from desktop_app.services.sittings import Sittings
from desktop_app.services.views import ItemView
from desktop_app.services.worker import InlineWorker, Worker
from desktop_app.services.workstation import Workstation, enrolment_of
from desktop_app.store.device import DeviceFolder
from question_packs.assessment.interactions import ChoiceInteraction, SimpleChoice
from question_packs.assessment.model import (
    AssessmentItem,
    AssessmentItemRef,
    AssessmentSection,
    AssessmentStimulus,
    AssessmentTest,
    TestPart,
    TimeLimits,
)
from question_packs.pack.writer import Medium, WrittenPack, write_pack
from question_packs.records import events as ev
from question_packs.records.acts import Act, ActBody, sign_act
from question_packs.records.enrolment import EnrolmentTicket
from question_packs.records.orders import (
    Accommodation,
    FormPack,
    Officer,
    Policies,
    RosterEntry,
    SittingOrder,
    seal_key_slot,
    seal_order,
)
from question_packs.sealing.age import new_identity
from question_packs.sealing.codes import new_opening_code, pin_verifier
from question_packs.sealing.keys import KeyPair
from question_packs.sealing.tls import self_signed_certificate
from question_packs.sealing.trust import TrustList, sign_trust_list

SITTING, ROOM, FORM = "sesi-1", "ruang-1", "utama"
PIN, TOKEN = "482913", "550271"
SPARES = 2
OFFICERS = {
    "Pengawas Satu": "proctor",
    "Pengawas Dua": "proctor",
    "Petugas Satu": "registrar",
    "Pengawas Tiga": "invigilator",
}
FIGURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>'
START_WALL_MS = 1_767_575_400_000  # 2026-01-05T01:10:00Z
Content = tuple[AssessmentTest, list[AssessmentItem], dict[str, Medium]]


class ClockMachine(Machine):
    """A PC whose clocks the test moves."""

    def __init__(self) -> None:
        self.boot_ms, self.wall_ms, self.boot_id = 1000, START_WALL_MS, "boot-1"

    def moment(self) -> Moment:
        return Moment(self.boot_ms, self.boot_id, self.wall_ms)

    def name(self) -> str:
        return "PC-01"

    def pass_ms(self, passed_ms: int) -> None:
        """Time goes on."""
        self.boot_ms += passed_ms
        self.wall_ms += passed_ms

    def reboot(self, off_ms: int = 60_000) -> None:
        """The PC was off for a while: its boot clock begins anew."""
        self.boot_ms, self.boot_id = 500, self.boot_id + "+"
        self.wall_ms += off_ms


def exam_test(minutes: int = 30, items: int = 6) -> tuple[AssessmentTest, list[AssessmentItem]]:
    """Two sections; item S-2 takes up to two answers and shows a figure."""
    names = [f"S-{number}" for number in range(1, items + 1)]
    choices = tuple(SimpleChoice(letter, f"Pilihan {letter}") for letter in "ABCDE")
    made = []
    for name in names:
        most = 2 if name == "S-2" else 1
        body = '<p>Soal <img src="pack:gambar.svg" alt="kotak"></p>' if name == "S-2" else "<p>Soal</p>"
        made.append(AssessmentItem(name, name, "id", body, (ChoiceInteraction("RESPONSE", choices, max_choices=most),)))
    half = items // 2
    sections = tuple(
        AssessmentSection(identifier, identifier.title(), tuple(map(AssessmentItemRef, part)), shuffle=True)
        for identifier, part in (("satu", names[:half]), ("dua", names[half:]))
    )
    test = AssessmentTest("UJI", "Uji", "id", "1", (TestPart("utama", sections),), TimeLimits(minutes * 60), "<p>Tertib</p>")
    return test, made


def entry(number: str, verifier: str, extra_percent: int = 0) -> RosterEntry:
    return RosterEntry(
        candidate_number=number,
        name=f"Peserta {number}",
        nip="198501012010011001",
        position="Analis",
        unit="Badan Uji",
        seat="A1",
        form=FORM,
        seed=f"benih-{number}",
        pin_verifier=verifier,
        accommodation=Accommodation(extra_percent),
    )


@dataclass
class Room:
    """The centre's side of a room, and the folder of one PC on which everything is installed (`pc`, not yet opened)."""

    folder: Path
    approvers: list[KeyPair]
    root: KeyPair
    centre: KeyPair
    trust: TrustList
    pack_path: Path
    practice_path: Path
    pack: WrittenPack
    practice: WrittenPack
    code: str
    order: SittingOrder
    sealed_order: bytes
    device: KeyPair
    certificate: str
    node: KeyPair
    spares: list[KeyPair]
    officers: dict[str, KeyPair]

    def act(
        self, body: ActBody, reason: str = "", by: tuple[str, ...] = ("Pengawas Satu",), number: int | None = None
    ) -> bytes:
        """A signed act of this sitting; `number` gives it a chosen id."""
        act_id = uuid4().hex if number is None else f"{number:032x}"
        act = Act("lontar.act/1", act_id, SITTING, ROOM, self.order.issued_at, reason, body)
        return sign_act(act, [self.officers[name] for name in by])

    @property
    def pc(self) -> Path:
        return self.folder / "pc"

    def spare_pc(self, spare: KeyPair) -> Path:
        """The folder of a spare PC (not yet opened), on which everything is installed."""
        return self.folder / spare.public.name

    @property
    def identities(self) -> dict[str, str]:
        """Pack digest to the identity that opens it."""
        return {each.digest: each.identity for each in (self.pack, self.practice)}

    def seal(self, order: SittingOrder) -> bytes:
        """An order of this centre for this PC."""
        machines = [self.device, *self.spares, self.node]
        return seal_order(order, self.centre, [each.public.recipient for each in machines])

    def sealed_for_others(self, room: str) -> bytes:
        """An order of this centre for another room and another PC."""
        other = KeyPair.generate("PC lain", "device")
        return seal_order(replace(self.order, room_id=room), self.centre, [other.public.recipient])

    def trust_envelope(self, trust: TrustList | None = None) -> bytes:
        return sign_trust_list(trust or self.trust, self.root)

    def ticket(self, room: str = ROOM, root: KeyPair | None = None, trust: TrustList | None = None) -> EnrolmentTicket:
        """A ticket of this centre; nobody answers at its address."""
        signer = root or self.root
        return EnrolmentTicket(
            type="lontar.enrolment-ticket/1",
            token="token",
            centre_name="Pusat Uji",
            centre_url="https://127.0.0.1:9",
            certificate=self.certificate,
            root=signer.public,
            trust=b64encode(sign_trust_list(trust or self.trust, signer)).decode(),
            room_id=room,
            room_title="Ruang 1",
        )


def build_room(
    folder: Path,
    candidates: int = 3,
    policies: Policies | None = None,
    exam: Content | None = None,
    spares: int = SPARES,
    stimuli: Sequence[AssessmentStimulus] = (),
) -> Room:
    """A room with candidates 001, 002 …; the last has half as much time again. `exam` and `stimuli` are its content."""
    folder.mkdir(parents=True, exist_ok=True)
    approvers = [KeyPair.generate(f"Penyetuju {number}", "approver") for number in (1, 2)]
    root, centre = KeyPair.generate("Akar", "root"), KeyPair.generate("Pusat Uji", "centre")
    device = DeviceFolder(folder / "pc").device_key("PC-01")
    node = KeyPair.generate("Simpul ruang", "node")
    spare_keys = [KeyPair.generate(f"PC-{number:02}", "device") for number in range(2, 2 + spares)]
    officers = {name: KeyPair.generate(name, role) for name, role in OFFICERS.items()}
    trust = TrustList("lontar.trust/1", 2, "Pusat Uji", 2, (*(each.public for each in approvers), centre.public))
    test, items = exam_test()
    pack_path, practice_path = folder / "exam.pack", folder / "practice.pack"
    content = exam or (test, items, {"gambar.svg": Medium(FIGURE, "image/svg+xml")})
    pack = write_pack(pack_path, *content, approvers, stimuli)
    practice_test = replace(test, identifier="LATIHAN", time_limits=TimeLimits(300))
    practice = write_pack(practice_path, practice_test, items, {}, approvers)
    code = new_opening_code()
    machines = [device.public, *(each.public for each in spare_keys), node.public]
    recipients = [each.recipient for each in machines]
    slot = seal_key_slot({each.digest: each.identity for each in (pack, practice)}, code, recipients)
    order = replace(
        _order(pack, practice, slot, candidates, policies or Policies()),
        officers=tuple(Officer(name, "", key.public.role, key.public, "") for name, key in officers.items()),
        devices=tuple(machines),
        act_secret="00" * 32,
        room_identity=new_identity()[0],
    )
    certificate = self_signed_certificate("Pusat Uji", ["127.0.0.1"])[0].decode()
    sealed = seal_order(order, centre, recipients)
    room = Room(
        folder,
        approvers,
        root,
        centre,
        trust,
        pack_path,
        practice_path,
        pack,
        practice,
        code,
        order,
        sealed,
        device,
        certificate,
        node,
        spare_keys,
        officers,
    )
    _install(room, room.pc, "PC-01")
    for spare in spare_keys:
        DeviceFolder(room.spare_pc(spare))
        spare.save(room.spare_pc(spare) / "device.key")
        _install(room, room.spare_pc(spare), spare.public.name)
    return room


def _order(pack: WrittenPack, practice: WrittenPack, slot: str, candidates: int, policies: Policies) -> SittingOrder:
    verifier = pin_verifier(PIN)
    people = [entry(f"{number:03}", verifier) for number in range(1, candidates + 1)]
    people[-1] = replace(people[-1], accommodation=Accommodation(50))
    return SittingOrder(
        type="lontar.sitting-order/1",
        event_id="acara",
        event_title="Uji Kompetensi",
        organiser="Badan Uji",
        sitting_id=SITTING,
        sitting_title="Sesi 1",
        revision=2,
        centre="Pusat Uji",
        room_id=ROOM,
        room_title="Ruang 1",
        purpose="mapping",
        opens_at="2026-01-05T01:00:00Z",
        closes_at="2026-01-05T05:00:00Z",
        time_zone="Asia/Makassar",
        forms=(FormPack(FORM, pack.digest),),
        practice=FormPack(FORM, practice.digest),
        key_slots=(slot,),
        candidates=tuple(people),
        proctors=("Pengawas Satu",),
        start_token_verifier=pin_verifier(TOKEN),
        policies=policies,
        issued_at="2026-01-01T00:00:00Z",
    )


def _install(room: Room, pc: Path, name: str) -> None:
    folder = DeviceFolder(pc)
    folder.keep_enrolment(enrolment_of(room.ticket(), name))
    station = Workstation(folder, ClockMachine())
    station.install_order(room.sealed_order)
    station.install_pack(room.pack_path)
    station.install_pack(room.practice_path)


@dataclass
class Pc:
    """One PC of the room with all its services; `restart` is what a crash and a new start are to them."""

    room: Room
    folder: Path
    machine: ClockMachine
    worker: Worker = field(default_factory=InlineWorker)

    def __post_init__(self) -> None:
        self._compose()

    def _compose(self) -> None:
        self.station = Workstation(DeviceFolder(self.folder), self.machine)
        self.sittings = Sittings(self.station)
        self.kiosk = Kiosk(self.station, self.sittings, self.worker)

    def restart(self) -> None:
        """The program ends and starts again; what it did not store is gone."""
        self.sittings.close()
        self._compose()

    @property
    def store(self):
        return self.sittings.store(SITTING)

    def sit_down(self, number: str = "001"):
        """Sign in and start; the exam session."""
        self.kiosk.sign_in(SITTING, number, PIN)
        self.kiosk.accept_rules()
        return self.kiosk.start(TOKEN)


def copy_pc(room: Room, target: Path, opened: bool = True, worker: Worker | None = None, spare: KeyPair | None = None) -> Pc:
    """A PC of its own for a test, the first one or a spare; `opened`: the opening code was typed already."""
    shutil.copytree(room.spare_pc(spare) if spare else room.pc, target)
    pc = Pc(room, target, ClockMachine(), worker or InlineWorker())
    if opened:
        pc.store.remember_opened(room.identities)
    return pc


def answers_of(session: ExamSession) -> list[tuple[str, ...]]:
    """What was answered so far, in the order in which it was answered, of items with one interaction each."""
    return [responses[ev.RESPONSE] for responses in session.attempt.state.responses.values()]


def plain_answers(responses: dict[str, dict[str, tuple[str, ...]]]) -> dict[str, list[str]]:
    """The answers of an attempt as JSON writes them, of items with one interaction each."""
    return {item: list(given[ev.RESPONSE]) for item, given in responses.items()}


def most_choices(item: ItemView) -> int:
    """How many options of a choice item may be chosen."""
    return item.interactions[0].interaction.max_choices or len(item.choices)


def attempt_of(number: str) -> str:
    return ev.attempt_id_of(SITTING, number, FORM)


def on_this_thread(call: Callable):
    """What `OnStore` is where there is one thread."""
    return call()
