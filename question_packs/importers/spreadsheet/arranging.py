"""Questions whose pieces are put somewhere: in order, in pairs, into gaps, on a scale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from question_packs.assessment.interactions import (
    AssociableChoice,
    Gap,
    GapMatchInteraction,
    MatchInteraction,
    OrderInteraction,
)
from question_packs.errors import InBoth
from question_packs.importers.spreadsheet.headings import LETTERS
from question_packs.importers.spreadsheet.question import RESPONSE, Asked, Question
from question_packs.importers.spreadsheet.sheets import plain
from question_packs.scoring import recipes
from question_packs.scoring.declarations import BaseType, Cardinality, OutcomeDeclaration, QtiProcessing, ResponseDeclaration
from question_packs.scoring.standard import standard_rules

_ALL = InBoth("semua huruf dalam urutan yang benar, misalnya C, A, B", "all letters in the right order, such as C, A, B")
_RATINGS = InBoth(
    "satu angka skala untuk tiap pilihan, misalnya A=4; B=1", "one number of the scale for each option, such as A=4; B=1"
)
_RATING = re.compile(r"([A-H])\s*[=:]\s*(\d{1,2})", re.IGNORECASE)
# A gap in the text; what stands between dollar signs is a formula, whose braces are its own.
_GAP = re.compile(r"\$[^$\n]+\$|\{\s*([A-Ha-h])\s*\}")
_FIRST_PLACE = 0xE010  # private characters keep the places of gaps until the text is HTML


def order(question: Question) -> Asked:
    """`urutan`: the right order, and no other, is worth the question's points."""
    interaction, key = _order(question)
    return Asked((interaction,), _all_or_nothing(key, "ordered", "identifier", question.points()))


def rank(question: Question) -> Asked:
    """`peringkat`: the nearer the order is to the right one, the more of the question's points."""
    interaction, key = _order(question)
    return Asked((interaction,), recipes.rank(key, question.points()))


def _order(question: Question) -> tuple[OrderInteraction, list[str]]:
    letters = question.letters()
    key = question.key(letters, _ALL, len(letters))
    shuffle = question.shuffled(True)
    return OrderInteraction(RESPONSE, simple_choices=question.choices(letters), shuffle=shuffle), key


def pairs(question: Question) -> Asked:
    """`jodoh`: each option is `left = right`; rights may come more than once."""
    letters = question.letters()
    sides = {letter: _sides(question, letter) for letter in letters}
    lefts = [left for left, _ in sides.values()]
    for letter, left in zip(letters, lefts, strict=True):
        if lefts.count(left) > 1:
            raise question.refuse("SHT-61", letter.lower(), letter=letter)
    targets = _by_content(right for _, right in sides.values())
    sources = tuple(AssociableChoice(letter, question.html(letter.lower(), sides[letter][0])) for letter in letters)
    interaction = MatchInteraction(
        RESPONSE,
        sources=sources,
        targets=tuple(AssociableChoice(name, question.html("", text), match_max=0) for text, name in targets.items()),
        shuffle=question.shuffled(True),
        max_associations=len(letters),
        presentation="pairs",
    )
    right = {letter: f"{letter} {targets[sides[letter][1]]}" for letter in letters}
    return Asked((interaction,), _judged_pairs(question, right), "multiple")


def _sides(question: Question, letter: str) -> tuple[str, str]:
    text = question.line[letter.lower()]
    left, equals, right = text.partition(" = " if " = " in text else "=")
    if not equals or not plain(left).strip() or not plain(right).strip():
        raise question.refuse("SHT-61", letter.lower(), letter=letter)
    return left.strip(), right.strip()


