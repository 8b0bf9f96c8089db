"""What a question of Moodle XML consists of: its texts with their embedded files, numbers and settings. Shared by types."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from html import escape

from lxml import etree

from question_packs.errors import KnownError
from question_packs.importers.losses import Losses, RefusedError, at
from question_packs.importers.moodle.keys import Answer
from question_packs.importers.moodle.shares import grade_of, number_in, share_of
from question_packs.importers.moodle.texts import QuestionTexts, Source
from question_packs.importers.qti.resources import MediaShelf
from question_packs.media.intake import Taken


@dataclass(frozen=True)
class Question:
    """One `<question>` while it is read."""

    element: etree._Element
    texts: QuestionTexts
    losses: Losses
    grade: Decimal

    def body(self) -> str:
        """The question's text."""
        return self.texts.html(self.source(), plays=True) + self._old_picture()

    def source(self) -> Source:
        """The question's text as it was written."""
        return source_of(child_of(self.element, "questiontext"), self.element)

    def html(self, element: etree._Element) -> str:
        """The text of a part, such as an answer."""
        return self.texts.html(source_of(element, self.element))

    def answers(self) -> list[etree._Element]:
        """The `<answer>` elements."""
        return list(self.element.findall("answer"))

    def choices(self) -> list[Answer]:
        """The answers as HTML, each with its share."""
        return [Answer(self.html(each), share_in(each)) for each in self.answers()]

    def flag(self, name: str, default: bool = False) -> bool:
        """A setting that is true or false; Moodle writes it in many ways."""
        return flag_of(self.element, name, default)

    def where(self) -> str:
        """The line of the question."""
        return f"{self.element.sourceline} <question>"

    def medium(self, holder: etree._Element) -> tuple[str, Taken] | None:
        """The picture embedded directly in an element; None where there is none."""
        element = holder.find("file")
        if element is None:
            return None
        name, data = _file(element)
        with at(element):
            own, taken = self.texts.shelf.put(name, data)
            if taken.kind != "picture":
                raise KnownError("QTI-20", name=name)
        for loss in taken.losses:
            self.losses.take(name, loss)
        return own, taken

    def _old_picture(self) -> str:
        """The one picture that a question could have before Moodle 2."""
        holder = self.element.find("image_base64")
        if holder is None or not (holder.text or "").strip():
            return ""
        name = text_in(self.element, "image") or "gambar"
        with at(holder):
            own, taken = self.texts.shelf.put(name, _decoded(holder.text or "", name))
        self.losses.add(holder, "HTM-03")
        alt = escape("gambar tanpa teks alternatif")
        return f'<p><img src="pack:{own}" alt="{alt}" width="{taken.width}" height="{taken.height}"></p>'


def question_of(element: etree._Element, shelf: MediaShelf, losses: Losses) -> Question:
    """A question ready to be read. A grade that is no number: `MDL-10`."""
    with at(element):
        grade = grade_of(text_in(element, "defaultgrade"))
    return Question(element, QuestionTexts(shelf, losses), losses, grade)


def child_of(element: etree._Element, name: str) -> etree._Element:
    """A child that must be there (`MDL-14`)."""
    child = element.find(name)
    if child is None:
        raise RefusedError(element, KnownError("MDL-14", element=name))
    return child


def text_in(element: etree._Element, name: str) -> str:
    """The text of a child, with or without `<text>` around it; empty where there is none."""
    child = element.find(name)
    return "" if child is None else text_of(child)


def text_of(element: etree._Element) -> str:
    """The text of an element, with or without `<text>` around it."""
    inner = element.find("text")
    return str((element if inner is None else inner).text or "").strip()


def source_of(element: etree._Element, question: etree._Element) -> Source:
    """A text with its files, its line, and its format; parts of a question that name none have that of its text."""
    inner = element.find("text")
    holder = element if inner is None else inner
    whole = question.find("questiontext")
    form = element.get("format") or ("html" if whole is None else whole.get("format", "html"))
    files = dict(_file(each) for each in element.findall("file"))
    return Source(holder.text or "", holder.sourceline or 1, form, files)


def share_in(answer: etree._Element) -> Fraction:
    """The share of an answer."""
    with at(answer):
        return share_of(answer.get("fraction") or "0")


def flag_of(element: etree._Element, name: str, default: bool = False) -> bool:
    """A child that says true or false; one that is there and empty (`<infinite/>`) says true."""
    child = element.find(name)
    if child is None:
        return default
    return text_of(child).lower() not in ("0", "false")


def count_of(element: etree._Element, name: str, default: int = 0) -> int:
    """A whole number (`MDL-10`)."""
    text = text_in(element, name)
    if not text:
        return default
    with at(child_of(element, name)):
        number = number_in(text)
        if abs(number) > 10**6:
            raise KnownError("MDL-10", value=text[:40])
    return int(number)


def _file(element: etree._Element) -> tuple[str, bytes]:
    """Name (with its folder) and bytes of an embedded file."""
    name = (element.get("path", "/") + element.get("name", "")).strip("/")
    with at(element):
        if element.get("encoding", "base64") != "base64":
            raise KnownError("MDL-35", name=name)
        return name, _decoded(element.text or "", name)


def _decoded(text: str, name: str) -> bytes:
    try:
        return base64.b64decode(text, validate=False)
    except (binascii.Error, ValueError) as error:
        raise KnownError("MDL-35", name=name) from error
