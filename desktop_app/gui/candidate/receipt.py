"""The receipt: what was handed in, where it is now, its code, and the result if the centre sent it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.gui import icons
from desktop_app.gui.messages import mark
from desktop_app.gui.page import Sheet
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button, text_label
from desktop_app.gui.widgets.qr_code import QrCode
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.services.views import ReceiptView
    from question_packs.records.receipts import AttemptResult, ScoreLine

_QR = tokens.SPACE_12 * 4
_REASONS = {
    "by_time": mark("Waktu habis, dikumpulkan otomatis"),
    "by_proctor": mark("Dikumpulkan oleh pengawas"),
    "by_close": mark("Dikumpulkan saat sesi ditutup"),
}


class ReceiptPage(Sheet):
    """Shows a `ReceiptView`, again whenever something new is known."""

    stick_asked = Signal()
    stick_chosen = Signal(Path)
    finished = Signal()

    def __init__(self, presentation: Presentation) -> None:
        super().__init__(presentation, "receipt", mark("Jawaban Anda sudah dikumpulkan"))
        self._receipt: ReceiptView | None = None
        self._sticks: list[Path] = []
        self._place_icon, self._place = QLabel(), text_label("strong", "receipt-place")
        self._facts, self._code, self._qr = text_label("body"), text_label("large", "receipt-code"), QrCode()
        self._result, self._offers = QGridLayout(), QVBoxLayout()
        self._stick = self.button(mark("Kumpulkan dengan stik"), "hand-in-stick", "secondary", "stick")
        self._done = self.button(mark("Selesai"), "finish", "primary")
        self._build()

    def _build(self) -> None:
        place, words, row = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        place.addWidget(self._place_icon)
        place.addWidget(self._place, 1)
        words.addLayout(place)
        words.addWidget(self._facts)
        words.addWidget(self.label(mark("Kode bukti"), "small"))
        words.addWidget(self._code)
        words.addStretch(1)
        row.addLayout(words, 1)
        row.addWidget(self._qr, 0, Qt.AlignmentFlag.AlignTop)
        self._words_column, self._row = words, row
        self._result.setColumnStretch(0, 1)
        for layout in (row, self._result, self._offers):
            self.content.addLayout(layout)
        self.foot.addWidget(self._stick)
        self.foot.addStretch(1)
        self.foot.addWidget(self._done)
        self._stick.clicked.connect(self.stick_asked)
        self._done.clicked.connect(self.finished)

    def show_receipt(self, receipt: ReceiptView) -> None:
        """Show `receipt`; nothing moves where nothing is new."""
        if receipt != self._receipt:
            self._receipt = receipt
            self.refresh()

    def offer_sticks(self, folders: list[Path]) -> None:
        """Let the proctor choose among several sticks."""
        self._sticks = folders
        self.retranslate()

    def first_focus(self) -> QWidget | None:
        """The end."""
        return self._done

    def retranslate(self) -> None:
        """Where it is, the facts, the result."""
        receipt = self._receipt
        if receipt is None:
            return
        side = px(_QR, min(self.scale(), 1.5))
        self._row.setSpacing(px(tokens.SPACE_6, self.scale()))
        self._words_column.setSpacing(px(tokens.SPACE_2, self.scale()))
        self._qr.show_text(receipt.qr, side)
        self._code.setText(receipt.code)
        self._facts.setText(self._facts_text(receipt))
        self._show_place(receipt)
        self._show_result(receipt.result)
        self._show_offers()
        for layout in (self._result, self._offers):
            self.show_content(layout)
        self._stick.setVisible(not receipt.at_centre)

    def _facts_text(self, receipt: ReceiptView) -> str:
        answered = self.say("{answered} dari {items} soal dijawab", answered=receipt.answered, items=receipt.items)
        reason = _REASONS.get(receipt.reason)
        lines = (
            f"{receipt.name} · {receipt.candidate_number}",
            receipt.event_title,
            receipt.finished_at,
            answered,
            *([self.say(reason)] if reason else []),
        )
        return "\n".join(lines)

    def _show_place(self, receipt: ReceiptView) -> None:
        palette = self.presentation.palette
        icon, text = ("check", self.say("Tersimpan di PC ini. Akan dikirim ke pusat."))
        if receipt.at_centre:
            icon, text = ("double-check", self.say("Sudah sampai di pusat"))
        size = px(tokens.TEXT_LARGE, self.scale())
        self._place_icon.setPixmap(icons.pixmap(icon, size, palette.success, self.devicePixelRatioF()))
        self._place.setText(text)

    def _show_result(self, result: AttemptResult | None) -> None:
        self.clear_content(self._result)
        if result is None:
            return
        heading = text_label("large")
        heading.setText(self.say("Hasil Anda"))
        self._result.addWidget(heading, 0, 0, 1, 2)
        for row, line in enumerate((*result.sections, result.total), start=1):
            self._show_score(row, line, "strong" if line is result.total else "body")

    def _decimal(self, number: str) -> str:
        """A decimal as the language writes it."""
        return number if self.presentation.language == "en" else number.replace(".", ",")

    def _show_score(self, row: int, line: ScoreLine, role: str) -> None:
        title, score = text_label(role), text_label(role, wrap=False)
        title.setText(line.title)
        said = self.say("{score} dari {maximum}", score=self._decimal(line.score), maximum=self._decimal(line.maximum))
        if line.reached_cut is not None:
            said += " · " + (self.say("mencapai batas") if line.reached_cut else self.say("belum mencapai batas"))
        score.setText(said)
        self._result.addWidget(title, row, 0)
        self._result.addWidget(score, row, 1, Qt.AlignmentFlag.AlignRight)

    def _show_offers(self) -> None:
        self.clear_content(self._offers)
        for place, folder in enumerate(self._sticks):
            button = Button(f"offer-{place}", "secondary", "stick")
            button.setText(folder.name or str(folder))
            button.clicked.connect(lambda _=False, folder=folder: self.stick_chosen.emit(folder))
            button.restyle(self.presentation.palette, self.scale())
            self._offers.addWidget(button)
