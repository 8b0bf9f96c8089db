"""What a sitting's records say: the same whatever the order in which they came, complete, and each thing once."""

from __future__ import annotations

from datetime import datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from question_packs.records import acts as ac
from question_packs.records import events as ev
from question_packs.records.act_words import act_name, incident_name
from question_packs.records.acts import kind_of
from sync_server.services.interruptions import interruptions_of
from sync_server.services.room_facts import DAILY_KINDS, gather_facts
from sync_server.services.room_timeline import Timeline
from sync_server.services.room_words import number_ranges, restored_text
from tests.unit.reports import room_story as story
from tests.unit.reports.room_story import BEGIN, Story, at

PERSON = "26-0001"


def told_by(day: Story) -> list[str]:
    return [each.facts[0] for each in Timeline(day.facts()).actions()]


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_records_in_any_order_and_any_number_of_times_say_the_same(seed: int) -> None:
    day, shuffle = story.hard_day(), Random(seed)
    once, logs = day.facts(), day.logs()
    again = [*day.acts, *day.acts[: seed % len(day.acts)]]
    shuffle.shuffle(again)
    shuffle.shuffle(logs)
    facts = gather_facts(day.order, again, logs, reversed(day.certificates))
    assert (facts.root, facts.completeness, facts.as_of) == (once.root, once.completeness, once.as_of)
    assert Timeline(facts).actions() == Timeline(once).actions()
    assert facts.tally == once.tally


@settings(max_examples=25, deadline=None)
@given(fates=st.lists(st.sampled_from(["expected", "absent", "arrived", "working", "done"]), min_size=17, max_size=17))
def test_everybody_is_counted_exactly_once(fates: list[str]) -> None:
    day = Story()
    for place, fate in enumerate(fates):
        number = day.number(place)
        if fate == "absent":
            day.act(0, ac.MarkAbsent(number, "unknown"), by=("Batu Cendana",))
        if fate in {"arrived", "working", "done"}:
            day.act(0, ac.CheckIn(number), by=("Batu Cendana",))
        if fate in {"working", "done"}:
            day.begin(number, 1)
        if fate == "done":
            day.hand_in(number, 90)
    found = day.facts().completeness
    assert (found.registered, found.received) == (17, fates.count("done"))
    assert found.sat == found.received + len(found.missing)
    assert found.sat + fates.count("absent") + fates.count("expected") == found.registered
    assert found.missing == tuple(day.number(place) for place, fate in enumerate(fates) if fate in {"arrived", "working"})


def test_a_changed_act_or_answer_changes_the_root() -> None:
    day = story.hard_day()
    before = day.facts().root
    day.act(200, ac.NoteIncident("other"), "Lampu berkedip")
    with_note = day.facts().root
    day.attempts[(PERSON, story.FORM)].pop()
    assert len({before, with_note, day.facts().root}) == 3


STRETCH = st.tuples(
    st.sampled_from(["pause", "crash", "transfer"]),
    st.one_of(st.none(), st.integers(-5_000, 3_600_000)),
    st.integers(0, 3_600_000),
)


@given(stretches=st.lists(STRETCH, max_size=12))
def test_what_is_restored_is_what_was_lost_and_not_charged(stretches: list[tuple[str, int | None, int]]) -> None:
    day = Story()
    day.begin(PERSON, 0)
    for place, (kind, lost_ms, charged_ms) in enumerate(stretches, start=1):
        if kind == "pause":
            day.event(PERSON, place, ev.Paused("jeda"))
        if kind == "transfer":
            day.event(PERSON, place, ev.Transferred("pc", "pc-2", "rusak"))
        day.event(PERSON, place + 0.5, ev.Resumed("lanjut", lost_ms, charged_ms))
    found = interruptions_of(PERSON, day.attempts[(PERSON, story.FORM)])
    wanted = [None if lost is None else max(max(lost, 0) - charged, 0) for _, lost, charged in stretches]
    assert [each.restored_ms for each in found] == wanted
    assert [each.kind for each in found] == [{"crash": "outage"}.get(kind, kind) for kind, _, _ in stretches]
    assert all(each.ended is not None and each.began <= each.ended for each in found)


def test_a_clock_that_stands_now_has_no_end_yet() -> None:
    day = Story()
    day.begin(PERSON, 0)
    day.event(PERSON, 5, ev.Paused("jeda"))
    [standing] = interruptions_of(PERSON, day.attempts[(PERSON, story.FORM)])
    assert (standing.ended, standing.restored_ms) == (None, None)
    assert standing.overlaps(BEGIN.replace(hour=5), None)
    day.event(PERSON, 6, ev.Submitted("by_proctor", 0, 150, 0))
    assert interruptions_of(PERSON, day.attempts[(PERSON, story.FORM)]) == []


def test_row_44_every_privileged_act_is_told_once_and_counted_once() -> None:
    day = story.hard_day()
    facts = day.facts()
    privileged = [each for each in facts.acts if kind_of(each.act.body) not in DAILY_KINDS]
    assert sum(each.acts for each in facts.tally) == len(privileged)
    told = [(each.at, each.officer, each.facts[0].partition(":")[0]) for each in Timeline(facts).actions() if each.officer]
    wanted = [(datetime.fromisoformat(each.act.at), each.by, act_name(kind_of(each.act.body), "id")) for each in privileged]
    assert sorted(line for line in told if line[2] != act_name("note_incident", "id")) == sorted(wanted)


