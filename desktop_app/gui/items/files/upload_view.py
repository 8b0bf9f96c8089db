"""Handing in a file from a stick or a folder of this PC: a list of what may be handed in, never the whole disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.gui.items.files.file_list import FileList, size_in_words
from desktop_app.gui.items.files.handed_files import KIND_WORDS, FoundFile, find_files, kinds_of, read_file
from desktop_app.gui.items.pictures.picture_view import PictureView
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.messages import mark
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.widgets.buttons import Button
from question_packs.assessment.interactions import UploadInteraction
from question_packs.assessment.responses import MAX_FILE_BYTES, FileName
from question_packs.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.services.views import InteractionView
    from question_packs.assessment.responses import Response

_SHOWN = 12  # files in sight at once; the next ones come by a button
_GONE = mark("Berkas ini tidak dapat dibaca lagi. Pastikan stik tetap tertancap, lalu cari berkas sekali lagi.")
_NOTHING = mark("Tidak ada berkas yang dapat diserahkan. Tancapkan stik, tunggu sebentar, lalu cari lagi.")


class UploadView(PictureView):
    """Shows an `UploadInteraction`."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self.look = self._button("look-for-files", self._look)
        self.more = self._button("more-files", self._show_more)
        self.files = FileList(presentation)
        self.files.chosen.connect(self._chosen)
        self.worded.taken_back.connect(lambda _row: self._answer(()))
        self.arrange(self.hint, self.worded, self.look, self.status, self.files, self.more)
        self._interaction: UploadInteraction | None = None
        self._response: Response = ()
        self._found: list[FoundFile] = []
        self._shown = _SHOWN
        # What a thread brings for an item that was left meanwhile is let go.
        self._errand = 0

    def show_interaction(self, view: InteractionView, width: int) -> None:
        """What was handed in, and the button that looks for files."""
        assert isinstance(view.interaction, UploadInteraction)
        say, same = self.presentation.say, view.interaction == self._interaction
        self._interaction = view.interaction
        if not same:
            self._found, self._shown = [], _SHOWN
        kinds = ", ".join(say(KIND_WORDS[each]) for each in kinds_of(view.interaction.media_types))
        most = self._size(min(view.interaction.max_bytes, MAX_FILE_BYTES))
        self.begin(
            width, say("Serahkan satu berkas dari stik. Jenis: {kinds}. Paling besar {most}.", kinds=kinds, most=most)
        )
        self._dress(self.look, say("Cari berkas"))
        self._dress(self.more, say("Berkas berikutnya"))
        self._show_found()
        self.show_response(view.response)

    def show_response(self, response: Response) -> None:
        """What was handed in, with a way to take it back."""
        self._response = response
        file = FileName.parse(response[0]) if response else None
        said = [] if file is None else [self.presentation.say("Diserahkan: {name} ({size})", name=file.name,
                                                              size=self._size(file.size))]  # fmt: skip
        self.say_rows(said)

    def stops(self) -> list[QWidget]:
        """What was handed in, the button, the files."""
        more: list[QWidget] = [] if self.more.isHidden() else [self.more]
        return [*self.worded.buttons(), self.look, *self.files.buttons(), *more]

    def put_away(self) -> None:
        """No file and no name of one stays."""
        super().put_away()
        self._errand += 1
        self._interaction, self._response, self._found = None, (), []
        self.files.show_files([], 1)

    def _button(self, name: str, act: Callable[[], None]) -> Button:
        button = Button(name, "secondary")
        button.setParent(self)
        button.clicked.connect(act)
        return button

    def _dress(self, button: Button, text: str) -> None:
        button.setText(text)
        button.ensurePolished()
        button.setFixedSize(button.sizeHint())

    def _size(self, size: int) -> str:
        return size_in_words(self.presentation, size)

    def _look(self) -> None:
        assert self._interaction is not None
        media_types, folders = self._interaction.media_types, self.outside.folders()
        self._begin_errand(self.presentation.say("Sedang mencari berkas …"))
        errand = self._errand
        self.outside.run(
            lambda: find_files(folders, media_types),
            lambda found: self._came(found) if errand == self._errand else None,
            lambda _error: self._came([]) if errand == self._errand else None,
        )

    def _begin_errand(self, sentence: str) -> None:
        self._errand += 1
        self.say_status(sentence)

    def _came(self, found: list[FoundFile]) -> None:
        self._found, self._shown = found, _SHOWN
        say = self.presentation.say
        self._show_found()
        self.say_status(
            say("{count} berkas ditemukan. Pilih yang diserahkan.", count=len(found)) if found else say(_NOTHING)
        )
        self.place()

    def _show_more(self) -> None:
        first_new = self._shown
        self._shown += _SHOWN
        self._show_found()
        self.place()
        self.files.buttons()[first_new].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_found(self) -> None:
        self.files.show_files(self._found[: self._shown], self._width)
        self.more.setVisible(len(self._found) > self._shown)

    def _chosen(self, file: FoundFile) -> None:
        assert self._interaction is not None
        interaction = self._interaction
        self._begin_errand(self.presentation.say("Sedang membaca {name} …", name=file.name))
        errand = self._errand
        self.outside.run(
            lambda: read_file(file, interaction),
            lambda data: self._read(file, data) if errand == self._errand else None,
            lambda error: self._refused(error) if errand == self._errand else None,
        )

    def _read(self, file: FoundFile, data: bytes) -> None:
        self.say_status("")
        self.file_given.emit(data, file.name, file.media_type)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self.say_status(error.sentence(self.presentation.language))
        elif isinstance(error, OSError):
            self.say_status(self.presentation.say(_GONE))
        else:
            raise error

    def _answer(self, response: Response) -> None:
        self.say_status("")
        self.show_response(response)
        self.answered.emit(response)
