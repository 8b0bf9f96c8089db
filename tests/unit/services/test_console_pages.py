"""What the console's pages say of a room: closing, outages, the desk, readiness, sticks; over a real board."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop_app.services.console.closing import OPEN_KINDS, leftovers, step_of, undo_in_time
from desktop_app.services.console.guidance import outage_guidance
from desktop_app.services.console.incidents import credit_acts, declaration, evacuated_since_ms, outage_of
from desktop_app.services.console.papers import PaperFolder
from desktop_app.services.console.readiness import certificates_of, readiness
from desktop_app.services.console.roster import (
    Elsewhere,
    free_seats,
    lines,
    move_here,
    next_number,
    people_elsewhere,
    provisional,
    search,
)
from desktop_app.services.console.sticks import (
    NOTHING_TAKEN,
    Written,
    files_to_take,
    in_steps,
    listing,
    media,
    read_some,
    taken_of,
    write_some,
)
from question_packs.errors import KnownError
from question_packs.records import acts
from question_packs.records.readiness import Certificate, Check, sign_certificate
from question_packs.records.room import SeatMessage, StickPart
from question_packs.sealing.codes import pin_matches
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import encode
from tests.gui.proctor_room import Desk, MemoryNode, busy_node, instant, order_of, report


def desk_of(states: dict[int, str] | None = None, **changes: object) -> Desk:
    """A room of six whose exam began; each seat's state, `""` for nobody."""
    order = order_of(6)
    seats = [
        SeatMessage(report(order, place, state, **changes), True, instant())  # type: ignore[arg-type]
        for place, state in (states or {}).items()
        if state
    ]
    return Desk(MemoryNode(order, seats))


def kinds(desk: Desk) -> dict[str, str]:
    return {each.seat.entry.seat: each.kind for each in leftovers(desk.room)}


# --- closing


def test_row_27_nobody_is_forgotten_at_the_end() -> None:
    desk = desk_of({0: "in_progress", 1: "submitted", 2: "waiting", 3: "paused"})
    desk.node.act(acts.StartExam(), seconds=-60)
    desk.service.refresh_board()
    desk.machine.pass_ms(31_000)
    desk.turn(3)
    found = kinds(desk)
    assert found == {"A1": "running", "A4": "running", "A3": "not_begun", "A5": "unrecorded", "A6": "unrecorded"}
    assert [each.kind for each in leftovers(desk.room)][:2] == ["running", "running"]


def test_an_attempt_on_a_pc_without_network_waits_for_its_stick() -> None:
    desk = desk_of({0: "in_progress"})
    message = desk.node.seats[0]
    desk.node.seat(replace(message, connected=False))
    desk.turn(2)
    assert kinds(desk)["A1"] == "unreachable"
    assert "unreachable" in OPEN_KINDS


def test_who_came_and_left_is_no_leftover_once_it_was_noted() -> None:
    desk = desk_of({2: "waiting"})
    desk.service.do(acts.NoteIncident("other", "2026003"), "pulang sebelum mulai")
    desk.turn(2)
    assert "A3" not in kinds(desk)


def test_the_steps_follow_what_was_decided() -> None:
    desk = desk_of({0: "waiting"})
    assert step_of(desk.room) == "start"
    desk.service.do(acts.StartExam())
    desk.turn(2)
    assert step_of(desk.room) == "run"
    desk.node.seat(SeatMessage(report(desk.node.order, 0, "submitted"), True, instant(1)))
    desk.turn(2)
    assert step_of(desk.room) == "close"
    desk.service.do(acts.CloseSitting())
    desk.turn(2)
    assert step_of(desk.room) == "roll"


@pytest.mark.parametrize(("used_s", "alone"), [(299, True), (301, False)])
def test_row_38_one_person_undoes_a_start_only_within_the_orders_time(used_s: int, alone: bool) -> None:
    left = 90 * 60_000 - used_s * 1000
    desk = desk_of({0: "in_progress"}, remaining_ms=left, allotted_ms=90 * 60_000)
    assert undo_in_time(desk.room) is alone


# --- outages and evacuation


