"""The session over a real pack and store: items of many kinds, a shared text, files, notes, covers, what is incomplete."""

from __future__ import annotations

from pathlib import Path

import pytest

from question_packs.assessment.interactions import (
    ChoiceInteraction,
    ExtendedTextInteraction,
    OrderInteraction,
    SimpleChoice,
    TextEntryInteraction,
    UploadInteraction,
)
from question_packs.assessment.model import (
    AssessmentItem,
    AssessmentItemRef,
    AssessmentSection,
    AssessmentStimulus,
    AssessmentTest,
    ItemSessionControl,
    TestPart,
    TimeLimits,
)
from question_packs.assessment.responses import FileName
from question_packs.errors import KnownError
from question_packs.pack.writer import Medium
from question_packs.records import events as ev
from question_packs.records.files import whole_file
from question_packs.records.segments import MAX_BYTES
from tests.room_centre import centre_of
from tests.rooms import FIGURE, Pc, Room, attempt_of, build_room, copy_pc, on_this_thread
from tests.samples import refused

PDF = b"%PDF-1.7\n" + b"x" * 2_000_000
OPTIONS = tuple(SimpleChoice(letter, f"Pilihan {letter}") for letter in "ABCD")
ITEMS = (
    AssessmentItem(
        "S-1",
        "S-1",
        "id",
        '<p>Ibu kota: <img src="interaction:KOTA">.</p>',
        (
            TextEntryInteraction("KOTA", pattern_mask="[A-Z].*", pattern_message="huruf besar"),
            OrderInteraction(response_identifier="URUT", simple_choices=OPTIONS),
        ),
        "bacaan",
    ),
    AssessmentItem("S-2", "S-2", "id", "<p>Uraikan.</p>", (ExtendedTextInteraction(response_identifier="ESAI"),)),
    AssessmentItem("S-3", "S-3", "id", "<p>Serahkan.</p>", (UploadInteraction(response_identifier="BERKAS"),)),
    AssessmentItem("S-4", "S-4", "id", "<p>Pilih.</p>", (ChoiceInteraction("RESPONSE", OPTIONS, min_choices=1),), "bacaan"),
)
STIMULI = (
    AssessmentStimulus("bacaan", "Bacaan", "id", "<p>Teks bersama.</p>"),
    AssessmentStimulus("tabel", "Tabel rumus", "id", "<p>Rumus.</p>"),
)


def content() -> AssessmentTest:
    first = AssessmentSection(
        "satu",
        "Satu",
        tuple(map(AssessmentItemRef, ("S-1", "S-2", "S-3"))),
        instructions="<p>Kerjakan berurutan.</p>",
        time_limits=TimeLimits(600),
        tools=("calculator-basic", "notes"),
        references=("tabel",),
    )
    second = AssessmentSection("dua", "Dua", (AssessmentItemRef("S-4"),))
    parts = (
        TestPart("utama", (first,)),
        TestPart("akhir", (second,), "linear", "individual", ItemSessionControl(validate_responses=True)),
    )
    return AssessmentTest("UJI", "Uji", "id", "1", parts, TimeLimits(1800))


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Room:
    exam = (content(), list(ITEMS), {"gambar.svg": Medium(FIGURE, "image/svg+xml")})
    return build_room(tmp_path_factory.mktemp("ruang"), exam=exam, stimuli=STIMULI)


@pytest.fixture
def pc(mixed: Room, tmp_path: Path) -> Pc:
    return copy_pc(mixed, tmp_path / "pc")


def entered(pc: Pc):
    """Candidate 001 in the first section."""
    session = pc.sit_down()
    session.enter_section()
    return session


def test_a_section_is_announced_before_its_clock_starts_and_nothing_of_its_items_is_seen(pc: Pc) -> None:
    session = pc.sit_down()
    cover = session.section_cover()
    assert (cover.number, cover.total, cover.title, cover.items, cover.minutes) == (1, 2, "Satu", 3, 10)
    assert cover.instructions == "<p>Kerjakan berurutan.</p>"
    hidden = session.item()
    assert (hidden.body, hidden.interactions, hidden.stimulus, hidden.can_go_forward) == ("", (), None, False)
    assert session.clock().section_remaining_ms is None
    assert session.shortcomings() == {}
    for act in (lambda: session.respond(("A",)), lambda: session.flag(True), lambda: session.keep_note("x")):
        assert refused(act).code == "DEL-03"
    session.enter_section()
    assert session.section_cover() is None
    assert session.clock().section_remaining_ms == 600_000


