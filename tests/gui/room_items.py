"""The items of the sample sources as the screen shows them, and the candidate who sits in front of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from desktop_app.services.views import CandidateView, InteractionView, ItemView
from question_packs.assessment.model import AssessmentItem
from question_packs.builder.compile import compile_source
from question_packs.builder.draft import Draft

SAMPLES = Path(__file__).parents[2] / "question_packs" / "samples"
NUMBER = "26-0001"


@cache
def compiled(source: Path) -> Draft:
    """A sample source as the builder makes it, once for all tests of a run."""
    found, report = compile_source(source)
    assert found is not None, report
    return found


def read_items(source: Path) -> list[ItemView]:
    """All items of a source as the screen shows them, in the order of the sections."""
    test = compiled(source)
    items = {item.identifier: item for item in test.items}
    places = [(section.title, items[ref.identifier]) for section in test.test.sections() for ref in section.item_refs]
    return [_view(item, title, number, len(places)) for number, (title, item) in enumerate(places, start=1)]


def _view(item: AssessmentItem, section_title: str, number: int, total: int) -> ItemView:
    return ItemView(
        identifier=item.identifier,
        number=number,
        total=total,
        section_title=section_title,
        body=item.body,
        interactions=tuple(InteractionView(each, ()) for each in item.interactions),
        flagged=False,
        can_go_back=number > 1,
        can_go_forward=number < total,
    )


CANDIDATE = CandidateView(
    candidate_number=NUMBER,
    name="Angin Beringin",
    nip="198201102011031911",
    position="Kepala Seksi Penetapan dan Penerimaan",
    unit="UPTD Pengelolaan Pendapatan Daerah Muara Citraloka",
    seat="01",
    photo=(SAMPLES / "peserta" / "photos" / "26-0001.png").read_bytes(),
    event_title="Uji Kompetensi 2026",
    sitting_title="Sesi A",
    test_title="Uji Kompetensi Pengelola Pendapatan Daerah",
    items=150,
    minutes=150,
    extra_minutes=0,
    zoom_percent=100,
    rules="1. Kerjakan sendiri.\n2. Letakkan telepon genggam di loker.\n3. Bila ada gangguan, panggil pengawas.\n"
    "4. Waktu tidak dihentikan bila Anda meninggalkan ruang.",
    has_practice=True,
)
