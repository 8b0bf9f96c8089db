"""The centre's commands: each calls one service and prints what came of it. Called by `cli` alone."""

from __future__ import annotations

import argparse
import getpass
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from question_packs.command_line import PASSPHRASE_VARIABLE
from question_packs.errors import KnownError
from question_packs.sealing.keys import load_public
from question_packs.strict_json import encode
from sync_server import app
from sync_server.cli_texts import Say
from sync_server.services.centre_files import CentreConfig, CentreFiles, write_durably
from sync_server.services.clock import now_text
from sync_server.services.publish import read_credentials
from sync_server.services.report import Reporter
from sync_server.services.score import Resolution, ScoredAttempt
from sync_server.services.stick import FileOutcome
from sync_server.store import logs
from sync_server.store.database import Database
from sync_server.store.upgrade import upgrade

DEFAULT_PORT = 8443


def operating_system_user() -> str:
    """Who runs the command, for the audit log."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return f"uid {os.getuid()}"


@contextmanager
def opened(options: argparse.Namespace) -> Iterator[app.Centre]:
    """The centre that `--data` names."""
    with app.opened_centre(options.data, os.environ.get(PASSPHRASE_VARIABLE)) as centre:
        yield centre


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """A folder that cannot be written is a known failure."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise KnownError("CEN-06", path=error.filename or path, reason=error.strerror or str(error)) from error


def init(options: argparse.Namespace, say: Say) -> int:
    """Keys, certificate, trust list, configuration, database."""
    hosts = tuple(options.host or dict.fromkeys([socket.gethostname(), "localhost", "127.0.0.1"]))
    config = CentreConfig("lontar.centre/1", options.name, hosts, options.port, options.database)
    approvers = [load_public(path) for path in options.approver]
    if options.database:
        database = Database(options.database)
        upgrade(database)  # before any key is made: an unreachable database leaves nothing behind
        database.close()
    with writing(options.data):
        files = CentreFiles.create(options.data, config, approvers, os.environ.get(PASSPHRASE_VARIABLE))
    with opened(options) as centre, centre.database.write() as connection:
        logs.append_audit(connection, "", at=now_text(), who=options.by, act="init", subject=options.name)
    print(say("init.done", name=options.name, folder=files.folder, public=files.folder / "centre.pub"))
    return 0


def serve(options: argparse.Namespace, say: Say) -> int:
    """Serve until told to stop."""
    with opened(options) as centre:
        port = centre.files.config.port if options.port is None else options.port
        server = app.new_server(centre, options.host, port, lambda url: print(say("serve.url", url=url), flush=True))
        server.run_until_stopped()
    return 0


def enrol_ticket(options: argparse.Namespace, say: Say) -> int:
    """One `.enrol` file for each PC."""
    with opened(options) as centre, writing(options.out):
        tickets = centre.enrolment.issue_tickets(options.room, options.room_title, options.count, options.by, options.url)
        for number, ticket in enumerate(tickets, start=1):
            path = options.out / f"{options.room}-{number:03d}-{ticket.token[:6]}.enrol"
            write_durably(path, encode(ticket))
            print(say("ticket.done", path=path))
    return 0


def enrol_accept(options: argparse.Namespace, say: Say) -> int:
    """A request file, or a whole stick (which is what `import` does)."""
    if options.path.is_dir():
        options.folder = options.path
        return import_stick(options, say)
    with opened(options) as centre:
        outcome = centre.stick.take_enrolment(options.path)
        _print_outcome(outcome, say)
    return 1 if outcome.problem else 0


def enrol_list(options: argparse.Namespace, say: Say) -> int:
    """Every PC."""
    with opened(options) as centre:
        for row in centre.enrolment.devices():
            state = say("enrol.gone", at=row.revoked_at) if row.revoked_at else say("enrol.active", at=row.enrolled_at)
            role = say(f"enrol.{row.role}")
            print(say("enrol.line", device=row.device_id, room=row.room_id, role=role, name=row.name, state=state))
    return 0


def enrol_revoke(options: argparse.Namespace, say: Say) -> int:
    """Refuse a PC from now on."""
    with opened(options) as centre:
        row = centre.enrolment.revoke(options.device, options.by)
        print(say("enrol.revoked", device=row.device_id, name=row.name))
    return 0


