"""Declarations and processing of an item or test, as its key has them."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from question_packs.exporters.qti.elements import holding, number, of_node, qti
from question_packs.scoring.declarations import (
    AreaEntry,
    AreaMapping,
    MapEntry,
    OutcomeDeclaration,
    QtiProcessing,
    ResponseDeclaration,
    ResponseMapping,
)
from question_packs.scoring.standard import TEMPLATES, standard_rules

_TEMPLATES = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/"


def response(declaration: ResponseDeclaration) -> etree._Element:
    """A response variable, what is right and what it is worth."""
    element = _variable("response-declaration", declaration)
    _values(element, "correct-response", declaration.correct)
    if declaration.mapping is not None:
        element.append(_mapping("mapping", declaration.mapping, map(_map_entry, declaration.mapping.entries)))
    if declaration.area_mapping is not None:
        areas = declaration.area_mapping
        element.append(_mapping("area-mapping", areas, map(_area_entry, areas.entries)))
    return element


def outcome(declaration: OutcomeDeclaration, *, by_people: bool = False) -> etree._Element:
    """An outcome variable. `by_people`: its item is judged by nobody else, so its score comes from outside."""
    element = _variable("outcome-declaration", declaration)
    for name, value in (("normal-minimum", declaration.normal_minimum), ("normal-maximum", declaration.normal_maximum)):
        if value is not None:
            element.set(name, number(value))
    if declaration.external or (by_people and declaration.identifier == "SCORE"):
        element.set("external-scored", "human")
    if declaration.lookup is not None:
        element.append(of_node(declaration.lookup))
    return element


def processing(key: QtiProcessing) -> etree._Element | None:
    """The rules, by the name of the template that says the same; None where there are none."""
    if not key.rules:
        return None
    for template in TEMPLATES:
        if key.rules == standard_rules(template) and _has_key(key, template):
            return qti("response-processing", {"template": f"{_TEMPLATES}{template}.xml"})
    return qti("response-processing", children=map(of_node, key.rules))


def _has_key(key: QtiProcessing, template: str) -> bool:
    declared = next((each for each in key.responses if each.identifier == "RESPONSE"), None)
    if declared is None:
        return False
    needed = {"match_correct": declared.correct, "map_response": declared.mapping}.get(template, declared.area_mapping)
    return needed is not None


def _variable(name: str, declaration: ResponseDeclaration | OutcomeDeclaration) -> etree._Element:
    attributes = {
        "identifier": declaration.identifier,
        "cardinality": declaration.cardinality,
        "base-type": declaration.base_type,
    }
    element = qti(name, attributes)
    _values(element, "default-value", declaration.default)
    return element


def _values(element: etree._Element, name: str, values: tuple[str, ...] | None) -> None:
    if values:
        element.append(qti(name, children=(holding("value", each) for each in values)))


def _mapping(name: str, mapping: ResponseMapping | AreaMapping, entries: Iterable[etree._Element]) -> etree._Element:
    bounds = {"default-value": mapping.default, "lower-bound": mapping.lower, "upper-bound": mapping.upper}
    return qti(name, bounds, entries)


def _map_entry(entry: MapEntry) -> etree._Element:
    element = qti("map-entry", {"mapped-value": entry.value, "case-sensitive": entry.case_sensitive})
    element.set("map-key", entry.key)
    return element


def _area_entry(entry: AreaEntry) -> etree._Element:
    coords = ",".join(map(str, entry.coords)) or "0,0,0,0"
    return qti("area-map-entry", {"shape": entry.shape, "coords": coords, "mapped-value": entry.value})
