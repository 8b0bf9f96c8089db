"""The centre's commands about evidence: what happened, who did it, whether all is here. Called by `cli` alone."""

from __future__ import annotations

import argparse
import os

from question_packs.command_line import PASSPHRASE_VARIABLE
from question_packs.records.act_words import act_name
from question_packs.records.roll import Roll
from sync_server.cli_commands import opened, writing
from sync_server.cli_texts import Say
from sync_server.reports.data import Standing
from sync_server.room_app import opened_room
from sync_server.services.act_lines import act_line
from sync_server.services.assemble import Branch
from sync_server.services.audit import AttemptTrail, Auditor
from sync_server.services.completeness import Completeness
from sync_server.services.directory import Sitting
from sync_server.services.event_words import event_in_words
from sync_server.services.handed_in import HandedIn
from sync_server.services.provisional import ProvisionalDesk
from sync_server.services.qti_results import QtiResults


def roll(options: argparse.Namespace, say: Say) -> int:
    """Who is registered, who sat, whose attempt is here whole; exit code 1 if any is missing."""
    if options.is_room:
        with opened_room(options.data, os.environ.get(PASSPHRASE_VARIABLE)) as node:
            sitting = node.directory.find_sitting(options.sitting)
            return _print_roll(Completeness(node.database, node.files.key, "node").roll(sitting), say)
    with opened(options) as centre:
        sitting = centre.scorer.find_sitting(options.sitting)
        return _print_roll(Completeness(centre.database, centre.files.centre_key, "centre").roll(sitting), say)


def _print_roll(roll: Roll, say: Say) -> int:
    counts = {"registered": roll.registered, "sat": roll.sat, "received": roll.received, "missing": len(roll.missing)}
    print(say("roll.line", **counts))
    for each in roll.missing:
        print(f"  {each.candidate_number:<12} {say(f'roll.{each.reason}')}")
    for number in roll.provisional:
        print(f"  {number:<12} {say('score.waiting')}")
    print(say("roll.root", root=roll.merkle_root))
    return 0 if roll.is_complete else 1


def works(options: argparse.Namespace, say: Say) -> int:
    """Essays and files of a sitting, for its assessors; exit code 1 if any file is damaged."""
    with opened(options) as centre, writing(options.out):
        sitting = centre.scorer.find_sitting(options.sitting)
        written = HandedIn(Auditor(centre.database, centre.directory, centre.scorer), centre.scorer)
        problems = 0
        for path, work in written.write(sitting, options.out):
            problems += work.problem is not None
            print(say("report.done", path=path) if work.problem is None else work.problem.sentence(say.language))
    return 1 if problems else 0


def results(options: argparse.Namespace, say: Say) -> int:
    """The results of a sitting as QTI results reporting; exit code 1 if a file that was handed in is damaged."""
    with opened(options) as centre, writing(options.out.parent):
        sitting = centre.scorer.find_sitting(options.sitting)
        auditor = Auditor(centre.database, centre.directory, centre.scorer)
        written = QtiResults(centre.database, auditor, centre.scorer, options.by).write(sitting, options.out)
        for problem in written.problems:
            print(f"{problem.code}: {problem.sentence(say.language)}")
        print(say("results.done", path=options.out, count=written.attempts))
    return 1 if written.problems else 0


def provisional_list(options: argparse.Namespace, say: Say) -> int:
    """Everybody of a sitting who is on no roster, and how they stand."""
    with opened(options) as centre:
        sitting = centre.scorer.find_sitting(options.sitting)
        for each in ProvisionalDesk(centre.database).listed(sitting):
            entry = each.entry
            print(f"{entry.candidate_number:<12} {entry.name[:32]:<32} {entry.nip:<18}  {say(f'score.{each.standing}')}")
    return 0


def provisional_confirm(options: argparse.Namespace, say: Say) -> int:
    """From now on this person is scored."""
    return _decide(options, say, "confirmed")


def provisional_refuse(options: argparse.Namespace, say: Say) -> int:
    """This person is not scored; what was received stays."""
    return _decide(options, say, "refused")


