"""Every kind of question that a table knows: what a candidate sees, and that the points are those that were typed."""

from decimal import Decimal
from pathlib import Path

import pytest

from question_packs.assessment.interactions import (
    ChoiceInteraction,
    ExtendedTextInteraction,
    GapMatchInteraction,
    MatchInteraction,
    OrderInteraction,
    TextEntryInteraction,
)
from question_packs.importers.drafts import draft_of
from question_packs.scoring.answer_key import _check_key
from tests.unit.importers.spreadsheet.tables import CHOICE, codes, read, refusal, worth

STEPS = {"A": "Tidak pernah", "B": "Kadang", "C": "Selalu"}
OF_EACH_KIND = (
    CHOICE | {"poin": "2,5"},
    {"kode": "S2", "jenis": "Pilihan Jamak", "soal": "Genap?", "A": "2", "B": "3", "C": "4", "kunci": "c dan a",
     "poin": "2"},
    {"kode": "S3", "jenis": "pilihan-jamak", "soal": "Genap?", "A": "2", "B": "3", "C": "4",
     "bobot A": "1", "bobot B": "-1", "bobot C": "1.5"},
    {"kode": "S4", "jenis": "benar_salah", "soal": "Air basah.", "kunci": "Benar"},
    {"kode": "S5", "jenis": "SJT", "soal": "Sikap Anda?", "A": "Diam", "B": "Tanya", "bobot A": "2", "bobot B": "4,25"},
    {"kode": "S6", "jenis": "isian", "soal": "Hari ke-5?", "kunci": "Jum’at | Jumat", "poin": "3"},
    {"kode": "S7", "jenis": "angka", "soal": "Luas?", "kunci": "6,25", "toleransi": "0,05", "satuan": "m²"},
    {"kode": "S8", "jenis": "uraian", "soal": "Jelaskan.", "poin": "10"},
    {"kode": "S9", "jenis": "urutan", "soal": "Urutkan.", "A": "100", "B": "10", "C": "1000", "kunci": "BAC", "poin": "2"},
    {"kode": "S10", "jenis": "jodoh", "soal": "Pasangkan.", "A": "Bali = Denpasar", "B": "Aceh = Banda Aceh"},
    {"kode": "S11", "jenis": "skala", "soal": "Saya rajin.", **STEPS},
    {"kode": "S12", "jenis": "likert", "soal": "Saya malas.", **STEPS, "kunci": "terbalik"},
    {"kode": "S13", "jenis": "rumpang", "soal": "Ibu kota {B} adalah {A}.", "A": "Medan", "B": "Sumut", "C": "Riau",
     "bobot A": "1", "bobot B": "2"},
    {"kode": "S14", "jenis": "terbaik-terburuk", "soal": "Tamu datang.", "A": "Sambut", "B": "Usir", "C": "Tunda",
     "kunci": "A, B", "poin": "2"},
    {"kode": "S15", "jenis": "peringkat", "soal": "Susun.", "A": "x", "B": "y", "C": "z", "kunci": "A;B;C", "poin": "4"},
    {"kode": "S16", "jenis": "nilai tiap", "soal": "Nilailah.", "A": "Dengar", "B": "Potong", "skala": "Buruk|Cukup|Baik",
     "kunci": "A=3; B=1", "bobot A": "2", "bobot B": "1"},
)  # fmt: skip
POINTS = [
    ("S1", {"RESPONSE": ("A",)}, "2.5"),
    ("S1", {"RESPONSE": ("B",)}, "0"),
    ("S2", {"RESPONSE": ("A", "C")}, "2"),
    ("S2", {"RESPONSE": ("A",)}, "0"),
    ("S3", {"RESPONSE": ("A", "B", "C")}, "1.5"),
    ("S4", {"RESPONSE": ("B",)}, "1"),
    ("S4", {"RESPONSE": ("S",)}, "0"),
    ("S5", {"RESPONSE": ("A",)}, "2"),
    ("S5", {"RESPONSE": ("B",)}, "4.25"),
    ("S6", {"RESPONSE": ("jum'at",)}, "3"),
    ("S6", {"RESPONSE": ("JUMAT",)}, "3"),
    ("S6", {"RESPONSE": ("Kamis",)}, "0"),
    ("S7", {"RESPONSE": ("6.3",)}, "1"),
    ("S7", {"RESPONSE": ("6.31",)}, "0"),
    ("S9", {"RESPONSE": ("B", "A", "C")}, "2"),
    ("S9", {"RESPONSE": ("A", "B", "C")}, "0"),
    ("S11", {"RESPONSE": ("C",)}, "3"),
    ("S12", {"RESPONSE": ("C",)}, "1"),
    ("S14", {"BEST": ("A",), "WORST": ("C",)}, "2"),
    ("S14", {"BEST": ("A",), "WORST": ("B",)}, "4"),
    ("S15", {"RESPONSE": ("A", "B", "C")}, "4"),
    ("S15", {"RESPONSE": ("C", "B", "A")}, "0"),
    ("S16", {"RESPONSE": ("A S3", "B S2")}, "2"),
    ("S16", {"RESPONSE": ("A S3", "B S1")}, "3"),
]
SHOWN = {
    "S1": ChoiceInteraction, "S6": TextEntryInteraction, "S7": TextEntryInteraction, "S8": ExtendedTextInteraction,
    "S9": OrderInteraction, "S10": MatchInteraction, "S13": GapMatchInteraction, "S14": ChoiceInteraction,
    "S16": MatchInteraction,
}  # fmt: skip


