"""What a response is made of: for each interaction its cardinality and base type, what can be one at all, and what it lacks.

A response is a tuple of texts, empty where nothing was answered. The texts, by base type, as QTI writes them:

- identifier: the identifier; pair and directedPair: two identifiers with a blank between them
- point: two whole numbers with a blank between them, in pixels of the picture
- integer, float: canonical decimal, a dot for the decimal sign (`canonical_number`)
- string: the text as it was typed
- file: `FileName.text`: digest, size, media type and name of a file whose bytes stand in the log before it

Used by delivery, which refuses what cannot be a response, by the item views, by importers and by scoring.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from question_packs.assessment import interactions as ia
from question_packs.assessment.expressions import patterns
from question_packs.errors import KnownError

Response = tuple[str, ...]
ItemResponses = Mapping[str, Response]

MAX_VALUES = 200
MAX_TEXT = 20_000  # characters; about ten pages
MAX_NOTE = 4000  # characters that a candidate's own marks and notes at an item may take
MAX_FILE_BYTES = 4 * 1024 * 1024
FILE_PART_BYTES = 48 * 1024  # one event's share of a file
# What can be handed in as a file: its name's ending and how its bytes begin.
FILE_KINDS: dict[str, tuple[tuple[str, ...], bytes]] = {
    "image/png": (("png",), b"\x89PNG\r\n\x1a\n"),
    "image/jpeg": (("jpg", "jpeg"), b"\xff\xd8\xff"),
    "application/pdf": (("pdf",), b"%PDF-"),
    "text/plain": (("txt",), b""),
    "text/csv": (("csv",), b""),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (("docx",), b"PK\3\4"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (("xlsx",), b"PK\3\4"),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (("pptx",), b"PK\3\4"),
    "application/vnd.oasis.opendocument.text": (("odt",), b"PK\3\4"),
    "application/vnd.oasis.opendocument.spreadsheet": (("ods",), b"PK\3\4"),
}

_NUMBER = re.compile(r"[+-]?(\d{1,18}([.,]\d{1,18})?|[.,]\d{1,18})")
_POINT = re.compile(r"(\d{1,5}) (\d{1,5})")
_FILE = re.compile(r"([0-9a-f]{64}) (\d{1,9}) ([a-z0-9][a-z0-9.+/-]{2,99}) ([^\x00-\x1f\x7f/\\]{1,120})")


@dataclass(frozen=True)
class FileName:
    """A file in a response: SHA-256 (hex) of its bytes, how many they are, media type and name."""

    sha256: str
    size: int
    media_type: str
    name: str

    @property
    def text(self) -> str:
        """As it stands in a response."""
        return f"{self.sha256} {self.size} {self.media_type} {self.name}"

    @classmethod
    def parse(cls, text: str) -> FileName | None:
        """The file of a response's text; None where it is none."""
        found = _FILE.fullmatch(text)
        return None if found is None else cls(found[1], int(found[2]), found[3], found[4])


def canonical_number(typed: str, base_type: str) -> str | None:
    """The number that somebody typed, canonical; None where it is none. Comma and dot are both decimal signs."""
    text = typed.strip().replace(" ", "")
    if not _NUMBER.fullmatch(text):
        return None
    number = Decimal(text.replace(",", "."))
    if base_type == "integer":
        return str(int(number)) if number == number.to_integral_value() else None
    return format(number.normalize(), "f") if number else "0"


def is_canonical_number(text: str, base_type: str) -> bool:
    """Whether `text` is the one spelling of a number."""
    return canonical_number(text, base_type) == text


def shape_of(interaction: ia.Interaction) -> tuple[ia.Cardinality, ia.BaseType]:
    """Cardinality and base type of the response of `interaction`."""
    most = limits_of(interaction)[1]
    several: ia.Cardinality = "single" if most == 1 else "multiple"
    match interaction:
        case ia.ChoiceInteraction() | ia.HottextInteraction() | ia.HotspotInteraction():
            return several, "identifier"
        case ia.InlineChoiceInteraction():
            return "single", "identifier"
        case ia.TextEntryInteraction() | ia.SliderInteraction():
            return "single", interaction.base_type
        case ia.ExtendedTextInteraction():
            return "single", "string"
        case ia.OrderInteraction() | ia.GraphicOrderInteraction():
            return "ordered", "identifier"
        case ia.AssociateInteraction() | ia.GraphicAssociateInteraction():
            return several, "pair"
        case ia.MatchInteraction() | ia.GapMatchInteraction() | ia.GraphicGapMatchInteraction():
            return several, "directedPair"
        case ia.SelectPointInteraction() | ia.PositionObjectInteraction():
            return several, "point"
        case ia.MediaInteraction():
            return "single", "integer"
        case ia.UploadInteraction() | ia.DrawingInteraction():
            return "single", "file"


