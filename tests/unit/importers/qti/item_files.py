"""Items of QTI for tests, written in the spelling of 3.0 and turned into that of 2.1: one example of every interaction."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from question_packs.importers.found import AuthoredItem, ItemReport
from question_packs.importers.qti.items import read_item
from question_packs.importers.qti.resources import MediaShelf, Resources
from question_packs.importers.safe_xml import parse_xml
from question_packs.pack.writer import Medium
from tests.unit.media import kinds

NAMESPACE_3 = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
NAMESPACE_2 = "http://www.imsglobal.org/xsd/imsqti_v2p1"
FILES = {
    "items/peta.png": kinds.picture("PNG", 200, 100),
    "items/pin.png": kinds.picture("PNG", 20, 20),
    "items/suara.wav": kinds.wav(),
}
MAP = '<object data="peta.png" type="image/png" width="200" height="100">Peta sebuah pulau</object>'
PIN = '<object data="pin.png" type="image/png" width="20" height="20">Penanda</object>'
MATCH_CORRECT = '<qti-response-processing template="http://www.imsglobal.org/question/qti_v3p0/rptemplates/match_correct"/>'
MAP_RESPONSE = MATCH_CORRECT.replace("match_correct", "map_response")
MAP_POINT = MATCH_CORRECT.replace("match_correct", "map_response_point")
SCORE = '<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>'


def declaration(cardinality: str, base_type: str, *correct: str, more: str = "", name: str = "RESPONSE") -> str:
    """A response declaration with its right answer and `more` (a mapping)."""
    values = "".join(f"<qti-value>{each}</qti-value>" for each in correct)
    right = f"<qti-correct-response>{values}</qti-correct-response>" if correct else ""
    start = f'<qti-response-declaration identifier="{name}" cardinality="{cardinality}" base-type="{base_type}">'
    return f"{start}{right}{more}</qti-response-declaration>"


def item(head: str, body: str, processing: str = MATCH_CORRECT, attributes: str = "", tail: str = "") -> str:
    """A whole item in the spelling of 3.0. `tail` stands after the body."""
    names = f'xmlns="{NAMESPACE_3}" identifier="butir-1" title="Butir" time-dependent="false"'
    declarations = head if "SCORE" in head else head + SCORE
    inside = f"{declarations}\n<qti-item-body>{body}</qti-item-body>\n{processing}{tail}"
    return f"<qti-assessment-item {names} {attributes}>\n{inside}</qti-assessment-item>"


def as_version_2(text: str) -> str:
    """The same in the spelling of 2.1: humps instead of dashes, no prefix."""

    def hump(name: str) -> str:
        return re.sub(r"-(.)", lambda found: found[1].upper(), name)

    text = text.replace(NAMESPACE_3, NAMESPACE_2)
    text = re.sub(r"(</?)qti-([a-z-]+)", lambda found: found[1] + hump(found[2]), text)
    return re.sub(r'(?<=[\s])(?!data-|aria-)([a-z]+(?:-[a-z]+)+)(?==")', lambda found: hump(found[1]), text)


def read(text: str, files: Mapping[str, bytes] = FILES) -> tuple[tuple[AuthoredItem, ...], ItemReport, dict[str, Medium]]:
    """What an item file at `items/butir.xml` becomes, and the media that it brought."""
    media: dict[str, Medium] = {}
    data = text.encode()
    items, report = read_item(parse_xml(data, "butir.xml"), Resources(files, MediaShelf(media), "items/butir.xml"))
    return items, report, media


@dataclass(frozen=True)
class Example:
    """An item with one interaction, a right answer with its score, and a wrong one that gives nothing."""

    text: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    score: int = 1


def _choices(*names: str, tag: str = "simple-choice", more: str = "") -> str:
    return "".join(f'<qti-{tag} identifier="{each}" {more}>Pilihan {each}</qti-{tag}>' for each in names)


def _block(name: str, attributes: str, content: str) -> str:
    tag = f"qti-{name}-interaction"
    start = f'<{tag} response-identifier="RESPONSE" {attributes}><qti-prompt>Apa?</qti-prompt>'
    return f"<p>Sebelum.</p>{start}{content}</{tag}><p>Sesudah.</p>"


def _map_example(*entries: tuple[str, int]) -> str:
    inside = "".join(f'<qti-map-entry map-key="{key}" mapped-value="{value}"/>' for key, value in entries)
    return f'<qti-mapping default-value="0">{inside}</qti-mapping>'


_ASSOCIABLE = 'match-max="1"'
_SPOTS = (
    '<qti-{tag} identifier="H1" shape="circle" coords="50,50,20" {more}/>'
    '<qti-{tag} identifier="H2" shape="rect" coords="100,10,150,60" {more}/>'
)
_AREAS = (
    '<qti-area-mapping default-value="0">'
    '<qti-area-map-entry shape="circle" coords="50,50,20" mapped-value="2"/></qti-area-mapping>'
)


def _spots(tag: str, more: str = "") -> str:
    return _SPOTS.format(tag=tag, more=more)


def _match_set(*names: str) -> str:
    return (
        f"<qti-simple-match-set>{_choices(*names, tag='simple-associable-choice', more=_ASSOCIABLE)}</qti-simple-match-set>"
    )


EXAMPLES: dict[str, Example] = {
    "choiceInteraction": Example(
        item(
            declaration("single", "identifier", "B"),
            _block("choice", 'max-choices="1" shuffle="true"', _choices("A", "B", "C")),
        ),
        ("B",),
        ("A",),
    ),
    "several choices": Example(
        item(
            declaration("multiple", "identifier", "A", "B", more=_map_example(("A", 1), ("B", 2), ("C", -3))),
            _block("choice", 'max-choices="0" min-choices="1"', _choices("A", "B", "C")),
            MAP_RESPONSE,
        ),
        ("A", "B"),
        ("A", "B", "C"),
        3,
    ),
    "inlineChoiceInteraction": Example(
        item(
            declaration("single", "identifier", "B"),
            '<p>Ibu kota <qti-inline-choice-interaction response-identifier="RESPONSE" required="true">'
            + _choices("A", "B", tag="inline-choice")
            + "</qti-inline-choice-interaction> itu.</p>",
        ),
        ("B",),
        ("A",),
    ),
    "textEntryInteraction": Example(
        item(
            declaration("single", "float", "2.5"),
            '<p>Nilai: <qti-text-entry-interaction response-identifier="RESPONSE" expected-length="5"/> meter</p>',
        ),
        ("2.5",),
        ("2.4",),
    ),
    "hottextInteraction": Example(
        item(
            declaration("single", "identifier", "T2"),
            _block("hottext", 'max-choices="1"', "<p>Kata " + _choices("T1", "T2", tag="hottext") + ".</p>"),
        ),
        ("T2",),
        ("T1",),
    ),
    "orderInteraction": Example(
        item(
            declaration("ordered", "identifier", "C", "A", "B"), _block("order", 'shuffle="true"', _choices("A", "B", "C"))
        ),
        ("C", "A", "B"),
        ("A", "B", "C"),
    ),
    "matchInteraction": Example(
        item(
            declaration("multiple", "directedPair", "A X", "B Y"),
            _block(
                "match",
                'max-associations="2"',
                _match_set("A", "B") + _match_set("X", "Y"),
            ),
        ),
        ("B Y", "A X"),
        ("A Y", "B X"),
    ),
    "associateInteraction": Example(
        item(
            declaration("multiple", "pair", "A B", "C D"),
            _block(
                "associate",
                'max-associations="2"',
                _choices("A", "B", "C", "D", tag="simple-associable-choice", more=_ASSOCIABLE),
            ),
        ),
        ("B A", "C D"),
        ("A C", "B D"),
    ),
    "gapMatchInteraction": Example(
        item(
            declaration("multiple", "directedPair", "P1 G1", "P2 G2"),
            _block(
                "gap-match",
                'shuffle="false" max-associations="2"',
                _choices("P1", "P2", tag="gap-text", more=_ASSOCIABLE)
                + '<p>Satu <qti-gap identifier="G1"/> dua <qti-gap identifier="G2" required="true"/>.</p>',
            ),
        ),
        ("P1 G1", "P2 G2"),
        ("P2 G1", "P1 G2"),
    ),
    "hotspotInteraction": Example(
        item(
            declaration("single", "identifier", "H2"), _block("hotspot", 'max-choices="1"', MAP + _spots("hotspot-choice"))
        ),
        ("H2",),
        ("H1",),
    ),
    "selectPointInteraction": Example(
        item(declaration("single", "point", more=_AREAS), _block("select-point", 'max-choices="1"', MAP), MAP_POINT),
        ("52 49",),
        ("150 90",),
        2,
    ),
    "graphicOrderInteraction": Example(
        item(declaration("ordered", "identifier", "H2", "H1"), _block("graphic-order", "", MAP + _spots("hotspot-choice"))),
        ("H2", "H1"),
        ("H1", "H2"),
    ),
    "graphicAssociateInteraction": Example(
        item(
            declaration("multiple", "pair", "H1 H2"),
            _block("graphic-associate", 'max-associations="1"', MAP + _spots("associable-hotspot", _ASSOCIABLE)),
        ),
        ("H2 H1",),
        (),
    ),
    "graphicGapMatchInteraction": Example(
        item(
            declaration("multiple", "directedPair", "P1 H2"),
            _block(
                "graphic-gap-match",
                'max-associations="1"',
                MAP
                + f'<qti-gap-img identifier="P1" match-max="1">{PIN}</qti-gap-img>'
                + _spots("associable-hotspot", _ASSOCIABLE),
            ),
        ),
        ("P1 H2",),
        ("P1 H1",),
    ),
    "positionObjectInteraction": Example(
        item(
            declaration("single", "point", more=_AREAS),
            f"<qti-position-object-stage>{MAP}"
            f'<qti-position-object-interaction response-identifier="RESPONSE" max-choices="1">{PIN}'
            "</qti-position-object-interaction></qti-position-object-stage>",
            MAP_POINT,
        ),
        ("45 50",),
        ("190 90",),
        2,
    ),
    "sliderInteraction": Example(
        item(
            declaration("single", "integer", "70"),
            _block("slider", 'lower-bound="0" upper-bound="100" step="10" step-label="true" reverse="true"', ""),
        ),
        ("70",),
        ("60",),
    ),
    "mediaInteraction": Example(
        item(
            declaration("single", "integer", "1"),
            _block("media", 'autostart="false" max-plays="2" min-plays="1"', '<object data="suara.wav" type="audio/wav"/>'),
        ),
        ("1",),
        ("2",),
    ),
}
_JUDGED = SCORE.replace("/>", ' external-scored="human" normal-maximum="10"/>')
BY_PEOPLE: dict[str, str] = {
    "extendedTextInteraction": item(
        declaration("single", "string") + _JUDGED, _block("extended-text", 'expected-lines="8"', ""), ""
    ),
    "uploadInteraction": item(declaration("single", "file") + _JUDGED, _block("upload", 'type="application/pdf"', ""), ""),
    "drawingInteraction": item(declaration("single", "file") + _JUDGED, _block("drawing", "", MAP), ""),
}
