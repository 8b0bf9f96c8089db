"""The text of an item as a document: cleaned HTML in a QTextDocument that can load nothing but pictures of the pack.

Used by `rich_text` and by the widgets that draw a text inside themselves (option cards, pieces).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from urllib.parse import urlsplit

from PySide6.QtCore import QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QImage,
    QPainter,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextFrame,
    QTextImageFormat,
    QTextOption,
    QTextTable,
    QTextTableFormat,
)

from desktop_app.gui.items.text.document_html import for_document
from desktop_app.gui.items.text.figures import Figure
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.items.text.ruby import Ruby, is_ruby
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from question_packs import design_tokens as tokens
from question_packs.assessment.html import HOTTEXT, PLACES, SCHEME, clean_html

_LINE_HEIGHT = round(tokens.LINE_HEIGHT * 100)
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
_FIXED = "'Noto Sans Mono', 'DejaVu Sans Mono', 'Consolas', monospace"
_SMALLEST_IN_TABLE, _TABLE_STEP = 0.6, 0.9
NO_PLACES: Mapping[str, QSizeF] = {}


class PackDocument(QTextDocument):
    """A document whose only pictures are the pack's."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__()
        self._images = images
        self._presentation = presentation
        self._ratio = 1.0
        self._sizes: dict[str, QSizeF] = {}
        self._rubies: dict[str, Ruby] = {}
        self._side = Qt.AlignmentFlag.AlignLeft
        self.setDocumentMargin(0)
        self.setUndoRedoEnabled(False)
        self._wrap(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)  # a long address breaks rather than is cut

    def align(self, side: Qt.AlignmentFlag) -> None:
        """Lines begin at `side`, or stand in the middle, from the next `show_html` on."""
        self._side = side
        self._wrap(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def show_html(
        self, html: str, width: int, ratio: float, bold: bool = False, places: Mapping[str, QSizeF] = NO_PLACES
    ) -> None:
        """Show `html`, cleaned, in lines of at most `width` pixels.

        `places` are the sizes in pixels of what stands in the text by its address (`interaction:ID`, `gap:ID`); a place
        wider than the line is cut to it, and one without a size takes no room.
        """
        self._ratio = ratio
        self._sizes.clear()
        self._rubies.clear()
        self.clear()
        self.setDefaultFont(self._presentation.text_font(bold))
        if not html:
            return
        style = self._style()
        if style != self.defaultStyleSheet():  # reading one takes as long as reading the text
            self.setDefaultStyleSheet(style)
        self.setHtml(for_document(clean_html(html)))
        self._fit_pictures(width)
        self._make_places(places, width)
        self._make_rubies(width)
        self._quiet_hottexts()
        self._space_lines()
        self._rule_tables()
        self._shrink_tables(width)
        self.setTextWidth(width)

    def loadResource(self, kind: int, url: QUrl | str) -> QImage | None:
        """Pictures of the pack, by `pack:NAME`; everything else is refused."""
        address = url if isinstance(url, str) else url.toString()
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        if is_place(address):
            return _nothing_to_see()
        if address in self._rubies:
            return self._rubies[address].draw(self._ratio, self._presentation.palette.ink)
        name = pack_name(address)
        if name is None:
            return None
        size = self._sizes.get(name) or self._images.natural_size(name)
        return None if size is None else self._images.picture(name, size, self._ratio, self._presentation.palette.ink)

    def pictures(self) -> list[QTextFragment]:
        """The pictures of the pack that it shows, without formulas and without places."""
        images = [part for part in self.fragments() if part.charFormat().isImageFormat()]
        named = [(part, pack_name(part.charFormat().toImageFormat().name())) for part in images]
        return [part for part, name in named if name in self._sizes and self._images.depth(name) is None]

    def spoken(self) -> str:
        """The text for a screen reader, with each picture's words in its place."""
        parts = []
        for fragment in self.fragments():
            form = fragment.charFormat()
            parts.append(_alt(form) if form.isImageFormat() else fragment.text())
        return " ".join(" ".join(parts).split())

    def _style(self) -> str:
        ink = self._presentation.palette.ink
        gap = px(tokens.SPACE_3, self._presentation.scale)
        return (
            f"* {{ color: {ink}; }} p, ul, ol, dl, pre, blockquote, table {{ margin-top: 0; margin-bottom: {gap}px; }} "
            f"pre, code, kbd, samp, tt {{ font-family: {_FIXED}; }} dt {{ font-weight: bold; }} "
            f"blockquote {{ margin-left: {2 * gap}px; margin-right: {2 * gap}px; }} small {{ font-size: small; }} "
            "h1, h2 { font-size: large; } h3, h4, h5, h6 { font-size: medium; }"  # a heading leaves the text its room
        )

    def fragments(self) -> Iterator[QTextFragment]:
        """Every run of text or object, in reading order."""
        block = self.begin()
        while block.isValid():
            step = block.begin()
            while not step.atEnd():
                yield step.fragment()
                step += 1
            block = block.next()

    def _fit_pictures(self, width: int) -> None:
        for fragment in [part for part in self.fragments() if part.charFormat().isImageFormat()]:
            form = fragment.charFormat().toImageFormat()
            name = pack_name(form.name())
            natural = self._images.natural_size(name) if name is not None else None
            if name is None or natural is None or natural.isEmpty():
                continue
            wanted = _asked_size(form, natural)
            scale = min(self._presentation.scale, width / wanted.width())
            self._sizes[name] = wanted * scale
            form.setWidth(wanted.width() * scale)
            form.setHeight(wanted.height() * scale)
            _stand(form, self._images.depth(name), scale)
            self._set_format(fragment, form)

    def _make_places(self, places: Mapping[str, QSizeF], width: int) -> None:
        for fragment in [part for part in self.fragments() if place_of(part) is not None]:
            form = fragment.charFormat().toImageFormat()
            size = places.get(form.name(), QSizeF(1, 1))
            form.setWidth(min(size.width(), width))
            form.setHeight(size.height())
            form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
            self._set_format(fragment, form)

    def _make_rubies(self, width: int) -> None:
        """Readings above their texts; in brackets behind them where a line is too narrow for the pair."""
        for fragment in reversed([part for part in self.fragments() if is_ruby(_address(part))]):
            form = fragment.charFormat().toImageFormat()
            ruby = Ruby.at(form.name(), self._font_like(form))
            if ruby.size.width() > width:
                self._cursor_over(fragment).insertText(ruby.spoken, _as_text(form))
                continue
            form.setName(f"{form.name()}/{len(self._rubies)}")  # the same pair may stand here in another font
            form.setWidth(ruby.size.width())
            form.setHeight(ruby.size.height())
            form.setFont(_font_hanging(ruby.depth))
            form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
            form.setProperty(QTextCharFormat.Property.ImageAltText.value, ruby.spoken)
            self._rubies[form.name()] = ruby
            self._set_format(fragment, form)

    def _font_like(self, form: QTextCharFormat) -> QFont:
        """The document's font, as heavy and as slanted as `form`."""
        face = QFont(self.defaultFont())
        face.setBold(face.bold() or form.font().bold())
        face.setItalic(form.fontItalic())
        return face

    def _quiet_hottexts(self) -> None:
        """A text that can be chosen looks like text: its marks are drawn by the widget that shows them."""
        plain = QTextCharFormat()
        plain.setFontUnderline(False)
        plain.setForeground(QColor(self._presentation.palette.ink))
        for fragment in [part for part in self.fragments() if part.charFormat().isAnchor()]:
            self._cursor_over(fragment).mergeCharFormat(plain)

    def _set_format(self, fragment: QTextFragment, form: QTextCharFormat) -> None:
        self._cursor_over(fragment).setCharFormat(form)

    def _cursor_over(self, fragment: QTextFragment) -> QTextCursor:
        cursor = QTextCursor(self)
        cursor.setPosition(fragment.position())
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _space_lines(self) -> None:
        cursor = QTextCursor(self)
        cursor.select(QTextCursor.SelectionType.Document)
        form = QTextBlockFormat()
        # Qt measures proportional height on the font's own height, which is more than its size already.
        face = self.defaultFont()
        form.setLineHeight(_LINE_HEIGHT * face.pixelSize() / QFontMetricsF(face).height(), _PROPORTIONAL)
        form.setNonBreakableLines(False)  # program text too is wrapped rather than cut
        cursor.mergeBlockFormat(form)
        last = QTextCursor(self.lastBlock())
        end = last.blockFormat()
        end.setBottomMargin(0)
        last.setBlockFormat(end)

    def _wrap(self, mode: QTextOption.WrapMode) -> None:
        option = QTextOption(self._side)
        option.setWrapMode(mode)
        self.setDefaultTextOption(option)

    def _shrink_tables(self, width: int) -> None:
        """Letters of a table too wide for its words become smaller, step by step; only then its words break."""
        tables = list(_tables(self.rootFrame()))
        if not tables:
            return
        self._wrap(QTextOption.WrapMode.WordWrap)
        self.setTextWidth(width)
        for table in tables:
            size: float = self._presentation.text_font().pixelSize()
            smallest = max(tokens.TEXT_BASE, size * _SMALLEST_IN_TABLE)
            while self.documentLayout().frameBoundingRect(table).width() > width and size > smallest:
                size = max(smallest, size * _TABLE_STEP)
                self._resize_text(table, round(size))
        self._wrap(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def _resize_text(self, table: QTextTable, pixels: int) -> None:
        smaller = QTextCharFormat()
        smaller.setProperty(QTextFormat.Property.FontPixelSize, pixels)
        inside = range(table.firstPosition(), table.lastPosition() + 1)
        for fragment in [part for part in self.fragments() if part.position() in inside]:
            if not fragment.charFormat().isImageFormat():
                self._cursor_over(fragment).mergeCharFormat(smaller)

    def _rule_tables(self) -> None:
        scale, palette = self._presentation.frame_scale, self._presentation.palette
        for table in _tables(self.rootFrame()):
            form: QTextTableFormat = table.format()
            form.setBorder(tokens.LINE_WIDTH)
            form.setBorderBrush(QColor(palette.line_strong))
            form.setBorderCollapse(True)
            form.setCellPadding(px(tokens.SPACE_2, scale))
            form.setTopMargin(px(tokens.SPACE_3, scale))
            form.setBottomMargin(px(tokens.SPACE_3, scale))
            form.setRightMargin(2 * tokens.LINE_WIDTH)  # the outermost line lies beyond the width that Qt reckons
            table.setFormat(form)


def pack_name(url: str) -> str | None:
    """The name in `pack:NAME`; None for every other address."""
    parts = urlsplit(url)
    if parts.scheme != SCHEME or parts.netloc or not parts.path or "/" in parts.path:
        return None
    return parts.path


def _tables(frame: QTextFrame) -> Iterator[QTextTable]:
    """Every table within `frame`, also those within cells and quotations."""
    for child in frame.childFrames():
        if isinstance(child, QTextTable):
            yield child
        yield from _tables(child)


def _asked_size(form: QTextImageFormat, natural: QSizeF) -> QSizeF:
    """The size that the author asked for at 100 %; one side alone keeps the picture's shape."""
    shape = natural.height() / natural.width()
    if form.width() > 0:
        return QSizeF(form.width(), form.height() if form.height() > 0 else form.width() * shape)
    return QSizeF(form.height() / shape, form.height()) if form.height() > 0 else natural


def _stand(form: QTextImageFormat, depth: float | None, scale: float) -> None:
    """A formula stands on the line of the text, every other picture in its middle.

    QTextDocument lets an object hang below the line only by as much as its font's letters do: the font is chosen for that.
    """
    if depth is None:
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
    elif round(depth * scale) < 1:
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignNormal)
    else:
        form.setFont(_font_hanging(round(depth * scale)))
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)


