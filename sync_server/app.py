"""The composition root of the centre: builds every object, starts and stops them in order.

`Centre` is what the commands use; `web_app` is the FastAPI application over it; `new_server` puts it, or a room node
(`room_app`), under TLS.
"""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import cached_property
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from question_packs.errors import KnownError
from sync_server import __version__
from sync_server.api import orders, problems, workstations
from sync_server.api.context import CentreContext
from sync_server.room_app import RoomNode
from sync_server.services.centre_files import CentreFiles
from sync_server.services.certificates import Certificates
from sync_server.services.directory import Directory
from sync_server.services.enrol import Enrolment
from sync_server.services.ingest import Ingest
from sync_server.services.ingest_acts import ActIngest
from sync_server.services.publish import Publisher
from sync_server.services.release import Release
from sync_server.services.room_documents import RoomDocuments
from sync_server.services.room_report import Keeper
from sync_server.services.score import Scorer
from sync_server.services.stick import StickImporter
from sync_server.services.writer import GroupWriter
from sync_server.store.database import Database
from sync_server.store.upgrade import upgrade

# The live link: an act of the largest size in base64, and how soon a cut line is noticed, though nobody says goodbye.
MAX_LINK_BYTES = 1024 * 1024
PING_EVERY_S = 5.0
PING_ANSWER_S = 10.0


class Centre:
    """All services over one data folder and its database."""

    def __init__(self, files: CentreFiles) -> None:
        self.files = files
        self.database = Database(files.config.database or f"sqlite:///{files.folder.absolute() / 'centre.db'}")
        self.directory = Directory(self.database)
        self.enrolment = Enrolment(self.database, files)
        self.publisher = Publisher(self.database, files, self.directory)
        self.scorer = Scorer(self.database, files, self.directory)

    @cached_property
    def documents(self) -> RoomDocuments:
        """The documents of the room, printed at the centre."""
        key_id = next(iter(self.files.trust.verify_keys("centre")))
        return RoomDocuments(self.database, self.directory, Keeper(self.files.config.name, key_id))

    @cached_property
    def ingest(self) -> Ingest:
        """Needs the centre's key, which not every command has to unlock."""
        return Ingest(self.database, self.directory, self.files.centre_key)

    @cached_property
    def acts(self) -> ActIngest:
        """Needs the centre's key."""
        return ActIngest(self.database, self.directory, self.files.centre_key)

    @cached_property
    def release(self) -> Release:
        """Needs the centre's key."""
        return Release(self.database, self.directory, self.scorer, self.files.centre_key)

    @cached_property
    def stick(self) -> StickImporter:
        """Needs the centre's key."""
        return StickImporter(self.files, self.directory, self.ingest, self.acts, self.enrolment, self.release)


@contextmanager
def opened_centre(folder: Path, passphrase: str | None = None) -> Iterator[Centre]:
    """The centre of a data folder, its database brought up to date (`CEN-01`, `CEN-04`, `CEN-05`)."""
    centre = Centre(CentreFiles.open(folder, passphrase))
    try:
        upgrade(centre.database)
        yield centre
    finally:
        centre.database.close()


def web_app(centre: Centre) -> FastAPI:
    """The machine interface over a centre; its group writer lives as long as the application runs."""
    writer = GroupWriter(centre.database, centre.ingest)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.context = CentreContext(
            files=centre.files,
            directory=centre.directory,
            ingest=centre.ingest,
            acts=centre.acts,
            writer=writer,
            certificates=Certificates(centre.database, centre.directory),
            enrolment=centre.enrolment,
            release=centre.release,
        )
        writer.start()
        try:
            yield
        finally:
            writer.stop()

    app = FastAPI(title="Lontar", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    problems.install(app)
    app.include_router(orders.router)
    app.include_router(workstations.router)
    return app


def new_server(program: Centre | RoomNode, host: str, port: int, on_ready: Callable[[str], None]) -> Server:
    """A server of a centre or a room node, bound to its address; `on_ready` gets the real URL once it answers.

    The address is taken: `CEN-07`.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, or asyncio sets no TCP_NODELAY on what it accepts: each answer would wait 40 ms for a delayed ACK.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise KnownError("CEN-07", host=host, port=port, reason=error.strerror or str(error)) from error
    found_port = listener.getsockname()[1]
    config = uvicorn.Config(
        program.web_app(found_port) if isinstance(program, RoomNode) else web_app(program),
        ssl_certfile=program.files.certificate_path,
        ssl_keyfile=program.files.private_path,
        ssl_keyfile_password=program.files.private_password if isinstance(program, RoomNode) else None,
        ws="websockets-sansio",
        ws_max_size=MAX_LINK_BYTES,
        ws_ping_interval=PING_EVERY_S,
        ws_ping_timeout=PING_ANSWER_S,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=10,
        lifespan="on",
    )
    config.load()
    assert config.ssl is not None
    # A client of the live link reads and writes on two threads. A session ticket that comes in after the handshake makes
    # OpenSSL take a write for a part of it, and the writer waits for ever. Nobody here resumes sessions.
    config.ssl.num_tickets = 0
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 - only how it is shown
    return Server(config, listener, f"https://{shown}:{found_port}", on_ready)


class Server(uvicorn.Server):
    """Runs until SIGTERM, SIGINT or `should_exit`; tells when it really answers."""

    def __init__(self, config: uvicorn.Config, listener: socket.socket, url: str, on_ready: Callable[[str], None]) -> None:
        super().__init__(config)
        self._listener = listener
        self._url = url
        self._on_ready = on_ready

    def run_until_stopped(self) -> None:
        """Serve; what was received is written before this returns."""
        with self._listener:
            self.run([self._listener])

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn, and then say the URL."""
        await super().startup(sockets)
        if self.started:
            self._on_ready(self._url)
