"""Interactions on a picture: hotspot, select point, graphic order, associate and gap match, position object, drawing."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from question_packs.assessment import interactions as ia
from question_packs.importers.losses import at
from question_packs.importers.markup import attribute_of, whole_number
from question_packs.importers.qti.choosing import least_of
from question_packs.importers.qti.context import ItemContext, object_alt, pictures_below, unique
from question_packs.importers.qti.joining import gap_choices
from question_packs.importers.qti.names import attribute, children, name_of
from question_packs.importers.qti.own_marks import own
from question_packs.importers.qti.reading import area_of, count, identifier_of, names_in, refuse, wrong
from question_packs.importers.qti.resources import TextShelf

_SOME = ("single", "multiple")
_LARGEST_SIDE = 4000


def read_hotspot(element: etree._Element, context: ItemContext) -> ia.HotspotInteraction:
    """hotspotInteraction."""
    declaration = context.response(element, _SOME, ("identifier",))
    most = context.most(element, "max-choices", declaration)
    return ia.HotspotInteraction(
        response_identifier=declaration.identifier,
        prompt=context.prompt(element),
        picture=ground_of(element, context),
        hotspots=_hotspots(element, "hotspot-choice"),
        max_choices=most,
        min_choices=least_of(element, "min-choices", most),
    )


def read_select_point(element: etree._Element, context: ItemContext) -> ia.SelectPointInteraction:
    """selectPointInteraction."""
    declaration = context.response(element, _SOME, ("point",))
    most = context.most(element, "max-choices", declaration, 0)
    return ia.SelectPointInteraction(
        response_identifier=declaration.identifier,
        prompt=context.prompt(element),
        picture=ground_of(element, context),
        max_choices=most,
        min_choices=least_of(element, "min-choices", most),
    )


def read_graphic_order(element: etree._Element, context: ItemContext) -> ia.GraphicOrderInteraction:
    """graphicOrderInteraction."""
    declaration = context.response(element, ("ordered",), ("identifier",))
    most = count(element, "max-choices")
    return ia.GraphicOrderInteraction(
        response_identifier=declaration.identifier,
        prompt=context.prompt(element),
        picture=ground_of(element, context),
        hotspots=_hotspots(element, "hotspot-choice"),
        max_choices=most,
        min_choices=least_of(element, "min-choices", most),
    )


def read_graphic_associate(element: etree._Element, context: ItemContext) -> ia.GraphicAssociateInteraction:
    """graphicAssociateInteraction."""
    declaration = context.response(element, _SOME, ("pair",))
    most = context.most(element, "max-associations", declaration)
    return ia.GraphicAssociateInteraction(
        response_identifier=declaration.identifier,
        prompt=context.prompt(element),
        picture=ground_of(element, context),
        hotspots=_hotspots(element, "associable-hotspot"),
        max_associations=most,
        min_associations=least_of(element, "min-associations", most),
    )


def read_graphic_gap_match(element: etree._Element, context: ItemContext) -> ia.GraphicGapMatchInteraction:
    """graphicGapMatchInteraction."""
    declaration = context.response(element, _SOME, ("directedPair",))
    most = context.most(element, "max-associations", declaration, 0)
    return ia.GraphicGapMatchInteraction(
        response_identifier=declaration.identifier,
        prompt=context.prompt(element),
        picture=ground_of(element, context),
        choices=gap_choices(element, context),
        hotspots=_hotspots(element, "associable-hotspot"),
        shuffle=own(element, "shuffle") == "true",
        max_associations=most,
        min_associations=least_of(element, "min-associations", most),
    )


def read_drawing(element: etree._Element, context: ItemContext) -> ia.DrawingInteraction:
    """drawingInteraction."""
    declaration = context.response(element, ("single",), ("file",))
    return ia.DrawingInteraction(
        response_identifier=declaration.identifier,
        prompt=context.prompt(element),
        picture=ground_of(element, context),
    )


def read_stage(stage: etree._Element, context: ItemContext) -> Iterator[ia.PositionObjectInteraction]:
    """positionObjectStage: one interaction for each kind of object, all on the stage's picture."""
    ground = ground_of(stage, context)
    elements = list(children(stage, "position-object-interaction"))
    if not elements:
        raise refuse(stage, "QTI-06", element=name_of(stage), child="position-object-interaction")
    if len(elements) > 1:
        context.losses.add(stage, "QTI-52", count=len(elements))
    for element in elements:
        yield _position_object(element, context, ground)


def _position_object(element: etree._Element, context: ItemContext, ground: ia.Picture) -> ia.PositionObjectInteraction:
    declaration = context.response(element, _SOME, ("point",))
    movable = ground_of(element, context)
    most = context.most(element, "max-choices", declaration)
    return ia.PositionObjectInteraction(
        response_identifier=declaration.identifier,
        prompt=context.prompt(element),
        picture=ground,
        movable=movable,
        centre=_centre(element, movable),
        max_choices=most,
        min_choices=least_of(element, "min-choices", most),
    )


def _centre(element: etree._Element, movable: ia.Picture) -> tuple[int, int]:
    """The point of the object that counts; without one it is the middle."""
    texts = attribute(element, "center-point").split()
    if not texts:
        return movable.width // 2, movable.height // 2
    numbers = [whole_number(each) for each in texts]
    if len(numbers) != 2 or numbers[0] is None or numbers[1] is None:
        raise wrong(element, "center-point")
    return numbers[0], numbers[1]


def ground_of(element: etree._Element, context: ItemContext) -> ia.Picture:
    """The picture of an interaction. Coordinates are in the size that the item gives it, else in its own."""
    pictures = pictures_below(element)
    if len(pictures) != 1:
        raise refuse(element, "QTI-06", element=name_of(element), child="object, img, picture")
    picture = pictures[0]
    with at(picture):
        address = attribute_of(picture, "data") or attribute_of(picture, "src")
        shown = TextShelf(context.resources).picture(address, context.losses)
    alt = context.writer().alt_of(picture, object_alt(picture))
    width = whole_number(attribute_of(picture, "width")) or shown.width
    height = whole_number(attribute_of(picture, "height")) or shown.height
    if max(width, height) > _LARGEST_SIDE:
        raise wrong(picture, "width", f"{width} x {height}")
    return ia.Picture(shown.name, width, height, alt)


def _hotspots(element: etree._Element, name: str) -> tuple[ia.Hotspot, ...]:
    hotspots = []
    for each in children(element, name):
        most = count(each, "match-max", 1)
        hotspots.append(
            ia.Hotspot(
                identifier_of(each),
                *area_of(each),
                label=attribute(each, "hotspot-label") or str(each.get("aria-label", "")),
                match_max=most,
                match_min=least_of(each, "match-min", most),
                match_group=names_in(each, "match-group"),
            )
        )
    unique(element, [each.identifier for each in hotspots])
    return tuple(hotspots)
