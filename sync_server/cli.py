"""The centre's command line: parses, calls, prints. Known errors go to standard error with code and sentence, exit code 1.

Indonesian unless `--lang en` or LONTAR_LANG says otherwise. A bug gets exit code 2, its code, and a file with the trace.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import platformdirs

from question_packs.errors import KnownError
from sync_server import cli_commands as commands
from sync_server.cli_texts import Say, help_text

DATA_VARIABLE = "LONTAR_CENTRE"
LANGUAGE_VARIABLE = "LONTAR_LANG"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = _language(given)
    try:
        options = parser(language).parse_args(given)
        code: int = options.run(options, Say(language))
        return code
    except KnownError as error:
        print(f"{error.code}: {error.sentence(language)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception:  # a bug: the person gets its code and where the trace is, never the trace
        print(f"BUG-01: {KnownError('BUG-01').sentence(language)} ({_write_trace()})", file=sys.stderr)
        return 2


def _language(given: list[str]) -> str:
    """The language must be known before the help is made."""
    chosen = os.environ.get(LANGUAGE_VARIABLE, "id")
    for index, word in enumerate(given):
        if word.startswith("--lang="):
            chosen = word.removeprefix("--lang=")
        elif word == "--lang" and index + 1 < len(given):
            chosen = given[index + 1]
    return "en" if chosen == "en" else "id"


def _write_trace() -> str:
    with tempfile.NamedTemporaryFile("w", prefix="lontar-", suffix=".trace.txt", delete=False) as file:
        file.write(traceback.format_exc())
    return file.name


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise KnownError("CEN-08", reason=message)


def default_folder() -> Path:
    """The centre's data folder where `--data` is not given."""
    return Path(os.environ.get(DATA_VARIABLE) or platformdirs.user_data_path("lontar-centre", appauthor=False))


def parser(language: str) -> argparse.ArgumentParser:
    """The parser of all commands, with help in that language."""

    def text(key: str) -> str:
        return help_text(key, language)

    common = _Parser(add_help=False)
    common.add_argument("--data", type=Path, default=default_folder(), metavar="DIR", help=text("--data"))
    common.add_argument("--lang", choices=["id", "en"], help=text("--lang"))
    common.add_argument("--by", default=commands.operating_system_user(), metavar="NAME", help=text("--by"))
    top = _Parser(prog="python -m sync_server", description=text("program"))
    verbs = top.add_subparsers(required=True, metavar="CMD")

    def command(under: argparse._SubParsersAction[_Parser], name: str, run: object, key: str | None = None) -> _Parser:
        added = under.add_parser(name, parents=[common], help=text(key or name), description=text(key or name))
        added.set_defaults(run=run)
        return added

    init = command(verbs, "init", commands.init)
    init.add_argument("--name", required=True, help=text("--name"))
    init.add_argument("--approver", type=Path, action="append", required=True, metavar="A.pub", help=text("--approver"))
    init.add_argument("--host", action="append", help=text("init --host"))
    init.add_argument("--port", type=int, default=commands.DEFAULT_PORT, help=text("--port"))
    init.add_argument("--database", default="", metavar="URL", help=text("--database"))

    serve = command(verbs, "serve", commands.serve)
    serve.add_argument("--host", default="0.0.0.0", help=text("serve --host"))  # noqa: S104 - workstations must reach it
    serve.add_argument("--port", type=int, help=text("--port"))

    enrol_verbs = verbs.add_parser("enrol", help=text("enrol")).add_subparsers(required=True, metavar="CMD")
    ticket = command(enrol_verbs, "ticket", commands.enrol_ticket, "enrol ticket")
    ticket.add_argument("--room", required=True, metavar="ROOM_ID", help=text("--room"))
    ticket.add_argument("--room-title", required=True, help=text("--room-title"))
    ticket.add_argument("--count", type=int, default=1, help=text("--count"))
    ticket.add_argument("--url", default="", help=text("--url"))
    ticket.add_argument("--out", type=Path, required=True, metavar="DIR", help=text("--out"))
    accept = command(enrol_verbs, "accept", commands.enrol_accept, "enrol accept")
    accept.add_argument("path", type=Path, metavar="FILE|STICK", help=text("enrol path"))
    command(enrol_verbs, "list", commands.enrol_list, "enrol list")
    revoke = command(enrol_verbs, "revoke", commands.enrol_revoke, "enrol revoke")
    revoke.add_argument("device", metavar="DEVICE_ID", help=text("device"))

    publish = command(verbs, "publish", commands.publish)
    publish.add_argument("event", type=Path, metavar="EVENT.yaml", help=text("event"))
    publish.add_argument("--out", type=Path, required=True, metavar="DIR", help=text("--out"))

    stick = command(verbs, "import", commands.import_stick)
    stick.add_argument("folder", type=Path, metavar="FOLDER", help=text("folder"))

    score = command(verbs, "score", commands.score)
    score.add_argument("--sitting", metavar="S", help=text("--sitting"))
    score.add_argument("--key", type=Path, metavar="FILE", help=text("--key"))
    score.add_argument("--include-open", action="store_true", help=text("--include-open"))
    score.add_argument("--resolve", metavar="ATTEMPT=DEVICE_ID", help=text("--resolve"))
    score.add_argument("--reason", default="", metavar="TEXT", help=text("--reason"))

    report = command(verbs, "report", commands.report)
    report.add_argument("sitting", metavar="SITTING", help=text("--sitting"))
    report.add_argument("--out", type=Path, required=True, metavar="DIR", help=text("--out"))

    audit = command(verbs, "audit", commands.audit)
    audit.add_argument("--attempt", metavar="ID", help=text("--attempt"))
    audit.add_argument("--sitting", metavar="S", help=text("--sitting"))
    return top
