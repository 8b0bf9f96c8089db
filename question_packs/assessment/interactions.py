"""The interactions of QTI 3.0 as a candidate meets them: what is shown and what may be answered, never how it is judged.

One tagged struct for each interaction; its fields are QTI's attributes in Python's spelling. Texts are cleaned HTML
(`assessment.html`), pictures are names of the pack's media. A response is a tuple of texts; `assessment.responses` says
which texts each interaction takes. Anybody may read this module.

Block interactions stand below one another in the order of `AssessmentItem.interactions`, each followed by the item's text up
to the next one (`after`). Inline interactions (`InlineChoiceInteraction`, `TextEntryInteraction`) stand where
`<img src="interaction:RESPONSE_ID">` is in a text of the item.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Orientation = Literal["vertical", "horizontal"]
BaseType = Literal["identifier", "pair", "directedPair", "point", "string", "integer", "float", "file"]
Cardinality = Literal["single", "multiple", "ordered"]
Shape = Literal["circle", "rect", "poly", "ellipse", "default"]


class Block(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What every block interaction has. `prompt`: the question in bold above it; `after`: the item's text below it."""

    response_identifier: str
    prompt: str = ""
    after: str = ""


# --- choosing


class SimpleChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One option. `content` is cleaned HTML; `fixed` keeps it at its place when options are shuffled."""

    identifier: str
    content: str
    fixed: bool = False


class ChoiceInteraction(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="choiceInteraction"):
    """Choose one (`max_choices` 1) or several options; `max_choices` 0 means any number.

    `orientation` horizontal with short options is a scale (Likert): its options stand side by side.
    """

    response_identifier: str
    simple_choices: tuple[SimpleChoice, ...]
    max_choices: int = 1
    min_choices: int = 0
    shuffle: bool = True
    prompt: str = ""
    after: str = ""
    orientation: Orientation = "vertical"


class InlineChoiceInteraction(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="inlineChoiceInteraction", omit_defaults=True
):
    """Choose one option of a list inside a line of text. Contents are plain text. `required`: it may not stay empty."""

    response_identifier: str
    inline_choices: tuple[SimpleChoice, ...]
    shuffle: bool = False
    required: bool = False
    label: str = ""


class Hottext(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A piece of text that can be chosen; in `content` it is `<a href="hottext:IDENTIFIER">text</a>`."""

    identifier: str
    text: str


class HottextInteraction(Block, frozen=True, kw_only=True, tag="hottextInteraction"):
    """Choose pieces of a text."""

    content: str
    hottexts: tuple[Hottext, ...]
    max_choices: int = 1
    min_choices: int = 0


# --- writing


class TextEntryInteraction(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="textEntryInteraction", omit_defaults=True
):
    """A short text or number inside a line of text.

    `base_type` integer or float: the response is the number in canonical form (a dot for the decimal sign).
    `pattern_mask`: a regular expression that a whole response must fit. `label` names the field for a screen reader.
    `required`: it may not stay empty.
    """

    response_identifier: str
    base_type: Literal["string", "integer", "float"] = "string"
    expected_length: int | None = None
    pattern_mask: str = ""
    pattern_message: str = ""
    placeholder: str = ""
    label: str = ""
    required: bool = False


class ExtendedTextInteraction(Block, frozen=True, kw_only=True, tag="extendedTextInteraction"):
    """A longer text. `max_words` 0: no limit but that of every response (`responses.MAX_TEXT`)."""

    expected_lines: int | None = None
    expected_length: int | None = None
    placeholder: str = ""
    min_words: int = 0
    max_words: int = 0


# --- ordering and matching


class OrderInteraction(Block, frozen=True, kw_only=True, tag="orderInteraction"):
    """Put options in order: all of them, or between `min_choices` and `max_choices` of them (0: all)."""

    simple_choices: tuple[SimpleChoice, ...]
    shuffle: bool = True
    min_choices: int = 0
    max_choices: int = 0
    orientation: Orientation = "vertical"


class AssociableChoice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Something that can be joined to others: at most `match_max` times (0: any number), at least `match_min` times.

    `match_group`: if not empty, only the identifiers named in it.
    """

    identifier: str
    content: str
    match_max: int = 1
    match_min: int = 0
    fixed: bool = False
    match_group: tuple[str, ...] = ()


class MatchInteraction(Block, frozen=True, kw_only=True, tag="matchInteraction"):
    """Join sources to targets (directed pairs `source target`). `max_associations` 0: any number.

    `presentation`: `grid` shows a table of tick boxes (rows are the sources), `pairs` two columns.
    """

    sources: tuple[AssociableChoice, ...]
    targets: tuple[AssociableChoice, ...]
    shuffle: bool = False
    max_associations: int = 0
    min_associations: int = 0
    presentation: Literal["grid", "pairs"] = "grid"


class AssociateInteraction(Block, frozen=True, kw_only=True, tag="associateInteraction"):
    """Make pairs of options (pairs `a b` without direction)."""

    choices: tuple[AssociableChoice, ...]
    shuffle: bool = False
    max_associations: int = 0
    min_associations: int = 0


class Gap(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A gap; in `content` it is `<img src="gap:IDENTIFIER">`."""

    identifier: str
    required: bool = False
    match_group: tuple[str, ...] = ()


