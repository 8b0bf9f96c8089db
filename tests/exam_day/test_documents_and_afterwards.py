"""Papers, plans that change, and questions afterwards: rows 25, 26, 29, 30, 33 and 42 of the field's table."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from question_packs.records import acts as pa
from question_packs.records import events as ev
from question_packs.records.receipts import receipt_code
from question_packs.sealing.codes import pin_verifier
from sync_server.services.event_words import event_in_words
from sync_server.services.room_documents import NAMES, RoomDocuments
from sync_server.services.room_report import Keeper
from tests.exam_day.day import Day
from tests.rooms import SITTING, attempt_of, entry


def test_row_25_an_item_has_two_right_answers(day: Day) -> None:
    """Told in the room, corrected at the centre: a new key gives a new result beside the old one, and both are kept."""
    desk = day.desk().sit().answer("BB")
    item = desk.session.item().identifier
    desk.session.call_help()
    day.does(pa.NoteIncident("item", "001", item), "Dua jawaban benar menurut peserta")
    desk.answer("BB").hand_in()
    told = day.paper("incidents")
    assert "butir soal" in told
    assert "Dua jawaban benar menurut peserta" in told
    day.send_all()
    seen = [each.body for each in day.events() if isinstance(each.body, ev.ItemPresented | ev.Incident)]
    call = next(place for place, body in enumerate(seen) if isinstance(body, ev.Incident))
    assert seen[call - 1] == ev.ItemPresented(item), "the log itself tells about which item the candidate called"
    before = day.score()["001"]
    after = day.score(day.other_key(right="B"))["001"]
    assert (before.record.outcome.total.score, after.record.outcome.total.score) == (Decimal(0), Decimal(4))
    assert (before.record.outcome.key_version, after.record.outcome.key_version) == ("1", "2")


def test_row_26_my_answer_was_changed(day: Day) -> None:
    """Every answer with its time; and the code on the receipt is that of the very log which the centre holds."""
    desk = day.desk().sit()
    desk.session.respond(("B",))
    item = desk.session.item().identifier
    day.pass_minutes(1)
    desk.session.respond(("D",))
    desk.hand_in()
    code = desk.pc.kiosk.receipt().code
    day.send_all()
    trail = day.auditor.attempt(attempt_of("001"))
    history = [each for each in event_in_words(trail.events, trail.time_zone, "id") if f"jawaban {item}" in each]
    assert history == [f"09:10:00 jawaban {item}: - -> B", f"09:11:00 jawaban {item}: B -> D"]
    assert trail.is_whole
    assert code == receipt_code(day.score()["001"].record.head_hash)
    assert code in day.paper("receipts")


def test_row_29_the_session_before_was_not_over_yet(day: Day) -> None:
    """No clock on the wall starts or ends anything: the proctor's act does, four hours late if need be."""
    desk = day.desk()
    day.pass_minutes(4 * 60)
    day.does(pa.StartExam(), "Sesi sebelumnya baru selesai")
    desk.sign_in()
    desk.exam = desk.pc.kiosk.start("")
    assert desk.minutes_left() == 30
    desk.answer("A").hand_in()
    assert "Sesi sebelumnya baru selesai" in day.paper("incidents")
    assert day.roll().received == 1


def test_row_30_ten_pcs_fewer_than_planned(day: Day) -> None:
    """People of another sitting take the places that are free here, with no network; the new lists are printed."""
    moved = replace(entry("078", pin_verifier("111111")), name="Peserta Pindahan", seat="C3")
    day.does(pa.AdmitProvisional(moved, "sesi-2"), "Sepuluh PC tidak datang", ("Petugas Satu",))
    for name in ("schedule", "seating", "labels"):
        assert "Peserta Pindahan" in day.paper(name), name
    assert "semula pada sesi sesi-2" in day.paper("incidents")
    seat = day.map().view(0, "connected").seat("078")
    assert (seat.entry.seat, seat.provisional) == ("C3", True)


def test_row_33_the_printer_is_dead(day: Day) -> None:
    """The same papers, to the byte, at any later time; elsewhere the same sitting has the same root hash."""
    day.desk().sit().answer("AB").hand_in()
    day.does(pa.CloseSitting())
    day.send_all()
    plain = [each for each in NAMES if each not in ("violation", "pins")]
    now = {name: day.node.documents.render(name, SITTING) for name in plain}
    assert {name: day.node.documents.render(name, SITTING) for name in plain} == now
    there = RoomDocuments(day.centre.database, day.centre.directory, Keeper(*_keeper(day)))
    day.centre.directory.renew()
    for name in ("attendance", "incidents", "seating", "absentees"):
        assert there.render(name, SITTING) == now[name], name


def _keeper(day: Day) -> tuple[str, str]:
    return day.node.files.config.name, day.room.node.key_id


def test_row_42_the_result_is_disputed(day: Day) -> None:
    """What was answered when, on which evidence, by which key; computed once more it is the same."""
    day.desk().sit().answer("AABA").hand_in()
    day.send_all()
    record = day.score()["001"].record
    assert record.outcome.total.score == 3
    assert not day.score()["001"].is_new, "the same evidence gives the same result"
    trail = day.auditor.attempt(attempt_of("001"))
    assert (trail.is_whole, len(trail.segments)) == (True, 1)
    assert [each.body.response for each in trail.events if isinstance(each.body, ev.ResponseSaved)] == [
        ("A",), ("A",), ("B",), ("A",),
    ]  # fmt: skip
    assert (record.head_hash, len(record.key_digest)) == (ev.event_hash(ev.encode_event(trail.events[-1])), 64)
    log = next(each for each in day.auditor.logs() if each.event_id)
    assert (log.broken_at, len(log.merkle_root)) == (None, 64)
