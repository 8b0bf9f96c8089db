"""Readiness certificates: what a workstation measured of itself before the exam, signed by its own key.

Made by `python -m desktop_app ready`, kept by the room node, printed in the minutes of readiness (D10).
"""

from __future__ import annotations

from typing import Literal

import msgspec

from question_packs.errors import KnownError
from question_packs.records.limits import Identifier, Instant, Text
from question_packs.sealing import dsse
from question_packs.sealing.keys import KeyPair
from question_packs.strict_json import check_version, decode_strict, encode

PAYLOAD_TYPE = "application/vnd.lontar.readiness+json"

CheckResult = Literal["ok", "warning", "problem"]
# What each check is called, in Bahasa Indonesia and English.
CHECK_NAMES: dict[str, tuple[str, str]] = {
    "enrolment": ("Pendaftaran PC", "Enrolment"),
    "order": ("Perintah sesi", "Sitting orders"),
    "packs": ("Paket soal", "Question packs"),
    "database": ("Pustaka basis data", "Database library"),
    "disk": ("Ruang disk", "Disk space"),
    "reserve": ("Cadangan disk", "Disk reserve"),
    "write_speed": ("Kecepatan menyimpan", "Speed of saving"),
    "clock": ("Jam", "Clock"),
    "time_zone": ("Zona waktu", "Time zone"),
    "memory": ("Memori", "Memory"),
    "power": ("Daya listrik", "Power"),
    "screens": ("Layar", "Screens"),
    "programs": ("Program terlarang", "Forbidden programs"),
    "remote": ("Kendali jarak jauh", "Remote sessions"),
    "virtual_machine": ("Mesin virtual", "Virtual machine"),
    "screen_saver": ("Layar mati sendiri", "Screen saver"),
    "lockdown": ("Pengaman ujian", "Lock-down"),
    "restart": ("Pembaruan sistem", "System updates"),
    "printer": ("Pencetak", "Printer"),
    "node": ("PC pengawas", "Room node"),
    "rehearsal": ("Gladi", "Rehearsal"),
}


class Check(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing measured. `value`: a short figure with its unit, such as `41,2 GB`. `advice`: what to do, or empty."""

    identifier: Identifier
    result: CheckResult
    value: Text
    advice: Text


class Certificate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All checks of one PC. `packs`: digests verified to the last byte. `rehearsed`: the rehearsal came through."""

    type: Literal["lontar.readiness/1"]
    device_id: Identifier
    device_name: Identifier
    room_id: Identifier
    version: Identifier
    made_at: Instant
    checks: tuple[Check, ...]
    packs: tuple[Identifier, ...]
    rehearsed: bool

    @property
    def result(self) -> CheckResult:
        """The worst of all checks."""
        found = {each.result for each in self.checks}
        return "problem" if "problem" in found else "warning" if "warning" in found else "ok"


def sign_certificate(certificate: Certificate, device: KeyPair) -> bytes:
    """The certificate as an envelope of the PC's own key."""
    return dsse.sign(encode(certificate), PAYLOAD_TYPE, [device])


def verify_certificate(envelope: bytes, device_keys: dict[str, str]) -> Certificate:
    """A certificate that the PC it names signed; else `SEA-01`/`SEA-02`, `REC-01`."""
    payload, signers = dsse.verify(envelope, PAYLOAD_TYPE, device_keys, "readiness certificate")
    check_version(payload, "lontar.readiness/", 1, "readiness certificate")
    certificate = decode_strict(payload, Certificate, "readiness certificate")
    if certificate.device_id not in signers:
        raise KnownError("SEA-01", what="readiness certificate")
    return certificate
