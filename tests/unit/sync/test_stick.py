"""What lies on a stick: who can open the answers, acts beside them, and everything hostile passed over (3.4 row 19)."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop_app.sync.folder_transport import MAX_SMALL_RECORD, FolderTransport, stick_acts, stick_segments
from question_packs.errors import KnownError
from question_packs.records.acts import Pause, act_digest, peek_act, sign_act
from question_packs.records.stick import open_act, open_bundle
from question_packs.sealing.keys import AGE_MAGIC, KeyPair
from tests.rooms import Pc, Room, build_room, copy_pc, on_this_thread


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return build_room(tmp_path_factory.mktemp("room"))


@pytest.fixture
def pc(room: Room, tmp_path: Path) -> Pc:
    made = copy_pc(room, tmp_path / "pc")
    made.sit_down()
    return made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def write(pc: Pc, road: FolderTransport) -> list[bytes]:
    """Everything of this PC on the stick; the bundles as they lie there."""
    for _, syncer in pc.sittings.syncers(on_this_thread):
        syncer.run_once(road)
    return [path.read_bytes() for path in (road.folder / "segments").iterdir()]


def opens(bundle: bytes, identity: str) -> bool:
    try:
        open_bundle(bundle, [identity])
    except KnownError:
        return False
    return True


def test_answers_for_the_centre_are_opened_by_centre_and_node_and_by_no_pc(room: Room, pc: Pc, stick: Path) -> None:
    [bundle] = write(pc, pc.station.stick(stick))
    holders = [room.centre, room.node, room.device, room.spares[0]]
    assert [opens(bundle, each.identity) for each in holders] == [True, True, False, False]


def test_answers_for_a_transfer_are_opened_by_every_pc_of_the_room(room: Room, pc: Pc, stick: Path) -> None:
    write(pc, pc.station.stick(stick, for_transfer=True))
    assert list(stick_segments(stick, room.spares[0].identity)) == pc.store.segments()


def test_acts_lie_sealed_for_the_room_under_the_hash_of_their_bytes(room: Room, pc: Pc, stick: Path) -> None:
    act = room.act(Pause())
    pc.station.stick(stick).write_act(act)
    sealed = (stick / "acts" / f"{act_digest(act)}.act").read_bytes()
    assert sealed.startswith(AGE_MAGIC)
    for identity in (room.order.room_identity, room.centre.identity, room.node.identity):
        assert open_act(sealed, [identity]) == act
    assert list(stick_acts(stick, pc.station.room_identities())) == [act]
    assert list(stick_acts(stick, [KeyPair.generate("Orang lain", "device").identity])) == []


def pause_of(room: Room, at: str) -> bytes:
    """A pause of that moment."""
    return sign_act(replace(peek_act(room.act(Pause())), at=at), [room.officers["Pengawas Satu"]])


def test_acts_on_a_stick_are_read_in_the_order_in_which_they_were_done(room: Room, pc: Pc, stick: Path) -> None:
    instants = [f"2026-01-05T01:00:{each}" for each in ("00Z", "00.250Z", "00.5+00:00", "01Z", "02Z", "03+00:00")]
    acts = [pause_of(room, at) for at in instants]
    for act in acts:
        pc.station.stick(stick).write_act(act)
    (stick / "acts" / "rusak.act").write_bytes(b"{}")
    assert list(stick_acts(stick, pc.station.room_identities())) == acts


def test_a_hostile_stick_gives_only_plain_files_of_their_size(room: Room, pc: Pc, stick: Path, tmp_path: Path) -> None:
    acts, good = stick / "acts", room.act(Pause())
    acts.mkdir()
    outside = tmp_path / "outside.act"
    outside.write_bytes(good)
    (acts / "link.act").symlink_to(outside)
    (acts / "folder.act").mkdir()
    (acts / ("n" * 81 + ".act")).write_bytes(good)
    (acts / "titik.titik.act").write_bytes(good)
    (acts / "besar.act").write_bytes(b"x" * (MAX_SMALL_RECORD + 1))
    (acts / "baik.act").write_bytes(good)
    assert list(stick_acts(stick, [])) == [good]


def test_a_folder_that_is_a_link_is_neither_read_nor_written(room: Room, pc: Pc, stick: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (stick / "acts").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(KnownError, match="NET-04"):
        pc.station.stick(stick).write_act(room.act(Pause()))
    (tmp_path / "elsewhere" / "a.act").write_bytes(room.act(Pause()))
    assert list(stick_acts(stick, [])) == []


def test_a_stick_torn_away_in_the_middle_leaves_nothing_half_accepted(room: Room, pc: Pc, stick: Path) -> None:
    act = room.act(Pause())
    pc.station.stick(stick).write_act(act)
    [path], identities = (stick / "acts").iterdir(), pc.station.room_identities()
    sealed = path.read_bytes()
    [bundle] = write(pc, pc.station.stick(stick, for_transfer=True))
    for length in range(0, len(sealed), 97):
        path.with_name("torn.act").write_bytes(sealed[:length])
        assert [each for each in stick_acts(stick, identities) if each == act] == [act]
    for length in range(0, len(bundle), 211):
        (stick / "segments" / "torn.bundle").write_bytes(bundle[:length])
        assert len(list(stick_segments(stick, room.spares[0].identity))) == 1
