"""An exam day of one room, told as people would tell it: real PCs, the room's node, the centre, papers as PDF.

Nothing is replaced but the cables: what would cross a network or lie on a stick is handed over as the same bytes. Clocks are
moved by the story. `Morning` is made once; a `Day` works on copies.
"""

from __future__ import annotations

import shutil
from functools import cached_property
from io import BytesIO
from pathlib import Path
from uuid import uuid4

from msgspec.structs import replace
from pypdf import PdfReader

from desktop_app.services.console.room import RoomModel
from desktop_app.services.exam import ExamSession
from desktop_app.services.to_stick import carry_to_stick
from question_packs.records import acts as pa
from question_packs.records.act_codes import CodeKind, answer_challenge
from question_packs.records.acts import Act, ActBody, sign_act
from question_packs.records.events import AttemptEvent
from question_packs.records.orders import FormPack, Policies, SittingOrder, seal_order
from question_packs.records.roll import Roll
from question_packs.records.room import Board, SeatMessage
from question_packs.scoring.answer_key import AnswerKey, Grouping, MatchCorrect, seal_answer_key
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import encode
from sync_server.app import Centre
from sync_server.room_app import RoomNode
from sync_server.services.audit import Auditor
from sync_server.services.centre_files import CentreFiles
from sync_server.services.score import ScoredAttempt
from sync_server.store import orders
from tests.integration.room_node.node_room import furnish_node, node_folder, open_node, put_order, real_centre
from tests.rooms import PIN, ROOM, SITTING, TOKEN, Pc, Room, attempt_of, build_room, copy_pc, exam_test, on_this_thread
from tests.samples import answer_key, right_wrong

MINUTE_MS = 60_000
ONE, TWO = ("Pengawas Satu",), ("Pengawas Satu", "Pengawas Dua")
ITEMS = [f"S-{number}" for number in range(1, 7)]


class Morning:
    """What lies ready before the day: a room, its node's and its centre's folder."""

    def __init__(self, folder: Path) -> None:
        self.room = room = build_room(folder / "room")
        self.second_node = KeyPair.generate("Simpul cadangan", "node")
        room.order = replace(
            room.order,
            revision=3,
            forms=(*room.order.forms, FormPack("cadangan", room.practice.digest)),
            devices=(*room.order.devices, self.second_node.public),
        )
        room.sealed_order = sealed(room, room.order)
        self.node = node_folder(room, folder / "simpul")
        node = open_node(self.node)
        furnish_node(node, room)
        node.database.close()
        self.centre = folder / "pusat"
        centre = real_centre(room, self.centre)
        with centre.database.write() as connection:
            for digest in room.identities:
                orders.put_form(connection, room.order.event_id, digest, encode(exam_test()[0]))
        self._put_key(centre)
        centre.database.close()

    def _put_key(self, centre: Centre) -> None:
        path = centre.files.answer_key_path(self.room.pack.digest)
        path.write_bytes(self.sealed_key(right="A", version="1"))

    def sealed_key(self, right: str, version: str) -> bytes:
        """The answer key of the exam: every item has this right answer."""
        sections = (Grouping("satu", "Satu", None), Grouping("dua", "Dua", None))
        keys = [right_wrong(each, right, section="satu" if each < "S-4" else "dua") for each in ITEMS]
        keys[1] = replace(keys[1], cardinality="multiple", processing=MatchCorrect((right,), keys[1].processing.weight))
        key: AnswerKey = replace(answer_key(*keys), pack_digest=self.room.pack.digest, sections=sections, version=version)
        return seal_answer_key(key, self.room.approvers, [self.room.centre.public.recipient])


