"""Gap match: a text with gaps, and below it the pieces that go into them."""

from __future__ import annotations

from PySide6.QtCore import QSizeF

from desktop_app.gui.items.joining.carrying import Thing
from desktop_app.gui.items.joining.pairing import joined, parted, partners, uses_left
from desktop_app.gui.items.joining.piece_board import PieceBoard, PieceSet, flow
from desktop_app.gui.items.joining.pieces import Piece
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.items.text.rich_text import RichText
from desktop_app.gui.messages import mark
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from question_packs import design_tokens as tokens
from question_packs.assessment.interactions import GapMatchInteraction
from question_packs.assessment.responses import Response


class GapMatchView(PieceBoard):
    """Pieces are the first, gaps the second of a pair. A filled gap can be taken up too: its piece moves."""

    idle_hint = mark("Pilih sebuah potongan, lalu celahnya. Tekan Delete pada celah untuk melepas isinya.")
    carrying_hint = mark("Pilih tempat untuk: {name}")

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self._text = RichText(images, presentation)
        self._text.setParent(self)
        self._pieces = PieceSet(self.make_piece)
        self._gaps = PieceSet(self.make_piece)

    @property
    def _gap_match(self) -> GapMatchInteraction:
        assert isinstance(self.joining, GapMatchInteraction)
        return self.joining

    def lay_out(self, width: int, top: int) -> int:
        """The text with its gaps, then the pieces in lines."""
        interaction, gap = self._gap_match, px(tokens.SPACE_3, self.presentation.scale)
        size = self._measure(width)
        places = {f"gap:{each.identifier}": size for each in interaction.gaps}
        self._text.show_html(interaction.content, width, places=places)
        self._text.move(0, top)
        self._text.show()
        self._gaps.use(len(self._text.place_rects()))
        for piece, choice in zip(self._pieces.use(len(interaction.choices)), interaction.choices, strict=True):
            piece.show_piece(choice.identifier, choice.content, width, worded=True)
        return flow(list(self._pieces), width, top + self._text.height() + 2 * gap, gap)

    def show_pieces(self) -> None:
        """The gaps with what lies in them, the pieces with whether they are used up."""
        contents = {each.identifier: each.content for each in self._gap_match.choices}
        for place, (gap, (address, rect)) in enumerate(zip(self._gaps, self._text.place_rects().items(), strict=True), 1):
            name = address.removeprefix("gap:")
            inside = partners(self.response, name)
            box = rect.toAlignedRect().translated(self._text.pos())
            gap.show_piece(name, contents[inside[0]] if inside else "", box.width())
            gap.setGeometry(box)
            gap.setFixedSize(box.size())
            said = f"{self._gap_name(place)}, {gap.spoken()}" if inside else self._gap_name(place)
            held = self.carrying.held == Thing("second", name)
            gap.show_state("carried" if held else "placed" if inside else "empty", name=said)
        for piece, choice in zip(self._pieces, self._gap_match.choices, strict=True):
            used = uses_left(choice.match_max, self.response, choice.identifier) == 0
            held = self.carrying.held == Thing("first", choice.identifier)
            piece.show_state("carried" if held else "used" if used else "free")

    def piece_stops(self) -> list[Piece]:
        """The gaps in reading order, then the pieces."""
        return [*self._gaps, *self._pieces]

    def thing_of(self, piece: Piece) -> Thing:
        """Gaps are the second of a pair."""
        return Thing("second" if piece in list(self._gaps) else "first", piece.identifier)

    def name_of(self, thing: Thing) -> str:
        """A piece's text, also while it is taken up out of its gap."""
        if thing.side == "second":
            inside = partners(self.response, thing.identifier)
            if not inside:
                return self._gap_name([gap.identifier for gap in self._gaps].index(thing.identifier) + 1)
            thing = Thing("first", inside[0])
        return next(piece.spoken() for piece in self._pieces if piece.identifier == thing.identifier)

    def fits(self, held: Thing, pressed: Thing) -> bool:
        """Piece and gap in either order; and a filled gap with another gap, to which its piece moves."""
        if held.side == "second" and pressed.side == "second":
            return held != pressed and bool(partners(self.response, held.identifier))
        return held.side != pressed.side

    def join(self, held: Thing, pressed: Thing) -> Response | None:
        """The pair replaces what lay in the gap."""
        response = self.response
        if held.side == pressed.side:
            moving = partners(response, held.identifier)[0]
            response, held = parted(response, held.identifier), Thing("first", moving)
        piece, gap = (held, pressed) if held.side == "first" else (pressed, held)
        return joined(self._gap_match, response, piece.identifier, gap.identifier)

    def put_away(self) -> None:
        """No text stays behind."""
        super().put_away()
        self._text.show_html("", self.width())
        self._text.hide()
        self._pieces.use(0)
        self._gaps.use(0)

    def _gap_name(self, place: int) -> str:
        return self.presentation.say("Celah {number}", number=place)

    def _measure(self, width: int) -> QSizeF:
        """The size into which every piece fits: all gaps are alike, so that none gives its answer away."""
        size = QSizeF(2 * px(tokens.TARGET, self.presentation.scale), px(tokens.TARGET, self.presentation.scale))
        (gap,) = self._gaps.use(1)
        for choice in self._gap_match.choices:
            size = size.expandedTo(QSizeF(gap.show_piece("", choice.content, width)))
        return QSizeF(min(size.width(), width), size.height())
