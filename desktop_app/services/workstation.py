"""The workstation: its enrolment, the orders and packs it holds, and how it comes by them.

Called on the store's thread, but for `fetch_*`, which the synchroniser calls on the network thread and which hand what they
fetched to `on_store`.
"""

from __future__ import annotations

import hashlib
import logging
from base64 import b64decode, b64encode
from collections.abc import Callable
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from desktop_app.services.machine import Machine
from desktop_app.store.device import DeviceFolder, Enrolment
from desktop_app.store.files import write_whole
from desktop_app.sync.folder_transport import FolderTransport, read_small, record_paths, records
from desktop_app.sync.http_transport import HttpTransport
from desktop_app.sync.https import PinnedClient
from desktop_app.sync.syncer import OnStore
from question_packs.errors import KnownError
from question_packs.pack.reader import MAX_PACK_BYTES, VerifiedPack, verify_pack
from question_packs.records.enrolment import EnrolmentRequest, EnrolmentTicket
from question_packs.records.orders import SittingOrder, open_order
from question_packs.sealing.age import recipient_of
from question_packs.sealing.keys import KeyPair
from question_packs.sealing.trust import TrustList, verify_trust_list
from question_packs.strict_json import decode_strict, encode

log = logging.getLogger(__name__)


class Workstation:
    """One exam-room PC."""

    def __init__(self, folder: DeviceFolder, machine: Machine) -> None:
        self.folder = folder
        self.machine = machine
        self._orders: dict[str, SittingOrder] | None = None
        self._verified: dict[str, VerifiedPack] = {}
        # Who else looks at a stick that is read here: the act book, the room's client.
        self.stick_readers: list[Callable[[Path], object]] = []

    # --- who this PC is

    @property
    def enrolled(self) -> bool:
        """Whether a ticket was used here."""
        return self.folder.enrolment() is not None

    def enrolment(self) -> Enrolment:
        """Who this PC is (`DEV-01` if nobody yet)."""
        enrolment = self.folder.enrolment()
        if enrolment is None:
            raise KnownError("DEV-01")
        return enrolment

    def device(self) -> KeyPair:
        """This PC's keys."""
        return self.folder.device_key(self.machine.name())

    def trust(self) -> TrustList:
        """Whom this PC trusts."""
        enrolment = self.enrolment()
        return verify_trust_list(_envelope(enrolment.trust), enrolment.root)

    def enrol(self, ticket_path: Path) -> None:
        """Use a ticket: over HTTPS if the centre answers, else by a request file beside the ticket, to be carried back."""
        try:
            ticket = decode_strict(ticket_path.read_bytes(), EnrolmentTicket, ticket_path.name)
        except OSError as error:
            raise KnownError("DEV-03", path=ticket_path) from error
        enrolment = self._enrolment_of(ticket)
        device = self.device()
        request = EnrolmentRequest("lontar.enrolment-request/1", ticket.token, device.public)
        transport = self._transport(ticket.centre_url, ticket.certificate)
        try:
            transport.enrol(request)
        except KnownError as error:
            if error.code != "NET-01":
                raise
            _write_request(ticket_path, device.key_id, request)
        finally:
            transport.close()
        self.folder.keep_enrolment(enrolment)

    def _enrolment_of(self, ticket: EnrolmentTicket) -> Enrolment:
        """Another room or another root of trust is another enrolment (`DEV-02`); a newer trust list stays."""
        enrolment = enrolment_of(ticket, self.machine.name())
        present = self.folder.enrolment()
        revision = verify_trust_list(_envelope(ticket.trust), ticket.root).revision
        if present is None:
            return enrolment
        if (present.room_id, present.root) != (ticket.room_id, ticket.root):
            raise KnownError("DEV-02", room=present.room_title)
        return enrolment if revision >= self.trust().revision else replace(enrolment, trust=present.trust)

    def transport(self) -> HttpTransport:
        """The road to this PC's centre."""
        enrolment = self.enrolment()
        return self._transport(enrolment.centre_url, enrolment.certificate)

    def _transport(self, url: str, certificate: str) -> HttpTransport:
        client = PinnedClient(url, certificate, self.device(), lambda: self.machine.moment().wall_ms)
        return HttpTransport(client)

    def stick(self, folder: Path, *, for_transfer: bool = False) -> FolderTransport:
        """The road over a stick. What is written can be opened by the centre and by the room's nodes.

        `for_transfer`: by every PC of the room too, so that an attempt can go on there.
        """
        for_room = tuple(recipient_of(each) for each in self.room_identities())
        return FolderTransport(folder, self._recipients(for_transfer), (*self._recipients(False), *for_room))

    def room_identities(self) -> list[str]:
        """What opens the acts on a stick, of all installed orders."""
        return [order.room_identity for order in self.orders().values() if order.room_identity]

    def _recipients(self, for_transfer: bool) -> tuple[str, ...]:
        machines = [
            each for order in self.orders().values() for each in order.devices if for_transfer or each.role == "node"
        ]
        return tuple(dict.fromkeys([self.trust().recipient("centre"), *(each.recipient for each in machines)]))

    def node_keys(self) -> dict[str, str]:
        """Key id to public key of the room's nodes, as the installed orders name them."""
        return {id_: key for order in self.orders().values() for id_, key in order.machine_keys("node").items()}

    # --- orders

    def orders(self) -> dict[str, SittingOrder]:
        """The installed orders by sitting. An order that cannot be opened any more is left out and logged."""
        if self._orders is None:
            self._orders = {}
            for path in self.folder.order_files():
                try:
                    order = self._open_order(path.read_bytes())
                except KnownError as error:
                    log.warning("installed order %s: %s", path.name, error.code)
                else:
                    self._orders[order.sitting_id] = order
        return self._orders

    def order(self, sitting_id: str) -> SittingOrder:
        """One installed order (`ORD-03`)."""
        order = self.orders().get(sitting_id)
        if order is None:
            raise KnownError("ORD-03", sitting=sitting_id)
        return order

    def install_order(self, sealed: bytes) -> SittingOrder:
        """Take in an order: another room's `ORD-01`; an older revision `ORD-02`; the same again changes nothing."""
        order = self._open_order(sealed)
        installed = self.orders().get(order.sitting_id)
        if installed is not None and order.revision < installed.revision:
            raise KnownError("ORD-02", found=order.revision, installed=installed.revision)
        if installed is None or order.revision > installed.revision:
            self.folder.keep_order(order.sitting_id, sealed)
            self.orders()[order.sitting_id] = order
        return order

    def _open_order(self, sealed: bytes) -> SittingOrder:
        return open_order(sealed, self.device(), self.trust(), self.enrolment().room_id)

    # --- packs

    def pack(self, digest: str) -> VerifiedPack:
        """An installed pack, verified to the last byte once per start (`PCK-01`, `PCK-03`, another one: `PCK-04`)."""
        if digest not in self._verified:
            path = self.folder.pack_path(digest)
            if not path.exists():
                raise KnownError("PCK-03", digest=digest[:12])
            self._verified[digest] = self._verify(path, digest)
        return self._verified[digest]

    def has_pack(self, digest: str) -> bool:
        """Whether the pack lies here."""
        return self.folder.pack_path(digest).exists()

    def install_pack(self, source: Path) -> str:
        """Verify a pack completely, then take it in; returns its digest. A damaged one leaves nothing behind.

        One that lies here already stays, unless it was damaged since.
        """
        digest = self._verify(source).digest
        if self._is_intact(digest):
            return digest
        with self.folder.copy_of_pack(source) as copy:
            if self._verify(copy).digest != digest:
                raise KnownError("PCK-01", reason="it changed while it was copied")
            self.folder.keep_pack(copy, digest)
        return digest

    def _is_intact(self, digest: str) -> bool:
        try:
            self.pack(digest)
        except KnownError:
            self._verified.pop(digest, None)
            return False
        return True

    def _verify(self, path: Path, digest: str | None = None) -> VerifiedPack:
        trust = self.trust()
        return verify_pack(path, trust.verify_keys("approver"), trust.approvals, digest)

    def missing_packs(self) -> list[str]:
        """Digests that installed orders name and that are not here."""
        wanted = {form.pack_digest for order in self.orders().values() for form in order.forms}
        wanted |= {order.practice.pack_digest for order in self.orders().values() if order.practice}
        return sorted(digest for digest in wanted if not self.has_pack(digest))

    # --- where they come from

    def read_stick(self, folder: Path) -> tuple[int, int]:
        """Take in trust list, orders and packs from a stick; how many orders and packs. What is not for here is passed over.

        If nothing at all could be taken in, the first refusal is raised, so that the person learns why.
        """
        refusals: list[KnownError] = []
        self._took(partial(self._take_trust, folder), refusals)
        orders = [self._took(partial(self.install_order, data), refusals) for _, data in records(folder, "orders", "order")]
        paths = record_paths(folder, "packs", "pack", MAX_PACK_BYTES)
        packs = [self._took(partial(self.install_pack, path), refusals) for path in paths]
        for read in self.stick_readers:
            self._took(partial(read, folder), refusals)
        if refusals and not any(orders + packs):
            raise refusals[0]
        return sum(orders), sum(packs)

    @staticmethod
    def _took(take: Callable[[], object], refusals: list[KnownError]) -> bool:
        try:
            take()
        except KnownError as error:
            refusals.append(error)
            log.warning("not taken in: %s", error.code)
            return False
        return True

    def _take_trust(self, folder: Path) -> None:
        envelope = read_small(folder, "trust.dsse.json")
        if envelope is not None:
            self.renew_trust(envelope)

    def renew_trust(self, envelope: bytes) -> None:
        """Take in a newer trust list that the root signed; an older one is passed over."""
        enrolment = self.enrolment()
        if verify_trust_list(envelope, enrolment.root).revision > self.trust().revision:
            self.folder.keep_enrolment(replace(enrolment, trust=b64encode(envelope).decode()))

    def fetch_from_centre(self, transport: HttpTransport, on_store: OnStore) -> int:
        """Fetch the trust list, new orders and missing packs; returns how many things came.

        An order that this PC refuses, such as one from before its enrolment, keeps no other from coming.
        """
        listing = transport.orders()
        on_store(lambda: self.renew_trust(_envelope(listing.trust)))
        have = on_store(lambda: {order.sitting_id: order.revision for order in self.orders().values()})
        came = 0
        for entry in listing.orders:
            if have.get(entry.sitting_id, 0) < entry.revision:
                sealed = transport.order(entry.digest)
                if hashlib.sha256(sealed).hexdigest() != entry.digest:
                    raise KnownError("REC-01", what="sitting order", reason="changed on its way")
                came += on_store(partial(self._took, partial(self.install_order, sealed), []))
        for digest in on_store(self.missing_packs):
            self._fetch_pack(transport, digest, on_store)
            came += 1
        return came

    def _fetch_pack(self, transport: HttpTransport, digest: str, on_store: OnStore) -> None:
        download = self.folder.partial_pack_path(digest)
        transport.download_pack(digest, download)
        try:
            if on_store(partial(self.install_pack, download)) != digest:
                raise KnownError("PCK-04", expected=digest[:12])
        finally:
            download.unlink(missing_ok=True)


def _envelope(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except ValueError as error:
        raise KnownError("REC-01", what="trust list", reason="not base64") from error


def _write_request(ticket_path: Path, device_id: str, request: EnrolmentRequest) -> None:
    try:
        write_whole(ticket_path.with_name(f"{device_id}.enrol-request"), encode(request), 0o644)
    except OSError as error:
        raise KnownError("NET-04", path=ticket_path.parent) from error


def enrolment_of(ticket: EnrolmentTicket, device_name: str) -> Enrolment:
    """What a PC of this name keeps of a ticket."""
    return Enrolment(
        type="lontar.enrolment/1",
        device_name=device_name,
        room_id=ticket.room_id,
        room_title=ticket.room_title,
        centre_name=ticket.centre_name,
        centre_url=ticket.centre_url,
        certificate=ticket.certificate,
        root=ticket.root,
        trust=ticket.trust,
    )
