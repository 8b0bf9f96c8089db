"""An author opens a source, looks at every item, tries answers, and sees key, score and every check."""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from desktop_app.gui.items.choosing.choice_view import ChoiceCard
from desktop_app.preview.page import PreviewPage
from desktop_app.preview.right_answers import right_answers
from desktop_app.preview.source import Entry, read_source
from desktop_app.preview.trial import Trial
from desktop_app.preview.window import PreviewWindow
from question_packs.assessment.model import AssessmentSection
from question_packs.assessment.responses import check_response
from tests.gui.preview.conftest import Open

SAMPLES = Path(__file__).parents[3] / "question_packs" / "samples"
EVERY_KIND = SAMPLES / "ragam-soal"


def entry(page: PreviewPage, identifier: str) -> Entry:
    return next(each for each in page.items.things() if isinstance(each, Entry) and each.identifier == identifier)


def go_to(window: PreviewWindow, identifier: str) -> PreviewPage:
    window.page.show_thing(entry(window.page, identifier))
    return window.page


def says(page: PreviewPage, name: str) -> str:
    page.info.open_page(name)
    return "\n".join(page.info.texts())


def click(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def card(page: PreviewPage, letter: str) -> ChoiceCard:
    found = page.panel.findChild(ChoiceCard, f"choice-{letter}")
    assert isinstance(found, ChoiceCard)
    return found


def test_all_items_are_listed_below_their_sections_in_their_order(open_preview: Open) -> None:
    page = open_preview(EVERY_KIND).page
    things = page.items.things()
    sections = [each.title for each in things if isinstance(each, AssessmentSection)]
    names = [each.identifier for each in things if isinstance(each, Entry)]
    assert sections[:2] == ["Memilih dan menulis", "Menyusun dan menjodohkan"]
    assert names == [f"RAG-{number:02}" for number in range(1, 31)]
    assert page.entry is not None
    assert page.entry.identifier == "RAG-01"


def test_the_list_is_searched_and_narrowed_to_items_with_remarks(open_preview: Open) -> None:
    page = open_preview(EVERY_KIND).page
    QTest.keyClicks(page.items.search, "situasional")
    assert [each.identifier for each in page.items.things() if isinstance(each, Entry)] == [
        f"RAG-{number}" for number in range(24, 28)
    ]
    page.items.search.clear()
    click(page.items.only_remarks)
    narrowed = [each for each in page.items.things() if isinstance(each, Entry)]
    assert narrowed
    assert all(each.checks for each in narrowed)


@pytest.mark.parametrize("source", ["ragam-soal", "latihan", "pengelola-pendapatan-daerah"])
def test_the_key_filled_in_gives_full_marks_for_every_item_that_has_one(source: str) -> None:
    content = read_source(SAMPLES / source)
    trial = Trial(content)
    for each in content.entries:
        trial.fill_key(each)
        judgement = trial.judge(each)
        assert judgement.by_people or judgement.score == judgement.maximum, each.identifier


def test_what_the_key_fills_in_could_have_been_answered_in_the_exam() -> None:
    for each in read_source(EVERY_KIND).entries:
        assert each.item is not None
        assert each.key is not None
        for name, response in right_answers(each.item, each.key).items():
            interaction = each.item.interaction(name)
            assert interaction is not None
            check_response(interaction, response)


def test_the_score_follows_each_answer_given_by_mouse_and_keyboard(open_preview: Open) -> None:
    window = open_preview(EVERY_KIND)
    page = go_to(window, "RAG-01")
    assert "0 dari 1" in says(page, "score")
    click(card(page, "B"))
    assert "1 dari 1" in says(page, "score")
    QTest.keyClick(page, Qt.Key.Key_C)
    assert card(page, "C").isChecked()
    assert "0 dari 1" in says(page, "score")


def test_buttons_fill_the_key_in_and_take_all_answers_back(open_preview: Open) -> None:
    page = go_to(open_preview(EVERY_KIND), "RAG-02")
    click(page.fill)
    assert [letter for letter in "ABCDE" if card(page, letter).isChecked()] == ["A", "D"]
    assert "2 dari 2" in says(page, "score")
    click(page.clear)
    assert not any(card(page, letter).isChecked() for letter in "ABCDE")


def test_key_and_rules_are_said_in_words_for_every_item(open_preview: Open) -> None:
    window = open_preview(EVERY_KIND)
    for each in [thing for thing in window.page.items.things() if isinstance(thing, Entry)]:
        page = go_to(window, each.identifier)
        assert says(page, "key")
        assert "response-declaration" in says(page, "data")
    page = go_to(window, "RAG-15")
    assert "Menunggu giliran → Ruang tunggu" in says(page, "key")
    assert "lingkaran di" in says(go_to(window, "RAG-14"), "key")
    assert "Dinilai oleh orang" in says(go_to(window, "RAG-06"), "score")


def test_every_check_is_shown_with_code_and_place(open_preview: Open) -> None:
    page = go_to(open_preview(EVERY_KIND), "RAG-29")
    said = says(page, "checks")
    assert "QTI-45" in said
    assert "items/RAG-29.xml" in said
    QTest.keyClick(page, Qt.Key.Key_Left)
    assert page.entry is not None
    assert page.entry.identifier == "RAG-28"
    assert "Tidak ada catatan" in says(page, "checks")


def test_another_order_is_what_another_candidate_would_see(open_preview: Open) -> None:
    page = go_to(open_preview(SAMPLES / "latihan"), "LAT-001")
    orders = set()
    for _ in range(8):
        cards = sorted(page.panel.findChildren(ChoiceCard), key=lambda each: each.y())
        orders.add(tuple(each.identifier for each in cards if each.isVisible()))
        click(page.order)
    assert len(orders) > 1
    click(page.fill)
    assert "1 dari 1" in says(page, "score")


def test_a_section_is_shown_as_candidates_meet_it_and_leads_to_its_first_item(open_preview: Open) -> None:
    page = open_preview(SAMPLES / "pengelola-pendapatan-daerah").page
    section = next(each for each in page.items.things() if isinstance(each, AssessmentSection))
    page.show_thing(section)
    assert page.cover.isVisible()
    title = page.cover.findChild(QLabel, "section-name")
    assert title is not None
    assert title.text() == section.title
    QTest.keyClick(page.cover.first_focus(), Qt.Key.Key_Return)
    assert page.entry is not None
    assert page.entry.identifier == section.item_refs[0].identifier


def test_the_shared_text_stands_beside_its_items(open_preview: Open) -> None:
    page = go_to(open_preview(EVERY_KIND), "RAG-28")
    assert page.panel.findChild(QLabel, "nothing") is None
    stimulus = next(each for each in page.panel.children() if each.objectName() == "stimulus")
    assert stimulus.isVisible()  # type: ignore[attr-defined]


def test_f5_reads_the_source_again_and_stays_at_the_item(open_preview: Open, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "latihan"
    shutil.copytree(SAMPLES / "latihan", folder)
    window = open_preview(folder)
    go_to(window, "LAT-002")
    file = folder / "items" / "latihan" / "LAT-002.md"
    file.write_text(file.read_text("utf-8").replace("title: ", "title: Baru ", 1), encoding="utf-8")
    QTest.keyClick(window.page, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: not window.reads, timeout=20_000)
    assert window.page.entry is not None
    assert window.page.entry.identifier == "LAT-002"


@pytest.mark.parametrize("kind", ["empty", "text", "wrong-zip", "cut-zip", "missing", "empty-folder", "broken-xml"])
def test_a_bad_source_opens_the_window_with_plain_sentences(open_preview: Open, tmp_path: Path, kind: str) -> None:
    window = open_preview(_bad_source(tmp_path, kind))
    page = window.page
    said = page.banner.text + says(page, "checks")
    assert "-" in said
    assert "Traceback" not in said
    assert not page.fill.isEnabled()


def _bad_source(folder: Path, kind: str) -> Path:
    path = folder / "soal.zip"
    match kind:
        case "empty":
            path.write_bytes(b"")
        case "text":
            path.write_text("bukan paket soal", encoding="utf-8")
        case "wrong-zip":
            with ZipFile(path, "w") as package:
                package.writestr("catatan.txt", "bukan soal")
        case "cut-zip":
            with ZipFile(path, "w") as package:
                package.writestr("imsmanifest.xml", "<manifest/>" * 100)
            path.write_bytes(path.read_bytes()[:40])
        case "empty-folder":
            path = folder / "kosong"
            path.mkdir()
        case "broken-xml":
            path = folder / "butir.xml"
            path.write_text('<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"><a>', encoding="utf-8")
    return path


def test_a_refused_item_is_listed_with_its_reason(open_preview: Open, tmp_path: Path) -> None:
    text = (EVERY_KIND / "items" / "RAG-01.xml").read_text("utf-8")
    file = tmp_path / "butir.xml"
    file.write_text(text.replace("<qti-assessment-item ", '<qti-assessment-item adaptive="true" ', 1).replace(
        'adaptive="false"', ""), encoding="utf-8")  # fmt: skip
    page = open_preview(file).page
    assert [each.outcome for each in page.items.things() if isinstance(each, Entry)] == ["refused"]
    assert "QTI-02" in says(page, "checks")
    assert not page.fill.isEnabled()


def test_reading_a_large_source_can_be_stopped(qtbot: QtBot) -> None:
    window = PreviewWindow(EVERY_KIND)
    try:
        window.show()
        window.read()
        window.loading.stop_asked.click()
        qtbot.waitUntil(lambda: not window.reads, timeout=20_000)
        assert "F5" in window.page.banner.text or window.page.entry is not None
        window.read()
        qtbot.waitUntil(lambda: window.page.entry is not None, timeout=20_000)
    finally:
        window.close()


def test_english_zoom_and_contrast_reach_everything(open_preview: Open) -> None:
    window = open_preview(EVERY_KIND)
    page = go_to(window, "RAG-06")
    window.presentation.set_language("en")
    QTest.keyClick(page, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page, Qt.Key.Key_F9)
    assert window.presentation.zoom_percent == 110
    assert window.presentation.high_contrast
    assert page.presentation.language == "en"
