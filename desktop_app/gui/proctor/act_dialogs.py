"""The questions before an act: a choice, a reason, one clear confirmation, a second person. One dialog for all acts.

Pages describe an act as a `Proposal` and hand it to `Desk.propose`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.gui.messages import mark
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.proctor.look import console_sheet
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.banner import Banner
from desktop_app.gui.widgets.buttons import Button, text_label
from desktop_app.gui.widgets.opening_code import OpeningCodeEdit
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.services.console.service import ConsoleService, Signatory
    from question_packs.records.acts import ActBody
    from question_packs.records.orders import Officer

_WIDTH = 560
_CHIPS_IN_A_ROW = 2


@dataclass(frozen=True)
class Proposal:
    """An act that somebody may do. All words are said already, in the language in use.

    `make(chosen, typed)` gives its body: `chosen` is the value of the chosen option, `typed` what stands in the field named
    `asks_for`. `reason`: whether one is asked for; `reasons`: ready ones to press. `danger`: always asks, and its button
    looks like it. `confirms`: asks although nothing is to be filled in. `possible` False: the sentence says what is
    missing, and nothing can be confirmed. `seconded`: a second person signs although the kind of act does not ask for it.
    `also`: further acts that belong to it, done right after it with the same reason and the same persons.
    """

    title: str
    sentence: str
    confirm: str
    make: Callable[[str, str], ActBody]
    reason: Literal["no", "may", "must"] = "no"
    reasons: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    options_title: str = ""
    asks_for: str = ""
    danger: bool = False
    confirms: bool = False
    possible: bool = True
    seconded: bool = False
    also: tuple[ActBody, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether anything is to be filled in or confirmed."""
        return bool(self.reason != "no" or self.options or self.asks_for or self.danger or self.confirms or self.seconded)


class ConsoleDialog(QDialog):
    """The common form of the console's dialogs: title, sentence, banner, content, cancel and one clear button."""

    def __init__(self, window: QWidget, presentation: Presentation, title: str, sentence: str, confirm: str) -> None:
        super().__init__(window)
        self.presentation = presentation
        self._confirm_text, self._waiting = confirm, False
        self._titles: dict[QWidget, QLabel] = {}
        self.scale = presentation.scale * tokens.CONSOLE_DENSITY
        self.setWindowTitle(title)
        self.setAccessibleName(f"{title}. {sentence}")
        self.setStyleSheet(console_sheet(presentation.palette, presentation.scale))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.banner = Banner(presentation)
        self.content = QVBoxLayout()
        self.content.setSpacing(px(tokens.SPACE_2, self.scale))
        self.cancel = Button("dialog-cancel", "secondary")
        self.go = Button("dialog-confirm", "primary")
        self.cancel.setText(presentation.say("Batal"))
        self.go.setText(confirm)
        self.go.setDefault(True)
        self._arrange(window, title, sentence)
        self.cancel.clicked.connect(self.reject)

    def wait(self, waiting: bool) -> None:
        """While a code is tried nothing can be pressed, and the dialog stays."""
        self._waiting = waiting
        self.cancel.setEnabled(not waiting)
        self.go.setEnabled(not waiting)
        self.go.setText(self.presentation.say("Memeriksa kode...") if waiting else self._confirm_text)

    def reject(self) -> None:
        """Escape, or cancel."""
        if not self._waiting:
            super().reject()

    def _arrange(self, window: QWidget, title: str, sentence: str) -> None:
        column = QVBoxLayout(self)
        edge = px(tokens.SPACE_6, self.scale)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(px(tokens.SPACE_3, self.scale))
        heading, lead = text_label("large", "dialog-title"), text_label("body", "dialog-sentence")
        heading.setText(title)
        lead.setText(sentence)
        lead.setVisible(bool(sentence))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.go)
        column.addWidget(heading)
        column.addWidget(lead)
        column.addWidget(self.banner)
        column.addLayout(self.content)
        column.addSpacing(px(tokens.SPACE_2, self.scale))
        column.addLayout(foot)
        self.setFixedWidth(min(px(_WIDTH, self.scale), window.width()))

    def add_field(self, title: str, field: QWidget) -> None:
        """A field under its name, which screen readers say too."""
        label = text_label("strong")
        label.setText(title)
        self.content.addWidget(label)
        self.content.addWidget(field)
        self._titles[field] = label
        field.setAccessibleName(title)

    def rename_field(self, field: QWidget, title: str) -> None:
        """Another name for a field."""
        self._titles[field].setText(title)
        field.setAccessibleName(title)

    def show_field(self, field: QWidget, shown: bool) -> None:
        """A field that not every case needs, with its name."""
        field.setVisible(shown)
        self._titles[field].setVisible(shown)
        self.adjustSize()


