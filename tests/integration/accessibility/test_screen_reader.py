"""What a screen reader hears of every kind of item: names, roles, what an answer changes, and nothing of the item before."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.all_kinds import exam_of_all_kinds
from tests.integration.accessibility.conftest import Desk, Heard, Tree

ITEMS = {item.identifier: number for number, item in enumerate(exam_of_all_kinds().items, start=1)}
# Roles that tell a listener nothing of what can be done there.
NO_ROLES = {"filler", "panel", "unknown", "layered pane", "invalid", ""}
# What the page around the item says changes with every answer and every second.
AROUND = ("Soal ", "Sisa waktu", "Tersimpan", "Menyimpan")


@dataclass(frozen=True)
class Answer:
    """What is done at an item, and what is heard then: a place that says `words` and is `state`.

    A step is a place to walk to and to press Space at, or `stop PLACE`, `key KEY`, `type TEXT` for one of these alone.
    """

    item: str
    steps: tuple[str, ...]
    words: str
    state: str = "enabled"

    def is_heard(self, tree: Tree) -> bool:
        """Whether a screen reader was told."""
        return any(each.takes_keyboard and self.words in each.words and self.state in each.states for each in tree)


ANSWERS = (
    Answer("RAG-01", ("Keempat",), "Keempat", "checked"),
    Answer("RAG-02", ("12 orang", "18 orang"), "masih ada 18 orang", "checked"),
    Answer("RAG-03", ("Pilihan 1 dari 2", "key Down", "key Space"), "Pilihan 1 dari 2: kepada"),
    Answer("RAG-04", ("stop Isian", "type arsip"), "arsip", "editable"),
    Answer("RAG-05", ("stop Isian", "type 26"), "26", "editable"),
    Answer("RAG-06", ("stop Jawaban tertulis", "type Saya mendengarkan."), "2 kata. Saya mendengarkan.", "multi-line"),
    Answer("RAG-07", ("Urutan 1 dari 5", "key Down", "key Space"), "Urutan 2 dari 5: Mengirim jawaban"),
    Answer("RAG-08", ("gaji bulanan: Keuangan",), "gaji bulanan: Keuangan, dipilih", "checked"),
    Answer("RAG-09", ("kilogram", "massa"), "kilogram, dipasangkan dengan 3"),
    Answer("RAG-10", ("pagi", "malam"), "pagi, dipasangkan dengan D"),
    Answer("RAG-11", ("Celah 2", "Senin"), "Celah 2, Senin"),
    Answer("RAG-12", ("listerik",), "listerik, dipilih", "checked"),
    Answer("RAG-13", ("Loket",), "Loket, dipilih", "checked"),
    Answer("RAG-14", ("Peta",), "1 titik dipasang"),
    Answer("RAG-15", ("Menyerahkan", "Loket"), "Loket, berisi Menyerahkan berkas", "checked"),
    Answer("RAG-16", ("Arsip", "Dapur"), "Dapur, nomor 2", "checked"),
    Answer("RAG-17", ("Pulau barat", "Pulau selatan"), "Pulau selatan, dipasangkan dengan Pulau barat", "checked"),
    Answer("RAG-18", ("Denah",), "1 titik dipasang"),
    Answer("RAG-19", ("stop Penggeser", "key Right"), "Penggeser dari 0 sampai 100, Nilai: 50"),
    Answer("RAG-20", ("Sangat tidak setuju",), "Sangat tidak setuju", "checked"),
    Answer("RAG-21", ("Tiga",), "Tiga", "checked"),
    Answer("RAG-22", ("Cari berkas", "laporan.png"), "Ambil kembali: Diserahkan: laporan.png"),
    Answer("RAG-23", ("Denah", "key Right", "key Right", "key Space"), "Urungkan", "sensitive"),
    Answer("RAG-24", ("Mengerjakan seluruh",), "Mengerjakan seluruh", "checked"),
    Answer("RAG-25", ("membagi sisa pekerjaan: Terbaik",), "pekerjaan: Terbaik, dipilih", "checked"),
    Answer("RAG-26", ("Urutan 2", "key Up", "key Space"), "Urutan 1 dari 4: Mengirim laporan keesokan harinya"),
    Answer("RAG-27", ("memberi tahu: 3",), "memberi tahu: 3, dipilih", "checked"),
    Answer("RAG-28", ("Kamis",), "Kamis", "checked"),
    Answer("RAG-29", ("stop Jawaban tertulis", "type dua kata"), "2 kata. dua kata", "multi-line"),
    Answer("RAG-30", ("84",), "84", "checked"),
)


def of_item(tree: Tree) -> set[tuple[object, ...]]:
    """What is said of the item and of the buttons around it."""
    said = [each for each in tree if not each.name.startswith(AROUND) and not each.name.isdecimal()]
    return {(each.role, each.name, each.description, each.text, "checked" in each.states) for each in said}


@pytest.fixture(scope="module")
def fresh(desk: Desk) -> dict[str, Tree]:
    """What is heard of each item before anything is answered, from the last to the first."""
    return {item: _arrived(desk, item) for item in reversed(ITEMS)}


def _arrived(desk: Desk, item: str) -> Tree:
    desk.do(item=ITEMS[item])
    here = f"Soal {ITEMS[item]} dari {len(ITEMS)}"
    return desk.hear_until(lambda tree: any(each.name == here for each in tree))


@pytest.mark.parametrize("item", ITEMS)
def test_every_place_that_takes_the_keyboard_has_a_name_and_a_role(fresh: dict[str, Tree], item: str) -> None:
    stops: list[Heard] = [each for each in fresh[item] if each.takes_keyboard]
    assert len(stops) > len(ITEMS), "the item's own, beside the navigator's"
    assert [each for each in stops if not each.name.strip() or each.role in NO_ROLES] == []


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.item)
def test_an_answer_is_heard_and_nothing_of_the_item_that_was_answered_before(
    desk: Desk, fresh: dict[str, Tree], answer: Answer
) -> None:
    desk.do(item=ITEMS[answer.item])
    before = desk.hear_until(lambda tree: of_item(tree) == of_item(fresh[answer.item]))
    assert not answer.is_heard(before)
    for step in answer.steps:
        act, _, what = step.partition(" ")
        desk.do(**({act: what} if act in ("stop", "key", "type") else {"stop": step, "key": "Space"}))
    desk.hear_until(answer.is_heard)
