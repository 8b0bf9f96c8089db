"""A formula in Indonesian words, for its alternative text: "x pangkat 2 per akar dari y".

Plain and complete rather than short: where a part ends is said, wherever it could be misheard. Used by `formulas`.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

_SIGNS = {
    "+": "tambah", "-": "kurang", "−": "kurang", "±": "tambah atau kurang", "×": "kali", "·": "kali", "⋅": "kali",
    "*": "kali", "∗": "kali", "÷": "bagi", "/": "per", "∕": "per", ":": "banding", "=": "sama dengan",
    "≠": "tidak sama dengan",
    "<": "kurang dari", ">": "lebih dari", "≤": "kurang dari atau sama dengan", "≥": "lebih dari atau sama dengan",
    "≈": "kira-kira sama dengan", "≡": "identik dengan", "∼": "sebanding dengan", "∝": "sebanding dengan", "∞": "tak hingga",
    "∑": "jumlah", "∏": "hasil kali", "∫": "integral", "√": "akar dari", "∂": "turunan parsial", "∇": "nabla",
    "→": "menuju", "⇒": "maka", "⟹": "maka", "⇔": "jika dan hanya jika", "⟺": "jika dan hanya jika", "∈": "anggota",
    "∉": "bukan anggota", "⊂": "himpunan bagian", "⊆": "himpunan bagian atau sama dengan", "∪": "gabungan", "∩": "irisan",
    "∅": "himpunan kosong", "∀": "untuk setiap", "∃": "ada", "¬": "bukan", "∧": "dan", "∨": "atau", "(": "buka kurung",
    ")": "tutup kurung", "[": "buka kurung siku", "]": "tutup kurung siku", "{": "buka kurung kurawal",
    "}": "tutup kurung kurawal", "|": "garis tegak", "∣": "garis tegak", "‖": "garis tegak ganda", "%": "persen",
    "°": "derajat", "∠": "sudut", "⊥": "tegak lurus", "∥": "sejajar", "!": "faktorial", "′": "aksen", "'": "aksen",
    "…": "dan seterusnya", "⋯": "dan seterusnya", "α": "alfa", "β": "beta", "γ": "gama", "δ": "delta", "Δ": "delta besar",
    "ε": "epsilon", "ϵ": "epsilon", "θ": "teta", "λ": "lambda", "μ": "mu", "π": "pi", "ρ": "rho", "σ": "sigma",
    "Σ": "sigma besar", "τ": "tau", "φ": "fi", "ϕ": "fi", "ω": "omega", "Ω": "omega besar",
}  # fmt: skip
_UNHEARD = {"\u2061", "\u2062", "\u2063", "\u2064", "", "\u200b"}
_OVER = {"→": "vektor", "⃗": "vektor", "¯": "garis", "‾": "garis", "_": "garis", "^": "topi", "ˆ": "topi", "˙": "titik"}
_POWERS_SAID_PLAINLY = 2  # words up to which a part needs no end said


def say_formula(formula: Element) -> str:
    """`formula` (`mathml.read_mathml`) in words; empty where it has none."""
    return " ".join(_say(formula).split())


def _say(part: Element) -> str:
    children = list(part)
    match part.tag:
        case "mi" | "mn" | "mo" | "ms" | "mtext":
            return _sign(part.text or "")
        case "mfrac":
            return _fraction(part)
        case "msqrt":
            return f"akar dari {_closed(_all(children), 'akhir akar')}"
        case "mroot":
            return f"akar pangkat {_say(children[1])} dari {_closed(_say(children[0]), 'akhir akar')}"
        case "msup":
            return f"{_say(children[0])} {_power(children[1])}"
        case "msub":
            return f"{_say(children[0])} indeks {_closed(_say(children[1]), 'akhir indeks')}"
        case "msubsup":
            return _limits(children) if _is_large(children[0]) else _both(children)
        case "munder":
            return f"{_say(children[0])} untuk {_say(children[1])},"
        case "mover":
            over = _say_raw(children[1])
            return (
                f"{_say(children[0])} {_OVER[over]}"
                if over in _OVER
                else f"{_say(children[0])} di bawah {_say(children[1])}"
            )
        case "munderover":
            return _limits(children)
        case "mtable":
            return "; ".join(f"baris {place}: {_cells(row)}" for place, row in enumerate(children, 1)) + ";"
        case "mfenced":
            return f"{_sign(part.get('open', '('))} {', '.join(map(_say, children))} {_sign(part.get('close', ')'))}"
        case "mphantom" | "mspace" | "none" | "mprescripts":
            return ""
    return _all(children)


def _all(parts: list[Element]) -> str:
    return " ".join(_say(part) for part in parts)


def _say_raw(part: Element) -> str:
    return "".join(part.itertext()).strip()


def _sign(text: str) -> str:
    return "" if text in _UNHEARD else _SIGNS.get(text, text)


def _closed(words: str, end: str) -> str:
    """`words` with their end said where they are more than one."""
    return words if len(words.split()) < _POWERS_SAID_PLAINLY else f"{words}, {end},"


def _fraction(part: Element) -> str:
    above, below = (_say(child) for child in part)
    if part.get("linethickness") in ("0", "0pt", "0px"):
        return f"{above} di atas {below}"
    if len(above.split()) < _POWERS_SAID_PLAINLY and len(below.split()) < _POWERS_SAID_PLAINLY:
        return f"{above} per {below}"
    return f"pecahan {above}, per {below}, akhir pecahan,"


def _power(part: Element) -> str:
    if _say_raw(part) in ("′", "'", "°", "∘"):
        return "aksen" if _say_raw(part) in ("′", "'") else "derajat"
    return f"pangkat {_closed(_say(part), 'akhir pangkat')}"


def _both(children: list[Element]) -> str:
    return f"{_say(children[0])} indeks {_closed(_say(children[1]), 'akhir indeks')} {_power(children[2])}"


def _limits(children: list[Element]) -> str:
    return f"{_say(children[0])} dari {_say(children[1])} sampai {_say(children[2])}, dari"


def _is_large(part: Element) -> bool:
    return _say_raw(part) in ("∑", "∏", "∫")


def _cells(row: Element) -> str:
    return ", ".join(_say(cell) for cell in row)
