"""The list of a source's items: by section, with what became of each, to be searched and narrowed to those with remarks."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from desktop_app.gui import icons
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import font, px
from desktop_app.gui.widgets.buttons import Button, text_label
from desktop_app.preview.source import Entry, SourceContent
from desktop_app.preview.words import KINDS, OUTCOME_LOOKS, OUTCOMES
from question_packs import design_tokens as tokens
from question_packs.assessment.model import AssessmentSection

_THING = Qt.ItemDataRole.UserRole
Thing = Entry | AssessmentSection


class ItemList(QFrame):
    """`chosen` carries an `Entry` or, for the heading of a section, its `AssessmentSection`."""

    chosen = Signal(object)

    def __init__(self, presentation: Presentation) -> None:
        super().__init__()
        self.setProperty("role", "ground")
        self._presentation = presentation
        self._content: SourceContent | None = None
        self.search = QLineEdit()
        self.search.setObjectName("search")
        self.search.textChanged.connect(self._fill)
        self.only_remarks = Button("only-remarks", "secondary", "warning")
        self.only_remarks.setCheckable(True)
        self.only_remarks.toggled.connect(self._fill)
        self._count = text_label("small", "item-count")
        self.rows = QListWidget()
        self.rows.setObjectName("items")
        self.rows.setItemDelegate(_RowPainter(presentation))
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.rows.currentItemChanged.connect(self._tell)
        self._column = QVBoxLayout(self)
        for part in (self.search, self.only_remarks, self._count, self.rows):
            self._column.addWidget(part)

    def show_content(self, content: SourceContent) -> None:
        """List another source, or the same one read again."""
        self._content = content
        self._fill()

    def select(self, thing: Thing) -> None:
        """Mark an item or section of the list, where it is listed; `chosen` stays silent."""
        blocked = self.rows.blockSignals(True)
        for row in range(self.rows.count()):
            if self.rows.item(row).data(_THING) is thing:
                self.rows.setCurrentRow(row)
                break
        self.rows.blockSignals(blocked)

    def things(self) -> list[Thing]:
        """What is listed now."""
        return [self.rows.item(row).data(_THING) for row in range(self.rows.count())]

    def refresh(self) -> None:
        """Take language, colours and sizes in use."""
        presentation = self._presentation
        say, gap = presentation.say, px(tokens.SPACE_2, presentation.frame_scale)
        self._column.setContentsMargins(gap, gap, gap, gap)
        self._column.setSpacing(gap)
        self.search.setPlaceholderText(say("Cari (Ctrl+F)"))
        self.search.setAccessibleName(say("Cari butir soal"))
        self.rows.setAccessibleName(say("Butir soal"))
        self.only_remarks.setText(say("Ada catatan"))
        palette = presentation.palette
        self.rows.setStyleSheet(
            f"QListWidget {{ background: {palette.surface}; border: {tokens.LINE_WIDTH}px solid {palette.line}; }}"
            f"QListWidget:focus {{ border: {tokens.FOCUS_WIDTH}px solid {palette.focus}; }}"
        )
        self._fill()

    def _fill(self) -> None:
        """List what fits the search, each section's heading above its items; what was selected stays so."""
        content = self._content
        if content is None:
            return
        now = self.rows.currentItem()
        kept = None if now is None else now.data(_THING)
        blocked = self.rows.blockSignals(True)
        self.rows.clear()
        section: AssessmentSection | None = None
        shown = [each for each in content.entries if self._fits(each)]
        for entry in shown:
            if entry.section is not None and entry.section is not section:
                section = entry.section
                self._add(section, section.title)
            self._add(entry, self._spoken(entry))
        self._count.setText(
            self._presentation.say("{shown} dari {all} butir soal", shown=len(shown), all=len(content.entries))
        )
        if kept is not None:
            self.select(kept)
        self.rows.blockSignals(blocked)

    def _fits(self, entry: Entry) -> bool:
        words = f"{entry.identifier} {entry.title}".casefold()
        return self.search.text().casefold() in words and (not self.only_remarks.isChecked() or bool(entry.checks))

    def _add(self, thing: Thing, spoken: str) -> None:
        row = QListWidgetItem(spoken)
        row.setData(_THING, thing)
        self.rows.addItem(row)

    def _spoken(self, entry: Entry) -> str:
        return (
            f"{entry.identifier}, {entry.title}, {kind_of(entry, self._presentation)}, {_outcome(entry, self._presentation)}"
        )

    def _tell(self, now: QListWidgetItem | None) -> None:
        if now is not None:
            self.chosen.emit(now.data(_THING))


class _RowPainter(QStyledItemDelegate):
    """Draws an item in three lines with the mark of its outcome, and a section as a heading."""

    def __init__(self, presentation: Presentation) -> None:
        super().__init__(presentation)
        self._presentation = presentation

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as its lines."""
        lines = self._fonts(index.data(_THING))
        return QSize(0, sum(QFontMetrics(each).height() for each in lines) + 2 * self._pad())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Ground, mark, lines; what is selected has a bar at its left edge too."""
        thing, palette, pad = index.data(_THING), self._presentation.palette, self._pad()
        box = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, QColor(palette.selected if selected else palette.surface))
        if selected:
            painter.fillRect(QRectF(box.left(), box.top(), pad / 2, box.height()), QColor(palette.primary))
        painter.setPen(QColor(palette.line))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        text = box.adjusted(2 * pad, pad, -pad, -pad)
        if isinstance(thing, Entry):
            self._paint_mark(painter, thing, text)
            text.setRight(text.right() - 3 * pad)
        self._paint_lines(painter, thing, text)
        painter.restore()

    def _paint_mark(self, painter: QPainter, entry: Entry, text: QRectF) -> None:
        icon, colour = OUTCOME_LOOKS[entry.outcome]
        size = 2 * self._pad() + tokens.SPACE_1
        icons.paint(
            painter, icon, QRectF(text.right() - size, text.top(), size, size), getattr(self._presentation.palette, colour)
        )

    def _paint_lines(self, painter: QPainter, thing: Thing, box: QRectF) -> None:
        palette, presentation = self._presentation.palette, self._presentation
        lines = [(thing.title or thing.identifier, palette.primary)]
        if isinstance(thing, Entry):
            below = f"{kind_of(thing, presentation)} · {_outcome(thing, presentation)}".removeprefix(" · ")
            lines = [(thing.identifier, palette.ink), (thing.title, palette.ink), (below, palette.ink_soft)]
        for face, (words, ink) in zip(self._fonts(thing), lines, strict=True):
            metrics = QFontMetrics(face)
            painter.setFont(face)
            painter.setPen(QColor(ink))
            elided = metrics.elidedText(words, Qt.TextElideMode.ElideRight, round(box.width()))
            painter.drawText(box, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, elided)
            box.setTop(box.top() + metrics.height())

    def _fonts(self, thing: Thing) -> list:
        scale = self._presentation.frame_scale
        bold, small = font(tokens.TEXT_SMALL, scale, bold=True), font(tokens.TEXT_SMALL, scale)
        return [bold, small, small] if isinstance(thing, Entry) else [bold]

    def _pad(self) -> int:
        return px(tokens.SPACE_2, self._presentation.frame_scale)


def kind_of(entry: Entry, presentation: Presentation) -> str:
    """The kinds of question in an item, in words."""
    kinds = dict.fromkeys(KINDS[type(each)] for each in (entry.item.interactions if entry.item else ()))
    return ", ".join(presentation.say(each) for each in kinds)


def _outcome(entry: Entry, presentation: Presentation) -> str:
    return presentation.say(OUTCOMES[entry.outcome])
