"""`make demo-items`: one picture per kind of question (empty, answered, by keyboard, 200 %, high contrast), and a sheet.

Two candidates sit the sample exam in the real kiosk window, the first by mouse, the second by keyboard; both are scored
from what their PCs stored. Exit code 1 where an answer was not worth what the key says.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.demo.robots import virtual_screen


def main() -> int:
    """Run the demo."""
    parser = argparse.ArgumentParser(prog="make demo-items")
    parser.add_argument("--out", type=Path, default=Path("build/demo-items"))
    parser.add_argument("--only", nargs="+", default=(), metavar="ITEM", help="hanya butir ini")
    options = parser.parse_args()
    shutil.rmtree(options.out, ignore_errors=True)
    options.out.mkdir(parents=True)
    with _screen(), tempfile.TemporaryDirectory() as folder:
        return _run(Path(folder), options.out, options.only)


@contextmanager
def _screen() -> Iterator[None]:
    """The display there is, a virtual one, or none at all; chosen before Qt is loaded."""
    if os.environ.get("DISPLAY"):
        yield
    elif shutil.which("Xvfb"):
        with virtual_screen() as display:
            os.environ["DISPLAY"] = display
            yield
    else:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        yield


def _run(folder: Path, out: Path, only: tuple[str, ...]) -> int:
    from PySide6.QtWidgets import QApplication

    from tests.demo_items import by_keyboard, by_mouse, summary
    from tests.demo_items.show import Show
    from tests.demo_items.sitting import prepare, score, sit_down, stored_state

    application = QApplication(sys.argv[:1])
    print("membuat kunci dua penyetuju, paket soal, dan ruang", flush=True)
    exam = prepare(folder)
    pictures: dict[str, dict[str, Path]] = {}
    outcomes = []
    for number, way, recipes in (("001", "answered", by_mouse.RECIPES), ("002", "keyboard", by_keyboard.RECIPES)):
        print(f"peserta {number} mengerjakan {len(only) or len(exam.draft.items)} butir soal: {way}", flush=True)
        with sit_down(exam, number) as seat:
            show = Show(exam, seat, out, pictures)
            show.answer_all(recipes, way, views=way == "answered", only=only)
            seat.hand_in()
        outcomes.append(score(exam, stored_state(exam, number)))
    application.processEvents()
    return summary.tell(exam, outcomes, pictures, out)


if __name__ == "__main__":
    sys.exit(main())
