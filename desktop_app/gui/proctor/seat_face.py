"""What a tile of the map shows of a seat: its words, its shapes, how loud it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from desktop_app.gui.presentation import Presentation
from desktop_app.gui.proctor import words

if TYPE_CHECKING:
    from desktop_app.services.console.views import SeatView, TroubleKind

Level = Literal["urgent", "notice", "calm", "empty", "done"]


@dataclass(frozen=True)
class Face:
    """`words` and `times`: the same ever shorter, for ever smaller tiles. `icon`: of `icons`; `signs`: further small ones.

    `progress`: answered, in percent.
    """

    seat: str
    name: str
    number: str
    words: tuple[str, ...]
    times: tuple[str, ...]
    progress: int
    level: Level
    icon: str
    signs: tuple[str, ...]
    offline: bool


def face_of(seat: SeatView, presentation: Presentation) -> Face:
    """How `seat` looks just now."""
    calling = seat.troubles[0] if seat.troubles and seat.troubles[0] != "low_time" else None
    rest = seat.troubles[1:] if calling else seat.troubles
    signs = tuple(words.ICON_OF_TROUBLE[each] for each in rest)
    started = seat.items and (seat.running or seat.answered)
    return Face(
        seat=seat.entry.seat,
        name=seat.entry.name,
        number=seat.number,
        words=_words(seat, calling, presentation),
        times=words.short_times(seat.remaining_ms, presentation) if seat.running else (),
        progress=min(100, seat.answered * 100 // seat.items) if started else 0,
        level=_level(seat, calling),
        icon=words.ICON_OF_TROUBLE[calling] if calling else words.icon_of(seat),
        signs=(*signs, "plus") if seat.entry.accommodation.extra_time_percent else signs,
        offline=seat.connected is False,
    )


def _words(seat: SeatView, trouble: TroubleKind | None, presentation: Presentation) -> tuple[str, ...]:
    say = presentation.say
    if trouble is None:
        return say(words.STATUS[seat.status]), say(words.SHORT_STATUS[seat.status])
    short, shortest = words.SHORT_TROUBLE[trouble]
    return words.trouble_words(seat, trouble, presentation), say(short), say(shortest)


def _level(seat: SeatView, trouble: TroubleKind | None) -> Level:
    if trouble is not None:
        return "urgent" if trouble in words.URGENT else "notice"
    if seat.status in ("expected", "absent"):
        return "empty"
    return "done" if seat.status in ("submitted", "disqualified") else "calm"
