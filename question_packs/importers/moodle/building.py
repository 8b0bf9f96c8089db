"""Questions as Moodle knows them, made into what an item is made of: text, interactions, key.

Knows no file format: Moodle XML, GIFT and Aiken hand over texts that are HTML already and shares of the whole. A `Made` is a
question without its name. What cannot be judged as asked is refused by a `KnownError`; losses go to `losses` at `where`.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from html import escape

from msgspec.structs import replace

from question_packs.assessment import interactions as ia
from question_packs.assessment.expressions.tree import Node
from question_packs.assessment.responses import MAX_FILE_BYTES
from question_packs.errors import KnownError
from question_packs.importers.losses import Losses
from question_packs.importers.moodle.shares import equal_points, points_of
from question_packs.importers.moodle.texts import field_at
from question_packs.scoring import recipes
from question_packs.scoring.answer_key import MapResponse, MatchCorrect, Processing
from question_packs.scoring.declarations import OutcomeDeclaration, QtiProcessing, ResponseDeclaration
from question_packs.scoring.recipes import RESPONSE, UNIT, AcceptedNumber
from question_packs.scoring.standard import literal, set_outcome, variable

ONE = Decimal(1)
_MOST_CHOICES = 100
_UNDERSCORES = re.compile(r"_{5,}")
_IN_PATTERN = re.compile(r"[.?+*^$(){}|\\\[\]-]")


@dataclass(frozen=True)
class Made:
    """A question: what is shown and how it is judged. `several`: a response may have more than one value."""

    body: str
    interactions: tuple[ia.Interaction, ...]
    processing: Processing
    several: bool = False


@dataclass(frozen=True)
class Answer:
    """An answer or option and its share of the whole."""

    text: str
    share: Fraction


def choice(
    body: str, options: Sequence[Answer], *, single: bool, shuffle: bool, grade: Decimal, losses: Losses, where: str
) -> Made:
    """Multiple choice. Fewer than two options, too many, or none that gives points: `MDL-11`, `MDL-12`, `MDL-13`.

    Choosing several is worth the sum, never less than nothing, as in Moodle.
    """
    _check_choices(options)
    names = [letter_of(place) for place in range(len(options))]
    points = dict(zip(names, points_of([each.share for each in options]), strict=True))
    best = max(points.values()) if single else sum((each for each in points.values() if each > 0), Decimal(0))
    if best != 1:
        losses.take(where, KnownError("MDL-40", percent=format((best * 100).normalize(), "f")))
    interaction = ia.ChoiceInteraction(
        RESPONSE,
        tuple(ia.SimpleChoice(name, each.text) for name, each in zip(names, options, strict=True)),
        max_choices=1 if single else 0,
        shuffle=shuffle,
    )
    if single:
        return Made(body, (interaction,), _one_of(points, grade))
    return Made(body, (interaction,), _weighted(recipes.partial_credit(points, "identifier", ONE), grade), several=True)


def _check_choices(options: Sequence[Answer]) -> None:
    if len(options) < 2:
        raise KnownError("MDL-11", found=len(options))
    if len(options) > _MOST_CHOICES:
        raise KnownError("MDL-12", found=len(options), limit=_MOST_CHOICES)
    if not any(each.share > 0 for each in options):
        raise KnownError("MDL-13")


def _one_of(points: Mapping[str, Decimal], grade: Decimal) -> Processing:
    right = [name for name, each in points.items() if each != 0]
    if len(right) == 1 and points[right[0]] == 1:
        return MatchCorrect((right[0],), grade)
    return MapResponse(dict(points), grade)


def letter_of(place: int) -> str:
    """A, B, ... Z, A1, B1, ...: the identifier of an option."""
    return chr(65 + place % 26) + (str(place // 26) if place >= 26 else "")


def true_false(body: str, right: Fraction, wrong: Fraction, grade: Decimal) -> Made:
    """True or false: the shares of "Benar" and of "Salah"."""
    if right <= 0 and wrong <= 0:
        raise KnownError("MDL-13")
    choices = (ia.SimpleChoice("BENAR", "Benar"), ia.SimpleChoice("SALAH", "Salah"))
    points = dict(zip(("BENAR", "SALAH"), points_of([right, wrong]), strict=True))
    return Made(body, (ia.ChoiceInteraction(RESPONSE, choices, shuffle=False),), _one_of(points, grade))


def short_answer(body: str, answers: Sequence[Answer], *, case_sensitive: bool, grade: Decimal) -> Made:
    """A short text. The field stands where the text has a line of underscores, else below it."""
    processing = text_key(answers, case_sensitive)
    length = max(len(each.text) for each in answers)
    entry = ia.TextEntryInteraction(RESPONSE, expected_length=min(max(length + 5, 15), 60))
    return Made(_with_field(body, field_at(RESPONSE)), (entry,), _weighted(processing, grade))


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


@dataclass(frozen=True)
class Unit:
    """A unit of a number; a number in it times `factor` is the number in the first unit."""

    name: str
    factor: Decimal


def number(body: str, accepted: Sequence[AcceptedNumber], grade: Decimal, unit: str = "", before: bool = False) -> Made:
    """A number; `unit` is shown beside the field."""
    _check_numbers(accepted)
    beside = escape(unit)
    place = f"{beside} {field_at(RESPONSE)}" if before else f"{field_at(RESPONSE)} {beside}"
    entry = ia.TextEntryInteraction(RESPONSE, base_type="float", expected_length=15)
    return Made(_with_field(body, place.strip()), (entry,), _weighted(recipes.numeric(accepted), grade))


def number_with_unit(body: str, accepted: Sequence[AcceptedNumber], grade: Decimal, units: Sequence[Unit]) -> Made:
    """A number and its unit, chosen from a list; a number without the right unit is worth nothing."""
    _check_numbers(accepted)
    names = [f"U{place}" for place in range(1, len(units) + 1)]
    factors = {name: each.factor for name, each in zip(names, units, strict=True)}
    choices = tuple(ia.SimpleChoice(name, each.name) for name, each in zip(names, units, strict=True))
    interactions = (
        ia.TextEntryInteraction(RESPONSE, base_type="float", expected_length=15),
        ia.InlineChoiceInteraction(UNIT, choices, label="Satuan"),
    )
    body = _with_field(body, f"{field_at(RESPONSE)} {field_at(UNIT)}")
    return Made(body, interactions, _weighted(recipes.numeric(accepted, factors), grade))


def _check_numbers(accepted: Sequence[AcceptedNumber]) -> None:
    if not any(each.points > 0 for each in accepted):
        raise KnownError("MDL-13")


def _with_field(body: str, place: str) -> str:
    outside = re.split(r"(<[^>]*>)", body)
    for number_of, piece in enumerate(outside):
        if not piece.startswith("<") and _UNDERSCORES.search(piece):
            outside[number_of] = _UNDERSCORES.sub(lambda _: place, piece, count=1)
            return "".join(outside)
    return f"{body}<p>{place}</p>"


def matching(body: str, pairs: Sequence[tuple[str, str]], extra: Collection[str], shuffle: bool, grade: Decimal) -> Made:
    """Each first text to its second one; `extra`: second texts that belong to none. Every right pair is worth the same."""
    if not pairs or len({second for _, second in pairs} | set(extra)) < 2:
        raise KnownError("MDL-11", found=len(pairs))
    if len(pairs) > _MOST_CHOICES:
        raise KnownError("MDL-12", found=len(pairs), limit=_MOST_CHOICES)
    # In the order of the alphabet, so that not even an unshuffled list gives the answers away.
    seconds = {text: f"T{place}" for place, text in enumerate(sorted({*(each for _, each in pairs), *extra}), 1)}
    sources = tuple(ia.AssociableChoice(f"S{place}", first) for place, (first, _) in enumerate(pairs, 1))
    targets = tuple(ia.AssociableChoice(name, text, match_max=0) for text, name in seconds.items())
    interaction = ia.MatchInteraction(
        response_identifier=RESPONSE,
        sources=sources,
        targets=targets,
        shuffle=shuffle,
        max_associations=len(pairs),
        presentation="pairs",
    )
    right = [f"{source.identifier} {seconds[second]}" for source, (_, second) in zip(sources, pairs, strict=True)]
    return Made(body, (interaction,), equal_parts(right, "directedPair", grade), several=True)


def equal_parts(right: Sequence[str], base_type: ia.BaseType, grade: Decimal) -> QtiProcessing:
    """Every one of these values is worth the same, all others nothing."""
    points = dict(zip(right, equal_points(len(right)), strict=True))
    return _weighted(recipes.partial_credit(points, base_type, ONE), grade)


@dataclass(frozen=True)
class Essay:
    """What an essay asks for: a text, files, or both. `media_types` empty: every kind."""

    text: bool = True
    lines: int | None = None
    min_words: int = 0
    max_words: int = 0
    files: bool = False
    media_types: tuple[str, ...] = ()
    max_bytes: int = 2 * 2**20


def essay(body: str, wanted: Essay, grade: Decimal) -> Made:
    """An essay: people judge it."""
    interactions: list[ia.Interaction] = []
    if wanted.text:
        interactions.append(
            ia.ExtendedTextInteraction(
                response_identifier=RESPONSE,
                expected_lines=wanted.lines,
                min_words=wanted.min_words,
                max_words=wanted.max_words,
            )
        )
    if wanted.files:
        most = min(wanted.max_bytes, MAX_FILE_BYTES)
        interactions.append(
            ia.UploadInteraction(response_identifier="BERKAS", media_types=wanted.media_types, max_bytes=most)
        )
    types: list[tuple[str, ia.BaseType]] = [(RESPONSE, "string")] if wanted.text else []
    types += [("BERKAS", "file")] if wanted.files else []
    first, *others = (recipes.by_people(base_type, grade, response) for response, base_type in types)
    declared = (*first.responses, *(each for other in others for each in other.responses))
    return Made(body, tuple(interactions), replace(first, responses=declared))


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


def with_recordings(made: Made, recordings: Sequence[ia.MediaInteraction]) -> Made:
    """The question with players for the recordings of its text, before everything that is answered below it."""
    inline = [each for each in made.interactions if isinstance(each, ia.InlineChoiceInteraction | ia.TextEntryInteraction)]
    blocks = [each for each in made.interactions if each not in inline]
    return dataclasses.replace(made, interactions=(*inline, *recordings, *blocks)) if recordings else made


def _weighted(processing: QtiProcessing, grade: Decimal) -> QtiProcessing:
    return replace(processing, weight=grade)
