"""D04, slip PIN: tear-off slips, one for each candidate; part of the sealed envelope, or on their own. Secret."""

from __future__ import annotations

from reportlab.platypus import Flowable, KeepTogether, Table

from question_packs import design_tokens as tokens
from sync_server.reports import parts
from sync_server.reports.data import CredentialRow, SittingSecrets
from sync_server.reports.drawings import TearLine
from sync_server.reports.frame import Paper, Sheet, render
from sync_server.reports.seating import seat_key
from sync_server.reports.styles import FINE_SOFT, LINE_STRONG, SMALL, SMALL_BOLD, TITLE_LEFT, paragraph

_ACROSS = 2


def pin_slips(secrets: SittingSecrets, paper: Paper = "A4") -> bytes:
    """The slips alone, by seat. Keep them secret."""
    title = "Slip PIN: RAHASIA"
    sheet = Sheet.of("D04", title, secrets, paper, person="PIN", with_letterhead=False)
    return render(sheet, [*parts.title(title, sheet.identity), *slips(secrets, sheet.width)])


def slips(secrets: SittingSecrets, width: float) -> list[Flowable]:
    """The slips by seat, two across, with lines to tear along."""
    gap = tokens.SPACE_6
    slip = (width - gap) / _ACROSS
    people = sorted(secrets.credentials, key=lambda each: (seat_key(each.seat), each.number))
    story: list[Flowable] = []
    for start in range(0, len(people), _ACROSS):
        cells: list[object] = [_slip(person, secrets, slip) for person in people[start : start + _ACROSS]]
        cells += [""] * (_ACROSS - len(cells))
        style = parts.plain(tokens.SPACE_1)
        style.add("LINEBEFORE", (1, 0), (1, 0), tokens.PAPER_HAIRLINE, LINE_STRONG, None, (4, 3))
        style.add("LEFTPADDING", (1, 0), (1, 0), gap / 2)
        row = Table([cells], colWidths=[slip + gap / 2, slip + gap / 2], style=style)
        story.append(KeepTogether([row, TearLine(width)]))
    return story


def by_threes(digits: str) -> str:
    """A PIN or token in groups of three digits, for reading aloud."""
    return " ".join(digits[place : place + 3] for place in range(0, len(digits), 3))


def _slip(person: CredentialRow, secrets: SittingSecrets, width: float) -> Table:
    who = [
        paragraph(person.name, SMALL_BOLD),
        paragraph(f"{person.number} · meja {person.seat}", SMALL),
        paragraph(f"{secrets.event.title} · {secrets.sitting.title}", FINE_SOFT),
    ]
    pin = [paragraph("PIN", FINE_SOFT), paragraph(by_threes(person.pin), TITLE_LEFT)]
    return Table([[who, pin]], colWidths=[width * 0.66, width * 0.34], style=parts.plain())
