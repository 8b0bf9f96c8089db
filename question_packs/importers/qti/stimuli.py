"""A QTI assessmentStimulus, and whatever else is text for candidates outside items, to cleaned HTML."""

from __future__ import annotations

from lxml import etree

from question_packs.assessment.model import AssessmentStimulus
from question_packs.errors import KnownError
from question_packs.importers.found import ItemReport, Note, Status
from question_packs.importers.losses import Losses, RefusedError
from question_packs.importers.markup import Writer
from question_packs.importers.qti.names import attribute, children, name_of
from question_packs.importers.qti.reading import identifier_of, needed_child
from question_packs.importers.qti.resources import Resources, TextShelf
from question_packs.importers.qti.vocabulary import look_up

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_stimulus(root: etree._Element, resources: Resources) -> tuple[AssessmentStimulus | None, ItemReport]:
    """The stimulus in `root`, None where it is refused, and its report."""
    source = resources.path
    losses = Losses()
    identifier, title = attribute(root, "identifier"), attribute(root, "title")
    try:
        for element in children(root):
            if look_up(name_of(element)).fate == "ignored":
                losses.add(element, "IMP-30", element=name_of(element))
        html = read_text(needed_child(root, "stimulus-body"), resources, losses)
        stimulus = AssessmentStimulus(identifier_of(root), title, root.get(_LANGUAGE) or resources.language, html)
    except RefusedError as refusal:
        note = Note(refusal.where, refusal.problem)
        return None, ItemReport(source, identifier, title, "refused", (note,), "stimulus")
    except KnownError as problem:
        return None, ItemReport(source, identifier, title, "refused", (Note("", problem),), "stimulus")
    status: Status = "with_loss" if losses.notes else "imported"
    return stimulus, ItemReport(source, identifier, title, status, losses.notes, "stimulus")


def read_text(element: etree._Element, resources: Resources, losses: Losses) -> str:
    """The content of `element` as cleaned HTML; `content-body` inside it is only a wrapping."""
    writer = Writer(TextShelf(resources), losses, {"content-body": lambda inner, body: inner.content(body)}, name=name_of)
    writer.content(element)
    return writer.finish()