def test_row_44_given_time_is_added_up_per_officer() -> None:
    day = Story()
    day.act(1, ac.GrantTime(60_000, (day.number(0), day.number(1))), "Satu")
    day.act(2, ac.GrantTime(30_000, (day.number(0),)), "Dua")
    day.act(3, ac.GrantTime(30_000, (day.number(0),)), "Tiga", by=("Embun Bidara",))
    found = {each.officer: (each.acts, each.people, each.granted_ms) for each in day.facts().tally}
    assert found == {"Riak Seruni": (2, 2, 150_000), "Embun Bidara": (1, 1, 30_000)}


def test_row_11_an_outage_gathers_the_interruptions_of_its_seats_and_tells_them_nowhere_else() -> None:
    day = story.hard_day()
    facts = day.facts()
    [outage] = facts.outages
    assert [(each.candidate_number, each.restored_ms) for each in outage.interruptions] == [
        (day.number(0), 1_260_000),
        (day.number(1), 1_260_000),
    ]
    assert not any("setelah PC menyala" in each for each in told_by(day))


def test_the_newest_word_on_an_outage_counts() -> None:
    day = Story()
    day.act(31, ac.DeclareOutage("G-1", "power", at(30), "", (), "continue"), "Padam")
    day.act(60, ac.DeclareOutage("G-1", "power", at(30), at(58), (), "postpone"), "Menyala, sesi ditunda")
    [outage] = day.facts().outages
    assert (outage.body.decision, outage.ended_at is None) == ("postpone", False)


def test_row_22_an_evacuation_is_two_lines_however_many_sat() -> None:
    lines = [
        each for each in told_by(story.hard_day(100)) if each.startswith(("Dijeda", "Dilanjutkan", "Boleh dilanjutkan"))
    ]
    assert lines == ["Dijeda: evakuasi", "Boleh dilanjutkan"]


def test_row_10_a_move_by_a_one_time_code_is_told_without_any_act() -> None:
    day = Story()
    day.begin(PERSON, 0)
    old, new = (each.key_id for each in story.machines()[:2])
    day.event(PERSON, 9, ev.Transferred(old, new, "mati", 1, 0, "", "code-1"))
    day.event(PERSON, 10, ev.Resumed("lanjut", 60_000))
    [move] = Timeline(day.facts()).transfers()
    assert (move.facts, move.officer) == (("PC-01", "PC-02", "1 menit"), "kode sekali pakai")
    assert day.facts().person(PERSON).device_ids == (old, new)  # type: ignore[union-attr]


def test_after_a_void_the_attempt_with_the_other_form_counts_and_the_first_is_still_told() -> None:
    day = Story()
    day.begin(PERSON, 0)
    day.event(PERSON, 3, ev.Incident("help_called", ""))
    both = ("Riak Seruni", "Embun Bidara")
    day.act(5, ac.VoidAndRestart(PERSON, "cadangan"), "Soal terlihat orang lain", by=both)
    day.begin(PERSON, 9, "cadangan")
    person = day.facts().person(PERSON)
    assert person is not None
    assert person.attempt is not None
    assert (person.attempt.form, len(person.others)) == ("cadangan", 1)
    assert incident_name("help_called", "id") in told_by(day)
    assert Timeline(day.facts()).voided()[0].facts == (act_name("void_and_restart", "id"), "cadangan")


def test_row_41_who_came_after_all_is_present() -> None:
    day = Story()
    day.act(1, ac.MarkAbsent(PERSON, "unknown"), by=("Batu Cendana",))
    assert day.facts().people[0].attendance == "absent"
    day.act(2, ac.CheckIn(PERSON), by=("Batu Cendana",))
    assert day.facts().people[0].attendance == "present"


def test_row_6_a_provisional_candidate_is_one_of_the_people_and_marked() -> None:
    facts = story.hard_day().facts()
    assert [each.number for each in facts.people if each.provisional] == ["26-0150", "T-001"]
    assert len(Timeline(facts).provisional(moved=True)) == len(Timeline(facts).provisional(moved=False)) == 1


def test_a_hand_in_that_was_taken_back_is_open_again() -> None:
    day = Story()
    day.begin(PERSON, 0)
    day.hand_in(PERSON, 9)
    day.event(PERSON, 10, ev.Reopened("tertekan", "x"))
    person = day.facts().people[0]
    assert (person.finished_at, person.received, day.facts().closed) == (None, False, False)


def test_what_follows_a_hand_in_does_not_change_its_receipt_code() -> None:
    day = Story()
    day.begin(PERSON, 0)
    day.hand_in(PERSON, 9)
    handed_in = day.facts().people[0].head_hash
    events = day.attempts[(PERSON, story.FORM)]
    day.event(PERSON, 10, ev.Incident("help_called", ""))
    events[-1] = replace(events[-1], previous_hash=handed_in)
    assert day.facts().people[0].head_hash == handed_in
    assert day.facts().people[0].attempt.log.head_hash != handed_in  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        (["001", "002", "003", "007"], "001–003, 007"),
        (["A9", "A10"], "A10, A9"),
        (["8", "9"], "8, 9"),
        ([], ""),
        (["x"], "x"),
    ],
)
def test_neighbours_are_joined(numbers: list[str], words: str) -> None:
    assert number_ranges(numbers) == words


def test_the_least_and_the_most_of_what_was_given_back() -> None:
    assert (restored_text([None]), restored_text([1000, None, 2000])) == ("–", "1 detik s.d. 2 detik")
