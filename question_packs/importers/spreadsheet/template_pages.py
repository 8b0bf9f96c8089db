"""What stands in the template: its columns, the help of one page, an example of every kind. Written out by `template`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from question_packs.importers.spreadsheet.headings import OPTIONS, WEIGHTS, english_heading
from question_packs.importers.spreadsheet.kinds import Kind, english_kind, kind_named

Language = Literal["id", "en"]

# Column and width in characters.
_COLUMNS = {
    "kode": 10, "judul": 18, "bagian": 16, "jenis": 16, "soal": 50, "gambar": 16, "keterangan gambar": 24,
    **dict.fromkeys(OPTIONS, 22), "kunci": 14, "poin": 7, **dict.fromkeys(WEIGHTS, 9), "satuan": 10, "toleransi": 10,
    "skala": 24, "aspek": 18, "kompetensi": 16, "tingkat": 8, "peraturan": 20, "bacaan": 10, "acak": 8,
}  # fmt: skip
_PASSAGE_COLUMNS = {"kode": 10, "judul": 24, "teks": 80, "gambar": 16, "keterangan gambar": 24}

_STEPS = {"a": "Sangat tidak setuju", "b": "Tidak setuju", "c": "Setuju", "d": "Sangat setuju"}
_EXAMPLES: tuple[dict[str, str], ...] = (
    {"kode": "C-01", "jenis": "pilihan", "soal": "Warna bendera negara Indonesia adalah …", "a": "Merah dan putih",
     "b": "Merah dan kuning", "c": "Putih dan biru", "d": "Merah dan hijau", "kunci": "A", "acak": "ya"},
    {"kode": "C-02", "jenis": "pilihan jamak", "soal": "Pilih **semua** bilangan genap.", "a": "2", "b": "3", "c": "8",
     "d": "11", "kunci": "A, C", "poin": "2"},
    {"kode": "C-03", "jenis": "benar salah", "soal": "Jumlah sudut segitiga adalah 180 derajat.", "kunci": "benar"},
    {"kode": "C-04", "jenis": "bobot", "soal": "Rekan Anda belum memahami tugas barunya. Apa yang Anda lakukan?",
     "a": "Menawarkan bantuan lalu mendampinginya", "b": "Menunjukkan panduan tertulis", "c": "Menunggu sampai ia bertanya",
     "d": "Mengambil alih tugasnya", "bobot a": "5", "bobot b": "4", "bobot c": "2", "bobot d": "1", "aspek": "Kerja sama"},
    {"kode": "C-05", "jenis": "isian", "soal": "Apa ibu kota Provinsi Jawa Barat?", "kunci": "Bandung | Kota Bandung"},
    {"kode": "C-06", "jenis": "angka", "soal": "Berapa luas persegi dengan sisi $2{,}5$ meter?", "kunci": "6,25",
     "toleransi": "0,05", "satuan": "m²", "poin": "2"},
    {"kode": "C-07", "jenis": "uraian", "soal": "Jelaskan manfaat arsip yang tertata bagi pelayanan.", "poin": "10",
     "bacaan": "B-01"},
    {"kode": "C-08", "jenis": "urutan", "soal": "Urutkan dari yang terkecil.", "a": "100", "b": "10", "c": "1000",
     "kunci": "B, A, C"},
    {"kode": "C-09", "jenis": "jodoh", "soal": "Pasangkan provinsi dengan ibu kotanya.", "a": "Jawa Timur = Surabaya",
     "b": "Bali = Denpasar", "c": "Papua = Jayapura"},
    {"kode": "C-10", "jenis": "skala", "soal": "Saya senang mempelajari hal baru.", **_STEPS},
    {"kode": "C-11", "jenis": "skala", "soal": "Saya mudah menyerah.", **_STEPS, "kunci": "terbalik"},
    {"kode": "C-12", "jenis": "rumpang", "soal": "Air membeku pada {A} derajat dan mendidih pada {B} derajat Celsius.",
     "a": "0", "b": "100", "c": "50", "bobot a": "1", "bobot b": "1"},
    {"kode": "C-13", "jenis": "terbaik-terburuk", "soal": "Tamu datang tanpa janji. Mana tindakan terbaik dan terburuk?",
     "a": "Menanyakan keperluannya", "b": "Memintanya pulang", "c": "Membiarkannya menunggu", "kunci": "A, B"},
    {"kode": "C-14", "jenis": "peringkat", "soal": "Susun tindakan dari yang paling tepat.", "a": "Mencari penyebabnya",
     "b": "Menyalahkan rekan", "c": "Melapor kepada atasan", "kunci": "A, C, B", "poin": "3"},
    {"kode": "C-15", "jenis": "nilai-tiap", "soal": "Nilailah tiap tindakan.", "a": "Mendengarkan keluhan sampai selesai",
     "b": "Memotong pembicaraan", "skala": "Tidak tepat | Cukup tepat | Tepat", "kunci": "A=3; B=1", "bobot a": "1",
     "bobot b": "1"},
)  # fmt: skip
_PASSAGE = {"kode": "B-01", "judul": "Contoh bacaan", "teks": "Arsip yang tertata memudahkan pencarian dokumen.\n\n"
            "Baris ini contoh; hapus bila tidak dipakai."}  # fmt: skip

_HELP: dict[Language, tuple[str, ...]] = {
    "id": (
        "Cara mengisi",
        "1. Tulis satu soal pada satu baris di lembar Soal. Contoh tiap jenis ada di lembar Contoh; boleh disalin.",
        "2. Judul kolom jangan digabung. Urutan kolom bebas, dan kolom yang tidak dipakai boleh dihapus.",
        "3. Jangan memakai rumus. Baris yang disembunyikan ditolak; hapus soal yang tidak dipakai.",
        "4. Teks boleh memuat **tebal**, _miring_, dan rumus LaTeX di antara tanda dolar, misalnya $\\frac{1}{2}$.",
        "5. Gambar: simpan sebagai berkas di samping tabel ini (atau di folder gambar), lalu tulis namanya di kolom gambar "
        "dan isinya di kolom keterangan gambar. Gambar yang ditempel di lembar tidak ikut.",
        "6. Bacaan untuk beberapa soal: tulis sekali di lembar Bacaan, lalu tulis kodenya di kolom bacaan.",
        "7. Poin kosong berarti 1. Bobot kosong tidak pernah ditebak: isi semuanya, juga yang nol.",
        "8. Acak kosong berarti pilihan tidak diacak; pada urutan, peringkat, jodoh, dan rumpang selalu diacak bila kosong.",
        "9. Periksa hasilnya: python -m question_packs import NAMA-BERKAS. Tiap baris dilaporkan beserta alasannya.",
    ),
    "en": (
        "How to fill it in",
        "1. Write one question in each row of the sheet Questions. The sheet Examples has one of every kind to copy.",
        "2. Do not merge headings. Columns may stand in any order, and those that you do not need may be deleted.",
        "3. Use no formulas. Hidden rows are refused; delete questions that are not used.",
        "4. Texts may hold **bold**, _italics_, and LaTeX formulas between dollar signs, such as $\\frac{1}{2}$.",
        "5. Pictures: save them as files beside this table (or in a folder gambar), write the name in the column picture "
        "and what it shows in picture description. Pictures pasted onto a sheet are not taken.",
        "6. A passage for several questions: write it once on the sheet Passages, and its code in the column passage.",
        "7. Blank points mean 1. A blank weight is never guessed: fill in all of them, zeros too.",
        "8. Blank shuffle means that options keep their order; those of order, rank, match and gaps are shuffled if blank.",
        "9. Look at the result: python -m question_packs import FILE --lang en. It tells of every row what became of it.",
    ),
}
_KIND_HELP: dict[Kind, tuple[str, str]] = {
    "pilihan": ("A, B, … dan kunci satu huruf", "A, B, ... and a key of one letter"),
    "pilihan jamak": ("kunci beberapa huruf (A, C), atau bobot tiap pilihan", "a key of letters (A, C), or weights"),
    "benar salah": ("kunci: benar atau salah, tanpa pilihan", "key: benar or salah (true or false), no options"),
    "bobot": ("A, B, … dan bobot untuk tiap pilihan", "A, B, ... and a weight for each"),
    "isian": ("kunci: jawaban; beberapa jawaban dipisah |", "key: the answer; several ones with | between"),
    "angka": ("kunci: angka; toleransi (0,5 atau 2%) dan satuan", "key: a number; tolerance (0.5 or 2%) and unit"),
    "uraian": ("poin: nilai tertinggi; dinilai oleh orang", "points: the most that people can give"),
    "urutan": ("kunci: semua huruf dalam urutan benar", "key: all letters in the right order"),
    "jodoh": ("tiap pilihan: kiri = kanan", "each option: left = right"),
    "skala": ("A, B, … bernilai 1, 2, …; kunci terbalik untuk butir terbalik", "A, B, ... worth 1, 2, ...; key: reverse"),
    "rumpang": ("{A} dalam teks adalah tempat pilihan A", "{A} in the text is the gap for option A"),
    "terbaik-terburuk": ("kunci: huruf terbaik, huruf terburuk", "key: the best letter, the worst letter"),
    "peringkat": ("seperti urutan; makin dekat makin besar nilainya", "like order; the nearer, the more points"),
    "nilai-tiap": ("skala: tingkat dipisah |; kunci A=3; B=1; bobot", "scale: steps with |; key A=3; B=1; weights"),
}  # fmt: skip


@dataclass(frozen=True)
class Page:
    """One sheet. `rows[0]` are the headings of a table; a page of help has none. `choices`: allowed words by column."""

    name: str
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    table: bool = True
    choices: tuple[tuple[int, tuple[str, ...]], ...] = ()


def pages(language: Language) -> tuple[Page, ...]:
    """The sheets of the template: questions (empty), help, examples, passages."""
    questions, help_, examples, passages = _NAMES[language]
    headings = tuple(_heading(each, language) for each in _COLUMNS)
    choices = _choices(language)
    widths = tuple(_COLUMNS.values())
    return (
        Page(questions, widths, (headings,), choices=choices),
        Page(help_, (26, 90), _help_rows(language), table=False),
        Page(examples, widths, (headings, *example_rows(language)), choices=choices),
        Page(passages, tuple(_PASSAGE_COLUMNS.values()), _passage_rows(language)),
    )


def example_rows(language: Language, left_empty: str = "") -> tuple[tuple[str, ...], ...]:
    """One row of each kind, in the order of the headings; the column `left_empty` stays empty."""
    columns = [each if each != left_empty else "" for each in _COLUMNS]
    return tuple(tuple(_cell(column, row.get(column, ""), language) for column in columns) for row in _EXAMPLES)


_NAMES: dict[Language, tuple[str, str, str, str]] = {
    "id": ("Soal", "Petunjuk", "Contoh", "Bacaan"),
    "en": ("Questions", "Help", "Examples", "Passages"),
}


def _heading(column: str, language: Language) -> str:
    name = english_heading(column) if language == "en" else column
    return name.upper() if column in OPTIONS else name[:-1] + name[-1].upper() if column in WEIGHTS else name


def _cell(column: str, text: str, language: Language) -> str:
    kind = kind_named(text) if column == "jenis" and language == "en" else None
    return english_kind(kind) if kind is not None else text


def _choices(language: Language) -> tuple[tuple[int, tuple[str, ...]], ...]:
    columns = list(_COLUMNS)
    kinds = tuple(_cell("jenis", kind, language) for kind in _KIND_HELP)
    yes_or_no = ("ya", "tidak") if language == "id" else ("yes", "no")
    return ((columns.index("jenis"), kinds), (columns.index("acak"), yes_or_no))


def _help_rows(language: Language) -> tuple[tuple[str, ...], ...]:
    first, *lines = _HELP[language]
    kinds = [(_cell("jenis", kind, language), said[language == "en"]) for kind, said in _KIND_HELP.items()]
    heading = ("Jenis", "Yang diisi") if language == "id" else ("Type", "What to fill in")
    return ((first, ""), *(("", line) for line in lines), ("", ""), heading, *kinds)


def _passage_rows(language: Language) -> tuple[tuple[str, ...], ...]:
    english = {"teks": "text"}
    headings = tuple(
        english.get(each) or _heading(each, language) if language == "en" else each for each in _PASSAGE_COLUMNS
    )
    return (headings, tuple(_PASSAGE.get(each, "") for each in _PASSAGE_COLUMNS))
