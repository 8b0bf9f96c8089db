"""Responses made of pairs: what joining two things makes of a response, and what is joined to what. Pure, no Qt.

Whatever these functions return is accepted by `check_response` if what they were given was.
"""

from __future__ import annotations

from question_packs.assessment.interactions import AssociateInteraction, GraphicAssociateInteraction
from question_packs.assessment.responses import Joining, Response, check_response, may_join, sides_of
from question_packs.errors import KnownError


def joined(interaction: Joining, response: Response, first: str, second: str) -> Response | None:
    """`response` with the pair `first second`; None where the rules of the interaction leave no room for it.

    What may be in one pair only moves: its old pair is taken apart.
    """
    firsts, seconds = ({each.identifier: each for each in side} for side in sides_of(interaction))
    if not may_join(firsts[first], seconds[second]):
        return None
    if pair_of(interaction, response, first, second) is not None:
        return response
    movers = {each.identifier for each in (firsts[first], seconds[second]) if each.match_max == 1}
    kept = tuple(pair for pair in response if not movers & set(pair.split(" ")))
    wanted = (*kept, f"{first} {second}")
    try:
        check_response(interaction, wanted)
    except KnownError:
        return None
    return wanted


def pair_of(interaction: Joining, response: Response, first: str, second: str) -> str | None:
    """The pair of these two as the response spells it; without direction where the interaction has none."""
    spellings = [f"{first} {second}"]
    if isinstance(interaction, AssociateInteraction | GraphicAssociateInteraction):
        spellings.append(f"{second} {first}")
    return next((each for each in spellings if each in response), None)


def partners(response: Response, identifier: str) -> tuple[str, ...]:
    """What `identifier` is joined to, in the order in which it was."""
    pairs = [pair.split(" ") for pair in response if identifier in pair.split(" ")]
    return tuple(second if first == identifier else first for first, second in pairs)


def parted(response: Response, identifier: str) -> Response:
    """`response` without any pair of `identifier`."""
    return tuple(pair for pair in response if identifier not in pair.split(" "))


def uses_left(match_max: int, response: Response, identifier: str) -> int | None:
    """How many more pairs `identifier` may be in; None: any number."""
    return None if match_max == 0 else max(0, match_max - sum(pair.split(" ").count(identifier) for pair in response))