@cache
def _font_hanging(depth: int) -> QFont:
    """The smallest font whose letters reach `depth` pixels below the line."""
    face = QFont(list(tokens.FONT_FAMILIES))
    size = depth
    face.setPixelSize(size)
    while QFontMetrics(face).descent() < depth:
        size += 1
        face.setPixelSize(size)
    return face


def is_place(address: str) -> bool:
    """Whether `address` is of an inline interaction or a gap, not of a picture."""
    return address.partition(":")[0] in PLACES


def place_of(fragment: QTextFragment) -> str | None:
    """The address (`interaction:ID`, `gap:ID`) of the place that `fragment` is; None for everything else."""
    name = _address(fragment)
    return name if is_place(name) else None


def _address(fragment: QTextFragment) -> str:
    """Of a picture, place or ruby; empty for text."""
    form = fragment.charFormat()
    return form.toImageFormat().name() if form.isImageFormat() else ""


def _as_text(form: QTextImageFormat) -> QTextCharFormat:
    """The format of text where an object stood."""
    text = QTextCharFormat(form)
    text.clearProperty(QTextFormat.Property.ObjectType)
    text.clearProperty(QTextFormat.Property.ImageName)
    return text


def figure_of(fragment: QTextFragment) -> Figure:
    """The picture that `fragment` is, one of `PackDocument.pictures`."""
    form = fragment.charFormat()
    return Figure(pack_name(form.toImageFormat().name()) or "", _alt(form))


def _alt(form: QTextCharFormat) -> str:
    return str(form.property(QTextCharFormat.Property.ImageAltText.value) or "")


def hottext_of(fragment: QTextFragment) -> str | None:
    """The identifier of the hottext that `fragment` belongs to; None for everything else."""
    scheme, _, identifier = fragment.charFormat().anchorHref().partition(":")
    return identifier if scheme == HOTTEXT else None


def _nothing_to_see() -> QImage:
    image = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


def draw_document(document: QTextDocument, painter: QPainter, clip: QRectF, ink: str) -> None:
    """Draw `document` at the painter's origin with `ink` as the colour of its text."""
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, QColor(ink))
    context.clip = clip
    painter.setClipRect(clip, Qt.ClipOperation.IntersectClip)
    document.documentLayout().draw(painter, context)
