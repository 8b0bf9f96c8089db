"""A one-time code on the waiting page: the code itself says what it allows, so nobody has to choose among kinds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from question_packs.errors import KnownError

if TYPE_CHECKING:
    from desktop_app.gui.kiosk_service import ExamSession, KioskService
    from question_packs.records.act_codes import CodeKind

_WRONG_CODE = "ACT-03"


def use_waiting_code(kiosk: KioskService, number: str, typed: str, stick: Path | None) -> ExamSession | None:
    """Try a one-time code for everything that it may be for; fits none of them: `ACT-03`.

    None: the person may start. A session: the attempt was moved here, from the room node or from `stick`. Store's thread.
    """
    starts: tuple[tuple[CodeKind, str], ...] = (("start", ""), ("admit_late", "full"), ("admit_late", "remaining"))
    for kind, parameter in starts:
        try:
            kiosk.answer(kind, typed, parameter)
        except KnownError as error:
            if error.code != _WRONG_CODE:
                raise
        else:
            return None
    return kiosk.take_over(number, typed, stick)
