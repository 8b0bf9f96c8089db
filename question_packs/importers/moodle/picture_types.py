"""Types of Moodle questions on a picture: pieces dragged onto its places, markers set on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from html import escape

from lxml import etree

from question_packs.assessment import interactions as ia
from question_packs.assessment.interactions import Shape
from question_packs.errors import KnownError
from question_packs.importers.losses import RefusedError
from question_packs.importers.moodle import keys
from question_packs.importers.moodle.building import Made
from question_packs.importers.moodle.fields import Question, count_of, flag_of, text_in
from question_packs.importers.moodle.keys import Part
from question_packs.importers.moodle.shares import number_in
from question_packs.scoring.declarations import (
    AreaEntry,
    AreaMapping,
    OutcomeDeclaration,
    QtiProcessing,
    ResponseDeclaration,
)
from question_packs.scoring.recipes import RESPONSE
from question_packs.scoring.standard import standard_rules

_SHAPES: dict[str, Shape] = {"circle": "circle", "rectangle": "rect", "polygon": "poly"}
_LETTER, _LINE = 9, 30  # px: about how large a piece of text is drawn, where no picture says it
_COORDS = re.compile(r"[\d.,; -]{1,2000}")
_MOST_PIXELS = 4000


def read_ddimageortext(question: Question) -> Made:
    """Pieces, texts or small pictures, to be put on places of a picture."""
    ground = _ground(question)
    drags = _numbered(question, "drag")
    drops = list(question.element.iterfind("drop"))
    if not drops:
        raise RefusedError(question.element, KnownError("MDL-20"))
    sizes: dict[str, tuple[int, int]] = {}  # the largest piece of each group: Moodle makes its places as large
    choices = {}
    for number, drag in drags.items():
        choices[number], size = _piece(question, number, drag)
        group = text_in(drag, "draggroup") or "1"
        sizes[group] = max(size[0], sizes.get(group, (0, 0))[0]), max(size[1], sizes.get(group, (0, 0))[1])
    pairs: list[str] = []
    places: list[ia.Hotspot] = []
    fitting: dict[int, list[str]] = {number: [] for number in choices}
    for place, drop in enumerate(drops, 1):
        right = _choice_of(drop, drags)
        group = text_in(drags[right], "draggroup") or "1"
        spot = _spot(drop, place, sizes[group], ground)
        places.append(spot)
        pairs.append(f"{choices[right].identifier} {spot.identifier}")
        for number, drag in drags.items():
            if (text_in(drag, "draggroup") or "1") == group:
                fitting[number].append(spot.identifier)
    interaction = ia.GraphicGapMatchInteraction(
        response_identifier=RESPONSE,
        picture=ground,
        choices=tuple(_fitting(each, fitting[number]) for number, each in choices.items() if fitting[number]),
        hotspots=tuple(places),
        shuffle=question.flag("shuffleanswers"),
    )
    return Made(question.body(), (interaction,), keys.equal_parts(pairs, "directedPair", question.grade), several=True)


def _fitting(choice: ia.AssociableChoice, places: Sequence[str]) -> ia.AssociableChoice:
    return ia.AssociableChoice(choice.identifier, choice.content, choice.match_max, match_group=tuple(places))


def _piece(question: Question, number: int, drag: etree._Element) -> tuple[ia.AssociableChoice, tuple[int, int]]:
    words = text_in(drag, "text")
    own = question.medium(drag)
    most = 0 if flag_of(drag, "infinite") else 1
    if own is None:
        size = (_LETTER * len(words) + 2 * _LETTER, _LINE)
        return ia.AssociableChoice(f"P{number}", escape(words, quote=False), most), size
    if not words:
        question.losses.add(drag, "HTM-03")
    name, taken = own
    alt = escape(words or "gambar tanpa teks alternatif")
    content = f'<img src="pack:{name}" alt="{alt}" width="{taken.width}" height="{taken.height}">'
    return ia.AssociableChoice(f"P{number}", content, most), (taken.width, taken.height)


def _spot(drop: etree._Element, place: int, size: tuple[int, int], ground: ia.Picture) -> ia.Hotspot:
    left, top = count_of(drop, "xleft"), count_of(drop, "ytop")
    if not (0 <= left < ground.width and 0 <= top < ground.height):
        raise RefusedError(drop, KnownError("MDL-21", place=place))
    coords = (left, top, min(left + size[0], ground.width), min(top + size[1], ground.height))
    label = text_in(drop, "text") or f"Tempat {place}"
    return ia.Hotspot(f"G{place}", "rect", coords, label=label)


def read_ddmarker(question: Question) -> Made:
    """Markers to be set on hidden areas of a picture: for each marker the picture once, so that the areas stay hidden."""
    ground = _ground(question)
    drags = _numbered(question, "drag")
    areas: dict[int, list[tuple[Shape, tuple[int, ...]]]] = {}
    for drop in question.element.iterfind("drop"):
        areas.setdefault(_choice_of(drop, drags), []).append(_area(drop))
    if not areas:
        raise RefusedError(question.element, KnownError("MDL-20"))
    if len(drags) > 1:
        question.losses.add(question.element, "MDL-56", count=len(areas))
    for number in drags.keys() - areas.keys():
        question.losses.add(drags[number], "MDL-57", marker=text_in(drags[number], "text")[:60])
    interactions, parts = [], []
    for number, shapes in areas.items():
        response = f"PENANDA-{number}"
        prompt = escape(text_in(drags[number], "text"), quote=False)
        interactions.append(
            ia.SelectPointInteraction(response_identifier=response, prompt=prompt, picture=ground, max_choices=len(shapes))
        )
        parts.append(Part(response, _area_key(shapes)))
    return Made(question.body(), tuple(interactions), keys.combined(parts, question.grade), several=True)


def _area_key(areas: Sequence[tuple[Shape, tuple[int, ...]]]) -> QtiProcessing:
    maximum = Decimal(len(areas))
    mapping = AreaMapping(tuple(AreaEntry(shape, coords, Decimal(1)) for shape, coords in areas), upper=maximum)
    declaration = ResponseDeclaration(RESPONSE, "single" if len(areas) == 1 else "multiple", "point", area_mapping=mapping)
    outcome = OutcomeDeclaration("SCORE", normal_maximum=maximum)
    return QtiProcessing((declaration,), (outcome,), standard_rules("map_response_point"), maximum)


def _area(drop: etree._Element) -> tuple[Shape, tuple[int, ...]]:
    """Moodle writes `x,y;r`, `x,y;width,height` and `x,y;x,y;...` (`MDL-22`)."""
    shape = _SHAPES.get(text_in(drop, "shape").lower())
    text = text_in(drop, "coords")
    problem = RefusedError(drop, KnownError("MDL-22", shape=text_in(drop, "shape")[:20], coords=text[:60]))
    if shape is None or not _COORDS.fullmatch(text):
        raise problem
    try:
        coords = [round(number_in(each)) for each in re.split(r"[,;]", text.strip("; "))]
    except KnownError as error:
        raise problem from error
    if max(map(abs, coords)) > _MOST_PIXELS or {"circle": len(coords) == 3, "rect": len(coords) == 4}.get(
        shape, len(coords) >= 6 and len(coords) % 2 == 0
    ) is False:  # fmt: skip
        raise problem
    if shape == "rect":
        coords[2:] = coords[0] + coords[2], coords[1] + coords[3]
    return shape, tuple(coords)


def _ground(question: Question) -> ia.Picture:
    own = question.medium(question.element)
    if own is None:
        raise RefusedError(question.element, KnownError("MDL-23"))
    name, taken = own
    question.losses.add(question.element, "HTM-03")
    return ia.Picture(name, taken.width, taken.height, "gambar tanpa teks alternatif")


def _numbered(question: Question, name: str) -> dict[int, etree._Element]:
    """Parts by the number that places refer to."""
    return {count_of(each, "no", place): each for place, each in enumerate(question.element.iterfind(name), 1)}


def _choice_of(drop: etree._Element, drags: dict[int, etree._Element]) -> int:
    number = count_of(drop, "choice")
    if number not in drags:
        raise RefusedError(drop, KnownError("MDL-19", number=number))
    return number
