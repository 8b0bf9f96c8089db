"""Response, outcome and template declarations of an item: what the variables are, what is right, what it is worth."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar, get_args

from lxml import etree

from question_packs.assessment.expressions.values import parse_values
from question_packs.importers.losses import Losses
from question_packs.importers.qti.names import attribute, child, children, name_of
from question_packs.importers.qti.nodes import node_of
from question_packs.importers.qti.reading import (
    area_of,
    decimal_in,
    decimal_of,
    flag,
    identifier_of,
    needed,
    refuse,
    wrong,
)
from question_packs.scoring.cloning import TemplateDeclaration
from question_packs.scoring.declarations import (
    AreaEntry,
    AreaMapping,
    BaseType,
    Cardinality,
    MapEntry,
    OutcomeDeclaration,
    ResponseDeclaration,
    ResponseMapping,
)

Declaration = TypeVar("Declaration", ResponseDeclaration, OutcomeDeclaration, TemplateDeclaration)


def read_responses(item: etree._Element, losses: Losses) -> dict[str, ResponseDeclaration]:
    """The response variables by name. Defaults are kept for the rules, but no candidate finds them filled in (`QTI-31`)."""
    found: dict[str, ResponseDeclaration] = {}
    for element in children(item, "response-declaration"):
        declaration = _response(element)
        if declaration.default:
            losses.add(element, "QTI-31", identifier=declaration.identifier)
        _once(element, found, declaration)
    return found


def read_outcomes(item: etree._Element) -> dict[str, OutcomeDeclaration]:
    """The outcome variables by name."""
    found: dict[str, OutcomeDeclaration] = {}
    for element in children(item, "outcome-declaration"):
        _once(element, found, _outcome(element))
    return found


def read_templates(item: etree._Element) -> dict[str, TemplateDeclaration]:
    """The template variables by name."""
    found: dict[str, TemplateDeclaration] = {}
    for element in children(item, "template-declaration"):
        identifier, cardinality, base_type = _variable(element)
        default = _values(element, "default-value", cardinality, base_type)
        _once(element, found, TemplateDeclaration(identifier, cardinality, base_type, default))
    return found


def _once(element: etree._Element, found: dict[str, Declaration], declaration: Declaration) -> None:
    if declaration.identifier in found:
        raise refuse(element, "QTI-09", identifier=declaration.identifier)
    found[declaration.identifier] = declaration


def _variable(element: etree._Element) -> tuple[str, Cardinality, BaseType]:
    """Name, cardinality and base type; records have no place in a response here (`QTI-17`)."""
    identifier = identifier_of(element)
    cardinality = next((each for each in get_args(Cardinality) if each == needed(element, "cardinality")), None)
    if cardinality is None:
        raise wrong(element, "cardinality")
    if cardinality == "record":
        raise refuse(element, "QTI-17", identifier=identifier)
    base_type = next((each for each in get_args(BaseType) if each == needed(element, "base-type")), None)
    if base_type is None:
        raise wrong(element, "base-type")
    return identifier, cardinality, base_type


def _response(element: etree._Element) -> ResponseDeclaration:
    identifier, cardinality, base_type = _variable(element)
    mapping, areas = child(element, "mapping"), child(element, "area-mapping")
    return ResponseDeclaration(
        identifier,
        cardinality,
        base_type,
        correct=_values(element, "correct-response", cardinality, base_type),
        mapping=None if mapping is None else _mapping(mapping),
        area_mapping=None if areas is None else _area_mapping(areas),
        default=_values(element, "default-value", cardinality, base_type),
    )


def _outcome(element: etree._Element) -> OutcomeDeclaration:
    identifier, cardinality, base_type = _variable(element)
    lookup = next(children(element, "match-table", "interpolation-table"), None)
    return OutcomeDeclaration(
        identifier,
        cardinality,
        base_type,
        default=_values(element, "default-value", cardinality, base_type),
        normal_minimum=decimal_of(element, "normal-minimum"),
        normal_maximum=decimal_of(element, "normal-maximum"),
        external=attribute(element, "external-scored") in ("human", "externalMachine"),
        lookup=None if lookup is None else node_of(lookup),
    )


def _values(element: etree._Element, name: str, cardinality: Cardinality, base_type: BaseType) -> tuple[str, ...] | None:
    """The values below the child `name`, each checked; None where there are none."""
    holder = child(element, name)
    if holder is None:
        return None
    texts = tuple("".join(value.itertext()).strip() for value in children(holder, "value"))
    if base_type not in ("string", "uri", "file"):
        texts = tuple(" ".join(text.split()) for text in texts if text)
    try:
        parse_values(texts, base_type, cardinality)
    except (ValueError, ArithmeticError) as error:
        raise wrong(holder, "value", str(error)) from error
    return texts or None


def _mapping(element: etree._Element) -> ResponseMapping:
    entries = tuple(
        MapEntry(
            str(entry.get("map-key", entry.get("mapKey", ""))),
            _mapped(entry),
            flag(entry, "case-sensitive", True),
        )
        for entry in children(element, "map-entry")
    )
    if not entries:
        raise refuse(element, "QTI-06", element=name_of(element), child="map-entry")
    return ResponseMapping(
        entries, _default(element), decimal_of(element, "lower-bound"), decimal_of(element, "upper-bound")
    )


def _area_mapping(element: etree._Element) -> AreaMapping:
    entries = tuple(AreaEntry(*area_of(entry), _mapped(entry)) for entry in children(element, "area-map-entry"))
    if not entries:
        raise refuse(element, "QTI-06", element=name_of(element), child="area-map-entry")
    return AreaMapping(entries, _default(element), decimal_of(element, "lower-bound"), decimal_of(element, "upper-bound"))


def _mapped(entry: etree._Element) -> Decimal:
    return decimal_in(entry, "mapped-value", needed(entry, "mapped-value"))


def _default(element: etree._Element) -> Decimal:
    return decimal_of(element, "default-value") or Decimal(0)
