"""An item's body: its text, parted at the block interactions, with places for the inline ones.

A block interaction that stands inside other elements ends them before it and begins them anew after it; where that changes
what a table or list looks like, it is named (`QTI-35`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml import etree
from msgspec.structs import replace

from question_packs.assessment import interactions as ia
from question_packs.importers.markup import Handler, Writer, attribute_of
from question_packs.importers.qti import choosing, graphics, joining, writing
from question_packs.importers.qti.context import NOT_SHOWN, ItemContext, markup_name, write_object
from question_packs.importers.qti.names import attribute, child
from question_packs.importers.qti.reading import refuse
from question_packs.importers.qti.templates import cut_out

BLOCKS: dict[str, Callable[[etree._Element, ItemContext], ia.BlockInteraction]] = {
    "choice-interaction": choosing.read_choice,
    "order-interaction": choosing.read_order,
    "hottext-interaction": choosing.read_hottext,
    "extended-text-interaction": writing.read_extended_text,
    "slider-interaction": writing.read_slider,
    "media-interaction": writing.read_media,
    "upload-interaction": writing.read_upload,
    "match-interaction": joining.read_match,
    "associate-interaction": joining.read_associate,
    "gap-match-interaction": joining.read_gap_match,
    "hotspot-interaction": graphics.read_hotspot,
    "select-point-interaction": graphics.read_select_point,
    "graphic-order-interaction": graphics.read_graphic_order,
    "graphic-associate-interaction": graphics.read_graphic_associate,
    "graphic-gap-match-interaction": graphics.read_graphic_gap_match,
    "drawing-interaction": graphics.read_drawing,
}
INLINES: dict[str, Callable[[etree._Element, ItemContext], ia.InlineInteraction]] = {
    "inline-choice-interaction": choosing.read_inline_choice,
    "text-entry-interaction": writing.read_text_entry,
}
_MOST = 60  # interactions of one item
_CLOSED = {"table", "tr", "td", "th", "caption", "ul", "ol", "li", "dl", "dd", "dt"}


class BodyReader:
    """Reads one body. `interactions` are in the order of the text."""

    def __init__(self, context: ItemContext) -> None:
        self._context = context
        self._body: str | None = None
        self._last_block: int | None = None
        self.interactions: list[ia.Interaction] = []

    def read(self, body: etree._Element) -> str:
        """The text up to the first block interaction."""
        own: dict[str, Handler] = dict.fromkeys(BLOCKS, self._block)
        own |= dict.fromkeys(INLINES, self._inline)
        own |= {"position-object-stage": self._stage, "audio": self._recording, "video": self._recording}
        own |= {"object": self._object}
        writer = self._context.writer(own)
        writer.content(body)
        self._end_text(writer.finish())
        self._check_all_read(body)
        return self._body or ""

    def _check_all_read(self, body: etree._Element) -> None:
        """There is something to answer (`QTI-12`), and no interaction stood where none can be shown (`QTI-21`)."""
        if not any(each.response_identifier in self._context.responses for each in self.interactions):
            raise refuse(body, "QTI-12")
        for element in body.iter(etree.Element):
            name = markup_name(element)
            if not name.endswith("-interaction") or attribute(element, "response-identifier") in self._context.used:
                continue
            if not any(markup_name(around) in NOT_SHOWN for around in element.iterancestors()):
                raise refuse(element, "QTI-21", element=name, type="-")

    def _end_text(self, text: str) -> None:
        """`text` is what stood between the last block interaction and here."""
        if self._last_block is None:
            self._body = text
            return
        block = self.interactions[self._last_block]
        assert isinstance(block, ia.BlockInteraction)
        self.interactions[self._last_block] = replace(block, after=text)

    def _add(self, element: etree._Element, interaction: ia.Interaction) -> None:
        if len(self.interactions) >= _MOST:
            raise refuse(element, "QTI-19", what="interaction", limit=_MOST)
        self.interactions.append(interaction)

    def _block(self, writer: Writer, element: etree._Element) -> None:
        self._lift_recordings(writer, element)
        self._place(writer, element, [BLOCKS[markup_name(element)](element, self._context)])

    def _lift_recordings(self, writer: Writer, element: etree._Element) -> None:
        """A prompt is text; a recording in it becomes a player above the interaction."""
        prompt = child(element, "prompt")
        for each in [] if prompt is None else list(prompt.iter(etree.Element)):
            if markup_name(each) in ("audio", "video") or _is_recording(each):
                self._recording(writer, each)
                cut_out(each)

    def _stage(self, writer: Writer, element: etree._Element) -> None:
        self._place(writer, element, graphics.read_stage(element, self._context))

    def _place(self, writer: Writer, element: etree._Element, blocks: Iterable[ia.BlockInteraction]) -> None:
        if _CLOSED.intersection(writer.around()):
            self._context.losses.add(element, "QTI-35", element=markup_name(element))
        for block in blocks:
            self._end_text(writer.cut())
            self._last_block = len(self.interactions)
            self._add(element, block)

    def _inline(self, writer: Writer, element: etree._Element) -> None:
        interaction = INLINES[markup_name(element)](element, self._context)
        self._add(element, interaction)
        writer.raw(f'<img src="interaction:{interaction.response_identifier}">')

    def _object(self, writer: Writer, element: etree._Element) -> None:
        """A picture of the text, or a recording."""
        if _is_recording(element):
            self._recording(writer, element)
        else:
            write_object(writer, element)

    def _recording(self, writer: Writer, element: etree._Element) -> None:
        """A recording that nobody asks about is played all the same (`QTI-48`), under a name that no variable has."""
        number = 1
        while f"MEDIA-{number}" in (*self._context.used, *self._context.responses):
            number += 1
        response = f"MEDIA-{number}"
        self._context.losses.add(element, "QTI-48")
        self._place(writer, element, [writing.recording(element, self._context, response)])
        self._context.used.append(response)


def _is_recording(element: etree._Element) -> bool:
    return markup_name(element) == "object" and attribute_of(element, "type").partition("/")[0] in ("audio", "video")