class Desk:
    """One PC and whoever sits at it."""

    def __init__(self, day: Day, pc: Pc) -> None:
        self.day, self.pc = day, pc
        self.exam: ExamSession | None = None

    @property
    def device_id(self) -> str:
        return self.pc.station.device().key_id

    @property
    def session(self) -> ExamSession:
        assert self.exam is not None, "nobody sits here"
        return self.exam

    # --- the candidate

    def sign_in(self, number: str = "001"):
        """As far as the waiting page."""
        view = self.pc.kiosk.sign_in(SITTING, number, PIN)
        self.pc.kiosk.accept_rules()
        return view

    def sit(self, number: str = "001", token: str = TOKEN) -> Desk:
        """Sign in and start."""
        self.sign_in(number)
        self.exam = self.pc.kiosk.start(token)
        return self

    def answer(self, letters: str) -> Desk:
        """One answer for each item from here on."""
        for letter in letters:
            self.session.respond((letter,))
            self.session.next()
        return self

    def hand_in(self) -> Desk:
        self.session.submit("by_candidate")
        return self

    def minutes_left(self) -> float:
        return self.session.clock().remaining_ms / MINUTE_MS

    # --- what happens to the PC

    def power_cut(self, off_minutes: float) -> Desk:
        """Everything that was not on the disk is gone; the PC comes back and takes up what it finds."""
        self.pc.restart()
        self.pc.machine.reboot(round(off_minutes * MINUTE_MS))
        self.exam = self.pc.kiosk.resume()
        return self

    def hear(self, envelope: bytes) -> None:
        """A signed act reaches this PC, as the program's link hands it on."""
        act = self.pc.kiosk.acts.take(envelope)
        if act is None:
            return
        if self.exam is not None:
            self.exam.apply(act)
        self.pc.kiosk.settle(act)

    def report(self) -> SeatMessage:
        """What the proctor's map hears of this seat."""
        return SeatMessage(self.pc.kiosk.report(), True, self.pc.machine.moment().wall_time)

    # --- roads

    def send(self) -> None:
        """Everything that waits goes to the room's node."""
        for _, syncer in self.pc.sittings.syncers(on_this_thread):
            syncer.run_once(NodeRoad(self.day.node), self.day.node.files.key.key_id)

    def carry(self, stick: Path) -> Path:
        """The whole attempt on a stick, for another PC of the room."""
        stick.mkdir(exist_ok=True)
        carry_to_stick(self.pc.station, self.pc.sittings, stick)
        return stick


class NodeRoad:
    """The room's cable."""

    def __init__(self, node: RoomNode) -> None:
        self._node = node

    def exchange(self, envelopes: list[bytes]) -> list[bytes]:
        return self._node.ingest.take(envelopes)

    def result(self, attempt_id: str) -> bytes | None:
        return None