def _decide(options: argparse.Namespace, say: Say, standing: Standing) -> int:
    with opened(options) as centre:
        sitting = centre.scorer.find_sitting(options.sitting)
        ProvisionalDesk(centre.database).decide(sitting, options.number, standing, options.by, options.reason)
        print(say("provisional.done", number=options.number, standing=say(f"score.{standing}")))
    return 0


def audit(options: argparse.Namespace, say: Say) -> int:
    """Attempts in words, or all logs; exit code 1 if any chain is broken."""
    with opened(options) as centre:
        auditor = Auditor(centre.database, centre.directory, centre.scorer)
        if options.attempt:
            return _print_attempt(auditor, options.attempt, say)
        if options.sitting:
            sitting = centre.scorer.find_sitting(options.sitting)
            _print_acts(auditor, sitting, say, tally_only=options.acts)
            if options.acts:
                return 0
            codes = [_print_attempt(auditor, each, say) for each in auditor.attempts_of(sitting)]
            return max(codes, default=0)
        return _print_logs(auditor, say)


def _print_acts(auditor: Auditor, sitting: Sitting, say: Say, *, tally_only: bool) -> None:
    """Every act in order of time, or what each officer did in all, by which the unusual is found."""
    facts = auditor.room(sitting)
    if tally_only:
        for each in facts.tally:
            counts = {"acts": each.acts, "people": each.people, "minutes": round(each.granted_ms / 60_000)}
            print(say("audit.tally", officer=each.officer, kind=act_name(each.kind, say.language), **counts))
        return
    print(say("audit.acts", sitting=sitting.order.sitting_id, count=len(facts.acts)))
    for act in facts.acts:
        print(f"  {act_line(act, sitting.order.time_zone, say.language, facts.device_name)}")


def _print_attempt(auditor: Auditor, attempt_id: str, say: Say) -> int:
    trail = auditor.attempt(attempt_id)
    print(say("audit.attempt", attempt=attempt_id, number=trail.candidate_number, sitting=trail.sitting_id))
    for each in trail.segments:
        if each.problem is not None:
            state = f"{each.problem.code}: {each.problem.sentence(say.language)}"
        else:
            state = say("audit.quarantined" if each.quarantined else "audit.good")
        print(
            say(
                "audit.segment",
                digest=each.digest[:12],
                epoch=each.epoch,
                first=each.first_sequence,
                last=each.last_sequence,
                device=each.device_id[:12],
                at=each.received_at,
                state=state,
            )
        )
    for line in event_in_words(trail.events, trail.time_zone, say.language):
        print(f"  {line}")
    _print_rest(trail, say)
    print(f"  {say(f'score.{trail.status}', attempt=attempt_id)}")
    return 0 if trail.is_whole else 1


def _print_rest(trail: AttemptTrail, say: Say) -> None:
    """What is missing, and what is here and does not count."""
    for epoch, first, last in trail.gaps:
        print(say("audit.gap", epoch=epoch, first=first, last=last))
    told = [(each, "audit.branch") for each in trail.branches] + [(each, "audit.set_aside") for each in trail.set_aside]
    for branch, key in told:
        print(say(key, **_branch_values(branch, say)))


def _branch_values(branch: Branch, say: Say) -> dict[str, object]:
    return {
        "epoch": branch.epoch,
        "first": branch.first_sequence,
        "last": branch.last_sequence,
        "device": branch.device_id[:12],
        "answers": branch.answers,
        "submitted": say("audit.submitted") if branch.submitted else "",
    }


def _print_logs(auditor: Auditor, say: Say) -> int:
    code = 0
    for log in auditor.logs():
        state = say("audit.whole") if log.broken_at is None else say("audit.broken", position=log.broken_at)
        code = code if log.broken_at is None else 1
        print(say("audit.log", scope=log.event_id or say("audit.centre"), count=len(log.rows), state=state))
        for row in log.rows:
            print(f"  {row.position:>5} {row.at} {row.who}: {row.act} {row.subject} {row.detail}".rstrip())
        if log.event_id:
            print(say("audit.merkle", event=log.event_id, size=log.objects, root=log.merkle_root))
    return code
