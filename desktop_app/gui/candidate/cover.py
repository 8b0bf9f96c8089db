"""The calm page over an exam that does not run just now: paused, evacuated, away, locked, moved, waiting to go on.

While it is seen the item is not on any widget (`ExamPage.conceal`), so neither eyes nor a screen reader nor the keyboard
reach it. What it says is decided by `cover_words`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.gui import icons
from desktop_app.gui.candidate.cover_words import CoverWords, words_of
from desktop_app.gui.messages import mark
from desktop_app.gui.page import Sheet
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import text_label
from desktop_app.gui.widgets.one_time_code import OneTimeCode
from desktop_app.gui.widgets.time_display import hours_minutes_seconds
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.services.views import ClockView, SessionStatus

_MINUTE_MS = 60_000


class CoverPage(Sheet):
    """Shows one `SessionStatus`. `code_entered` carries the kind of code, what was typed, and its minutes."""

    continue_asked = Signal()
    code_entered = Signal(str, str, str)
    leave_asked = Signal()
    proctor_asked = Signal()

    def __init__(self, presentation: Presentation) -> None:
        super().__init__(presentation, "cover", "")
        self._status: SessionStatus | None = None
        self._remaining_ms = 0
        self._what = text_label("large", "cover-what")
        self._picture = QLabel()
        self._facts = QGridLayout()
        roles = {"safe": "body", "do": "strong", "clock": "body"}
        self._lines = {name: (QLabel(), text_label(role, f"cover-{name}")) for name, role in roles.items()}
        self._time_name = text_label("small", wrap=False)
        self._clock = text_label("title", "cover-time", wrap=False)
        self._code = OneTimeCode(self)
        self._proctor = self.button(mark("Untuk pengawas"), "cover-proctor", "plain")
        self._leave = self.button(mark("Kembali ke halaman masuk"), "cover-leave", "secondary", "left")
        self._continue = self.button(mark("Lanjutkan"), "continue", "primary", "right", icon_last=True)
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._picture)
        head.addWidget(self._what, 1)
        time = QVBoxLayout()
        time.setSpacing(0)
        time.addWidget(self._time_name, 0, Qt.AlignmentFlag.AlignRight)
        time.addWidget(self._clock)
        head.addLayout(time)
        self._head = head
        self._facts.setColumnStretch(1, 1)
        for row, (picture, text) in enumerate(self._lines.values()):
            self._facts.addWidget(picture, row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(text, row, 1)
        self.content.addLayout(head)
        self.content.addLayout(self._facts)
        self.content.addWidget(self._code)
        # Without anything to press the keyboard rests on the sentence, and a screen reader reads it.
        self._what.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.foot.addWidget(self._proctor)
        self.foot.addStretch(1)
        self.foot.addWidget(self._leave)
        self.foot.addWidget(self._continue)
        self._continue.clicked.connect(self.continue_asked)
        self._leave.clicked.connect(self.leave_asked)
        self._proctor.clicked.connect(self.proctor_asked)
        self._code.entered.connect(self._enter_code)

    def show_status(self, status: SessionStatus, clock: ClockView) -> None:
        """Cover the exam with `status`, which is not `running`."""
        if status == self._status:
            return
        self._status, self._remaining_ms = status, clock.remaining_ms
        self.banner.hide()
        self._ask_minutes(status)
        self.refresh()
        if self.isVisible() and (target := self.first_focus()) is not None:
            target.setFocus()

    def show_clock(self, clock: ClockView) -> None:
        """The time left, which runs on under some covers."""
        if clock.remaining_ms // 1000 != self._remaining_ms // 1000:
            self._remaining_ms = clock.remaining_ms
            self._show_time()

    def tell_failure(self, error: Exception) -> None:
        """The code did not fit, or going on was refused."""
        self.banner.tell_error(error)
        if self._code.isVisible():
            self._code.refused()

    def first_focus(self) -> QWidget | None:
        """What leads on; else the sentence: the candidate reads what happened before the proctor comes with a code."""
        return next((each for each in (self._continue, self._leave) if not each.isHidden()), self._what)

    def retranslate(self) -> None:
        """Say it all."""
        words = self._words_now()
        if words is None or self._status is None:
            return
        self.title.setText(self.say(words.title))
        self._what.setText(self.say(words.what))
        self._show_lines(words)
        self._show_time()
        self._code.setVisible(words.way == "code" and bool(self._status.challenge))
        self._code.show_challenge(self._status.challenge, is_incident=bool(self._status.incident))
        self._code.refresh()
        self._continue.setVisible(words.way == "continue")
        self._leave.setVisible(words.way == "leave")
        self.setAccessibleName(" ".join(self.say(text) for text in (words.title, words.what, words.safe, words.do)))

    def _ask_minutes(self, status: SessionStatus) -> None:
        """What the interruption took is suggested; the proctor decides."""
        words = words_of(status)
        asked = words is not None and words.code_kind == "credit_outage"
        self._code.ask_minutes(asked, None if status.lost_ms is None else round(status.lost_ms / _MINUTE_MS))

    def _words_now(self) -> CoverWords | None:
        return None if self._status is None else words_of(self._status)

    def _show_lines(self, words: CoverWords) -> None:
        scale, palette = self.scale(), self.presentation.palette
        large, small = px(tokens.SPACE_12, min(scale, 1.25)), px(tokens.TEXT_LARGE, scale)
        ratio = self.devicePixelRatioF()
        self._head.setSpacing(px(tokens.SPACE_4, scale))
        self._facts.setHorizontalSpacing(px(tokens.SPACE_3, scale))
        self._facts.setVerticalSpacing(px(tokens.SPACE_2, scale))
        self._facts.setContentsMargins(0, px(tokens.SPACE_3, self.presentation.frame_scale), 0, 0)
        frame = self.presentation.frame_scale
        self._continue.setMinimumSize(px(tokens.SPACE_12 * 5, frame), px(tokens.TARGET + tokens.SPACE_4, frame))
        self._picture.setPixmap(icons.pixmap(words.icon, large, palette.primary, ratio))
        texts = {"safe": ("check", words.safe), "do": ("right", words.do), "clock": ("clock", self._clock_words(words))}
        for name, (icon, text) in texts.items():
            picture, label = self._lines[name]
            picture.setPixmap(icons.pixmap(icon, small, palette.success if name == "safe" else palette.primary, ratio))
            label.setText(self.say(text) if text else "")
            picture.setVisible(bool(text))
            label.setVisible(bool(text))

    def _clock_words(self, words: CoverWords) -> str:
        if words.clock_runs is None:
            return ""
        return mark("Waktu Anda tetap berjalan.") if words.clock_runs else mark("Waktu Anda berhenti.")

    def _show_time(self) -> None:
        words = self._words_now()
        for part in (self._time_name, self._clock):
            part.setVisible(words is not None and words.clock_runs is not None)
        runs = words is not None and words.clock_runs
        self._time_name.setText(self.say("Sisa waktu, berjalan") if runs else self.say("Sisa waktu, berhenti"))
        self._clock.setText(hours_minutes_seconds(self._remaining_ms))
        self._clock.setAccessibleName(f"{self._time_name.text()} {self._clock.text()}")

    def _enter_code(self, typed: str, minutes: str) -> None:
        words = self._words_now()
        if words is not None:
            self.banner.hide()
            self.code_entered.emit(words.code_kind, typed, minutes)
