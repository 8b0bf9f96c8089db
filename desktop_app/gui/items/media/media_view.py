"""Audio or video: play and pause, how often it was played, how loud, its text on demand.

The response is how often it was started. A start is told before the first sound, so that neither a crash nor a move to
another PC gives one play more. Where plays are limited nobody moves within the recording; a play that a cover or another
item interrupts goes on from where it was (`Outside.left_at`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.gui.items.interaction_widget import InteractionWidget
from desktop_app.gui.items.item_text import ItemText
from desktop_app.gui.items.joining.piece_board import flow
from desktop_app.gui.items.media.media_words import clock_text, plays_text, spoken_clock
from desktop_app.gui.items.media.player import FULL_VOLUME, Player, can_be_heard
from desktop_app.gui.items.media.progress_line import ProgressLine
from desktop_app.gui.items.media.video_surface import VideoSurface
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import Button, text_label
from question_packs import design_tokens as tokens
from question_packs.assessment.interactions import MediaInteraction

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.services.views import InteractionView
    from question_packs.assessment.responses import Response

_USUAL_VOLUME, _VOLUME_STEP = 80, 10
_SEEK_MS = 10_000
_USUAL_SHAPE = (16, 9)
_LOUDER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)


class MediaView(InteractionWidget):
    """One recording. `has_sound_device` is asked before a sound is started."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self.has_sound_device: Callable[[], bool] = can_be_heard
        self._interaction: MediaInteraction | None = None
        self._plays = 0
        self._wants_play = False
        self._volume = _USUAL_VOLUME
        self.player = Player(self)
        self._surface = VideoSurface(self.player, presentation, self)
        self._line = ProgressLine(presentation, self)
        self._labels = [
            text_label("body", "media-name"),
            text_label("small", "media-plays"),
            text_label("strong", "media-trouble"),
        ]
        self._name, self._count, self._trouble = self._labels
        self._time, self._loudness = (
            text_label(*each, wrap=False) for each in (("small", "media-time"), ("body", "media-volume"))
        )
        self._play = self._button("media-play", "primary", "play", self._pressed)
        self._back = self._button("media-back", "secondary", "left", lambda: self._seek(-_SEEK_MS))
        self._forth = self._button("media-forth", "secondary", "right", lambda: self._seek(_SEEK_MS))
        self._quieter = self._button("media-quieter", "step", "minus", lambda: self._set_volume(-_VOLUME_STEP))
        self._louder = self._button("media-louder", "step", "plus", lambda: self._set_volume(_VOLUME_STEP))
        self._read = self._button("media-transcript", "secondary", "", self._toggle_transcript)
        self._read.setCheckable(True)
        self._transcript = ItemText(images, presentation, self, "media-text")
        for label in (*self._labels, self._time):
            label.setParent(self)
        self._sound = QWidget(self)  # stays together where lines are short
        for part in (self._quieter, self._loudness, self._louder):
            part.setParent(self._sound)
        self._listen()

    # --- what the panel asks

    def show_interaction(self, view: InteractionView, width: int) -> None:
        """Lay it out; a recording that plays goes on."""
        interaction = view.interaction
        assert isinstance(interaction, MediaInteraction)
        is_new, self._interaction = self._interaction is None, interaction
        self._plays = _plays(view.response)
        self._say_texts()
        self._place(width)
        if is_new and interaction.autostart and not self._plays:
            QTimer.singleShot(0, self, self._autostart)

    def show_response(self, response: Response) -> None:
        """How often it was started, as the record has it."""
        self._plays = _plays(response)
        self._show_count()

    def set_read_only(self, on: bool) -> None:
        """What may not be answered any more is not played any more."""
        super().set_read_only(on)
        if on:
            self.player.pause()

    def stops(self) -> list[QWidget]:
        """The buttons that can do something in this item."""
        buttons = (self._play, self._back, self._forth, self._quieter, self._louder, self._read)
        return [button for button in buttons if not button.isHidden()]

    def put_away(self) -> None:
        """The recording leaves the memory; only where it was left is known."""
        self._remember_place()
        self._interaction, self._plays, self._wants_play = None, 0, False
        self.player.unload()
        self._transcript.put_away()
        self._read.setChecked(False)
        self._surface.setAccessibleName("")
        for label in (*self._labels, self._time):
            label.clear()
            label.setAccessibleName("")
        self._play.setAccessibleName("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays and pauses, plus and minus change the volume."""
        if event.key() == Qt.Key.Key_Space:
            self._pressed()
        elif event.key() in _LOUDER:
            self._set_volume(_VOLUME_STEP)
        elif event.key() == Qt.Key.Key_Minus:
            self._set_volume(-_VOLUME_STEP)
        else:
            event.ignore()

    # --- playing

    def _pressed(self) -> None:
        if self.player.playing:
            self.player.pause()
        elif self._is_within():
            self.player.play()
        elif self._may_start():
            self._wants_play = True
            if self.player.is_loaded:
                self._start()
            else:
                self._load()

    def _autostart(self) -> None:
        if self._interaction is not None and self.isEnabled() and not self._plays and not self._wants_play:
            self._pressed()

    def _load(self) -> None:
        assert self._interaction is not None
        found = self.images.recording(self._interaction.name)
        if found is None:
            self._show_trouble(self.presentation.say("Rekaman ini tidak dapat diputar di PC ini. Panggil pengawas (F1)."))
            return
        self._show_trouble("")
        self.player.set_volume(self._volume)
        self.player.load(found[0])

    def _loaded(self) -> None:
        if self.player.has_sound and not self.has_sound_device():
            self.player.unload()
            self._wants_play = False
            self._show_trouble(self.presentation.say("PC ini tidak dapat memperdengarkan suara. Panggil pengawas (F1)."))
        elif self._wants_play:
            self._start()

    def _start(self) -> None:
        """Go on with a play that was interrupted, or count a new one and play it if the count was taken."""
        assert self._interaction is not None
        self._wants_play = False
        place = self.outside.left_at.pop(self._interaction.name, 0)
        if place and self._plays:
            self.player.seek(place)
            self.player.play()
            return
        plays = self._plays = self._plays + 1
        self.answered.emit((str(plays),))
        if self._plays == plays:
            self.player.seek(0)
            self.player.play()
        self._show_count()

    def _ended(self) -> None:
        if self._interaction is not None and self._interaction.loop and self._may_start():
            self._start()
        self._refresh()

    def _failed(self) -> None:
        self._wants_play = False
        self._show_trouble(self.presentation.say("Rekaman ini tidak dapat diputar di PC ini. Panggil pengawas (F1)."))

    def _seek(self, step: int) -> None:
        self.player.seek(self.player.position + step)

    def _is_within(self) -> bool:
        """Whether a play was begun here and not finished."""
        return self.player.is_loaded and 0 < self.player.position < self.player.duration

    def _may_start(self) -> bool:
        most = 0 if self._interaction is None else self._interaction.max_plays
        return self._interaction is not None and (not most or self._plays < most or self._waits_to_go_on())

    def _waits_to_go_on(self) -> bool:
        return self._interaction is not None and self._plays > 0 and self._interaction.name in self.outside.left_at

    def _remember_place(self) -> None:
        if self._interaction is not None and self._is_within():
            self.outside.left_at[self._interaction.name] = self.player.position

    def _set_volume(self, step: int) -> None:
        self._volume = max(0, min(self._volume + step, FULL_VOLUME))
        self.player.set_volume(self._volume)
        self._say_volume()

    def _toggle_transcript(self) -> None:
        self._place(self.width())
        self.resized.emit()

    # --- what is seen

    def _listen(self) -> None:
        self._surface.pressed.connect(self._pressed)
        self.player.loaded.connect(self._loaded)
        self.player.failed.connect(self._failed)
        self.player.ended.connect(self._ended)
        self.player.moved.connect(self._refresh)

    def _say_texts(self) -> None:
        interaction, say = self._interaction, self.presentation.say
        assert interaction is not None
        self._name.setText(interaction.alt)
        self._surface.setAccessibleName(interaction.alt)
        for button, text, name in (
            (self._back, say("10 detik"), say("Mundur 10 detik")),
            (self._forth, say("10 detik"), say("Maju 10 detik")),
            (self._quieter, "", say("Kecilkan suara")),
            (self._louder, "", say("Besarkan suara")),
        ):
            button.setText(text)
            button.setAccessibleName(name)
        for button in (self._back, self._forth):
            button.setVisible(not interaction.max_plays)
        self._read.setVisible(bool(interaction.transcript))
        self._trouble.clear()
        self._say_volume()

    def _refresh(self) -> None:
        """State, position and count; called often while it plays."""
        if self._interaction is None:
            return
        player, presentation = self.player, self.presentation
        self._dress_play()
        for button in (self._back, self._forth):
            button.setEnabled(player.is_loaded)
        self._line.show_share(player.position / player.duration if player.duration else 0.0)
        self._time.setText(clock_text(presentation, player.position, player.duration))
        self._time.setAccessibleName(spoken_clock(presentation, player.position, player.duration))
        self._count.setText(plays_text(presentation, self._interaction, self._plays))

    def _show_count(self) -> None:
        """The count changed, and with it perhaps how many lines it takes."""
        if self._interaction is not None:
            before = self.height()
            self._place(self.width())
            if self.height() != before:
                self.resized.emit()

    def _dress_play(self) -> None:
        """The play button says what it will do."""
        say, playing = self.presentation.say, self.player.playing
        goes_on = self._is_within() or self._waits_to_go_on()
        again = say("Putar lagi") if self._plays else say("Putar")
        text = say("Jeda") if playing else say("Lanjutkan") if goes_on else again
        if text != self._play.text():
            self._play.setText(text)
            self._play.use_icon("pause" if playing else "play")
            self._play.restyle(self.presentation.palette, self.presentation.scale)
        alt = "" if self._interaction is None else self._interaction.alt
        self._play.setAccessibleName(f"{text}: {alt}" if alt else text)
        self._play.setEnabled(playing or self._is_within() or self._may_start())

    def _say_volume(self) -> None:
        self._loudness.setText(self.presentation.say("Suara {percent} %", percent=self._volume))

    def _show_trouble(self, sentence: str) -> None:
        if sentence != self._trouble.text():
            self._trouble.setText(sentence)
            self._place(self.width())
            self.resized.emit()

    def _place(self, width: int) -> None:
        """Everything below each other, buttons in lines as wide as there is room."""
        interaction, scale = self._interaction, self.presentation.scale
        assert interaction is not None
        gap = px(tokens.SPACE_3, scale)
        self._refresh()
        self._size_controls(width)
        top = self._stand(self._name, width, 0)
        self._surface.setVisible(interaction.kind == "video")
        if interaction.kind == "video":
            self._surface.setGeometry(0, top, *self._picture_size(interaction, width))
            top += self._surface.height() + gap
        self._line.setGeometry(0, top, width, px(tokens.SPACE_3, scale))
        self._time.move(0, top + self._line.height())
        top = self._time.geometry().bottom() + gap // 2
        parts = [self._play, self._back, self._forth, self._sound, self._read]
        top = flow([part for part in parts if not part.isHidden()], width, top, gap) + gap
        top = self._stand(self._trouble, width, self._stand(self._count, width, top))
        if self._read.isChecked() and self._read.isVisibleTo(self):
            self._transcript.show(interaction.transcript, width, {})
            top = self._transcript.place(0, top)
        else:
            self._transcript.put_away()
        self.setFixedSize(width, max(top - gap, 0))

    def _size_controls(self, width: int) -> None:
        say, scale, target = self.presentation.say, self.presentation.scale, px(tokens.TARGET, self.presentation.scale)
        self._read.setText(say("Tutup teks") if self._read.isChecked() else say("Baca teks"))
        for button in (self._play, self._back, self._forth, self._read, self._quieter, self._louder):
            button.restyle(self.presentation.palette, scale)
            button.ensurePolished()
            button.setFixedSize(button.sizeHint().boundedTo(QSize(width, button.sizeHint().height())))
        for step in (self._quieter, self._louder):
            step.setFixedSize(QSize(target, target))
        longest_word = max(self._width_for(text) for text in ("Putar lagi", "Lanjutkan", "Jeda"))
        self._play.setFixedWidth(min(width, longest_word))
        for label in (self._time, self._loudness):
            label.ensurePolished()
        self._time.setFixedSize(width, self._time.fontMetrics().height() + px(tokens.SPACE_1, scale))
        loudest = self._loudness.fontMetrics().horizontalAdvance(say("Suara {percent} %", percent=100))
        self._loudness.setFixedSize(loudest + px(tokens.SPACE_1, scale), target)
        steps = (self._quieter, self._loudness, self._louder)
        gap = px(tokens.SPACE_2, scale)
        across = min(width, sum(step.width() for step in steps) + gap * (len(steps) - 1))
        self._sound.setFixedSize(across, flow(steps, across, 0, gap))

    def _width_for(self, text: str) -> int:
        """Of the play button with this text: it keeps its width whatever it says."""
        shown = self._play.text()
        self._play.setText(self.presentation.say(text))
        width = self._play.sizeHint().width()
        self._play.setText(shown)
        return width

    def _stand(self, label: QLabel, width: int, top: int) -> int:
        """Put a label at `top` where it has something to say; returns where the next part begins."""
        label.setVisible(bool(label.text()))
        if not label.text():
            return top
        label.ensurePolished()
        label.setGeometry(0, top, width, label.heightForWidth(width))
        return top + label.height() + px(tokens.SPACE_3, self.presentation.scale)

    def _picture_size(self, interaction: MediaInteraction, width: int) -> tuple[int, int]:
        wide, high = (interaction.width, interaction.height) if interaction.width and interaction.height else _USUAL_SHAPE
        natural = interaction.width or width
        wanted = min(width, round(natural * self.presentation.scale))
        return wanted, round(wanted * high / wide)

    def _button(self, name: str, role: str, icon: str, act: Callable[[], None]) -> Button:
        button = Button(name, role, icon)
        button.setParent(self)
        button.clicked.connect(act)
        return button


def _plays(response: Response) -> int:
    return int(response[0]) if response else 0
