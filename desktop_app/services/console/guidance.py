"""A rule of another exam on long interruptions, as dated data with its source (`outage_guidance.yaml`). It binds nobody."""

from __future__ import annotations

from functools import cache
from importlib import resources

import msgspec


class OutageGuidance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An interruption shorter than `minutes` goes on, a longer one is postponed. `as_of`: the year in which it was read."""

    minutes: int
    source: str
    as_of: str

    def postpones(self, lasted_ms: int) -> bool:
        """Whether an interruption of so long would be postponed by this rule."""
        return lasted_ms >= self.minutes * 60_000


@cache
def outage_guidance() -> OutageGuidance:
    """The guidance that ships with this version."""
    text = resources.files("desktop_app.services.console").joinpath("outage_guidance.yaml").read_bytes()
    return msgspec.yaml.decode(text, type=OutageGuidance)
