"""The kiosk's own small set of icons: strokes on a grid of 24, drawn crisply at any size and in any colour."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

_GRID = 24.0
_STROKE = 2.0


def _lines(*strokes: tuple[tuple[float, float], ...]) -> QPainterPath:
    path = QPainterPath()
    for first, *rest in strokes:
        path.moveTo(QPointF(*first))
        for point in rest:
            path.lineTo(QPointF(*point))
    return path


def _with_circle(path: QPainterPath, x: float, y: float, radius: float) -> QPainterPath:
    path.addEllipse(QPointF(x, y), radius, radius)
    return path


def _contrast() -> QPainterPath:
    path = _with_circle(QPainterPath(), 12, 12, 9)
    path.moveTo(12, 3)
    path.arcTo(QRectF(3, 3, 18, 18), 90, -180)
    for y in (7, 10, 13, 16):
        path.moveTo(12, y)
        path.lineTo(17.5, y)
    path.moveTo(12, 3)
    path.lineTo(12, 21)
    return path


def _person() -> QPainterPath:
    path = _with_circle(QPainterPath(), 12, 8, 4)
    path.moveTo(4, 21)
    path.cubicTo(4, 15, 20, 15, 20, 21)
    return path


def _bell() -> QPainterPath:
    path = QPainterPath(QPointF(5, 17))
    path.cubicTo(8, 14, 5, 5, 12, 5)
    path.cubicTo(19, 5, 16, 14, 19, 17)
    path.closeSubpath()
    path.addPath(_lines(((10, 20.5), (14, 20.5)), ((12, 2.5), (12, 4.5))))
    return path


def _lock() -> QPainterPath:
    path = _lines(((4.5, 10.5), (19.5, 10.5), (19.5, 21), (4.5, 21), (4.5, 10.5)), ((12, 14.5), (12, 17)))
    path.moveTo(8, 10.5)
    path.lineTo(8, 7)
    path.arcTo(QRectF(8, 3, 8, 8), 180, -180)
    path.lineTo(16, 10.5)
    return path


def _again() -> QPainterPath:
    path = QPainterPath()
    path.arcMoveTo(QRectF(3.5, 3.5, 17, 17), 40)
    path.arcTo(QRectF(3.5, 3.5, 17, 17), 40, 290)
    path.addPath(_lines(((19.5, 2), (19, 7), (14, 6.5))))
    return path


_TRIANGLE = ((12.0, 3.5), (22.0, 20.5), (2.0, 20.5), (12.0, 3.5))

_SHAPES: dict[str, Callable[[], QPainterPath]] = {
    "check": lambda: _lines(((4, 12.5), (9.5, 18), (20, 6.5))),
    "ok": lambda: _with_circle(_lines(((7.5, 12.5), (10.8, 15.8), (16.5, 8.8))), 12, 12, 9.5),
    "double-check": lambda: _lines(((1.5, 12.5), (6.5, 17.5), (15.5, 6.5)), ((12, 16.8), (12.8, 17.5), (22.5, 6.5))),
    "warning": lambda: _lines(_TRIANGLE, ((12, 10), (12, 14.5)), ((12, 17.3), (12, 17.5))),
    "problem": lambda: _lines(
        ((8, 2.5), (16, 2.5), (21.5, 8), (21.5, 16), (16, 21.5), (8, 21.5), (2.5, 16), (2.5, 8), (8, 2.5)),
        ((8.5, 8.5), (15.5, 15.5)),
        ((15.5, 8.5), (8.5, 15.5)),
    ),
    "clock": lambda: _with_circle(_lines(((12, 6.5), (12, 12), (16, 14.5))), 12, 12, 9.5),
    "saving": lambda: _lines(((5, 12), (5.1, 12)), ((12, 12), (12.1, 12)), ((19, 12), (19.1, 12))),
    "left": lambda: _lines(((15, 5), (8, 12), (15, 19))),
    "up": lambda: _lines(((5, 15), (12, 8), (19, 15))),
    "cross": lambda: _lines(((6, 6), (18, 18)), ((18, 6), (6, 18))),
    "down": lambda: _lines(((5, 9), (12, 16), (19, 9))),
    "right": lambda: _lines(((9, 5), (16, 12), (9, 19))),
    "flag": lambda: _lines(((6, 22), (6, 3), (19, 3), (15.5, 8), (19, 13), (6, 13))),
    "plus": lambda: _lines(((12, 5), (12, 19)), ((5, 12), (19, 12))),
    "minus": lambda: _lines(((5, 12), (19, 12))),
    "contrast": _contrast,
    "person": _person,
    "bell": _bell,
    "stick": lambda: _lines(
        ((8, 10), (8, 3), (16, 3), (16, 10)),
        ((6, 10), (18, 10), (18, 21.5), (6, 21.5), (6, 10)),
        ((11, 6), (11, 6.1)),
        ((13.2, 6), (13.2, 6.1)),
    ),
    "pause": lambda: _with_circle(_lines(((9.5, 8), (9.5, 16)), ((14.5, 8), (14.5, 16))), 12, 12, 9.5),
    "lock": _lock,
    "exit": lambda: _lines(
        ((13, 3), (4, 3), (4, 21), (13, 21)), ((9.5, 12), (21, 12)), ((16.5, 7), (21.5, 12), (16.5, 17))
    ),
    "screens": lambda: _lines(
        ((2, 4), (14, 4), (14, 13), (2, 13), (2, 4)),
        ((10, 16.5), (10, 20), (22, 20), (22, 11), (17.5, 11)),
    ),
    "link": lambda: _with_circle(
        _with_circle(_with_circle(_lines(((12, 8), (12, 12)), ((5.5, 16), (12, 12), (18.5, 16))), 12, 5, 3), 4, 18, 3),
        20, 18, 3,
    ),
    "map": lambda: _lines(
        *((((x, y), (x + 7, y), (x + 7, y + 7), (x, y + 7), (x, y))) for x in (3, 14) for y in (3, 14))
    ),
    "search": lambda: _with_circle(_lines(((15, 15), (21.5, 21.5))), 9.5, 9.5, 7),
    "enlarge": lambda: _with_circle(
        _lines(((15, 15), (21.5, 21.5)), ((6, 9.5), (13, 9.5)), ((9.5, 6), (9.5, 13))), 9.5, 9.5, 7
    ),
    "fit": lambda: _lines(((3, 8), (3, 3), (8, 3)), ((16, 3), (21, 3), (21, 8)), ((21, 16), (21, 21), (16, 21)),
                          ((8, 21), (3, 21), (3, 16))),
    "play": lambda: _lines(((7, 4), (20, 12), (7, 20), (7, 4))),
    "again": _again,
    "cut": lambda: _lines(
        ((2, 12), (7, 12)), ((17, 12), (22, 12)), ((7, 7.5), (7, 16.5)), ((17, 7.5), (17, 16.5)), ((10, 19), (14, 5))
    ),
    "silent": lambda: _with_circle(_lines(((7.5, 12), (16.5, 12))), 12, 12, 9.5),
    "ring": lambda: _with_circle(QPainterPath(), 12, 12, 8),
    "seated": lambda: _with_circle(_with_circle(QPainterPath(), 12, 12, 8), 12, 12, 3),
    "crossed": lambda: _with_circle(_lines(((6, 18), (18, 6))), 12, 12, 8.5),
    "list": lambda: _lines(((8.5, 6), (21, 6)), ((8.5, 12), (21, 12)), ((8.5, 18), (21, 18)), ((3, 6), (4, 6)),
                           ((3, 12), (4, 12)), ((3, 18), (4, 18))),
}  # fmt: skip


def paint(painter: QPainter, name: str, box: QRectF, colour: str) -> None:
    """Draw icon `name` into `box`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / _GRID, box.height() / _GRID)
    pen = QPen(QColor(colour), _STROKE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPath(_SHAPES[name]())
    painter.restore()


def pixmap(name: str, size: int, colour: str, ratio: float = 1.0, gap: int = 0, left: int = 0) -> QPixmap:
    """Icon `name` as a picture of `size` logical pixels for a screen of device ratio `ratio`.

    `gap` makes the picture wider by so many pixels of nothing, of which `left` come before the icon.
    """
    picture = QPixmap(round((size + gap) * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint(painter, name, QRectF(left, 0, size, size), colour)
    painter.end()
    return picture


def icon(name: str, size: int, colour: str, ratio: float = 1.0, gap: int = 0, left: int = 0) -> QIcon:
    """Icon `name` for a button."""
    return QIcon(pixmap(name, size, colour, ratio, gap, left))
