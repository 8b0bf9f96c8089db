"""What the routers work with; built by `app`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sync_server.services.certificates import Certificates
from sync_server.services.completeness import Completeness
from sync_server.services.directory import Directory
from sync_server.services.enrol import Enrolment
from sync_server.services.ingest import Ingest
from sync_server.services.ingest_acts import ActIngest
from sync_server.services.node.acts import RoomActs
from sync_server.services.node.board import RoomBoard
from sync_server.services.node.held import RoomHeld
from sync_server.services.node.hub import RoomHub
from sync_server.services.node.leases import RoomLeases
from sync_server.services.node.link import RoomLink
from sync_server.services.node.officers import RoomOfficers
from sync_server.services.node.opening import RoomOpening
from sync_server.services.node.stick import RoomStick
from sync_server.services.node.upstream import Upstream
from sync_server.services.release import Release
from sync_server.services.room_documents import RoomDocuments
from sync_server.services.writer import GroupWriter


class ServedFiles(Protocol):
    """What a data folder hands out to enrolled machines."""

    @property
    def trust_envelope(self) -> bytes:
        """The newest trust list."""
        ...

    def pack_path(self, digest: str) -> Path:
        """Where the pack with this digest is or would be."""
        ...


@dataclass(frozen=True)
class Context:
    """What a centre and a room node both offer."""

    files: ServedFiles
    directory: Directory
    ingest: Ingest
    writer: GroupWriter
    certificates: Certificates


@dataclass(frozen=True)
class CentreContext(Context):
    """The services of a running centre."""

    acts: ActIngest
    enrolment: Enrolment
    release: Release


@dataclass(frozen=True)
class RoomContext(Context):
    """The services of a running room node. `card`: the envelope of its card as it is now."""

    card: Callable[[], bytes]
    officers: RoomOfficers
    opening: RoomOpening
    held: RoomHeld
    acts: RoomActs
    leases: RoomLeases
    hub: RoomHub
    link: RoomLink
    board: RoomBoard
    upstream: Upstream
    stick: RoomStick
    documents: RoomDocuments
    completeness: Completeness
