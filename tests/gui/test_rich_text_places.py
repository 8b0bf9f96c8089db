"""Inline interactions, gaps and hottexts stand in the text, and the widget says where."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF, QSizeF
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.items.text.rich_text import RichText
from desktop_app.gui.presentation import Presentation

_WORDS = "Ibu kota negara ini pindah dari kota lama ke kota baru pada tahun itu juga. "


@pytest.fixture
def text(qtbot: QtBot) -> RichText:
    widget = RichText(PackImages(lambda name: None), Presentation())
    qtbot.addWidget(widget)
    return widget


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    sizes=st.lists(st.tuples(st.integers(10, 500), st.integers(10, 120)), min_size=1, max_size=6),
    width=st.integers(120, 700),
)
def test_every_place_has_its_room_and_no_two_share_it(text: RichText, sizes: list[tuple[int, int]], width: int) -> None:
    places = {f"gap:G{place}": QSizeF(*size) for place, size in enumerate(sizes)}
    text.show_html("<p>" + "".join(f'{_WORDS}<img src="{name}"> ' for name in places) + "</p>", width, places=places)
    rects = text.place_rects()
    assert set(rects) == set(places)
    for name, rect in rects.items():
        assert rect.width() == min(places[name].width(), width)
        assert rect.height() == places[name].height()
        assert QRectF(text.rect()).adjusted(-1, -1, 1, 1).contains(rect)
    found = list(rects.values())
    assert not any(a.intersects(b) for i, a in enumerate(found) for b in found[:i])


def test_places_are_found_in_tables_and_lists(text: RichText) -> None:
    html = '<table><tr><td>A</td><td><img src="interaction:R1"></td></tr></table><ul><li>B <img src="gap:G1"></li></ul>'
    text.show_html(html, 400, places={"interaction:R1": QSizeF(80, 44), "gap:G1": QSizeF(60, 44)})
    rects = text.place_rects()
    assert rects["gap:G1"].top() > rects["interaction:R1"].bottom()
    assert rects["interaction:R1"].left() > 0


def test_a_hottext_over_two_lines_has_two_rectangles_and_a_bold_word_makes_no_third(text: RichText) -> None:
    text.show_html(f'<p>{_WORDS}<a href="hottext:H1">yang <b>dapat</b> dipilih oleh siapa saja</a> dan lain.</p>', 400)
    rects = text.hottext_rects()["H1"]
    assert len(rects) == 2
    assert rects[0].bottom() <= rects[1].top() + 1


def test_a_chosen_hottext_has_a_frame_and_a_ground(text: RichText) -> None:
    text.show_html('<p>Kata <a href="hottext:H1">pertama</a> dan <a href="hottext:H2">kedua</a>.</p>', 400)
    text.mark_hottexts({"H2"}, None)
    shown, palette = text.grab().toImage(), Presentation().palette
    (first,), (second,) = text.hottext_rects()["H1"], text.hottext_rects()["H2"]
    corner = QPoint(3, 3)
    assert shown.pixelColor(second.topLeft().toPoint() + corner) == QColor(palette.selected)
    assert shown.pixelColor(second.center().toPoint().x(), round(second.top())) == QColor(palette.primary)
    assert shown.pixelColor(first.topLeft().toPoint() + corner) != QColor(palette.selected)


def test_nothing_of_an_item_stays_marked_in_the_next(text: RichText) -> None:
    text.show_html('<p><a href="hottext:H1">kata</a></p>', 400)
    text.mark_hottexts({"H1"}, "H1")
    text.show_html("<p>lain</p>", 400)
    assert text.hottext_rects() == {}
    assert text.place_rects() == {}
