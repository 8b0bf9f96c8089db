"""Text of an item: cleaned HTML in a QTextDocument that can load nothing but pictures of the pack."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from PySide6.QtCore import QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QImage,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import font, px
from question_packs import design_tokens as tokens
from question_packs.assessment.html import SCHEME, clean_html

_LINE_HEIGHT = round(tokens.LINE_HEIGHT * 100)
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
# Qt measures proportional height on the font's own line spacing, which is about a third more than its size already.
_QT_LINE_SPACING = 1.36


class PackDocument(QTextDocument):
    """A document whose only pictures are the pack's."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__()
        self._images = images
        self._presentation = presentation
        self._ratio = 1.0
        self._sizes: dict[str, QSizeF] = {}
        self.setDocumentMargin(0)
        self.setUndoRedoEnabled(False)

    def show_html(self, html: str, width: int, ratio: float, bold: bool = False) -> None:
        """Show `html`, cleaned, in lines of at most `width` pixels."""
        self._ratio = ratio
        self._sizes.clear()
        self.clear()
        self.setDefaultFont(font(tokens.TEXT_BASE, self._presentation.scale, bold))
        self.setDefaultStyleSheet(self._style())
        self.setHtml(clean_html(html))
        self._fit_pictures(width)
        self._space_lines()
        self._rule_tables()
        self.setTextWidth(width)

    def loadResource(self, kind: int, url: QUrl | str) -> QImage | None:
        """Pictures of the pack, by `pack:NAME`; everything else is refused."""
        name = pack_name(url if isinstance(url, str) else url.toString())
        if kind != QTextDocument.ResourceType.ImageResource.value or name is None:
            return None
        size = self._sizes.get(name) or self._images.natural_size(name)
        return None if size is None else self._images.picture(name, size, self._ratio, self._presentation.palette.ink)

    def spoken(self) -> str:
        """The text for a screen reader, with each picture's words in its place."""
        parts = []
        for fragment in self._fragments():
            form = fragment.charFormat()
            parts.append(form.toImageFormat().property(QTextCharFormat.Property.ImageAltText.value) or ""
                         if form.isImageFormat() else fragment.text())  # fmt: skip
        return " ".join(" ".join(str(part) for part in parts).split())

    def _style(self) -> str:
        ink = self._presentation.palette.ink
        gap = px(tokens.SPACE_3, self._presentation.scale)
        return f"* {{ color: {ink}; }} p, ul, ol, table {{ margin-top: 0; margin-bottom: {gap}px; }}"

    def _fragments(self) -> Iterator[QTextFragment]:
        block = self.begin()
        while block.isValid():
            step = block.begin()
            while not step.atEnd():
                yield step.fragment()
                step += 1
            block = block.next()

    def _fit_pictures(self, width: int) -> None:
        for fragment in [part for part in self._fragments() if part.charFormat().isImageFormat()]:
            form = fragment.charFormat().toImageFormat()
            name = pack_name(form.name())
            natural = self._images.natural_size(name) if name is not None else None
            if name is None or natural is None or natural.isEmpty():
                continue
            scale = min(self._presentation.scale, width / natural.width())
            self._sizes[name] = natural * scale
            form.setWidth(natural.width() * scale)
            form.setHeight(natural.height() * scale)
            form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
            cursor = QTextCursor(self)
            cursor.setPosition(fragment.position())
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(form)

    def _space_lines(self) -> None:
        cursor = QTextCursor(self)
        cursor.select(QTextCursor.SelectionType.Document)
        form = QTextBlockFormat()
        form.setLineHeight(_LINE_HEIGHT / _QT_LINE_SPACING, _PROPORTIONAL)
        cursor.mergeBlockFormat(form)
        last = QTextCursor(self.lastBlock())
        end = last.blockFormat()
        end.setBottomMargin(0)
        last.setBlockFormat(end)

    def _rule_tables(self) -> None:
        scale, palette = self._presentation.scale, self._presentation.palette
        for frame in self.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                form: QTextTableFormat = frame.format()
                form.setBorder(tokens.LINE_WIDTH)
                form.setBorderBrush(QColor(palette.line_strong))
                form.setBorderCollapse(True)
                form.setCellPadding(px(tokens.SPACE_2, scale))
                form.setTopMargin(px(tokens.SPACE_3, scale))
                form.setBottomMargin(px(tokens.SPACE_3, scale))
                frame.setFormat(form)


def pack_name(url: str) -> str | None:
    """The name in `pack:NAME`; None for every other address."""
    parts = urlsplit(url)
    if parts.scheme != SCHEME or parts.netloc or not parts.path or "/" in parts.path:
        return None
    return parts.path


class RichText(QWidget):
    """A piece of an item's text, as high as it needs to be. Passive: the keyboard never rests on it."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__()
        self._presentation = presentation
        self._document = PackDocument(images, presentation)

    @property
    def document(self) -> PackDocument:
        """What it shows."""
        return self._document

    def show_html(self, html: str, width: int, bold: bool = False) -> None:
        """Show `html` in `width` pixels and take the height that it needs."""
        self._document.show_html(html, width, self.devicePixelRatioF(), bold)
        self.setFixedSize(width, round(self._document.size().height() + 0.5))
        self.setAccessibleName(self._document.spoken())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the part that is asked for."""
        painter = QPainter(self)
        draw_document(self._document, painter, QRectF(event.rect()), self._presentation.palette.ink)


def draw_document(document: QTextDocument, painter: QPainter, clip: QRectF, ink: str) -> None:
    """Draw `document` at the painter's origin with `ink` as the colour of its text."""
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, QColor(ink))
    context.clip = clip
    painter.setClipRect(clip, Qt.ClipOperation.IntersectClip)
    document.documentLayout().draw(painter, context)
