"""A room on a LAN of its own: centre, node and workstations, all real processes on hosts of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from question_packs.records import events as ev
from question_packs.records.acts import ActBody, Pause, Resume
from question_packs.records.room import NODE_PORT
from sync_server.services.assemble import assemble
from sync_server.services.node.files import RoomFiles
from sync_server.store import segments
from sync_server.store.database import Database
from sync_server.store.segments import SegmentRow
from tests.integration.lan.hosts import Host, Lan
from tests.integration.room_node.node_room import Machine
from tests.room.processes import Workstation, certificate_of, new_centre_folder, new_node_folder, served
from tests.rooms import Room, attempt_of, copy_pc

CENTRE, NODE = "10.77.0.2", "10.77.0.3"
EVENT = "acara"


class LanRoom:
    """`pcs`: the workstations and their hosts, by candidate number."""

    def __init__(self, room: Room, lan: Lan, folder: Path, stack: ExitStack) -> None:
        self.room, self._lan, self._folder, self._stack = room, lan, folder, stack
        self.centre_host, self.node_host = lan.host("centre", CENTRE), lan.host("node", NODE)
        self.centre_folder, self.node_folder = folder / "centre", folder / "node"
        self.hosts: dict[str, Host] = {}
        self.pcs: dict[str, Workstation] = {}

    def serve(self, centre_port: int = NODE_PORT) -> None:
        """The centre answers at `centre_port`; the node and the PCs look for it at the usual one."""
        new_centre_folder(self.room, self.centre_folder)
        new_node_folder(self.room, self.node_folder, (f"https://{CENTRE}:{NODE_PORT}", self.centre_folder))
        for folder, port, is_room, host in (
            (self.centre_folder, centre_port, False, self.centre_host),
            (self.node_folder, NODE_PORT, True, self.node_host),
        ):
            self._stack.enter_context(served(folder, port, is_room=is_room, host="0.0.0.0", within=host.within))

    def plug_in(self, *numbers: str) -> None:
        """Start the PCs of these candidates; nobody types an address."""
        for number in numbers:
            index = len(self.pcs)
            folder = self._folder / f"pc-{number}"
            copy_pc(self.room, folder, spare=self.room.spares[index - 1] if index else None).sittings.close()
            host = self.hosts[number] = self._lan.host(f"pc{number}", f"10.77.0.{10 + index}")
            name = f"PC-{number}"
            pc = self.pcs[number] = Workstation(number, str(folder), "--name", name, within=host.within)
            self._stack.callback(pc.end)

    def sit_down(self, pace_s: float = 0.1) -> None:
        for pc in self.pcs.values():
            pc.sit_down(pace_s)

    def act(self, body: ActBody) -> None:
        """The proctor's, at the node's own PC."""
        envelope, certificate = self.room.act(body), certificate_of(self.node_folder)
        proctor = Machine(f"https://127.0.0.1:{NODE_PORT}", certificate, self.room.officers["Pengawas Satu"])
        self.node_host.call(lambda: proctor.post("/v1/room/acts", envelope))

    def pause_and_go_on(self) -> None:
        """Everybody; both acts are applied on every screen."""
        self.act(Pause())
        paused = [pc.told.index(pc.wait_event("status", state="paused")) for pc in self.pcs.values()]
        self.act(Resume())
        for pc, since in zip(self.pcs.values(), paused, strict=True):
            pc.wait_event("status", since=since, state="running")

    def everybody_hands_in(self) -> None:
        """And waits for the centre's receipt."""
        for pc in self.pcs.values():
            pc.order("hand_in")
        for pc in self.pcs.values():
            pc.wait_event("receipted", since=pc.told.index(pc.wait_event("submitted")))

    # --- afterwards

    def shown(self, number: str) -> dict[int, tuple[str, ...]]:
        """What the candidate was shown as saved: (item, response …) by sequence."""
        saved = (told for told in self.pcs[number].told if told["event"] == "saved")
        return {sequence: (item, *response) for told in saved for sequence, item, response in told["answers"]}

    def at_centre(self, number: str) -> tuple[str, dict[int, tuple[str, ...]]]:
        """How the attempt stands at the centre, and its answers."""
        attempt = assemble(self._rows(Database(self._centre_url), number), None)
        answers = {
            event.sequence: (event.body.item, *event.body.response)
            for event in attempt.events
            if isinstance(event.body, ev.ResponseSaved)
        }
        return attempt.status, answers

    def digests(self, number: str) -> tuple[set[str], set[str]]:
        """Of the attempt's segments at the node and at the centre."""
        files = RoomFiles.open(self.node_folder)
        at_node = self._rows(Database(files.database_url, files.database_key), number)
        at_centre = self._rows(Database(self._centre_url), number)
        return {row.digest for row in at_node}, {row.digest for row in at_centre}

    @property
    def _centre_url(self) -> str:
        return f"sqlite:///{self.centre_folder.absolute() / 'centre.db'}"

    @staticmethod
    def _rows(database: Database, number: str) -> list[SegmentRow]:
        try:
            with database.read() as connection:
                return segments.attempt_segments(connection, EVENT, attempt_of(number))
        finally:
            database.close()


@contextmanager
def room_on(lan: Lan, room: Room, folder: Path) -> Iterator[LanRoom]:
    """The room; at the end every process is dead."""
    with ExitStack() as stack:
        yield LanRoom(room, lan, folder, stack)
