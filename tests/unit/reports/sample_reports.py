"""A sitting of plainly synthetic people, for the tests of the documents."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from question_packs.records.orders import Purpose
from sync_server.reports.data import (
    CandidateRow,
    CredentialRow,
    EventInfo,
    Letterhead,
    Official,
    PersonResult,
    ScoreColumn,
    ScoreRow,
    SittingInfo,
    SittingReport,
    SittingSecrets,
)

ROSTER = Path(__file__).parents[3] / "question_packs/samples/peserta"
OPENS = datetime(2025, 6, 16, 1, 0, tzinfo=UTC)

LETTERHEAD = Letterhead(
    (
        "PEMERINTAH PROVINSI CITRALOKA",
        "BADAN KEPEGAWAIAN DAERAH",
        "UNIT PENILAIAN KOMPETENSI",
        "Jalan Contoh Nomor 1, Kota Citraloka 00000 · Telepon (000) 000000 · surat@bkd.citraloka.example",
    )
)
SITTING = SittingInfo(
    identifier="A",
    title="Sesi A",
    site="Kantor Badan Pendapatan Daerah Provinsi Citraloka",
    room="Aula Lantai 2",
    opens_at=OPENS,
    closes_at=OPENS + timedelta(minutes=150),
    time_zone="Asia/Jakarta",
    started_at=OPENS + timedelta(minutes=4),
    ended_at=OPENS + timedelta(minutes=158),
)
HEAD = Official(
    "Kepala Badan Kepegawaian Daerah", "Gunung Melati Kenanga", "Pembina Utama Madya (IV/d)", "197001011995031001"
)
SIGNATORIES = (
    Official("Proktor", "Riak Seruni", "Penata Muda (III/a)", "199001012015031001"),
    Official("Pengawas I", "Embun Bidara", "Penata (III/c)", "198501012010032001"),
    Official("Pengawas II"),
    Official("Ketua Panitia", "Angin Beringin", "Pembina (IV/a)", "197501012000031001"),
)
COLUMNS = (
    ScoreColumn("tupoksi", "Tugas pokok dan fungsi", Decimal("40.00")),
    ScoreColumn("etika", "Etika pelayanan publik", Decimal("35.00")),
    ScoreColumn("manajemen", "Manajemen birokrasi", Decimal("35.00")),
    ScoreColumn("teknis", "Teknis pendapatan daerah", Decimal("40.00"), Decimal("24.00")),
)


def event(purpose: Purpose = "mapping") -> EventInfo:
    return EventInfo(
        identifier="BAPENDA-2025",
        title="Uji Kompetensi Pegawai Badan Pendapatan Daerah Tahun 2025",
        organiser="Badan Kepegawaian Daerah Provinsi Citraloka",
        purpose=purpose,
        test_title="Uji Kompetensi Pengelola Pendapatan Daerah",
        items=150,
        minutes=150,
    )


def candidates(count: int = 88) -> tuple[CandidateRow, ...]:
    with (ROSTER / "peserta.csv").open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))[:count]
    return tuple(_candidate(place, person) for place, person in enumerate(people))


def _candidate(place: int, person: dict[str, str]) -> CandidateRow:
    photo = ROSTER / person["photo"] if person["photo"] else None
    row = CandidateRow(
        number=person["candidate_number"],
        name=person["name"],
        nip=person["nip"],
        position=person["position"],
        unit=person["unit"],
        seat=person["seat"],
        form=person["form"],
        photo=photo.read_bytes() if photo and photo.exists() else None,
        items=150,
    )
    if place % 29 == 28:
        return replace(row, remark="Sakit, surat dokter dilampirkan")
    scores = tuple(Decimal(20 + (place * step) % 16).quantize(Decimal("0.01")) for step in (3, 5, 7, 11))
    total = sum(scores, Decimal(0))
    head = f"{place:04x}" * 16
    return replace(
        row,
        attendance="present",
        time_in=OPENS - timedelta(minutes=40 - place % 30),
        started_at=OPENS + timedelta(minutes=4),
        finished_at=OPENS + timedelta(minutes=100 + place % 54),
        submit_reason="by_time" if place % 9 == 0 else "by_candidate",
        answered=150 - place % 4,
        scores=scores,
        total=total,
        reached_cut=total >= 100,
        receipt_code=f"{head[:4]}-{head[4:8]}-{head[8:12]}".upper(),
        head_hash=head,
        status="fork" if place == 41 else "complete",
    )


def sitting_report(count: int = 88, purpose: Purpose = "mapping") -> SittingReport:
    return SittingReport(
        letterhead=LETTERHEAD,
        event=event(purpose),
        sitting=SITTING,
        candidates=candidates(count),
        columns=COLUMNS,
        maximum=Decimal("150.00"),
        cut=Decimal("100.00"),
        key_version="1",
        signatories=SIGNATORIES,
        head=HEAD,
        place="Kota Citraloka",
        generated_at=OPENS + timedelta(hours=4),
    )


def sitting_secrets(count: int = 88) -> SittingSecrets:
    return SittingSecrets(
        letterhead=LETTERHEAD,
        event=event(),
        sitting=SITTING,
        opening_code="7K3QD9M2XA",
        start_token="482915",
        credentials=tuple(
            CredentialRow(each.number, each.name, each.seat, f"{(place * 7919) % 10**6:06d}")
            for place, each in enumerate(candidates(count))
        ),
        head=HEAD,
        place="Kota Citraloka",
        generated_at=OPENS - timedelta(days=3),
    )


def person_result(purpose: Purpose = "mapping", reached: bool = True) -> PersonResult:
    candidate = candidates(1)[0]
    sections = tuple(
        ScoreRow(
            column.title,
            Decimal(text),
            column.maximum,
            answered,
            int(column.maximum),
            column.cut,
            None if column.cut is None else reached,
        )
        for column, text, answered in zip(
            COLUMNS, ("31.50", "28.00", "22.75", "26.00" if reached else "19.00"), (40, 35, 34, 40), strict=True
        )
    )
    total = sum((each.score for each in sections), Decimal(0))
    return PersonResult(
        letterhead=LETTERHEAD,
        event=event(purpose),
        sitting=SITTING,
        candidate=candidate,
        total=ScoreRow("Nilai total", total, Decimal("150.00"), 149, 150, Decimal("100.00"), reached),
        sections=sections,
        aspects=(
            ScoreRow("Administrasi", Decimal("35.25"), Decimal("50.00"), 50, 50),
            ScoreRow("Teknis", Decimal("41.00"), Decimal("58.00"), 57, 58),
            ScoreRow("Manajerial", Decimal("32.00"), Decimal("42.00"), 42, 42),
        ),
        key_version="1",
        pack_digest="c3" * 32,
        head=HEAD,
        place="Kota Citraloka",
        generated_at=OPENS + timedelta(days=1),
    )
