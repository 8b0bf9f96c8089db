"""The areas of a picture as shapes on the screen, and which of them is meant by a press.

The touch target of a small area reaches beyond it; a press inside an area is always that area's, and between two
targets the nearer area wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from question_packs.assessment.interactions import Hotspot, Picture


@dataclass(frozen=True)
class Area:
    """An area where it lies on the screen. `reach`: how many pixels beyond its outline a press still means it."""

    identifier: str
    path: QPainterPath
    reach: float
    everywhere: bool

    @property
    def box(self) -> QRectF:
        """The smallest box round the area."""
        return self.path.boundingRect()


def area_of(hotspot: Hotspot, picture: Picture, factors: tuple[float, float], target: float) -> Area:
    """`hotspot` drawn with `factors` screen pixels per picture pixel; its touch target is at least `target` wide."""
    path = _outline(hotspot, picture, factors)
    box = path.boundingRect()
    reach = max(0.0, (target - min(box.width(), box.height())) / 2)
    return Area(hotspot.identifier, path, reach, hotspot.shape == "default")


def area_at(areas: Sequence[Area], place: QPointF) -> Area | None:
    """The area that a press at `place` means: the first that holds it, else the nearest in reach, else `default`."""
    plain = [area for area in areas if not area.everywhere]
    inside = next((area for area in plain if area.path.contains(place)), None)
    if inside is not None:
        return inside
    near = [(distance, area) for area in plain if (distance := distance_to(area.path, place)) <= area.reach]
    if near:
        return min(near, key=lambda each: each[0])[1]
    return next((area for area in areas if area.everywhere and area.path.contains(place)), None)


def distance_to(path: QPainterPath, place: QPointF) -> float:
    """How far `place` is from the outline of `path`, in pixels."""
    corners = path.toFillPolygon().toList()
    sides = pairwise(corners)
    return min((_distance_to_side(place, start, end) for start, end in sides), default=float("inf"))


def _distance_to_side(place: QPointF, start: QPointF, end: QPointF) -> float:
    along, to = end - start, place - start
    length = QPointF.dotProduct(along, along)
    share = max(0.0, min(1.0, QPointF.dotProduct(to, along) / length)) if length else 0.0
    foot = start + along * share
    return hypot(place.x() - foot.x(), place.y() - foot.y())


def _outline(hotspot: Hotspot, picture: Picture, factors: tuple[float, float]) -> QPainterPath:
    across, down = factors
    path = QPainterPath()
    match hotspot.shape, hotspot.coords:
        case "rect", (left, top, right, bottom):
            corners = QPointF(left * across, top * down), QPointF(right * across, bottom * down)
            path.addRect(QRectF(*corners).normalized())
        case "circle", (x, y, radius):
            path.addEllipse(QPointF(x * across, y * down), radius * across, radius * down)
        case "ellipse", (x, y, wide, high):
            path.addEllipse(QPointF(x * across, y * down), wide * across, high * down)
        case "poly", coords if len(coords) >= 6:
            points = zip(coords[::2], coords[1::2], strict=False)
            path.addPolygon(QPolygonF([QPointF(x * across, y * down) for x, y in points]))
            path.closeSubpath()
        case _:
            path.addRect(QRectF(0, 0, picture.width * across, picture.height * down))
    return path
