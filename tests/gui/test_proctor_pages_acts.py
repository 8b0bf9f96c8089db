"""The console's pages by mouse and keyboard: closing, outage, evacuation, registration desk, documents, sticks, notes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QTableWidget

from desktop_app.gui.proctor.parts import Table
from question_packs.records import acts
from tests.gui.proctor_room import busy_node
from tests.gui.test_proctor_console import Proctor

FILES = {f"segments/{place:064x}.bundle": bytes([place]) * 9 for place in range(10)}


@pytest.fixture
def proctor(qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proctor]:
    node = busy_node()
    monkeypatch.setattr(node, "bundles", lambda sitting_id: FILES)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: True)
    person = Proctor(node).enter()
    assert person.window.console is not None
    person.window.console.desk.documents = tmp_path / "papers"
    yield person
    person.window.close()
    person.turn()
    person.window.deleteLater()


def go(proctor: Proctor, page: str) -> None:
    assert proctor.window.console is not None
    proctor.window.console.go(page)
    proctor.turn()


def table(proctor: Proctor, name: str) -> Table:
    found = proctor.find(name)
    assert isinstance(found, Table)
    return found


def bodies(proctor: Proctor) -> list[acts.ActBody]:
    assert proctor.service.room is not None
    return [each.act.body for each in proctor.service.room.acts]


def test_every_page_is_reached_by_its_shortcut_and_named_for_screen_readers(proctor: Proctor) -> None:
    for key, page in zip(
        "1234567", ("map", "roster", "session", "outage", "documents", "readiness", "timeline"), strict=True
    ):
        QTest.keyClick(proctor.window, getattr(Qt.Key, f"Key_{key}"), Qt.KeyboardModifier.ControlModifier)
        proctor.turn()
        assert proctor.sees(f"{page}-page")
        shown = proctor.find(f"{page}-page")
        for part in (*shown.findChildren(QTableWidget), *shown.findChildren(QComboBox)):
            assert part.accessibleName(), f"{part.objectName()} of {page} has no name"


@pytest.mark.parametrize("page", ["roster", "session", "outage", "documents", "readiness", "timeline"])
def test_at_100_percent_no_page_needs_scrolling_and_at_200_none_outgrows_the_window(proctor: Proctor, page: str) -> None:
    go(proctor, page)
    shown = proctor.find(f"{page}-page")
    assert shown.minimumSizeHint().height() <= 768 - 60
    proctor.window.presentation.set_zoom(200)
    proctor.window.presentation.set_high_contrast(True)
    proctor.turn()
    assert proctor.window.width() <= 1366


def test_row_29_a_sitting_is_closed_only_when_nobody_can_answer_any_more(proctor: Proctor) -> None:
    go(proctor, "session")
    assert not proctor.find("close-sitting").isEnabled()
    proctor.click("finish-all")
    proctor.type_into("act-reason", "Waktu sesi habis")
    proctor.click("dialog-confirm")
    forced = next(each for each in bodies(proctor) if isinstance(each, acts.ForceSubmit))
    assert "2026001" in forced.candidates
    assert "2026013" not in forced.candidates, "its PC is not linked: a stick or a code brings it"


def test_row_38_late_in_the_exam_two_persons_undo_the_start(proctor: Proctor) -> None:
    go(proctor, "session")
    proctor.click("undo-start-two")
    assert proctor.sees("second-officer")


def test_row_11_one_press_gives_everybody_the_lost_time_back(proctor: Proctor) -> None:
    go(proctor, "outage")
    proctor.click("confirm-all")
    proctor.type_into("act-reason", "Listrik padam")
    proctor.click("dialog-confirm")
    given = {each.candidates: each.credited_ms for each in bodies(proctor) if isinstance(each, acts.CreditOutage)}
    assert given == {("2026010",): 1_800_000, ("2026011",): 95_000}


def test_row_22_evacuation_is_one_press_then_a_roll_call(proctor: Proctor) -> None:
    go(proctor, "outage")
    proctor.click("evacuate")
    assert bodies(proctor)[0] == acts.Pause((), "evacuation")
    roll_call = table(proctor, "roll-call")
    roll_call.setFocus()
    roll_call.choose("2026001")
    QTest.keyClick(roll_call, Qt.Key.Key_Return)
    proctor.turn()
    assert "1 dari 37" in proctor.text("evacuation-state")
    proctor.click("note-rollcall")
    proctor.click("dialog-confirm")
    noted = bodies(proctor)[0]
    assert isinstance(noted, acts.NoteIncident)
    assert "A2 Budi Sari" in noted.evidence
    assert "A1 Ayu Sari" not in noted.evidence


def test_typing_a_name_and_enter_marks_the_person_present(proctor: Proctor) -> None:
    go(proctor, "roster")
    proctor.type_into("search-roster", "2026032")
    QTest.keyClick(proctor.find("search-roster"), Qt.Key.Key_Return)
    proctor.turn()
    assert bodies(proctor)[0] == acts.CheckIn("2026032")
    assert proctor.find("search-roster").property("text") == "", "the field is free for the next person"


def test_row_3_identity_pending_names_who_allowed_it(proctor: Proctor) -> None:
    go(proctor, "roster")
    proctor.type_into("search-roster", "2026032")
    proctor.click("check-in-pending")
    assert not proctor.find("dialog-confirm").isEnabled()
    proctor.type_into("act-reason", "Diizinkan ketua panitia")
    proctor.click("dialog-confirm")
    assert bodies(proctor)[0] == acts.CheckIn("2026032", "pending")


def test_row_6_a_provisional_candidates_pin_is_shown_once(proctor: Proctor) -> None:
    go(proctor, "roster")
    proctor.click("admit-provisional")
    proctor.type_into("provisional-name", "Tamu Satu")
    proctor.type_into("provisional-instruction", "Surat tugas kepala badan")
    proctor.click("dialog-confirm")
    assert "PIN" in proctor.text("provisional-pin")
    admitted = bodies(proctor)[0]
    assert isinstance(admitted, acts.AdmitProvisional)
    assert admitted.entry.name == "Tamu Satu"
    proctor.click("dialog-cancel")
    assert not proctor.sees("provisional-pin")


def test_row_33_a_document_is_kept_and_listed_to_be_opened_again(proctor: Proctor, tmp_path: Path) -> None:
    go(proctor, "documents")
    documents = table(proctor, "documents")
    documents.setFocus()
    documents.choose("minutes")
    QTest.keyClick(documents, Qt.Key.Key_Return)
    proctor.turn()
    kept = list((tmp_path / "papers").rglob("001 *.pdf"))
    assert [each.read_bytes() for each in kept] == [b"%PDF-minutes"]
    assert "kept:1" in [each.key for each in documents.rows()]


def test_two_sticks_are_written_one_after_the_other_and_compared(proctor: Proctor, tmp_path: Path) -> None:
    go(proctor, "documents")
    sticks = [tmp_path / "stik-a", tmp_path / "stik-b"]
    for each in sticks:
        each.mkdir()
    assert proctor.window.console is not None
    proctor.window.console.desk.find_sticks = lambda: sticks
    proctor.click("write-sticks")
    for place, serial in enumerate(("K-1", "K-2")):
        chooser = proctor.find("stick-folder")
        assert isinstance(chooser, QComboBox)
        chooser.setCurrentIndex(place)
        proctor.type_into("stick-serial", serial)
        proctor.click("dialog-confirm")
        proctor.turn(6)
    written = [each for each in bodies(proctor) if isinstance(each, acts.RegisterMedium)]
    assert written == [acts.RegisterMedium("K-2", "written", 10), acts.RegisterMedium("K-1", "written", 10)]
    first, second = ({each.name: each.read_bytes() for each in stick.rglob("*.bundle")} for stick in sticks)
    assert first == second
    assert len(first) == 10


def test_the_hand_over_names_every_file_with_its_digest(proctor: Proctor) -> None:
    go(proctor, "documents")
    proctor.click("hand-over")
    proctor.type_into("to-name", "Penerima Satu")
    proctor.click("dialog-confirm")
    handed = next(each for each in bodies(proctor) if isinstance(each, acts.HandOver))
    assert {name for name, _ in handed.files} == {Path(each).name for each in FILES}
    assert len(handed.sizes) == len(handed.files)


def test_row_23_a_violation_is_noted_with_its_evidence_and_printed(proctor: Proctor, tmp_path: Path) -> None:
    go(proctor, "timeline")
    proctor.click("note-incident")
    person = proctor.find("incident-person")
    assert isinstance(person, QComboBox)
    person.setCurrentIndex(person.findData("2026003"))
    proctor.type_into("incident-what", "Memotret layar")
    proctor.type_into("incident-evidence", "ponsel disita; saksi Pengawas Dua")
    proctor.click("dialog-confirm")
    assert bodies(proctor)[0] == acts.NoteIncident("violation", "2026003", "ponsel disita; saksi Pengawas Dua")
    assert list((tmp_path / "papers").rglob("*2026003.pdf"))


def test_an_evacuation_that_reaches_no_node_says_so_and_can_be_pressed_again(proctor: Proctor) -> None:
    go(proctor, "outage")
    proctor.node.reachable = False
    proctor.click("evacuate")
    proctor.turn()
    assert "tekan lagi" in proctor.text("evacuation-state")
    assert proctor.find("evacuate").isEnabled()
