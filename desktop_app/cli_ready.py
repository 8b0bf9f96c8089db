"""`python -m desktop_app ready`: examines this PC and prints a table, or JSON, in one language.

Exit code 0: ready, perhaps with points to look at; 1: not ready. Called by `__main__`.
"""

from __future__ import annotations

import json
from pathlib import Path

from desktop_app.services.machine import Machine
from desktop_app.services.readiness.run import (
    Report,
    Wanted,
    certificate_of,
    examine,
    keep_certificate,
    send_certificate,
)
from desktop_app.services.readiness.words import SAY
from desktop_app.services.room import RoomClient
from desktop_app.services.workstation import Workstation
from desktop_app.store.device import DeviceFolder
from question_packs.errors import InBoth, KnownError
from question_packs.records.readiness import CHECK_NAMES
from question_packs.strict_json import encode

_SYMBOLS = {"ok": "[v]", "warning": "[!]", "problem": "[x]"}


def run_ready(
    state: Path, wanted: Wanted, language: str, *, as_json: bool, copy: Path | None, online: bool, node: str | None = None
) -> int:
    """Examine, print, keep and send; the exit code. `node`: a typed address of the room node."""
    station = Workstation(DeviceFolder(state), Machine())
    room = RoomClient(station, lambda call: call(), node) if online else None
    report = examine(station, room, wanted)
    certificate = certificate_of(station, report)
    envelope, path = keep_certificate(station, certificate, copy)
    told = _sent_or_kept(room, envelope, path, language)
    if as_json:
        print(json.dumps(json.loads(encode(certificate)), ensure_ascii=False, indent=2))
    else:
        print(table(report, language), told, sep="\n")
    return 1 if report.result == "problem" else 0


def table(report: Report, language: str) -> str:
    """Each check on a line of its own: symbol, word, name, value; and beneath it what to do."""
    english = language == "en"
    lines = []
    for each in report.findings:
        word, name = SAY[each.result][english], CHECK_NAMES[each.identifier][english]
        lines.append(f"{_SYMBOLS[each.result]} {word:<11} {name:<20} {_said(each.value, english)}")
        if each.advice:
            lines.append(f"{'':<16}{_said(each.advice, english)}")
    return "\n".join([*lines, "", SAY[f"result_{report.result}"][english]])


def _said(text: str, english: bool) -> str:
    return text.en if english and isinstance(text, InBoth) else str(text)


def _sent_or_kept(room: RoomClient | None, envelope: bytes, path: Path, language: str) -> str:
    english = language == "en"
    kept = SAY["kept"][english].format(path=path)
    if room is None or room.node() is None:
        return kept
    try:
        return f"{SAY['sent'][english].format(node=send_certificate(room, envelope))} {kept}"
    except KnownError as error:
        return f"{error.code}: {error.sentence(language)} {kept}"
