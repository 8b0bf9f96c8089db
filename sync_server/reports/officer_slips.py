"""D04, kode pribadi petugas: a tear-off part for each officer of the room, in the sealed envelope. Secret."""

from __future__ import annotations

from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from question_packs import design_tokens as tokens
from question_packs.sealing.codes import show_code
from sync_server.reports import parts
from sync_server.reports.data import OfficerCode, SittingSecrets
from sync_server.reports.drawings import TearLine
from sync_server.reports.indonesian_dates import nip_text
from sync_server.reports.styles import FINE_SOFT, SMALL, SMALL_BOLD, TITLE_LEFT, paragraph

_USE = (
    "Kode ini menggantikan tanda tangan Anda di konsol pengawas. Jangan perlihatkan kepada orang lain. "
    "Simpan sampai semua sesi dengan amplop ini selesai."
)
_KEPT = "Tetap: kode dari amplop sebelumnya untuk sesi ini masih berlaku."


def officer_slips(secrets: SittingSecrets, width: float) -> list[Flowable]:
    """The parts, one below the other, with lines to tear along; nothing where the sitting has no officers."""
    if not secrets.officers:
        return []
    story: list[Flowable] = [*parts.heading("Kode pribadi petugas"), Spacer(0, tokens.SPACE_2)]
    for officer in secrets.officers:
        story.append(KeepTogether([_slip(officer, secrets, width), TearLine(width)]))
    return story


def _slip(officer: OfficerCode, secrets: SittingSecrets, width: float) -> Table:
    role = f"{officer.role} · NIP {nip_text(officer.nip)}" if officer.nip else officer.role
    who = [
        paragraph(officer.name, SMALL_BOLD),
        paragraph(role, SMALL),
        paragraph(f"{secrets.event.title} · {secrets.sitting.title}", FINE_SOFT),
    ]
    shown = [paragraph(show_code(officer.code), TITLE_LEFT), paragraph(_USE, FINE_SOFT)] if officer.code else []
    code = [paragraph("Kode pribadi", FINE_SOFT), *(shown or [paragraph(_KEPT, SMALL)])]
    return Table([[who, code]], colWidths=[width * 0.45, width * 0.55], style=parts.plain(tokens.SPACE_1))
