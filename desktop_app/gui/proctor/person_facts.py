"""Who a candidate is and how the attempt stands: the left and the middle of the person's page."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.gui import icons
from desktop_app.gui.messages import mark
from desktop_app.gui.presentation import Presentation
from desktop_app.gui.proctor import words
from desktop_app.gui.theme import px
from desktop_app.gui.widgets.buttons import text_label
from desktop_app.gui.widgets.time_display import hours_minutes_seconds
from question_packs import design_tokens as tokens

if TYPE_CHECKING:
    from desktop_app.services.console.views import RoomView, SeatView
    from question_packs.records.orders import RosterEntry

_PHOTO = (132, 176)  # 3 x 4, as on Indonesian forms
_HELD = {
    "no": mark("Di PC peserta"),
    "pc": mark("Di PC peserta, belum diterima"),
    "room": mark("Diterima simpul ruang"),
    "centre": mark("Diterima pusat"),
}


class IdentityCard(QFrame):
    """Photo, name and what stands in the order about the person."""

    def __init__(self, presentation: Presentation) -> None:
        super().__init__()
        self._presentation = presentation
        self._shown: tuple[object, ...] = ()
        self.setProperty("role", "card")
        self._photo, self._name = QLabel(), text_label("large", "person-name")
        self._facts = text_label("body", "person-identity")
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._photo, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self._name)
        self._column.addWidget(self._facts)
        self._column.addStretch(1)

    def show_seat(self, seat: SeatView) -> None:
        """The person of a seat."""
        self.show_entry(seat.entry, seat.form, seat.provisional)

    def show_entry(self, entry: RosterEntry, form: str = "", provisional: bool = False) -> None:
        """Somebody of a roster. `form` empty: the roster's."""
        shown = (entry, form, provisional, self._presentation.revision)
        if shown == self._shown:
            return
        self._shown = shown
        say = self._presentation.say
        scale = self._presentation.scale * tokens.CONSOLE_DENSITY
        self._column.setContentsMargins(*[px(tokens.SPACE_4, scale)] * 4)
        self._name.setText(entry.name)
        lines = [
            say("Nomor {number}", number=entry.candidate_number),
            say("NIP {nip}", nip=entry.nip or "-"),
            say("Kursi {seat}", seat=entry.seat),
            say("Naskah {form}", form=form or entry.form),
            entry.position,
            entry.unit,
        ]
        extra, zoom = entry.accommodation.extra_time_percent, entry.accommodation.zoom_percent
        lines += [say("Penyesuaian: waktu +{percent}%", percent=extra)] if extra else []
        lines += [say("Penyesuaian: tampilan {percent}%", percent=zoom)] if zoom != 100 else []
        lines += [say("Peserta sementara, menunggu pusat")] if provisional else []
        self._facts.setText("\n".join(each for each in lines if each))
        self._show_photo(entry.photo, entry.name, scale)

    def _show_photo(self, photo: str, name: str, scale: float) -> None:
        width, height = (px(side, scale) for side in _PHOTO)
        picture = QPixmap()
        if photo and picture.loadFromData(b64decode(photo)):
            mode = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._photo.setPixmap(picture.scaled(width, height, *mode))
        else:
            colour = self._presentation.palette.line_strong
            self._photo.setPixmap(icons.pixmap("person", width, colour, self.devicePixelRatioF()))
        self._photo.setAccessibleName(self._presentation.say("Foto {name}", name=name))


class StateCard(QFrame):
    """State in shape and word, troubles in sentences, and the figures of the attempt."""

    def __init__(self, presentation: Presentation) -> None:
        super().__init__()
        self._presentation = presentation
        self.setProperty("role", "card")
        self._icon, self._state = QLabel(), text_label("large", "person-state")
        self._troubles = text_label("strong", "person-troubles")
        self._troubles.setProperty("kind", "problem")
        self._names: list[QLabel] = []
        self._values: list[QLabel] = []
        self._column = QVBoxLayout(self)
        self._head = QGridLayout()
        self._head.setColumnStretch(1, 1)
        self._head.addWidget(self._icon, 0, 0)
        self._head.addWidget(self._state, 0, 1)
        self._head.addWidget(self._troubles, 1, 1)
        self._grid = QGridLayout()
        self._column.addLayout(self._head)
        self._column.addLayout(self._grid)

    def show_seat(self, seat: SeatView, room: RoomView) -> None:
        """The attempt of a seat as it is now."""
        presentation = self._presentation
        scale = presentation.scale * tokens.CONSOLE_DENSITY
        self._column.setContentsMargins(*[px(tokens.SPACE_4, scale)] * 4)
        self._column.setSpacing(px(tokens.SPACE_3, scale))
        size = px(tokens.TEXT_TITLE, scale)
        colour = presentation.palette.danger if seat.troubles else presentation.palette.primary
        self._icon.setPixmap(icons.pixmap(words.icon_of(seat), size, colour, self.devicePixelRatioF()))
        link = "" if seat.connected is not False else f" · {presentation.say('terputus')}"
        self._state.setText(presentation.say(words.STATUS[seat.status]) + link)
        self._troubles.setText("\n".join(words.trouble_words(seat, each, presentation) for each in seat.troubles))
        self._troubles.setVisible(bool(seat.troubles))
        self._fill(self._facts(seat, room))

    def _facts(self, seat: SeatView, room: RoomView) -> list[tuple[str, str]]:
        """Name and value of each figure."""
        say, report, zone = self._presentation.say, seat.report, room.order.time_zone
        of_exam = say(
            "{answered} dari {items}, ragu-ragu {flagged}", answered=seat.answered, items=seat.items, flagged=seat.flagged
        )
        facts = [
            (say("Sisa waktu"), hours_minutes_seconds(seat.remaining_ms) if seat.running else "-"),
            (say("Terjawab"), of_exam if seat.items else "-"),
            (say("Simpan terakhir"), words.local_instant(report.saved_at, zone) if report and report.saved_at else "-"),
            (say("Peringatan"), str(seat.warnings)),
            (say("PC"), report.device_name if report else "-"),
            (say("Pindah PC ke-"), str(report.epoch) if report else "-"),
            (say("Jawaban"), say(_HELD[seat.held])),
            (say("Menunggu pusat"), say("{count} catatan", count=report.unsent) if report else "-"),
        ]
        if report is not None and report.save_failed:
            facts.append((say("Gagal menyimpan"), report.save_failed))
        if report is not None and report.challenge:
            facts.append((say("Kode di layar PC"), report.challenge))
        return facts

    def _fill(self, facts: list[tuple[str, str]]) -> None:
        """Two facts to a line; labels are made once."""
        while len(self._values) < len(facts):
            place = len(self._values)
            name, value = text_label("small", wrap=False), text_label("strong", f"fact-{place}", wrap=False)
            cell = QWidget()
            inside = QVBoxLayout(cell)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(0)
            inside.addWidget(name)
            inside.addWidget(value)
            self._grid.addWidget(cell, place // 2, place % 2)
            self._names.append(name)
            self._values.append(value)
        for place, (name, value) in enumerate(zip(self._names, self._values, strict=True)):
            known = facts[place] if place < len(facts) else ("", "")
            if (name.text(), value.text()) != known:
                name.setText(known[0])
                value.setText(known[1])
                value.setAccessibleName(": ".join(known))
