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
from question_packs.assessment.responses import MAX_FILE_BYTES
from question_packs.errors import KnownError
from question_packs.importers.losses import Losses
from question_packs.importers.moodle.keys import ONE, Answer, equal_parts, text_key, weighted
from question_packs.importers.moodle.shares import points_of
from question_packs.importers.moodle.texts import field_at
from question_packs.scoring import recipes
from question_packs.scoring.answer_key import MapResponse, MatchCorrect, Processing
from question_packs.scoring.recipes import RESPONSE, UNIT, AcceptedNumber

_MOST_CHOICES = 100
_UNDERSCORES = re.compile(r"_{5,}")


@dataclass(frozen=True)
class Made:
    """A question: what is shown and how it is judged. `several`: a response may have more than one value."""

    body: str
    interactions: tuple[ia.Interaction, ...]
    processing: Processing
    several: bool = False


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
    return Made(body, (interaction,), weighted(recipes.partial_credit(points, "identifier", ONE), grade), several=True)


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
    return Made(_with_field(body, field_at(RESPONSE)), (entry,), weighted(processing, grade))


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
    return Made(_with_field(body, place.strip()), (entry,), weighted(recipes.numeric(accepted), grade))


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
    return Made(body, interactions, weighted(recipes.numeric(accepted, factors), grade))


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


def with_recordings(made: Made, recordings: Sequence[ia.MediaInteraction]) -> Made:
    """The question with players for the recordings of its text, before everything that is answered below it."""
    inline = [each for each in made.interactions if isinstance(each, ia.InlineChoiceInteraction | ia.TextEntryInteraction)]
    blocks = [each for each in made.interactions if each not in inline]
    return dataclasses.replace(made, interactions=(*inline, *recordings, *blocks)) if recordings else made
