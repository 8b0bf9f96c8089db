"""The centre's command line: what can be said to it. `cli_commands` does it; `command_line` says how it ends."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import platformdirs

from question_packs.command_line import Parser, language_of, run
from question_packs.records.room import NODE_PORT
from sync_server import cli_commands as commands
from sync_server import cli_evidence as evidence
from sync_server import cli_room as room
from sync_server.cli_texts import Say, help_text

DATA_VARIABLE = "LONTAR_CENTRE"
ROOM_DATA_VARIABLE = "LONTAR_ROOM"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code (see `command_line`)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = language_of(given)

    def command() -> int:
        options = parser(language).parse_args(given)
        options.data = options.data or (default_room_folder() if options.is_room else default_folder())
        code: int = options.run(options, Say(language))
        return code

    return run(command, language)


def default_folder() -> Path:
    """The centre's data folder where `--data` is not given."""
    return Path(os.environ.get(DATA_VARIABLE) or platformdirs.user_data_path("lontar-centre", appauthor=False))


def default_room_folder() -> Path:
    """The room node's data folder where `--data` is not given."""
    return Path(os.environ.get(ROOM_DATA_VARIABLE) or platformdirs.user_data_path("lontar-room", appauthor=False))


def parser(language: str) -> argparse.ArgumentParser:
    """The parser of all commands, with help in that language."""
    top = Parser(prog="python -m sync_server", description=help_text("program", language))
    verbs = _Verbs(top.add_subparsers(required=True, metavar="CMD"), language)
    _add_running(verbs)
    _add_room(verbs)
    _add_enrolment(verbs)
    _add_event(verbs)
    _add_results(verbs)
    return top


class _Verbs:
    """Adds commands that all share `--data`, `--lang` and `--by`."""

    def __init__(self, under: argparse._SubParsersAction[Parser], language: str) -> None:
        self._under = under
        self._language = language
        self._common = Parser(add_help=False)
        self.option(self._common, "--data", type=Path, metavar="DIR")
        self.option(self._common, "--lang", choices=["id", "en"])
        self.option(self._common, "--by", default=commands.operating_system_user(), metavar="NAME")

    def command(self, name: str, run: object, group: str = "") -> Parser:
        """A command; its help is found under its name, with the group before it."""
        text = help_text(f"{group} {name}".strip(), self._language)
        added = self._under.add_parser(name, parents=[self._common], help=text, description=text)
        added.set_defaults(run=run, is_room=group == "room")
        return added

    def group(self, name: str) -> _Verbs:
        """A command of several commands."""
        parser = self._under.add_parser(name, help=help_text(name, self._language))
        return _Verbs(parser.add_subparsers(required=True, metavar="CMD"), self._language)

    def option(self, command: Parser, name: str, key: str = "", **settings: Any) -> None:
        """An option or argument with its help."""
        command.add_argument(name, help=help_text(key or name, self._language), **settings)


def _add_running(verbs: _Verbs) -> None:
    init = verbs.command("init", commands.init)
    verbs.option(init, "--name", required=True)
    verbs.option(init, "--approver", type=Path, action="append", required=True, metavar="A.pub")
    verbs.option(init, "--host", "init --host", action="append")
    verbs.option(init, "--port", type=int, default=commands.DEFAULT_PORT)
    verbs.option(init, "--database", default="", metavar="URL")
    serve = verbs.command("serve", _serve)
    verbs.option(serve, "--host", "serve --host", default="0.0.0.0")  # noqa: S104 - workstations must reach it
    verbs.option(serve, "--port", type=int)
    verbs.option(serve, "--room", "serve --room", dest="is_room", action="store_true")


def _serve(options: argparse.Namespace, say: Say) -> int:
    return room.serve(options, say) if options.is_room else commands.serve(options, say)


