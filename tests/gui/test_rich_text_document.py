"""What QTextDocument cannot draw is drawn all the same, and nothing of a text is ever cut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop_app.gui.items.text.document_html import for_document
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.items.text.rich_text import RichText
from desktop_app.gui.presentation import ZOOM_STEPS, Presentation
from question_packs.assessment.html import clean_html
from question_packs.media.formulas import render_formula
from tests.unit.media import kinds
from tests.unit.media.test_exif import photograph

LONG = "https://contoh.go.id/" + "alamatyangsangatpanjang" * 8
TABLE = (
    "<table><caption>Tabel 1</caption><tr><th>Provinsi</th><th>Dipertanggungjawabkan</th><th>Keterangan</th></tr>"
    f"<tr><td rowspan='2'>Kalimantan</td><td>Ketidakterbukaan</td><td>{LONG}</td></tr><tr><td>1</td><td>2</td></tr></table>"
)
RED_ON_NOTHING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><path d="M5 5H20V35H5z" fill="#c00"/></svg>'
)
MEDIA = {
    "garis.svg": (RED_ON_NOTHING, "image/svg+xml"),
    "formula_a.svg": (render_formula("y_g", False).data, "image/svg+xml"),
    "foto.webp": (kinds.picture("WEBP", 80, 40), "image/webp"),
    "gerak.gif": (kinds.moving("GIF"), "image/gif"),
    "besar.jpg": (kinds.picture("JPEG", 4000, 3000), "image/jpeg"),
    "rusak.png": (kinds.picture("PNG")[:60], "image/png"),
}


@pytest.fixture
def presentation(qtbot: QtBot) -> Presentation:
    return Presentation()


@pytest.fixture
def text(qtbot: QtBot, presentation: Presentation) -> RichText:
    widget = RichText(PackImages(MEDIA.get), presentation)
    qtbot.addWidget(widget)
    return widget


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<q>kutipan</q>", "“kutipan”"),
        ("<bdo dir='rtl'>abc</bdo>", "\u202eabc\u202c"),
        ("<span dir='rtl'>abc <span>x</span></span> d", "\u2067abc x\u2069 d"),
        ("<bdi>abc</bdi>", "\u2068abc\u2069"),
        ("<del>lama</del> <ins>baru</ins>", "lama baru"),
        ("<dl><dt>Istilah</dt><dd>Arti</dd></dl>", "Istilah\nArti"),
    ],
)
def test_what_the_document_does_not_know_is_said_by_what_it_knows(text: RichText, html: str, shown: str) -> None:
    text.show_html(html, 400)
    assert text.document.toPlainText().strip() == shown


def test_a_reading_stands_above_its_signs_and_is_said_after_them(text: RichText) -> None:
    text.show_html("<p>Kantor</p>", 400)
    plain = text.height()
    text.show_html("<p>Kata <ruby>ꦏ<rp>(</rp><rt>ka</rt><rp>)</rp>ꦤ<rt>na</rt></ruby> ini</p>", 400)
    assert text.document.spoken() == "Kata ꦏ (ka) ꦤ (na) ini"
    assert plain < text.height() < 2 * plain


def test_a_reading_without_room_above_follows_in_brackets(text: RichText) -> None:
    text.show_html("<p><ruby>SPBE<rt>sistem pemerintahan berbasis elektronik</rt></ruby></p>", 60)
    assert "SPBE (sistem" in " ".join(text.document.toPlainText().split())


def test_signs_with_a_field_among_them_keep_the_reading_in_brackets() -> None:
    html = clean_html('<p><ruby><img src="interaction:R" alt=""><rt>isi</rt></ruby></p>')
    assert "<small>(isi)</small>" in for_document(html)


def test_a_caption_stands_above_its_table() -> None:
    assert for_document(clean_html(TABLE)).startswith("<p><b>Tabel 1</b></p><table>")


def test_an_arrow_in_an_alternative_text_is_no_tag() -> None:
    html = clean_html('<p><img src="pack:a.svg" alt="a > b &lt;rt&gt;"><q>x</q></p>')
    assert 'alt="a &gt; b &lt;rt&gt;"' in for_document(html)
    assert "“x”" in for_document(html)


@pytest.mark.parametrize("zoom", ZOOM_STEPS)
@pytest.mark.parametrize("reading", [False, True])
@pytest.mark.parametrize("html", [TABLE, f"<p>{LONG}</p>", f"<pre>{'x = y; ' * 40}</pre>", f"<ul><li>{LONG}</li></ul>"])
def test_nothing_is_wider_than_its_line_at_any_zoom(
    text: RichText, presentation: Presentation, zoom: int, reading: bool, html: str
) -> None:
    presentation.set_zoom(zoom)
    presentation.set_reading_font(reading)
    text.show_html(html, 640)
    assert text.document.size().width() <= 642  # the outermost line of a table


def test_a_paragraph_from_right_to_left_begins_at_the_right(text: RichText) -> None:
    text.show_html('<p dir="rtl">السلام</p>', 400)
    ink = _columns(text.grab().toImage(), QColor("#1B1D1F"))
    assert min(ink) > 300


def _columns(image: QImage, colour: QColor) -> list[int]:
    return [x for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y) == colour]


@pytest.mark.parametrize("zoom", [100, 200, 300])
def test_a_formula_stands_on_the_line_of_the_text(text: RichText, presentation: Presentation, zoom: int) -> None:
    presentation.set_zoom(zoom)
    text.show_html('<p>g <img src="pack:formula_a.svg" alt="y indeks g"></p>', 640)
    image = next(part for part in text.document.fragments() if part.charFormat().isImageFormat())
    line = text.document.firstBlock().layout().lineAt(0)
    height = image.charFormat().toImageFormat().height()
    depth = PackImages(MEDIA.get).depth("formula_a.svg")
    assert depth is not None
    assert line.descent() >= depth * zoom / 100 - 1
    assert line.ascent() >= height - depth * zoom / 100 - 1


@pytest.mark.parametrize("name", ["foto.webp", "gerak.gif", "besar.jpg"])
def test_every_kind_of_picture_is_drawn(text: RichText, name: str) -> None:
    text.show_html(f'<p><img src="pack:{name}" alt="gambar"></p>', 400)
    shown = text.grab().toImage()
    assert shown.pixelColor(4, 4).red() > 100
    assert shown.pixelColor(4, 4).blue() < 100


def test_the_size_that_the_author_asked_for_holds_and_one_side_keeps_the_shape(text: RichText) -> None:
    text.show_html('<img src="pack:foto.webp" width="40"><img src="pack:foto.webp" height="10">', 400)
    sizes = [part.charFormat().toImageFormat() for part in text.document.fragments() if part.charFormat().isImageFormat()]
    assert [(form.width(), form.height()) for form in sizes] == [(40, 20), (20, 10)]


def test_colours_of_a_drawing_stay_and_its_lines_do_not_vanish_on_black(text: RichText, presentation: Presentation) -> None:
    images = PackImages(MEDIA.get)
    calm = images.picture("garis.svg", QSizeF(40, 40), 1.0, presentation.palette.ink)
    presentation.set_high_contrast(True)
    contrast = images.picture("garis.svg", QSizeF(40, 40), 1.0, presentation.palette.ink)
    assert calm is not None
    assert contrast is not None
    assert calm.pixelColor(10, 10) == contrast.pixelColor(10, 10) == QColor("#c00")
    assert calm.pixelColor(30, 10).alpha() == 0
    assert contrast.pixelColor(30, 10) == QColor("white")


def test_a_damaged_picture_takes_no_room_and_stops_nothing(text: RichText) -> None:
    text.show_html('<p>Sebelum <img src="pack:rusak.png" alt="foto"> sesudah</p>', 400)
    text.grab()
    assert "Sebelum foto sesudah" in text.accessibleName()


def test_two_hundred_megabytes_of_pictures_do_not_stay_in_memory(qtbot: QtBot) -> None:
    """Each source is asked for again when it is needed: only the last few are kept, by their bytes."""
    data = kinds.picture("JPEG", 64, 64) + bytes(5 * 2**20)
    asked: list[str] = []

    def medium(name: str) -> tuple[bytes, str]:
        asked.append(name)
        return data, "image/jpeg"

    images = PackImages(medium)
    for place in range(40):
        images.picture(f"{place}.jpg", QSizeF(64, 64), 1.0, "#000000")
    before = len(asked)
    images.forget_drawings()
    images.picture("39.jpg", QSizeF(64, 64), 1.0, "#000000")
    images.picture("39.jpg", QSizeF(32, 32), 1.0, "#000000")
    assert before == 40
    assert len(asked) == 41


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_stands_as_the_camera_was_held(qtbot: QtBot, orientation: int) -> None:
    images = PackImages({"foto.jpg": (photograph(orientation), "image/jpeg")}.get)
    size = images.natural_size("foto.jpg")
    assert size == (QSizeF(9, 7) if orientation < 5 else QSizeF(7, 9))
    drawn = images.picture("foto.jpg", size, 1, "#000000")
    assert drawn is not None
    assert QSizeF(drawn.size()) == size
