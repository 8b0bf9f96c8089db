"""The event file that the organiser writes by hand: `kegiatan.yaml`. Read by `publish`, kept for the documents.

Every scalar is read as the text that was typed and converted to the type of its field; duplicate keys and unknown fields are
refused (`CEN-30`). Paths are relative to the file.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec
import yaml

from question_packs.errors import KnownError
from question_packs.records.nip import check_nip
from question_packs.records.orders import OfficerRole, Policies, Purpose

_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")
# Policies that may have no limit: nothing after the colon, or `none`.
_UNLIMITED = ("late_cutoff_s", "outage_credit_cap_s")


class EventEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The event. `time_zone` is an IANA name; `place` stands before the date of documents."""

    id: str
    title: str
    organiser: str
    purpose: Purpose
    time_zone: str
    place: str = ""
    legal_basis: str = ""


class OfficialEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who signs documents; an empty name leaves dots to write on."""

    role: str
    name: str = ""
    rank: str = ""
    nip: str = ""


class Officials(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`head` signs for the organiser, `signatories` for the room."""

    head: OfficialEntry
    signatories: tuple[OfficialEntry, ...]


class PackEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form's files, as the builder wrote them."""

    pack: str
    answer_key: str
    pack_key: str


class PracticeEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The practice pack; it is not scored."""

    pack: str
    pack_key: str


class OfficerEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody of the room who signs acts. The name tells officers of a sitting apart, over all its revisions."""

    name: str
    nip: str = ""
    role: OfficerRole = "proctor"


class SittingEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sitting in one room. Times with an offset, or in the event's time zone.

    `proctors`: the officers of the room; a plain name is a proctor without NIP. `reserve_forms`: forms that nobody of the
    roster has, for who must begin anew with another one.
    """

    id: str
    title: str
    room: str
    room_title: str
    opens_at: str
    closes_at: str
    site: str = ""
    proctors: tuple[str | OfficerEntry, ...] = ()
    reserve_forms: tuple[str, ...] = ()

    @property
    def officers(self) -> list[OfficerEntry]:
        """The officers, each with name, NIP and role."""
        return [OfficerEntry(each) if isinstance(each, str) else each for each in self.proctors]


class EventFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file. `forms` by name as the roster's column `form` says; `paper` is what documents are printed on."""

    event: EventEntry
    letterhead: tuple[str, ...]
    officials: Officials
    forms: dict[str, PackEntry]
    sittings: tuple[SittingEntry, ...]
    roster: str
    practice: PracticeEntry | None = None
    policies: Policies = Policies()
    paper: Literal["A4", "F4"] = "A4"

    def sitting_id(self, sitting: SittingEntry) -> str:
        """The sitting's id everywhere: unique over all events."""
        return f"{self.event.id}-{sitting.id}"

    def utc(self, text: str) -> str:
        """A time of the file as UTC, ISO 8601."""
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(self.event.time_zone))).astimezone(UTC).isoformat()


class _Loader(yaml.BaseLoader):
    """YAML of plain texts, lists and mappings without duplicate keys."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        keys = [key.value for key, _ in node.value]
        for key, _ in node.value:
            if keys.count(key.value) > 1:
                raise yaml.MarkedYAMLError(problem=f"duplicate key {key.value!r}", problem_mark=key.start_mark)
        return super().construct_mapping(node, deep)


def load_event_file(path: Path) -> EventFile:
    """Read and check an event file (`CEN-30`, `CEN-06`)."""
    try:
        plain = yaml.load(path.read_text("utf-8"), Loader=_Loader)  # noqa: S506 - makes only texts, lists and mappings
        file = msgspec.convert(_with_unlimited(plain), EventFile, strict=False)
        _check(file)
    except OSError as error:
        raise KnownError("CEN-06", path=path, reason=error.strerror) from error
    except (yaml.YAMLError, msgspec.ValidationError, ValueError, RecursionError) as error:
        raise KnownError("CEN-30", path=path.name, reason=" ".join(str(error).split())) from error
    return file


def _with_unlimited(plain: object) -> object:
    """The texts of the file, with None where a policy sets no limit."""
    policies = plain.get("policies") if isinstance(plain, dict) else None
    if isinstance(policies, dict):
        for name in _UNLIMITED:
            if policies.get(name) in ("", "none"):
                policies[name] = None
    return plain


def _check(file: EventFile) -> None:
    for identifier in [file.event.id, *(each.id for each in file.sittings), *(each.room for each in file.sittings)]:
        if not _IDENTIFIER.fullmatch(identifier):
            raise ValueError(f"id {identifier!r}: only letters, digits and '-' (at most 64)")
    identifiers = [each.id for each in file.sittings]
    if not identifiers or len(set(identifiers)) != len(identifiers):
        raise ValueError("sittings: at least one, each id once")
    if not file.forms or len(file.letterhead) > 4:
        raise ValueError("forms: at least one; letterhead: at most 4 lines")
    try:
        ZoneInfo(file.event.time_zone)
    except (OSError, ValueError, KeyError) as error:
        raise ValueError(f"time_zone {file.event.time_zone!r} is not known") from error
    for sitting in file.sittings:
        if file.utc(sitting.opens_at) >= file.utc(sitting.closes_at):
            raise ValueError(f"sitting {sitting.id}: closes_at must be after opens_at")
        if unknown := set(sitting.reserve_forms) - set(file.forms):
            raise ValueError(f"sitting {sitting.id}: reserve_forms: no form {min(unknown)!r}")
        _check_officers(sitting, file.policies)


def _check_officers(sitting: SittingEntry, policies: Policies) -> None:
    officers = sitting.officers
    names = [each.name for each in officers]
    if len(set(names)) != len(names) or not all(each.strip() for each in names):
        raise ValueError(f"sitting {sitting.id}: proctors: each name once, none empty")
    if officers and not any(each.role == "proctor" for each in officers):
        raise ValueError(f"sitting {sitting.id}: proctors: at least one with the role proctor")
    if policies.two_person_opening and len(officers) < 2:
        raise ValueError(f"sitting {sitting.id}: two_person_opening needs two people in proctors")
    for officer in officers:
        if officer.nip:
            _check_nip(sitting, officer)


def _check_nip(sitting: SittingEntry, officer: OfficerEntry) -> None:
    try:
        check_nip(officer.nip)
    except KnownError as error:
        raise ValueError(f"sitting {sitting.id}: {officer.name}: {error.sentence('id')}") from error
