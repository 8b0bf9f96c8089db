"""Declarations and rules of a key as lines that a person can read, indented as they are nested."""

from __future__ import annotations

from collections.abc import Iterator

from question_packs.assessment.expressions.tree import Node
from question_packs.scoring.declarations import (
    AreaMapping,
    OutcomeDeclaration,
    QtiProcessing,
    ResponseDeclaration,
    ResponseMapping,
)

_STEP = "  "


def processing_lines(processing: QtiProcessing) -> list[str]:
    """Everything of a key, in QTI's names."""
    lines = [line for each in processing.responses for line in _response_lines(each)]
    lines += [line for each in processing.outcomes for line in _outcome_lines(each)]
    return [*lines, "response-processing", *(line for each in processing.rules for line in _node_lines(each, 1))]


def _node_lines(node: Node, depth: int) -> Iterator[str]:
    attributes = "".join(f" {name}={value}" for name, value in node.attributes.items())
    text = f" {node.text}" if node.text else ""
    yield f"{_STEP * depth}{node.name}{attributes}{text}"
    for child in node.children:
        yield from _node_lines(child, depth + 1)


def _response_lines(declaration: ResponseDeclaration) -> Iterator[str]:
    yield f"response-declaration {declaration.identifier} {declaration.cardinality} {declaration.base_type}"
    for name, values in (("correct-response", declaration.correct), ("default-value", declaration.default)):
        if values:
            yield f"{_STEP}{name}: {' | '.join(values)}"
    if declaration.mapping is not None:
        yield f"{_STEP}mapping{_bounds(declaration.mapping)}"
        for entry in declaration.mapping.entries:
            yield f"{_STEP * 2}{entry.key} = {entry.value}"
    if declaration.area_mapping is not None:
        yield f"{_STEP}area-mapping{_bounds(declaration.area_mapping)}"
        for area in declaration.area_mapping.entries:
            yield f"{_STEP * 2}{area.shape} {','.join(map(str, area.coords))} = {area.value}"


def _outcome_lines(declaration: OutcomeDeclaration) -> Iterator[str]:
    least, most = declaration.normal_minimum, declaration.normal_maximum
    bounds = "".join(
        f" {name}={value}" for name, value in (("normal-minimum", least), ("normal-maximum", most)) if value is not None
    )
    external = " external-scored" if declaration.external else ""
    yield f"outcome-declaration {declaration.identifier} {declaration.cardinality} {declaration.base_type}{bounds}{external}"
    if declaration.default:
        yield f"{_STEP}default-value: {' | '.join(declaration.default)}"
    if declaration.lookup is not None:
        yield from _node_lines(declaration.lookup, 1)


def _bounds(mapping: ResponseMapping | AreaMapping) -> str:
    named = (("default", mapping.default), ("lower", mapping.lower), ("upper", mapping.upper))
    return "".join(f" {name}={value}" for name, value in named if value is not None)
