"""Putting pieces on areas of a picture: press a piece, then its area, or the area first. What lies where stands in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen

from desktop_app.gui.items.joining.carrying import Thing
from desktop_app.gui.items.joining.pairing import joined, partners, uses_left
from desktop_app.gui.items.pictures.paired_picture_view import PairedPictureView
from desktop_app.gui.items.pictures.picture_areas import AreaGround, AreaState
from desktop_app.gui.items.pictures.piece_tray import PieceTray
from desktop_app.gui.items.text.pack_document import PackDocument, draw_document
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from question_packs import design_tokens as tokens
from question_packs.assessment.interactions import GraphicGapMatchInteraction

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.services.views import InteractionView
    from question_packs.assessment.responses import Response

_WIDEST = 4  # touch targets: a longer text on the picture is broken into lines

_SMALLEST = 0.5  # a piece shrinks with its area as far as this; the words below can always be read


class FilledGround(AreaGround):
    """Areas with pieces lying on them."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self._documents: dict[str, PackDocument] = {}
        self._lying: dict[str, tuple[str, ...]] = {}

    def show_pieces(self, pieces: dict[str, str]) -> None:
        """The HTML of each piece that may lie on an area."""
        self._documents = {}
        for identifier, html in pieces.items():
            document = PackDocument(self.images, self.presentation)
            widest = min(self.width(), px(tokens.TARGET * _WIDEST, self.presentation.scale))
            document.show_html(html, widest, self.devicePixelRatioF())
            document.setTextWidth(min(widest, document.idealWidth() + 1))
            self._documents[identifier] = document

    def show_lying(self, lying: dict[str, tuple[str, ...]]) -> None:
        """Which pieces lie on which area."""
        self._lying = lying
        self.update()

    def put_away(self) -> None:
        """No piece stays."""
        super().put_away()
        self._documents, self._lying = {}, {}

    def paint_between(self, painter: QPainter) -> None:
        """The pieces of each area below one another, round its middle."""
        for identifier, pieces in self._lying.items():
            sizes = [self._card_size(each) for each in pieces]
            area, high = self.area(identifier).box, sum(size.height() for size in sizes)
            wide = max(size.width() for size in sizes)
            shrunk = max(_SMALLEST, min(1.0, area.width() / wide, area.height() / high))
            top = area.center().y() - high * shrunk / 2
            for piece, size in zip(pieces, sizes, strict=True):
                card = QRectF(QPointF(area.center().x() - size.width() * shrunk / 2, top), size * shrunk)
                self._paint_piece(painter, piece, card, shrunk)
                top += card.height()

    def _card_size(self, piece: str) -> QSizeF:
        pad = px(tokens.SPACE_1, self.presentation.scale)
        return self._documents[piece].size() + QSizeF(2 * pad, 2 * pad)

    def _paint_piece(self, painter: QPainter, piece: str, box: QRectF, shrunk: float) -> None:
        """A card on the picture, moved so that it lies on it wholly where it can."""
        palette, pad = self.presentation.palette, px(tokens.SPACE_1, self.presentation.scale)
        box.moveLeft(max(0.0, min(box.left(), self.width() - box.width())))
        box.moveTop(max(0.0, min(box.top(), self.height() - box.height())))
        painter.setPen(QPen(QColor(palette.primary), self.line()))
        painter.setBrush(QColor(palette.surface))
        painter.drawRoundedRect(box, pad, pad)
        painter.save()
        painter.translate(box.topLeft())
        painter.scale(shrunk, shrunk)
        painter.translate(pad, pad)
        draw_document(self._documents[piece], painter, QRectF(QPointF(), box.size() / shrunk), palette.ink)
        painter.restore()


