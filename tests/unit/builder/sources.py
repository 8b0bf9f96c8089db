"""A small hand-written source folder without a fault, for tests to break in one place."""

from __future__ import annotations

from pathlib import Path

TEST_YAML = """\
identifier: uji-kecil
title: Uji Kecil
version: 1.10
language: id
duration_minutes: 10
minimum_minutes: 5
rules:
  - Kerjakan **sendiri**.
aspects:
  - identifier: teknis
    title: Teknis
sections:
  - identifier: satu
    title: Bagian Satu
    items: satu
    minutes: 4
    instructions: Pilih satu.
  - identifier: dua
    title: Bagian Dua
    items: dua
    minutes: 4
    select: 1
    shuffle: true
"""

RIGHT_WRONG = """\
---
identifier: ITM-001
title: Membaca bagan
aspect: teknis
competency: T.01 Pajak
level: 2
regulation: "-"
key: C
---
Perhatikan bagan berikut.

![Bagan dua kotak](media/itm-001-bagan.svg)

Berapakah $C = \\frac{R}{T}$?

| Unsur | Nilai |
|---|--:|
| R | 10 |

A. Satu per dua
B. Satu per tiga
C. Dua per tiga
D. Tiga per empat
E. Empat per lima
"""

GRADED = """\
---
identifier: ITM-002
title: Menghadapi antrean
aspect: teknis
competency: M.05 Pelayanan Publik
level: 3
regulation: UU 25/2009
points: {A: 2, B: 5, C: 1, D: 4, E: 3}
---
Antrean panjang. Apa yang Anda lakukan?

A. Menunggu perintah
B. Membuka loket kedua
C. Menutup loket lebih awal
D. Membagi nomor antrean
E. Meminta maaf saja
"""

SEVERAL = """\
---
identifier: ITM-003
title: Dua jawaban
aspect: teknis
competency: T.02 Retribusi
level: 1
regulation: UU 1/2022
key: [A, D]
---
Manakah yang benar? Pilih dua jawaban.

A. Pilihan pertama
B. Pilihan kedua
C. Pilihan ketiga
D. Pilihan keempat
E. Pilihan kelima
"""

SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">
<rect x="0" y="0" width="40" height="20" fill="#ffffff"/>
<text x="4" y="16" font-size="14">A</text>
</svg>
"""

FILES = {
    "test.yaml": TEST_YAML,
    "items/satu/ITM-001.md": RIGHT_WRONG,
    "items/satu/ITM-002.md": GRADED,
    "items/dua/ITM-003.md": SEVERAL,
    "media/itm-001-bagan.svg": SVG,
}


def write_source(folder: Path, changes: dict[str, str | bytes | None] | None = None) -> Path:
    """The good source with some files changed, added or (None) left out."""
    for name, content in {**FILES, **(changes or {})}.items():
        if content is None:
            continue
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def line_of(text: str, part: str) -> int:
    """The line (from 1) on which `part` first stands."""
    return text[: text.index(part)].count("\n") + 1
