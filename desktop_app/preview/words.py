"""The preview's words for kinds of questions, outcomes of an import, and values of responses."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from desktop_app.gui.items.writing.numbers import plain_number
from desktop_app.gui.messages import Language, mark
from desktop_app.preview.source import Outcome, Severity
from question_packs.assessment import interactions as ia
from question_packs.assessment.responses import Joining, sides_of

Say = Callable[..., str]

KINDS: dict[type, str] = {
    ia.ChoiceInteraction: mark("pilihan"),
    ia.InlineChoiceInteraction: mark("pilihan dalam kalimat"),
    ia.HottextInteraction: mark("kata dalam teks"),
    ia.TextEntryInteraction: mark("isian"),
    ia.ExtendedTextInteraction: mark("uraian"),
    ia.OrderInteraction: mark("mengurutkan"),
    ia.MatchInteraction: mark("menjodohkan"),
    ia.AssociateInteraction: mark("memasangkan"),
    ia.GapMatchInteraction: mark("mengisi rumpang"),
    ia.HotspotInteraction: mark("area pada gambar"),
    ia.SelectPointInteraction: mark("titik pada gambar"),
    ia.GraphicOrderInteraction: mark("urutan pada gambar"),
    ia.GraphicAssociateInteraction: mark("pasangan pada gambar"),
    ia.GraphicGapMatchInteraction: mark("label pada gambar"),
    ia.PositionObjectInteraction: mark("meletakkan benda"),
    ia.DrawingInteraction: mark("menggambar"),
    ia.SliderInteraction: mark("penggeser"),
    ia.MediaInteraction: mark("rekaman"),
    ia.UploadInteraction: mark("menyerahkan berkas"),
}
OUTCOMES: dict[Outcome, str] = {
    "imported": mark("diimpor"),
    "with_loss": mark("diimpor dengan kehilangan"),
    "refused": mark("ditolak"),
    "warning": mark("ada peringatan"),
}
# Shape and colour (a role of the palette) beside each word.
OUTCOME_LOOKS: dict[Outcome, tuple[str, str]] = {
    "imported": ("ok", "success"),
    "with_loss": ("cut", "flag"),
    "refused": ("problem", "danger"),
    "warning": ("warning", "flag"),
}
SEVERITIES: dict[Severity, str] = {
    "refused": mark("Ditolak"),
    "error": mark("Kesalahan"),
    "loss": mark("Kehilangan"),
    "warning": mark("Peringatan"),
}
TOOLS: dict[str, str] = {
    "calculator-basic": mark("kalkulator"),
    "calculator-scientific": mark("kalkulator ilmiah"),
    "ruler": mark("penggaris"),
    "highlighter": mark("penanda teks"),
    "answer-eliminator": mark("pencoret pilihan"),
    "line-reader": mark("garis baca"),
    "notes": mark("catatan"),
}
_PICTURE = re.compile(r'<img[^>]*?alt="([^"]*)"[^>]*>')
_TAG = re.compile(r"<[^>]+>")


def plain(html: str) -> str:
    """The text of cleaned HTML in one line; pictures and formulas by their words."""
    return " ".join(unescape(_TAG.sub(" ", _PICTURE.sub(r" \1 ", html))).split())


def value_in_words(interaction: ia.Interaction, value: str, language: Language, say: Say) -> str:
    """One value of a response, as an author would say it."""
    match interaction:
        case ia.ChoiceInteraction():
            return _choice(interaction.simple_choices, value, lettered=True)
        case ia.OrderInteraction():
            return _choice(interaction.simple_choices, value)
        case ia.InlineChoiceInteraction():
            return _choice(interaction.inline_choices, value)
        case ia.HottextInteraction():
            return next((each.text for each in interaction.hottexts if each.identifier == value), value)
        case ia.HotspotInteraction() | ia.GraphicOrderInteraction():
            return _hotspot(interaction.hotspots, value, say)
        case ia.SelectPointInteraction() | ia.PositionObjectInteraction():
            return say("titik ({place})", place=value.replace(" ", ", "))
        case ia.TextEntryInteraction() if interaction.base_type != "string":
            return plain_number(value, language)
        case ia.SliderInteraction():
            return plain_number(value, language)
        case _ if isinstance(interaction, Joining) and " " in value:
            return _pair(interaction, value, say)
    return value


def area_in_words(shape: ia.Shape, coords: tuple[int, ...], say: Say) -> str:
    """An area of a picture."""
    if shape in ("circle", "ellipse"):
        around, size = ", ".join(map(str, coords[:2])), " x ".join(map(str, coords[2:]))
        word = say("lingkaran") if shape == "circle" else say("elips")
        return say("{shape} di ({place}), jari-jari {size}", shape=word, place=around, size=size)
    if shape == "rect" and len(coords) == 4:
        corners = [f"({x}, {y})" for x, y in (coords[:2], coords[2:])]
        return say("kotak dari {first} sampai {last}", first=corners[0], last=corners[1])
    if shape == "poly":
        return say("bidang dengan {count} sudut", count=len(coords) // 2)
    return say("seluruh gambar")


def _choice(choices: tuple[ia.SimpleChoice, ...], value: str, lettered: bool = False) -> str:
    for place, each in enumerate(choices):
        if each.identifier == value:
            text = plain(each.content)
            return f"{chr(ord('A') + place)}. {text}" if lettered and place < 26 else text
    return value


def _hotspot(hotspots: tuple[ia.Hotspot, ...], value: str, say: Say) -> str:
    for number, each in enumerate(hotspots, 1):
        if each.identifier == value:
            return each.label or say("Area {number} dari {count}", number=number, count=len(hotspots))
    return value


def _pair(interaction: Joining, value: str, say: Say) -> str:
    first, second = value.split(" ", 1)
    firsts, seconds = sides_of(interaction)
    names = _names(firsts, say) | (_gap_names(interaction, say) or _names(seconds, say))
    directed = not isinstance(interaction, ia.AssociateInteraction | ia.GraphicAssociateInteraction)
    return f"{names.get(first, first)} {'→' if directed else '–'} {names.get(second, second)}"


def _gap_names(interaction: Joining, say: Say) -> dict[str, str]:
    if not isinstance(interaction, ia.GapMatchInteraction):
        return {}
    return {each.identifier: say("Celah {number}", number=number) for number, each in enumerate(interaction.gaps, 1)}


def _names(side: tuple[ia.AssociableChoice | ia.Hotspot, ...], say: Say) -> dict[str, str]:
    hotspots = tuple(each for each in side if isinstance(each, ia.Hotspot))
    texts = {each.identifier: plain(each.content) for each in side if isinstance(each, ia.AssociableChoice)}
    return texts | {each.identifier: _hotspot(hotspots, each.identifier, say) for each in hotspots}