class OfficerFields:
    """Name and personal code of a second officer, in a dialog."""

    def __init__(self, dialog: ConsoleDialog, service: ConsoleService) -> None:
        assert service.room is not None
        assert service.me is not None
        mine = service.me.key.key_id
        self._service = service
        self._officers = [each for each in service.room.order.officers if each.keys.key_id != mine]
        self._name = QComboBox()
        self._name.setObjectName("second-officer")
        self._name.addItems([each.name for each in self._officers])
        self.code = OpeningCodeEdit("second-code")
        dialog.add_field(dialog.presentation.say("Petugas kedua"), self._name)
        dialog.add_field(dialog.presentation.say("Kode pribadi petugas kedua"), self.code)

    @property
    def officer(self) -> Officer:
        """Whose name is chosen."""
        return self._officers[self._name.currentIndex()]

    def unlock(self, done: Callable[[Signatory], None], failed: Callable[[Exception], None]) -> None:
        """Try the code (about a second)."""
        self._service.unlock(self.officer, self.code.text(), done, failed)


class ActDialog(ConsoleDialog):
    """Asks what `proposal` needs and does it."""

    def __init__(
        self,
        window: QWidget,
        presentation: Presentation,
        service: ConsoleService,
        proposal: Proposal,
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__(window, presentation, proposal.title, proposal.sentence, proposal.confirm)
        self.setObjectName("act-dialog")
        self._service, self._proposal, self._failed = service, proposal, failed
        self._chosen = proposal.options[0][0] if proposal.options else ""
        self._reason, self._typed = QLineEdit(), QLineEdit()
        self._second: OfficerFields | None = None
        if proposal.options:
            self._add_options()
        if proposal.asks_for:
            self._typed.setObjectName("act-text")
            self.add_field(proposal.asks_for, self._typed)
        if proposal.reason != "no":
            self._add_reason()
        if proposal.seconded or service.needs_second(proposal.make(self._chosen, "")):
            self._second = OfficerFields(self, service)
            self._second.code.textChanged.connect(self._enable)
        if proposal.danger:
            self.go.setProperty("role", "danger")
            self.cancel.setFocus()
        for field in (self._reason, self._typed):
            field.textChanged.connect(self._enable)
        self.go.clicked.connect(self._confirm)
        self._enable()

    def _add_options(self) -> None:
        box = QComboBox()
        box.setObjectName("act-option")
        for value, text in self._proposal.options:
            box.addItem(text, value)
        box.currentIndexChanged.connect(lambda place: setattr(self, "_chosen", self._proposal.options[place][0]))
        self.add_field(self._proposal.options_title, box)

    def _add_reason(self) -> None:
        say = self.presentation.say
        needed = self._proposal.reason == "must"
        self._reason.setObjectName("act-reason")
        self._reason.setMaxLength(1000)
        self.add_field(say("Alasan") if needed else say("Alasan (boleh dikosongkan)"), self._reason)
        grid = QGridLayout()
        grid.setSpacing(px(tokens.SPACE_2, self.scale))
        for place, text in enumerate(self._proposal.reasons):
            chip = Button(f"reason-{place}", "chip")
            chip.setText(text)
            chip.setAutoDefault(False)
            chip.clicked.connect(lambda _=False, text=text: self._reason.setText(text))
            grid.addWidget(chip, place // _CHIPS_IN_A_ROW, place % _CHIPS_IN_A_ROW)
        self.content.addLayout(grid)

    def _enable(self) -> None:
        asked = not self._proposal.asks_for or bool(self._typed.text().strip())
        reasoned = self._proposal.reason != "must" or bool(self._reason.text().strip())
        seconded = self._second is None or bool(self._second.code.text().strip())
        self.go.setEnabled(self._proposal.possible and asked and reasoned and seconded)

    def _confirm(self) -> None:
        if self._second is None:
            self._do(None)
            return
        self.wait(True)
        self._second.unlock(self._do, self._wrong_code)

    def _wrong_code(self, error: Exception) -> None:
        self.banner.tell_error(error)
        self.wait(False)
        self._enable()

    def _do(self, second: Signatory | None) -> None:
        body = self._proposal.make(self._chosen, self._typed.text().strip())
        try:
            for each in (body, *self._proposal.also):
                self._service.do(each, self._reason.text().strip(), second)
        except Exception as error:
            self._failed(error)
        self.accept()


class SecondPersonDialog(ConsoleDialog):
    """Another officer says yes to one act of a page's own."""

    def __init__(
        self,
        window: QWidget,
        presentation: Presentation,
        service: ConsoleService,
        sentence: str,
        done: Callable[[Signatory], None],
    ) -> None:
        say = presentation.say
        super().__init__(window, presentation, say(mark("Petugas kedua")), sentence, say(mark("Setuju")))
        self.setObjectName("second-person-dialog")
        self._done = done
        self._fields = OfficerFields(self, service)
        self.go.clicked.connect(self._try)

    def _try(self) -> None:
        self.wait(True)
        self._fields.unlock(self._agreed, self._wrong_code)

    def _agreed(self, second: Signatory) -> None:
        self.accept()
        self._done(second)

    def _wrong_code(self, error: Exception) -> None:
        self.wait(False)
        self.banner.tell_error(error)
