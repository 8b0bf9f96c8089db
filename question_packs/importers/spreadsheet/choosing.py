"""Questions whose options are chosen: one, several, true or false, weighted, a scale, best and worst."""

from __future__ import annotations

from decimal import Decimal

from question_packs.assessment.interactions import ChoiceInteraction, SimpleChoice
from question_packs.errors import InBoth
from question_packs.importers.spreadsheet.kinds import FALSE_WORDS, TRUE_WORDS, key_letters
from question_packs.importers.spreadsheet.question import RESPONSE, Asked, Question
from question_packs.scoring import recipes
from question_packs.scoring.answer_key import MapResponse, MatchCorrect, Processing

_ONE = InBoth("satu huruf, misalnya B", "one letter, such as B")
_SEVERAL = InBoth("beberapa huruf, misalnya A, C", "several letters, such as A, C")
_TWO = InBoth(
    "dua huruf berbeda: yang terbaik lalu yang terburuk, misalnya A, D",
    "two letters: the best, then the worst, such as A, D",
)
_TRUE_OR_FALSE = InBoth("benar atau salah", "benar or salah")
_REVERSED = InBoth("terbalik, atau kosong", "terbalik, or nothing")
_BEST, _WORST = "Pilihan terbaik", "Pilihan terburuk"


def single_choice(question: Question) -> Asked:
    """`pilihan`: the one right option is worth the question's points."""
    letters = question.letters()
    key = question.key(letters, _ONE, 1)
    return _choice(question, letters, MatchCorrect((key[0],), question.points()))


def multiple_choice(question: Question) -> Asked:
    """`pilihan jamak`: exactly the right options; or, where weights are filled in, the sum of those that are chosen."""
    letters = question.letters()
    if question.has_weights():
        _no_points_beside_weights(question)
        if question.line["kunci"]:
            raise question.refuse(
                "SHT-53", "kunci", columns="kunci", kind=InBoth("pilihan jamak berbobot", "weighted choices")
            )
        return _choice(question, letters, MapResponse(question.weights(letters), Decimal(1)), most=0)
    key = question.key(letters, _SEVERAL)
    if len(key) < 2:
        raise question.refuse("SHT-50", "kunci", key=question.line.word("kunci"), expected=_SEVERAL)
    return _choice(question, letters, MatchCorrect(tuple(sorted(key)), question.points()), most=len(key))


def true_or_false(question: Question) -> Asked:
    """`benar salah`: two options of which the words are known."""
    word = question.line.word("kunci").casefold().strip(".")
    if not word:
        raise question.refuse("SHT-48", "kunci", expected=_TRUE_OR_FALSE)
    if word not in (*TRUE_WORDS, *FALSE_WORDS, "b", "s"):
        raise question.refuse("SHT-50", "kunci", key=word[:60], expected=_TRUE_OR_FALSE)
    right = "B" if word in (*TRUE_WORDS, "b") else "S"
    choices = (SimpleChoice("B", "Benar"), SimpleChoice("S", "Salah"))
    return Asked((ChoiceInteraction(RESPONSE, choices, shuffle=False),), MatchCorrect((right,), question.points()))


def weighted_choice(question: Question) -> Asked:
    """`bobot`: every option is worth its own weight; a key, if there is one, names an option of the largest."""
    letters = question.letters()
    weights = question.weights(letters)
    best = [letter for letter in letters if weights[letter] == max(weights.values())]
    key = question.line.word("kunci")
    if key:
        named = key_letters(key)
        if named is None or not set(named) <= set(best):
            raise question.refuse("SHT-58", "kunci", key=key[:60], best=", ".join(best))
    if len(best) > 1:
        question.remarks.append(question.line.note("SHT-54", letters=", ".join(best)))
    return _choice(question, letters, MapResponse(weights, Decimal(1)))


def scale(question: Question) -> Asked:
    """`skala`: the options are the steps, worth 1, 2, 3 ... or their weights; `terbalik` as the key turns them round."""
    letters = question.letters()
    key = question.line.word("kunci").casefold()
    if key not in ("", "terbalik", "reverse", "reversed") or (key and question.has_weights()):
        raise question.refuse("SHT-50", "kunci", key=key[:60], expected=_REVERSED)
    processing: Processing
    if question.has_weights():
        processing = MapResponse(question.weights(letters), Decimal(1))
    else:
        processing = recipes.likert(letters, reverse=bool(key))
    interaction = ChoiceInteraction(RESPONSE, question.choices(letters), shuffle=False, orientation="horizontal")
    return Asked((interaction,), processing)


def best_and_worst(question: Question) -> Asked:
    """`terbaik-terburuk`: the best and the worst option, each worth the question's points."""
    letters = question.letters(3)
    best, worst = question.key(letters, _TWO, 2)
    choices, shuffle = question.choices(letters), question.shuffled(False)
    interactions = tuple(
        ChoiceInteraction(name, choices, shuffle=shuffle, prompt=f"<p>{prompt}</p>")
        for name, prompt in (("BEST", _BEST), ("WORST", _WORST))
    )
    points = question.points()
    return Asked(interactions, recipes.best_and_worst({best: points}, {worst: points}))


def _choice(question: Question, letters: list[str], processing: Processing, most: int = 1) -> Asked:
    interaction = ChoiceInteraction(RESPONSE, question.choices(letters), max_choices=most, shuffle=question.shuffled(False))
    return Asked((interaction,), processing, "single" if most == 1 else "multiple")


def _no_points_beside_weights(question: Question) -> None:
    if "poin" in question.line.texts:
        raise question.refuse(
            "SHT-53", "poin", columns="poin", kind=InBoth(f"{question.kind} berbobot", "weighted questions")
        )