def test_row_11_each_person_is_offered_the_lost_time_up_to_the_orders_cap() -> None:
    desk = Desk(busy_node())
    outage = outage_of(desk.room)
    assert outage is not None
    assert not outage.of_room
    offered = {each.seat.number: (each.lost_ms, each.credited_ms) for each in outage.people}
    assert offered == {"2026010": (2_400_000, 1_800_000), "2026011": (95_000, 95_000)}
    given = {number: act.credited_ms for act in credit_acts(outage) for number in act.candidates}
    assert given == {"2026010": 1_800_000, "2026011": 95_000}


def test_an_unknown_loss_is_never_given_by_one_press() -> None:
    desk = desk_of({0: "awaiting_resume", 1: "awaiting_resume"}, lost_ms=None)
    outage = outage_of(desk.room)
    assert outage is not None
    assert len(outage.waiting) == 2
    assert credit_acts(outage) == ()


def test_an_outage_is_recorded_while_it_goes_on_and_ends_once() -> None:
    desk = desk_of(dict.fromkeys(range(6), "in_progress"))
    desk.service.do(declaration(desk.room, None, "power", ended=False), "listrik padam")
    desk.turn(2)
    outage = outage_of(desk.room)
    assert outage is not None
    assert outage.of_room
    assert len(outage.people) == 6
    desk.machine.pass_ms(600_000)
    desk.service.do(declaration(desk.room, outage, "power"), "listrik kembali")
    desk.turn(2)
    assert outage_of(desk.room) is None
    said = [each.act.body for each in desk.room.acts if isinstance(each.act.body, acts.DeclareOutage)]
    assert {each.outage for each in said} == {outage.identifier}
    assert said[0].started_at == said[1].started_at
    assert said[0].ended_at
    assert not said[1].ended_at


def test_a_seen_mass_disconnect_waits_until_it_is_recorded() -> None:
    desk = desk_of(dict.fromkeys(range(6), "in_progress"))
    for message in list(desk.node.seats):
        desk.node.seat(replace(message, connected=False))
    desk.turn(2)
    outage = outage_of(desk.room)
    assert outage is not None
    assert (outage.of_room, outage.missing) == (True, 6)
    for message in list(desk.node.seats):
        desk.node.seat(replace(message, connected=True))
    desk.turn(2)
    back = outage_of(desk.room)
    assert back is not None, "everybody is back, and nobody wrote it down yet"
    desk.service.do(declaration(desk.room, back, "network"), "saklar mati")
    desk.turn(2)
    assert outage_of(desk.room) is None


def test_the_guidance_is_dated_and_names_its_source() -> None:
    rule = outage_guidance()
    assert rule.source
    assert rule.as_of
    assert not rule.postpones(29 * 60_000)
    assert rule.postpones(30 * 60_000)


def test_row_22_an_evacuation_lasts_until_everybody_may_go_on() -> None:
    desk = desk_of({0: "in_progress"})
    assert evacuated_since_ms(desk.room) is None
    desk.service.do(acts.Pause((), "evacuation"), "gempa")
    desk.turn(2)
    assert evacuated_since_ms(desk.room) is not None
    desk.service.do(acts.Resume(("2026001",)))
    desk.turn(2)
    assert evacuated_since_ms(desk.room) is not None, "one person alone ends no evacuation"
    desk.machine.pass_ms(1000)
    desk.service.do(acts.Resume())
    desk.turn(2)
    assert evacuated_since_ms(desk.room) is None


# --- the desk


def test_a_number_in_full_finds_one_person_and_words_find_all_who_fit() -> None:
    people = lines(Desk(busy_node()).room)
    assert [each.seat.number for each in search("2026004", people)] == ["2026004"]
    assert [each.seat.entry.name for each in search("wij ayu", people)] == ["Ayu Wijaya"]
    assert len(search("utami", people)) == 10
    assert [each.seat.entry.seat for each in search("a1", people)] == ["A1"]


def test_row_41_presence_and_the_reason_of_an_absence_are_shown() -> None:
    desk = Desk(busy_node())
    said = {each.seat.number: each for each in lines(desk.room)}
    assert (said["2026031"].presence, said["2026031"].absence) == ("absent", "sick")
    assert said["2026032"].presence == "late"
    desk.service.do(acts.CheckIn("2026032", "pending"), "diizinkan ketua panitia")
    desk.turn(2)
    assert {each.seat.number: each.presence for each in lines(desk.room)}["2026032"] == "pending"