def test_an_item_comes_with_its_shared_text_its_tools_and_the_documents_of_its_section(pc: Pc) -> None:
    item = entered(pc).item()
    assert (item.stimulus.title, item.stimulus.body) == ("Bacaan", "<p>Teks bersama.</p>")
    assert item.tools == ("calculator-basic", "notes")
    assert [(each.identifier, each.title, each.body) for each in item.references] == [("tabel", "Tabel rumus", "")]


def test_only_documents_of_the_section_can_be_looked_up(pc: Pc) -> None:
    session = entered(pc)
    assert session.reference("tabel").body == "<p>Rumus.</p>"
    assert session.reference("bacaan") is None
    assert session.reference("lain") is None


def test_answers_of_several_interactions_and_a_note_come_back_after_a_crash(pc: Pc) -> None:
    session = entered(pc)
    session.respond(("Ambon",), "KOTA")
    session.respond(("C", "A"), "URUT")
    session.keep_note("coret B")
    shown = session.item()
    assert [each.response for each in shown.interactions] == [("Ambon",), ("C", "A")]
    pc.restart()
    again = pc.kiosk.resume()
    again.confirm_resume()
    assert again.item() == shown
    assert again.item().note == "coret B"


def test_what_is_incomplete_is_told_at_the_item_in_the_navigator_and_in_the_review(pc: Pc) -> None:
    session = entered(pc)
    session.respond(("C", "A"), "URUT")
    session.respond(("ambon",), "KOTA")
    assert {name: error.code for name, error in session.shortcomings().items()} == {"KOTA": "RSP-02", "URUT": "RSP-01"}
    assert session.review().incomplete == (1,)
    assert [cell.incomplete for cell in session.cells()] == [True, False, False, False]
    session.respond(("Ambon",), "KOTA")
    session.respond(("C", "A", "B", "D"), "URUT")
    assert session.shortcomings() == {}
    assert session.review().incomplete == ()
    assert session.review().unanswered == (2, 3, 4)


def test_the_cover_of_a_new_section_is_told_once_and_an_untimed_one_without_words_has_none(pc: Pc) -> None:
    told = []
    session = pc.sit_down()
    session.on_section_cover = told.append
    session.enter_section()
    for _ in range(3):
        session.next()
    assert session.item().identifier == "S-4"
    assert told == []


def test_an_item_that_must_be_valid_and_is_submitted_by_itself(pc: Pc) -> None:
    session = entered(pc)
    for _ in range(3):
        session.next()
    assert session.item().submits_on_leaving
    assert session.shortcomings()["RESPONSE"].code == "RSP-01"
    session.respond(("A",))
    session.submit("by_candidate")
    assert session.attempt.finished


def test_a_large_file_goes_to_the_centre_in_segments_that_every_road_takes(pc: Pc, mixed: Room) -> None:
    session = entered(pc)
    session.next()
    session.respond(("Esai \u00e9 " * 1000,), "ESAI")
    session.next()
    session.hand_file("BERKAS", PDF, "laporan.pdf", "application/pdf")
    session.submit("by_candidate")
    centre = centre_of(mixed)
    [(_, syncer)] = pc.sittings.syncers(on_this_thread)
    syncer.cut()
    envelopes = [each.envelope for each in pc.store.waiting(1000)]
    assert max(map(len, envelopes)) < MAX_BYTES / 4, "sixteen of them fit into one request"
    syncer.run_once(centre)
    assert pc.store.unsent() == 0
    bodies = [ev.decode_event(line).body for line in centre.chain("001")]
    [text] = session.attempt.state.responses["S-3"]["BERKAS"]
    assert whole_file(FileName.parse(text), bodies) == PDF


def test_a_file_whose_commit_failed_is_absent_after_a_crash_and_whole_after_the_next_try(pc: Pc, monkeypatch) -> None:
    session = entered(pc)
    session.next()
    session.next()

    def disk_full(*_: object) -> None:
        raise KnownError("STO-01", path="disk")

    with monkeypatch.context() as full:
        full.setattr(type(pc.store), "append", disk_full)
        session.hand_file("BERKAS", PDF, "laporan.pdf", "application/pdf")
    assert not any(b"file_part" in line for line in pc.store.lines(attempt_of("001"), 1)), "not one part of it"
    session.tick()
    pc.machine.pass_ms(3000)
    session.tick()
    lines = pc.store.lines(attempt_of("001"), 1)
    pc.restart()
    again = pc.kiosk.resume()
    [text] = again.attempt.state.responses["S-3"]["BERKAS"]
    assert whole_file(FileName.parse(text), [ev.decode_event(line).body for line in lines]) == PDF
