"""`python -m desktop_app.preview SOURCE`: the authors' window; with `--pictures DIR`, pictures of every item instead."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from question_packs.command_line import Parser, language_of, run
from question_packs.errors import KnownError

if TYPE_CHECKING:
    from desktop_app.gui.messages import Language

_TEXTS = {
    "id": {
        "about": "Tampilkan soal seperti yang dilihat peserta, dengan kunci, nilai, dan hasil pemeriksaan.",
        "source": "folder, paket, atau berkas soal",
        "pictures": "buat gambar PNG setiap butir soal di folder ini, tanpa jendela",
        "lang": "bahasa",
        "taken": "{count} gambar dibuat di {folder}.",
        "stopped": "Dihentikan. Gambar yang sudah dibuat tetap ada di {folder}.",
    },
    "en": {
        "about": "Show questions as candidates see them, with key, score and checks.",
        "source": "folder, package or file of questions",
        "pictures": "make PNG pictures of every item in this folder, without a window",
        "lang": "language",
        "taken": "{count} pictures made in {folder}.",
        "stopped": "Stopped. The pictures made so far stay in {folder}.",
    },
}


def main(arguments: list[str] | None = None) -> int:
    """Run the program; its exit code (see `command_line`)."""
    given = sys.argv[1:] if arguments is None else arguments
    language = language_of(given)

    def command() -> int:
        options = _parser(language).parse_args(given)
        return _pictures(options, language) if options.pictures else _window(options, language)

    return run(command, language)


def _parser(language: str) -> argparse.ArgumentParser:
    texts = _TEXTS[language]
    parser = Parser(prog="python -m desktop_app.preview", description=texts["about"])
    parser.add_argument("source", type=Path, help=texts["source"])
    parser.add_argument("--pictures", type=Path, metavar="DIR", help=texts["pictures"])
    parser.add_argument("--lang", choices=("id", "en"), help=texts["lang"])
    return parser


def _window(options: argparse.Namespace, language: str) -> int:
    from PySide6.QtWidgets import QApplication

    from desktop_app.preview.window import PreviewWindow

    application = QApplication(sys.argv[:1])
    window = PreviewWindow(options.source)
    window.presentation.set_language(cast("Language", language))
    window.show()
    window.read()
    return application.exec()


def _pictures(options: argparse.Namespace, language: str) -> int:
    """Needs no display."""
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY") and sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from desktop_app.gui.presentation import Presentation
    from desktop_app.preview.pictures import take_pictures
    from desktop_app.preview.source import read_source

    application = QApplication.instance() or QApplication(sys.argv[:1])
    content = read_source(options.source)
    if content.refusal is not None:
        raise content.refusal
    if not any(each.item for each in content.entries):
        raise KnownError("IMP-13")
    presentation = Presentation()
    presentation.set_language(cast("Language", language))
    texts = _TEXTS[language]
    try:
        made = take_pictures(content, options.pictures, presentation, _tell)
    except KeyboardInterrupt:
        print(f"\n{texts['stopped'].format(folder=options.pictures)}", file=sys.stderr)
        raise
    finally:
        application.processEvents()
    print(texts["taken"].format(count=len(made), folder=options.pictures))
    return 0


def _tell(done: int, of: int, identifier: str) -> None:
    """One line that renews itself where somebody watches; nothing in a log."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{done}/{of} {identifier}", end="\n" if done == of else "", file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