class GapMatchInteraction(Block, frozen=True, kw_only=True, tag="gapMatchInteraction"):
    """Fill the gaps of a text with given pieces (directed pairs `piece gap`); a gap holds one piece."""

    content: str
    choices: tuple[AssociableChoice, ...]
    gaps: tuple[Gap, ...]
    shuffle: bool = False
    max_associations: int = 0
    min_associations: int = 0


# --- on a picture


class Picture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A picture of the pack. Coordinates on it are in its own pixels, `width` by `height`."""

    name: str
    width: int
    height: int
    alt: str


class Hotspot(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An area of a picture. `coords` as in HTML image maps; `label` says in words what is there.

    `match_max`, `match_min`, `match_group`: as in `AssociableChoice`, where hotspots are joined.
    """

    identifier: str
    shape: Shape
    coords: tuple[int, ...]
    label: str = ""
    match_max: int = 1
    match_min: int = 0
    match_group: tuple[str, ...] = ()


class HotspotInteraction(Block, frozen=True, kw_only=True, tag="hotspotInteraction"):
    """Choose areas of a picture."""

    picture: Picture
    hotspots: tuple[Hotspot, ...]
    max_choices: int = 1
    min_choices: int = 0


class SelectPointInteraction(Block, frozen=True, kw_only=True, tag="selectPointInteraction"):
    """Set points on a picture (points `x y`); no areas are shown."""

    picture: Picture
    max_choices: int = 1
    min_choices: int = 0


class GraphicOrderInteraction(Block, frozen=True, kw_only=True, tag="graphicOrderInteraction"):
    """Number areas of a picture in order."""

    picture: Picture
    hotspots: tuple[Hotspot, ...]
    max_choices: int = 0
    min_choices: int = 0


class GraphicAssociateInteraction(Block, frozen=True, kw_only=True, tag="graphicAssociateInteraction"):
    """Join areas of a picture by lines (pairs `a b`)."""

    picture: Picture
    hotspots: tuple[Hotspot, ...]
    max_associations: int = 1
    min_associations: int = 0


class GraphicGapMatchInteraction(Block, frozen=True, kw_only=True, tag="graphicGapMatchInteraction"):
    """Put given pieces (texts or small pictures) on areas of a picture (directed pairs `piece hotspot`)."""

    picture: Picture
    choices: tuple[AssociableChoice, ...]
    hotspots: tuple[Hotspot, ...]
    shuffle: bool = False
    max_associations: int = 0
    min_associations: int = 0


class PositionObjectInteraction(Block, frozen=True, kw_only=True, tag="positionObjectInteraction"):
    """Place copies of a small picture on a large one; the response is where the object's centre point lies (points `x y`).

    `centre`: the object's reference point in its own pixels.
    """

    picture: Picture
    movable: Picture
    centre: tuple[int, int]
    max_choices: int = 1
    min_choices: int = 0


class DrawingInteraction(Block, frozen=True, kw_only=True, tag="drawingInteraction"):
    """Draw on a picture; the response is a PNG file."""

    picture: Picture


# --- others


class SliderInteraction(Block, frozen=True, kw_only=True, tag="sliderInteraction"):
    """Choose a number. `step_labels`: a word for each step from the lower to the upper bound; with them it is a scale.

    `base_type` integer or float is that of the response.
    """

    lower_bound: str
    upper_bound: str
    step: str = "1"
    base_type: Literal["integer", "float"] = "integer"
    step_labels: tuple[str, ...] = ()
    show_steps: bool = False
    orientation: Orientation = "horizontal"
    reverse: bool = False


class MediaInteraction(Block, frozen=True, kw_only=True, tag="mediaInteraction"):
    """Audio or video of the pack; the response is how often it was started.

    `max_plays` 0: as often as one likes. `alt` says in words what it is. `transcript`: cleaned HTML, shown on demand.
    """

    name: str
    kind: Literal["audio", "video"]
    width: int = 0
    height: int = 0
    alt: str = ""
    min_plays: int = 0
    max_plays: int = 0
    autostart: bool = False
    loop: bool = False
    transcript: str = ""


class UploadInteraction(Block, frozen=True, kw_only=True, tag="uploadInteraction"):
    """Hand in a file; `media_types` empty: every kind that `responses.FILE_KINDS` knows."""

    media_types: tuple[str, ...] = ()
    max_bytes: int = 2 * 1024 * 1024


BlockInteraction = (
    ChoiceInteraction
    | HottextInteraction
    | ExtendedTextInteraction
    | OrderInteraction
    | MatchInteraction
    | AssociateInteraction
    | GapMatchInteraction
    | HotspotInteraction
    | SelectPointInteraction
    | GraphicOrderInteraction
    | GraphicAssociateInteraction
    | GraphicGapMatchInteraction
    | PositionObjectInteraction
    | DrawingInteraction
    | SliderInteraction
    | MediaInteraction
    | UploadInteraction
)
InlineInteraction = InlineChoiceInteraction | TextEntryInteraction
Interaction = BlockInteraction | InlineInteraction