class GraphicGapMatchView(PairedPictureView):
    """Shows a `GraphicGapMatchInteraction`."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation, lambda held, pressed: held.side != pressed.side)
        self.ground = FilledGround(images, presentation)
        self.tray = PieceTray(images, presentation)
        self.ground.pressed.connect(lambda area: self._pressed(Thing("second", area)))
        self.ground.taken_back.connect(self._taken_back)
        self.tray.pressed.connect(lambda piece: self._pressed(Thing("first", piece)))
        self.tray.given_back.connect(self._taken_back)
        self.arrange(self.hint, self.tray, self.ground, self.status, self.worded)
        self._interaction: GraphicGapMatchInteraction | None = None

    def show_interaction(self, view: InteractionView, width: int) -> None:
        """Pieces and picture."""
        assert isinstance(view.interaction, GraphicGapMatchInteraction)
        self._interaction = interaction = view.interaction
        self._carrying.cancel()
        self.begin(width, self.presentation.say("Pilih satu potongan, lalu pilih tempatnya pada gambar."))
        self.tray.show_pieces(interaction.choices, width)
        self.ground.show_areas(interaction.picture, interaction.hotspots, width)
        self.ground.show_pieces({each.identifier: each.content for each in interaction.choices})
        self.show_response(view.response)

    def show_response(self, response: Response) -> None:
        """Lay the pieces where `response` says."""
        self._response = response
        lying = {area.identifier: partners(response, area.identifier) for area in self.ground.areas}
        self.ground.show_lying({area: pieces for area, pieces in lying.items() if pieces})
        self._show_states()
        pairs = (pair.split(" ") for pair in response)
        self.say_rows([f"{self.tray.name_of(piece)} → {self.ground.name_of(area)}" for piece, area in pairs])

    def stops(self) -> list[QWidget]:
        """The pieces, the areas, then the buttons of the answer in words."""
        return [*self.tray.pieces(), *self.ground.stops(), *self.worded.buttons()]

    def press(self, place: int) -> bool:
        """Press the piece at `place`."""
        pieces = self.tray.pieces()
        if place < len(pieces):
            pieces[place].click()
        return place < len(pieces)

    def put_away(self) -> None:
        """No picture, no piece and no words stay."""
        super().put_away()
        self._carrying.cancel()
        self.tray.put_away()
        self.ground.put_away()
        self._interaction, self._response = None, ()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape lets go of what is held."""
        if event.key() == Qt.Key.Key_Escape and self._carrying.cancel():
            self._show_states()
            self.say_status("")
        else:
            event.ignore()

    def _show_states(self) -> None:
        assert self._interaction is not None
        say, held = self.presentation.say, self._carrying.held
        for choice in self._interaction.choices:
            used_up = uses_left(choice.match_max, self._response, choice.identifier) == 0
            is_held = held == Thing("first", choice.identifier)
            self.tray.show_state(choice.identifier, "carried" if is_held else "used" if used_up else "free")
        states: dict[str, AreaState] = {}
        for area in self.ground.areas:
            names = ", ".join(map(self.tray.name_of, partners(self._response, area.identifier)))
            if held == Thing("second", area.identifier):
                states[area.identifier] = AreaState(say("dipilih, menunggu potongan"), "?")
            elif names:
                states[area.identifier] = AreaState(say("berisi {names}", names=names))
        self.ground.show_states(states)

    def _pressed(self, thing: Thing) -> None:
        things = self._carrying.press(thing)
        if things is not None:
            first, second = sorted(things, key=lambda each: each.side)
            self._join(first.identifier, second.identifier)
            return
        self._show_states()
        self.say_status(self._held_in_words())

    def _held_in_words(self) -> str:
        say, held = self.presentation.say, self._carrying.held
        if held is None:
            return ""
        if held.side == "first":
            return say("Pilih tempat untuk: {name}", name=self.tray.name_of(held.identifier))
        return say("Pilih potongan untuk: {name}", name=self.ground.name_of(held.identifier))

    def _join(self, piece: str, area: str) -> None:
        assert self._interaction is not None
        wanted = joined(self._interaction, self._response, piece, area)
        if wanted is None:
            self._show_states()
            self.say_status(
                self.presentation.say("Potongan ini tidak dapat diletakkan di sini sekarang. Pilih tempat lain.")
            )
        else:
            self._answer(wanted)
