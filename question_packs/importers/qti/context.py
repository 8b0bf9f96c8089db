"""What the readers of interactions share about the item that is read: declarations, losses, files, and texts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from lxml import etree

from question_packs.importers.losses import Losses, RefusedError, at
from question_packs.importers.markup import Handler, Writer, attribute_of
from question_packs.importers.qti.names import attribute, child, children, name_of
from question_packs.importers.qti.reading import classes_of, count, identifier_of, needed_child, refuse
from question_packs.importers.qti.resources import Resources, TextShelf
from question_packs.importers.safe_xml import parse_xml
from question_packs.scoring.declarations import ResponseDeclaration

_PAGES = ("text/html", "application/xhtml+xml")
_SPEECH = ("http://www.w3.org/2001/10/synthesis", "http://www.w3.org/2010/10/synthesis")
# Parts of QTI's shared vocabulary that ask for nothing which our own way of drawing does not do, or that are read here.
_HONOURED = (
    "qti-orientation-", "qti-choices-stacking-", "qti-match-tabular", "qti-height-lines-", "qti-input-width-",
    "qti-counter-", "qti-align-", "qti-valign-", "qti-fullwidth", "qti-padding-", "qti-margin-", "qti-text-indent",
    "qti-underline", "qti-italic", "qti-bordered", "qti-rubric-", "qti-input-control-", "qti-selections-light",
    "qti-selections-dark", "qti-visually-hidden", "qti-display-", "qti-float-", "qti-list-style-", "qti-keep-",
    "qti-bar-", "qti-well", "qti-shared-stimulus",
)  # fmt: skip


@dataclass
class ItemContext:
    """One item (or clone) while it is read. `used`: the response variables that an interaction has taken."""

    resources: Resources
    losses: Losses
    responses: Mapping[str, ResponseDeclaration]
    used: list[str] = field(default_factory=list)

    def response(
        self, element: etree._Element, cardinalities: Collection[str], base_types: Collection[str]
    ) -> ResponseDeclaration:
        """The variable of an interaction, which must fit it (`QTI-07`), be declared (`QTI-08`) and no other's (`QTI-09`)."""
        identifier = identifier_of(element, "response-identifier")
        declaration = self.responses.get(identifier)
        if declaration is None:
            raise refuse(element, "QTI-08", identifier=identifier)
        if identifier in self.used:
            raise refuse(element, "QTI-09", identifier=identifier)
        if declaration.cardinality not in cardinalities or declaration.base_type not in base_types:
            found = f"{declaration.cardinality} {declaration.base_type}"
            raise refuse(element, "QTI-07", identifier=identifier, element=name_of(element), found=found)
        self.used.append(identifier)
        self.note_classes(element)
        return declaration

    def most(self, element: etree._Element, name: str, declaration: ResponseDeclaration, default: int = 1) -> int:
        """How many values a response may have; where its variable holds one, it is one (`QTI-39`)."""
        most = count(element, name, 1 if declaration.cardinality == "single" else default)
        if declaration.cardinality == "single" and most != 1:
            self.losses.add(element, "QTI-39", identifier=declaration.identifier, attribute=name, value=most)
            return 1
        return most

    def writer(self, own: Mapping[str, Handler] | None = None) -> Writer:
        """A writer for one text of the item; `own` on top of what all texts of QTI have."""
        return Writer(TextShelf(self.resources), self.losses, {**_EVERYWHERE, **(own or {})}, markup_name)

    def text(self, element: etree._Element) -> str:
        """An element's content as HTML."""
        writer = self.writer()
        writer.content(element)
        return writer.finish()

    def text_without(self, element: etree._Element, apart: Collection[str], own: Mapping[str, Handler]) -> str:
        """An interaction's own text: its content without the prompt and the children `apart`."""
        writer = self.writer(own)
        for each in element:
            if name_of(each) not in {"prompt", *apart}:
                writer.element(each)
            writer.text(each.tail)
        return writer.finish()

    def prompt(self, element: etree._Element) -> str:
        """The interaction's question."""
        prompt = child(element, "prompt")
        return "" if prompt is None else self.text(prompt)

    def note_classes(self, element: etree._Element) -> None:
        """Shared vocabulary that would look otherwise elsewhere (`QTI-49`)."""
        for each in classes_of(element):
            if each.startswith("qti-") and not each.startswith(_HONOURED):
                self.losses.add(element, "QTI-49", name=each[:60])


def markup_name(element: etree._Element) -> str:
    """The name of an element in a text; marks for speech engines have names of their own, `sub` being one of HTML too."""
    if etree.QName(element).namespace in _SPEECH:
        return "speech"
    return name_of(element)


def unique(element: etree._Element, identifiers: Collection[str]) -> None:
    """No name twice among the choices of an interaction (`QTI-09`); and there must be some (`QTI-06`)."""
    if not identifiers:
        raise refuse(element, "QTI-06", element=name_of(element), child="...-choice")
    seen: set[str] = set()
    for each in identifiers:
        if each in seen:
            raise refuse(element, "QTI-09", identifier=each)
        seen.add(each)


