"""Files of single items and stimuli."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from urllib.parse import quote

from lxml import etree

from question_packs.assessment import interactions as ia
from question_packs.assessment.model import AssessmentItem, AssessmentSection, AssessmentStimulus
from question_packs.errors import KnownError
from question_packs.exporters.qti import declarations
from question_packs.exporters.qti.companions import companions
from question_packs.exporters.qti.elements import LANGUAGE, OWN, html, qti, root
from question_packs.exporters.qti.interactions import InteractionWriter
from question_packs.exporters.qti.texts import block_holder, fill
from question_packs.scoring.answer_key import ItemKey
from question_packs.scoring.declarations import QtiProcessing
from question_packs.scoring.general import general_form

_MEDIA = "../media/"
_STIMULI = "../stimuli/"


def item_file(item: AssessmentItem, key: ItemKey, section: AssessmentSection, media_types: dict[str, str]) -> etree._Element:
    """An item with its key, its tags, and the tools of its section. Something without a place: `EXP-03`."""
    judged = general_form(key)
    writer = InteractionWriter(_MEDIA, media_types, frozenset(each.identifier for each in judged.responses))
    attributes = {
        "identifier": item.identifier,
        "title": item.title,
        LANGUAGE: item.language,
        "adaptive": False,
        "time-dependent": False,
        **{OWN + name: value for name, value in _tags(key).items()},
        f"{OWN}maximum": None if _declared_maximum(judged) == judged.maximum else judged.maximum,
    }
    parts = [
        *map(declarations.response, judged.responses),
        *(declarations.outcome(each, by_people=judged.by_people) for each in judged.outcomes),
        _stimulus_of(item),
        companions(section),
        _body(item, writer),
        declarations.processing(judged),
    ]
    return root("assessment-item", attributes, [each for each in parts if each is not None])


def stimulus_file(stimulus: AssessmentStimulus) -> etree._Element:
    """A text that items share."""
    attributes = {"identifier": stimulus.identifier, LANGUAGE: stimulus.language}
    element = root("assessment-stimulus", attributes, [block_holder("stimulus-body", stimulus.body, _MEDIA)])
    element.set("title", stimulus.title)
    return element


def _tags(key: ItemKey) -> dict[str, str | int]:
    return {"aspect": key.aspect, "competency": key.competency, "level": key.level, "regulation": key.regulation}


def _declared_maximum(judged: QtiProcessing) -> Decimal | None:
    score = next((each for each in judged.outcomes if each.identifier == "SCORE"), None)
    return None if score is None else score.normal_maximum


def _stimulus_of(item: AssessmentItem) -> etree._Element | None:
    if not item.stimulus:
        return None
    attributes = {"identifier": item.stimulus, "href": quote(f"{_STIMULI}{item.stimulus}.xml")}
    return qti("assessment-stimulus-ref", attributes)


def _body(item: AssessmentItem, writer: InteractionWriter) -> etree._Element:
    """The text and the block interactions in turn; inline ones where the text has places for them."""
    waiting = {
        f"interaction:{each.response_identifier}": each
        for each in item.interactions
        if isinstance(each, ia.InlineInteraction)
    }

    def place(name: str) -> etree._Element:
        if name not in waiting:
            raise KnownError("EXP-03", place=name)
        return writer.inline(waiting.pop(name))

    places: dict[str, Callable[[], etree._Element]] = {name: partial(place, name) for name in waiting}
    body = fill(qti("item-body"), item.body, _MEDIA, places, blocks=True)
    for block in _blocks(item.interactions):
        body.extend(writer.block(block))
        fill(body, block.after, _MEDIA, places, blocks=True)
    if waiting:
        raise KnownError("EXP-03", place=next(iter(waiting)))
    if not len(body):
        body.append(html("div"))
    return body


def _blocks(interactions: Sequence[ia.Interaction]) -> list[ia.BlockInteraction]:
    return [each for each in interactions if not isinstance(each, ia.InlineInteraction)]