def limits_of(interaction: ia.Interaction) -> tuple[int, int]:
    """The least and the most values of a response (most 0: any number)."""
    match interaction:
        case ia.ChoiceInteraction() | ia.HottextInteraction() | ia.HotspotInteraction():
            return interaction.min_choices, interaction.max_choices
        case ia.SelectPointInteraction() | ia.PositionObjectInteraction():
            return interaction.min_choices, interaction.max_choices
        case ia.OrderInteraction():
            return _order_limits(interaction.min_choices, interaction.max_choices, len(interaction.simple_choices))
        case ia.GraphicOrderInteraction():
            return _order_limits(interaction.min_choices, interaction.max_choices, len(interaction.hotspots))
        case ia.MatchInteraction() | ia.AssociateInteraction() | ia.GapMatchInteraction():
            return interaction.min_associations, interaction.max_associations
        case ia.GraphicAssociateInteraction() | ia.GraphicGapMatchInteraction():
            return interaction.min_associations, interaction.max_associations
        case ia.InlineChoiceInteraction() | ia.TextEntryInteraction():
            return int(interaction.required), 1
        case _:
            return 0, 1


def _order_limits(least: int, most: int, choices: int) -> tuple[int, int]:
    """Without limits of its own an order names every option."""
    return (least or (0 if most else choices)), most or choices


def check_response(interaction: ia.Interaction, response: Response) -> None:
    """Refuse (`DEL-04`) what no item view can give: unknown names, too many values, something that is no number or point.

    An empty response is always one: the answer was taken back.
    """
    most = limits_of(interaction)[1] or MAX_VALUES
    if len(response) > most:
        raise KnownError("DEL-04", limit=most)
    if len(set(response)) != len(response) or not all(_is_value(interaction, each) for each in response):
        raise KnownError("DEL-13", response=interaction.response_identifier)
    if isinstance(interaction, ia.MatchInteraction | ia.AssociateInteraction | ia.GapMatchInteraction
                  | ia.GraphicAssociateInteraction | ia.GraphicGapMatchInteraction):  # fmt: skip
        _check_uses(interaction, response)


def _is_value(interaction: ia.Interaction, text: str) -> bool:
    match interaction:
        case ia.ChoiceInteraction() | ia.OrderInteraction():
            return text in {each.identifier for each in interaction.simple_choices}
        case ia.InlineChoiceInteraction():
            return text in {each.identifier for each in interaction.inline_choices}
        case ia.HottextInteraction():
            return text in {each.identifier for each in interaction.hottexts}
        case ia.HotspotInteraction() | ia.GraphicOrderInteraction():
            return text in {each.identifier for each in interaction.hotspots}
        case ia.SelectPointInteraction() | ia.PositionObjectInteraction():
            return _is_point(text, interaction.picture)
        case ia.TextEntryInteraction() if interaction.base_type == "string":
            return 0 < len(text) <= MAX_TEXT and "\n" not in text and "\0" not in text
        case ia.TextEntryInteraction():
            return is_canonical_number(text, interaction.base_type)
        case ia.SliderInteraction():
            return is_canonical_number(text, interaction.base_type) and _in_bounds(interaction, text)
        case ia.ExtendedTextInteraction():
            return 0 < len(text) <= MAX_TEXT and "\0" not in text
        case ia.MediaInteraction():
            return text.isdecimal() and text.isascii() and 0 < int(text) <= (interaction.max_plays or 9999)
        case ia.UploadInteraction():
            return _is_file(text, interaction.media_types or tuple(FILE_KINDS), interaction.max_bytes)
        case ia.DrawingInteraction():
            return _is_file(text, ("image/png",), MAX_FILE_BYTES)
        case _:
            return tuple(text.split(" ")) in _pairs(interaction)


def _is_point(text: str, picture: ia.Picture) -> bool:
    found = _POINT.fullmatch(text)
    return found is not None and int(found[1]) <= picture.width and int(found[2]) <= picture.height


def _in_bounds(slider: ia.SliderInteraction, text: str) -> bool:
    try:
        lower, upper, step = (Decimal(each) for each in (slider.lower_bound, slider.upper_bound, slider.step))
    except InvalidOperation:
        return False
    value = Decimal(text)
    return lower <= value <= upper and step > 0 and (value - lower) % step == 0


def _is_file(text: str, media_types: Sequence[str], most: int) -> bool:
    file = FileName.parse(text)
    return file is not None and file.media_type in media_types and 0 < file.size <= min(most, MAX_FILE_BYTES)


Joining = (
    ia.MatchInteraction
    | ia.AssociateInteraction
    | ia.GapMatchInteraction
    | ia.GraphicAssociateInteraction
    | ia.GraphicGapMatchInteraction
)


Joinable = ia.AssociableChoice | ia.Hotspot