def test_each_kind_comes_in_whole_and_its_points_are_those_typed(tmp_path: Path) -> None:
    found = read(tmp_path, *OF_EACH_KIND)
    assert [(each.identifier, each.status, each.notes) for each in found.reports] == [
        (row["kode"], "imported", ()) for row in OF_EACH_KIND
    ]
    assert {name: type(found.items[name].item.interactions[0]) for name in SHOWN} == SHOWN
    for name, responses, points in POINTS:
        assert worth(found, name, **responses) == Decimal(points), (name, responses)
    _check_key(draft_of(found).key)


def test_pairs_and_gaps_are_judged_by_what_stands_in_them_and_their_names_tell_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, *OF_EACH_KIND)
    (match,) = found.items["S10"].item.interactions
    assert isinstance(match, MatchInteraction)
    right = {"Bali": "Denpasar", "Aceh": "Banda Aceh"}
    names = {each.content: each.identifier for each in match.targets}
    assert [each.content for each in match.targets] == sorted(names)  # not in the order of their pairs
    pairs = tuple(f"{each.identifier} {names[right[each.content]]}" for each in match.sources)
    assert worth(found, "S10", RESPONSE=pairs) == 1
    assert worth(found, "S10", RESPONSE=pairs[:1]) == 0

    (gaps,) = found.items["S13"].item.interactions
    assert isinstance(gaps, GapMatchInteraction)
    assert gaps.content == '<p>Ibu kota <img src="gap:G1"> adalah <img src="gap:G2">.</p>\n'
    pieces = {each.content: each.identifier for each in gaps.choices}
    assert worth(found, "S13", RESPONSE=(f"{pieces['Sumut']} G1",)) == 2
    assert worth(found, "S13", RESPONSE=(f"{pieces['Sumut']} G1", f"{pieces['Medan']} G2")) == 3
    assert worth(found, "S13", RESPONSE=(f"{pieces['Riau']} G1", f"{pieces['Medan']} G2")) == 1


def test_the_right_number_may_be_larger_than_any_points(tmp_path: Path) -> None:
    found = read(tmp_path, {"kode": "S1", "jenis": "angka", "soal": "Penduduk?", "kunci": "281603800", "toleransi": "1%"})
    assert [worth(found, "S1", RESPONSE=(each,)) for each in ("280000000", "270000000")] == [1, 0]


def test_an_essay_waits_for_people_and_its_model_answer_is_a_named_loss(tmp_path: Path) -> None:
    found = read(tmp_path, {"jenis": "esai", "soal": "Jelaskan.", "poin": "10", "kunci": "Jawaban contoh"})
    assert (found.reports[0].status, codes(found.reports[0])) == ("with_loss", ["SHT-66"])
    assert draft_of(found).key.items[0].maximum == 10


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({"A": "x", "B": "y", "kunci": "B"}, "pilihan"),
        ({"A": "x", "B": "y", "C": "z", "kunci": "A, C"}, "pilihan jamak"),
        ({"A": "x", "B": "y", "bobot A": "1", "bobot B": "0"}, "bobot"),
        ({"kunci": "Salah"}, "benar salah"),
        ({"kunci": "5", "satuan": "kg"}, "angka"),
        ({"kunci": "Soekarno"}, "isian"),
    ],
)
def test_a_blank_kind_is_derived_where_only_one_is_possible_and_the_report_says_so(
    tmp_path: Path, row: dict[str, str], kind: str
) -> None:
    found = read(tmp_path, {"soal": "Soal?"} | row)
    report = found.reports[0]
    assert (report.status, codes(report)) == ("imported", ["SHT-43"])
    assert report.notes[0].problem.sentence("id") == f"Baris 2: jenisnya kosong; dibaca sebagai {kind}."


