"""The console's program with a real room node: worked through its controls, and as the command that people start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.proctor_app import ProctorProgram
from question_packs.records.acts import Leave
from question_packs.records.officers import new_officer
from question_packs.records.orders import seal_order
from question_packs.records.room import SeatMessage
from question_packs.sealing.codes import new_opening_code
from tests.integration.pc.screens import on, x_server
from tests.integration.room_node.node_room import furnish_node, node_folder, open_node, running_node, until
from tests.rooms import SITTING, Room, build_room

PATIENCE_MS = 20_000


RULES = """
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <keyboard><keybind key="A-F4"><action name="Close"/></keybind></keyboard>
</openbox_config>
"""


def in_front(environment: dict[str, str]) -> str:
    """The title of the window that has the keyboard; empty: none has."""
    command = ["xdotool", "getactivewindow", "getwindowname"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout.strip()


def room_with_a_proctor(folder: Path) -> tuple[Room, str]:
    """A room whose one officer has a code; and the code."""
    room, code = build_room(folder), new_opening_code()
    room.order = replace(room.order, officers=(new_officer("Pengawas Satu", "", "proctor", code),))
    room.sealed_order = seal_order(room.order, room.centre, [each.recipient for each in room.order.devices])
    return room, code


def test_a_proctor_signs_in_sees_a_seat_acts_and_closes_the_console(qtbot: QtBot, tmp_path: Path) -> None:
    room, code = room_with_a_proctor(tmp_path / "ruang")
    node = open_node(node_folder(room, tmp_path / "simpul"))
    furnish_node(node, room)
    with running_node(room, node) as running:
        link = running.pc.link()
        link.send(SeatMessage(running.pc.report()))
        program = ProctorProgram(tmp_path / "pc-pengawas", running.url, windowed=True)
        program.begin()
        window = program.window

        def usable(name: str) -> list[QWidget]:
            return [each for each in window.findChildren(QWidget, name) if each.isVisible() and each.isEnabled()]

        def await_control(name: str) -> QWidget:
            qtbot.waitUntil(lambda: bool(usable(name)), timeout=PATIENCE_MS)
            return usable(name)[-1]

        QTest.keyClicks(await_control("officer-code"), code)
        QTest.mouseClick(await_control("enter-console"), Qt.MouseButton.LeftButton)
        seat = await_control("seat-001")
        qtbot.waitUntil(lambda: "Mengerjakan" in seat.accessibleName(), timeout=PATIENCE_MS)
        seat.setFocus()
        QTest.keyClick(seat, Qt.Key.Key_I)
        qtbot.waitUntil(lambda: [each.body for each in node.acts.of_sitting(SITTING)] == [Leave("001")], timeout=PATIENCE_MS)
        window.close()
        assert program.service.me is None
        program.stop()
        link.close()


def test_the_command_shows_the_console_and_ends_when_its_window_is_closed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "desktop_app", "--state", str(tmp_path / "pc"), "proctor", "--windowed"]
    with x_server() as display:
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        rules = tmp_path / "rc.xml"
        rules.write_text(RULES)
        with (
            subprocess.Popen(["openbox", "--config-file", str(rules)], env=environment) as manager,
            subprocess.Popen([*command, "--node", "127.0.0.1:9"], env=environment) as console,
        ):
            try:
                until(lambda: in_front(environment) == "Lontar", "the window")
                on(display, "xdotool", "key", "alt+F4")
                assert console.wait(PATIENCE_MS / 1000) == 0
            finally:
                console.kill()
                manager.kill()