def sides_of(interaction: Joining) -> tuple[tuple[Joinable, ...], tuple[Joinable, ...]]:
    """What can stand first and second in a pair; gaps hold one piece each."""
    match interaction:
        case ia.MatchInteraction():
            return interaction.sources, interaction.targets
        case ia.AssociateInteraction():
            return interaction.choices, interaction.choices
        case ia.GapMatchInteraction():
            gaps = tuple(ia.AssociableChoice(gap.identifier, "", match_group=gap.match_group) for gap in interaction.gaps)
            return interaction.choices, gaps
        case ia.GraphicAssociateInteraction():
            return interaction.hotspots, interaction.hotspots
        case ia.GraphicGapMatchInteraction():
            return interaction.choices, interaction.hotspots


def may_join(first: Joinable, second: Joinable) -> bool:
    """Whether the match groups of two choices let them be a pair."""
    return (not first.match_group or second.identifier in first.match_group) and (
        not second.match_group or first.identifier in second.match_group
    )


def _pairs(interaction: ia.Interaction) -> set[tuple[str, ...]]:
    assert isinstance(interaction, Joining)
    firsts, seconds = sides_of(interaction)
    return {(first.identifier, second.identifier) for first in firsts for second in seconds if may_join(first, second)}


def _uses(interaction: Joining, response: Response) -> Counter[str]:
    return Counter(name for pair in response for name in pair.split(" "))


def _check_uses(interaction: Joining, response: Response) -> None:
    """No choice in more pairs than its `match_max` lets it be in."""
    uses = _uses(interaction, response)
    if isinstance(interaction, ia.AssociateInteraction | ia.GraphicAssociateInteraction):
        ordered = {tuple(sorted(pair.split(" "))) for pair in response}
        if len(ordered) != len(response):
            raise KnownError("DEL-13", response=interaction.response_identifier)
    for choice in {each.identifier: each for side in sides_of(interaction) for each in side}.values():
        if choice.match_max and uses[choice.identifier] > choice.match_max:
            raise KnownError("DEL-04", limit=choice.match_max)


def shortcoming(interaction: ia.Interaction, response: Response) -> KnownError | None:
    """What a response still lacks to be valid, in a sentence for the candidate; None where it lacks nothing.

    It can be saved all the same; only where the test demands valid responses the item cannot be left with it. An item left
    blank on purpose lacks something only where its interaction demands an answer.
    """
    least = limits_of(interaction)[0]
    if isinstance(interaction, ia.OrderInteraction | ia.GraphicOrderInteraction) and not response:
        least = min(interaction.min_choices, 1)
    if len(response) < least:
        return KnownError("RSP-01", given=len(response), needed=least)
    match interaction:
        case ia.TextEntryInteraction() if response and interaction.pattern_mask:
            if not fits_pattern(interaction.pattern_mask, response[0]):
                return KnownError("RSP-02", hint=interaction.pattern_message or interaction.placeholder or "-")
        case ia.ExtendedTextInteraction():
            return _words_lacking(interaction, response)
        case ia.MatchInteraction() | ia.AssociateInteraction():
            return _uses_lacking(interaction, response)
        case ia.GraphicAssociateInteraction() | ia.GraphicGapMatchInteraction():
            return _uses_lacking(interaction, response)
        case ia.GapMatchInteraction():
            return _uses_lacking(interaction, response) or _gaps_lacking(interaction, response)
        case ia.MediaInteraction():
            plays = int(response[0]) if response else 0
            return KnownError("RSP-06", given=plays, needed=interaction.min_plays) if plays < interaction.min_plays else None
    return None


def fits_pattern(pattern: str, text: str) -> bool:
    """Whether the whole text fits a pattern; one that cannot be read (no importer lets it through) demands nothing."""
    try:
        return patterns.fits(pattern, text)
    except KnownError:
        return True


def count_words(text: str) -> int:
    """Words are what stands between blanks and holds a letter or digit."""
    return sum(any(each.isalnum() for each in word) for word in text.split())


def _words_lacking(interaction: ia.ExtendedTextInteraction, response: Response) -> KnownError | None:
    words = count_words(response[0]) if response else 0
    if response and words < interaction.min_words:
        return KnownError("RSP-03", given=words, needed=interaction.min_words)
    if interaction.max_words and words > interaction.max_words:
        return KnownError("RSP-04", given=words, most=interaction.max_words)
    return None


def _uses_lacking(interaction: Joining, response: Response) -> KnownError | None:
    uses = _uses(interaction, response)
    short = [each for side in sides_of(interaction) for each in side if uses[each.identifier] < each.match_min]
    return KnownError("RSP-05", count=len({each.identifier for each in short})) if short else None


def _gaps_lacking(interaction: ia.GapMatchInteraction, response: Response) -> KnownError | None:
    filled = {pair.split(" ")[1] for pair in response}
    empty = [gap for gap in interaction.gaps if gap.required and gap.identifier not in filled]
    return KnownError("RSP-05", count=len(empty)) if empty else None
