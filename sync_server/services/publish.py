"""Publishes an event: checks everything first, then makes the sitting orders of every sitting, all or nothing.

An order is encrypted to the machines (PCs and room nodes) that its room has at that moment, and names them; after new
enrolments publish again. Publishing again raises the revision, keeps every candidate's seed (so nobody's form changes), the
officers' keys (`appoint`) and the secret of one-time codes, and makes a new opening code, start token and PINs.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import replace

from question_packs.assessment.ordering import section_items
from question_packs.errors import KnownError
from question_packs.records.orders import (
    DocumentFrame,
    DocumentOfficial,
    FormPack,
    RosterEntry,
    SittingOrder,
    seal_key_slot,
    seal_order,
)
from question_packs.sealing import age, codes
from question_packs.sealing.keys import PublicKeys
from question_packs.strict_json import decode_strict, encode
from sync_server.services.appoint import appoint
from sync_server.services.centre_files import CentreFiles, write_durably
from sync_server.services.clock import now_text
from sync_server.services.directory import Directory, Snapshot
from sync_server.services.event_file import EventFile, OfficialEntry, SittingEntry, load_event_file
from sync_server.services.form_files import FormFiles, load_form, load_practice
from sync_server.services.roster import Person, read_roster
from sync_server.store import devices, logs, orders
from sync_server.store.database import Connection, Database
from sync_server.store.orders import OrderRow


class SittingCredentials(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The secrets of a sitting, for its sealed envelope. Written once, kept nowhere else.

    `pins` by candidate number; `officer_codes` by name. `kept_codes`: officers whose code of an earlier revision still
    holds, so that none is given here.
    """

    type: Literal["lontar.credentials/1"]
    event_id: str
    sitting_id: str
    sitting_title: str
    revision: int
    opening_code: str
    start_token: str
    pins: dict[str, str]
    officer_codes: dict[str, str] = {}
    kept_codes: tuple[str, ...] = ()


def read_credentials(path: Path) -> SittingCredentials:
    """A sitting's credentials as `publish` wrote them (`CEN-06`, `REC-01`)."""
    try:
        return decode_strict(path.read_bytes(), SittingCredentials, "credentials")
    except OSError as error:
        raise KnownError("CEN-06", path=path, reason=error.strerror) from error


@dataclass(frozen=True)
class PublishedSitting:
    """What `publish` made of one sitting. `devices`: workstations that can open it, `nodes`: room nodes."""

    order: SittingOrder
    sealed: bytes
    digest: str
    devices: int
    nodes: int
    credentials: SittingCredentials

    @property
    def spares(self) -> int:
        """Workstations above the number of candidates."""
        return self.devices - len(self.order.candidates)

    @property
    def warnings(self) -> list[Literal["no_node", "no_spare", "one_officer"]]:
        """What a room may do without, and will miss when something goes wrong."""
        found: list[Literal["no_node", "no_spare", "one_officer"]] = []
        if self.nodes == 0:
            found.append("no_node")
        if self.spares < 1:
            found.append("no_spare")
        if len(self.order.officers) < 2:
            found.append("one_officer")
        return found


@dataclass(frozen=True)
class _Materials:
    """Everything that was checked before anything is made."""

    file: EventFile
    forms: dict[str, FormFiles]
    practice: FormFiles | None
    people: list[Person]
    machines: dict[str, list[PublicKeys]]
    known: Snapshot
    new_codes: bool


