"""Is this you? The candidate confirms name and photo, or calls the proctor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.page import Sheet
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import text_label
from desktop_app.gui.widgets.portrait import portrait
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.services.views import CandidateView

_PHOTO = (tokens.SPACE_12 * 4, tokens.SPACE_12 * 16 // 3)
_FACTS = (
    ("candidate_number", mark("Nomor peserta")),
    ("nip", mark("NIP")),
    ("position", mark("Jabatan")),
    ("unit", mark("Unit kerja")),
    ("seat", mark("Kursi")),
    ("test_title", mark("Ujian")),
)


class IdentityPage(Sheet):
    """Photo or initials, name, and the facts of the roster."""

    confirmed = Signal()
    denied = Signal()
    back_asked = Signal()

    def __init__(self, presentation: Presentation) -> None:
        super().__init__(presentation, "identity", mark("Apakah ini Anda?"))
        self._candidate: CandidateView | None = None
        self._photo = QLabel()
        self._name = text_label("large", "candidate-name")
        self._values: dict[str, QLabel] = {}
        row, facts = QHBoxLayout(), QGridLayout()
        facts.addWidget(self._name, 0, 0, 1, 2)
        for line, (key, text) in enumerate(_FACTS, start=1):
            self._values[key] = text_label("body")
            facts.addWidget(self.label(text, "soft"), line, 0, Qt.AlignmentFlag.AlignTop)
            facts.addWidget(self._values[key], line, 1)
        facts.setColumnStretch(1, 1)
        facts.setRowStretch(len(_FACTS) + 1, 1)
        row.addWidget(self._photo, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(facts, 1)
        self._row, self._facts = row, facts
        self.content.addLayout(row)
        self._no = self.button(mark("Bukan saya"), "identity-no", "secondary")
        self._back = self.button(mark("Kembali ke halaman masuk"), "identity-back", "plain", "left")
        self._yes = self.button(mark("Ya, ini saya"), "identity-yes", "primary")
        self.foot.addWidget(self._no)
        self.foot.addWidget(self._back)
        self.foot.addStretch(1)
        self.foot.addWidget(self._yes)
        self._yes.clicked.connect(self.confirmed)
        self._no.clicked.connect(self._deny)
        self._back.clicked.connect(self.back_asked)

    def show_candidate(self, candidate: CandidateView) -> None:
        """Ask `candidate`."""
        self._candidate = candidate
        self.banner.hide()
        for button, seen in ((self._yes, True), (self._no, True), (self._back, False)):
            button.setVisible(seen)
        self.refresh()

    def first_focus(self) -> QWidget | None:
        """The kind answer."""
        return self._yes

    def retranslate(self) -> None:
        """Fill in the person."""
        candidate = self._candidate
        if candidate is None:
            return
        self._name.setText(candidate.name)
        for key, label in self._values.items():
            label.setText(getattr(candidate, key))
        self._facts.setHorizontalSpacing(px(tokens.SPACE_6, self.scale()))
        self._facts.setVerticalSpacing(px(tokens.SPACE_2, self.scale()))
        self._row.setSpacing(px(tokens.SPACE_8, self.scale()))
        width, height = (px(side, min(self.scale(), 1.25)) for side in _PHOTO)
        size = QSize(width, height)
        self._photo.setPixmap(portrait(candidate, size, self.presentation.palette, self.devicePixelRatioF()))
        self._photo.setAccessibleName(self.say("Foto {name}", name=candidate.name))

    def _deny(self) -> None:
        for button, seen in ((self._yes, False), (self._no, False), (self._back, True)):
            button.setVisible(seen)
        self.banner.tell("notice", self.say("Silakan angkat tangan dan panggil pengawas. Jangan lanjutkan dengan data ini."))
        self._back.setFocus()
        self.denied.emit()
