"""Every document of the centre: what it says, how it is paged, and that its hash vouches for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from question_packs import design_tokens as tokens
from question_packs.errors import KnownError
from sync_server.reports import authenticity, fonts
from sync_server.reports.admission import admission_cards
from sync_server.reports.completion import completion_receipt
from sync_server.reports.data import SittingReport
from sync_server.reports.envelope import sitting_envelope
from sync_server.reports.frame import Paper
from sync_server.reports.individual import individual_result
from sync_server.reports.score_summary import score_summary
from tests.unit.reports import sample_reports as sample

REPORT = sample.sitting_report()
DOCUMENTS: dict[str, Callable[[Paper], bytes]] = {
    "D03": lambda paper: admission_cards(sample.sitting_report(10), paper),
    "D16": lambda paper: score_summary(REPORT, paper),
    "D17": lambda paper: completion_receipt(REPORT, REPORT.candidates[0], True, paper),
    "D18": lambda paper: individual_result(sample.person_result(), paper),
    "D04": lambda paper: sitting_envelope(sample.sitting_secrets(20), paper),
}
OF_A_SITTING: tuple[Callable[[SittingReport], bytes], ...] = (admission_cards, score_summary)


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def flat(pdf: bytes) -> str:
    """All text in one line, so that wrapped lines read on."""
    return " ".join(" ".join(pages(pdf)).split())


@pytest.mark.parametrize("code", DOCUMENTS)
@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_every_page_has_its_size_its_number_and_the_verification_code(code: str, paper: Paper) -> None:
    reader = PdfReader(BytesIO(DOCUMENTS[code](paper)))
    wanted = tokens.PAPER_A4 if paper == "A4" else tokens.PAPER_F4
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        assert sorted(map(float, page.mediabox[2:])) == pytest.approx(sorted(wanted), abs=0.01)
        assert f"Halaman {number} dari {len(reader.pages)}" in text
        assert re.search(r"Kode verifikasi ([0-9A-F]{4}-){3}[0-9A-F]{4}", text)
        assert f"Nomor {code}/BAPENDA-2025/A" in text


@pytest.mark.parametrize("code", DOCUMENTS)
def test_the_same_data_give_the_same_bytes(code: str) -> None:
    assert DOCUMENTS[code]("A4") == DOCUMENTS[code]("A4")


@pytest.mark.parametrize("code", DOCUMENTS)
def test_every_typeface_is_embedded(code: str) -> None:
    reader = PdfReader(BytesIO(DOCUMENTS[code]("A4")))
    names = {font["/BaseFont"] for page in reader.pages for font in page["/Resources"]["/Font"].values()}
    assert any("NotoSans" in name or "DejaVuSans" in name for name in names)


def test_the_printed_code_is_the_recomputed_hash_of_the_data() -> None:
    number = "D16/BAPENDA-2025/A"
    digest = authenticity.content_hash(number, REPORT)
    code = "-".join(re.findall("....", digest[:16].upper()))
    reader = PdfReader(BytesIO(score_summary(REPORT)))
    assert f"Kode verifikasi {code}" in reader.pages[0].extract_text()
    assert reader.metadata is not None
    assert reader.metadata.subject == f"LONTAR:D16:{number}:{digest.upper()}"


def test_a_changed_score_changes_the_code() -> None:
    first, *others = REPORT.candidates
    changed = replace(REPORT, candidates=(replace(first, answered=first.answered - 1), *others))
    assert authenticity.content_hash("D16", REPORT) != authenticity.content_hash("D16", changed)


def test_four_cards_to_a_page_each_with_name_and_signature() -> None:
    texts = pages(admission_cards(sample.sitting_report(10)))
    assert [text.count("KARTU PESERTA") for text in texts] == [4, 4, 2]
    assert texts[0].count(sample.HEAD.name) == 4


@pytest.mark.parametrize("photo", [None, b"not a picture"])
def test_a_missing_or_broken_photo_becomes_initials(photo: bytes | None) -> None:
    report = sample.sitting_report(1)
    person = replace(report.candidates[0], photo=photo)
    assert re.search(r"\bAB\b", flat(admission_cards(replace(report, candidates=(person,)))))


def test_scores_are_listed_by_number_and_not_by_rank() -> None:
    shuffled = replace(REPORT, candidates=tuple(reversed(REPORT.candidates)))
    numbers = re.findall(r"26-\d{4}", flat(score_summary(shuffled)))
    assert numbers == [each.number for each in REPORT.candidates]


@pytest.mark.parametrize("reached", [True, False])
def test_mapping_never_speaks_of_passing(reached: bool) -> None:
    report = sample.sitting_report(purpose="mapping")
    person = report.candidates[0]
    documents = (
        *(document(report) for document in OF_A_SITTING),
        completion_receipt(report, person, True),
        individual_result(sample.person_result("mapping", reached)),
    )
    for document in documents:
        assert "lulus" not in flat(document).lower()


def test_a_result_says_that_it_is_one_basis_and_no_decision() -> None:
    for purpose in ("job_filling", "mapping", "certification", "capacity", "selection"):
        text = flat(individual_result(sample.person_result(purpose)))
        assert "salah satu dasar pertimbangan" in text
        assert "bukan keputusan" in text


def test_the_individual_result_is_one_page_with_section_aspect_and_total() -> None:
    texts = pages(individual_result(sample.person_result()))
    assert len(texts) == 1
    for expected in ("31,50", "Manajerial", "108,25", "149/150", sample.HEAD.name):
        assert expected in texts[0]


def test_a_completion_receipt_shows_a_score_only_where_the_order_allows() -> None:
    person = REPORT.candidates[4]
    hidden, shown = (completion_receipt(REPORT, person, show) for show in (False, True))
    assert "120,00" in flat(shown)
    assert "120,00" not in flat(hidden)
    assert person.receipt_code in flat(hidden)
    assert len(pages(shown)) == len(pages(hidden)) == 1


def test_a_completion_receipt_without_a_score_does_not_reveal_it_through_the_hash() -> None:
    person = REPORT.candidates[4]
    without = replace(person, scores=(), total=None, reached_cut=None)
    assert completion_receipt(REPORT, person, False) == completion_receipt(REPORT, without, False)


def test_the_envelope_is_marked_secret_and_holds_every_pin_once() -> None:
    secrets = sample.sitting_secrets(88)
    text = flat(sitting_envelope(secrets))
    assert "RAHASIA" in text
    assert "7K3QD-9M2XA" in text
    assert "482 915" in text
    for each in secrets.credentials[1:]:
        assert text.count(f"{each.pin[:3]} {each.pin[3:]}") == 1


@pytest.mark.parametrize("document", OF_A_SITTING)
def test_a_sitting_without_people_still_prints(document: Callable[[SittingReport], bytes]) -> None:
    bare = replace(REPORT, candidates=(), signatories=(), columns=(), maximum=None, cut=None)
    assert pages(document(bare))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.text("abcdefg ABCDEFG'-.,<&>éñ", min_size=1, max_size=160).map(lambda text: f"Q{text.strip()}Z"))
def test_names_of_any_length_are_printed_whole(name: str) -> None:
    report = sample.sitting_report(3)
    person = replace(report.candidates[0], name=name, unit=name, position=name)
    changed = replace(report, candidates=(person, *report.candidates[1:]))
    squeezed = re.sub(r"\s", "", name)
    for document in OF_A_SITTING:
        assert squeezed in re.sub(r"\s", "", flat(document(changed)))


def test_without_a_typeface_the_sentence_names_the_package() -> None:
    with pytest.raises(KnownError, match="fonts-noto-core") as refused:
        fonts.find_fonts([])
    assert refused.value.code == "RPT-01"


def test_all_figures_have_one_width_so_that_columns_line_up() -> None:
    for face in (fonts.REGULAR, fonts.BOLD):
        assert len({round(fonts.text_width(digit, face, 10), 6) for digit in "0123456789"}) == 1
