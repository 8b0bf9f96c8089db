"""The variables of an item or test while its rules run: what they hold, what is declared of them, lookup tables."""

from __future__ import annotations

from decimal import Decimal

from question_packs.assessment.expressions.calls import unknown_variable
from question_packs.assessment.expressions.tree import Node
from question_packs.assessment.expressions.values import (
    NUMERIC,
    Value,
    converted,
    parse_scalar,
    parse_values,
    same,
    single,
)
from question_packs.assessment.responses import Response
from question_packs.errors import KnownError
from question_packs.scoring.declarations import OutcomeDeclaration, ResponseDeclaration


def response_value(declaration: ResponseDeclaration, response: Response) -> Value | None:
    """The value of a response variable.

    What cannot be a response of that type is NULL, a value named twice counts once, and an order with one named twice is
    NULL: no workstation makes such responses, so no gain may come from forging them.
    """
    try:
        unique = response if declaration.cardinality == "ordered" else tuple(dict.fromkeys(response))
        value = parse_values(unique, declaration.base_type, declaration.cardinality)
    except ValueError:
        return None
    if value is None or len(set(value.items)) == len(value.items):
        return value
    if declaration.cardinality == "ordered":
        return None
    return Value(value.base_type, value.cardinality, tuple(dict.fromkeys(value.items)))


def declared_value(declaration: ResponseDeclaration | OutcomeDeclaration, texts: Response | None) -> Value | None:
    """A default or correct response of a declaration (`PRC-05` where it is not of the declared type)."""
    try:
        return parse_values(texts or (), declaration.base_type, declaration.cardinality)
    except ValueError as error:
        raise KnownError("PRC-05", operator=declaration.identifier, reason=str(error)) from error


class Outcomes:
    """Outcome variables and their values; numbers without a default begin at 0, as QTI has it."""

    def __init__(self, declarations: tuple[OutcomeDeclaration, ...]) -> None:
        self._declarations = {each.identifier: each for each in declarations}
        self.values: dict[str, Value | None] = {each.identifier: _beginning(each) for each in declarations}
        self._builtin = {"completionStatus": single("identifier", "completed")}

    def has(self, identifier: str) -> bool:
        """Whether there is such a variable."""
        return identifier in self.values or identifier in self._builtin

    def get(self, identifier: str) -> Value | None:
        """What it holds."""
        return self.values[identifier] if identifier in self.values else self._builtin.get(identifier)

    def default(self, identifier: str) -> Value | None:
        """Its declared default."""
        declaration = self._declarations.get(identifier)
        return None if declaration is None else declared_value(declaration, declaration.default)

    def set(self, rule: Node, value: Value | None) -> None:
        """The rule `set-outcome-value` (`PRC-06` unknown variable, `PRC-05` another type)."""
        identifier = rule.attributes["identifier"]
        if identifier in self._builtin:
            return
        declaration = self._of(identifier)
        try:
            self.values[identifier] = converted(value, declaration.base_type, declaration.cardinality)
        except ValueError as error:
            raise KnownError("PRC-05", operator=f"{rule.name} {identifier}", reason=str(error)) from error

    def look_up(self, rule: Node, value: Value | None) -> None:
        """The rule `lookup-outcome-value`: the entry of the variable's table for this value."""
        declaration = self._of(rule.attributes["identifier"])
        if declaration.lookup is None:
            raise KnownError("PRC-04", operator=rule.name, attribute="identifier", value=declaration.identifier)
        target = _entry_of(declaration.lookup, value)
        found = None if target is None else declared_value(declaration, (target,))
        self.values[declaration.identifier] = found

    def _of(self, identifier: str) -> OutcomeDeclaration:
        if identifier not in self._declarations:
            raise unknown_variable(identifier)
        return self._declarations[identifier]


def _beginning(declaration: OutcomeDeclaration) -> Value | None:
    if declaration.default is not None:
        return declared_value(declaration, declaration.default)
    if declaration.cardinality == "single" and declaration.base_type in NUMERIC:
        return single(declaration.base_type, Decimal(0) if declaration.base_type == "float" else 0)
    return None


def _entry_of(table: Node, value: Value | None) -> str | None:
    """The target of the first entry that fits; the table's default where none does."""
    default = table.attributes.get("default-value")
    if value is None or value.cardinality != "single":
        return default
    fits = _reaches if table.name == "interpolation-table" else _is_source
    for entry in table.children:
        if fits(entry, value):
            return entry.attributes["target-value"]
    return default


def _is_source(entry: Node, value: Value) -> bool:
    try:
        return same(single(value.base_type, parse_scalar(entry.attributes["source-value"], value.base_type)), value)
    except ValueError:
        return False


def _reaches(entry: Node, value: Value) -> bool:
    """Whether the value is at least the entry's source (above it, where its boundary is not included)."""
    if not isinstance(value.only, int | Decimal):
        return False
    source = Decimal(entry.attributes["source-value"])
    included = entry.attributes.get("include-boundary", "true") in ("true", "1")
    return value.only >= source if included else value.only > source


def check_lookup(declaration: OutcomeDeclaration) -> None:
    """Refuse a lookup table that could not be used (`PRC-01`, `PRC-04`, `PRC-05`)."""
    table = declaration.lookup
    if table is None:
        return
    if table.name not in ("match-table", "interpolation-table"):
        raise KnownError("PRC-01", operator=table.name)
    for entry in table.children:
        for attribute in ("source-value", "target-value"):
            if attribute not in entry.attributes:
                raise KnownError("PRC-04", operator=entry.name, attribute=attribute, value="-")
        declared_value(declaration, (entry.attributes["target-value"],))
        if table.name == "interpolation-table":
            _check_source(entry)


def _check_source(entry: Node) -> None:
    try:
        parse_scalar(entry.attributes["source-value"], "float")
    except ValueError as error:
        raise KnownError("PRC-05", operator=entry.name, reason=str(error)) from error
