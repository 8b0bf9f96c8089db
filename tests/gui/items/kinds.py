"""One interaction of each kind that this folder tests, short enough to be read at a glance."""

from __future__ import annotations

from question_packs.assessment import interactions as ia


def _choices(*texts: str, match_max: int = 1) -> tuple[ia.AssociableChoice, ...]:
    return tuple(ia.AssociableChoice(text[0].lower() + "1", f"<p>{text}</p>", match_max=match_max) for text in texts)


def _simple(*texts: str) -> tuple[ia.SimpleChoice, ...]:
    return tuple(ia.SimpleChoice(text[0].lower() + "1", f"<p>{text}</p>") for text in texts)


_STEPS = ("Terima berkas", "Periksa kelengkapan", "Minta persetujuan atasan", "Kirim jawaban")
_LEVELS = ("Sangat tidak efektif", "Kurang efektif", "Efektif")

ORDER = ia.OrderInteraction(response_identifier="R", simple_choices=_simple(*_STEPS))
ORDER_SOME = ia.OrderInteraction(response_identifier="R", simple_choices=_simple(*_STEPS), max_choices=2)
GRID = ia.MatchInteraction(
    response_identifier="R",
    sources=_choices("Meminta maaf kepada pelanggan", "Diam saja", "Lapor kepada atasan"),
    targets=tuple(ia.AssociableChoice(f"t{n}", f"<p>{text}</p>", match_max=0) for n, text in enumerate(_LEVELS, 1)),
)
BEST_AND_WORST = ia.MatchInteraction(
    response_identifier="R",
    sources=_choices("Meminta maaf kepada pelanggan", "Diam saja", "Lapor kepada atasan"),
    targets=(ia.AssociableChoice("best", "<p>Paling tepat</p>"), ia.AssociableChoice("worst", "<p>Paling tidak tepat</p>")),
)
PAIRS = ia.MatchInteraction(
    response_identifier="R",
    sources=_choices("Aceh", "Bali", "Maluku"),
    targets=(
        *(ia.AssociableChoice(f"k{n}", f"<p>{text}</p>") for n, text in enumerate(("Denpasar", "Banda Aceh", "Ambon"), 1)),
        ia.AssociableChoice("k4", "<p>Kota di Indonesia</p>", match_max=2),
    ),
    presentation="pairs",
)
ASSOCIATE = ia.AssociateInteraction(
    response_identifier="R",
    choices=(
        *_choices("Agenda", "Cuti", "Disposisi", "Laporan"),
        ia.AssociableChoice("p1", "<p>Pegawai</p>", match_max=2),
    ),
    max_associations=2,
)
GAPS = ia.GapMatchInteraction(
    response_identifier="R",
    content='<p>Setiap pegawai wajib <img src="gap:G1"> kepada masyarakat, dan dilarang menerima <img src="gap:G2"> '
    "dari siapa pun yang dilayaninya.</p>",
    choices=(*_choices("melayani", "gratifikasi", "tunduk"), ia.AssociableChoice("b1", "<p>bantuan</p>", match_max=2)),
    gaps=(ia.Gap("G1"), ia.Gap("G2")),
)
HOTTEXT = ia.HottextInteraction(
    response_identifier="R",
    content='<p>Rapat <a href="hottext:h1">di mulai</a> pukul delapan. Semua peserta '
    '<a href="hottext:h2">hadir tepat waktu</a>, lalu ketua <a href="hottext:h3">memper silakan</a> pembicara pertama.</p>',
    hottexts=(ia.Hottext("h1", "di mulai"), ia.Hottext("h2", "hadir tepat waktu"), ia.Hottext("h3", "memper silakan")),
    max_choices=2,
)
SLIDER = ia.SliderInteraction(response_identifier="R", lower_bound="0", upper_bound="100", step="10", show_steps=True)
SLIDER_UPRIGHT = ia.SliderInteraction(
    response_identifier="R", lower_bound="-1", upper_bound="1", step="0.25", base_type="float", orientation="vertical"
)
LIKERT = ia.SliderInteraction(
    response_identifier="R",
    lower_bound="1",
    upper_bound="4",
    step_labels=("Sangat tidak setuju", "Tidak setuju", "Setuju", "Sangat setuju"),
    reverse=True,
)

# Each kind with a whole answer to it.
ANSWERED: dict[str, tuple[ia.Interaction, tuple[str, ...]]] = {
    "order": (ORDER, ("p1", "t1", "k1", "m1")),
    "order-some": (ORDER_SOME, ("k1", "t1")),
    "grid": (GRID, ("m1 t3", "d1 t1", "l1 t2")),
    "best-and-worst": (BEST_AND_WORST, ("m1 best", "d1 worst")),
    "pairs": (PAIRS, ("a1 k2", "b1 k1", "m1 k4")),
    "associate": (ASSOCIATE, ("a1 p1", "d1 l1")),
    "gaps": (GAPS, ("m1 G1", "g1 G2")),
    "hottext": (HOTTEXT, ("h1", "h3")),
    "slider": (SLIDER, ("70",)),
    "slider-upright": (SLIDER_UPRIGHT, ("-0.25",)),
    "likert": (LIKERT, ("3",)),
}
