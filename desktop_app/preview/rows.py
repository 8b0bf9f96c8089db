"""What the panel beside the item says: key, score, checks and data of an item, as rows of plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from desktop_app.gui.presentation import Presentation
from desktop_app.preview.processing_text import processing_lines
from desktop_app.preview.source import Check, Entry
from desktop_app.preview.trial import Judgement
from desktop_app.preview.words import KINDS, SEVERITIES, TOOLS, area_in_words, value_in_words
from desktop_app.services.views import ItemView
from question_packs.assessment import interactions as ia
from question_packs.scoring.declarations import QtiProcessing, ResponseDeclaration
from question_packs.scoring.general import general_form

RowKind = Literal["heading", "text", "strong", "good", "notice", "problem", "code"]


@dataclass(frozen=True)
class Row:
    """One paragraph of the panel."""

    kind: RowKind
    text: str


class Writer:
    """Says rows in the language in use."""

    def __init__(self, presentation: Presentation) -> None:
        self._presentation = presentation
        self.say = presentation.say

    def key(self, entry: Entry, view: ItemView) -> Iterator[Row]:
        """What is right, for each interaction in the order in which it is shown."""
        assert entry.key is not None
        processing = general_form(entry.key)
        declared = {each.identifier: each for each in processing.responses}
        for each in view.interactions:
            interaction = each.interaction
            yield Row("heading", self._named(interaction, len(view.interactions) > 1))
            rows = list(self._right(interaction, declared.get(interaction.response_identifier), processing))
            yield from rows or [Row("text", self._unjudged(processing))]

    def score(self, judgement: Judgement) -> Iterator[Row]:
        """What the answers given are worth now."""
        if judgement.problem is not None:
            yield Row("problem", f"{judgement.problem.sentence(self._language)} ({judgement.problem.code})")
            return
        if judgement.by_people:
            yield Row(
                "notice", self.say("Dinilai oleh orang. Nilai terbanyak: {most}", most=self._number(judgement.maximum))
            )
        else:
            full = judgement.score == judgement.maximum
            score, most = self._number(judgement.score), self._number(judgement.maximum)
            yield Row("good" if full else "strong", self.say("{score} dari {most}", score=score, most=most))
        yield Row("heading", self.say("Hasil pengolahan"))
        for name, values in judgement.outcomes.items():
            yield Row("text", f"{name} = {', '.join(values) or '-'}")

    def checks(self, checks: Iterable[Check]) -> Iterator[Row]:
        """Everything that was found, with its code and place."""
        found = list(checks)
        if not found:
            yield Row("good", self.say("Tidak ada catatan."))
        for check in found:
            yield Row("heading", f"{self.say(SEVERITIES[check.severity])} · {check.problem.code}")
            kind: RowKind = "notice" if check.severity in ("loss", "warning") else "problem"
            yield Row(kind, check.problem.sentence(self._language))
            if check.where:
                yield Row("text", check.where)

    def data(self, entry: Entry) -> Iterator[Row]:
        """Tags, place, and how it is judged in QTI's words."""
        key, section = entry.key, entry.section
        assert key is not None
        assert section is not None
        assert entry.test is not None
        tools = ", ".join(self.say(TOOLS[each]) for each in section.tools)
        facts = (
            (self.say("Ujian"), entry.test.title),
            (self.say("Bagian"), section.title),
            (self.say("Aspek"), key.aspect),
            (self.say("Kompetensi"), key.competency),
            (self.say("Level"), str(key.level) if key.level else ""),
            (self.say("Peraturan"), key.regulation),
            (self.say("Kategori"), ", ".join(key.categories)),
            (self.say("Alat di bagian ini"), tools),
            (self.say("Bobot"), ", ".join(f"{name} = {value}" for name, value in key.weights.items())),
        )
        for name, value in facts:
            if value:
                yield Row("text", f"{name}: {value}")
        yield Row("heading", self.say("Pengolahan jawaban (QTI)"))
        yield Row("code", "\n".join(processing_lines(general_form(key))))

    @property
    def _language(self) -> Literal["id", "en"]:
        return self._presentation.language

    def _named(self, interaction: ia.Interaction, several: bool) -> str:
        kind = self.say(KINDS[type(interaction)]).capitalize()
        return f"{kind} · {interaction.response_identifier}" if several else kind

    def _right(
        self, interaction: ia.Interaction, declaration: ResponseDeclaration | None, processing: QtiProcessing
    ) -> Iterator[Row]:
        if declaration is None or processing.by_people:
            return
        ordered = declaration.cardinality == "ordered"
        for number, value in enumerate(declaration.correct or (), 1):
            words = self._words(interaction, value)
            yield Row("good", f"{number}. {words}" if ordered else words)
        yield from self._points(interaction, declaration)

    def _points(self, interaction: ia.Interaction, declaration: ResponseDeclaration) -> Iterator[Row]:
        """What each value is worth, where the key says more than right or wrong."""
        if declaration.mapping is not None:
            for entry in declaration.mapping.entries:
                yield Row("text", self._worth(self._words(interaction, entry.key), entry.value))
        if declaration.area_mapping is not None:
            for area in declaration.area_mapping.entries:
                yield Row("text", self._worth(area_in_words(area.shape, area.coords, self.say), area.value))

    def _worth(self, what: str, points: Decimal) -> str:
        return self.say("{what}: {points} poin", what=what, points=self._number(points))

    def _words(self, interaction: ia.Interaction, value: str) -> str:
        return value_in_words(interaction, value, self._language, self.say)

    def _unjudged(self, processing: QtiProcessing) -> str:
        return self.say("Dinilai oleh orang.") if processing.by_people else self.say("Jawaban ini tidak dinilai.")

    def _number(self, value: Decimal) -> str:
        text = format(value.normalize(), "f")
        return text.replace(".", ",") if self._language == "id" else text
