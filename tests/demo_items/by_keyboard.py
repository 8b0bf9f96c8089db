"""How each interaction is answered by keyboard alone. `RECIPES` as in `by_mouse`."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.choosing.choice_view import ChoiceCard
from desktop_app.gui.items.choosing.slider_steps import place_of
from desktop_app.gui.items.choosing.slider_view import SliderTrack
from desktop_app.gui.items.files.file_list import FileRow
from desktop_app.gui.items.joining.grid_table import GridMark
from question_packs.assessment import interactions as ia
from question_packs.assessment.responses import Response
from tests.demo_items.by_mouse import Recipe, as_typed, card_of, in_rows, piece_of, writing_place
from tests.demo_items.hand import Hand

KEY = Qt.Key
_STEP = 10  # pixels that an arrow moves the crosshair


def choose(hand: Hand, widget: QWidget, _interaction: ia.Interaction, response: Response) -> None:
    for value in response:
        hand.press_on(card_of(hand, widget, value))


def choose_inline(hand: Hand, widget: QWidget, _interaction: ia.Interaction, response: Response) -> None:
    hand.press_on(widget.stops()[0])
    wanted = card_of(hand, hand.panel, response[0])
    cards = sorted(hand.find(ChoiceCard), key=lambda each: each.mapTo(hand.panel, QPoint()).y())
    here = next(place for place, card in enumerate(cards) if card.hasFocus())
    hand.key(KEY.Key_Down, times=cards.index(wanted) - here)
    hand.key(KEY.Key_Space)


def write(hand: Hand, widget: QWidget, interaction: ia.Interaction, response: Response) -> None:
    hand.tab_to(writing_place(hand, widget))
    hand.type(as_typed(interaction, response))


def choose_words(hand: Hand, widget: QWidget, _interaction: ia.Interaction, response: Response) -> None:
    for stop in widget.stops():
        if stop.identifier in response:
            hand.press_on(stop)


def order(hand: Hand, widget: QWidget, _interaction: ia.Interaction, response: Response) -> None:
    moved = False
    for place, name in enumerate(response):
        steps = [piece.identifier for piece in in_rows(hand, widget)].index(name) - place
        if steps:
            hand.press_on(piece_of(hand, widget, name))
            hand.key(KEY.Key_Up, times=steps)
            hand.key(KEY.Key_Space)
            moved = True
    if not moved:
        hand.press_on(hand.robot.find("order-confirm"))


def mark(hand: Hand, widget: QWidget, interaction: ia.Interaction, response: Response) -> None:
    if interaction.presentation == "pairs":
        join(hand, widget, interaction, response)
        return
    for pair in response:
        source, target = pair.split(" ")
        row = [each for each in hand.find(GridMark, widget) if each.source == source]
        stop = next(each for each in widget.stops() if each in row)
        row.sort(key=lambda each: each.x())
        wanted = next(place for place, each in enumerate(row) if each.target == target)
        steps = wanted - row.index(stop)
        hand.tab_to(stop)
        hand.key(KEY.Key_Right if steps > 0 else KEY.Key_Left, times=abs(steps))
        hand.key(KEY.Key_Space)


def join(hand: Hand, widget: QWidget, _interaction: ia.Interaction, response: Response) -> None:
    for pair in response:
        for name in pair.split(" "):
            hand.press_on(piece_of(hand, widget, name))


def press_areas(hand: Hand, widget: QWidget, _interaction: ia.Interaction, response: Response) -> None:
    for names in response:
        for name in names.split(" "):
            hand.press_on(area_of(widget, name))


def lay_on_picture(hand: Hand, widget: QWidget, _interaction: ia.Interaction, response: Response) -> None:
    for pair in response:
        piece, area = pair.split(" ")
        hand.press_on(piece_of(hand, widget, piece))
        hand.press_on(area_of(widget, area))


def point(hand: Hand, widget: QWidget, _interaction: ia.Interaction, response: Response) -> None:
    ground = widget.ground
    hand.tab_to(ground)
    for place in response:
        across, down = (int(to) - at for to, at in zip(place.split(" "), ground.crosshair, strict=True))
        _move(hand, across, KEY.Key_Right, KEY.Key_Left)
        _move(hand, down, KEY.Key_Down, KEY.Key_Up)
        hand.key(KEY.Key_Space)


def slide(hand: Hand, widget: QWidget, interaction: ia.Interaction, response: Response) -> None:
    if interaction.step_labels:
        choose(hand, widget, interaction, response)
        return
    (track,) = hand.find(SliderTrack, widget)
    hand.tab_to(track)
    hand.key(KEY.Key_Home)
    hand.key(
        KEY.Key_Up if interaction.orientation == "vertical" else KEY.Key_Right, times=place_of(interaction, response[0])
    )


def draw(hand: Hand, widget: QWidget, _interaction: ia.Interaction, _response: Response) -> None:
    hand.tab_to(widget.sheet)
    hand.key(KEY.Key_Space)
    hand.key(KEY.Key_Right, times=12)
    hand.key(KEY.Key_Down, times=6)
    hand.key(KEY.Key_Space)


def hand_in_file(hand: Hand, widget: QWidget, _interaction: ia.Interaction, _response: Response) -> None:
    hand.press_on(widget.look)
    hand.wait_until(lambda: bool(hand.find(FileRow, widget)))
    hand.press_on(hand.find(FileRow, widget)[0])


def listen(hand: Hand, widget: QWidget, _interaction: ia.Interaction, _response: Response) -> None:
    hand.press_on(widget.stops()[0])


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


def area_of(widget: QWidget, identifier: str) -> QWidget:
    """Where the keyboard rests for an area."""
    return next(each for each in widget.ground.stops() if each.identifier == identifier)


def _move(hand: Hand, distance: int, forth: Qt.Key, back: Qt.Key) -> None:
    key = forth if distance > 0 else back
    steps, rest = divmod(abs(distance), _STEP)
    hand.key(key, times=steps)
    hand.key(key, times=rest, shift=True)
