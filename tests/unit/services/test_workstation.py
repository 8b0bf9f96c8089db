"""Enrolment, orders and packs: how they come to a PC, by stick or from the centre, and what is refused on the way."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop_app.services.synchronise import Synchroniser
from desktop_app.services.workstation import Workstation
from desktop_app.store.device import DeviceFolder
from question_packs.errors import KnownError
from question_packs.records.enrolment import EnrolmentRequest, EnrolmentTicket, OrderList, OrderListing
from question_packs.records.orders import seal_order
from question_packs.sealing.keys import KeyPair
from question_packs.sealing.trust import sign_trust_list
from question_packs.strict_json import decode_strict, encode
from tests.rooms import SITTING, ClockMachine, Pc, Room, on_this_thread
from tests.samples import refused


@pytest.fixture
def stick(tmp_path: Path, room: Room) -> Path:
    """A stick with the room's order and packs."""
    folder = tmp_path / "stick"
    for kind in ("orders", "packs"):
        (folder / kind).mkdir(parents=True)
    (folder / "orders" / "a.order").write_bytes(room.sealed_order)
    (folder / "packs" / f"{room.pack.digest}.pack").write_bytes(room.pack_path.read_bytes())
    (folder / "packs" / f"{room.practice.digest}.pack").write_bytes(room.practice_path.read_bytes())
    return folder


@pytest.fixture
def bare(tmp_path: Path, room: Room) -> Workstation:
    """The room's PC before anything was installed."""
    folder = DeviceFolder(tmp_path / "bare")
    (tmp_path / "bare" / "device.key").write_bytes((room.pc / "device.key").read_bytes())
    (tmp_path / "bare" / "device.json").write_bytes((room.pc / "device.json").read_bytes())
    return Workstation(folder, ClockMachine())


def packs_of(station: Workstation) -> list[str]:
    return sorted(path.name for path in (station.folder.root / "packs").iterdir())


# --- by stick


def test_a_stick_brings_the_order_and_its_packs_and_the_same_again_changes_nothing(
    bare: Workstation, room: Room, stick: Path
) -> None:
    assert bare.read_stick(stick) == (1, 2)
    assert bare.missing_packs() == []
    installed = {path: path.stat().st_ino for path in (bare.folder.root / "packs").iterdir()}
    assert bare.read_stick(stick) == (1, 2)
    assert {path: path.stat().st_ino for path in (bare.folder.root / "packs").iterdir()} == installed


