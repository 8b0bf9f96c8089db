"""What an operator is given when it is evaluated, and what an environment gives to an evaluation.

The contract between the evaluator, its operators, and those who bring operators of their own (scoring: whatever needs the
key; cloning: chance; outcome processing: whatever asks for many items).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from question_packs.assessment.expressions.tree import Node
from question_packs.assessment.expressions.values import NUMERIC, Value, parse_number
from question_packs.errors import KnownError

Values = tuple[Value | None, ...]


class Environment(Protocol):
    """Where an expression is evaluated."""

    def variable(self, node: Node) -> Value | None:
        """The value of the variable that `node` (`variable`) names; `unknown_variable` where there is none of that name."""

    def operators(self) -> Mapping[str, Operator]:
        """The operators that exist only here, by QTI's names."""


@dataclass(frozen=True)
class Call:
    """One evaluation of one operator. `again` evaluates any node in the same environment and within the same budget."""

    node: Node
    environment: Environment
    again: Callable[[Node], Value | None]

    @property
    def name(self) -> str:
        """The operator's name."""
        return self.node.name

    def text(self, attribute: str, default: str = "") -> str:
        """An attribute."""
        return self.node.attributes.get(attribute, default)

    def flag(self, attribute: str, default: bool) -> bool:
        """An attribute that is true or false."""
        return self.text(attribute, "true" if default else "false").strip() in ("true", "1")

    def integer(self, attribute: str, default: str = "") -> int:
        """An attribute that is a whole number or the name of a variable that holds one (`PRC-04`)."""
        return int(self.numeral(self.text(attribute, default), attribute, "integer"))

    def decimal(self, attribute: str, default: str = "") -> Decimal:
        """An attribute that is a number or the name of a variable that holds one (`PRC-04`)."""
        return Decimal(self.numeral(self.text(attribute, default), attribute, "float"))

    def numeral(self, text: str, attribute: str, base_type: str) -> int | Decimal:
        """The number that `text` is, or that the variable of that name holds."""
        try:
            return parse_number(text, base_type)
        except ValueError:
            value = self.again(Node("variable", {"identifier": text.strip("{} ")})) if text else None
        if value is None or value.base_type not in NUMERIC or value.cardinality != "single":
            raise KnownError("PRC-04", operator=self.name, attribute=attribute, value=text)
        found = value.only
        assert isinstance(found, int | Decimal)
        if base_type == "integer" and found != int(found):
            raise KnownError("PRC-04", operator=self.name, attribute=attribute, value=str(found))
        return found

    def wrong(self, reason: str) -> KnownError:
        """The refusal of values that this operator cannot take."""
        return KnownError("PRC-05", operator=self.name, reason=reason)


Operator = Callable[[Call, Values], Value | None]


def unknown_variable(identifier: str) -> KnownError:
    """The refusal of a variable that nobody declared."""
    return KnownError("PRC-06", identifier=identifier)
