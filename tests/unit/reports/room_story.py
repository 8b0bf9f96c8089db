"""An exam day of one room on which much goes wrong, as its own records tell it: order, signed acts, attempts, certificates.

The people are synthetic; keys, signatures and attempts are real. `Story` tells what the tests then look for on paper.
"""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from question_packs.records import acts as ac
from question_packs.records import events as ev
from question_packs.records.acts import Act, ActBody, VerifiedAct, sign_act, verify_act
from question_packs.records.attempt_state import fold
from question_packs.records.orders import (
    Accommodation,
    DocumentFrame,
    DocumentOfficial,
    FormPack,
    Officer,
    Policies,
    RosterEntry,
    SittingOrder,
)
from question_packs.records.readiness import Certificate, Check
from question_packs.sealing.keys import KeyPair
from sync_server.services.assemble import Assembled
from sync_server.services.room_facts import AttemptLog, RoomFacts, gather_facts

ROSTER = Path(__file__).parents[3] / "question_packs/samples/peserta/peserta.csv"
SITTING, ROOM, FORM = "BAPENDA-2025-A", "aula-2", "utama"
BEGIN = datetime.fromisoformat("2025-06-16T01:00:00+00:00")
OFFICERS = {"Riak Seruni": "proctor", "Embun Bidara": "proctor", "Kabut Gaharu": "invigilator", "Batu Cendana": "registrar"}
NIPS = {"Riak Seruni": "199001012015031001", "Embun Bidara": "198501012010032001"}
FRAME = DocumentFrame(
    letterhead=(
        "PEMERINTAH PROVINSI CITRALOKA",
        "BADAN KEPEGAWAIAN DAERAH",
        "UNIT PENILAIAN KOMPETENSI",
        "Jalan Contoh Nomor 1, Kota Citraloka 00000 · Telepon (000) 000000 · surat@bkd.citraloka.example",
    ),
    head=DocumentOfficial(
        "Kepala Badan Kepegawaian Daerah", "Gunung Melati Kenanga", "Pembina Utama Madya (IV/d)", "197001011995031001"
    ),
    signatories=(
        DocumentOfficial("Proktor", "Riak Seruni", "Penata Muda (III/a)", "199001012015031001"),
        DocumentOfficial("Pengawas I", "Embun Bidara", "Penata (III/c)", "198501012010032001"),
        DocumentOfficial("Pengawas II"),
        DocumentOfficial("Ketua Panitia", "Angin Beringin", "Pembina (IV/a)", "197501012000031001"),
    ),
    place="Kota Citraloka",
    site="Kantor Badan Pendapatan Daerah Provinsi Citraloka",
    test_title="Uji Kompetensi Pengelola Pendapatan Daerah",
    items=150,
    minutes=150,
)


@cache
def officer_keys() -> dict[str, KeyPair]:
    return {name: KeyPair.generate(name, role) for name, role in OFFICERS.items()}


@cache
def machines() -> tuple[KeyPair, ...]:
    return tuple(KeyPair.generate(f"PC-{number:02}", "device") for number in range(1, 6))


def at(minutes: float) -> str:
    """A time of that day as records write it; minutes after 08.00 WIB."""
    return (BEGIN + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def roster(count: int) -> tuple[RosterEntry, ...]:
    with ROSTER.open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))[:count]
    return tuple(
        RosterEntry(
            each["candidate_number"], each["name"], each["nip"], each["position"], each["unit"], f"{place:02}", FORM, "b", ""
        )
        for place, each in enumerate(people, start=1)
    )


def order(count: int = 17, frame: DocumentFrame | None = FRAME) -> SittingOrder:
    people = roster(count)
    people = (*people[:-1], replace(people[-1], accommodation=Accommodation(30, 150)))
    return SittingOrder(
        type="lontar.sitting-order/1",
        event_id="BAPENDA-2025",
        event_title="Uji Kompetensi Pegawai Badan Pendapatan Daerah Tahun 2025",
        organiser="Badan Kepegawaian Daerah Provinsi Citraloka",
        sitting_id=SITTING,
        sitting_title="Sesi A",
        revision=3,
        centre="Pusat Citraloka",
        room_id=ROOM,
        room_title="Aula Lantai 2",
        purpose="mapping",
        opens_at=at(0),
        closes_at=at(180),
        time_zone="Asia/Jakarta",
        forms=(FormPack(FORM, "c3" * 32), FormPack("cadangan", "d4" * 32)),
        practice=None,
        key_slots=(),
        candidates=people,
        proctors=("Riak Seruni",),
        start_token_verifier="",
        policies=Policies(),
        issued_at=at(-4000),
        officers=tuple(
            Officer(name, NIPS.get(name, ""), each.public.role, each.public, "") for name, each in officer_keys().items()
        ),
        devices=tuple(each.public for each in machines()),
        act_secret="00" * 32,
        documents=frame,
    )


