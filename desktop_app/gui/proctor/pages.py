"""The pages of the rail, in its order. Each is made once per signed-in proctor, from a `Desk`."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.gui.proctor.console_page import ConsolePage
from desktop_app.gui.proctor.desk import Desk
from desktop_app.gui.proctor.documents_page import DocumentsPage
from desktop_app.gui.proctor.outage_page import OutagePage
from desktop_app.gui.proctor.readiness_page import ReadinessPage
from desktop_app.gui.proctor.roster_page import RosterPage
from desktop_app.gui.proctor.seat_map import SeatMapPage
from desktop_app.gui.proctor.session_page import SessionPage
from desktop_app.gui.proctor.timeline_page import TimelinePage

PAGES: tuple[Callable[[Desk], ConsolePage], ...] = (
    SeatMapPage,
    RosterPage,
    SessionPage,
    OutagePage,
    DocumentsPage,
    ReadinessPage,
    TimelinePage,
)
