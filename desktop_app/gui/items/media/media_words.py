"""What the media view says: how far a recording has come, and how often it was and may be played."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.gui.presentation import Presentation
    from question_packs.assessment.interactions import MediaInteraction


def clock_text(presentation: Presentation, position: int, duration: int) -> str:
    """`0:12 dari 1:30`, from milliseconds; empty while the length is unknown."""
    if not duration:
        return ""
    return presentation.say("{position} dari {duration}", position=_clock(position), duration=_clock(duration))


def spoken_clock(presentation: Presentation, position: int, duration: int) -> str:
    """The same in words."""
    if not duration:
        return ""
    say = presentation.say
    return say(
        "{position} dari {duration}", position=_in_words(presentation, position), duration=_in_words(presentation, duration)
    )


def plays_text(presentation: Presentation, interaction: MediaInteraction, plays: int) -> str:
    """How often it was played, how often it may be, and how often it has to be."""
    say, most, least = presentation.say, interaction.max_plays, interaction.min_plays
    parts = []
    if most:
        parts.append(say("Diputar {plays} dari {most} kali.", plays=plays, most=most))
        if plays >= most:
            parts.append(say("Sesudah ini tidak dapat diputar lagi."))
    else:
        parts.append(say("Diputar {plays} kali.", plays=plays) if plays else say("Belum diputar."))
    if plays < least:
        parts.append(say("Putar paling sedikit {least} kali.", least=least))
    return " ".join(parts)


def _clock(milliseconds: int) -> str:
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes}:{seconds:02}"


def _in_words(presentation: Presentation, milliseconds: int) -> str:
    minutes, seconds = divmod(milliseconds // 1000, 60)
    say = presentation.say
    if not minutes:
        return say("{seconds} detik", seconds=seconds)
    return say("{minutes} menit {seconds} detik", minutes=minutes, seconds=seconds)
