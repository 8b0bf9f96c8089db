"""Associate: options with letters, and below them the pairs made of them."""

from __future__ import annotations

import re
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.joining.carrying import Thing
from desktop_app.gui.items.joining.pairing import joined, pair_of, partners, uses_left
from desktop_app.gui.items.joining.piece_board import PieceBoard, PieceSet, flow, letter
from desktop_app.gui.items.joining.pieces import Piece
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.messages import mark
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import text_label
from question_packs import design_tokens as tokens
from question_packs.assessment.interactions import AssociateInteraction
from question_packs.assessment.responses import Response, limits_of

# A single paragraph, or text without any.
_PARAGRAPH = re.compile(r"\s*(?:<p>)?((?:(?!</?(?:p|div|ul|ol|table|h\d|pre|blockquote)\b).)*)(?:</p>)?\s*", re.DOTALL)


class AssociateView(PieceBoard):
    """All options stand on one side: pressing two after another makes them a pair, or takes it apart."""

    idle_hint = mark("Pilih dua yang cocok, satu demi satu. Tekan pasangan di bawah untuk melepasnya.")

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self._choices = PieceSet(self.make_piece)
        self._pairs = PieceSet(self._make_pair)
        self._title = text_label("strong", "associate-title")
        self._title.setParent(self)
        self._marks: dict[str, str] = {}
        self._pairs_top = 0

    @property
    def _associate(self) -> AssociateInteraction:
        assert isinstance(self.joining, AssociateInteraction)
        return self.joining

    def lay_out(self, width: int, top: int) -> int:
        """The options in lines; the pairs have their place below (`show_pieces`)."""
        choices, scale = self._associate.choices, self.presentation.scale
        self._marks = {each.identifier: letter(place) for place, each in enumerate(choices)}
        for piece, choice in zip(self._choices.use(len(choices)), choices, strict=True):
            piece.show_piece(choice.identifier, choice.content, width, self._marks[choice.identifier], worded=True)
        gap = px(tokens.SPACE_3, scale)
        self._pairs_top = flow(list(self._choices), width, top, gap) + px(tokens.SPACE_6, scale)
        return self._pairs_top

    def show_pieces(self) -> None:
        """The options with their marks, and a line for each pair: a pair more or less changes the height."""
        for piece, choice in zip(self._choices, self._associate.choices, strict=True):
            marks = [self._marks[each] for each in partners(self.response, choice.identifier)]
            used = uses_left(choice.match_max, self.response, choice.identifier) == 0
            held = self.carrying.held == Thing("first", choice.identifier)
            piece.show_state("carried" if held else "used" if used else "free", marks)
        high = self._lay_out_pairs()
        if high != self.height():
            self.setFixedHeight(high)
            self.resized.emit()

    def piece_stops(self) -> list[Piece]:
        """The options, then the pairs."""
        return [*self._choices, *self._pairs]

    def thing_of(self, piece: Piece) -> Thing:
        """Options have no direction; a pair's line is no thing to be held and never asked for."""
        return Thing("first", piece.identifier)

    def name_of(self, thing: Thing) -> str:
        """Mark and text."""
        return f"{self._marks[thing.identifier]}. {self._texts()[thing.identifier].spoken()}"

    def fits(self, held: Thing, pressed: Thing) -> bool:
        """Any two different options."""
        return held != pressed

    def join(self, held: Thing, pressed: Thing) -> Response | None:
        """Joined, or taken apart where they were joined already."""
        pair = pair_of(self._associate, self.response, held.identifier, pressed.identifier)
        if pair is not None:
            return tuple(each for each in self.response if each != pair)
        return joined(self._associate, self.response, held.identifier, pressed.identifier)

    def press(self, place: int) -> bool:
        """A letter key presses that option."""
        choices = list(self._choices)
        if place >= len(choices):
            return False
        choices[place].click()
        return True

    def put_away(self) -> None:
        """No text stays behind."""
        super().put_away()
        self._marks = {}
        self._title.clear()
        self._choices.use(0)
        self._pairs.use(0)

    def _texts(self) -> dict[str, Piece]:
        return {piece.identifier: piece for piece in self._choices}

    def _make_pair(self) -> Piece:
        pair = Piece(self.images, self.presentation, self)
        pair.clicked.connect(lambda: self._take_apart(pair.identifier))
        pair.given_back.connect(lambda: self._take_apart(pair.identifier))
        return pair

    def _take_apart(self, pair: str) -> None:
        self.carrying.cancel()
        if self.focusWidget() in list(self._pairs):  # its line goes; the keyboard must not fall out of the widget
            self._texts()[pair.split(" ")[0]].setFocus(Qt.FocusReason.OtherFocusReason)
        self._change(tuple(each for each in self.response if each != pair))

    def _lay_out_pairs(self) -> int:
        """A title that counts, and the pairs below it; returns where they end."""
        say, gap = self.presentation.say, px(tokens.SPACE_3, self.presentation.scale)
        most = limits_of(self._associate)[1]
        count = len(self.response)
        said = say("Pasangan Anda: {count} dari {most}", count=count, most=most) if most else ""
        self._title.setText(said or say("Pasangan Anda: {count}", count=count))
        self._title.ensurePolished()
        self._title.setGeometry(0, self._pairs_top, self.width(), self._title.heightForWidth(self.width()))
        contents = {each.identifier: each.content for each in self._associate.choices}
        for piece, pair in zip(self._pairs.use(count), self.response, strict=True):
            html = _pair_html([(self._marks[each], contents[each]) for each in pair.split(" ")])
            piece.show_piece(pair, html, self.width(), fill=True)
            piece.show_state("placed")
        for before, after in pairwise(self.piece_stops()):  # a new line's place is after the options
            QWidget.setTabOrder(before, after)
        top = self._title.geometry().bottom() + 1
        return flow(list(self._pairs), self.width(), top + gap, gap) if count else top


def _pair_html(halves: list[tuple[str, str]]) -> str:
    """Two options (mark and HTML): in one line where each is a single paragraph, else one below the other."""
    lines = [(mark, _PARAGRAPH.fullmatch(html)) for mark, html in halves]
    short = [f"<b>{mark}.</b> {found[1]}" for mark, found in lines if found is not None]
    if len(short) == len(halves):
        return f"<p>{' — '.join(short)}</p>"
    return "".join(f"<p><b>{mark}.</b></p>{html}" for mark, html in halves)
