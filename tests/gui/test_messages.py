"""Every text of the kiosk has its English, and the language changes at once."""

from __future__ import annotations

import gettext
import string

import pytest

from tests.gui.catalogue import MO, texts_in_source, written
from tests.gui.conftest import Sit
from tests.gui.room import Room
from tests.gui.way import to_exam


def test_every_text_of_the_source_is_translated_and_nothing_else() -> None:
    in_source = {str(message.id) for message in texts_in_source() if message.id}
    translated = {str(message.id): str(message.string or "") for message in written() if message.id}
    assert set(translated) == in_source, "run `make messages`"
    assert [text for text, english in translated.items() if not english] == []


def test_the_compiled_catalogue_is_that_of_the_source() -> None:
    with MO.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    wrong = [message.id for message in written() if message.id and compiled.gettext(str(message.id)) != message.string]
    assert wrong == [], "run `make messages`"


@pytest.mark.parametrize("message", [message for message in written() if message.id], ids=lambda message: message.id[:30])
def test_a_translation_keeps_the_places_for_values(message) -> None:
    assert _places(message.id) == _places(message.string)


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_language_changes_at_once_and_not_after_signing_in(sit: Sit) -> None:
    robot = sit(Room())
    robot.await_control("open-sitting-page")
    robot.click("language")
    assert robot.text("page-title") == "This PC is ready"
    assert robot.text("open-sitting-page") == "Open sitting"
    to_exam(robot)
    assert not robot.window.findChild(type(robot.find("next")), "language").isVisible()
