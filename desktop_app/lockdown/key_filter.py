"""Which keys leave an exam on Windows: decided here for every key that the system's keyboard hook sees. Pure."""

from __future__ import annotations

TAB, ESCAPE, SPACE, PRINT = 0x09, 0x1B, 0x20, 0x2C
LEFT_WINDOWS, RIGHT_WINDOWS, APPLICATIONS, SLEEP, F4 = 0x5B, 0x5C, 0x5D, 0x5F, 0x73
ALTS = frozenset({0x12, 0xA4, 0xA5})
CONTROLS = frozenset({0x11, 0xA2, 0xA3})
BROWSER_AND_LAUNCH = frozenset(range(0xA6, 0xAD)) | frozenset(range(0xB4, 0xB8))

ALWAYS = frozenset({PRINT, LEFT_WINDOWS, RIGHT_WINDOWS, APPLICATIONS, SLEEP}) | BROWSER_AND_LAUNCH
WITH_ALT = frozenset({TAB, ESCAPE, SPACE, F4})
WITH_CONTROL = frozenset({ESCAPE})


class KeyFilter:
    """Follows Alt and Control by itself: the hook's own Alt flag is missing where Alt+Tab is typed.

    `screenshots` counts the presses of Print, for the watchers.
    """

    def __init__(self) -> None:
        self._down: set[int] = set()
        self.screenshots = 0

    def blocks(self, key: int, pressed: bool) -> bool:
        """Whether this key (a virtual-key code), pressed or let go, is kept from everybody. Letters never are."""
        if key in ALTS | CONTROLS:
            (self._down.add if pressed else self._down.discard)(key)
            return False
        self.screenshots += key == PRINT and pressed
        return (
            key in ALWAYS
            or (key in WITH_ALT and not self._down.isdisjoint(ALTS))
            or (key in WITH_CONTROL and not self._down.isdisjoint(CONTROLS))
        )
