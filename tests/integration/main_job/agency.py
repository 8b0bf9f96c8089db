"""An agency on paper: keys, packs, roster and event files, published by a real centre for really enrolled PCs.

Publishing is slow on purpose (codes and PINs are), so it is done once; every test gets a copy of the centre's folder, of its
database's rows and of the PCs' folders.

Two rooms. `lab-1` has two PCs and two sittings: `SHOWN`, whose order lets the result be shown, and `SILENT`, whose order
does not. `lab-2` has one PC and one sitting, `ELSEWHERE`. The event of `NEW` is written but not published.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace
from sqlalchemy import insert, select

from desktop_app.services.workstation import enrolment_of
from desktop_app.store.device import DeviceFolder
from question_packs.pack.pack_key import PackKey, seal_pack_key
from question_packs.pack.writer import Medium, WrittenPack, write_pack
from question_packs.records.enrolment import EnrolmentRequest
from question_packs.scoring.answer_key import Grouping, seal_answer_key
from question_packs.sealing.keys import KeyPair, PublicKeys
from question_packs.strict_json import encode
from sync_server.app import Centre
from sync_server.services.centre_files import CentreConfig, CentreFiles
from sync_server.services.publish import PublishedSitting
from sync_server.store.database import Database
from sync_server.store.tables import metadata
from sync_server.store.upgrade import upgrade
from tests.integration.main_job.seat import Seat
from tests.rooms import FIGURE, exam_test
from tests.samples import answer_key, right_wrong

SHOWN, SILENT, ELSEWHERE, NEW = "acara-A", "acara-lain-A", "acara-B", "baru-A"
ITEMS = tuple(f"S-{number}" for number in range(1, 7))
HOSTS = ("127.0.0.1",)
_ROSTER = """candidate_number,name,nip,position,unit,sitting,seat,form,accommodation
001,Angin Contoh,198501012010011911,Analis,Bidang Satu,A,01,utama,extra_time=30;zoom=150
002,Riak Contoh,198602022011012912,Analis,Bidang Dua,A,02,utama,
003,Embun Contoh,198703032012011913,Analis,Bidang Dua,A,03,utama,
"""
_OTHER_ROOM = "004,Kabut Contoh,198804042013011914,Analis,Bidang Tiga,B,01,utama,\n"
_EVENT = """
event: {{id: {event}, title: Uji Kompetensi, organiser: Badan Uji Contoh, purpose: mapping, time_zone: Asia/Makassar}}
letterhead: [PROVINSI CONTOH, BADAN UJI CONTOH]
officials:
  head: {{role: Kepala Badan Uji Contoh}}
  signatories: [{{role: Ketua Panitia}}, {{role: Pengawas Ruang}}]
policies: {{show_result: {shown}, retention_days: 3}}
forms:
  utama: {{pack: uji.pack, answer_key: uji.answer-key, pack_key: uji.pack-key}}
roster: {roster}
sittings:
  - {{id: A, title: Sesi A, room: lab-1, room_title: Lab 1, opens_at: 2026-01-05 08:00, closes_at: 2026-01-05 11:00}}
