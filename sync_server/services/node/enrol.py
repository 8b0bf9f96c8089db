"""A PC becomes a room node: by a ticket of the centre, over HTTPS or with a request file that a stick carries back."""

from __future__ import annotations

from pathlib import Path

from question_packs.errors import KnownError
from question_packs.records.enrolment import EnrolmentReply, EnrolmentRequest, EnrolmentTicket
from question_packs.strict_json import decode_strict, encode
from sync_server.services.centre_files import write_durably
from sync_server.services.node.centre_client import CentreClient
from sync_server.services.node.files import RoomFiles


def read_ticket(path: Path) -> EnrolmentTicket:
    """The ticket of an `.enrol` file; unreadable: `DEV-03`; damaged: `REC-01`."""
    try:
        return decode_strict(path.read_bytes(), EnrolmentTicket, path.name)
    except OSError as error:
        raise KnownError("DEV-03", path=path) from error


def enrol(files: RoomFiles, ticket: EnrolmentTicket, ticket_path: Path) -> Path | None:
    """Use the ticket at the centre. Where that does not answer, the request file beside the ticket, to be carried there.

    Another certificate: `NET-02`; the centre refuses: `NET-03`.
    """
    request = encode(EnrolmentRequest("lontar.enrolment-request/1", ticket.token, files.key.public))
    client = CentreClient(ticket.centre_url, ticket.certificate, files.key)
    try:
        decode_strict(client.call("POST", "/v1/enrol", request, signed=False), EnrolmentReply, "enrolment")
        return None
    except KnownError as error:
        if error.code != "NET-01":
            raise
    finally:
        client.close()
    path = ticket_path.with_name(f"{files.key.key_id}.enrol-request")
    try:
        write_durably(path, request)
    except OSError as error:
        raise KnownError("CEN-06", path=path, reason=error.strerror or str(error)) from error
    return path