def test_row_2_who_came_to_the_wrong_sitting_takes_a_free_seat_here() -> None:
    desk = Desk(busy_node())
    other = replace(order_of(3), sitting_id="sesi-2", sitting_title="Sesi 2")
    guest = replace(other.candidates[0], candidate_number="9001", form="lain")
    other = replace(other, candidates=(guest, *other.candidates[1:]))
    board = replace(desk.node.board(""), order=b64encode(encode(other)).decode())
    everybody = people_elsewhere([board])
    assert len(everybody) == 3
    act = move_here(everybody[0], desk.room)
    assert act is not None
    assert act.origin_sitting == "sesi-2"
    assert act.entry.seat == "D7", "the seat of who is absent"
    assert act.entry.form in {each.form for each in desk.room.order.forms}
    assert act.entry.pin_verifier == guest.pin_verifier
    assert move_here(Elsewhere(desk.room.seats[0].entry, "sesi-2", "Sesi 2"), desk.room) is None, "sits here already"


def test_without_a_free_seat_nobody_is_moved() -> None:
    order = order_of(6)
    desk = Desk(MemoryNode(replace(order, devices=order.devices[:6]), []))
    assert free_seats(desk.room) == ()
    assert move_here(Elsewhere(replace(order.candidates[0], candidate_number="9001"), "s", "S"), desk.room) is None


def test_row_6_a_provisional_candidate_gets_a_pin_that_only_the_verifier_knows() -> None:
    desk = Desk(busy_node())
    number = next_number(desk.room)
    act, pin = provisional(number, "Tamu", "", "", "", free_seats(desk.room)[0], "utama")
    assert pin_matches(act.entry.pin_verifier, pin)
    assert pin not in encode(act).decode()
    desk.service.do(act, "surat tugas")
    desk.turn(2)
    seat = desk.room.seat(number)
    assert seat is not None
    assert seat.provisional
    assert next_number(desk.room) != number


# --- readiness


def certificate(place: int, order, key: KeyPair, **changes: object) -> str:
    checks = (
        Check("disk", "ok", "41,2 GB", ""),
        Check("power", changes.pop("power", "ok"), "baterai", "Sambungkan listrik."),
    )  # type: ignore[arg-type]
    packs = tuple(changes.pop("packs", tuple(each.pack_digest for each in order.forms)))  # type: ignore[arg-type]
    made = Certificate(
        "lontar.readiness/1", key.key_id, f"PC-{place}", order.room_id, "1", instant(), checks, packs, True
    )  # fmt: skip
    return b64encode(sign_certificate(made, key)).decode()


def test_row_37_a_pc_with_other_packs_is_named_first_of_all() -> None:
    keys = [KeyPair.generate(f"PC-{place}", "device") for place in range(4)]
    order = replace(order_of(2), devices=tuple(each.public for each in keys))
    told = [
        certificate(0, order, keys[0]),
        certificate(1, order, keys[1], packs=("0" * 64,)),
        certificate(2, order, keys[2], power="warning"),
        certificate(9, order, KeyPair.generate("asing", "device")),
    ]
    room = Desk(MemoryNode(order, [])).room
    proven = certificates_of(told, order)
    assert set(proven) == {each.key_id for each in keys[:3]}, "a foreign certificate counts for nothing"
    state = readiness(room, proven)
    assert state.mixed == ("PC-1",)
    assert [each.result for each in state.lines] == ["packs", "missing", "warning", "ok"]
    assert (state.ready, state.unready, state.spares) == (2, 2, 0)
    warned = next(each for each in state.lines if each.result == "warning")
    assert warned.worst is not None
    assert warned.worst.identifier == "power"


def test_a_clock_that_differs_from_the_nodes_is_named() -> None:
    order = order_of(2)
    wrong = replace(report(order, 0, "waiting"), wall_time=instant(3600))
    desk = Desk(MemoryNode(order, [SeatMessage(wrong, True, instant())]))
    assert readiness(desk.room, {}).wrong_clocks == (order.devices[0].name,)


