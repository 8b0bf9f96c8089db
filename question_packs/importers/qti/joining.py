"""Interactions that join or fill: match, associate, gap match."""

from __future__ import annotations

from typing import Literal

from lxml import etree

from question_packs.assessment import interactions as ia
from question_packs.importers.markup import Writer
from question_packs.importers.qti.choosing import least_of
from question_packs.importers.qti.context import ItemContext, object_alt, pictures_below, unique
from question_packs.importers.qti.names import attribute, children, name_of
from question_packs.importers.qti.own_marks import own
from question_packs.importers.qti.reading import classes_of, count, flag, identifier_of, names_in, refuse

_SOME = ("single", "multiple")
_PIECES = ("gap-text", "gap-img")


def read_match(element: etree._Element, context: ItemContext) -> ia.MatchInteraction:
    """matchInteraction: a table of tick boxes where the vocabulary asks for one or an option may be joined several times."""
    declaration = context.response(element, _SOME, ("directedPair",))
    sets = list(children(element, "simple-match-set"))
    if len(sets) != 2:
        raise refuse(element, "QTI-06", element=name_of(element), child="simple-match-set (2)")
    sources, targets = (_associable(each, context) for each in sets)
    most = context.most(element, "max-associations", declaration)
    once = all(each.match_max == 1 for each in (*sources, *targets))
    return ia.MatchInteraction(
        response_identifier=declaration.identifier,
        prompt=context.prompt(element),
        sources=sources,
        targets=targets,
        shuffle=flag(element, "shuffle"),
        max_associations=most,
        min_associations=least_of(element, "min-associations", most),
        presentation=_presentation(element, once),
    )


def _presentation(element: etree._Element, once: bool) -> Literal["grid", "pairs"]:
    """A table where the vocabulary asks for one, or an option may be joined several times and nothing else is said."""
    if "qti-match-tabular" in classes_of(element):
        return "grid"
    return "pairs" if once or own(element, "presentation") == "pairs" else "grid"


def read_associate(element: etree._Element, context: ItemContext) -> ia.AssociateInteraction:
    """associateInteraction."""
    declaration = context.response(element, _SOME, ("pair",))
    most = context.most(element, "max-associations", declaration)
    return ia.AssociateInteraction(
        response_identifier=declaration.identifier,
        prompt=context.prompt(element),
        choices=_associable(element, context),
        shuffle=flag(element, "shuffle"),
        max_associations=most,
        min_associations=least_of(element, "min-associations", most),
    )


def read_gap_match(element: etree._Element, context: ItemContext) -> ia.GapMatchInteraction:
    """gapMatchInteraction."""
    declaration = context.response(element, _SOME, ("directedPair",))
    gaps: list[ia.Gap] = []

    def gap(writer: Writer, place: etree._Element) -> None:
        identifier = identifier_of(place)
        gaps.append(ia.Gap(identifier, flag(place, "required"), names_in(place, "match-group")))
        writer.raw(f'<img src="gap:{identifier}">')

    content = context.text_without(element, _PIECES, {"gap": gap})
    unique(element, [each.identifier for each in gaps])
    # QTI 2 has no limit of its own here: the gaps are the limit.
    most = context.most(element, "max-associations", declaration, 0)
    return ia.GapMatchInteraction(
        response_identifier=declaration.identifier,
        prompt=context.prompt(element),
        content=content,
        choices=gap_choices(element, context),
        gaps=tuple(gaps),
        shuffle=flag(element, "shuffle"),
        max_associations=most,
        min_associations=least_of(element, "min-associations", most),
    )


def gap_choices(element: etree._Element, context: ItemContext) -> tuple[ia.AssociableChoice, ...]:
    """The pieces that fill gaps: texts and pictures."""
    choices = []
    for each in children(element, *_PIECES):
        content = context.text(each) if name_of(each) == "gap-text" else _picture_html(each, context)
        choices.append(_choice(each, content))
    unique(element, [each.identifier for each in choices])
    return tuple(choices)


def _associable(element: etree._Element, context: ItemContext) -> tuple[ia.AssociableChoice, ...]:
    choices = tuple(_choice(each, context.text(each)) for each in children(element, "simple-associable-choice"))
    unique(element, [each.identifier for each in choices])
    return choices


def _choice(element: etree._Element, content: str) -> ia.AssociableChoice:
    most = count(element, "match-max", 1)
    return ia.AssociableChoice(
        identifier_of(element),
        content,
        match_max=most,
        match_min=least_of(element, "match-min", most),
        fixed=flag(element, "fixed") or own(element, "fixed") == "true",
        match_group=names_in(element, "match-group"),
    )


def _picture_html(element: etree._Element, context: ItemContext) -> str:
    """A piece that is a picture; its own label says in words what it is, where it has one."""
    pictures = pictures_below(element)
    if len(pictures) != 1:
        raise refuse(element, "QTI-06", element=name_of(element), child="object, img")
    picture = pictures[0]
    label = attribute(element, "object-label") or object_alt(picture)
    writer = context.writer()
    writer.picture(picture, str(picture.get("data") or picture.get("src") or "").strip(), label)
    return writer.finish()
