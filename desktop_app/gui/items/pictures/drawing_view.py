"""Drawing on a picture. The drawing is handed in as a PNG file by itself, a moment after the last line."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QTimer

from desktop_app.gui.items.pictures.drawing_sheet import DrawingSheet
from desktop_app.gui.items.pictures.drawing_tools import DrawingTools
from desktop_app.gui.items.pictures.picture_view import PictureView
from desktop_app.gui.items.pictures.stroke import png_of, strokes_of
from desktop_app.gui.items.text.pack_images import PackImages
from desktop_app.gui.presentation import Presentation
from question_packs.assessment.interactions import DrawingInteraction
from question_packs.assessment.responses import FileName

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.services.views import InteractionView
    from question_packs.assessment.responses import Response

FILE_NAME = "gambar.png"
REST_MS = 1500  # after the last line
MOST_WAIT_MS = 10_000  # who draws without a rest loses no more than this in a crash


class DrawingView(PictureView):
    """Shows a `DrawingInteraction`."""

    def __init__(self, images: PackImages, presentation: Presentation) -> None:
        super().__init__(images, presentation)
        self.sheet = DrawingSheet(images, presentation)
        self.tools = DrawingTools(self.sheet, presentation)
        self.tools.resized.connect(self.place)
        self.sheet.drawn.connect(self._drawn)
        self.sheet.lifted.connect(self._say_pen)
        self.arrange(self.hint, self.tools, self.sheet, self.status)
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self._tell)
        self._untold = QElapsedTimer()
        self._identifier = ""
        self._known = ""  # digest of the drawing that was told or taken up last

    def show_interaction(self, view: InteractionView, width: int) -> None:
        """The picture with the drawing as it was handed in."""
        interaction = view.interaction
        assert isinstance(interaction, DrawingInteraction)
        self._identifier = interaction.response_identifier
        say = self.presentation.say
        keys = say("Dengan papan ketik: Spasi menurunkan dan mengangkat pena, panah menggerakkannya.")
        self.begin(width, f"{say('Gambarlah dengan tetikus.')} {keys}")
        self.sheet.show_picture(interaction.picture, width)
        self.tools.show_in(width)
        self.show_response(view.response)
        self.place()

    def show_response(self, response: Response) -> None:
        """Take the drawing up that the response names, unless it is the one on the sheet."""
        file = FileName.parse(response[0]) if response else None
        digest = file.sha256 if file is not None else ""
        if digest == self._known:
            return
        self._rest.stop()
        self._known = digest
        data = self.outside.handed_file(self._identifier) if digest else None
        self.sheet.show_strokes(strokes_of(data) if data is not None else ())
        self.tools.refresh()
        if digest and data is None:
            self.say_status(self.presentation.say("Gambar Anda tersimpan, tetapi tidak dapat ditampilkan di PC ini."))

    @property
    def waits(self) -> bool:
        """Whether a line was drawn that was not told yet."""
        return self._rest.isActive() or self.sheet.pen_is_down

    def stops(self) -> list[QWidget]:
        """The tools, then the sheet."""
        return [*self.tools.buttons(), self.sheet]

    def flush(self) -> None:
        """End the line being drawn and tell the drawing."""
        self.sheet.lift()
        if self._rest.isActive():
            self._tell()

    def put_away(self) -> None:
        """No picture and no line stay, and nothing is told any more."""
        super().put_away()
        self._rest.stop()
        self.sheet.put_away()
        self._identifier = self._known = ""

    def _drawn(self) -> None:
        if not self._rest.isActive():
            self._untold.start()
        self._rest.start()
        self.typing.emit()
        if self._untold.hasExpired(MOST_WAIT_MS):
            self._tell()

    def _tell(self) -> None:
        self._rest.stop()
        if not self.sheet.strokes:
            self._known = ""
            self.answered.emit(())
            return
        png = png_of(self.sheet.image(), self.sheet.strokes)
        self._known = hashlib.sha256(png).hexdigest()
        self.file_given.emit(png, FILE_NAME, "image/png")

    def _say_pen(self) -> None:
        say = self.presentation.say
        down = say("Pena turun: panah menggambar. Spasi mengangkat pena.")
        if self.sheet.pen_is_down and not self.sheet.led_by_mouse:
            self.say_status(down)
        elif self.status.text() == down:
            self.say_status(say("Pena terangkat: panah hanya menggerakkan pena."))