class Publisher:
    """Publishes event files."""

    def __init__(self, database: Database, files: CentreFiles, directory: Directory) -> None:
        self._database = database
        self._files = files
        self._directory = directory

    def publish(
        self,
        event_path: Path,
        out: Path,
        who: str,
        progress: Callable[[int, int], None] = lambda done, of: None,
        *,
        new_codes: bool = False,
    ) -> list[PublishedSitting]:
        """Publish the event; write `<sitting>.order` and `<sitting>.credentials.json` into `out`.

        `progress` is told how many candidates of how many have their PIN, which is what takes the time. `new_codes`: every
        officer gets a new key and code, because codes were lost.
        Raises `CEN-30` to `CEN-34`, `PCK-01`, `PCK-02` and what sealing raises; then nothing was changed.
        """
        materials = self._check(event_path, new_codes)
        numbers = count(1)

        def made_one() -> None:
            progress(next(numbers), len(materials.people))

        published = [self._make(materials, sitting, made_one) for sitting in materials.file.sittings]
        self._keep_files(materials, published)
        with self._database.write() as connection:
            self._record(connection, materials, published, who)
        self._hand_out(published, out)
        self._directory.renew()
        return published

    def _check(self, event_path: Path, new_codes: bool) -> _Materials:
        file = load_event_file(event_path)
        folder = event_path.parent
        forms = {name: load_form(name, entry, folder, self._files) for name, entry in file.forms.items()}
        practice = None if file.practice is None else load_practice(file.practice, folder, self._files)
        people = read_roster(folder / file.roster, {each.id for each in file.sittings}, set(forms))
        for sitting in file.sittings:
            if not any(each.sitting == sitting.id for each in people):
                raise KnownError("CEN-30", path=event_path.name, reason=f"sitting {sitting.id}: roster is empty")
        known = self._directory.renew()
        machines = {each.room: _room_machines(known, each.room) for each in file.sittings}
        return _Materials(file, forms, practice, people, machines, known, new_codes)

    def _make(self, materials: _Materials, sitting: SittingEntry, made_one: Callable[[], None]) -> PublishedSitting:
        file = materials.file
        sitting_id = file.sitting_id(sitting)
        before = materials.known.sittings.get(sitting_id)
        revision = 1 if before is None else before.order.revision + 1
        people = [each for each in materials.people if each.sitting == sitting.id]
        pins = {each.candidate_number: codes.new_pin() for each in people}
        known_officers = () if before is None or materials.new_codes else before.order.officers
        appointed = appoint(sitting.officers, known_officers)
        act_secret = "" if before is None else before.order.act_secret
        room_identity = "" if before is None else before.order.room_identity
        seeds = {} if before is None else {number: entry.seed for number, entry in before.roster.items()}
        credentials = SittingCredentials(
            type="lontar.credentials/1",
            event_id=file.event.id,
            sitting_id=sitting_id,
            sitting_title=sitting.title,
            revision=revision,
            opening_code=codes.new_opening_code(),
            start_token=codes.new_pin(),
            pins=pins,
            officer_codes=appointed.codes,
            kept_codes=appointed.kept,
        )
        order = replace(
            self._order(materials, sitting, credentials, _entries(people, pins, seeds, made_one)),
            officers=appointed.officers,
            act_secret=act_secret or secrets.token_hex(32),
            room_identity=room_identity or age.new_identity()[0],
        )
        sealed = seal_order(order, self._files.centre_key, [each.recipient for each in order.devices])
        nodes = len(order.machine_keys("node"))
        digest = hashlib.sha256(sealed).hexdigest()
        return PublishedSitting(order, sealed, digest, len(order.devices) - nodes, nodes, credentials)

    def _order(
        self,
        materials: _Materials,
        sitting: SittingEntry,
        secret: SittingCredentials,
        candidates: tuple[RosterEntry, ...],
    ) -> SittingOrder:
        file, practice = materials.file, materials.practice
        used = sorted({each.form for each in candidates} | set(sitting.reserve_forms))
        packs = [materials.forms[name] for name in used] + ([] if practice is None else [practice])
        identities = {each.digest: each.identity for each in packs}
        machines = materials.machines[sitting.room]
        slot = seal_key_slot(identities, secret.opening_code, [each.recipient for each in machines])
        return SittingOrder(
            type="lontar.sitting-order/1",
            event_id=file.event.id,
            event_title=file.event.title,
            organiser=file.event.organiser,
            sitting_id=secret.sitting_id,
            sitting_title=sitting.title,
            revision=secret.revision,
            centre=self._files.config.name,
            room_id=sitting.room,
            room_title=sitting.room_title,
            purpose=file.event.purpose,
            opens_at=file.utc(sitting.opens_at),
            closes_at=file.utc(sitting.closes_at),
            time_zone=file.event.time_zone,
            forms=tuple(FormPack(name, materials.forms[name].digest) for name in used),
            practice=None if practice is None else FormPack(practice.form, practice.digest),
            key_slots=(slot,),
            candidates=candidates,
            proctors=tuple(each.name for each in sitting.officers),
            start_token_verifier=codes.pin_verifier(secret.start_token),
            policies=file.policies,
            issued_at=now_text(),
            devices=tuple(machines),
            documents=_document_frame(file, sitting, materials.forms[used[0]], candidates[0].seed),
        )

    def _keep_files(self, materials: _Materials, published: list[PublishedSitting]) -> None:
        """Packs, answer keys and orders into the data folder; all are named by content, so doing it twice is harmless."""
        practice = [] if materials.practice is None else [materials.practice]
        for form in [*materials.forms.values(), *practice]:
            write_durably(self._files.pack_path(form.digest), form.pack_path.read_bytes())
            if form.answer_key:
                write_durably(self._files.answer_key_path(form.digest), form.answer_key)
        for each in published:
            write_durably(self._files.order_path(each.digest), each.sealed)

    def _record(self, connection: Connection, materials: _Materials, published: list[PublishedSitting], who: str) -> None:
        event_id, at = materials.file.event.id, now_text()
        orders.put_event(connection, event_id, encode(materials.file), at)
        for form in materials.forms.values():
            orders.put_form(connection, event_id, form.digest, encode(form.test))
        size, _ = logs.lock_head(connection, event_id, logs.OBJECTS)
        logs.append_leaves(connection, event_id, size, [logs.Leaf("order", each.digest) for each in published])
        for each in published:
            orders.add_order(connection, _order_row(each))
            devices.raise_version(connection)
            subject = f"{each.order.sitting_id} r{each.order.revision}"
            logs.append_audit(connection, event_id, at=at, who=who, act="publish", subject=subject, detail=each.digest)

    def _hand_out(self, published: list[PublishedSitting], out: Path) -> None:
        out.mkdir(parents=True, exist_ok=True)
        for each in published:
            write_durably(out / f"{each.order.sitting_id}.order", each.sealed)
            write_durably(out / f"{each.order.sitting_id}.credentials.json", encode(each.credentials))


