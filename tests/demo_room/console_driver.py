"""The real proctor console in a real window, worked by commands: JSON lines on standard input, answered on standard output.

    click name | type name text | choose name [text] | see name | text name      controls by their names, dialogs first
    go page | person number | lock | picture path                                 the console's own ways
    room                                                                          what the console shows, as data
    act body [reason]                                                             where the console has no button for it
    document name path [number] | roll path | bundles sticks | read_stick folder  what the console asks of the node
    quit

A command is answered by `done` or `refused` (`code`, `text`) with the `id` it came with.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from desktop_app.gui.background import GuiWorker
from desktop_app.proctor_app import ProctorProgram
from desktop_app.services.console.roads import OfficerRoad
from desktop_app.services.console.views import RoomView
from question_packs.errors import KnownError
from question_packs.records.acts import ActBody, kind_of
from question_packs.records.room import StickPart

STICK_FILES = (".bundle", ".act", ".receipt", ".act-receipt", ".result")


class CannotError(Exception):
    """A person could not do this now: the control is not there, or cannot be pressed."""


class Driver:
    """Hands, eyes and a camera for the console."""

    def __init__(self, program: ProctorProgram) -> None:
        self._program = program
        self._window = program.window

    def command(self, given: dict[str, Any]) -> None:
        """Carry out one line and answer it."""
        name, mark = given.pop("do"), given.pop("id")
        done = lambda facts: tell("done", do=name, id=mark, **(facts or {}))  # noqa: E731
        failed = lambda error: tell("refused", do=name, id=mark, code=_code(error), text=str(error))  # noqa: E731
        job = getattr(self, f"ask_{name}", None)
        try:
            if job is not None:
                self._program.service.ask(lambda road: job(road, **given), done, failed)
            else:
                done(getattr(self, f"do_{name}")(**given))
        except (CannotError, KnownError) as error:
            failed(error)
        except Exception as error:
            failed(error)
            raise

    def _find(self, name: str) -> QWidget:
        seen = [each for each in self._window.findChildren(QWidget, name) if each.isVisible()]
        if not seen:
            raise CannotError(f"{name} is not seen")
        return seen[-1]

    def do_click(self, name: str) -> None:
        control = self._find(name)
        if not control.isEnabled():
            raise CannotError(f"{name} cannot be pressed")
        QTest.mouseClick(control, Qt.MouseButton.LeftButton)

    def do_type(self, name: str, text: str) -> None:
        field = self._find(name)
        if not isinstance(field, QLineEdit):
            raise CannotError(f"{name} is not typed into")
        field.setFocus()
        field.clear()
        QTest.keyClicks(field, text)

    def do_choose(self, name: str, text: str) -> None:
        box = self._find(name)
        place = next((n for n in range(box.count()) if text in box.itemText(n)), -1) if isinstance(box, QComboBox) else -1
        if place < 0:
            raise CannotError(f"{name} does not offer {text}")
        box.setCurrentIndex(place)

    def do_see(self, name: str) -> dict[str, Any]:
        seen = [each for each in self._window.findChildren(QWidget, name) if each.isVisible()]
        return {"seen": bool(seen), "enabled": bool(seen) and seen[-1].isEnabled()}

    def do_text(self, name: str) -> dict[str, Any]:
        return {"text": str(self._find(name).property("text"))}

    def do_go(self, page: str) -> None:
        assert self._window.console is not None
        try:
            self._window.console.go(page)
        except StopIteration:
            raise CannotError(f"the console has no page {page}") from None

    def do_person(self, number: str) -> None:
        assert self._window.console is not None
        self._window.console.open_person(number)

    def do_lock(self) -> None:
        self._window.lock()

    def do_picture(self, path: str) -> None:
        """The whole screen, with the dialogs that are open."""
        for _ in range(4):  # a change of text asks for a new layout, and that for a new painting
            QApplication.processEvents()
        QGuiApplication.primaryScreen().grabWindow(0).save(path)

    def do_room(self) -> dict[str, Any]:
        room = self._program.service.room
        return {"room": None if room is None else facts_of(room)}

    def do_act(self, body: dict[str, Any], reason: str = "") -> dict[str, Any]:
        return {"act_id": self._program.service.do(msgspec.convert(body, ActBody), reason)}

    # --- on the network thread

    @property
    def _sitting(self) -> str:
        assert self._program.service.sitting is not None
        return self._program.service.sitting.sitting_id

    def ask_document(self, road: OfficerRoad, name: str, path: str, number: str = "") -> None:
        Path(path).write_bytes(road.document(name, self._sitting, number))

    def ask_roll(self, road: OfficerRoad, path: str) -> None:
        Path(path).write_bytes(road.roll(self._sitting))

    def ask_bundles(self, road: OfficerRoad, sticks: list[str]) -> dict[str, Any]:
        files = road.bundles(self._sitting)
        for stick in sticks:
            for name, data in files.items():
                path = Path(stick, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        return {"files": len(files)}

    def ask_read_stick(self, road: OfficerRoad, folder: str) -> dict[str, Any]:
        paths = sorted(each for each in Path(folder).rglob("*") if each.suffix in STICK_FILES)
        fates = msgspec.json.decode(road.take_stick([each.read_bytes() for each in paths]), type=list[StickPart])
        return {"taken": sum(not each.code for each in fates), "refused": [each.code for each in fates if each.code]}


def _code(error: Exception) -> str:
    return error.code if isinstance(error, KnownError) else "cannot"


def facts_of(room: RoomView) -> dict[str, Any]:
    """What a scene waits for."""
    return {
        "now_ms": room.now_ms,
        "link": room.link,
        "opened": room.opened,
        "started": room.started,
        "closed": room.closed,
        "counts": {name: getattr(room.counts, name) for name in room.counts.__dataclass_fields__},
        "outage": {"started_ms": room.outage.started_ms, "seats": room.outage.seats, "back": room.outage.back}
        if room.outage
        else None,
        "seats": {
            each.number: {
                "status": each.status,
                "connected": each.connected,
                "troubles": each.troubles,
                "held": each.held,
                "remaining_ms": each.remaining_ms,
                "sequence": each.report.sequence if each.report else -1,
                "reached": each.attempt.reached if each.attempt else -1,
            }
            for each in room.seats
        },
        "acts": [{"kind": kind_of(each.act.body), "id": each.act.act_id, "status": each.status} for each in room.acts],
        "certificates": len(room.certificates),
    }


def tell(event: str, **facts: object) -> None:
    print(json.dumps({"event": event, **facts}), flush=True)


def _listen(worker: GuiWorker, command: Callable[[dict[str, Any]], None]) -> None:
    for line in sys.stdin:
        given = json.loads(line)
        if given["do"] == "quit":
            break
        worker.tell(partial(command, given))
    worker.tell(QApplication.quit)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.demo_room.console_driver")
    parser.add_argument("state", type=Path)
    parser.add_argument("--node", required=True)
    options = parser.parse_args()
    application = QApplication(sys.argv[:1])
    program = ProctorProgram(options.state, options.node, windowed=True)
    ears = GuiWorker("commands")
    threading.Thread(target=_listen, args=(ears, Driver(program).command), daemon=True).start()
    program.begin()
    program.window.move(0, 0)
    application.exec()
    program.stop()
    ears.stop()


if __name__ == "__main__":
    main()
