"""Rules and integrity pact: read, declare, accept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.page import Sheet
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.widgets.buttons import text_label
from desktop_app.gui.widgets.tick_box import TickBox
from question_packs.assessment.html import clean_html


class RulesPage(Sheet):
    """The rules are those of the test; the pact is the product's."""

    accepted = Signal()

    def __init__(self, presentation: Presentation) -> None:
        super().__init__(presentation, "rules", mark("Tata tertib dan pakta integritas"))
        self._rules = text_label("body", "rules-text")
        self._rules.setTextFormat(Qt.TextFormat.RichText)
        # One reads from the first rule on: the keyboard is on the rules, and its arrows and page keys scroll them.
        self._rules.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pact = TickBox(presentation, "pact")
        self._words.append((self._pact.setText, mark("Saya menyatakan jujur dan menaati tata tertib.")))
        self._go = self.button(mark("Saya setuju"), "accept-rules", "primary")
        self.content.addWidget(self._rules)
        self.content.addWidget(
            self.label(
                mark(
                    "Dengan ini saya menyatakan mengerjakan ujian ini sendiri dan jujur, tidak memberi atau menerima "
                    "bantuan, serta menjaga kerahasiaan soal."
                )
            )
        )
        # Beside the button and always in sight: long rules scroll above them.
        self.foot.addWidget(self._pact, 1)
        self.foot.addWidget(self._go)
        self._pact.toggled.connect(self._go.setEnabled)
        self._go.clicked.connect(self.accepted)

    def show_rules(self, rules: str) -> None:
        """Show the rules of a test: HTML, cleaned here again."""
        self._rules.setText(clean_html(rules))
        self._rules.setVisible(bool(rules))
        self._pact.setChecked(False)
        self._go.setEnabled(False)
        self.banner.hide()
        self.refresh()

    def retranslate(self) -> None:
        """The declaration takes the height of its words."""
        self._pact.fit()

    def first_focus(self) -> QWidget | None:
        """The rules; the declaration comes after them."""
        return self._rules
