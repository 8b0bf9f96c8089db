"""An exam with an item of every kind, made of the sample package, and the random answers of somebody who sits it.

For campaigns in which what is answered matters less than that it is of every kind: texts, pairs, points, files.
"""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from question_packs.assessment import interactions as ia
from question_packs.assessment.model import AssessmentSection, AssessmentTest, TimeLimits
from question_packs.assessment.responses import (
    MAX_VALUES,
    Joining,
    Response,
    canonical_number,
    check_response,
    limits_of,
    sides_of,
)
from question_packs.builder.draft import Draft
from question_packs.errors import KnownError
from question_packs.importers.sources import open_source

SAMPLE = Path(__file__).parents[1] / "question_packs" / "samples" / "ragam-soal"
SECONDS = 150 * 60
MOST_FILE_BYTES = 120_000  # three parts of a file
PNG = b"\x89PNG\r\n\x1a\n"
WORDS = ("pelayanan", "publik", "warga", "berkas", "“sesuai”", "tertib", "São", "ꦲ", "1.250,5")


@cache
def exam_of_all_kinds() -> Draft:
    """The sample package with a time limit, and with instructions in every section, so that each has a cover."""
    draft = open_source(SAMPLE).draft
    assert draft is not None
    return Draft(_covered(draft.test), draft.items, draft.key, draft.media, draft.stimuli)


def _covered(test: AssessmentTest) -> AssessmentTest:
    parts = (replace(part, sections=tuple(map(_instructed, part.sections))) for part in test.test_parts)
    return replace(test, test_parts=tuple(parts), time_limits=TimeLimits(SECONDS))


def _instructed(section: AssessmentSection) -> AssessmentSection:
    return replace(section, instructions=f"<p>Bagian {section.title}.</p>")


def takes_file(interaction: ia.Interaction) -> bool:
    """Whether it is answered with a file, `random_file`, and not with a `random_response`."""
    return isinstance(interaction, ia.UploadInteraction | ia.DrawingInteraction)


def random_file(draw: random.Random) -> tuple[bytes, str, str]:
    """Bytes that begin as a picture does, name and media type; every upload and drawing of the exam takes it."""
    return PNG + draw.randbytes(draw.randint(1, MOST_FILE_BYTES)), f"gambar {draw.randint(1, 9)}.png", "image/png"


def random_response(interaction: ia.Interaction, draw: random.Random) -> Response:
    """Any response that delivery takes for an interaction that takes no file; now and then the answer is taken back."""
    if draw.random() < 0.1:
        return ()
    match interaction:
        case ia.ChoiceInteraction() | ia.OrderInteraction():
            return _some(interaction, interaction.simple_choices, draw)
        case ia.InlineChoiceInteraction():
            return _some(interaction, interaction.inline_choices, draw)
        case ia.HottextInteraction():
            return _some(interaction, interaction.hottexts, draw)
        case ia.HotspotInteraction() | ia.GraphicOrderInteraction():
            return _some(interaction, interaction.hotspots, draw)
        case ia.SelectPointInteraction() | ia.PositionObjectInteraction():
            return _points(interaction, draw)
        case ia.TextEntryInteraction() if interaction.base_type != "string":
            return (str(draw.randint(-9, 9_999)),)
        case ia.TextEntryInteraction() | ia.ExtendedTextInteraction():
            return (" ".join(draw.choices(WORDS, k=draw.randint(1, 30))),)
        case ia.SliderInteraction():
            return (_step(interaction, draw),)
        case ia.MediaInteraction():
            return ("1",)
        case _:
            return _joined(interaction, draw)


def _some(interaction: ia.Interaction, choices: tuple, draw: random.Random) -> Response:
    most = min(limits_of(interaction)[1] or len(choices), len(choices))
    return tuple(each.identifier for each in draw.sample(choices, draw.randint(1, most)))


def _points(interaction: ia.SelectPointInteraction | ia.PositionObjectInteraction, draw: random.Random) -> Response:
    picture, most = interaction.picture, interaction.max_choices or 5
    points = {f"{draw.randint(0, picture.width)} {draw.randint(0, picture.height)}" for _ in range(draw.randint(1, most))}
    return tuple(sorted(points))


def _step(slider: ia.SliderInteraction, draw: random.Random) -> str:
    lower, upper, step = (float(each) for each in (slider.lower_bound, slider.upper_bound, slider.step))
    value = canonical_number(str(lower + draw.randint(0, int((upper - lower) / step)) * step), slider.base_type)
    assert value is not None
    return value


def _joined(interaction: ia.Interaction, draw: random.Random) -> Response:
    """Pairs in any order, as many as the interaction lets be made of them."""
    assert isinstance(interaction, Joining), interaction
    firsts, seconds = sides_of(interaction)
    pairs = [f"{first.identifier} {second.identifier}" for first in firsts for second in seconds if first is not second]
    response: Response = ()
    for pair in draw.sample(pairs, min(len(pairs), MAX_VALUES)):
        try:
            check_response(interaction, (*response, pair))
        except KnownError:
            continue
        response = (*response, pair)
    return response
