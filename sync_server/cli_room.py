"""The commands of a room node: each calls one service and prints what came of it. Called by `cli` alone."""

from __future__ import annotations

import argparse
import os
import socket
from collections import Counter

from question_packs.command_line import PASSPHRASE_VARIABLE
from question_packs.errors import KnownError
from question_packs.redacted_log import write_log_to
from question_packs.sealing.tls import comparing_digits
from sync_server import app
from sync_server.cli_texts import Say
from sync_server.room_app import RoomNode, opened_room
from sync_server.services.node.enrol import enrol, read_ticket
from sync_server.services.node.files import RoomFiles


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

        def tell(url: str) -> None:
            print(say("room.url", url=url), _digits(node, say), sep="\n", flush=True)

        server = app.new_server(node, options.host, port, tell)
        server.run_until_stopped()
    return 0


def take(options: argparse.Namespace, say: Say) -> int:
    """Take in what a stick brings; exit code 1 if any file was refused."""
    with opened_room(options.data, os.environ.get(PASSPHRASE_VARIABLE)) as node:
        taken = node.stick.take_folder(options.folder)
    for name, part in taken:
        if part.code:
            text = part.en if say.language == "en" else part.id
            print(say("import.problem", file=name[:40], code=part.code, text=text))
    kinds = Counter(part.kind for _, part in taken if not part.code)
    for kind, count in kinds.items():
        print(say("room.taken", kind=say(f"kind.{kind}"), count=count))
    bad = sum(1 for _, part in taken if part.code)
    print(say("import.done", good=len(taken) - bad, bad=bad))
    return 1 if bad else 0


def status(options: argparse.Namespace, say: Say) -> int:
    """What the node holds; exit code 1 if a pack is missing."""
    with opened_room(options.data, os.environ.get(PASSPHRASE_VARIABLE)) as node:
        config, missing = node.files.config, node.orders.missing_packs()
        print(say("room.node", name=config.name, room=config.room_title, node=node.files.key.key_id[:12]))
        print(_digits(node, say))
        for sitting in node.directory.snapshot().sittings.values():
            order = sitting.order
            people, machines = len(order.candidates), len(order.devices)
            print(say("room.sitting", sitting=order.sitting_id, revision=order.revision, people=people, machines=machines))
            for form in order.forms:
                state = say("room.pack_missing" if form.pack_digest in missing else "room.pack_here")
                print(say("room.pack", form=form.form, digest=form.pack_digest[:12], state=state))
        print(say("room.waiting", count=node.held.waiting()))
    return 1 if missing else 0


def _digits(node: RoomNode, say: Say) -> str:
    return say("room.digits", digits=comparing_digits(node.files.certificate_path.read_text("ascii")))
