"""Every document of the room: what it says after a day that went wrong, how it is paged, that it can be repeated."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from question_packs import design_tokens as tokens
from sync_server.reports import authenticity
from sync_server.reports.attendance import attendance_list
from sync_server.reports.frame import Paper
from sync_server.reports.minutes import minutes
from sync_server.reports.pin_slips import pin_slips
from sync_server.reports.room_data import LogProof, RoomReport
from sync_server.reports.seating import desk_labels, seat_key, seat_plan
from sync_server.reports.violation import violation_minutes
from sync_server.services.room_documents import OF_EVENTS, OF_MACHINES, OF_ROSTER
from sync_server.services.room_facts import RoomFacts
from sync_server.services.room_report import Keeper, RoomReporter
from tests.unit.reports import room_story as story
from tests.unit.reports import sample_reports as sample
from tests.unit.reports.test_documents import flat, pages

CODES = {"attendance": "D06", "minutes": "D11", "incidents": "D12", "outage": "D14", "handover": "D15", "absentees": "D32",
         "rollcall": "D33", "schedule": "D02", "seating": "D05", "labels": "D05L", "readiness": "D10",
         "receipts": "D17L"}  # fmt: skip
DRAW: dict[str, Callable[[RoomReport, Paper], bytes]] = OF_EVENTS | OF_ROSTER | OF_MACHINES
LONG_NAME = "Profesor Doktor Insinyur Haji " + "Gelombang Samudra Nusantara " * 3


def reporter(facts: RoomFacts) -> RoomReporter:
    return RoomReporter(facts, Keeper("Simpul ruang Aula", "ab12cd34"), LogProof("5a" * 32, 1234))


@cache
def hard_day(count: int = 17) -> RoomReport:
    return reporter(story.hard_day(count).facts()).report()


@cache
def unused(count: int = 17) -> RoomReport:
    """The report before anybody came."""
    return reporter(story.Story(count).facts()).report()


@pytest.mark.parametrize("name", DRAW)
@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_every_page_has_its_size_its_number_and_the_verification_code(name: str, paper: Paper) -> None:
    reader = PdfReader(BytesIO(DRAW[name](hard_day(), paper)))
    wanted = tokens.PAPER_A4 if paper == "A4" else tokens.PAPER_F4
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        assert sorted(map(float, page.mediabox[2:])) == pytest.approx(sorted(wanted), abs=0.01)
        assert f"Halaman {number} dari {len(reader.pages)}" in text
        assert re.search(r"Kode verifikasi ([0-9A-F]{4}-){3}[0-9A-F]{4}", text)
        assert f"Nomor {CODES[name]}/BAPENDA-2025/{story.SITTING}" in text


@pytest.mark.parametrize("name", DRAW)
def test_row_33_what_is_printed_later_and_elsewhere_is_the_same_to_the_byte(name: str) -> None:
    day = story.hard_day()
    first = DRAW[name](reporter(day.facts()).report(), "A4")
    day.acts = [*reversed(day.acts), *day.acts]
    day.certificates.reverse()
    assert DRAW[name](reporter(day.facts()).report(), "A4") == first


@pytest.mark.parametrize("name", DRAW)
def test_an_empty_sitting_still_prints(name: str) -> None:
    assert pages(DRAW[name](replace(unused(), candidates=(), signatories=(), officers=()), "A4"))


@pytest.mark.parametrize("name", [*OF_EVENTS, *OF_ROSTER])
def test_long_names_and_a_hundred_rows_are_printed_whole(name: str) -> None:
    report = hard_day(100)
    people = tuple(replace(each, name=f"{LONG_NAME}{each.number}") for each in report.candidates)
    text = re.sub(r"\s", "", flat(DRAW[name](replace(report, candidates=people), "A4")))
    told = [each for each in people if each.attendance == "absent"] if name == "absentees" else people
    if name in {"attendance", "rollcall", "schedule", "seating", "labels", "absentees", "minutes"}:
        assert all(re.sub(r"\s", "", each.name) in text for each in told)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words=st.text("abcdefg ABCDEFG'-.,<&>éñ", min_size=1, max_size=300))
def test_a_reason_of_any_wording_is_printed_as_it_was_written(words: str) -> None:
    report = hard_day()
    reason = f"Q{words.strip()}Z"
    changed = replace(report, actions=(replace(report.actions[0], reason=reason),))
    assert re.sub(r"\s", "", reason) in re.sub(r"\s", "", flat(OF_EVENTS["incidents"](changed, "A4")))


def test_the_printed_code_is_the_recomputed_hash_of_the_data() -> None:
    number = f"D11/BAPENDA-2025/{story.SITTING}"
    digest = authenticity.content_hash(number, hard_day())
    reader = PdfReader(BytesIO(minutes(hard_day())))
    assert f"Kode verifikasi {'-'.join(re.findall('....', digest[:16].upper()))}" in reader.pages[0].extract_text()
    assert reader.metadata is not None
    assert reader.metadata.subject == f"LONTAR:D11:{number}:{digest.upper()}"


def test_the_minutes_tell_the_day_in_words_the_numbers_and_the_roots() -> None:
    text = flat(minutes(hard_day()))
    assert "Senin tanggal enam belas bulan Juni tahun dua ribu dua puluh lima" in text
    assert "dari pukul 08.04 sampai dengan pukul 10.30 WIB" in text
    assert "Peserta terdaftar 19 (sembilan belas) orang" in text
    assert "19 terdaftar, 17 mengerjakan, 17 diterima, 0 kurang." in text
    assert " ".join(re.findall("." * 8, hard_day().root)) in text
    assert "Simpul ruang Aula" in text
    assert "1.234 catatan" in text


def test_a_missing_attempt_is_named_in_the_minutes() -> None:
    day = story.quiet_day()
    story.finish(day)
    del day.attempts[(day.number(4), story.FORM)]
    text = flat(minutes(reporter(day.facts()).report()))
    assert "17 terdaftar, 16 mengerjakan, 15 diterima, 1 kurang." in text
    assert f"Belum diterima utuh: {day.number(4)}." in text


def test_all_signatures_of_the_minutes_stand_on_one_page_before_the_annexes() -> None:
    texts = pages(minutes(hard_day()))
    [signed] = [place for place, text in enumerate(texts) if "Demikian berita acara" in text]
    assert all(each.role in texts[signed] for each in hard_day().signatories)
    annexes = [place for place, text in enumerate(texts) if "Lampiran I:" in text or "Lampiran II:" in text]
    assert len(annexes) == 2
    assert min(annexes) == signed + 1


def test_the_annex_tells_who_did_what_to_whom_why_and_what_was_given_back() -> None:
    text = flat(OF_EVENTS["incidents"](hard_day(), "A4"))
    for told in (
        "09.20 Semua Semua peserta Dijeda: evakuasi – Alarm kebakaran berbunyi Riak Seruni",
        "Pindah PC: PC-04 ke PC-05 2 menit Layar PC berkedip lalu padam",
        "sisa waktu sesi",
        "Program terlarang berjalan. AnyDesk",
        "Jendela lain di depan: 2 kali, 13 detik seluruhnya",
        "Riak Seruni & Embun Bidara",
        "USB-0002 HILANG",
        "Surat tugas susulan nomor 7",
        "BAPENDA-2025-B",
        "Bidang Pajak Daerah II",
        "Gangguan: listrik padam",
        "Tambahan waktu 1 1 10 menit",
    ):
        assert told.replace(" ", "") in text.replace(" ", ""), told


def test_minutes_of_a_quiet_day_say_nothing_happened() -> None:
    text = flat(minutes(reporter(story.finish(story.quiet_day()).facts()).report()))
    assert "Nihil untuk: pindah PC; tambahan waktu;" in text
    assert "16 diterima, 0 kurang" in text


def test_each_person_has_the_minutes_of_an_outage_restored() -> None:
    text = flat(OF_EVENTS["outage"](hard_day(), "A4"))
    assert "pukul 08.30 WIB pelaksanaan ujian terganggu sampai dengan pukul 08.50 (20 menit)" in text
    assert len(re.findall(r"26-000[12] .*? 21 menit", text)) == 2
    assert "Sesi dilanjutkan" in text
    assert "Jadwal pengganti" not in text


def test_a_postponed_sitting_leaves_room_for_its_new_schedule() -> None:
    [outage] = hard_day().outages
    postponed = replace(hard_day(), outages=(replace(outage, postponed=True, ended=None),))
    text = flat(OF_EVENTS["outage"](postponed, "A4"))
    assert "Jadwal pengganti" in text
    assert "belum berakhir" in text


def test_minutes_of_a_violation_hold_one_person_only_and_room_for_the_answer() -> None:
    day = story.hard_day()
    made = reporter(day.facts())
    report, number = made.report(), day.number(5)
    person = next(each for each in report.candidates if each.number == number)
    text = flat(violation_minutes(report, person, made.violation(number)))
    assert "Foto layar, nomor berkas 12" in text
    assert "Keterangan peserta" in text
    assert "bukan putusan" in text
    assert "Saksi" in text
    assert set(re.findall(r"\b26-\d{4}\b", text)) == {number}


def test_a_hand_over_names_files_sizes_hashes_and_leaves_room_for_seals() -> None:
    text = flat(OF_EVENTS["handover"](hard_day(), "A4"))
    assert "1.234.567 bita" in text
    assert "abababab abababab" in text
    assert "Nomor segel" in text
    assert "Angin Beringin" in text


def test_readiness_names_packs_pcs_and_findings() -> None:
    made = RoomReporter(story.hard_day().facts().certified_only(), Keeper("Simpul ruang Aula", "ab12cd34"), None)
    text = flat(OF_MACHINES["readiness"](made.report(), "A4"))
    assert "Minggu tanggal lima belas bulan Juni" in text
    assert "C3C3C3C3C3C3" in text
    assert "5 PC terdaftar, 5 diperiksa, 4 siap, 0 cadangan. Masih kurang 13 PC." in text
    assert "Masalah: daya listrik tidak dicas. Sambungkan ke listrik." in text
    assert "BELUM" in text


def test_the_list_of_digests_has_everybody_who_began_and_room_for_initials() -> None:
    report = hard_day()
    text = flat(OF_EVENTS["receipts"](report, "A4"))
    for each in report.candidates:
        assert (each.receipt_code in text) is (each.status != "missing") or not each.receipt_code
    assert "Paraf" in text


def test_row_22_the_roll_call_lists_the_present_first_and_everybody_with_a_box() -> None:
    text = flat(OF_EVENTS["rollcall"](hard_day(), "A4"))
    present, absent = text.split("Tidak tercatat hadir: 2 orang")
    assert "Hadir di ruang: 17 orang" in present
    assert len(re.findall(r"\b26-\d{4}\b", present.split("Hadir di ruang")[1])) == 17
    assert "T-001" in absent


def test_row_30_the_new_plan_marks_who_was_moved_here() -> None:
    text = flat(OF_EVENTS["schedule"](hard_day(), "A4"))
    assert "2 peserta dipindahkan" in text
    assert "BARU: BAPENDA-2025-B, pukul 07.59, oleh Batu Cendana" in text


@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_176_people_fill_pages_of_25_to_28_rows(paper: Paper) -> None:
    counts = [len(re.findall(r"^26-\d{4}", page, re.MULTILINE)) for page in pages(attendance_list(unused(176), paper))]
    assert sum(counts) == 176
    full = counts[: counts.index(next(c for c in reversed(counts) if c))]
    assert all(25 <= count <= 28 for count in full)


def test_a_list_for_signing_calls_nobody_absent() -> None:
    text = flat(attendance_list(unused()))
    assert "Tidak hadir : …" in text
    assert text.count("Tidak hadir") == 1


def test_a_plan_of_a_hundred_seats_is_one_page() -> None:
    assert len(pages(seat_plan(unused(100)))) == 1


def test_seats_stand_in_the_order_of_people() -> None:
    assert sorted(["B1", "A10", "A9", "2", "10", "A-2"], key=seat_key) == ["2", "10", "A9", "A10", "A-2", "B1"]


def test_ten_labels_to_a_page() -> None:
    assert [text.count("Meja ") for text in pages(desk_labels(unused()))] == [10, 7]


def test_slips_hold_every_pin_once_and_nothing_else_that_is_secret() -> None:
    secrets = replace(sample.sitting_secrets(88), opening_code="", start_token="")
    text = flat(pin_slips(secrets))
    assert all(text.count(f"{each.pin[:3]} {each.pin[3:]}") == 1 for each in secrets.credentials[1:])
    assert "RAHASIA" in text


@pytest.mark.parametrize("name", DRAW)
def test_mapping_never_speaks_of_passing(name: str) -> None:
    assert "lulus" not in flat(DRAW[name](hard_day(), "A4")).lower()
