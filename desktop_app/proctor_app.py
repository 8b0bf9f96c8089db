"""Composition root of the proctor console: builds every object, starts and stops them in order.

The console keeps nothing but the room nodes that were proven or that people compared. On a PC that is enrolled, the orders
installed there prove the node.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from desktop_app.gui.background import GuiWorker
from desktop_app.gui.proctor.console_window import ConsoleWindow
from desktop_app.services.console.nodes import KnownNodes, NodeFinder
from desktop_app.services.console.service import ConsoleService
from desktop_app.services.machine import Machine
from desktop_app.services.room import RoomClient
from desktop_app.services.workstation import Workstation
from desktop_app.store.device import DeviceFolder
from question_packs.redacted_log import write_log_to

if TYPE_CHECKING:
    from types import TracebackType


class ProctorProgram:
    """One running console over the folder `state`. `address`: where to look for the node first."""

    def __init__(self, state: Path, address: str = "", *, windowed: bool = False) -> None:
        machine = Machine()
        folder = DeviceFolder(state)
        write_log_to(folder.log_folder, "proctor")
        workstation = Workstation(folder, machine)
        self._network, self._watching = GuiWorker("network"), GuiWorker("watching")
        self._room = RoomClient(workstation, lambda call: call())
        known = KnownNodes(state / "known-nodes.json")
        finder = NodeFinder(lambda: _proofs(workstation), known, self._room.wall_ms, self._room.find)
        self.service = ConsoleService(finder, machine, self._network, self._watching)
        self.window = ConsoleWindow(self.service, windowed=windowed, address=address)

    def begin(self) -> None:
        """Show the window and look for the room node."""
        self.window.begin()

    def stop(self) -> None:
        """End in order: sign out, the live link, the requests."""
        self._room.close()
        self.window.lock()
        self._watching.stop()
        self._network.stop()


def _proofs(workstation: Workstation) -> dict[str, dict[str, str]]:
    """The keys of each room's nodes, by the orders installed on this PC; none where it is not enrolled."""
    if not workstation.enrolled:
        return {}
    proofs: dict[str, dict[str, str]] = {}
    for order in workstation.orders().values():
        proofs.setdefault(order.room_id, {}).update(order.machine_keys("node"))
    return proofs


def run_proctor(state: Path, address: str, *, windowed: bool) -> int:
    """Run the console until its window is closed; the exit code."""
    sys.excepthook = _log_bug
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Lontar")
    program = ProctorProgram(state, address, windowed=windowed)
    program.begin()
    code = application.exec()
    program.stop()
    return code


def _log_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> Any:
    """A bug in a slot: logged, and the console goes on; what the room does depends on no console."""
    logging.getLogger(__name__).error("BUG-01", exc_info=(kind, error, trace))
