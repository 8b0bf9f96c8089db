"""QTI's template variables: an item with chance in it becomes a number of fixed clones, long before anybody sits it.

Used at import: each clone is an item of its own with its own key, and a group draws one for each candidate. Chance comes
from a seed by SHA-256, so the same import gives the same clones on every machine.
Nothing of templates reaches a workstation.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import msgspec

from question_packs.assessment.expressions.arguments import container_of
from question_packs.assessment.expressions.calls import Call, Operator, Values, unknown_variable
from question_packs.assessment.expressions.evaluate import Budget
from question_packs.assessment.expressions.tree import Node
from question_packs.assessment.expressions.values import (
    EXACT,
    BaseType,
    Cardinality,
    Value,
    converted,
    number,
    parse_values,
    single,
    to_texts,
)
from question_packs.errors import KnownError
from question_packs.scoring.declarations import OutcomeDeclaration, ResponseDeclaration
from question_packs.scoring.processing import inside_operator
from question_packs.scoring.rules import Runner

MAX_TRIES = 200
_FINE = 10**12  # how many different floats there are between the bounds of `random-float`


class TemplateDeclaration(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A template variable."""

    identifier: str
    cardinality: Cardinality
    base_type: BaseType
    default: tuple[str, ...] | None = None


Declared = TemplateDeclaration | ResponseDeclaration | OutcomeDeclaration


@dataclass(frozen=True)
class Clone:
    """Clone `number` (from 1 on). `values`: the texts of each template variable, empty for NULL.

    `correct`, `defaults`: the correct responses, and defaults of responses and outcomes, that the template set.
    """

    number: int
    values: dict[str, tuple[str, ...]]
    correct: dict[str, tuple[str, ...]] = field(default_factory=dict)
    defaults: dict[str, tuple[str, ...]] = field(default_factory=dict)


def clone_values(
    declarations: Collection[TemplateDeclaration],
    rules: tuple[Node, ...],
    responses: Collection[ResponseDeclaration],
    outcomes: Collection[OutcomeDeclaration],
    seed: str,
    count: int,
) -> tuple[Clone, ...]:
    """The values of `count` clones; two that would be the same stay one, so there may be fewer.

    `PRC-10` where a constraint is never met, `PRC-01` ... `PRC-09` as for every rule.
    """
    everything: list[Declared] = [*declarations, *responses, *outcomes]
    declared = {each.identifier: each for each in everything}
    clones: list[Clone] = []
    for position in range(count):
        clone = _clone(tuple(declarations), rules, declared, f"{seed}:{position}", len(clones) + 1)
        if all((clone.values, clone.correct) != (other.values, other.correct) for other in clones):
            clones.append(clone)
    return tuple(clones)


def _clone(
    declarations: tuple[TemplateDeclaration, ...],
    rules: tuple[Node, ...],
    declared: dict[str, Declared],
    seed: str,
    position: int,
) -> Clone:
    """Tries until the constraints are met, as QTI has it; each try draws on."""
    chance = _Chance(seed)
    budget = Budget()
    for _ in range(MAX_TRIES):
        environment = _TemplateEnvironment(declarations, declared, chance)
        try:
            environment.runner(budget).run(rules)
        except _UnmetError:
            continue
        values = {each.identifier: to_texts(environment.values[each.identifier]) for each in declarations}
        return Clone(position, values, environment.correct, environment.defaults)
    raise KnownError("PRC-10", tries=MAX_TRIES)


class _UnmetError(Exception):
    """A template constraint that does not hold."""