def _add_room(verbs: _Verbs) -> None:
    group = verbs.group("room")
    init = group.command("init", room.init, "room")
    group.option(init, "ticket", "room ticket", type=Path, metavar="TICKET.enrol")
    group.option(init, "--name", "room --name", default="")
    group.option(init, "--host", "room --host", action="append")
    group.option(init, "--port", type=int, default=NODE_PORT)
    take = group.command("take", room.take, "room")
    group.option(take, "folder", type=Path, metavar="STICK")
    group.command("status", room.status, "room")


def _add_enrolment(verbs: _Verbs) -> None:
    group = verbs.group("enrol")
    ticket = group.command("ticket", commands.enrol_ticket, "enrol")
    group.option(ticket, "--room", required=True, metavar="ROOM_ID")
    group.option(ticket, "--room-title", required=True)
    group.option(ticket, "--count", type=int, default=1)
    group.option(ticket, "--url", default="")
    group.option(ticket, "--out", type=Path, required=True, metavar="DIR")
    accept = group.command("accept", commands.enrol_accept, "enrol")
    group.option(accept, "path", "enrol path", type=Path, metavar="FILE|STICK")
    group.command("list", commands.enrol_list, "enrol")
    revoke = group.command("revoke", commands.enrol_revoke, "enrol")
    group.option(revoke, "device", metavar="DEVICE_ID")


def _add_event(verbs: _Verbs) -> None:
    publish = verbs.command("publish", commands.publish)
    verbs.option(publish, "event", type=Path, metavar="EVENT.yaml")
    verbs.option(publish, "--out", type=Path, required=True, metavar="DIR")
    verbs.option(publish, "--new-codes", action="store_true")
    stick = verbs.command("import", commands.import_stick)
    verbs.option(stick, "folder", type=Path, metavar="FOLDER")


def _add_results(verbs: _Verbs) -> None:
    score = verbs.command("score", commands.score)
    verbs.option(score, "--sitting", metavar="S")
    verbs.option(score, "--key", type=Path, metavar="FILE")
    verbs.option(score, "--include-open", action="store_true")
    verbs.option(score, "--resolve", metavar="ATTEMPT=DEVICE_ID")
    verbs.option(score, "--reason", default="", metavar="TEXT")
    report = verbs.command("report", commands.report)
    verbs.option(report, "sitting", "--sitting", metavar="SITTING")
    verbs.option(report, "--out", type=Path, required=True, metavar="DIR")
    verbs.option(report, "--credentials", type=Path, metavar="FILE")
    works = verbs.command("works", evidence.works)
    verbs.option(works, "sitting", "--sitting", metavar="SITTING")
    verbs.option(works, "--out", type=Path, required=True, metavar="DIR")
    results = verbs.command("results", evidence.results)
    verbs.option(results, "sitting", "--sitting", metavar="SITTING")
    verbs.option(results, "--out", "results --out", type=Path, required=True, metavar="FILE.zip")
    _add_provisional(verbs.group("provisional"))
    roll = verbs.command("roll", evidence.roll)
    verbs.option(roll, "sitting", "--sitting", metavar="SITTING")
    verbs.option(roll, "--room", "roll --room", dest="is_room", action="store_true")
    audit = verbs.command("audit", evidence.audit)
    verbs.option(audit, "--attempt", metavar="ID")
    verbs.option(audit, "--sitting", metavar="S")
    verbs.option(audit, "--acts", action="store_true")


def _add_provisional(group: _Verbs) -> None:
    listed = group.command("list", evidence.provisional_list, "provisional")
    group.option(listed, "sitting", "--sitting", metavar="SITTING")
    for name, command in (("confirm", evidence.provisional_confirm), ("refuse", evidence.provisional_refuse)):
        decide = group.command(name, command, "provisional")
        group.option(decide, "sitting", "--sitting", metavar="SITTING")
        group.option(decide, "number", metavar="NUMBER")
        group.option(decide, "--reason", default="", metavar="TEXT")