# --- what any text of QTI may hold


def _transparent(writer: Writer, element: etree._Element) -> None:
    writer.content(element)


def _left_out(code: str) -> Handler:
    def handler(writer: Writer, element: etree._Element) -> None:
        writer.losses.add(element, code, element=name_of(element))

    return handler


def write_object(writer: Writer, element: etree._Element) -> None:
    """A picture, or a page of the package; anything else cannot be shown where it stands (`QTI-21`).

    What stands in the object is for those who cannot show it: where it is another object or picture, that is tried next.
    """
    media_type = attribute_of(element, "type")
    try:
        if media_type in _PAGES:
            _page(writer, element)
        elif media_type and not media_type.startswith("image/"):
            raise refuse(element, "QTI-21", element=name_of(element), type=media_type)
        else:
            writer.picture(element, attribute_of(element, "data"), object_alt(element))
    except RefusedError:
        instead = next(children(element, "object", "img"), None)
        if instead is None:
            raise
        writer.element(instead)


def _page(writer: Writer, element: etree._Element) -> None:
    """A page of the package (how QTI 2 shares texts) stands in the text itself; pages within pages do not."""
    assert isinstance(writer.shelf, TextShelf)
    resources = writer.shelf.resources
    with at(element):
        path = resources.resolved(attribute_of(element, "data"))
        root = parse_xml(resources.files[path], path)
    page = Writer(TextShelf(resources.seen_from(path)), writer.losses, {"speech": _transparent}, markup_name)
    page.content(root if child(root, "body") is None else needed_child(root, "body"))
    writer.raw(f"<div>{page.finish()}</div>")


def object_alt(element: etree._Element) -> str | None:
    """The words for an object: its label, or the content for those who cannot see it. None where there are none."""
    words = element.get("alt") or element.get("aria-label") or " ".join("".join(element.itertext()).split())
    return str(words) or None


def _include(writer: Writer, element: etree._Element) -> None:
    """A piece of XML of the package (XInclude) stands in the text itself; pieces within pieces do not (`QTI-21`)."""
    assert isinstance(writer.shelf, TextShelf)
    resources = writer.shelf.resources
    with at(element):
        path = resources.resolved(attribute_of(element, "href"))
        root = parse_xml(resources.files[path], path)
    if any(name_of(each) == "include" for each in root.iter(etree.Element)):
        raise refuse(element, "QTI-21", element=name_of(element), type=path)
    writer.element(root)


def _recording(writer: Writer, element: etree._Element) -> None:
    raise refuse(element, "QTI-21", element=name_of(element), type=name_of(element))


def _info_control(writer: Writer, element: etree._Element) -> None:
    writer.losses.add(element, "QTI-47")
    writer.content(element)


def _refused(writer: Writer, element: etree._Element) -> None:
    raise refuse(element, "QTI-03", element=name_of(element))


def _styled(tag: str) -> Handler:
    def handler(writer: Writer, element: etree._Element) -> None:
        for each in classes_of(element):
            if each in ("qti-hidden", "qti-layout-row"):
                writer.losses.add(element, "QTI-49", name=each)
        writer.wrap(element, tag)

    return handler


def _rubric(writer: Writer, element: etree._Element) -> None:
    """Shown to candidates where it is meant for them, else left out (`QTI-32`)."""
    views = attribute(element, "view").split() or ["candidate"]
    if "candidate" not in views:
        writer.losses.add(element, "QTI-32", view=", ".join(views)[:100])
        return
    body = child(element, "content-body")
    writer.content(element if body is None else body)


# What is left out with all that stands in it, interactions included.
NOT_SHOWN = ("feedback-inline", "feedback-block", "modal-feedback", "rubric-block")
_FEEDBACK = _left_out("QTI-30")
_EVERYWHERE: dict[str, Handler] = {
    "speech": _transparent,
    "content-body": _transparent,
    "template-inline": _transparent,
    "template-block": _transparent,
    "object": write_object,
    "audio": _recording,
    "video": _recording,
    "feedback-inline": _FEEDBACK,
    "feedback-block": _FEEDBACK,
    "modal-feedback": _FEEDBACK,
    "stylesheet": _left_out("QTI-33"),
    "printed-variable": _left_out("QTI-51"),
    "info-control": _info_control,
    "rubric-block": _rubric,
    "custom-interaction": _refused,
    "portable-custom-interaction": _refused,
    "end-attempt-interaction": _refused,
    "include": _include,
    "div": _styled("div"),
}


def pictures_below(element: etree._Element) -> list[etree._Element]:
    """The pictures that are direct children of an interaction, in whichever element QTI lets them stand."""
    found = []
    for each in children(element, "object", "img", "picture"):
        inner = child(each, "img") if name_of(each) == "picture" else each
        found += [] if inner is None else [inner]
    return found
