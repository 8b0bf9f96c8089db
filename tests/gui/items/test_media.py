"""Recordings in an item: real sound and real video from memory, played as often as the item allows and never once more."""

from __future__ import annotations

import faulthandler
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.gui.items.media.media_view import MediaView
from desktop_app.gui.items.media.player import Player
from desktop_app.gui.items.outside import Outside
from question_packs.assessment import interactions as ia
from question_packs.assessment.responses import Response
from tests.gui.items.board import Board, spoken
from tests.gui.recordings import tone, video

SHORT, LONG, FILM, TALKIE = tone(0.3), tone(5), video(0.5), video(0.5, with_sound=True)
MEDIA = {"short.wav": SHORT, "long.wav": LONG, "film.avi": FILM, "talkie.avi": TALKIE, "broken.wav": b"RIFF" + b"\7" * 500}


class Listening:
    """A board with one recording, and what a hand and an ear do at it."""

    def __init__(self, board: Board, qtbot: QtBot) -> None:
        assert isinstance(board.widget, MediaView)
        self.board, self.view, self.qtbot = board, board.widget, qtbot

    def button(self, name: str) -> QPushButton:
        found = self.view.findChild(QPushButton, name)
        assert isinstance(found, QPushButton)
        return found

    def press(self, name: str = "media-play") -> None:
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def text(self, name: str) -> str:
        found = self.view.findChild(QLabel, name)
        assert isinstance(found, QLabel)
        return found.text()

    def until_playing(self) -> None:
        self.qtbot.waitUntil(lambda: self.view.player.playing and self.view.player.position > 0, timeout=5000)

    def until_over(self) -> None:
        self.qtbot.waitUntil(lambda: not self.view.player.playing, timeout=5000)


@contextmanager
def listening(
    qtbot: QtBot, interaction: ia.MediaInteraction, response: Response = (), has_device: bool = True
) -> Iterator[Listening]:
    board = Board(interaction, response, media=MEDIA)
    assert isinstance(board.widget, MediaView)
    board.widget.outside = Outside()
    board.widget.has_sound_device = lambda: has_device
    try:
        yield Listening(board, qtbot)
    finally:
        board.widget.put_away()
        board.window.close()
        board.window.deleteLater()


def audio(name: str = "short.wav", **values: object) -> ia.MediaInteraction:
    return ia.MediaInteraction(response_identifier="R", name=name, kind="audio", alt="Pengumuman di bandara", **values)  # type: ignore[arg-type]


def test_a_play_is_told_when_it_starts_and_two_are_all_there_are(qtbot: QtBot) -> None:
    with listening(qtbot, audio(max_plays=2)) as ear:
        assert ear.text("media-plays") == "Diputar 0 dari 2 kali."
        for plays in ("1", "2"):
            ear.press()
            ear.until_playing()
            assert ear.board.answer == (plays,), "a crash now must not give this play back"
            ear.until_over()
        assert ear.text("media-plays").startswith("Diputar 2 dari 2 kali.")
        assert not ear.button("media-play").isEnabled()
        QTest.keyClick(ear.view, Qt.Key.Key_Space)
        assert ear.board.answers == [("1",), ("2",)]


def test_a_pause_goes_on_without_costing_a_play(qtbot: QtBot) -> None:
    with listening(qtbot, audio("long.wav", max_plays=1)) as ear:
        ear.press()
        ear.until_playing()
        ear.press()
        assert not ear.view.player.playing
        assert ear.button("media-play").text() == "Lanjutkan"
        place = ear.view.player.position
        ear.press()
        ear.until_playing()
        assert ear.view.player.position >= place
        assert ear.board.answers == [("1",)]


def test_a_play_that_leaving_interrupts_goes_on_where_it_was(qtbot: QtBot) -> None:
    with listening(qtbot, audio("long.wav", max_plays=1)) as ear:
        ear.press()
        ear.until_playing()
        ear.qtbot.waitUntil(lambda: ear.view.player.position > 300)
        ear.view.put_away()
        ear.board.show(("1",))
        assert ear.button("media-play").text() == "Lanjutkan"
        ear.press()
        ear.until_playing()
        assert ear.view.player.position >= 300
        assert ear.board.answers == [("1",)]


def test_after_a_crash_a_started_play_is_gone(qtbot: QtBot) -> None:
    with listening(qtbot, audio("long.wav", max_plays=1), ("1",)) as ear:
        assert not ear.button("media-play").isEnabled()


def test_a_play_that_the_record_refuses_makes_no_sound(qtbot: QtBot) -> None:
    with listening(qtbot, audio(max_plays=3)) as ear:
        ear.view.answered.connect(lambda _response: ear.view.show_response(()))
        ear.press()
        ear.qtbot.waitUntil(lambda: ear.board.answers == [("1",)])
        assert not ear.view.player.playing
        assert ear.text("media-plays") == "Diputar 0 dari 3 kali."


