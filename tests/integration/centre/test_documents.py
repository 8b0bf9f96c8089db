"""Documents of the room from a real database: acts, segments and certificates that really came in, on both databases."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from question_packs.errors import KnownError
from question_packs.records import acts as ac
from question_packs.records import events as ev
from question_packs.records.orders import Officer, SittingOrder
from question_packs.records.readiness import Certificate, Check, sign_certificate
from question_packs.sealing.keys import KeyPair
from sync_server.services.publish import SittingCredentials, read_credentials
from sync_server.services.report import Reporter
from sync_server.services.room_documents import NAMES, RoomDocuments
from sync_server.services.room_report import Keeper
from sync_server.store import logs, room
from sync_server.store.room import ReadinessRow
from tests.integration.centre.agency import write_event
from tests.integration.centre.house import House, new_centre
from tests.samples import FORM, SITTING, candidate, chain, refused, segment, sitting_order

PINS = {"001": "111222", "002": "333444", "003": "555666"}
PLAIN = tuple(name for name in NAMES if name not in {"violation", "pins"})


class Day:
    """The first candidate sat, the second is absent, the third was warned."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.key = KeyPair.generate("Pengawas Satu", "proctor")
        self.order = self.publish(2, self.key)
        self.acts = 0
        self.act(ac.CheckIn("001"), ac.MarkAbsent("002", "duty"), ac.CheckIn("003"), ac.Warn("003"))
        house.take(segment(chain([*_sat()]), house.device))
        envelope = sign_certificate(_certificate(house.device), house.device)
        with house.centre.database.write() as connection:
            room.add_readiness(connection, ReadinessRow(house.device.key_id, "2026-01-04T08:00:00Z", "ruang-1", envelope))

    def publish(self, revision: int, key: KeyPair) -> SittingOrder:
        people = [candidate(number, FORM) for number in ("001", "002", "003")]
        officers = (Officer("Pengawas Satu", "", "proctor", key.public, ""),)
        order = replace(sitting_order(*people), revision=revision, officers=officers, devices=(self.house.device.public,))
        self.house.put_order(order)
        return order

    def act(self, *bodies: ac.ActBody) -> None:
        for body in bodies:
            self.acts += 1
            at = f"2026-01-05T01:{self.acts:02}:00Z"
            act = ac.Act("lontar.act/1", f"{self.acts:032x}", SITTING, "ruang-1", at, "alasan", body)
            answer = self.house.centre.acts.take([ac.sign_act(act, [self.key])])[0]
            assert b'"code"' not in answer, answer

    def text(self, name: str, number: str | None = None) -> str:
        return flat(self.house.centre.documents.render(name, SITTING, number))


def _sat() -> list[ev.EventBody]:
    started = ev.Started(SITTING, "001", FORM, "0" * 64, 2, "pc", "A1", "benih", 9_000_000, "2026-01-05T01:00:00Z")
    return [
        started,
        ev.ResponseSaved("S-1", ("A",)),
        ev.Resumed("listrik kembali", 90_000),
        ev.Submitted("by_candidate", 1, 2, 0),
    ]


def _certificate(device: KeyPair) -> Certificate:
    checks = (Check("clock", "ok", "0,2 detik", ""),)
    made_at = "2026-01-04T08:00:00Z"
    return Certificate("lontar.readiness/1", device.key_id, "PC-01", "ruang-1", "1.0", made_at, checks, ("0" * 64,), True)