def _room_machines(known: Snapshot, room_id: str) -> list[PublicKeys]:
    """The machines of a room, not revoked; without any workstation: `CEN-34`."""
    machines = [
        PublicKeys(each.name, each.role, each.verify_key, each.recipient)
        for each in known.devices.values()
        if each.room_id == room_id
    ]
    if not any(each.role == "device" for each in machines):
        raise KnownError("CEN-34", room=room_id)
    return machines


def _entries(
    people: list[Person], pins: dict[str, str], seeds: dict[str, str], made_one: Callable[[], None]
) -> tuple[RosterEntry, ...]:
    """The roster of a sitting; calls `made_one` after each entry."""
    entries = []
    # A verifier is slow on purpose (Argon2id) and its library lets other threads run meanwhile.
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        verifiers = pool.map(codes.pin_verifier, [pins[each.candidate_number] for each in people])
        for person, verifier in zip(people, verifiers, strict=True):
            entries.append(_entry(person, verifier, seeds))
            made_one()
    return tuple(entries)


def _entry(person: Person, verifier: str, seeds: dict[str, str]) -> RosterEntry:
    return RosterEntry(
        candidate_number=person.candidate_number,
        name=person.name,
        nip=person.nip,
        position=person.position,
        unit=person.unit,
        seat=person.seat,
        form=person.form,
        seed=seeds.get(person.candidate_number) or secrets.token_hex(16),
        pin_verifier=verifier,
        photo=person.photo,
        accommodation=person.accommodation,
    )


def _document_frame(file: EventFile, sitting: SittingEntry, form: FormFiles, seed: str) -> DocumentFrame:
    """What the room's documents print around the facts. The forms of an event are equally long."""
    test = form.test
    return DocumentFrame(
        letterhead=file.letterhead,
        head=_official(file.officials.head),
        signatories=tuple(map(_official, file.officials.signatories)),
        paper=file.paper,
        place=file.event.place,
        site=sitting.site,
        legal_basis=file.event.legal_basis,
        test_title=test.title,
        items=sum(len(section_items(section, seed)) for section in test.sections()),
        minutes=(test.time_limits.max_time or 0) // 60,
    )


def _official(entry: OfficialEntry) -> DocumentOfficial:
    return DocumentOfficial(entry.role, entry.name, entry.rank, entry.nip)


def _order_row(published: PublishedSitting) -> OrderRow:
    order = published.order
    return OrderRow(
        event_id=order.event_id,
        sitting_id=order.sitting_id,
        revision=order.revision,
        room_id=order.room_id,
        digest=published.digest,
        record=encode(order),
        sealed=published.sealed,
        issued_at=order.issued_at,
    )
