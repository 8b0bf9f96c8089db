"""Questions with media in the real window: each next item painted, by interaction, and the memory of a pack of 200 MB.

Told by a process of its own (`window_probe`), as `windows` does.
"""

from __future__ import annotations

import io
import random
import wave
from pathlib import Path

from msgspec.structs import replace
from PIL import Image

from question_packs.assessment.interactions import ChoiceInteraction, MediaInteraction, SimpleChoice
from question_packs.assessment.model import (
    AssessmentItem,
    AssessmentItemRef,
    AssessmentSection,
    AssessmentTest,
    TestPart,
    TimeLimits,
)
from question_packs.importers.sources import open_source
from question_packs.pack.writer import Medium
from tests.bench.measure import Measure, measure, median, percentile
from tests.bench.windows import BARE, FRAME_MS, environment, probe
from tests.demo.robots import virtual_screen
from tests.rooms import PIN, TOKEN, Content, Room, build_room

SAMPLE = Path("question_packs/samples/ragam-soal")
ITEMS = 150
MEDIUM_BYTES = 4 * 2**20 // 3  # 150 of them are 200 MB
_LONG = TimeLimits(120 * 60)
_MIB = 2**20


def run(folder: Path) -> list[Measure]:
    """One sitting over the sample of every interaction, and one over a pack full of pictures and sound."""
    draft = open_source(SAMPLE).draft
    assert draft is not None
    content = (replace(draft.test, time_limits=_LONG), list(draft.items), dict(draft.media))
    sample = build_room(folder / "sample", exam=content, stimuli=draft.stimuli)
    large = build_room(folder / "large", exam=_large_exam())
    with virtual_screen() as display:
        around = environment(folder, display)
        bare = probe(around, "bare")["settled_mib"]
        told = probe(around, "turn-pages", *_way(sample))["next_ms"]
        memory = probe(around, "exam-memory", *_way(large))["memory_mib"]
    return [*_painted(told), _memory(memory, bare)]


def _way(room: Room) -> tuple[object, ...]:
    return room.pc, room.code, PIN, TOKEN


def _painted(took_ms: dict[str, list[float]]) -> list[Measure]:
    """All of them together, and each interaction's median."""
    together = [each for some in took_ms.values() for each in some]
    one, two = "one frame at 60 Hz", "two frames at 60 Hz"
    return [
        measure("next_painted_media_median", median(together), FRAME_MS, "ms", "<= 1", one),
        measure("next_painted_media_p99", percentile(together, 99), 2 * FRAME_MS, "ms", "<= 1", two),
        *(measure(f"  {name}", median(some), FRAME_MS, "ms", "<= 1", one) for name, some in sorted(took_ms.items())),
    ]


def _memory(memory: float, bare: float) -> Measure:
    baseline = bare + MEDIUM_BYTES / _MIB
    size = f"{ITEMS * MEDIUM_BYTES // 10**6} MB"
    return measure("kiosk_memory_media", memory, baseline, "MiB", "< 1.5", f"{BARE} and the largest item; pack of {size}")


def _large_exam() -> Content:
    """150 questions: two of three with a picture of its own, each third with a recording."""
    chance = random.Random(1)
    media = {f"m{n}": _recording(chance) if n % 3 == 0 else _picture(chance) for n in range(ITEMS)}
    items = [_item(n, f"m{n}") for n in range(ITEMS)]
    section = AssessmentSection("S", "Media", tuple(AssessmentItemRef(each.identifier) for each in items))
    return AssessmentTest("MEDIA", "Media", "id", "1", (TestPart("P", (section,)),), time_limits=_LONG), items, media


def _item(number: int, medium: str) -> AssessmentItem:
    choice = ChoiceInteraction("RESPONSE", tuple(SimpleChoice(name, f"Pilihan {name}") for name in "ABCD"))
    if number % 3 == 0:
        sound = MediaInteraction(response_identifier="SUARA", name=medium, kind="audio", alt="Rekaman")
        return AssessmentItem(f"B{number:03}", "Soal", "id", "<p>Dengarkan.</p>", (sound, choice))
    return AssessmentItem(
        f"B{number:03}", "Soal", "id", f'<p>Perhatikan.</p><img src="pack:{medium}" alt="Foto">', (choice,)
    )


def _picture(chance: random.Random) -> Medium:
    """Noise, which does not shrink: three bytes for each pixel."""
    width = 800
    height = MEDIUM_BYTES // (3 * width)
    file = io.BytesIO()
    Image.frombytes("RGB", (width, height), chance.randbytes(3 * width * height)).save(file, "PNG", compress_level=1)
    return Medium(file.getvalue(), "image/png")


def _recording(chance: random.Random) -> Medium:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(22_050)
        sound.writeframes(chance.randbytes(MEDIUM_BYTES))
    return Medium(file.getvalue(), "audio/wav")