def publish(options: argparse.Namespace, say: Say) -> int:
    """Check and publish an event."""
    with opened(options) as centre, writing(options.out):
        published = centre.publisher.publish(
            options.event,
            options.out,
            options.by,
            lambda done, of: _show_progress(say, done, of),
            new_codes=options.new_codes,
        )
        for each in published:
            order = each.order
            print(
                say(
                    "publish.done",
                    sitting=order.sitting_id,
                    revision=order.revision,
                    people=len(order.candidates),
                    devices=each.devices,
                    nodes=each.nodes,
                    officers=len(order.officers),
                    path=options.out / f"{order.sitting_id}.order",
                )
            )
            for warning in each.warnings:
                print(say(f"publish.{warning}", room=order.room_id), file=sys.stderr)
        reporter = Reporter(centre.database, centre.scorer, centre.documents, options.by)
        for each in published:
            sitting = centre.scorer.find_sitting(each.order.sitting_id)
            print(say("report.done", path=reporter.write_envelope(sitting, each.credentials, options.out)))
            for path in reporter.write_beforehand(sitting, options.out):
                print(say("report.done", path=path))
        print(say("publish.secret"))
    return 0


def _show_progress(say: Say, done: int, of: int) -> None:
    """A line for every tenth candidate, on standard error: what is printed on standard output is the outcome."""
    if done % 10 == 0 or done == of:
        print(say("publish.progress", done=done, of=of), file=sys.stderr, flush=True)


def import_stick(options: argparse.Namespace, say: Say) -> int:
    """Take in a stick; exit code 1 if any file was refused."""
    with opened(options) as centre:
        outcomes = centre.stick.take(options.folder)
        for outcome in outcomes:
            _print_outcome(outcome, say)
    bad = sum(1 for each in outcomes if each.problem)
    print(say("import.done", good=len(outcomes) - bad, bad=bad))
    return 1 if bad else 0


def _print_outcome(outcome: FileOutcome, say: Say) -> None:
    name = outcome.path.name if len(outcome.path.name) < 40 else outcome.path.name[:12] + "..." + outcome.path.suffix
    if outcome.problem is not None:
        text = outcome.problem.en if say.language == "en" else outcome.problem.id
        print(say("import.problem", file=name, code=outcome.problem.code, text=text))
    elif outcome.receipt is not None:
        receipt = outcome.receipt
        gaps = ", ".join(f"{first}-{last}" for first, last in receipt.gaps)
        print(
            say(
                "import.receipt",
                file=name,
                status=say(f"status.{receipt.status}"),
                first=receipt.first_sequence,
                last=receipt.last_sequence,
                reached=receipt.sequence_reached,
                gaps=say("import.gaps", gaps=gaps) if gaps else "",
                complete=say("import.complete") if receipt.complete else "",
            )
        )
    elif outcome.act is not None:
        print(say("import.act", file=name, act=outcome.act.act_id[:8]))
    else:
        print(say("import.enrolled", file=name, device=outcome.enrolled))


def score(options: argparse.Namespace, say: Say) -> int:
    """Score one sitting or all; first record a decision, if one is given."""
    with opened(options) as centre:
        if options.resolve:
            attempt, _, device = options.resolve.partition("=")
            centre.scorer.resolve(Resolution(attempt, device, options.by, options.reason))
        snapshot = centre.directory.renew()
        chosen = [options.sitting] if options.sitting else sorted(snapshot.sittings)
        for sitting_id in chosen:
            sitting = centre.scorer.find_sitting(sitting_id)
            scored = centre.scorer.score_sitting(
                sitting, options.by, include_open=options.include_open, key_file=options.key
            )
            _print_scores(sitting_id, scored, say)
    return 0


def _print_scores(sitting_id: str, scored: list[ScoredAttempt], say: Say) -> None:
    heads = {name: say(f"score.{name}") for name in ("number", "name", "answered", "total")}
    print(say("score.head", sitting=sitting_id, **heads))
    for each in scored:
        outcome = None if each.record is None else each.record.outcome
        status = "missing" if each.record is None else each.record.status
        marks: list[str] = [each.standing] if each.standing != "registered" else []
        marks += ["disqualified"] if each.record is not None and each.record.disqualified else []
        waiting = 0 if outcome is None else outcome.total.by_people
        answered = "-" if outcome is None else f"{outcome.total.answered}/{outcome.total.items}"
        total = "-" if outcome is None else str(outcome.total.score)
        word = "; ".join([say(f"score.{status}", attempt=each.attempt_id), *(say(f"score.{mark}") for mark in marks)])
        word += "; " + say("score.by_people", count=waiting) if waiting else ""
        print(f"{each.entry.candidate_number:<12} {each.entry.name[:32]:<32} {answered:>9} {total:>9}  {word}")


def report(options: argparse.Namespace, say: Say) -> int:
    """Results and documents of a sitting."""
    with opened(options) as centre, writing(options.out):
        sitting = centre.scorer.find_sitting(options.sitting)
        reporter = Reporter(centre.database, centre.scorer, centre.documents, options.by)
        written = reporter.write(sitting, options.out)
        if options.credentials is not None:
            written.append(reporter.write_slips(sitting, read_credentials(options.credentials), options.out))
        for path in written:
            print(say("report.done", path=path))
    return 0
