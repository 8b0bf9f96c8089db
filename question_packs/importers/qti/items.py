"""One QTI item file: what it becomes for candidates and for the centre, and the report of what became of it.

An item with template variables becomes several fixed ones, `ID-v1` and so on; every other becomes one, or is refused. No
item raises: whoever reads a package goes on with the next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from lxml import etree
from msgspec.structs import replace

from question_packs.assessment.expressions.tree import Node
from question_packs.assessment.model import AssessmentItem
from question_packs.errors import KnownError
from question_packs.importers.found import AuthoredItem, ItemReport, Note
from question_packs.importers.losses import Losses, RefusedError, at, where_of
from question_packs.importers.qti.body import BodyReader
from question_packs.importers.qti.context import ItemContext
from question_packs.importers.qti.declarations import read_outcomes, read_responses, read_templates
from question_packs.importers.qti.names import attribute, children, name_of
from question_packs.importers.qti.own_marks import own_tags, restore
from question_packs.importers.qti.processing_rules import Key, with_key
from question_packs.importers.qti.reading import flag, identifier_of, needed, needed_child, refuse
from question_packs.importers.qti.resources import Resources
from question_packs.importers.qti.templates import clones_of, filled
from question_packs.importers.safe_xml import parse_xml
from question_packs.scoring.cloning import with_template_values
from question_packs.scoring.declarations import OutcomeDeclaration, ResponseDeclaration

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_SHOWN = {
    "modal-feedback": "QTI-30",
    "stylesheet": "QTI-33",
    "catalog-info": "QTI-34",
}


def read_item(root: etree._Element, resources: Resources) -> tuple[tuple[AuthoredItem, ...], ItemReport]:
    """What the item in `root` became; `resources` is the package as its file sees it, whose shelf gets its media."""
    source = resources.path
    losses = Losses()
    title = attribute(root, "title")[:500]
    identifier = attribute(root, "identifier")[:200]
    try:
        items = _read(root, resources, losses)
    except RefusedError as refusal:
        return (), ItemReport(source, identifier, title, "refused", (Note(refusal.where, refusal.problem),))
    except KnownError as problem:
        return (), ItemReport(source, identifier, title, "refused", (Note(where_of(root), problem),))
    return items, ItemReport(source, identifier, title, "with_loss" if losses.notes else "imported", losses.notes)


def _read(root: etree._Element, resources: Resources, losses: Losses) -> tuple[AuthoredItem, ...]:
    if name_of(root) != "assessment-item":
        raise refuse(root, "QTI-01", element=name_of(root))
    identifier = needed(root, "identifier")
    if flag(root, "adaptive"):
        raise refuse(root, "QTI-02")
    for name, code in _NOT_SHOWN.items():
        for element in children(root, name):
            losses.add(element, code, element=name)
    responses, outcomes = read_responses(root, losses), read_outcomes(root)
    templates = read_templates(root)
    if not templates:
        return (_one(root, identifier, responses, outcomes, resources, losses),)
    clones = clones_of(root, templates, responses, outcomes, identifier)
    losses.add(root, "QTI-44", count=len(clones))
    return tuple(
        _one(
            filled(root, templates, clone),
            f"{identifier}-v{clone.number}",
            with_key(responses, clone.correct),
            _with_defaults(outcomes, clone.defaults),
            resources,
            losses,
            partial(with_template_values, declarations=templates.values(), clone=clone),
        )
        for clone in clones
    )


def _one(
    root: etree._Element,
    identifier: str,
    responses: Mapping[str, ResponseDeclaration],
    outcomes: Mapping[str, OutcomeDeclaration],
    resources: Resources,
    losses: Losses,
    in_clone: Callable[[Node], Node] = lambda rule: rule,
) -> AuthoredItem:
    """The item in `root`, which is one clone where there are several."""
    context = ItemContext(resources, losses, responses)
    reader = BodyReader(context)
    body = reader.read(needed_child(root, "item-body"))
    processing = Key(root, reader.interactions, responses, outcomes, resources, losses, in_clone).read()
    item = AssessmentItem(
        identifier,
        attribute(root, "title")[:500] or identifier,
        root.get(_LANGUAGE) or resources.language,
        body,
        tuple(reader.interactions),
        stimulus=_stimulus(root, resources, losses),
    )
    several = any(each.cardinality != "single" for each in responses.values())
    return AuthoredItem(item, processing, "multiple" if several else "single", own_tags(root))


def _with_defaults(
    outcomes: Mapping[str, OutcomeDeclaration], defaults: Mapping[str, tuple[str, ...]]
) -> dict[str, OutcomeDeclaration]:
    return {name: replace(each, default=defaults.get(name, each.default)) for name, each in outcomes.items()}


def _stimulus(root: etree._Element, resources: Resources, losses: Losses) -> str:
    """The name of the shared text beside the item, as its own file has it; a second one is a loss (`QTI-41`)."""
    references = list(children(root, "assessment-stimulus-ref"))
    if not references:
        return ""
    for other in references[1:]:
        losses.add(other, "QTI-41", identifier=attribute(other, "identifier"))
    with at(references[0]):
        path = resources.resolved(attribute(references[0], "href"))
        stimulus = restore(parse_xml(resources.files[path], path))
    if name_of(stimulus) != "assessment-stimulus":
        raise refuse(references[0], "QTI-01", element=name_of(stimulus))
    return identifier_of(stimulus)
