"""Words of acts and incidents: complete, in both languages, and without a field's raw name."""

from __future__ import annotations

import pytest

from question_packs.records import acts as ac
from question_packs.records import events as ev
from question_packs.records.act_words import ACTS, INCIDENTS, act_in_words, act_name, duration_text, incident_name
from tests.rooms import entry


def test_every_kind_of_act_and_incident_has_words_in_both_languages() -> None:
    assert set(ACTS) == {kind.__struct_config__.tag for kind in ac.ActBody.__args__}
    assert set(ev.INCIDENTS) <= set(INCIDENTS)
    assert all(all(each) for each in [*ACTS.values(), *INCIDENTS.values()])


def test_what_a_newer_program_did_is_called_as_it_travels() -> None:
    assert (act_name("fly", "en"), incident_name("flew", "id")) == ("fly", "flew")


@pytest.mark.parametrize(
    ("body", "indonesian", "english"),
    [
        (ac.Pause(("001",), "technical"), "Dijeda: alasan teknis", "Paused: for a technical reason"),
        (ac.GrantTime(605_000), "Tambahan waktu: 10 menit 5 detik", "Extra time: 10 min 5 s"),
        (ac.Transfer("001", "a", "b", 2), "Pindah PC: PC-a ke PC-b", "Moved to another PC: PC-a to PC-b"),
        (
            ac.VoidAndRestart("001", "B"),
            "Pengerjaan tidak dihitung, mulai baru: naskah B",
            "Does not count, starts anew: form B",
        ),
        (
            ac.AdmitLate("001", "full"),
            "Peserta terlambat boleh mulai: waktu penuh",
            "Late candidate admitted: the full time",
        ),
        (
            ac.AdmitProvisional(entry("099", "x")),
            "Peserta sementara diterima: tidak ada dalam daftar",
            "Provisional candidate admitted: on no roster",
        ),
        (
            ac.DeclareOutage("g1", "power", "2026-01-05T01:00:00Z", "", (), "continue"),
            "Gangguan dicatat: listrik padam. Sesi dilanjutkan",
            "Interruption recorded: power failed. The sitting went on",
        ),
        (ac.CheckIn("001"), "Hadir", "Present"),
        (ac.MarkAbsent("001", "sick"), "Tidak hadir: sakit", "Absent: sick"),
        (ac.RegisterMedium("STIK-7", "lost"), "Media dicatat: STIK-7 HILANG", "Medium recorded: STIK-7 LOST"),
        (
            ac.NoteIncident("item", "", "foto"),
            "Catatan kejadian: butir soal. Bukti: foto",
            "Incident noted: item. Evidence: foto",
        ),
    ],
)
def test_an_act_in_words(body: ac.ActBody, indonesian: str, english: str) -> None:
    name = "PC-{}".format
    assert (act_in_words(body, name), act_in_words(body, name, "en")) == (indonesian, english)


def test_durations_in_words() -> None:
    assert [duration_text(ms) for ms in (0, 999, 65_000, 600_000, 3_725_000)] == [
        "0 detik", "0 detik", "1 menit 5 detik", "10 menit", "1 jam 2 menit",
    ]  # fmt: skip
    assert duration_text(3_725_000, "en") == "1 h 2 min"
