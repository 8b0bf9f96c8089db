"""How a printed page is tied to its data: document number, content hash, verification code, QR code.

The hash is SHA-256 over the canonical JSON (sorted keys, no white space) of everything that the document shows. Whoever
holds the data can recompute it and compare it with the paper.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import msgspec
import segno

from sync_server.reports.data import EventInfo, PersonResult, SittingInfo, SittingReport, SittingSecrets
from sync_server.reports.room_data import RoomReport

DocumentData = SittingReport | SittingSecrets | PersonResult | RoomReport


@dataclass(frozen=True)
class Identity:
    """What names one document. `content_hash`: 64 hex digits."""

    code: str
    number: str
    content_hash: str

    @property
    def verification_code(self) -> str:
        """The first 16 digits of the hash in groups of four, as printed."""
        digits = self.content_hash[:16].upper()
        return "-".join(digits[place : place + 4] for place in range(0, 16, 4))

    @property
    def qr_text(self) -> str:
        """What the QR code says. The hash in capitals, for which a QR code needs fewer modules."""
        return f"LONTAR:{self.code}:{self.number}:{self.content_hash.upper()}"


def document_number(code: str, event: EventInfo, sitting: SittingInfo, person: str = "") -> str:
    """`D11/BAPENDA-2025/A`; for a document about one person or one outage, its number follows."""
    return "/".join(part for part in (code, event.identifier, sitting.identifier, person) if part)


def content_hash(number: str, data: DocumentData) -> str:
    """The hash (hex) of a document's number and data. Times count with their offset, scores as written."""
    canonical = msgspec.json.encode({"number": number, "data": data}, order="sorted")
    return hashlib.sha256(canonical).hexdigest()


def identify(code: str, data: DocumentData, person: str = "") -> Identity:
    """The identity of the document `code` over `data`."""
    number = document_number(code, data.event, data.sitting, person)
    return Identity(code, number, content_hash(number, data))


def qr_matrix(text: str) -> tuple[bytes, ...]:
    """The modules of a QR code, row by row: 1 is dark. Without quiet zone."""
    return tuple(bytes(row) for row in segno.make_qr(text, error="m", boost_error=False).matrix)
