"""Sticks: write what the room holds to two of them, one after the other, and take in what PCs without network wrote."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QComboBox, QLineEdit

from desktop_app.gui.messages import mark
from desktop_app.gui.proctor.act_dialogs import ConsoleDialog
from desktop_app.gui.sticks import NO_STICK
from desktop_app.gui.widgets.buttons import Button, text_label
from desktop_app.services.console.sticks import (
    FILES_AT_ONCE,
    NOTHING_TAKEN,
    Taken,
    Written,
    files_to_take,
    in_steps,
    read_some,
    taken_of,
    write_some,
)
from question_packs.records.acts import RegisterMedium

if TYPE_CHECKING:
    from desktop_app.gui.proctor.desk import Desk
    from desktop_app.services.console.service import OfficerRoad
    from question_packs.records.room import StickKind

_KINDS: dict[StickKind, str] = {
    "segment": mark("{count} rekaman jawaban"),
    "act": mark("{count} tindakan"),
    "receipt": mark("{count} tanda terima pusat"),
    "act_receipt": mark("{count} tanda terima tindakan"),
    "result": mark("{count} hasil"),
    "order": mark("{count} perintah sesi"),
    "readiness": mark("{count} sertifikat kesiapan"),
    "trust": mark("daftar kepercayaan"),
}
T = TypeVar("T")


class _StickDialog(ConsoleDialog):
    """Chooses a stick, does something long with it step by step, and says what came of it."""

    def __init__(self, desk: Desk, title: str, sentence: str, confirm: str) -> None:
        super().__init__(desk.window, desk.presentation, title, sentence, confirm)
        self.desk = desk
        self._sticks = QComboBox()
        self._sticks.setObjectName("stick-folder")
        self._again = Button("find-sticks", "compact")
        self._again.setText(desk.say("Cari lagi"))
        self.said = text_label("body", "stick-said")
        self.add_field(desk.say("Stik"), self._sticks)
        self.content.addWidget(self._again)
        self._again.clicked.connect(self.look)
        self.go.clicked.connect(self._begin)

    def look(self) -> None:
        """Which sticks are plugged in."""
        folders = self.desk.find_sticks()
        self._sticks.clear()
        for folder in folders:
            self._sticks.addItem(str(folder), folder)
        if not folders:
            self.banner.tell("notice", self.desk.say(NO_STICK))
        else:
            self.banner.hide()
        self.ready()

    def folder(self) -> Path | None:
        """The chosen stick."""
        return self._sticks.currentData()

    def ready(self) -> None:
        """Whether it can begin."""
        self.go.setEnabled(self.folder() is not None)

    def wait(self, waiting: bool) -> None:
        """While it is at work nothing can be pressed."""
        super().wait(waiting)
        for part in (self._sticks, self._again):
            part.setEnabled(not waiting)

    def _begin(self) -> None:
        self.wait(True)
        self.go.setText(self.desk.say("Jangan cabut stik..."))
        self.begin()

    @abstractmethod
    def begin(self) -> None:
        """The work."""

    def step(self, job: Callable[[OfficerRoad], T], done: Callable[[T], None]) -> None:
        """One short piece of work on the network worker, unless the proctor went away meanwhile."""
        if self.desk.service.me is not None:
            self.desk.service.ask(job, done, self.failed)

    def failed(self, error: Exception) -> None:
        """Say it; another stick may do."""
        self.wait(False)
        self.banner.tell_error(error)
        self.ready()


class WriteSticksDialog(_StickDialog):
    """Two sticks with the same content, each read back. `done(written, serials)` when both hold it."""

    def __init__(self, desk: Desk, done: Callable[[Written, tuple[str, ...]], None]) -> None:
        say = desk.say
        sentence = say("Semua jawaban dan tindakan, tersegel untuk pusat, ke dua stik. Setiap berkas dibaca ulang.")
        super().__init__(desk, say("Tulis ke dua stik"), sentence, say("Tulis stik pertama"))
        self.setObjectName("write-sticks-dialog")
        self._done = done
        self._files: dict[str, bytes] = {}
        self._written: list[Written] = []
        self._serials: list[str] = []
        self._serial = QLineEdit()
        self._serial.setObjectName("stick-serial")
        self._serial.setMaxLength(100)
        self.add_field(say("Nomor seri pada stik"), self._serial)
        self.content.addWidget(self.said)
        self._serial.textChanged.connect(self.ready)
        self.look()

    def ready(self) -> None:
        """A stick and its serial; the second one is another."""
        serial = self._serial.text().strip()
        self.go.setEnabled(self.folder() is not None and bool(serial) and serial not in self._serials)

    def begin(self) -> None:
        """Ask the node once; the second stick gets the very same files."""
        sitting = self.desk.service.sitting
        assert sitting is not None
        if self._files:
            self._write(in_steps(self._files), Written(()))
        else:
            self.step(lambda road: road.bundles(sitting.sitting_id), self._got)

    def _got(self, files: dict[str, bytes]) -> None:
        self._files = files
        if files:
            self._write(in_steps(files), Written(()))
            return
        self.wait(False)
        self.banner.tell("notice", self.desk.say("Simpul ruang belum memegang jawaban apa pun."))

    def _write(self, steps: list[dict[str, bytes]], so_far: Written) -> None:
        folder = self.folder()
        assert folder is not None
        self.said.setText(self.desk.say("{count} dari {all} berkas", count=len(so_far.files), all=len(self._files)))
        if not steps:
            self._one_is_written(so_far)
            return
        self.step(lambda road: write_some(folder, steps[0]), lambda more: self._write(steps[1:], so_far.with_more(more)))

    def _one_is_written(self, written: Written) -> None:
        say, serial = self.desk.say, self._serial.text().strip()
        self._written.append(written)
        self._serials.append(serial)
        self.desk.do(RegisterMedium(serial, "written", written.answers))
        self.wait(False)
        facts = {"count": len(written.files), "digits": _digits(written.digest)}
        if len(self._written) == 1:
            self._serial.clear()
            self._confirm_text = say("Tulis stik kedua")
            self.banner.tell(
                "good", say("Stik pertama benar: {count} berkas, sidik {digits}. Tancapkan stik kedua.", **facts)
            )
        elif self._written[0].digest == written.digest:
            self.banner.tell("good", say("Kedua stik benar dan sama: {count} berkas, sidik {digits}.", **facts))
            self.go.hide()
            self.cancel.setText(say("Selesai"))
            self._done(written, tuple(self._serials))
        self.go.setText(self._confirm_text)
        self.ready()


class TakeStickDialog(_StickDialog):
    """What PCs without network wrote, and receipts that the centre sent back."""

    def __init__(self, desk: Desk) -> None:
        say = desk.say
        sentence = say(
            "Jawaban dari PC tanpa jaringan, atau tanda terima dari pusat. Yang sudah ada tidak dihitung dua kali."
        )
        super().__init__(desk, say("Ambil dari stik"), sentence, say("Ambil"))
        self.setObjectName("take-stick-dialog")
        self.content.addWidget(self.said)
        self.look()

    def begin(self) -> None:
        """First the names, then portion by portion."""
        folder = self.folder()
        assert folder is not None
        self.step(lambda road: files_to_take(folder), lambda paths: self._take(paths, NOTHING_TAKEN))

    def _take(self, paths: tuple[Path, ...], so_far: Taken) -> None:
        if not paths:
            self._say(so_far)
            return
        self.said.setText(self.desk.say("{count} berkas lagi", count=len(paths)))
        first, rest = paths[:FILES_AT_ONCE], paths[FILES_AT_ONCE:]
        self.step(
            lambda road: taken_of(road.take_stick(read_some(first))),
            lambda more: self._take(rest, so_far.with_more(more)),
        )

    def _say(self, taken: Taken) -> None:
        self.wait(False)
        say = self.desk.say
        parts = [say(words, count=taken.kinds[kind]) for kind, words in _KINDS.items() if kind in taken.kinds]
        self.said.setText("\n".join(say("Tidak diambil: {why}", why=each) for each in taken.refusals[:5]))
        if parts:
            self.banner.tell("good", say("Diambil: {what}.", what=", ".join(parts)))
        else:
            self.banner.tell("notice", say("Tidak ada yang dapat diambil dari stik ini."))
        self.cancel.setText(say("Selesai"))
        self.desk.service.refresh_board()
        self.ready()


def _digits(digest: str) -> str:
    return " ".join(digest[place : place + 4] for place in range(0, 16, 4))
