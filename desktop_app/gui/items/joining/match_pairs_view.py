"""Match as pairs: two columns, letters on the left, numbers on the right; joined things show each other's marks."""

from __future__ import annotations

from desktop_app.gui.items.joining.carrying import Thing
from desktop_app.gui.items.joining.pairing import joined, pair_of, partners
from desktop_app.gui.items.joining.piece_board import PieceBoard, PieceSet, letter
from desktop_app.gui.items.joining.pieces import Piece
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.messages import mark
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from question_packs import design_tokens as tokens
from question_packs.assessment.interactions import AssociableChoice, MatchInteraction
from question_packs.assessment.responses import Response


class MatchPairsView(PieceBoard):
    """Sources are the first, targets the second of a pair. Pressing two that are joined takes them apart."""

    idle_hint = mark("Pilih satu huruf, lalu nomor yang cocok. Pilih keduanya lagi untuk melepas.")

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self._sources = PieceSet(self.make_piece)
        self._targets = PieceSet(self.make_piece)
        self._marks: dict[str, str] = {}

    @property
    def _match(self) -> MatchInteraction:
        assert isinstance(self.joining, MatchInteraction)
        return self.joining

    def lay_out(self, width: int, top: int) -> int:
        """Two columns whose rows are of one height; one below the other where two would be too narrow to read."""
        sources, targets, scale = self._match.sources, self._match.targets, self.presentation.scale
        gap, between = px(tokens.SPACE_3, scale), px(tokens.SPACE_8, scale)
        column = (width - between) // 2
        side_by_side = column >= px(tokens.TARGET * 5, scale)
        wide = column if side_by_side else width
        self._marks = {each.identifier: letter(place) for place, each in enumerate(sources)}
        self._marks |= {each.identifier: str(place) for place, each in enumerate(targets, 1)}
        self._fill(self._sources, sources, wide)
        self._fill(self._targets, targets, wide)
        if not side_by_side:
            return _stack(list(self._targets), 0, _stack(list(self._sources), 0, top, gap) + between, gap)
        for source, target in zip(self._sources, self._targets, strict=False):
            high = max(source.height(), target.height())
            source.setFixedHeight(high)
            target.setFixedHeight(high)
        return max(_stack(list(self._sources), 0, top, gap), _stack(list(self._targets), column + between, top, gap))

    def show_pieces(self) -> None:
        """Each with the marks of what it is joined to."""
        for piece in self.piece_stops():
            marks = [self._marks[each] for each in partners(self.response, piece.identifier)]
            held = self.carrying.held == self.thing_of(piece)
            piece.show_state("carried" if held else "placed" if marks else "free", marks)

    def piece_stops(self) -> list[Piece]:
        """The sources, then the targets."""
        return [*self._sources, *self._targets]

    def thing_of(self, piece: Piece) -> Thing:
        """Sources are the first of a pair."""
        return Thing("first" if piece in list(self._sources) else "second", piece.identifier)

    def name_of(self, thing: Thing) -> str:
        """Mark and text."""
        piece = next(each for each in self.piece_stops() if self.thing_of(each) == thing)
        return f"{self._marks[thing.identifier]}. {piece.spoken()}"

    def join(self, held: Thing, pressed: Thing) -> Response | None:
        """Joined, or taken apart where they were joined already."""
        first, second = (held, pressed) if held.side == "first" else (pressed, held)
        pair = pair_of(self._match, self.response, first.identifier, second.identifier)
        if pair is not None:
            return tuple(each for each in self.response if each != pair)
        return joined(self._match, self.response, first.identifier, second.identifier)

    def press(self, place: int) -> bool:
        """A letter or digit key takes up a source; where one is held, it chooses the target."""
        held = self.carrying.held
        side = list(self._targets if held is not None and held.side == "first" else self._sources)
        if place >= len(side):
            return False
        side[place].click()
        return True

    def put_away(self) -> None:
        """No text stays behind."""
        super().put_away()
        self._marks = {}
        self._sources.use(0)
        self._targets.use(0)

    def _fill(self, pieces: PieceSet, choices: tuple[AssociableChoice, ...], width: int) -> None:
        for piece, choice in zip(pieces.use(len(choices)), choices, strict=True):
            piece.show_piece(
                choice.identifier, choice.content, width, self._marks[choice.identifier], fill=True, worded=True
            )


def _stack(pieces: list[Piece], left: int, top: int, gap: int) -> int:
    """Place `pieces` below each other; returns where the last one ends."""
    for piece in pieces:
        piece.move(left, top)
        top += piece.height() + gap
    return top - gap