def gaps(question: Question) -> Asked:
    """`rumpang`: `{A}` in the text is a gap for option A; options without a gap are there to mislead."""
    letters = question.letters()
    text = question.line["soal"]
    named = [found[1].upper() for found in _GAP.finditer(text) if found[1]]
    if not named or len(set(named)) != len(named) or not set(named) <= set(letters):
        raise question.refuse("SHT-62", "soal", last=letters[-1])
    places = {letter: f"G{number}" for number, letter in enumerate(named, 1)}

    def place(found: re.Match[str]) -> str:
        return chr(_FIRST_PLACE + LETTERS.index(found[1].upper())) if found[1] else found[0]

    content = question.body(_GAP.sub(place, text))
    for letter, gap in places.items():
        content = content.replace(chr(_FIRST_PLACE + LETTERS.index(letter)), f'<img src="gap:{gap}">')
    pieces = _by_content(question.line[letter.lower()] for letter in letters)
    interaction = GapMatchInteraction(
        RESPONSE,
        content=content,
        choices=tuple(AssociableChoice(name, question.html("", piece)) for piece, name in pieces.items()),
        gaps=tuple(Gap(gap) for gap in places.values()),
        shuffle=question.shuffled(True),
        max_associations=len(places),
    )
    right = {letter: f"{pieces[question.line[letter.lower()]]} {gap}" for letter, gap in places.items()}
    return Asked((interaction,), _judged_pairs(question, right), "multiple", body="")


def ratings(question: Question) -> Asked:
    """`nilai-tiap`: each option gets a step of the scale; each right one is worth its weight."""
    letters = question.letters()
    steps = [each.strip() for each in question.line["skala"].split("|")]
    if len(steps) < 2 or not all(steps) or len(set(steps)) != len(steps):
        raise question.refuse("SHT-63", "skala")
    right = {letter: f"{letter} S{step}" for letter, step in _rated(question, letters, len(steps)).items()}
    weights = question.weights(letters)
    interaction = MatchInteraction(
        RESPONSE,
        sources=tuple(AssociableChoice(letter, question.html(letter.lower())) for letter in letters),
        targets=tuple(
            AssociableChoice(f"S{number}", question.html("skala", step), match_max=0, fixed=True)
            for number, step in enumerate(steps, 1)
        ),
        shuffle=question.shuffled(False),
        max_associations=len(letters),
    )
    return Asked((interaction,), _partial(right, weights), "multiple")


def _rated(question: Question, letters: Sequence[str], steps: int) -> dict[str, int]:
    key = question.line.word("kunci")
    if not key:
        raise question.refuse("SHT-48", "kunci", expected=_RATINGS)
    parts = [each.strip() for each in re.split(r"[;,\n]", key) if each.strip()]
    found = [_RATING.fullmatch(each) for each in parts]
    rated = {each[1].upper(): int(each[2]) for each in found if each is not None}
    if len(rated) != len(parts) or set(rated) != set(letters) or not all(1 <= each <= steps for each in rated.values()):
        raise question.refuse("SHT-50", "kunci", key=key[:60], expected=_RATINGS)
    return rated


def _judged_pairs(question: Question, right: Mapping[str, str]) -> QtiProcessing:
    """Each right pair is worth its weight; without weights all of them together are worth the question's points."""
    if not question.has_weights():
        return _all_or_nothing([*right.values()], "multiple", "directedPair", question.points())
    if "poin" in question.line.texts:
        kind = InBoth(f"{question.kind} berbobot", "weighted questions")
        raise question.refuse("SHT-53", "poin", columns="poin", kind=kind)
    return _partial(right, question.weights(sorted(right)))


def _partial(right: Mapping[str, str], weights: Mapping[str, Decimal]) -> QtiProcessing:
    points = {right[letter]: weight for letter, weight in weights.items()}
    maximum = sum((each for each in points.values() if each > 0), Decimal(0))
    return recipes.partial_credit(points, "directedPair", maximum)


def _all_or_nothing(correct: Sequence[str], cardinality: Cardinality, base_type: BaseType, points: Decimal) -> QtiProcessing:
    declaration = ResponseDeclaration(RESPONSE, cardinality, base_type, tuple(correct))
    score = OutcomeDeclaration("SCORE", normal_maximum=Decimal(1))
    return QtiProcessing((declaration,), (score,), standard_rules("match_correct"), Decimal(1), weight=points)


def _by_content(texts: Iterable[str]) -> dict[str, str]:
    """Names for pieces by their texts in alphabetical order: neither name nor place says where a piece belongs."""
    return {text: f"P{number}" for number, text in enumerate(sorted(set(texts)), 1)}
