"""What the routers work with; built by `app`."""

from __future__ import annotations

from dataclasses import dataclass

from sync_server.services.centre_files import CentreFiles
from sync_server.services.directory import Directory
from sync_server.services.enrol import Enrolment
from sync_server.services.ingest import Ingest
from sync_server.services.release import Release
from sync_server.services.writer import GroupWriter


@dataclass(frozen=True)
class Context:
    """The services of a running centre."""

    files: CentreFiles
    directory: Directory
    enrolment: Enrolment
    ingest: Ingest
    release: Release
    writer: GroupWriter