class Story:
    """A day that is told act by act and event by event; `facts()` is what its records say."""

    def __init__(self, count: int = 17) -> None:
        self.order = order(count)
        self.acts: list[VerifiedAct] = []
        self.attempts: dict[tuple[str, str], list[ev.AttemptEvent]] = {}
        self.certificates: list[Certificate] = []

    def number(self, place: int) -> str:
        return self.order.candidates[place].candidate_number

    def act(self, minutes: float, body: ActBody, reason: str = "", by: tuple[str, ...] = ("Riak Seruni",)) -> str:
        """Somebody does something; the act's id."""
        act_id = f"{len(self.acts) + 1:032x}"
        act = Act("lontar.act/1", act_id, SITTING, ROOM, at(minutes), reason, body)
        self.acts.append(verify_act(sign_act(act, [officer_keys()[name] for name in by]), self.order))
        return act_id

    def event(self, number: str, minutes: float, body: ev.EventBody, form: str = FORM) -> None:
        events = self.attempts.setdefault((number, form), [])
        events.append(ev.AttemptEvent("0" * 32, 1, len(events), at(minutes), 0, "boot", "0" * 64, body))

    def begin(self, number: str, minutes: float, form: str = FORM, device: int = 0) -> None:
        body = ev.Started(SITTING, number, form, "c3" * 32, 3, machines()[device].key_id, "", "b", 9_000_000, at(minutes))
        self.event(number, minutes, body, form)

    def hand_in(self, number: str, minutes: float, reason: ev.SubmitReason = "by_candidate", act: str = "") -> None:
        self.event(number, minutes, ev.ResponseSaved("S-1", ("A",)))
        self.event(number, minutes, ev.Submitted(reason, 1, 149, 0, act))

    def ready(self, device: int, result: str = "ok") -> None:
        """One PC was checked the evening before."""
        key = machines()[device]
        checks = (
            Check("disk", "ok", "41,2 GB", ""),
            Check("clock", "ok", "0,4 detik", ""),
            Check("power", result, "tidak dicas", "" if result == "ok" else "Sambungkan ke listrik."),
        )
        packs = ("c3" * 32, "d4" * 32) if result != "problem" else ("c3" * 32,)
        certificate = Certificate(
            "lontar.readiness/1", key.key_id, key.public.name, ROOM, "1.0", at(-900 + device), checks, packs, result == "ok"
        )
        self.certificates.append(certificate)

    def logs(self) -> list[AttemptLog]:
        return [AttemptLog(number, form, assembled(events)) for (number, form), events in self.attempts.items()]

    def facts(self) -> RoomFacts:
        return gather_facts(self.order, self.acts, self.logs(), self.certificates)


def assembled(events: list[ev.AttemptEvent]) -> Assembled:
    """The log of these events, all of which arrived."""
    state = fold(events)
    head = ev.event_hash(ev.encode_event(events[-1]))
    status = "incomplete" if state.submitted is None else "complete"
    return Assembled(status, events, state, 1, len(events) - 1, head, "pc")


def quiet_day(count: int = 17) -> Story:
    """Everybody but the third came, and nothing happened."""
    story = Story(count)
    story.act(-20, ac.OpenSitting())
    for place in range(count):
        if place != 2:
            story.act(-15 + place / 10, ac.CheckIn(story.number(place)), by=("Batu Cendana",))
    story.act(-2, ac.MarkAbsent(story.number(2), "sick"), "Surat dokter dilampirkan", by=("Batu Cendana",))
    story.act(4, ac.StartExam())
    for place in range(count):
        if place != 2:
            story.begin(story.number(place), 4 + place / 10, device=place % 5)
    return story


def finish(story: Story) -> Story:
    """Whoever is still at work hands in; the sitting is closed."""
    for place, entry in enumerate(story.order.candidates):
        number = entry.candidate_number
        events = story.attempts.get((number, FORM), [])
        if events and not any(isinstance(each.body, ev.Submitted) for each in events):
            story.hand_in(number, 140 + place / 5)
    story.act(175, ac.CloseSitting())
    return story


