"""Interactions that choose, order or mark: choice, inline choice, hottext, order."""

from __future__ import annotations

from lxml import etree

from question_packs.assessment import interactions as ia
from question_packs.importers.markup import Writer
from question_packs.importers.qti.context import ItemContext, unique
from question_packs.importers.qti.names import attribute, children
from question_packs.importers.qti.reading import classes_of, count, flag, identifier_of

_CHOICE = ("identifier",)
_SOME = ("single", "multiple")


def read_choice(element: etree._Element, context: ItemContext) -> ia.ChoiceInteraction:
    """choiceInteraction."""
    declaration = context.response(element, _SOME, _CHOICE)
    most = context.most(element, "max-choices", declaration)
    return ia.ChoiceInteraction(
        declaration.identifier,
        _simple_choices(element, context),
        max_choices=most,
        min_choices=least_of(element, "min-choices", most),
        shuffle=flag(element, "shuffle"),
        prompt=context.prompt(element),
        orientation=orientation_of(element, "vertical"),
    )


def read_order(element: etree._Element, context: ItemContext) -> ia.OrderInteraction:
    """orderInteraction."""
    declaration = context.response(element, ("ordered",), _CHOICE)
    most = count(element, "max-choices")
    return ia.OrderInteraction(
        response_identifier=declaration.identifier,
        simple_choices=_simple_choices(element, context),
        shuffle=flag(element, "shuffle"),
        min_choices=least_of(element, "min-choices", most),
        max_choices=most,
        prompt=context.prompt(element),
        orientation=orientation_of(element, "vertical"),
    )


def read_inline_choice(element: etree._Element, context: ItemContext) -> ia.InlineChoiceInteraction:
    """inlineChoiceInteraction; its options are plain text."""
    declaration = context.response(element, ("single",), _CHOICE)
    choices = tuple(
        ia.SimpleChoice(identifier_of(each), _plain_text(each, context), flag(each, "fixed"))
        for each in children(element, "inline-choice")
    )
    unique(element, [each.identifier for each in choices])
    return ia.InlineChoiceInteraction(
        declaration.identifier,
        choices,
        shuffle=flag(element, "shuffle"),
        required=flag(element, "required") or count(element, "min-choices") > 0,
        label=_label(element),
    )


def read_hottext(element: etree._Element, context: ItemContext) -> ia.HottextInteraction:
    """hottextInteraction."""
    declaration = context.response(element, _SOME, _CHOICE)
    most = context.most(element, "max-choices", declaration)
    found: list[ia.Hottext] = []

    def mark(writer: Writer, hottext: etree._Element) -> None:
        identifier = identifier_of(hottext)
        found.append(ia.Hottext(identifier, _words(hottext)))
        writer.raw(f'<a href="hottext:{identifier}">')
        writer.content(hottext)
        writer.raw("</a>")

    content = context.text_without(element, (), {"hottext": mark})
    unique(element, [each.identifier for each in found])
    return ia.HottextInteraction(
        response_identifier=declaration.identifier,
        prompt=context.prompt(element),
        content=content,
        hottexts=tuple(found),
        max_choices=most,
        min_choices=least_of(element, "min-choices", most),
    )


def least_of(element: etree._Element, name: str, most: int) -> int:
    """The smallest number of values; no more than the greatest."""
    least = count(element, name)
    return min(least, most) if most else least


def orientation_of(element: etree._Element, default: ia.Orientation) -> ia.Orientation:
    """From the attribute, or from the shared vocabulary; options stacked in several columns stand side by side."""
    classes = classes_of(element)
    side_by_side = any(each.startswith("qti-choices-stacking-") and not each.endswith("-1") for each in classes)
    if attribute(element, "orientation") == "horizontal" or "qti-orientation-horizontal" in classes or side_by_side:
        return "horizontal"
    if attribute(element, "orientation") == "vertical" or "qti-orientation-vertical" in classes:
        return "vertical"
    return default


def _simple_choices(element: etree._Element, context: ItemContext) -> tuple[ia.SimpleChoice, ...]:
    choices = tuple(
        ia.SimpleChoice(identifier_of(each), context.text(each), flag(each, "fixed"))
        for each in children(element, "simple-choice")
    )
    unique(element, [each.identifier for each in choices])
    return choices


def _plain_text(element: etree._Element, context: ItemContext) -> str:
    """The words of an option; what else was in it is a loss (`QTI-50`)."""
    inside = [each for each in element if isinstance(each.tag, str)]
    if inside:
        context.losses.add(inside[0], "QTI-50")
    return _words(element)


def _words(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _label(element: etree._Element) -> str:
    return attribute(element, "label") or str(element.get("data-prompt") or element.get("aria-label") or "")