def test_a_cut_or_changed_pack_is_refused_and_leaves_nothing(bare: Workstation, room: Room, tmp_path: Path) -> None:
    data = room.pack_path.read_bytes()
    for number, place in enumerate(range(0, len(data), len(data) // 40)):
        path = tmp_path / f"{number}.pack"
        path.write_bytes(data[:place] if number % 2 else data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert refused(bare.install_pack, path).code == "PCK-01"
    assert packs_of(bare) == []


def test_a_pack_that_was_damaged_here_is_replaced_by_a_good_copy(pc: Pc, room: Room) -> None:
    path = pc.station.folder.pack_path(room.pack.digest)
    path.write_bytes(b"damaged")
    pc.restart()
    assert refused(pc.station.pack, room.pack.digest).code == "PCK-01"
    pc.station.install_pack(room.pack_path)
    assert pc.station.pack(room.pack.digest).digest == room.pack.digest


def test_an_order_for_another_room_or_pc_is_refused(pc: Pc, room: Room) -> None:
    assert refused(pc.station.install_order, room.sealed_for_others("ruang-2")).code == "ORD-01"
    assert refused(pc.station.install_order, room.seal(replace(room.order, room_id="ruang-2"))).code == "ORD-01"
    assert refused(pc.station.install_order, b"").code == "ORD-01"


def test_an_order_of_another_centre_is_refused(pc: Pc, room: Room) -> None:
    foreign = seal_order(room.order, KeyPair.generate("Pusat lain", "centre"), [room.device.public.recipient])
    assert refused(pc.station.install_order, foreign).code == "SEA-02"


def test_an_older_revision_never_replaces_a_newer_one(pc: Pc, room: Room) -> None:
    pc.station.install_order(room.seal(replace(room.order, revision=3, sitting_title="Baru")))
    error = refused(pc.station.install_order, room.sealed_order)
    assert (error.code, error.values) == ("ORD-02", {"found": 2, "installed": 3})
    pc.restart()
    assert pc.station.order(SITTING).sitting_title == "Baru"


def test_a_stick_with_nothing_for_this_pc_says_why(bare: Workstation, room: Room, stick: Path) -> None:
    for path in stick.rglob("*.*"):
        path.unlink()
    (stick / "orders" / "x.order").write_bytes(room.sealed_for_others("ruang-2"))
    assert refused(bare.read_stick, stick).code == "ORD-01"


def test_one_bad_file_does_not_hide_the_good_ones(bare: Workstation, room: Room, stick: Path) -> None:
    (stick / "orders" / "0.order").write_bytes(b"junk")
    (stick / "packs" / "0.pack").write_bytes(b"junk")
    (stick / "trust.dsse.json").write_bytes(b"junk")
    assert bare.read_stick(stick) == (1, 2)


def test_links_folders_odd_names_and_huge_files_on_a_stick_are_passed_over(
    bare: Workstation, room: Room, stick: Path
) -> None:
    outside = stick.parent / "outside.order"
    outside.write_bytes(room.sealed_order)
    (stick / "orders" / "a.order").unlink()
    (stick / "orders" / "link.order").symlink_to(outside)
    (stick / "orders" / "folder.order").mkdir()
    (stick / "orders" / "sp ace.order").write_bytes(b"x")
    (stick / "orders" / ("n" * 200 + ".order")).write_bytes(b"x")
    with (stick / "orders" / "huge.order").open("wb") as file:
        file.truncate(1 << 40)
    (stick / "trust.dsse.json").symlink_to(outside)
    for number in range(3000):
        (stick / "orders" / f"{number}.txt").touch()
    assert bare.read_stick(stick) == (0, 2)


def test_a_stick_that_cannot_be_read_to_the_end_is_a_sentence(
    bare: Workstation, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.read_bytes

    def fail(path: Path) -> bytes:
        if path.suffix == ".order":
            raise OSError(5, "Input/output error")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", fail)
    assert refused(bare.read_stick, stick).code == "NET-05"


def test_a_newer_trust_list_is_taken_and_an_older_one_passed_over(pc: Pc, room: Room) -> None:
    pc.station.renew_trust(room.trust_envelope(replace(room.trust, revision=5)))
    pc.station.renew_trust(room.trust_envelope(replace(room.trust, revision=4)))
    assert pc.station.trust().revision == 5
    stranger = KeyPair.generate("Akar lain", "root")
    assert refused(pc.station.renew_trust, sign_trust_list(replace(room.trust, revision=9), stranger)).code == "SEA-02"


# --- enrolment


def write_ticket(folder: Path, ticket: EnrolmentTicket) -> Path:
    path = folder / "pc.enrol"
    path.write_bytes(encode(ticket))
    return path


def test_without_a_network_enrolling_leaves_a_request_on_the_stick(tmp_path: Path, room: Room) -> None:
    station = Workstation(DeviceFolder(tmp_path / "new"), ClockMachine())
    assert refused(station.enrolment).code == "DEV-01"
    station.enrol(write_ticket(tmp_path, room.ticket()))
    [path] = tmp_path.glob("*.enrol-request")
    request = decode_strict(path.read_bytes(), EnrolmentRequest, "request")
    assert (request.device, request.token) == (station.device().public, "token")
    assert station.enrolment().room_id == "ruang-1"


def test_enrolling_twice_in_the_same_room_keeps_the_key_and_the_newer_trust_list(pc: Pc, room: Room, tmp_path: Path) -> None:
    key = pc.station.device().key_id
    pc.station.renew_trust(room.trust_envelope(replace(room.trust, revision=5)))
    pc.station.enrol(write_ticket(tmp_path, room.ticket()))
    assert pc.station.device().key_id == key
    assert pc.station.trust().revision == 5


def test_a_ticket_of_another_room_or_another_root_is_refused(pc: Pc, room: Room, tmp_path: Path) -> None:
    before = pc.station.enrolment()
    for ticket in (room.ticket(room="ruang-2"), room.ticket(root=KeyPair.generate("Akar lain", "root"))):
        assert refused(pc.station.enrol, write_ticket(tmp_path, ticket)).code == "DEV-02"
    assert pc.station.enrolment() == before


@pytest.mark.parametrize("trust", ["", "***", "AAAA"])
def test_a_ticket_with_a_damaged_trust_list_is_refused(tmp_path: Path, room: Room, trust: str) -> None:
    station = Workstation(DeviceFolder(tmp_path / "new"), ClockMachine())
    ticket = replace(room.ticket(), trust=trust)
    assert refused(station.enrol, write_ticket(tmp_path, ticket)).code == "REC-01"
    assert refused(station.enrol, tmp_path / "none.enrol").code == "DEV-03"
    assert not station.enrolled


# --- from the centre


class CentreOfFiles:
    """The centre's listing and files in memory, as the synchroniser's road reaches them."""

    def __init__(self, room: Room, *orders: tuple[str, int, bytes]) -> None:
        self.room = room
        self._orders = {
            hashlib.sha256(sealed).hexdigest(): (sitting, revision, sealed) for sitting, revision, sealed in orders
        }
        self.packs = {room.pack.digest: room.pack_path.read_bytes(), room.practice.digest: room.practice_path.read_bytes()}
        self.cut_at: int | None = None

    def orders(self) -> OrderList:
        listing = tuple(OrderListing(sitting, revision, digest) for digest, (sitting, revision, _) in self._orders.items())
        return OrderList("lontar.order-list/1", b64encode(self.room.trust_envelope()).decode(), listing)

    def order(self, digest: str) -> bytes:
        return self._orders[digest][2]

    def download_pack(self, digest: str, partial: Path) -> None:
        have = partial.stat().st_size if partial.exists() else 0
        with partial.open("ab") as file:
            file.write(self.packs[digest][have : self.cut_at])
        if self.cut_at is not None:
            raise KnownError("NET-01")


def test_an_order_from_before_this_pcs_enrolment_keeps_no_other_from_coming(bare: Workstation, room: Room) -> None:
    others = room.sealed_for_others("ruang-1")
    centre = CentreOfFiles(room, ("lain", 1, others), (SITTING, 2, room.sealed_order))
    assert bare.fetch_from_centre(centre, on_this_thread) == 3
    assert (list(bare.orders()), bare.missing_packs()) == ([SITTING], [])


def test_a_download_that_was_cut_goes_on_where_it_stopped(bare: Workstation, room: Room) -> None:
    centre = CentreOfFiles(room, (SITTING, 2, room.sealed_order))
    for centre.cut_at in (1000, 2000):
        assert refused(bare.fetch_from_centre, centre, on_this_thread).code == "NET-01"
    assert len(bare.missing_packs()) == 2
    centre.cut_at = None
    bare.fetch_from_centre(centre, on_this_thread)
    assert packs_of(bare) == sorted(f"{digest}.pack" for digest in centre.packs)


def test_a_damaged_download_is_thrown_away_and_tried_again(bare: Workstation, room: Room) -> None:
    centre = CentreOfFiles(room, (SITTING, 2, room.sealed_order))
    good = dict(centre.packs)
    centre.packs = {digest: data[:-1] + b"x" for digest, data in good.items()}
    assert refused(bare.fetch_from_centre, centre, on_this_thread).code == "PCK-01"
    assert packs_of(bare) == []
    centre.packs = {digest: good[other] for digest, other in zip(good, reversed(good), strict=True)}
    assert refused(bare.fetch_from_centre, centre, on_this_thread).code == "PCK-04"
    centre.packs = good
    bare.fetch_from_centre(centre, on_this_thread)
    assert bare.missing_packs() == []


def test_an_unreachable_centre_is_an_answer_and_not_an_exception(pc: Pc) -> None:
    pc.sit_down().respond(("A",))
    synchroniser = Synchroniser(pc.station, pc.sittings, on_this_thread)
    step = synchroniser.step()
    assert step.error is not None
    assert step.error.code == "NET-01"
    assert 0.25 <= step.delay_s <= 2
    assert pc.store.unsent() > 0
    synchroniser.close()


def test_a_pc_that_is_not_enrolled_waits_quietly(tmp_path: Path) -> None:
    station = Workstation(DeviceFolder(tmp_path / "new"), ClockMachine())
    pc = Pc(None, tmp_path / "new", ClockMachine())
    step = Synchroniser(station, pc.sittings, on_this_thread).step()
    assert (step.error, step.receipts) == (None, ())
    assert not pc.kiosk.ready().enrolled
    assert pc.kiosk.resume() is None