# --- papers


def test_row_33_documents_are_numbered_and_kept_until_a_printer_is_there(tmp_path: Path) -> None:
    folder = PaperFolder(tmp_path, "Sesi 1/Pagi: ../x")
    first, again = folder.save("Daftar hadir", b"%PDF-1"), folder.save("Daftar hadir", b"%PDF-1")
    second = folder.save("Daftar hadir", b"%PDF-2")
    assert (first, second.number) == (again, 2)
    assert [each.number for each in folder.papers()] == [2, 1]
    assert first.path.read_bytes() == b"%PDF-1"
    assert tmp_path in first.path.parents, "a title leads nowhere else"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "Sesi").write_text("a file stands where the folder should be")
    with pytest.raises(KnownError) as refused:
        PaperFolder(tmp_path, "Sesi").save("Daftar hadir", b"%PDF")
    assert refused.value.code == "STO-02"


# --- sticks

FILES = {f"segments/{place:064x}.bundle": bytes([place]) * 10 for place in range(20)} | {f"acts/{1:064x}.act": b"act"}


def write_all(folder: Path) -> Written:
    written = Written(())
    for step in in_steps(FILES):
        written = written.with_more(write_some(folder, step))
    return written


def test_two_sticks_with_the_same_files_have_the_same_digest(tmp_path: Path) -> None:
    for name in ("satu", "dua"):
        (tmp_path / name).mkdir()
    first, second = write_all(tmp_path / "satu"), write_all(tmp_path / "dua")
    assert first.digest == second.digest == listing(FILES).digest
    assert (len(first.files), first.answers) == (21, 20)


def test_a_stick_that_was_torn_away_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        write_some(tmp_path / "gone", FILES)
    assert refused.value.code == "NET-04"


@pytest.mark.parametrize("place", ["../x.act", "segments/../../x.bundle", "acts/x.act", "/etc/passwd", f"acts/{1:064x}.exe"])
def test_only_the_places_of_a_stick_are_written(tmp_path: Path, place: str) -> None:
    with pytest.raises(KnownError) as refused:
        write_some(tmp_path, {place: b"x"})
    assert refused.value.code == "NET-04"
    assert not list(tmp_path.rglob("*"))


def test_a_hostile_stick_gives_only_plain_files_of_the_expected_names(tmp_path: Path) -> None:
    write_all(tmp_path)
    (tmp_path / "segments" / "tautan.bundle").symlink_to("/etc/passwd")
    (tmp_path / "segments" / ("n" * 200 + ".bundle")).write_bytes(b"x")
    (tmp_path / "apa.exe").write_bytes(b"x")
    paths = files_to_take(tmp_path)
    assert {each.name for each in paths} == {Path(place).name for place in FILES}
    assert sorted(read_some(paths)) == sorted(FILES.values())
    paths[0].unlink()
    with pytest.raises(KnownError) as refused:
        read_some(paths)
    assert refused.value.code == "NET-05"


def test_row_18_what_was_taken_is_counted_and_each_refusal_told_once() -> None:
    good, bad = StickPart("segment"), StickPart("", "SEA-03", "rusak", "damaged")
    report = encode((good, good, bad, bad))
    taken = NOTHING_TAKEN.with_more(taken_of(report)).with_more(taken_of(encode((StickPart("act"), bad))))
    assert dict(taken.kinds) == {"segment": 2, "act": 1}
    assert taken.refusals == ("rusak (SEA-03)",)


def test_row_16_the_register_keeps_the_newest_word_on_each_stick() -> None:
    node = busy_node(6)
    node.act(acts.RegisterMedium("K-2", "issued"), seconds=-900)
    node.act(acts.RegisterMedium("K-1", "issued"), seconds=-800)
    node.act(acts.RegisterMedium("K-1", "written", 31), seconds=-700)
    node.act(acts.RegisterMedium("K-1", "lost"), "tidak ada di kotak", seconds=-600)
    told = media(Desk(node).room)
    assert [(each.serial, each.state, each.bundles) for each in told] == [("K-1", "lost", 31), ("K-2", "issued", 0)]
