"""A screen reader's ears: reads what a program tells of itself over the accessibility bus. Run by Debian's own Python,
`/usr/bin/python3 screen_reader.py`, which has the bindings.

Each line that it is given is the name of a program; it answers with a line of JSON: all objects of that program that are on
the screen, in the order of the tree, each with role, name, description, states and text.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402


def program_named(name: str) -> Atspi.Accessible | None:
    desktop = Atspi.get_desktop(0)
    for place in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(place)
        if program is not None and name in program.get_name():
            return program
    return None


def heard(thing: Atspi.Accessible) -> Iterator[dict[str, object]]:
    """What is said of everything in `thing` that is on the screen; every question to the program costs a millisecond."""
    for place in range(thing.get_child_count()):
        child = thing.get_child_at_index(place)
        states = [] if child is None else sorted(state.value_nick for state in child.get_state_set().get_states())
        if "showing" not in states:
            continue
        takes_keyboard = "focusable" in states
        yield {
            "role": child.get_role_name(),
            "name": child.get_name(),
            "description": child.get_description() if takes_keyboard else "",
            "states": states,
            "text": text_of(child) if "editable" in states else "",
        }
        if not takes_keyboard and "read-only" not in states:
            yield from heard(child)


def text_of(field: Atspi.Accessible) -> str:
    """What stands in a field."""
    return str(Atspi.Text.get_text(field, 0, Atspi.Text.get_character_count(field)))


def listen(name: str) -> list[dict[str, object]]:
    """Everything that is heard of a program; nothing while it is not on the bus, or while it changes under the ears."""
    try:
        program = program_named(name)
        if program is None:
            return []
        # What was heard before is not what is there now.
        program.set_cache_mask(Atspi.Cache.NONE)
        return list(heard(program))
    except GLib.Error:
        return []


if __name__ == "__main__":
    Atspi.init()
    for line in sys.stdin:
        print(json.dumps(listen(line.strip())), flush=True)
