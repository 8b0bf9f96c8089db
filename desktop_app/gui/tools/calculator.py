"""A calculator without its face: which keys do what, what stands in its line, its memory. No Qt."""

from __future__ import annotations

from decimal import Decimal

from desktop_app.gui.tools.arithmetic import FUNCTIONS, MAX_TOKENS, CalculationError, evaluate, written

_MOST_DIGITS = 12
_BINARY = ("+", "-", "*", "/", "^")
_BEHIND = ("%", "!", "²")


class Calculator:
    """`press` takes a key: a digit, `.`, an operator or function of `arithmetic`, or one of

    `=`, `clear`, `back`, `sign`, `MC`, `MR`, `M+`, `M-`. Keys that mean nothing just now do nothing.
    """

    def __init__(self) -> None:
        self._tokens: list[str] = []
        self._entry = ""  # the number that is being typed
        self._answer: str | None = None
        self._memory = Decimal(0)
        self.has_failed = False

    @property
    def line(self) -> tuple[str, ...]:
        """What was typed, token by token; after `=` what was calculated."""
        return (*self._tokens, self._entry) if self._entry else tuple(self._tokens)

    @property
    def shown(self) -> str:
        """The large number: the one being typed, or the result."""
        return self._answer or self._entry or next((each for each in reversed(self._tokens) if _is_number(each)), "0")

    @property
    def has_memory(self) -> bool:
        """Whether something is in the memory."""
        return bool(self._memory)

    def press(self, key: str) -> None:
        """Press one key."""
        if self.has_failed and key != "MC":
            self._clear()
        if key in "0123456789" or key == ".":
            self._type(key)
        elif key in _BINARY:
            self._operate(key)
        elif key in _BEHIND:
            self._put_behind(key)
        elif key in FUNCTIONS or key in ("(", "pi"):
            self._begin_value([key, "("] if key in FUNCTIONS else [key])
        elif key == ")":
            self._close()
        else:
            self._command(key)

    def _command(self, key: str) -> None:
        match key:
            case "=":
                self._equals()
            case "clear":
                self._clear()
            case "back":
                self._back()
            case "sign":
                self._turn_sign()
            case "MC":
                self._memory = Decimal(0)
            case "MR":
                self._recall()
            case "M+" | "M-":
                self._remember(1 if key == "M+" else -1)

    def _type(self, key: str) -> None:
        if self._answer is not None:
            self._clear()
        if self._ends_with_value() and not self._entry:
            self._add("*")
        if key == ".":
            self._entry = self._entry if "." in self._entry else f"{self._entry or 0}."
        elif sum(each.isdigit() for each in self._entry) < _MOST_DIGITS:
            self._entry = key if self._entry == "0" else self._entry + key

    def _operate(self, key: str) -> None:
        self._go_on_with_answer()
        self._settle()
        if self._ends_with_value() or (key == "-" and (not self._tokens or self._tokens[-1] in ("(", "*", "/", "^"))):
            self._add(key)
        elif self._tokens and self._tokens[-1] in _BINARY and len(self._tokens) > 1:
            self._tokens[-1] = key

    def _put_behind(self, key: str) -> None:
        self._go_on_with_answer()
        self._settle()
        if self._ends_with_value():
            self._add(key)

    def _begin_value(self, tokens: list[str]) -> None:
        if self._answer is not None:
            self._clear()
        self._settle()
        if self._ends_with_value():
            self._add("*")
        for token in tokens:
            self._add(token)

    def _close(self) -> None:
        self._settle()
        if self._open_brackets() and self._ends_with_value():
            self._add(")")

    def _equals(self) -> None:
        if self._answer is not None:
            return
        self._settle()
        if not self._tokens:
            return
        self._tokens += [")"] * self._open_brackets()
        try:
            self._answer = written(evaluate(self._tokens))
        except CalculationError:
            self.has_failed = True

    def _clear(self) -> None:
        self._tokens, self._entry, self._answer, self.has_failed = [], "", None, False

    def _back(self) -> None:
        if self._answer is not None:
            self._clear()
        elif self._entry:
            self._entry = self._entry[:-1].removesuffix("-")
        elif self._tokens:
            self._tokens.pop()
            if self._tokens and self._tokens[-1] in FUNCTIONS:
                self._tokens.pop()

    def _turn_sign(self) -> None:
        if self._answer is not None:
            answer = self._answer
            self._clear()
            self._entry = "" if answer == "0" else answer
        if self._entry:
            self._entry = self._entry[1:] if self._entry.startswith("-") else f"-{self._entry}"

    def _recall(self) -> None:
        self._begin_value([written(self._memory)])

    def _remember(self, sign: int) -> None:
        self._equals()
        if self.has_failed:
            return
        try:
            self._memory = evaluate([written(self._memory), "+" if sign > 0 else "-", self.shown])
        except CalculationError:
            self.has_failed = True

    def _go_on_with_answer(self) -> None:
        if self._answer is not None:
            answer = self._answer
            self._clear()
            self._entry = answer

    def _settle(self) -> None:
        """The number that was being typed is finished."""
        if self._entry:
            self._add(self._entry.removesuffix("."))
            self._entry = ""

    def _add(self, token: str) -> None:
        if len(self._tokens) < MAX_TOKENS:
            self._tokens.append(token)

    def _ends_with_value(self) -> bool:
        return bool(self._tokens) and (_is_number(self._tokens[-1]) or self._tokens[-1] in (")", "pi", *_BEHIND))

    def _open_brackets(self) -> int:
        return self._tokens.count("(") - self._tokens.count(")")


def _is_number(token: str) -> bool:
    return token.lstrip("-")[:1].isdigit()
