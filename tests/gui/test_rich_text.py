"""An item's text can load pictures of its pack and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSizeF, QUrl
from PySide6.QtGui import QColor, QTextDocument
from pytestqt.qtbot import QtBot

from desktop_app.gui.items.text.pack_document import PackDocument, pack_name
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.items.text.rich_text import RichText
from desktop_app.gui.presentation import Presentation

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="#fff"/></svg>'
FORMULA = b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><path d="M 20 5 H 40 V 35 H 20 Z"/></svg>'
IMAGE = QTextDocument.ResourceType.ImageResource.value


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def images(asked: list[str]) -> PackImages:
    def medium(name: str) -> tuple[bytes, str] | None:
        asked.append(name)
        return {"figure.svg": (SVG, "image/svg+xml"), "formula_1.svg": (FORMULA, "image/svg+xml")}.get(name)

    return PackImages(medium)


def test_a_picture_of_the_pack_is_served(qtbot: QtBot, images: PackImages) -> None:
    document = PackDocument(images, Presentation())
    assert document.loadResource(IMAGE, QUrl("pack:figure.svg")) is not None


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "http://example.org/a.png", "https://example.org/a.png", "data:image/png;base64,AAAA",
     "pack://host/figure.svg", "pack:../figure.svg", "pack:/figure.svg", "qrc:/a.png", "figure.svg", "/etc/passwd", ""],
)  # fmt: skip
def test_every_other_address_is_refused_without_asking_the_pack(
    qtbot: QtBot, images: PackImages, asked: list[str], url: str
) -> None:
    document = PackDocument(images, Presentation())
    assert document.loadResource(IMAGE, QUrl(url)) is None
    assert asked == []


def test_style_sheets_and_html_are_not_loaded_either(qtbot: QtBot, images: PackImages) -> None:
    document = PackDocument(images, Presentation())
    for kind in (QTextDocument.ResourceType.HtmlResource, QTextDocument.ResourceType.StyleSheetResource):
        assert document.loadResource(kind.value, QUrl("pack:figure.svg")) is None


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(scheme=st.sampled_from(["file", "http", "ftp", "qrc", "javascript"]), rest=st.text(max_size=30))
def test_no_address_with_another_scheme_names_a_medium(scheme: str, rest: str) -> None:
    try:
        assert pack_name(f"{scheme}:{rest}") is None
    except ValueError:
        pytest.fail("an address that cannot be read must be refused, not raised")


def test_html_is_cleaned_again_when_it_is_shown(qtbot: QtBot, images: PackImages, asked: list[str]) -> None:
    text = RichText(images, Presentation())
    qtbot.addWidget(text)
    text.show_html('<p onclick="x()">Aman<script>alert(1)</script><img src="http://example.org/a.png" alt="x"></p>', 400)
    text.grab()
    assert "alert" not in text.document.toPlainText()
    assert asked == []


def test_a_wide_picture_keeps_its_shape_within_the_line(qtbot: QtBot, images: PackImages) -> None:
    presentation = Presentation()
    presentation.set_zoom(200)
    text = RichText(images, presentation)
    qtbot.addWidget(text)
    text.show_html('<p><img src="pack:figure.svg" alt="Bagan"></p>', 90)
    assert text.document.size().width() <= 90
    assert "Bagan" in text.accessibleName()


def test_a_formula_takes_the_ink_and_a_figure_keeps_its_ground(qtbot: QtBot, images: PackImages) -> None:
    formula = images.picture("formula_1.svg", QSizeF(60, 40), 1.0, "#FFFFFF")
    figure = images.picture("figure.svg", QSizeF(60, 40), 1.0, "#000000")
    assert formula is not None
    assert figure is not None
    assert formula.pixelColor(30, 20) == QColor("#FFFFFF")
    assert figure.pixelColor(30, 20) == QColor("#FFFFFF")


def test_a_picture_is_drawn_once_per_size(qtbot: QtBot, images: PackImages) -> None:
    first = images.picture("figure.svg", QSizeF(60, 40), 2.0, "#000000")
    again = images.picture("figure.svg", QSizeF(60, 40), 2.0, "#000000")
    assert first is again
    assert first is not None
    assert (first.width(), first.devicePixelRatio()) == (120, 2.0)
