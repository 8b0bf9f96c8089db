"""Pictures to answer on, interactions with them, and a widget shown as the exam page shows it."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QWidget

from desktop_app.gui.items.interaction_widget import InteractionWidget
from desktop_app.gui.items.interaction_widgets import WIDGETS
from desktop_app.gui.items.outside import Outside
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import style_sheet
from desktop_app.services.views import InteractionView
from question_packs.assessment import interactions as ia
from question_packs.assessment.responses import Response, check_response

_WALLS = "".join(
    f'<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="{fill}" stroke="#555" stroke-width="3"/>'
    f'<text x="{x + 14}" y="{y + 30}" font-family="Noto Sans" font-size="18" fill="#333">{name}</text>'
    for x, y, w, h, fill, name in (
        (20, 20, 200, 150, "#e8eef2", "Loket"),
        (220, 20, 180, 150, "#f2ece2", "Arsip"),
        (400, 20, 180, 150, "#e6efe4", "Rapat"),
        (20, 250, 260, 130, "#efe6ee", "Ruang tunggu"),
        (280, 250, 300, 130, "#f3efd9", "Ruang kerja"),
    )
)
FLOOR_PLAN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><rect width="600" height="400" fill="#fbfaf7"/>'
    f'{_WALLS}<circle cx="560" cy="210" r="8" fill="#b33"/><circle cx="534" cy="210" r="8" fill="#36a"/></svg>'
)
ISLANDS = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><rect width="300" height="200" fill="#cfe2ea"/>'
    '<path d="M40 120 Q60 40 120 60 T150 130 Q90 170 40 120Z" fill="#b9c99a" stroke="#6d7d50"/>'
    '<path d="M180 60 Q230 20 260 70 T220 120 Q170 110 180 60Z" fill="#d8c79a" stroke="#8d7d50"/>'
    '<path d="M190 160 Q220 140 250 160 T200 180Z" fill="#b9c99a" stroke="#6d7d50"/></svg>'
)
LAMP = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><rect width="60" height="60" fill="#fff8d6"/>'
    '<path d="M20 12 H40 L50 36 H10 Z" fill="#d9b640" stroke="#6b5400" stroke-width="2"/>'
    '<rect x="26" y="36" width="8" height="16" fill="#6b5400"/></svg>'
)
MEDIA = {"denah.svg": FLOOR_PLAN, "pulau.svg": ISLANDS, "lampu.svg": LAMP}

PLAN = ia.Picture("denah.svg", 600, 400, "Denah kantor")
SEA = ia.Picture("pulau.svg", 300, 200, "Peta tiga pulau")
MOVABLE = ia.Picture("lampu.svg", 60, 60, "lampu")

ROOMS = (
    ia.Hotspot("A", "rect", (20, 20, 220, 170), "Loket", match_max=2),
    ia.Hotspot("B", "rect", (220, 20, 400, 170), "Arsip", match_max=0),
    ia.Hotspot("C", "poly", (400, 20, 580, 20, 580, 170, 400, 170), "Rapat"),
    ia.Hotspot("D", "ellipse", (150, 315, 120, 55)),
    ia.Hotspot("E", "circle", (560, 210, 8), "Tombol merah"),
    ia.Hotspot("F", "circle", (534, 210, 8), "Tombol biru"),
)
PIECES = (
    ia.AssociableChoice("P1", "<p>Pencetak</p>"),
    ia.AssociableChoice("P2", "<p>Lemari berkas</p>", match_max=2),
    ia.AssociableChoice("P3", '<p><img src="pack:lampu.svg" alt="lampu"></p>', match_max=0),
)

HOTSPOT = ia.HotspotInteraction(response_identifier="R", picture=PLAN, hotspots=ROOMS)
HOTSPOTS = ia.HotspotInteraction(response_identifier="R", picture=PLAN, hotspots=ROOMS, max_choices=2)
POINT = ia.SelectPointInteraction(response_identifier="R", picture=SEA)
POINTS = ia.SelectPointInteraction(response_identifier="R", picture=SEA, max_choices=3)
ORDER = ia.GraphicOrderInteraction(response_identifier="R", picture=PLAN, hotspots=ROOMS, max_choices=4)
ASSOCIATE = ia.GraphicAssociateInteraction(response_identifier="R", picture=PLAN, hotspots=ROOMS, max_associations=3)
GAPS = ia.GraphicGapMatchInteraction(response_identifier="R", picture=PLAN, choices=PIECES, hotspots=ROOMS)
POSITION = ia.PositionObjectInteraction(
    response_identifier="R", picture=PLAN, movable=MOVABLE, centre=(30, 52), max_choices=3
)
DRAWING = ia.DrawingInteraction(response_identifier="R", picture=SEA)
UPLOAD = ia.UploadInteraction(response_identifier="R")
ALL: tuple[ia.BlockInteraction, ...] = (HOTSPOT, HOTSPOTS, POINT, POINTS, ORDER, ASSOCIATE, GAPS, POSITION, DRAWING, UPLOAD)


def medium(name: str) -> tuple[bytes, str] | None:
    """The pack of these pictures."""
    return (MEDIA[name].encode(), "image/svg+xml") if name in MEDIA else None


@dataclass
class Shown:
    """A widget on a page. Every answer was checked as the exam engine checks it."""

    page: QFrame
    widget: InteractionWidget
    interaction: ia.BlockInteraction
    presentation: Presentation
    width: int
    answers: list[Response] = field(default_factory=list)
    files: list[tuple[bytes, str, str]] = field(default_factory=list)

    @property
    def answer(self) -> Response:
        """The last answer."""
        return self.answers[-1] if self.answers else ()

    def again(self, response: Response | None = None) -> None:
        """Show the interaction anew, as after a change of zoom; with another response where one is given."""
        view = InteractionView(self.interaction, self.answer if response is None else response)
        self.widget.show_interaction(view, self.width)

    def click(self, pixel: tuple[int, int], ground: QWidget | None = None) -> None:
        """Press the picture at one of its own pixels."""
        target = ground or self.widget.ground  # type: ignore[attr-defined]
        place = target.to_screen(pixel)
        for kind in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            self.mouse(target, kind, place)

    def mouse(self, target: QWidget, kind: QEvent.Type, place: QPointF, held: bool = False) -> None:
        """One event of the mouse, at a place as exact as a touch screen tells it."""
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
        buttons = Qt.MouseButton.LeftButton if held else Qt.MouseButton.NoButton
        event = QMouseEvent(kind, place, target.mapToGlobal(place), button, buttons, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(target, event)

    def keys(self, *keys: Qt.Key, shift: bool = False) -> None:
        """Press keys where the keyboard rests."""
        for key in keys:
            target = self.page.focusWidget()
            assert target is not None
            QTest.keyClick(target, key, Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier)

    def rest_on(self, place: int) -> None:
        """Put the keyboard on a stop."""
        self.widget.stops()[place].setFocus(Qt.FocusReason.TabFocusReason)

    def words(self) -> str:
        """Everything that can be read or heard."""
        parts = [self.widget, *self.widget.findChildren(QWidget)]
        texts = [part.accessibleName() + part.accessibleDescription() + part.toolTip() for part in parts]
        return " ".join([*texts, *(label.text() for label in self.widget.findChildren(QLabel))])


def show(
    interaction: ia.BlockInteraction,
    response: Response = (),
    *,
    width: int = 760,
    zoom: int = 100,
    high_contrast: bool = False,
    outside: Outside | None = None,
) -> Shown:
    """`interaction` in its widget, on a page with the style sheet of the house."""
    presentation = Presentation()
    presentation.set_zoom(zoom)
    presentation.set_high_contrast(high_contrast)
    page = QFrame()
    page.setProperty("role", "ground")
    ground = f"QFrame {{ background: {presentation.palette.ground} }}"
    page.setStyleSheet(style_sheet(presentation.palette, presentation.scale) + ground)
    widget = WIDGETS[type(interaction)](PackImages(medium), presentation)
    widget.setParent(page)
    widget.move(QPoint(20, 20))
    if outside is not None:
        widget.outside = outside
    shown = Shown(page, widget, interaction, presentation, width)

    def took(answer: Response) -> None:
        check_response(interaction, answer)
        shown.answers.append(answer)

    widget.answered.connect(took)
    widget.file_given.connect(lambda data, name, kind: shown.files.append((data, name, kind)))
    widget.resized.connect(lambda: page.resize(width + 40, widget.height() + 40))
    widget.show_interaction(InteractionView(interaction, response), width)
    page.resize(width + 40, widget.height() + 40)
    page.show()
    page.activateWindow()
    QApplication.processEvents()
    return shown