def hard_day(count: int = 17) -> Story:
    """A late candidate, a power cut, a PC swap, an evacuation, a violation, a lost stick and a hand-over."""
    story = quiet_day(count)
    for device in range(5):
        story.ready(device, ("ok", "ok", "warning", "problem", "ok")[device])
    first, second, fourth, fifth, sixth = (story.number(place) for place in (0, 1, 3, 4, 5))
    power_cut(story, [first, second])
    swap(story, fourth)
    evacuation(story)
    story.act(20, ac.AdmitLate(fifth, "remaining"), "Ban bocor di jalan; Ketua Panitia mengizinkan", by=("Embun Bidara",))
    story.act(100, ac.Warn(sixth), "Menoleh ke layar sebelah", by=("Kabut Gaharu",))
    story.event(sixth, 101, ev.Incident("forbidden_program", "AnyDesk"))
    story.event(sixth, 102, ev.FocusLost(4_000))
    story.event(sixth, 103, ev.FocusLost(9_000))
    story.act(
        104, ac.NoteIncident("violation", sixth, "Foto layar, nomor berkas 12"), "Memakai telepon", by=("Kabut Gaharu",)
    )
    stopped = story.act(
        106, ac.Disqualify(sixth), "Memakai telepon setelah diperingatkan", by=("Riak Seruni", "Embun Bidara")
    )
    story.hand_in(sixth, 106.1, "by_proctor", stopped)
    granted = story.act(110, ac.GrantTime(600_000, (second,)), "Papan ketik diganti")
    story.event(second, 110.1, ev.TimeGranted(600_000, "Papan ketik diganti", "Riak Seruni", granted))
    guest = replace(roster(18)[-1], candidate_number="T-001", name="Awan Contoh Sementara", seat="90")
    story.act(-1, ac.AdmitProvisional(guest), "Surat tugas susulan nomor 7", by=("Batu Cendana",))
    moved = replace(guest, candidate_number="26-0150", name="Kerikil Contoh Pindahan", seat="91")
    story.act(-1, ac.AdmitProvisional(moved, "BAPENDA-2025-B"), "Dinas luar pada hari kedua", by=("Batu Cendana",))
    story.begin("26-0150", 5)
    story.act(12, ac.RequestCorrection(first, "unit", "Bidang Pajak Daerah II"), "Mutasi Mei 2025", by=("Batu Cendana",))
    for minutes, serial, state in ((-30, "USB-0001", "issued"), (-30, "USB-0002", "issued"), (176, "USB-0001", "written"),
                                   (178, "USB-0002", "lost"), (190, "USB-0001", "handed_over")):  # fmt: skip
        story.act(minutes, ac.RegisterMedium(serial, state, 3 if state == "written" else 0))
    finish(story)
    story.hand_in("26-0150", 150)
    files = (("BAPENDA-2025-A.1.bundle", "ab" * 32), ("BAPENDA-2025-A.2.bundle", "cd" * 32))
    story.act(190, ac.HandOver("Angin Beringin", "197501012000031001", files, (1_234_567, 89_012)), "Dua media tersegel")
    return story


def power_cut(story: Story, numbers: list[str]) -> None:
    """Power fails for twenty minutes at some seats; each clock stands, and runs when its candidate confirms."""
    seats = tuple(story.order.candidate(number).seat for number in numbers)  # type: ignore[union-attr]
    outage = ac.DeclareOutage("G-1", "power", at(30), at(50), seats, "continue")
    story.act(52, outage, "Genset terlambat menyala; dua baris depan padam")
    for place, number in enumerate(numbers):
        story.event(number, 51 + place, ev.Resumed("setelah PC menyala", (21 + place) * 60_000, 60_000 * place))


def swap(story: Story, number: str) -> None:
    """A PC dies; its candidate goes on at another one."""
    old, new = machines()[3].key_id, machines()[4].key_id
    act = story.act(60, ac.Transfer(number, old, new, 2), "Layar PC berkedip lalu padam")
    story.event(number, 61, ev.Transferred(old, new, "Layar PC berkedip lalu padam", 1, 1, "", act))
    story.event(number, 62, ev.Resumed("dilanjutkan", 120_000))


def evacuation(story: Story) -> None:
    """The alarm: all screens are hidden, and everybody goes on fifteen minutes later."""
    working = [number for (number, _), events in story.attempts.items() if events]
    hidden = story.act(80, ac.Pause((), "evacuation"), "Alarm kebakaran berbunyi")
    for number in working:
        story.event(number, 80.1, ev.Paused("Alarm kebakaran berbunyi", hidden))
    on = story.act(94, ac.Resume(()), "Gedung dinyatakan aman")
    for place, number in enumerate(working):
        story.event(number, 94.1, ev.Incident("resume_allowed", "", on))
        story.event(number, 95 + place / 60, ev.Resumed("dilanjutkan", round((14.9 + place / 60) * 60_000), 0, on))
