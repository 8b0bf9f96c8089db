"""The event file is read strictly; what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync_server.services.event_file import load_event_file
from tests.integration.centre.agency import EVENT
from tests.samples import refused

SAMPLE = Path(__file__).parents[3] / "question_packs/samples/kegiatan/kegiatan.yaml"


def test_the_sample_event_is_right():
    file = load_event_file(SAMPLE)
    assert [file.sitting_id(each) for each in file.sittings] == ["pemetaan-2026-A", "pemetaan-2026-B"]
    assert file.utc(file.sittings[0].opens_at) == "2026-11-24T00:30:00+00:00"
    assert (SAMPLE.parent / file.roster).is_file()


def test_policies_that_may_have_no_limit_say_so_by_nothing_or_none(tmp_path: Path):
    event = tmp_path / "kegiatan.yaml"
    event.write_text(EVENT.replace("show_result: true", "late_cutoff_s: none, outage_credit_cap_s: , lockdown: none"))
    policies = load_event_file(event).policies
    assert (policies.late_cutoff_s, policies.outage_credit_cap_s, policies.lockdown) == (None, None, "none")
    event.write_text(EVENT.replace("show_result: true", "late_cutoff_s: 900, two_person_opening: false"))
    assert load_event_file(event).policies.late_cutoff_s == 900


def test_a_plain_name_is_a_proctor():
    assert [(each.name, each.role) for each in load_event_file(SAMPLE).sittings[1].officers] == [
        ("Pengawas Satu", "proctor"),
        ("Pengawas Dua", "proctor"),
        ("Pengawas Tiga", "invigilator"),
        ("Petugas Registrasi Satu", "registrar"),
    ]


def test_a_time_with_an_offset_keeps_it(tmp_path: Path):
    event = tmp_path / "kegiatan.yaml"
    event.write_text(EVENT)
    assert load_event_file(event).utc("2026-01-05T08:00:00+09:00") == "2026-01-04T23:00:00+00:00"


def test_a_file_that_is_not_there_is_a_known_failure(tmp_path: Path):
    assert refused(load_event_file, tmp_path / "tidak-ada.yaml").code == "CEN-06"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("id: uji-2026", "id: uji-2026\n  id: dua", "duplicate"),
        ("purpose: mapping", "purpose: bermain", "purpose"),
        ("purpose: mapping", "purpose: mapping\n  warna: biru", "warna"),
        ("Asia/Makassar", "Asia/Antah", "time_zone"),
        ("closes_at: 2026-01-05 11:00", "closes_at: 2026-01-05 07:00", "closes_at"),
        ("opens_at: 2026-01-05 08:00", "opens_at: pagi", "pagi"),
        ("id: B", "id: A", "once"),
        ("id: uji-2026", "id: ../uji", "only letters"),
        ("room: lab-1", "proctors: [Satu, Satu], room: lab-1", "each name once"),
        ("room: lab-1", "proctors: [{name: Satu, role: registrar}], room: lab-1", "role proctor"),
        ("room: lab-1", "proctors: [{name: Satu, role: kepala}], room: lab-1", "role"),
        ("room: lab-1", "proctors: [{name: Satu, nip: '12'}], room: lab-1", "Satu: NIP"),
        ("show_result: true", "two_person_opening: true", "two people"),
        ("show_result: true", "lockdown: penuh", "lockdown"),
        ("show_result: true", "late_cutoff_s: -1", "late_cutoff_s"),
        ("show_result: true", "late_cutoff_s: besok", "late_cutoff_s"),
        ("room: lab-1", "reserve_forms: [cadangan], room: lab-1", "cadangan"),
    ],
)
def test_a_wrong_event_file_is_refused_with_the_reason(tmp_path: Path, old: str, new: str, reason: str):
    event = tmp_path / "kegiatan.yaml"
    event.write_text(EVENT.replace(old, new, 1))
    error = refused(load_event_file, event)
    assert (error.code, reason in error.sentence()) == ("CEN-30", True)