@pytest.mark.parametrize(
    "row",
    [
        {"A": "x", "B": "y", "kunci": "A, B"},  # right ones, or their order?
        {"A": "x = 1", "B": "x = 2"},  # pairs, or a choice without its key?
        {"A": "x", "B": "y", "bobot A": "1", "bobot B": "0", "kunci": "A"},
        {"kunci": "17"},
        {"kunci": "B"},
        {},
    ],
)
def test_a_blank_kind_that_could_be_several_is_refused(tmp_path: Path, row: dict[str, str]) -> None:
    assert refusal(read(tmp_path, {"soal": "Soal?"} | row))[0] == "SHT-42"


WEIGHTED = {"jenis": "bobot", "soal": "Sikap?", "A": "x", "B": "y", "bobot A": "1", "bobot B": "2"}


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (CHOICE | {"kunci": "F"}, "Baris 2: kunci F tidak ada di antara pilihan A sampai B."),
        (CHOICE | {"kunci": ""}, "Baris 2: kuncinya kosong. Isi dengan satu huruf, misalnya B."),
        (CHOICE | {"kunci": "A, B"}, 'Baris 2: kunci "A, B" tidak sesuai'),
        (CHOICE | {"kunci": "Denpasar"}, 'Baris 2: kunci "Denpasar" tidak sesuai'),
        (CHOICE | {"soal": ""}, "Baris 2: teks soalnya kosong."),
        (CHOICE | {"jenis": "teka-teki"}, 'Baris 2: jenis "teka-teki" tidak dikenal.'),
        (CHOICE | {"B": "", "C": "Negara"}, "Baris 2: pilihan B kosong, padahal pilihan C terisi."),
        (CHOICE | {"B": ""}, "Baris 2: ada 1 pilihan; paling sedikit 2."),
        (CHOICE | {"B": " Denpasar\u00a0"}, "Baris 2: pilihan A dan B sama."),
        (CHOICE | {"poin": "0"}, "Baris 2: kolom poin harus berisi angka di atas nol"),
        (CHOICE | {"poin": "1.500"}, 'Baris 2: isi kolom poin ("1.500") dapat berarti 1500 atau 1,5.'),
        (CHOICE | {"poin": "1000000"}, 'Baris 2: isi kolom poin ("1000000") bukan angka'),
        (CHOICE | {"poin": "5%"}, 'Baris 2: isi kolom poin ("5%") bukan angka'),
        (CHOICE | {"poin": "dua"}, 'Baris 2: isi kolom poin ("dua") bukan angka'),
        (CHOICE | {"bobot A": "5"}, "Baris 2: kolom bobot a terisi, padahal jenis pilihan tidak memakainya."),
        (CHOICE | {"satuan": "kg"}, "Baris 2: kolom satuan terisi"),
        (CHOICE | {"acak": "mungkin"}, 'Baris 2: isi kolom acak ("mungkin") tidak dikenal.'),
        (CHOICE | {"tingkat": "tinggi"}, 'Baris 2: tingkat "tinggi" bukan bilangan bulat'),
        (CHOICE | {"bacaan": "B9"}, "Baris 2: bacaan b9 tidak ada di lembar Bacaan."),
        (CHOICE | {"gambar": "peta.png"}, "Baris 2: gambar peta.png tidak ditemukan"),
        (CHOICE | {"soal": "Berapa $\\frac{1$?"}, "Rumus"),
        (WEIGHTED | {"bobot B": ""}, "Baris 2: bobot pilihan B kosong. Isi semua bobot, juga yang nol."),
        (WEIGHTED | {"bobot B": "1.000,5"}, 'Baris 2: isi kolom bobot b ("1.000,5") bukan angka'),
        (WEIGHTED | {"bobot C": "3"}, "Baris 2: ada bobot untuk C"),
        (WEIGHTED | {"bobot A": "0", "bobot B": "-1"}, "Baris 2: tidak ada bobot di atas nol"),
        (WEIGHTED | {"kunci": "A"}, 'Baris 2: kunci "A" bukan pilihan yang berbobot tertinggi (B).'),
        (WEIGHTED | {"poin": "2"}, "Baris 2: kolom poin terisi"),
        ({"jenis": "angka", "soal": "?", "kunci": "lima"}, 'Baris 2: isi kolom kunci ("lima") bukan angka'),
        ({"jenis": "angka", "soal": "?", "kunci": "5", "toleransi": "-1"}, 'Baris 2: isi kolom toleransi ("-1")'),
        ({"jenis": "uraian", "soal": "?"}, "Baris 2: kolom poin harus berisi angka di atas nol untuk jenis uraian."),
        ({"jenis": "benar salah", "soal": "?", "kunci": "ya"}, 'Baris 2: kunci "ya" tidak sesuai'),
        ({"jenis": "jodoh", "soal": "?", "A": "x = 1", "B": "y"}, 'Baris 2: pilihan B harus ditulis "kiri = kanan"'),
        ({"jenis": "jodoh", "soal": "?", "A": "x = 1", "B": "x = 2"}, 'Baris 2: pilihan A harus ditulis "kiri = kanan"'),
        ({"jenis": "rumpang", "soal": "Tanpa tempat", "A": "x", "B": "y"}, "Baris 2: tulis tempat kosong dalam teks soal"),
        ({"jenis": "rumpang", "soal": "{A} {C}", "A": "x", "B": "y"}, "Baris 2: tulis tempat kosong dalam teks soal"),
        ({"jenis": "urutan", "soal": "?", "A": "x", "B": "y", "kunci": "A"}, 'Baris 2: kunci "A" tidak sesuai'),
        ({"jenis": "nilai-tiap", "soal": "?", "A": "x", "B": "y", "kunci": "A=1; B=2"}, "Baris 2: kolom skala harus berisi"),
        (
            {"jenis": "nilai-tiap", "soal": "?", "A": "x", "B": "y", "kunci": "A=9; B=2", "skala": "1|2"},
            'Baris 2: kunci "A=9; B=2" tidak sesuai',
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_row_in_plain_words(tmp_path: Path, row: dict[str, str], sentence: str) -> None:
    _, where, said = refusal(read(tmp_path, row))
    assert said.startswith(sentence)
    assert where.startswith("Soal!")


def test_several_options_of_the_largest_weight_are_pointed_out(tmp_path: Path) -> None:
    report = read(tmp_path, WEIGHTED | {"bobot A": "2"}).reports[0]
    assert (report.status, codes(report)) == ("imported", ["SHT-54"])


def test_a_code_stands_once_and_codes_that_are_no_names_are_changed_aloud(tmp_path: Path) -> None:
    found = read(tmp_path, CHOICE, CHOICE | {"kode": "s1"}, CHOICE | {"kode": "Soal 3/a"}, CHOICE | {"kode": ""})
    assert refusal(found, 1)[2] == "Baris 3: kode s1 sudah dipakai di Soal!2. Beri kode lain, atau hapus salah satu baris."
    assert (found.reports[2].identifier, codes(found.reports[2])) == ("Soal-3-a", ["SHT-71"])
    assert found.reports[3].identifier == "soal-5"


def test_sections_stand_in_the_order_of_the_rows_and_tags_go_to_the_key(tmp_path: Path) -> None:
    tags = {"aspek": "Kerja sama", "tingkat": "3"}
    rows = [CHOICE | {"kode": code, "bagian": part} | tags for code, part in (("1", "TWK"), ("2", "TIU"), ("3", "TWK"))]
    draft = draft_of(read(tmp_path, *rows))
    sections = [(each.title, [ref.identifier for ref in each.item_refs]) for each in draft.test.sections()]
    assert sections == [("TWK", ["1", "3"]), ("TIU", ["2"])]
    assert {(each.aspect, each.level) for each in draft.key.items} == {("Kerja sama", 3)}


def test_options_keep_their_order_unless_the_row_asks_for_shuffling(tmp_path: Path) -> None:
    found = read(tmp_path, CHOICE, CHOICE | {"kode": "S2", "acak": "Ya"})
    assert [each.item.interactions[0].shuffle for each in found.items.values()] == [False, True]


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("**tebal** dan _miring_", "<p><strong>tebal</strong> dan <em>miring</em></p>\n"),
        ("baris satu\nbaris dua\n\nalinea dua", "<p>baris satu<br>\nbaris dua</p>\n<p>alinea dua</p>\n"),
        ("5*3*2 = ____", "<p>5*3*2 = ____</p>\n"),
        ("1. satu\n- dua\n# tiga * _", "<p>1. satu<br>\n- dua<br>\n# tiga * _</p>\n"),
        (
            "<b>x</b> & <script>y</script> &nbsp;",
            "<p>&lt;b&gt;x&lt;/b&gt; &amp; &lt;script&gt;y&lt;/script&gt; &amp;nbsp;</p>\n",
        ),
        ("Harga $5 atau $10? US$ 3 _ ![x](y) [z](w)", "<p>Harga $5 atau $10? US$ 3 _ ![x](y) [z](w)</p>\n"),
        ("A\u00a0B\u200b ", "<p>A B</p>\n"),
    ],
)
def test_a_text_reads_as_it_was_typed(tmp_path: Path, typed: str, html: str) -> None:
    assert read(tmp_path, CHOICE | {"soal": typed}).items["S1"].item.body == html


def test_a_formula_becomes_a_picture_that_is_also_said_in_words(tmp_path: Path) -> None:
    found = read(tmp_path, CHOICE | {"soal": "Berapa $\\frac{1}{2}$ dari 10?"})
    (name,) = found.media
    assert f'<img src="pack:{name}" alt="1 per 2"' in found.items["S1"].item.body
