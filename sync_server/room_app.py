"""The composition root of a room node: the same services as the centre's over the folder of the proctor's PC."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path

from fastapi import FastAPI

from question_packs.records.acts import Act
from question_packs.records.room import DISCOVERY_PORT, ActMessage
from sync_server import __version__
from sync_server.api import orders, problems, room, room_console, room_link
from sync_server.api.context import RoomContext
from sync_server.services.certificates import Certificates
from sync_server.services.completeness import Completeness
from sync_server.services.directory import Directory
from sync_server.services.folder_lock import sole_user
from sync_server.services.ingest import Ingest
from sync_server.services.ingest_acts import ActIngest
from sync_server.services.node.acts import RoomActs
from sync_server.services.node.board import RoomBoard
from sync_server.services.node.card import room_card
from sync_server.services.node.discovery import Discovery
from sync_server.services.node.files import RoomFiles
from sync_server.services.node.held import RoomHeld
from sync_server.services.node.hub import RoomHub
from sync_server.services.node.leases import RoomLeases
from sync_server.services.node.link import RoomLink
from sync_server.services.node.officers import RoomOfficers
from sync_server.services.node.opening import RoomOpening
from sync_server.services.node.orders import RoomOrders
from sync_server.services.node.stick import RoomStick
from sync_server.services.node.upstream import Upstream
from sync_server.services.room_documents import RoomDocuments
from sync_server.services.room_report import Keeper
from sync_server.services.writer import GroupWriter
from sync_server.store.database import Database
from sync_server.store.upgrade import upgrade


class RoomNode:
    """All services over one data folder. `discovery_port`: where the room asks for its node."""

    def __init__(self, files: RoomFiles, discovery_port: int = DISCOVERY_PORT) -> None:
        self.files = files
        self.discovery_port = discovery_port
        self.database = Database(files.database_url, files.database_key)
        upgrade(self.database)
        self.directory = Directory(self.database)
        self.orders = RoomOrders(self.database, files, self.directory)
        self.ingest = Ingest(self.database, self.directory, files.key)
        self.held = RoomHeld(self.database, files)
        self.certificates = Certificates(self.database, self.directory)
        self.officers = RoomOfficers(self.directory)
        self.opening = RoomOpening(files.key)
        self.hub = RoomHub()
        self.acts = RoomActs(self.database, self.directory, ActIngest(self.database, self.directory, files.key), self._heard)
        self.acts.load()
        self.leases = RoomLeases(self.database, self.directory, self.acts.of_sitting, self.hub.seats)
        self.link = RoomLink(files.key.key_id, self.hub, self.acts)
        self.upstream = Upstream(self.database, files, self.directory, self.orders)
        self.stick = RoomStick(self.database, files, self.ingest, self.acts, self.orders, self.held, self.certificates)
        self.documents = RoomDocuments(self.database, self.directory, Keeper(files.config.name, files.key.key_id))
        self.completeness = Completeness(self.database, files.key, "node")
        self.board = RoomBoard(files.key.key_id, self.database, self.acts, self.hub, self.upstream)

    def _heard(self, act: Act, message: ActMessage, fresh: bool) -> None:
        """A new act is durable: everybody of its sitting gets it at once."""
        if fresh:
            self.leases.released(act, self.hub.is_connected)
        self.hub.from_any_thread(partial(self.hub.tell_devices, message, act.sitting_id))
        self.hub.from_any_thread(partial(self.hub.tell_watchers, message, act.sitting_id))
        self.upstream.wake()

    def web_app(self, port: int) -> FastAPI:
        """The interface for workstations and consoles; what runs beside it lives as long as it does."""
        writer = GroupWriter(self.database, self.ingest)
        card = partial(room_card, self.files, port)
        discovery = Discovery(self.files.config.room_id, card, self.discovery_port)

        @asynccontextmanager
        async def lifespan(app: FastAPI) -> AsyncIterator[None]:
            app.state.context = RoomContext(
                files=self.files,
                directory=self.directory,
                ingest=self.ingest,
                writer=writer,
                certificates=self.certificates,
                card=card,
                officers=self.officers,
                opening=self.opening,
                held=self.held,
                acts=self.acts,
                leases=self.leases,
                hub=self.hub,
                link=self.link,
                board=self.board,
                upstream=self.upstream,
                stick=self.stick,
                documents=self.documents,
                completeness=self.completeness,
            )
            self.hub.start()
            with ExitStack() as stopping:
                for part in (writer, self.upstream, discovery):
                    part.start()
                    stopping.callback(part.stop)
                yield

        app = FastAPI(
            title="Lontar", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None
        )
        problems.install(app)
        for each in (orders, room, room_console, room_link):
            app.include_router(each.router)
        return app


@contextmanager
def opened_room(folder: Path, passphrase: str | None = None) -> Iterator[RoomNode]:
    """The node of a data folder, for this program alone (`ROM-20`, `ROM-22`, `SEA-06`, `CEN-04`, `CEN-05`)."""
    files = RoomFiles.open(folder, passphrase)
    with sole_user(folder):
        node = RoomNode(files)
        try:
            yield node
        finally:
            node.database.close()
