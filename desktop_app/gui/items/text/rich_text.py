"""A piece of an item's text as a widget: tells where interactions, gaps and hottexts stand in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import cast

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QTextCharFormat, QTextFragment, QTextLine
from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.text.figures import LEAST_SIDE, Figure
from desktop_app.gui.items.text.pack_document import (
    NO_PLACES,
    PackDocument,
    draw_document,
    figure_of,
    hottext_of,
    place_of,
)
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from question_packs import design_tokens as tokens


class RichText(QWidget):
    """A piece of an item's text, as high as it needs to be. Passive: the keyboard never rests on it."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__()
        self._presentation = presentation
        self._document = PackDocument(images, presentation)
        self._hottexts: dict[str, list[QRectF]] = {}
        self._chosen: Collection[str] = ()
        self._focused: str | None = None
        self._html = ""
        self.marked: Sequence[tuple[int, int]] = ()

    @property
    def document(self) -> PackDocument:
        """What it shows."""
        return self._document

    def show_html(self, html: str, width: int, bold: bool = False, places: Mapping[str, QSizeF] = NO_PLACES) -> None:
        """Show `html` in `width` pixels and take the height that it needs.

        `places` gives the room in pixels for each `interaction:ID` and `gap:ID` of the text (`place_rects`).
        """
        self._document.show_html(html, width, self.devicePixelRatioF(), bold, places)
        self._hottexts = self._find_hottexts()
        self._chosen, self._focused = (), None
        if html != self._html:
            self._html, self.marked = html, ()
        self.setFixedSize(width, round(self._document.size().height() + 0.5))
        self.setAccessibleName(self._document.spoken())
        self.update()

    def place_rects(self) -> dict[str, QRectF]:
        """Where each place of the text lies, in this widget's coordinates, by `interaction:ID` or `gap:ID`."""
        rects = {}
        for fragment in self._document.fragments():
            if (address := place_of(fragment)) is not None:
                rects[address] = next(self._rects(fragment))
        return rects

    def figures(self) -> list[tuple[Figure, QRectF]]:
        """The pictures of the text that are worth being seen larger, and where each lies in this widget's coordinates."""
        found = [(figure_of(part), next(self._rects(part))) for part in self._document.pictures()]
        return [(figure, rect) for figure, rect in found if min(rect.width(), rect.height()) >= LEAST_SIDE]

    def hottext_rects(self) -> dict[str, list[QRectF]]:
        """Where each hottext lies, line by line, in this widget's coordinates, by its identifier."""
        return self._hottexts

    def mark_hottexts(self, chosen: Collection[str], focused: str | None) -> None:
        """Show these hottexts as chosen, and the ring of the keyboard round `focused`."""
        self._chosen, self._focused = chosen, focused
        self.update()

    def mark_ranges(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Show these ranges of the document (from, to, in its characters), until another text is shown."""
        self.marked = ranges
        self.update()

    def range_rects(self, start: int, end: int) -> list[QRectF]:
        """Where the document's characters from `start` to `end` lie, line by line; beyond its end nowhere."""
        rects = []
        block = self._document.findBlock(start)
        while block.isValid() and block.position() < end:
            origin = self._document.documentLayout().blockBoundingRect(block).topLeft()
            for line in (block.layout().lineAt(place) for place in range(block.layout().lineCount())):
                first = max(start - block.position(), line.textStart())
                last = min(end - block.position(), line.textStart() + line.textLength())
                if first < last:
                    left, right = sorted((_x(line, first), _x(line, last)))
                    rects.append(QRectF(left, line.y(), right - left, line.height()).translated(origin))
            block = block.next()
        return rects

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the part that is asked for."""
        painter = QPainter(self)
        self._paint_chosen(painter)
        self._paint_marked(painter)
        painter.save()
        draw_document(self._document, painter, QRectF(event.rect()), self._presentation.palette.ink)
        painter.restore()
        self._paint_marks(painter)

    def _find_hottexts(self) -> dict[str, list[QRectF]]:
        rects: dict[str, list[QRectF]] = {}
        for fragment in self._document.fragments():
            if (identifier := hottext_of(fragment)) is not None:
                for rect in self._rects(fragment):
                    _join(rects.setdefault(identifier, []), rect)
        return rects

    def _rects(self, fragment: QTextFragment) -> Iterator[QRectF]:
        """What `fragment` fills of each line: of a higher line (with a tall gap) only as much as its own height."""
        above, height = _extent(fragment.charFormat())
        block = self._document.findBlock(fragment.position())
        origin = self._document.documentLayout().blockBoundingRect(block).topLeft()
        first = fragment.position() - block.position()
        for place in range(block.layout().lineCount()):
            line = block.layout().lineAt(place)
            start = max(first, line.textStart())
            end = min(first + fragment.length(), line.textStart() + line.textLength())
            if start < end:
                left, right = sorted((_x(line, start), _x(line, end)))
                yield QRectF(left, line.y() + line.ascent() - above, right - left, height).translated(origin)

    def _paint_chosen(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._presentation.palette.selected))
        for identifier in self._chosen:
            for rect in self._hottexts.get(identifier, ()):
                painter.drawRect(rect)

    def _paint_marked(self, painter: QPainter) -> None:
        """As by a highlighter, with a line below: told by more than a colour."""
        palette = self._presentation.palette
        for rect in (rect for start, end in self.marked for rect in self.range_rects(start, end)):
            painter.fillRect(rect, QColor(palette.flag_soft))
            painter.setPen(QPen(QColor(palette.flag), tokens.LINE_WIDTH * 2))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_marks(self, painter: QPainter) -> None:
        """Chosen by a frame, choosable by a dotted line below, the keyboard by its ring."""
        palette = self._presentation.palette
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for identifier, rects in self._hottexts.items():
            for rect in rects:
                if identifier in self._chosen:
                    painter.setPen(QPen(QColor(palette.primary), tokens.LINE_WIDTH * 2))
                    painter.drawRect(rect)
                else:
                    painter.setPen(QPen(QColor(palette.line_strong), tokens.LINE_WIDTH * 2, Qt.PenStyle.DotLine))
                    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
                if identifier == self._focused:
                    painter.setPen(QPen(QColor(palette.focus), tokens.FOCUS_WIDTH))
                    radius = px(tokens.RADIUS_SMALL, self._presentation.scale)
                    painter.drawRoundedRect(rect, radius, radius)


def _extent(form: QTextCharFormat) -> tuple[float, float]:
    """How far above the baseline text or place begins, and its height."""
    metrics = QFontMetrics(form.font())
    if not form.isImageFormat():
        return metrics.ascent(), metrics.height()
    height = form.toImageFormat().height()
    return (height + metrics.xHeight() / 2) / 2, height  # as QTextDocument aligns an object to the middle


def _x(line: QTextLine, place: int) -> float:
    x, _ = cast("tuple[float, int]", line.cursorToX(place))
    return x


def _join(rects: list[QRectF], rect: QRectF) -> None:
    """Add `rect`; what continues the last one on its line (a bold word within) becomes one with it."""
    if rects and abs(rects[-1].top() - rect.top()) < 1 and abs(rects[-1].right() - rect.left()) < 1:
        rects[-1] = rects[-1].united(rect)
    else:
        rects.append(rect)