def test_only_an_unlimited_recording_can_be_moved_in(qtbot: QtBot) -> None:
    with listening(qtbot, audio("long.wav", max_plays=1)) as ear:
        assert ear.button("media-forth").isHidden()
        assert ear.button("media-back").isHidden()
    with listening(qtbot, audio("long.wav")) as ear:
        ear.press()
        ear.until_playing()
        ear.press("media-forth")
        ear.until_over()
        assert ear.text("media-time").endswith("dari 0:05")


def test_volume_and_play_by_keyboard(qtbot: QtBot) -> None:
    with listening(qtbot, audio("long.wav")) as ear:
        ear.board.tab_to("Putar")
        ear.board.key(Qt.Key.Key_Plus)
        assert ear.text("media-volume") == "Suara 90 %"
        ear.board.key(Qt.Key.Key_Minus, Qt.Key.Key_Minus)
        assert ear.text("media-volume") == "Suara 70 %"
        ear.board.key(Qt.Key.Key_Space)
        ear.until_playing()
        ear.board.key(Qt.Key.Key_Space)
        assert not ear.view.player.playing
        assert spoken(ear.button("media-play")) == "Lanjutkan: Pengumuman di bandara"
        assert "5 detik" in spoken(ear.view.findChild(QLabel, "media-time"))


def test_video_shows_its_pictures_and_lets_go_of_them(qtbot: QtBot) -> None:
    film = ia.MediaInteraction(response_identifier="R", name="film.avi", kind="video")
    with listening(qtbot, film, has_device=False) as ear:  # a silent film needs no loudspeaker
        ear.press()
        ear.qtbot.waitUntil(lambda: ear.view.player.picture() is not None, timeout=5000)
        picture = ear.view.player.picture()
        assert picture is not None
        assert (picture.width(), picture.height()) == (160, 90)
        ear.until_over()
        ear.view.put_away()
        assert ear.view.player.picture() is None


@pytest.mark.parametrize("interaction", [audio("short.wav"), audio("talkie.avi")])
def test_a_pc_without_a_loudspeaker_says_so_and_counts_nothing(qtbot: QtBot, interaction: ia.MediaInteraction) -> None:
    with listening(qtbot, interaction, has_device=False) as ear:
        ear.press()
        ear.qtbot.waitUntil(lambda: ear.text("media-trouble") != "", timeout=5000)
        assert "tidak dapat memperdengarkan suara" in ear.text("media-trouble")
        assert ear.board.answers == []


@pytest.mark.parametrize("name", ["broken.wav", "missing.wav"])
def test_a_recording_that_cannot_be_played_says_so_and_counts_nothing(qtbot: QtBot, name: str) -> None:
    with listening(qtbot, audio(name)) as ear:
        ear.press()
        ear.qtbot.waitUntil(lambda: ear.text("media-trouble") != "", timeout=5000)
        assert "tidak dapat diputar" in ear.text("media-trouble")
        assert ear.board.answers == []
        assert ear.button("media-play").isEnabled()


def test_it_starts_by_itself_only_where_the_item_says_so_and_only_once(qtbot: QtBot) -> None:
    with listening(qtbot, audio("long.wav", autostart=True, max_plays=2)) as ear:
        ear.until_playing()
        ear.board.show(("1",))  # zoomed, say
        assert ear.board.answers == [("1",)]
        assert ear.view.player.playing
    with listening(qtbot, audio("long.wav")) as ear:
        ear.press()
        ear.until_playing()
        assert ear.board.answers == [("1",)]  # the press alone began it


def test_the_transcript_is_there_on_demand(qtbot: QtBot) -> None:
    with listening(qtbot, audio(transcript="<p>Penumpang yang terhormat</p>")) as ear:
        assert "Penumpang" not in ear.board.texts()
        before = ear.view.height()
        ear.press("media-transcript")
        assert "Penumpang" in ear.board.texts()
        assert ear.view.height() > before
        ear.view.put_away()
        assert "Penumpang" not in ear.board.texts()
        assert "bandara" not in ear.board.texts()


def test_one_loudspeaker_one_recording_at_a_time(qtbot: QtBot) -> None:
    with listening(qtbot, audio("long.wav")) as first, listening(qtbot, audio("long.wav")) as second:
        first.press()
        first.until_playing()
        second.press()
        second.until_playing()
        assert not first.view.player.playing


def test_start_seek_stop_and_leave_fifty_times_without_hanging(qtbot: QtBot) -> None:
    faulthandler.dump_traceback_later(60, exit=True)
    try:
        player = Player()
        for turn in range(50):
            data = (LONG, FILM, TALKIE)[turn % 3]
            with qtbot.waitSignal(player.loaded, timeout=5000):
                player.load(data)
            player.play()
            player.seek(player.duration // 2)
            if turn % 2:
                with qtbot.waitSignal(player.moved, timeout=5000):
                    player.seek(0)
            player.unload()
            assert not player.is_loaded
    finally:
        faulthandler.cancel_dump_traceback_later()


def test_nothing_of_it_is_imported_before_the_first_recording_is_played() -> None:
    code = (
        "import sys; from desktop_app.gui.candidate import exam; "
        "sys.exit(any('Multimedia' in name or 'TextToSpeech' in name for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
