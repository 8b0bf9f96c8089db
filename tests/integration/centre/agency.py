"""Everything that an agency's author and organiser would hand to `publish`: real packs, keys, roster, event file."""

from __future__ import annotations

from pathlib import Path

import msgspec

from question_packs.pack.pack_key import PackKey, seal_pack_key
from question_packs.pack.writer import write_pack
from question_packs.scoring.answer_key import seal_answer_key
from question_packs.sealing.keys import KeyPair, PublicKeys
from tests.samples import answer_key, assessment_test, item, right_wrong

ITEMS = ("S-1", "S-2", "S-3")
ROSTER = """candidate_number,name,nip,position,unit,sitting,seat,form,accommodation
001,Angin Contoh,198501012010011911,Analis,Bidang Satu,A,01,utama,extra_time=30;zoom=150
002,Riak Contoh,198602022011012912,Analis,Bidang Dua,A,02,utama,
003,Embun Contoh,198703032012011913,Analis,Bidang Dua,B,01,utama,
"""
EVENT = """
event:
  id: uji-2026
  title: Uji Kompetensi
  organiser: Badan Uji Contoh
  purpose: mapping
  time_zone: Asia/Makassar
paper: F4
letterhead: [PROVINSI CONTOH, BADAN UJI CONTOH]
officials:
  head: {role: Kepala Badan Uji Contoh}
  signatories:
    - {role: Ketua Panitia}
    - {role: Pengawas Ruang}
policies: {show_result: true, retention_days: 3}
forms:
  utama: {pack: uji.pack, answer_key: uji.answer-key, pack_key: uji.pack-key}
roster: peserta.csv
sittings:
  - {id: A, title: Sesi A, room: lab-1, room_title: Lab 1, opens_at: 2026-01-05 08:00, closes_at: 2026-01-05 11:00}
  - {id: B, title: Sesi B, room: lab-1, room_title: Lab 1, opens_at: 2026-01-05 13:00, closes_at: 2026-01-05 16:00}
"""


def write_form(folder: Path, name: str, approvers: list[KeyPair], centre: PublicKeys, signers: int = 2) -> str:
    """Pack, answer key and pack key of a three-item form; returns the pack's digest. One signer makes a draft."""
    test = assessment_test(*ITEMS)
    written = write_pack(folder / f"{name}.pack", test, [item(each) for each in ITEMS], {}, approvers[:signers])
    key = answer_key(*(right_wrong(each, "A") for each in ITEMS))
    key = msgspec.structs.replace(key, pack_digest=written.digest)
    (folder / f"{name}.answer-key").write_bytes(seal_answer_key(key, approvers, [centre.recipient]))
    pack_key = PackKey("lontar.pack-key/1", written.digest, written.identity)
    (folder / f"{name}.pack-key").write_bytes(seal_pack_key(pack_key, approvers, [centre.recipient]))
    return written.digest


def write_event(folder: Path, approvers: list[KeyPair], centre: PublicKeys) -> Path:
    """The whole folder; returns the event file."""
    folder.mkdir(exist_ok=True)
    write_form(folder, "uji", approvers, centre)
    (folder / "peserta.csv").write_text(ROSTER)
    path = folder / "kegiatan.yaml"
    path.write_text(EVENT)
    return path