class _Chance:
    """Whole numbers that look random: SHA-256 of the seed and a counter."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._drawn = 0

    def below(self, limit: int) -> int:
        """A number from 0 to `limit` - 1. With 256 bits for it no number is noticeably likelier."""
        self._drawn += 1
        digest = hashlib.sha256(f"{self._seed}\x1f{self._drawn}".encode()).digest()
        return int.from_bytes(digest, "big") % limit


class _TemplateEnvironment:
    """The template variables of one try."""

    def __init__(
        self, declarations: tuple[TemplateDeclaration, ...], declared: dict[str, Declared], chance: _Chance
    ) -> None:
        self._declared = declared
        self._chance = chance
        self.values = {each.identifier: _declared_default(each) for each in declarations}
        self.correct: dict[str, tuple[str, ...]] = {}
        self.defaults: dict[str, tuple[str, ...]] = {}

    def runner(self, budget: Budget) -> Runner:
        """What runs the template's rules."""
        actions = {
            "set-template-value": self._set_value,
            "set-correct-response": self._set_correct,
            "set-default-value": self._set_default,
            "template-constraint": self._constrain,
        }
        return Runner("template", self, actions, budget)

    def variable(self, node: Node) -> Value | None:
        """A template variable; no other exists while clones are made."""
        identifier = node.attributes["identifier"]
        if identifier not in self.values:
            raise unknown_variable(identifier)
        return self.values[identifier]

    def operators(self) -> Mapping[str, Operator]:
        """Chance, and what is declared."""
        return {
            "random": self._random,
            "random-integer": self._random_integer,
            "random-float": self._random_float,
            "correct": self._correct_of,
            "default": self._default_of,
            "inside": inside_operator,
        }

    def _set_value(self, rule: Node, value: Value | None) -> None:
        identifier = rule.attributes["identifier"]
        if identifier not in self.values:
            raise unknown_variable(identifier)
        self.values[identifier] = self._as_declared(rule, value)

    def _set_correct(self, rule: Node, value: Value | None) -> None:
        self.correct[rule.attributes["identifier"]] = to_texts(self._as_declared(rule, value))

    def _set_default(self, rule: Node, value: Value | None) -> None:
        self.defaults[rule.attributes["identifier"]] = to_texts(self._as_declared(rule, value))

    def _as_declared(self, rule: Node, value: Value | None) -> Value | None:
        declaration = self._of(rule.attributes["identifier"])
        try:
            return converted(value, declaration.base_type, declaration.cardinality)
        except ValueError as error:
            raise KnownError("PRC-05", operator=f"{rule.name} {declaration.identifier}", reason=str(error)) from error

    def _constrain(self, _: Node, value: Value | None) -> None:
        if value is None or value.only is not True:
            raise _UnmetError

    def _of(self, identifier: str) -> Declared:
        if identifier not in self._declared:
            raise unknown_variable(identifier)
        return self._declared[identifier]

    def _correct_of(self, call: Call, _: Values) -> Value | None:
        declaration = self._of(call.text("identifier"))
        if not isinstance(declaration, ResponseDeclaration):
            raise unknown_variable(declaration.identifier)
        texts = self.correct.get(declaration.identifier, declaration.correct)
        return _parsed(declaration, texts)

    def _default_of(self, call: Call, _: Values) -> Value | None:
        declaration = self._of(call.text("identifier"))
        return _parsed(declaration, self.defaults.get(declaration.identifier, declaration.default))

    def _random(self, call: Call, values: Values) -> Value | None:
        if values[0] is None:
            return None
        members = container_of(call, values[0])
        return single(members.base_type, members.items[self._chance.below(len(members.items))])

    def _random_integer(self, call: Call, _: Values) -> Value:
        least, most, step = call.integer("min", "0"), call.integer("max"), call.integer("step", "1")
        if step < 1 or most < least:
            raise KnownError("PRC-04", operator=call.name, attribute="max", value=most)
        return number(least + step * self._chance.below((most - least) // step + 1))

    def _random_float(self, call: Call, _: Values) -> Value:
        least, most = call.decimal("min", "0"), call.decimal("max")
        if most < least:
            raise KnownError("PRC-04", operator=call.name, attribute="max", value=most)
        share = EXACT.divide(Decimal(self._chance.below(_FINE)), Decimal(_FINE))
        return number(EXACT.add(least, EXACT.multiply(share, EXACT.subtract(most, least))))


def _declared_default(declaration: TemplateDeclaration) -> Value | None:
    return _parsed(declaration, declaration.default)


def _parsed(declaration: Declared, texts: tuple[str, ...] | None) -> Value | None:
    try:
        return parse_values(texts or (), declaration.base_type, declaration.cardinality)
    except ValueError as error:
        raise KnownError("PRC-05", operator=declaration.identifier, reason=str(error)) from error


def with_template_values(node: Node, declarations: Collection[TemplateDeclaration], clone: Clone) -> Node:
    """An expression or rule with the clone's values in place of its template variables, in attributes as well."""
    known = {each.identifier: each for each in declarations}
    if node.name == "variable" and node.attributes.get("identifier") in known:
        return _literal(known[node.attributes["identifier"]], clone)
    attributes = {name: _attribute(name, text, clone) for name, text in node.attributes.items()}
    children = tuple(with_template_values(child, declarations, clone) for child in node.children)
    return Node(node.name, attributes, children, node.text)


# Attributes that are a number or a text, or the name of a variable that holds one.
_REFERENCES = ("n", "min", "max", "step", "figures", "number-repeats", "tolerance", "pattern")


def _attribute(name: str, text: str, clone: Clone) -> str:
    if name not in _REFERENCES:
        return text
    if name == "pattern":
        return " ".join(clone.values.get(text[1:-1], (text,))) if text.startswith("{") else text
    return " ".join(" ".join(clone.values.get(part.strip("{}"), (part,))) for part in text.split())


def _literal(declaration: TemplateDeclaration, clone: Clone) -> Node:
    texts = clone.values[declaration.identifier]
    values = tuple(Node("base-value", {"base-type": declaration.base_type}, text=text) for text in texts)
    if declaration.cardinality == "single":
        return values[0] if values else Node("null")
    return Node(declaration.cardinality, {}, values)
