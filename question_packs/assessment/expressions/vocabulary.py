"""Every expression of QTI 3.0 that is known here: how many children it has, which attributes, and where it may stand.

Names without the `qti-` prefix. Data only: `check` holds trees to it, the evaluator's operators do what the names mean, and
the table of what is supported is made from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from question_packs.assessment.expressions.mathematics import CONSTANTS, MATH_NAMES, STATISTICS
from question_packs.assessment.expressions.values import BaseType

# Where an expression stands: a condition of delivery (no key there), response, outcome or template processing.
Place = Literal["condition", "response", "outcome", "template"]
EVERYWHERE: tuple[Place, ...] = ("condition", "response", "outcome", "template")

BASE_TYPES: dict[str, BaseType] = {name: name for name in get_args(BaseType)}
# QTI 3.0 writes the base type of a directed pair in either way.
BASE_TYPES["directed-pair"] = "directedPair"

# What an attribute holds. A numeral is a number or the name of a variable that holds one; a tuple lists the words allowed.
Kind = Literal["name", "text", "flag", "integer", "numeral", "tolerance", "coords", "pattern", "names"] | tuple[str, ...]


@dataclass(frozen=True)
class Attribute:
    """One attribute of an operator."""

    kind: Kind
    required: bool = False


@dataclass(frozen=True)
class Expression:
    """`least` to `most` children (None: any number)."""

    least: int
    most: int | None
    attributes: dict[str, Attribute] = field(default_factory=dict)
    places: tuple[Place, ...] = EVERYWHERE


def _needs(**kinds: Kind) -> dict[str, Attribute]:
    return {name.replace("_", "-"): Attribute(kind, required=True) for name, kind in kinds.items()}


def _may(**kinds: Kind) -> dict[str, Attribute]:
    return {name.replace("_", "-"): Attribute(kind) for name, kind in kinds.items()}


SHAPES = ("circle", "rect", "poly", "ellipse", "default")
_ONE, _TWO, _SOME = Expression(1, 1), Expression(2, 2), Expression(1, None)
_KEY: tuple[Place, ...] = ("response", "outcome", "template")
_ROUNDING = _needs(figures="numeral") | _may(rounding_mode=("significantFigures", "decimalPlaces"))
_SUBSET = _may(section_identifier="name", include_category="names", exclude_category="names")
_COUNT = Expression(0, 0, _SUBSET, ("condition", "outcome"))
_JUDGED_COUNT = Expression(0, 0, _SUBSET, ("outcome",))
_OUTCOME_OF_ITEMS = Expression(
    0, 0, _needs(outcome_identifier="name") | _may(weight_identifier="name") | _SUBSET, ("outcome",)
)

EXPRESSIONS: dict[str, Expression] = {
    "base-value": Expression(0, 0, _needs(base_type=tuple(BASE_TYPES))),
    "variable": Expression(0, 0, _needs(identifier="name") | _may(weight_identifier="name")),
    "null": Expression(0, 0),
    "multiple": Expression(0, None),
    "ordered": Expression(0, None),
    "container-size": _ONE,
    "is-null": _ONE,
    "index": Expression(1, 1, _needs(n="numeral")),
    "field-value": Expression(1, 1, _needs(field_identifier="name")),
    "member": _TWO,
    "delete": _TWO,
    "contains": _TWO,
    "repeat": Expression(1, None, _needs(number_repeats="numeral")),
    "not": _ONE,
    "and": _SOME,
    "or": _SOME,
    "any-n": Expression(1, None, _needs(min="numeral", max="numeral")),
    "match": _TWO,
    "string-match": Expression(2, 2, _may(case_sensitive="flag", substring="flag")),
    "substring": Expression(2, 2, _may(case_sensitive="flag")),
    "pattern-match": Expression(1, 1, _needs(pattern="pattern")),
    "equal": Expression(
        2,
        2,
        _may(
            tolerance_mode=("exact", "absolute", "relative"),
            tolerance="tolerance",
            include_lower_bound="flag",
            include_upper_bound="flag",
        ),
    ),
    "equal-rounded": Expression(2, 2, _ROUNDING),
    "lt": _TWO,
    "gt": _TWO,
    "lte": _TWO,
    "gte": _TWO,
    "duration-lt": _TWO,
    "duration-gte": _TWO,
    "sum": _SOME,
    "product": _SOME,
    "max": _SOME,
    "min": _SOME,
    "gcd": _SOME,
    "lcm": _SOME,
    "subtract": _TWO,
    "divide": _TWO,
    "power": _TWO,
    "integer-divide": _TWO,
    "integer-modulus": _TWO,
    "truncate": _ONE,
    "round": _ONE,
    "round-to": Expression(1, 1, _ROUNDING),
    "integer-to-float": _ONE,
    "math-constant": Expression(0, 0, _needs(name=tuple(CONSTANTS))),
    "math-operator": Expression(1, 2, _needs(name=MATH_NAMES)),
    "stats-operator": Expression(1, 1, _needs(name=STATISTICS)),
    # What needs the key, or is one.
    "correct": Expression(0, 0, _needs(identifier="name"), _KEY),
    "default": Expression(0, 0, _needs(identifier="name"), _KEY),
    "map-response": Expression(0, 0, _needs(identifier="name"), ("response",)),
    "map-response-point": Expression(0, 0, _needs(identifier="name"), ("response",)),
    "inside": Expression(1, 1, _needs(shape=SHAPES, coords="coords"), _KEY),
    # Chance: where clones are made, nowhere else.
    "random": Expression(1, 1, {}, ("template",)),
    "random-integer": Expression(0, 0, _needs(max="numeral") | _may(min="numeral", step="numeral"), ("template",)),
    "random-float": Expression(0, 0, _needs(max="numeral") | _may(min="numeral"), ("template",)),
    # What asks for the items of a test.
    "number-selected": _COUNT,
    "number-presented": _COUNT,
    "number-responded": _COUNT,
    "number-correct": _JUDGED_COUNT,
    "number-incorrect": _JUDGED_COUNT,
    "test-variables": Expression(
        0,
        0,
        _needs(variable_identifier="name") | _may(base_type=("integer", "float"), weight_identifier="name") | _SUBSET,
        ("outcome",),
    ),
    "outcome-minimum": _OUTCOME_OF_ITEMS,
    "outcome-maximum": _OUTCOME_OF_ITEMS,
}
