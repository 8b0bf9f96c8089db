"""The commands of a room node: each calls one service and prints what came of it. Called by `cli` alone."""

from __future__ import annotations

import argparse
import os
import socket

from question_packs.command_line import PASSPHRASE_VARIABLE
from question_packs.errors import KnownError
from question_packs.redacted_log import write_log_to
from sync_server import app
from sync_server.cli_texts import Say
from sync_server.room_app import opened_room
from sync_server.services.room_enrol import enrol, read_ticket
from sync_server.services.room_files import RoomFiles


def init(options: argparse.Namespace, say: Say) -> int:
    """Key, certificate, configuration; enrolment at the centre, or a request file to be carried there."""
    ticket = read_ticket(options.ticket)
    name = options.name or f"{ticket.room_title} - {socket.gethostname()}"
    passphrase = os.environ.get(PASSPHRASE_VARIABLE)
    try:
        files = RoomFiles.create(options.data, ticket, name, tuple(options.host or ()), options.port, passphrase)
    except OSError as error:
        raise KnownError("CEN-06", path=error.filename or options.data, reason=error.strerror or str(error)) from error
    request = enrol(files, ticket, options.ticket)
    print(say("room.init", name=files.config.name, room=files.config.room_title, node=files.key.key_id[:12]))
    print(say("room.enrolled") if request is None else say("room.request", path=request))
    if passphrase is None:
        print(say("room.unprotected", variable=PASSPHRASE_VARIABLE))
    return 0


def serve(options: argparse.Namespace, say: Say) -> int:
    """Serve the room until told to stop."""
    with opened_room(options.data, os.environ.get(PASSPHRASE_VARIABLE)) as node:
        write_log_to(options.data / "log", "room")
        port = node.files.config.port if options.port is None else options.port
        server = app.new_server(node, options.host, port, lambda url: print(say("room.url", url=url), flush=True))
        server.run_until_stopped()
    return 0
