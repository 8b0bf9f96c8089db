"""Reading aloud with the real engine: what is said, in which order, in which language, and that it can be made to stop."""

from __future__ import annotations

import array
import io
import shutil
import wave
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QElapsedTimer, QObject
from pytestqt.qtbot import QtBot

from desktop_app.gui.presentation import Presentation
from desktop_app.gui.speech.engines import Engines
from desktop_app.gui.speech.espeak import EspeakVoice
from desktop_app.gui.speech.read_aloud import ReadAloud
from desktop_app.gui.speech.spoken_item import Piece, pieces_of_html, pieces_of_item
from desktop_app.gui.speech.system_voice import SystemVoice
from desktop_app.gui.speech.voice import Voice
from question_packs.assessment import interactions as ia
from tests.gui.items_room import READING, item, options

needs_engine = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="no speech engine on this PC")
CHOICE = ia.ChoiceInteraction("RESPONSE", options("Jakarta", "Bandung"), prompt="Pilih satu.", after="<p>Terima kasih.</p>")
QUESTION = item(1, '<p>Apa ibu kota?</p><p>Luasnya <img src="pack:f.svg" alt="x kuadrat"> hektare.</p>', (CHOICE,))


def test_an_item_is_read_in_order_with_letters_and_formulas_in_words() -> None:
    assert [piece.text for piece in pieces_of_item(QUESTION)] == [
        "Apa ibu kota?", "Luasnya x kuadrat hektare.", "Pilih satu.", "A. Jakarta", "B. Bandung", "Terima kasih.",
    ]  # fmt: skip


def test_a_run_in_another_language_is_a_piece_of_its_own() -> None:
    assert list(pieces_of_html('<p>Arti dari <span lang="en-GB">good morning</span> adalah</p>')) == [
        Piece("Arti dari"), Piece("good morning", "en"), Piece("adalah"),
    ]  # fmt: skip


def test_a_table_is_read_line_by_line() -> None:
    html = "<table><tr><th>Kota</th><th>Luas</th></tr><tr><td>Depok</td><td>200</td></tr></table>"
    assert [piece.text for piece in pieces_of_html(html)] == ["Kota, Luas", "Depok, 200"]


class HeardEngines(Engines):
    """The real engine on a PC with a loudspeaker."""

    def voice(self, parent: QObject) -> Voice:
        voice = super().voice(parent)
        assert isinstance(voice, EspeakVoice)
        voice.has_sound_device = lambda: True
        return voice


@pytest.fixture
def voice(qtbot: QtBot) -> Iterator[EspeakVoice]:
    parent = QObject()
    voice = EspeakVoice(parent, "espeak-ng")
    voice.has_sound_device = lambda: True
    yield voice
    voice.stop()


@needs_engine
def test_the_recording_is_speech_of_about_the_right_length(qtbot: QtBot, voice: EspeakVoice) -> None:
    lengths = {}
    for text in ("Ya.", "Pelayanan publik yang baik dimulai dari petugas yang mendengarkan keluhan warga."):
        voice.speak(Piece(text), 100)
        qtbot.waitUntil(lambda: voice.recorded != b"", timeout=10_000)
        with wave.open(io.BytesIO(voice.recorded)) as wav:
            samples = array.array("h", wav.readframes(wav.getnframes()))
            lengths[text] = wav.getnframes() / wav.getframerate()
        assert max(samples) > 2000, "silence"
        voice.stop()
    short, long = lengths.values()
    assert 0.1 < short < 2
    assert 3 < long < 10


@needs_engine
def test_faster_takes_less_time(qtbot: QtBot, voice: EspeakVoice) -> None:
    sizes = []
    for speed in (75, 150):
        voice.speak(Piece("Pelayanan publik yang baik"), speed)
        qtbot.waitUntil(lambda: voice.recorded != b"", timeout=10_000)
        sizes.append(len(voice.recorded))
        voice.stop()
    assert sizes[1] < 0.75 * sizes[0]


@needs_engine
def test_it_reads_to_the_end_pauses_and_falls_silent_when_the_item_is_left(qtbot: QtBot) -> None:
    parent = QObject()
    aloud = ReadAloud(Presentation(), parent, HeardEngines())
    aloud.show_item(item(1, "<p>Ya.</p>", ()))
    read, _, pause, stop, _ = aloud.buttons
    assert not read.isHidden()
    read.click()
    assert not pause.isHidden()
    qtbot.waitUntil(lambda: pause.isHidden(), timeout=10_000)  # it came to its end
    aloud.show_item(QUESTION)
    read.click()
    voice = aloud.voice
    assert isinstance(voice, EspeakVoice)
    qtbot.waitUntil(lambda: voice.recorded != b"", timeout=10_000)
    pause.click()
    assert pause.text() == "Lanjutkan"
    aloud.show_item(item(2, "<p>Lain.</p>", ()))
    assert voice.recorded == b""
    assert stop.isHidden()


@needs_engine
def test_stopping_at_any_moment_never_hangs_and_no_piece_comes_after(qtbot: QtBot, voice: EspeakVoice) -> None:
    for wait_ms in (0, 0, 1, 5, 20, 60):
        voice.speak(Piece("Pelayanan publik yang baik"), 100)
        since = QElapsedTimer()
        since.start()
        qtbot.waitUntil(lambda since=since, wait_ms=wait_ms: since.elapsed() >= wait_ms)
        voice.stop()
        with qtbot.assertNotEmitted(voice.finished, wait=80):
            pass
        assert voice.recorded == b""


def test_without_an_engine_there_is_no_button() -> None:
    parent = QObject()
    aloud = ReadAloud(Presentation(), parent, Engines("no-such-program"))
    aloud.show_item(QUESTION)
    assert all(button.isHidden() for button in aloud.buttons)


def test_a_shared_text_has_its_own_button() -> None:
    parent = QObject()
    aloud = ReadAloud(Presentation(), parent, Engines("sh"))  # any program that exists
    aloud.show_item(item(1, "<p>Apa pokok bacaan?</p>", (CHOICE,), READING))
    assert not aloud.buttons[1].isHidden()


@needs_engine
def test_a_pc_without_a_loudspeaker_says_so(qtbot: QtBot, voice: EspeakVoice) -> None:
    voice.has_sound_device = lambda: False
    with qtbot.waitSignal(voice.failed):
        voice.speak(Piece("Ya."), 100)


def test_a_program_that_fails_is_told(qtbot: QtBot) -> None:
    parent = QObject()
    for program in ("false", "no-such-program"):
        voice = EspeakVoice(parent, program)
        voice.has_sound_device = lambda: True
        with qtbot.waitSignal(voice.failed):
            voice.speak(Piece("Ya."), 100)


def test_the_voices_of_a_system_speak_behind_the_same_interface(qtbot: QtBot) -> None:
    parent = QObject()
    voice = SystemVoice(parent, "mock")  # Qt's own engine without sound
    with qtbot.waitSignal(voice.finished, timeout=10_000):
        voice.speak(Piece("Ya."), 150)
    voice.speak(Piece("Pelayanan publik yang baik"), 100)
    with qtbot.assertNotEmitted(voice.finished, wait=50):
        voice.stop()
