"""The calculator's face in the dock: a line, a large number, keys; every key is on the keyboard too."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.gui.messages import mark
from desktop_app.gui.theme import px
from desktop_app.gui.tools.arithmetic import FUNCTIONS
from desktop_app.gui.tools.calculator import Calculator
from desktop_app.gui.tools.docked import DockedTool
from desktop_app.gui.tools.workplace import Workplace
from desktop_app.gui.widgets.buttons import Button, text_label
from question_packs import design_tokens as tokens

_BASIC = (
    ("MC", "MR", "M+", "M-"),
    ("clear", "back", "%", "/"),
    ("7", "8", "9", "*"),
    ("4", "5", "6", "-"),
    ("1", "2", "3", "+"),
    ("sign", "0", ".", "="),
)
_SCIENTIFIC = (("(", ")"), ("sin", "sqrt"), ("cos", "²"), ("tan", "^"), ("ln", "!"), ("log", "pi"))
_FACES = {"clear": "C", "back": "⌫", "/": "÷", "*": "×", "-": "−", "M-": "M−", "sign": "±", ".": ",", "sqrt": "√", "²": "x²",
          "^": "xʸ", "!": "n!", "pi": "π"}  # fmt: skip
_NAMES = {
    "clear": mark("Hapus semua"), "back": mark("Hapus satu"), "/": mark("bagi"), "*": mark("kali"), "-": mark("minus"),
    "+": mark("tambah"), "=": mark("sama dengan"), "%": mark("persen"), "sign": mark("ganti tanda"), ".": mark("koma"),
    "MC": mark("kosongkan memori"), "MR": mark("panggil memori"), "M+": mark("tambahkan ke memori"),
    "M-": mark("kurangkan dari memori"), "(": mark("kurung buka"), ")": mark("kurung tutup"),
    "sin": mark("sinus, dalam derajat"),
    "cos": mark("kosinus, dalam derajat"), "tan": mark("tangen, dalam derajat"), "sqrt": mark("akar kuadrat"),
    "²": mark("kuadrat"), "^": mark("pangkat"), "ln": mark("logaritma natural"), "log": mark("logaritma basis sepuluh"),
    "!": mark("faktorial"), "pi": mark("pi"),
}  # fmt: skip
_IN_LINE = {"/": "÷", "*": "×", "-": "−", "sqrt": "√", "pi": "π"}
_TYPED = {",": ".", "x": "*", ":": "/", "r": "sqrt", "p": "pi", "s": "sin", "c": "cos", "t": "tan", "l": "log", "n": "ln"}
_COMMANDS: dict[int, str] = {Qt.Key.Key_Return: "=", Qt.Key.Key_Enter: "=", Qt.Key.Key_Backspace: "back",
                             Qt.Key.Key_Delete: "clear"}  # fmt: skip


class CalculatorPanel(DockedTool):
    """A basic or a scientific calculator; what was calculated stays while the exam lasts."""

    title = mark("Kalkulator")

    def __init__(self, place: Workplace, scientific: bool) -> None:
        super().__init__(place)
        self.setObjectName("calculator")
        self._calculator = Calculator()
        self._line, self._shown = text_label("small", "calculator-line"), text_label("title", "calculator-shown", wrap=False)
        rows = [tuple(left) + right for left, right in zip(_SCIENTIFIC, _BASIC, strict=True)] if scientific else list(_BASIC)
        self._buttons = {key: self._button(key) for row in rows for key in row}
        self._grid = QGridLayout()
        for line, row in enumerate(rows):
            for column, key in enumerate(row):
                self._grid.addWidget(self._buttons[key], line, column)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 0, 0, 0)
        for label in (self._line, self._shown):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            column_of_all.addWidget(label)
        column_of_all.addLayout(self._grid)
        column_of_all.addStretch(1)
        self.restyle()

    def first(self) -> QWidget:
        """Where the keyboard begins: any key of a calculator can then be typed."""
        return self._buttons["="]

    def restyle(self) -> None:
        """Language and sizes in use."""
        say, scale = self.presentation.say, self.presentation.frame_scale
        self._grid.setSpacing(px(tokens.SPACE_1, scale))
        for key, button in self._buttons.items():
            button.setText(self._decimal(_FACES.get(key, key)))
            button.setAccessibleName(say(_NAMES[key]) if key in _NAMES else key)
            button.setMinimumWidth(px(tokens.TARGET, scale))
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed is pressed; Space presses the button that has the keyboard; Escape and the rest are the page's."""
        typed = event.text().lower()
        key = _COMMANDS.get(event.key(), _TYPED.get(typed, typed))
        if key in self._buttons:
            self._press(key)
        elif not typed.isprintable() or not typed:
            event.ignore()

    def _button(self, key: str) -> Button:
        button = _Key(f"calculator-{key}", "primary" if key == "=" else "step")
        button.clicked.connect(lambda: self._press(key))
        return button

    def _press(self, key: str) -> None:
        self._calculator.press(key)
        self._show()

    def _show(self) -> None:
        calculator, say = self._calculator, self.presentation.say
        self._line.setText(" ".join(self._written(each, place) for place, each in enumerate(calculator.line)) or " ")
        failed = say("Tidak dapat dihitung")
        self._shown.setText(failed if calculator.has_failed else self._written(calculator.shown, 0))
        self._shown.setAccessibleName(say("Hasil: {value}", value=self._shown.text()))
        _fit(self._shown)
        if (button := self._buttons.get("MR")) is not None:
            button.setEnabled(calculator.has_memory)
            self._buttons["MC"].setEnabled(calculator.has_memory)

    def _written(self, token: str, place: int) -> str:
        if token in FUNCTIONS or token in _IN_LINE:
            return _IN_LINE.get(token, token)
        number, _, exponent = self._decimal(token).replace("-", "−").partition("e")
        text = f"{number} × 10^{exponent.replace('+', '')}" if exponent else number
        return f"({text})" if token.startswith("-") and place and len(token) > 1 else text

    def _decimal(self, text: str) -> str:
        """With the decimal sign of the language in use."""
        return text.replace(".", ",") if self.presentation.language == "id" else text.replace(",", ".")


class _Key(Button):
    """A key: Space presses it; Enter and what is typed belong to the whole calculator."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()


def _fit(label: QLabel) -> None:
    """A long result is written smaller rather than cut."""
    label.setProperty("role", "title" if len(label.text()) <= 14 else "large" if len(label.text()) <= 18 else "strong")
    label.style().polish(label)
