"""What was answered and what it was worth, on one page; and the sheets of all pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop_app.preview.contact_sheet import SheetRow, write_sheets
from desktop_app.preview.words import KINDS, value_in_words
from question_packs.assessment.model import AssessmentItem
from question_packs.assessment.responses import FileName, ItemResponses
from question_packs.scoring.score import ItemOutcome, Outcome
from tests.demo_items.sitting import Exam

_WIDE = 58
_WORDS = (("empty", "kosong"), ("answered", "dijawab dengan tetikus"), ("keyboard", "dengan papan ketik"), ("200", "200 %"),
          ("contrast", "kontras tinggi"))  # fmt: skip


def tell(exam: Exam, outcomes: Sequence[Outcome], pictures: Mapping[str, Mapping[str, Path]], out: Path) -> int:
    """Print the page, write it and the sheets into `out`; 1 where an answer was not worth what the key says."""
    lines = [f"{'butir':7} {'jenis':26} {'jawaban':{_WIDE}} {'tetikus':>9} {'papan ketik':>12}"]
    faults = 0
    for item in exam.draft.items:
        if item.identifier in pictures:
            both = [_outcome(each, item) for each in outcomes]
            faults += sum(not _is_as_expected(each) for each in both)
            lines.append(_line(item, both))
    judged = sum(each.by_people for each in outcomes[0].items)
    lines.append(f"{len(pictures)} butir soal, masing-masing dijawab dua kali; {judged} menunggu penilaian orang; "
                 f"jawaban yang tidak bernilai penuh: {faults}")  # fmt: skip
    rows = [SheetRow(f"{item.identifier}  {item.title}", _ordered(pictures[item.identifier]))
            for item in exam.draft.items if item.identifier in pictures]  # fmt: skip
    sheets = write_sheets(rows, out)
    lines.append(f"gambar: {out}/ITEM-*.png; lembar: {', '.join(str(each) for each in sheets)}")
    (out / "summary.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    return 1 if faults else 0


def _outcome(outcome: Outcome, item: AssessmentItem) -> ItemOutcome:
    return next(each for each in outcome.items if each.identifier == item.identifier)


def _is_as_expected(outcome: ItemOutcome) -> bool:
    return outcome.by_people or outcome.score == outcome.maximum


def _line(item: AssessmentItem, both: Sequence[ItemOutcome]) -> str:
    kinds = ", ".join(dict.fromkeys(KINDS[type(each)] for each in item.interactions))
    answer = _short(_in_words(item, both[0].responses), _WIDE)
    scores = [("orang" if each.by_people else f"{each.score}/{each.maximum}") for each in both]
    return f"{item.identifier:7} {_short(kinds, 26):26} {answer:{_WIDE}} {scores[0]:>9} {scores[1]:>12}"


def _in_words(item: AssessmentItem, responses: ItemResponses) -> str:
    said = []
    for interaction in item.interactions:
        for value in responses.get(interaction.response_identifier, ()):
            file = FileName.parse(value)
            said.append(file.name if file is not None else value_in_words(interaction, value, "id", _say))
    return "; ".join(said)


def _say(text: str, **values: object) -> str:
    return text.format(**values)


def _short(text: str, wide: int) -> str:
    return text if len(text) <= wide else text[: wide - 1] + "…"


def _ordered(pictures: Mapping[str, Path]) -> list[tuple[str, Path]]:
    return [(words, pictures[name]) for name, words in _WORDS if name in pictures]
