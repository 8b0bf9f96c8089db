"""Keys of Moodle's kinds that standard recipes lack: short texts with wildcards, equal parts, several keys in one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from question_packs.assessment import interactions as ia
from question_packs.assessment.expressions.tree import Node
from question_packs.errors import KnownError
from question_packs.importers.moodle.shares import equal_points, points_of
from question_packs.scoring import recipes
from question_packs.scoring.declarations import OutcomeDeclaration, QtiProcessing, ResponseDeclaration
from question_packs.scoring.recipes import RESPONSE
from question_packs.scoring.standard import literal, set_outcome, variable

ONE = Decimal(1)
_IN_PATTERN = re.compile(r"[.?+*^$(){}|\\\[\]-]")


@dataclass(frozen=True)
class Answer:
    """An answer or option and its share of the whole."""

    text: str
    share: Fraction


def text_key(answers: Sequence[Answer], case_sensitive: bool) -> QtiProcessing:
    """The key of a short text; the first answer that fits counts. `*` in it stands for any characters, `\\*` for itself.

    None that gives points: `MDL-13`.
    """
    given = [each for each in answers if each.text.strip()]
    while given and not given[-1].share:  # worth as little as everything that is not named at all
        given.pop()
    first: dict[str, Fraction] = {}
    for each in given:
        known = first if case_sensitive else {name.casefold() for name in first}
        if (each.text if case_sensitive else each.text.casefold()) not in known:
            first[each.text] = each.share
    points = dict(zip(first, points_of(list(first.values())) if first else [], strict=True))
    if not any(each > 0 for each in points.values()):
        raise KnownError("MDL-13")
    if any(_is_pattern(text) for text in points):
        return _pattern_key(points, case_sensitive)
    plain_answers = {text.replace(r"\*", "*"): each for text, each in points.items()}
    return recipes.text_answers(plain_answers, case_sensitive)


def _is_pattern(text: str) -> bool:
    return "*" in text.replace(r"\*", "")


def _pattern_key(points: Mapping[str, Decimal], case_sensitive: bool) -> QtiProcessing:
    branches = []
    for place, (text, worth) in enumerate(points.items()):
        pattern = pattern_of(text, case_sensitive)
        fits = Node("pattern-match", {"pattern": pattern}, (variable(RESPONSE),))
        name = "response-else-if" if place else "response-if"
        branches.append(Node(name, {}, (fits, set_outcome("SCORE", literal(format(worth, "f"))))))
    maximum = max(points.values())
    return QtiProcessing(
        (ResponseDeclaration(RESPONSE, "single", "string"),),
        (OutcomeDeclaration("SCORE", normal_maximum=maximum),),
        (Node("response-condition", {}, tuple(branches)),),
        maximum,
    )


def pattern_of(answer: str, case_sensitive: bool) -> str:
    """The regular expression of an answer with wildcards; XML Schema has no flag for small and capital letters."""
    return "".join(_piece(each, case_sensitive) for each in re.findall(r"\\\*|.", answer, re.DOTALL))


def _piece(piece: str, case_sensitive: bool) -> str:
    if piece == "*":
        return ".*"
    if piece == r"\*":
        return r"\*"
    if _IN_PATTERN.match(piece):
        return "\\" + piece
    cases = dict.fromkeys((piece, piece.lower(), piece.upper()))
    several = not case_sensitive and all(len(each) == 1 for each in cases) and len(cases) > 1
    return f"[{''.join(cases)}]" if several else piece


def equal_parts(right: Sequence[str], base_type: ia.BaseType, grade: Decimal) -> QtiProcessing:
    """Every one of these values is worth the same, all others nothing."""
    points = dict(zip(right, equal_points(len(right)), strict=True))
    return weighted(recipes.partial_credit(points, base_type, ONE), grade)


@dataclass(frozen=True)
class Part:
    """One of several questions inside a text: its key, whose response is `RESPONSE` there, and its share of the points."""

    response: str
    key: QtiProcessing
    weight: Decimal = ONE


def combined(parts: Sequence[Part], grade: Decimal) -> QtiProcessing:
    """One key of several: the score of each part times its weight, all together worth `grade`."""
    total = sum((each.weight for each in parts), Decimal(0))
    if total <= 0:
        raise KnownError("MDL-13")
    responses, outcomes, rules = [], [], []
    for place, part in enumerate(parts, 1):
        score = f"SCORE-{place}"
        names = {RESPONSE: part.response, "SCORE": score}
        responses += [replace(each, identifier=names.get(each.identifier, each.identifier)) for each in part.key.responses]
        outcomes += [replace(each, identifier=names.get(each.identifier, each.identifier)) for each in part.key.outcomes]
        rules += [_renamed(rule, names) for rule in part.key.rules]
        worth = Node("product", {}, (variable(score), literal(format(part.weight, "f"))))
        rules.append(set_outcome("SCORE", Node("sum", {}, (variable("SCORE"), worth))))
    return QtiProcessing(
        tuple(responses),
        (OutcomeDeclaration("SCORE", normal_maximum=total), *outcomes),
        tuple(rules),
        total,
        weight=round(grade / total, 6),
    )


def _renamed(node: Node, names: Mapping[str, str]) -> Node:
    attributes = dict(node.attributes)
    if attributes.get("identifier") in names:
        attributes["identifier"] = names[attributes["identifier"]]
    return replace(node, attributes=attributes, children=tuple(_renamed(each, names) for each in node.children))


def weighted(processing: QtiProcessing, grade: Decimal) -> QtiProcessing:
    """The same key, worth `grade`."""
    return replace(processing, weight=grade)