"""
_SITTING_B = (
    "  - {id: B, title: Sesi B, room: lab-2, room_title: Lab 2, opens_at: 2026-01-05 08:00, closes_at: 2026-01-05 11:00}\n"
)


def write_form(folder: Path, name: str, approvers: list[KeyPair], centre: PublicKeys, correct: str = "A") -> WrittenPack:
    """Pack, answer key and pack key of a form of six items in two sections, all of which have one right answer."""
    test, items = exam_test()
    pack = write_pack(folder / f"{name}.pack", test, items, {"gambar.svg": Medium(FIGURE, "image/svg+xml")}, approvers)
    sections = (Grouping("satu", "Satu"), Grouping("dua", "Dua"))
    keys = (right_wrong(each, correct, section="satu" if each in ITEMS[:3] else "dua") for each in ITEMS)
    judged = tuple(replace(each, cardinality="multiple") if each.identifier == "S-2" else each for each in keys)
    key = replace(answer_key(*judged), pack_digest=pack.digest, sections=sections)
    (folder / f"{name}.answer-key").write_bytes(seal_answer_key(key, approvers, [centre.recipient]))
    pack_key = PackKey("lontar.pack-key/1", pack.digest, pack.identity)
    (folder / f"{name}.pack-key").write_bytes(seal_pack_key(pack_key, approvers, [centre.recipient]))
    return pack


def write_materials(folder: Path, approvers: list[KeyPair], centre: PublicKeys) -> WrittenPack:
    """What the author and the organiser hand over: the pack, its keys, three event files with their rosters."""
    folder.mkdir()
    pack = write_form(folder, "uji", approvers, centre)
    (folder / "satu-ruang.csv").write_text(_ROSTER)
    (folder / "dua-ruang.csv").write_text(_ROSTER + _OTHER_ROOM)
    shown = _EVENT.format(event="acara", shown="true", roster="dua-ruang.csv") + _SITTING_B
    (folder / "acara.yaml").write_text(shown)
    (folder / "baru.yaml").write_text(_EVENT.format(event="baru", shown="true", roster="satu-ruang.csv"))
    (folder / "acara-lain.yaml").write_text(_EVENT.format(event="acara-lain", shown="false", roster="satu-ruang.csv"))
    return pack


@dataclass(frozen=True)
class Agency:
    """Everything as it lies ready before the day. `seats` are folders of PCs that hold their orders and packs."""

    folder: Path
    approvers: list[KeyPair]
    pack: WrittenPack
    sittings: dict[str, PublishedSitting]

    def copy_centre(self, target: Path, database_url: str) -> Centre:
        """A centre of its own with the rows of this one in another, empty database."""
        shutil.copytree(self.folder / "centre", target)
        files = CentreFiles.open(target)
        source = Database(f"sqlite:///{self.folder / 'centre.db'}")
        (target / "config.json").write_bytes(encode(replace(files.config, database=database_url)))
        centre = Centre(CentreFiles.open(target))
        upgrade(centre.database)
        with source.read() as old, centre.database.write() as new:
            for table in metadata.sorted_tables:
                rows = [dict(row) for row in old.execute(select(table)).mappings()]
                new.execute(table.delete())
                if rows:
                    new.execute(insert(table), rows)
        source.close()
        return centre

    def copy_seat(self, name: str, target: Path, centre_url: str) -> Seat:
        """A PC as it lies ready, whose centre is at this address."""
        shutil.copytree(self.folder / name, target)
        folder = DeviceFolder(target)
        enrolment = folder.enrolment()
        assert enrolment is not None
        folder.keep_enrolment(replace(enrolment, centre_url=centre_url))
        return Seat(target, name, self.sittings)


def found_agency(folder: Path, approvers: list[KeyPair]) -> Agency:
    """Found a centre, enrol three PCs, publish both events, and install order and pack on every PC."""
    config = CentreConfig("lontar.centre/1", "Pusat Uji", HOSTS, 8443, f"sqlite:///{folder / 'centre.db'}")
    centre = Centre(CentreFiles.create(folder / "centre", config, [each.public for each in approvers]))
    upgrade(centre.database)
    pack = write_materials(folder / "materials", approvers, centre.files.centre_key.public)
    seats = [_enrolled(centre, folder / name, name, room) for name, room in PCS.items()]
    published = [
        each
        for event in ("acara", "acara-lain")
        for each in centre.publisher.publish(folder / "materials" / f"{event}.yaml", folder / "out", "uji")
    ]
    for seat in seats:
        for each in published:
            if each.order.room_id == seat.station.enrolment().room_id:
                seat.station.install_order(each.sealed)
        seat.station.install_pack(folder / "materials" / "uji.pack")
        for sitting_id in seat.station.orders():
            seat.sittings.store(sitting_id).remember_opened({pack.digest: pack.identity})
        seat.close()
    centre.database.close()
    return Agency(folder, approvers, pack, {each.order.sitting_id: each for each in published})


PCS = {"PC-01": "lab-1", "PC-02": "lab-1", "PC-03": "lab-2"}


def _enrolled(centre: Centre, folder: Path, name: str, room: str) -> Seat:
    ticket = centre.enrolment.issue_tickets(room, room.title(), 1, "uji")[0]
    seat = Seat(folder, name, {})
    request = EnrolmentRequest("lontar.enrolment-request/1", ticket.token, seat.station.device().public)
    centre.enrolment.accept(encode(request))
    seat.station.folder.keep_enrolment(enrolment_of(ticket, name))
    return seat
