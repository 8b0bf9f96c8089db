"""Placing copies of a small picture on a large one: the object follows mouse and crosshair until it is put down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter, QPainterPath

from desktop_app.gui.items.pictures.picture_ground import NO_PICTURE, PictureGround, Pixel
from desktop_app.gui.items.pictures.picture_points import PointGround
from desktop_app.gui.items.pictures.select_point_view import PointsView
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from question_packs.assessment.interactions import Picture, PositionObjectInteraction

if TYPE_CHECKING:
    from desktop_app.services.views import InteractionView

_GHOST = 0.6  # how much of an object is seen that is not put down yet


class ObjectGround(PointGround):
    """Points that are shown as a small picture whose reference point lies on them."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self.movable: Picture = NO_PICTURE
        self.centre: Pixel = (0, 0)

    def put_away(self) -> None:
        """Neither picture stays."""
        super().put_away()
        self.movable, self.centre = NO_PICTURE, (0, 0)

    def paint_over(self, painter: QPainter) -> None:
        """What would be put down is seen through."""
        ghost = self.hovered or (self.to_screen(self.crosshair) if self.hasFocus() else None)
        if ghost is not None and self.isEnabled():
            painter.setOpacity(_GHOST)
            self._paint_object(painter, ghost)
            painter.setOpacity(1)
        super().paint_over(painter)

    def paint_point(self, painter: QPainter, place: QPointF, number: str) -> None:
        """The object in a double line, with its number."""
        box = self._paint_object(painter, place)
        frame = QPainterPath()
        frame.addRect(box)
        self.stroke(painter, frame, self.presentation.palette.primary, self.line())
        if number:
            self.paint_badge(painter, self.badge_place(box), number)

    def _paint_object(self, painter: QPainter, place: QPointF) -> QRectF:
        across, down = self.factors()
        size = QSizeF(self.movable.width * across, self.movable.height * down)
        box = QRectF(place - QPointF(self.centre[0] * across, self.centre[1] * down), size)
        image = self.images.picture(self.movable.name, size, self.devicePixelRatioF(), self.presentation.palette.ink)
        if image is not None:
            painter.drawImage(box, image)
        return box


class PositionObjectView(PointsView):
    """Shows a `PositionObjectInteraction`."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        objects = ObjectGround(images, presentation)
        super().__init__(images, presentation, objects)
        self._objects = objects
        self._sample = PictureGround(images, presentation)  # what is to be put down, seen before it is
        self.arrange(self.hint, self._sample, self.ground, self.status, self.worded)

    def show_interaction(self, view: InteractionView, width: int) -> None:
        """The large picture with the objects put down so far."""
        interaction = view.interaction
        assert isinstance(interaction, PositionObjectInteraction)
        self._objects.movable, self._objects.centre = interaction.movable, interaction.centre
        self._sample.show_picture(interaction.movable, width)
        say, most = self.presentation.say, interaction.max_choices
        press = say("Letakkan benda ini pada gambar: {name}.", name=interaction.movable.alt)
        keys = say("Dengan papan ketik: panah menggeser benda, Spasi meletakkannya, Delete mengambilnya kembali.")
        self.show_points(interaction.picture, most, view.response, width, f"{press} {keys}")

    def put_away(self) -> None:
        """Neither picture stays."""
        super().put_away()
        self._sample.put_away()