class Day:
    """The room from the first candidate to the papers. `policies`: what the order of this day decides."""

    def __init__(self, morning: Morning, folder: Path, **policies: object) -> None:
        self._morning, self.folder = morning, folder
        self.room: Room = morning.room
        self.order = replace(self.room.order, revision=4, policies=Policies(**policies))
        self.sealed_order = sealed(self.room, self.order)
        self._desks: list[Desk] = []
        self._nodes: list[RoomNode] = []

    def end(self) -> None:
        """Let go of every file."""
        for desk in self._desks:
            desk.pc.sittings.close()
        for node in self._nodes:
            node.database.close()
        if "centre" in self.__dict__:
            self.centre.database.close()

    # --- machines

    def desk(self, place: int = 0) -> Desk:
        """The first PC, or a spare (1, 2)."""
        while len(self._desks) <= place:
            spare = self.room.spares[len(self._desks) - 1] if self._desks else None
            pc = copy_pc(self.room, self.folder / f"pc-{len(self._desks)}", spare=spare)
            pc.station.install_order(self.sealed_order)
            self._desks.append(Desk(self, pc))
        return self._desks[place]

    @property
    def node(self) -> RoomNode:
        """The proctor's PC that serves now."""
        if not self._nodes:
            self._open_node(shutil.copytree(self._morning.node, self.folder / "simpul"))
        return self._nodes[-1]

    def new_node(self) -> RoomNode:
        """The proctor's PC is gone; the room's second one takes over with an empty database and a key of its own."""
        self._open_node(node_folder(self.room, self.folder / "simpul-2", self._morning.second_node))
        return self.node

    def _open_node(self, folder: Path) -> None:
        self._nodes.append(open_node(folder))
        self.node.orders.install_order(self.sealed_order)

    @cached_property
    def centre(self) -> Centre:
        """The centre, somewhere else."""
        centre = Centre(CentreFiles.open(shutil.copytree(self._morning.centre, self.folder / "pusat")))
        put_order(centre, self.order, self.sealed_order)
        return centre

    def pass_minutes(self, minutes: float) -> None:
        """Time goes on at every PC; the screens tick."""
        for desk in self._desks:
            desk.pc.machine.pass_ms(round(minutes * MINUTE_MS))
            if desk.exam is not None:
                desk.exam.tick()

    # --- the proctor

    def sign(self, body: ActBody, reason: str = "alasan", by: tuple[str, ...] = ONE, sitting_id: str = SITTING) -> bytes:
        """Somebody of the room signs an act, now."""
        now = self.desk().pc.machine.moment().wall_time
        act = Act("lontar.act/1", uuid4().hex, sitting_id, ROOM, now, reason, body)
        return sign_act(act, [self.room.officers[name] for name in by])

    def does(self, body: ActBody, reason: str = "alasan", by: tuple[str, ...] = ONE) -> str:
        """Sign an act; the node and every PC hear it. The act's id."""
        envelope = self.sign(body, reason, by)
        answer = self.node.acts.take([envelope], fresh=True)[0]
        assert not answer.startswith(b'{"code"'), answer
        for desk in self._desks:
            desk.hear(envelope)
        return pa.peek_act(envelope).act_id

    def read_out(self, kind: CodeKind, challenge: str, parameter: str = "", number: str = "001") -> str:
        """The one-time code that the console answers to what a screen shows."""
        return answer_challenge(self.order, kind, challenge, number, parameter)

    def map(self) -> RoomModel:
        """The proctor's map as the PCs report now."""
        sitting = self.node.directory.renew().sittings[SITTING]
        board: Board = self.node.board.board(sitting)
        return RoomModel(replace(board, seats=tuple(desk.report() for desk in self._desks)), 0)

    # --- the evening

    def stick(self, name: str = "stik") -> Path:
        """Everything that the node holds, as files on a stick."""
        stick = self.folder / name
        for path, data in self.node.stick.bundles(self.node.directory.renew().sittings[SITTING]):
            (stick / path).parent.mkdir(parents=True, exist_ok=True)
            (stick / path).write_bytes(data)
        return stick

    def collect(self) -> None:
        """Everything that waits at the PCs goes to the node."""
        for desk in self._desks:
            desk.send()
        self.node.directory.renew()

    def send_all(self) -> None:
        """From the PCs to the node, and by stick to the centre, which takes everything."""
        self.collect()
        outcomes = self.centre.stick.take(self.stick())
        assert [each.problem for each in outcomes if each.problem] == []

    def paper(self, name: str, number: str | None = None) -> str:
        """The words of a document, printed in the room from what the node holds."""
        self.collect()
        return flat(self.node.documents.render(name, SITTING, number))

    def roll(self) -> Roll:
        """Who registered, sat, was received, in the room."""
        self.collect()
        sitting = self.node.directory.renew().sittings[SITTING]
        return self.node.completeness.roll(sitting)

    def events(self, number: str = "001") -> list[AttemptEvent]:
        """The attempt as the centre audits it."""
        return self.auditor.attempt(attempt_of(number)).events

    @cached_property
    def auditor(self) -> Auditor:
        return Auditor(self.centre.database, self.centre.directory, self.centre.scorer)

    def score(self, key_file: Path | None = None) -> dict[str, ScoredAttempt]:
        """The centre scores; by candidate number."""
        self.centre.directory.renew()
        sitting = self.centre.scorer.find_sitting(SITTING)
        scored = self.centre.scorer.score_sitting(sitting, "uji", key_file=key_file)
        return {each.entry.candidate_number: each for each in scored}

    def other_key(self, right: str) -> Path:
        """A corrected answer key."""
        path = self.folder / "koreksi.answer-key"
        path.write_bytes(self._morning.sealed_key(right, "2"))
        return path


def sealed(room: Room, order: SittingOrder) -> bytes:
    """The order for every machine that it names."""
    return seal_order(order, room.centre, [each.recipient for each in order.devices])


def flat(pdf: bytes) -> str:
    """The words of a PDF on one line."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