def flat(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.fixture
def day(house: House) -> Day:
    return Day(house)


def test_the_minutes_count_whom_the_records_name(day: Day) -> None:
    text = day.text("minutes")
    assert "3 terdaftar, 2 mengerjakan, 1 diterima, 1 kurang." in text
    assert "Belum diterima utuh: 003." in text
    assert "Dinas. alasan" in text
    assert "1 menit 30 detik" in text
    assert "Akar Merkle Pusat Uji" in text


def test_row_33_every_document_is_the_same_when_it_is_printed_again(day: Day) -> None:
    documents = day.house.centre.documents
    first = {name: documents.render(name, SITTING) for name in PLAIN}
    with day.house.centre.database.write() as connection:
        size, _ = logs.lock_head(connection, "acara", logs.OBJECTS)
        logs.append_leaves(connection, "acara", size, [logs.Leaf("segment", "ab" * 32)])
    assert {name: documents.render(name, SITTING) for name in PLAIN} == first


def test_room_and_centre_print_the_same_but_for_whose_log_it_is(day: Day) -> None:
    centre = day.house.centre
    node = RoomDocuments(centre.database, centre.directory, Keeper("Simpul ruang", "ab" * 32))
    here, there = flat(centre.documents.render("minutes", SITTING)), flat(node.render("minutes", SITTING))
    root = re.compile(r"Akar Merkle sesi : ((?:[0-9a-f]{8} ?){8})")
    assert root.findall(here) == root.findall(there) != []
    assert "Simpul ruang" in there


def test_what_was_printed_before_the_exam_does_not_change_while_people_sit(day: Day) -> None:
    documents = day.house.centre.documents
    before = {name: documents.render(name, SITTING) for name in ("seating", "labels", "readiness")}
    day.act(ac.Pause(), ac.Resume(), ac.CloseSitting())
    assert {name: documents.render(name, SITTING) for name in before} == before


def test_acts_of_officers_whom_a_later_order_no_longer_names_still_count(day: Day) -> None:
    day.publish(3, KeyPair.generate("Pengawas Satu", "proctor"))
    day.house.centre.directory.renew()
    assert "3 terdaftar, 2 mengerjakan" in day.text("minutes")


def test_readiness_shows_what_the_pc_signed(day: Day) -> None:
    text = day.text("readiness")
    assert "PC-01 4 Januari 2026 16.00 cocok 0,2 detik ya Siap" in text


def test_pins_are_printed_only_from_the_credentials_of_that_sitting(day: Day) -> None:
    documents = day.house.centre.documents
    credentials = SittingCredentials("lontar.credentials/1", "acara", SITTING, "Sesi", 2, "OPENINGCODE", "987654", PINS)
    text = flat(documents.render("pins", SITTING, credentials=credentials))
    assert "111 222" in text
    assert "OPENINGCODE" not in text
    assert "987 654" not in text
    other = replace(credentials, sitting_id="sesi-9")
    for given in (None, other):
        assert refused(documents.render, "pins", SITTING, credentials=given).code == "RPT-04"


def test_what_cannot_be_printed_is_told(day: Day) -> None:
    documents = day.house.centre.documents
    wrong = {("rahasia", SITTING, None): "RPT-02", ("violation", SITTING, None): "RPT-03",
             ("violation", SITTING, "999"): "RPT-03", ("minutes", "sesi-9", None): "RPT-05"}  # fmt: skip
    for arguments, code in wrong.items():
        with pytest.raises(KnownError) as error:
            documents.render(*arguments)
        assert error.value.code == code


def test_the_report_holds_the_rooms_documents_and_one_for_each_person_warned(day: Day, tmp_path: Path) -> None:
    centre = day.house.centre
    written = Reporter(centre.database, centre.scorer, centre.documents, "uji").write(
        centre.scorer.find_sitting(SITTING), tmp_path
    )
    names = {str(path.relative_to(tmp_path)) for path in written}
    assert {"berita-acara.pdf", "kesiapan.pdf", "gangguan.pdf", "serah-terima.pdf", "tidak-hadir.pdf"} <= names
    assert [each for each in names if each.startswith("pelanggaran/")] == ["pelanggaran/003.pdf"]


def test_a_published_order_carries_the_frame_of_its_documents(
    tmp_path: Path, database_url: str, approvers: list[KeyPair], device: KeyPair
) -> None:
    centre = new_centre(tmp_path / "pusat", database_url, approvers)
    House(centre, device, approvers).enrol(device, "lab-1")
    event = write_event(tmp_path / "acara", approvers, centre.files.centre_key.public)
    first = centre.publisher.publish(event, tmp_path / "keluar", "panitia")[0].order
    frame = first.documents
    assert frame is not None
    assert (frame.letterhead, frame.paper, frame.items) == (("PROVINSI CONTOH", "BADAN UJI CONTOH"), "F4", 3)
    assert [each.role for each in frame.signatories] == ["Ketua Panitia", "Pengawas Ruang"]
    credentials = read_credentials(tmp_path / f"keluar/{first.sitting_id}.credentials.json")
    assert b"%PDF" in centre.documents.render("pins", first.sitting_id, credentials=credentials)
    assert refused(read_credentials, tmp_path / "tidak-ada.json").code == "CEN-06"
    page = PdfReader(BytesIO(centre.documents.render("attendance", first.sitting_id))).pages[0]
    assert "BADAN UJI CONTOH" in page.extract_text()
    assert float(page.mediabox[3]) == pytest.approx(935.43, abs=0.01)
    centre.database.close()
