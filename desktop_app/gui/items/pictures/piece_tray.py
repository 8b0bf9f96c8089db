"""The pieces that can be put on a picture, side by side in as many rows as they need."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.joining.piece_board import flow
from desktop_app.gui.items.joining.pieces import Piece, PieceState
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from question_packs import design_tokens as tokens
from question_packs.assessment.interactions import AssociableChoice


class PieceTray(QWidget):
    """The signals carry the identifier of a piece."""

    pressed = Signal(str)
    given_back = Signal(str)

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__()
        self._images = images
        self._presentation = presentation
        self._pieces: list[Piece] = []
        self._in_use = 0

    def show_pieces(self, choices: Sequence[AssociableChoice], width: int) -> None:
        """Show `choices` in rows of `width` pixels."""
        while len(self._pieces) < len(choices):
            self._add_piece()
        self._in_use = len(choices)
        gap = px(tokens.SPACE_2, self._presentation.scale)
        for piece, choice in zip(self._pieces, choices, strict=False):
            piece.show_piece(choice.identifier, choice.content, width, worded=True)
            piece.show()
        for piece in self._pieces[len(choices) :]:
            piece.put_away()
        self.setFixedSize(width, flow(self.pieces(), width, 0, gap))

    def show_state(self, identifier: str, state: PieceState) -> None:
        """How the piece stands."""
        next(each for each in self.pieces() if each.identifier == identifier).show_state(state)

    def name_of(self, identifier: str) -> str:
        """The piece in words."""
        return next((each.spoken() for each in self.pieces() if each.identifier == identifier), "")

    def pieces(self) -> list[Piece]:
        """The pieces on the screen."""
        return self._pieces[: self._in_use]

    def put_away(self) -> None:
        """No piece stays."""
        for piece in self.pieces():
            piece.put_away()
        self._in_use = 0

    def _add_piece(self) -> None:
        piece = Piece(self._images, self._presentation, self)
        piece.clicked.connect(lambda: self.pressed.emit(piece.identifier))
        piece.given_back.connect(lambda: self.given_back.emit(piece.identifier))
        self._pieces.append(piece)
