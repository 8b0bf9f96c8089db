"""Small real things that many tests need: keys, items, a pack's content, a chain of events, a sitting order.

Nobody in here is real. Every function makes a fresh thing, so that no test can spoil another's.
"""

from __future__ import annotations

from decimal import Decimal

from question_packs.assessment.interactions import ChoiceInteraction, SimpleChoice
from question_packs.assessment.model import (
    AssessmentItem,
    AssessmentItemRef,
    AssessmentSection,
    AssessmentTest,
    TestPart,
)
from question_packs.errors import KnownError
from question_packs.records import events as ev
from question_packs.records.orders import FormPack, Policies, RosterEntry, SittingOrder
from question_packs.records.segments import SegmentHeader, build_segment
from question_packs.scoring.answer_key import AnswerKey, Grouping, ItemKey, MapResponse, MatchCorrect
from question_packs.sealing.keys import KeyPair
from question_packs.sealing.trust import TrustList

SITTING, NUMBER, FORM = "sesi-1", "001", "A"
ATTEMPT = ev.attempt_id_of(SITTING, NUMBER, FORM)


def refused(call, *arguments, **named) -> KnownError:
    """The known error of a call that must be refused."""
    try:
        result = call(*arguments, **named)
    except KnownError as error:
        return error
    raise AssertionError(f"accepted: {result!r}"[:300])


def verify_keys(*pairs: KeyPair) -> dict[str, str]:
    return {pair.key_id: pair.public.verify_key for pair in pairs}


def trust_list(*pairs: KeyPair) -> TrustList:
    return TrustList("lontar.trust/1", 1, "Pusat Uji", 2, tuple(pair.public for pair in pairs))


def item(identifier: str, options: str = "ABCDE") -> AssessmentItem:
    choices = tuple(SimpleChoice(each, f"Pilihan {each}") for each in options)
    return AssessmentItem(identifier, identifier, "id", "<p>Soal</p>", (ChoiceInteraction("RESPONSE", choices),))


def assessment_test(*identifiers: str, shuffle: bool = True, select: int | None = None) -> AssessmentTest:
    refs = tuple(AssessmentItemRef(each) for each in identifiers)
    section = AssessmentSection("bagian", "Bagian", refs, shuffle=shuffle, select=select)
    return AssessmentTest("UJI", "Uji", "id", "1", (TestPart("utama", (section,)),))


def bodies() -> list[ev.EventBody]:
    """One of every kind, in an order a sitting could have."""
    return [
        ev.Started(SITTING, NUMBER, FORM, "0" * 64, 1, "pc", "A1", "benih", 9_000_000, "2026-01-05T01:00:00Z"),
        ev.SectionEntered("bagian"),
        ev.ItemPresented("S-1"),
        ev.ResponseSaved("S-1", ("A",)),
        ev.Flagged("S-1", True),
        ev.FocusLost(900),
        ev.Paused("listrik padam"),
        ev.Resumed("listrik kembali", 4000),
        ev.ClockJumped(-86_400_000),
        ev.TimeGranted(60_000, "listrik padam", "pengawas"),
        ev.ItemPresented("S-2"),
        ev.ResponseSaved("S-2", ("B", "C")),
        ev.ResponseSaved("S-1", ()),
        ev.Flagged("S-1", False),
        ev.Incident("help", "kursi rusak"),
        ev.Transferred("pc", "pc-2", "layar mati"),
        ev.Submitted("by_candidate", 1, 1, 0),
    ]


def chain(some: list[ev.EventBody] | None = None, attempt_id: str = ATTEMPT, epoch: int = 0) -> list[bytes]:
    """The lines of an attempt that consists of `some` (default: every kind)."""
    lines: list[bytes] = []
    previous = ev.genesis_hash(attempt_id, epoch)
    for number, body in enumerate(bodies() if some is None else some):
        wall_time = f"2026-01-05T02:{number % 60:02}:00.250Z"
        event = ev.AttemptEvent(attempt_id, epoch, number, wall_time, number * 1000, "boot", previous, body)
        lines.append(ev.encode_event(event))
        previous = ev.event_hash(lines[-1])
    return lines


def segment_header(lines: list[bytes], device: KeyPair, first: int = 0, last: int | None = None) -> SegmentHeader:
    """The true header of `lines[first : last + 1]` of a chain."""
    last = len(lines) - 1 if last is None else last
    return SegmentHeader(
        type="lontar.segment/1",
        sitting_id=SITTING,
        candidate_number=NUMBER,
        form=FORM,
        attempt_id=ATTEMPT,
        epoch=0,
        first_sequence=first,
        last_sequence=last,
        previous_hash=ev.event_hash(lines[first - 1]) if first else ev.genesis_hash(ATTEMPT, 0),
        head_hash=ev.event_hash(lines[last]),
        device_id=device.key_id,
    )


def segment(lines: list[bytes], device: KeyPair, first: int = 0, last: int | None = None) -> bytes:
    header = segment_header(lines, device, first, last)
    return build_segment(header, lines[first : header.last_sequence + 1], device)


def sitting_order(*candidates: RosterEntry, room: str = "ruang-1", slots: tuple[str, ...] = ()) -> SittingOrder:
    return SittingOrder(
        type="lontar.sitting-order/1",
        event_id="acara",
        event_title="Uji Kompetensi",
        organiser="Badan Uji",
        sitting_id=SITTING,
        sitting_title="Sesi 1",
        revision=1,
        centre="Pusat Uji",
        room_id=room,
        room_title="Ruang 1",
        purpose="mapping",
        opens_at="2026-01-05T01:00:00Z",
        closes_at="2026-01-05T05:00:00Z",
        time_zone="Asia/Makassar",
        forms=(FormPack(FORM, "0" * 64),),
        practice=None,
        key_slots=slots,
        candidates=candidates or (candidate(),),
        proctors=("Pengawas Satu",),
        start_token_verifier="",
        policies=Policies(),
        issued_at="2026-01-01T00:00:00Z",
    )


def candidate(number: str = NUMBER, form: str = FORM) -> RosterEntry:
    return RosterEntry(number, "Peserta Contoh", "198501012010011001", "Analis", "Badan Uji", "A1", form, "benih", "")


def answer_key(*items: ItemKey, section_cut: Decimal | None = None) -> AnswerKey:
    """A key with one section `bagian` and one aspect `aspek`."""
    return AnswerKey(
        type="lontar.answer-key/1",
        pack_digest="0" * 64,
        test_identifier="UJI",
        test_title="Uji",
        version="1",
        sections=(Grouping("bagian", "Bagian", section_cut),),
        aspects=(Grouping("aspek", "Aspek"),),
        items=items,
    )


def right_wrong(identifier: str, correct: str, weight: str = "1", section: str = "bagian") -> ItemKey:
    """Right or wrong; several letters in `correct` make it multiple choice."""
    cardinality = "single" if len(correct) == 1 else "multiple"
    processing = MatchCorrect(tuple(correct), Decimal(weight))
    return ItemKey(identifier, section, "aspek", "M.01", 2, "", cardinality, processing)


def graded(identifier: str, weight: str = "1", cardinality: str = "single", **points: str) -> ItemKey:
    """Every option has its points: `graded("S-1", A="2", B="5")`."""
    processing = MapResponse({option: Decimal(value) for option, value in points.items()}, Decimal(weight))
    return ItemKey(identifier, "bagian", "aspek", "M.01", 2, "", cardinality, processing)
