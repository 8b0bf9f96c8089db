"""How each interaction is answered by mouse. `RECIPES[type(interaction)](hand, widget, interaction, response)`."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from desktop_app.gui.items.choosing.choice_view import ChoiceCard
from desktop_app.gui.items.choosing.slider_steps import place_of
from desktop_app.gui.items.choosing.slider_view import SliderTrack
from desktop_app.gui.items.files.file_list import FileRow
from desktop_app.gui.items.joining.grid_table import GridMark
from desktop_app.gui.items.joining.pieces import Piece
from question_packs.assessment import interactions as ia
from question_packs.assessment.responses import Response
from tests.demo_items.hand import Hand

Recipe = Callable[[Hand, QWidget, ia.Interaction, Response], None]


def choose(hand: Hand, widget: QWidget, _interaction: ia.Interaction, response: Response) -> None:
    for value in response:
        hand.click(card_of(hand, widget, value))


def choose_inline(hand: Hand, widget: QWidget, _interaction: ia.Interaction, response: Response) -> None:
    hand.click(widget)
    hand.click(card_of(hand, hand.panel, response[0]))


def write(hand: Hand, widget: QWidget, interaction: ia.Interaction, response: Response) -> None:
    hand.click(writing_place(hand, widget))
    hand.type(as_typed(interaction, response))


def choose_words(hand: Hand, widget: QWidget, _interaction: ia.Interaction, response: Response) -> None:
    for stop in widget.stops():
        if stop.identifier in response:
            hand.click(stop, stop.mask().begin().center())


def order(hand: Hand, widget: QWidget, _interaction: ia.Interaction, response: Response) -> None:
    moved = False
    for place, name in enumerate(response):
        standing = [piece.identifier for piece in in_rows(hand, widget)]
        if standing.index(name) != place:
            hand.click(piece_of(hand, widget, name))
            hand.click(piece_of(hand, widget, standing[place]))
            moved = True
    if not moved:
        hand.robot.click("order-confirm")


def mark(hand: Hand, widget: QWidget, interaction: ia.Interaction, response: Response) -> None:
    if interaction.presentation == "pairs":
        join(hand, widget, interaction, response)
        return
    for pair in response:
        hand.click(mark_of(hand, widget, pair))


def join(hand: Hand, widget: QWidget, _interaction: ia.Interaction, response: Response) -> None:
    for pair in response:
        for name in pair.split(" "):
            hand.click(piece_of(hand, widget, name))


def press_areas(hand: Hand, widget: QWidget, _interaction: ia.Interaction, response: Response) -> None:
    for names in response:
        for name in names.split(" "):
            hand.click(widget.ground, widget.ground.area(name).box.center().toPoint())


def lay_on_picture(hand: Hand, widget: QWidget, _interaction: ia.Interaction, response: Response) -> None:
    for pair in response:
        piece, area = pair.split(" ")
        hand.click(piece_of(hand, widget, piece))
        hand.click(widget.ground, widget.ground.area(area).box.center().toPoint())


def point(hand: Hand, widget: QWidget, _interaction: ia.Interaction, response: Response) -> None:
    for place in response:
        x, y = map(int, place.split(" "))
        hand.click(widget.ground, widget.ground.to_screen((x, y)).toPoint())


def slide(hand: Hand, widget: QWidget, interaction: ia.Interaction, response: Response) -> None:
    if interaction.step_labels:
        choose(hand, widget, interaction, response)
        return
    (track,) = hand.find(SliderTrack, widget)
    hand.click(track, track._point(place_of(interaction, response[0])).toPoint())


def draw(hand: Hand, widget: QWidget, interaction: ia.Interaction, _response: Response) -> None:
    wide, high = interaction.picture.width, interaction.picture.height
    corners = ((0.2, 0.3), (0.5, 0.3), (0.5, 0.7), (0.8, 0.7))
    hand.drag(widget.sheet, *(QPointF(widget.sheet.to_screen((round(x * wide), round(y * high)))) for x, y in corners))


def hand_in_file(hand: Hand, widget: QWidget, _interaction: ia.Interaction, _response: Response) -> None:
    hand.click(widget.look)
    hand.wait_until(lambda: bool(hand.find(FileRow, widget)))
    hand.click(hand.find(FileRow, widget)[0])


def listen(hand: Hand, widget: QWidget, _interaction: ia.Interaction, _response: Response) -> None:
    hand.click(widget.stops()[0], QPoint(10, 10))


RECIPES: dict[type, Recipe] = {
    ia.ChoiceInteraction: choose,
    ia.InlineChoiceInteraction: choose_inline,
    ia.TextEntryInteraction: write,
    ia.ExtendedTextInteraction: write,
    ia.HottextInteraction: choose_words,
    ia.OrderInteraction: order,
    ia.MatchInteraction: mark,
    ia.AssociateInteraction: join,
    ia.GapMatchInteraction: join,
    ia.HotspotInteraction: press_areas,
    ia.SelectPointInteraction: point,
    ia.GraphicOrderInteraction: press_areas,
    ia.GraphicAssociateInteraction: press_areas,
    ia.GraphicGapMatchInteraction: lay_on_picture,
    ia.PositionObjectInteraction: point,
    ia.DrawingInteraction: draw,
    ia.SliderInteraction: slide,
    ia.MediaInteraction: listen,
    ia.UploadInteraction: hand_in_file,
}


def card_of(hand: Hand, within: QWidget, identifier: str) -> ChoiceCard:
    """The card of an option."""
    return next(each for each in hand.find(ChoiceCard, within) if each.identifier == identifier)


def piece_of(hand: Hand, within: QWidget, identifier: str) -> Piece:
    """The piece or place of that name."""
    return next(each for each in hand.find(Piece, within) if each.identifier == identifier)


def in_rows(hand: Hand, within: QWidget) -> list[Piece]:
    """The pieces of an order from above to below."""
    return sorted(hand.find(Piece, within), key=lambda each: each.mapTo(within, QPoint()).y())


def mark_of(hand: Hand, within: QWidget, pair: str) -> GridMark:
    """Where row and column of a pair cross."""
    return next(each for each in hand.find(GridMark, within) if f"{each.source} {each.target}" == pair)


def writing_place(hand: Hand, widget: QWidget) -> QWidget:
    """The line or paper of a field."""
    return next(each for kind in (QLineEdit, QPlainTextEdit, QTextEdit) for each in hand.find(kind, widget))


def as_typed(interaction: ia.Interaction, response: Response) -> str:
    """As a candidate types it: with a decimal comma."""
    is_text = isinstance(interaction, ia.ExtendedTextInteraction) or interaction.base_type == "string"
    return response[0] if is_text else response[0].replace(".", ",")
