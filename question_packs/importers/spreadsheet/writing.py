"""Questions whose answer is written: a word, a number, an essay."""

from __future__ import annotations

from decimal import Decimal

from question_packs.assessment.interactions import ExtendedTextInteraction, TextEntryInteraction
from question_packs.errors import InBoth
from question_packs.importers.spreadsheet.question import RESPONSE, Asked, Question
from question_packs.scoring import recipes

_FIELD = f'<img src="interaction:{RESPONSE}">'
_ANSWERS = InBoth(
    "jawaban yang benar; beberapa jawaban dipisahkan dengan |", "the right answer; several ones with | between"
)
_NUMBER = InBoth("sebuah angka, misalnya 12,5", "a number, such as 12.5")
# An office program makes these of what is on the keyboard; a candidate types what is on the keyboard.
_TYPED = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_LINES = 10


def short_text(question: Question) -> Asked:
    """`isian`: any of the answers in the key, capital letters or not."""
    given = [" ".join(each.translate(_TYPED).split()) for each in question.line.word("kunci").split("|")]
    answers = list(dict.fromkeys(each for each in given if each))
    if not answers:
        raise question.refuse("SHT-48", "kunci", expected=_ANSWERS)
    points = question.points()
    longest = max(len(each) for each in answers)
    entry = TextEntryInteraction(RESPONSE, expected_length=min(max(longest + 5, 10), 60), label="Jawaban")
    return Asked((entry,), recipes.text_answers(dict.fromkeys(answers, points)), body=_with_field(question))


def number(question: Question) -> Asked:
    """`angka`: the number in the key, as far off as `toleransi` allows (a number, or per cent of it); `satuan` behind it."""
    if "kunci" not in question.line.texts:
        raise question.refuse("SHT-48", "kunci", expected=_NUMBER)
    off = question.line.word("toleransi")
    tolerance = question.number("toleransi", off.removesuffix("%")) if off else Decimal(0)
    if tolerance < 0:
        raise question.refuse("SHT-52", "toleransi", column="toleransi", text=off[:60])
    accepted = recipes.AcceptedNumber(question.number("kunci"), question.points(), tolerance, off.endswith("%"))
    entry = TextEntryInteraction(RESPONSE, base_type="float", expected_length=10, label="Jawaban")
    return Asked((entry,), recipes.numeric([accepted]), body=_with_field(question, question.html("satuan")))


def essay(question: Question) -> Asked:
    """`uraian`: people judge it, with at most `poin`; a model answer in the key is not kept."""
    points = question.points(needed=True)
    if question.line["kunci"]:
        question.losses.append(question.line.note("SHT-66", "kunci"))
    return Asked((ExtendedTextInteraction(RESPONSE, expected_lines=_LINES),), recipes.by_people("string", points))


def _with_field(question: Question, after: str = "") -> str:
    """The question with a field for the answer below it."""
    return f"{question.body()}<p>{_FIELD}{f' {after}' if after else ''}</p>\n"
