"""Pictures with areas: places are exact at any size, and every press means the area that the candidate meant."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from desktop_app.gui.items.pictures.areas import area_at, area_of
from desktop_app.gui.items.pictures.picture_ground import PictureGround
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from question_packs import design_tokens as tokens
from question_packs.assessment.interactions import Hotspot, Picture
from tests.gui.items.on_pictures import PLAN, ROOMS, medium

QUICK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
FACTORS = st.floats(0.2, 3)
SMALL = st.integers(0, 600)


@QUICK
@given(
    size=st.tuples(st.integers(1, 3000), st.integers(1, 3000)),
    width=st.integers(40, 1400),
    zoom=st.sampled_from([100, 110, 150, 200]),
    share=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_a_pixel_survives_the_way_to_the_screen_and_back(
    qapp: QApplication, size: tuple[int, int], width: int, zoom: int, share: tuple[float, float]
) -> None:
    presentation = Presentation()
    presentation.set_zoom(zoom)
    ground = PictureGround(PackImages(medium), presentation)
    ground.show_picture(Picture("denah.svg", *size, alt="Denah"), width)
    pixel = (round(size[0] * share[0]), round(size[1] * share[1]))
    assert ground.to_picture(ground.to_screen(pixel)) == pixel
    assert ground.width() <= max(1, width)
    assert ground.width() <= size[0] * zoom / 100 + 1


@QUICK
@given(place=st.tuples(st.floats(-9000, 9000), st.floats(-9000, 9000)))
def test_a_place_beside_the_picture_is_its_edge(qapp: QApplication, place: tuple[float, float]) -> None:
    ground = PictureGround(PackImages(medium), Presentation())
    ground.show_picture(PLAN, 500)
    x, y = ground.to_picture(QPointF(*place))
    assert 0 <= x <= PLAN.width
    assert 0 <= y <= PLAN.height


@QUICK
@given(factor=FACTORS, x=st.integers(0, 600), y=st.integers(0, 400))
def test_what_lies_in_an_area_is_never_another_areas(factor: float, x: int, y: int) -> None:
    areas = [area_of(each, PLAN, (factor, factor), tokens.TARGET) for each in ROOMS]
    place = QPointF(x * factor, y * factor)
    holders = [area.identifier for area in areas if area.path.contains(place)]
    meant = area_at(areas, place)
    if holders:
        assert meant is not None
        assert meant.identifier == holders[0]


@pytest.mark.parametrize("factor", [0.3, 1.0, 2.0])
def test_a_small_area_has_a_target_for_a_finger_and_shares_it_with_its_neighbour(factor: float) -> None:
    red, blue = (each for each in ROOMS if each.identifier in "EF")
    areas = [area_of(each, PLAN, (factor, factor), tokens.TARGET) for each in (red, blue)]
    reach = max(8 * factor, tokens.TARGET / 2) - 1
    right = QPointF(560 * factor + reach, 210 * factor)
    left = QPointF(534 * factor - reach, 210 * factor)
    nearer_blue = QPointF(544 * factor, 210 * factor)
    assert [area.identifier if (area := area_at(areas, place)) else "" for place in (right, left, nearer_blue)] == [
        "E",
        "F",
        "F",
    ]


def test_the_rest_of_the_picture_is_the_default_area() -> None:
    spots = (Hotspot("ALL", "default", ()), Hotspot("X", "rect", (0, 0, 100, 100)))
    areas = [area_of(each, PLAN, (1, 1), tokens.TARGET) for each in spots]
    assert [
        area.identifier if (area := area_at(areas, QPointF(*place))) else "" for place in ((50, 50), (300, 300), (900, 0))
    ] == ["X", "ALL", ""]


@QUICK
@given(
    shape=st.sampled_from(["rect", "circle", "poly", "ellipse", "default"]),
    coords=st.lists(st.integers(-50, 5000), max_size=9),
)
def test_no_coordinates_break_the_picture(shape: str, coords: list[int]) -> None:
    area = area_of(Hotspot("X", shape, tuple(coords)), PLAN, (1, 1), tokens.TARGET)  # type: ignore[arg-type]
    area_at([area], QPointF(10, 10))
