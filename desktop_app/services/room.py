"""The room node as this PC knows it: finding it, believing it, asking it.

Whoever answers at an address is believed only with a card that a node key of an installed order signed; from then on the
certificate of that card is pinned. A second node of the same room may take the first one's place at any moment.

`find` and `client` are for the network's threads; `take_stick`, `lease` and `fetch_attempt` for the store's.
"""

from __future__ import annotations

import logging
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from urllib.parse import quote, urlsplit

from desktop_app.services.workstation import Workstation
from desktop_app.store.device import KnownNode
from desktop_app.sync.discovery import Answer, ask_everybody
from desktop_app.sync.folder_transport import read_small
from desktop_app.sync.http_transport import HttpTransport
from desktop_app.sync.https import BRISK_S, PATIENT_S, PinnedClient, RefusedError, fetch_card
from desktop_app.sync.room_socket import RoomSocket
from desktop_app.sync.syncer import OnStore
from question_packs.errors import InBoth, KnownError
from question_packs.records.framing import unframe
from question_packs.records.room import NODE_PORT, Lease, LeaseRequest, NodeCard, verify_card
from question_packs.strict_json import decode_strict, encode

log = logging.getLogger(__name__)

_EVERYWHERE = InBoth("jaringan ruang ini", "this room's network")


@dataclass(frozen=True)
class Node:
    """A room node that was believed, and the address where it answers."""

    card: NodeCard
    url: str


class RoomClient:
    """This PC's node. `address`: where it was typed to be. `discover` asks the LAN, given the room's id."""

    def __init__(
        self,
        workstation: Workstation,
        on_store: OnStore,
        address: str | None = None,
        discover: Callable[[str], list[Answer]] = ask_everybody,
    ) -> None:
        self._workstation = workstation
        self._on_store = on_store
        self._typed = url_of(address) if address else None
        self._discover = discover
        self._closed = Event()
        self._device = workstation.device() if workstation.enrolled else None
        self._node = self._remembered()

    def close(self) -> None:
        """The program ends: a search on another thread gives up at its next step."""
        self._closed.set()

    def node(self) -> Node | None:
        """The node that was believed last. Any thread."""
        return self._node

    # --- finding it

    def find(self, address: str | None = None) -> Node:
        """Find the node at a typed address, or where it was last, or by asking the LAN; remember it.

        Nobody there: `ROM-05`; another room's: `ROM-01`; a forged card: `SEA-01`; a relay with another certificate:
        `NET-02`; no order installed that could tell: `ROM-04`.
        """
        if address:
            return self._meet(url_of(address), address)
        for url in self._known_urls():
            try:
                return self._meet(url, url)
            except KnownError as error:
                log.debug("room node not at its address: %s", error.code)
        return self._hear()

    def _known_urls(self) -> tuple[str, ...]:
        typed = [self._typed] if self._typed else []
        known = [self._node.url, *self._node.card.urls] if self._node else []
        return tuple(dict.fromkeys([*typed, *known]))

    def _meet(self, url: str, where: str) -> Node:
        self._give_up_if_closed()
        try:
            envelope = fetch_card(url)
        except KnownError as error:
            raise KnownError("ROM-05", address=where) from error
        return self._accept(envelope, self._believe(envelope), (url,))

    def _hear(self) -> Node:
        """The newest node that answers on the LAN: one that took another's place was started after it."""
        self._give_up_if_closed()
        room_id, _ = self._on_store(self._whom)
        heard = []
        for answer in self._discover(room_id):
            try:
                heard.append((self._believe(answer.card), answer))
            except KnownError as error:
                log.warning("answer on the LAN refused: %s", error.code)
        for card, answer in sorted(heard, key=lambda each: each[0].issued_at, reverse=True):
            try:
                return self._accept(answer.card, card, _urls_at(answer.host, card))
            except KnownError as error:
                log.debug("room node answers and cannot be reached: %s", error.code)
        raise KnownError("ROM-05", address=_EVERYWHERE)

    def _whom(self) -> tuple[str, dict[str, str]]:
        keys = self._workstation.node_keys()
        if not keys:
            raise KnownError("ROM-04")
        self._device = self._workstation.device()
        return self._workstation.enrolment().room_id, keys

    def _believe(self, envelope: bytes) -> NodeCard:
        room_id, keys = self._on_store(self._whom)
        return _verified(envelope, keys, room_id)

    def _accept(self, envelope: bytes, card: NodeCard, urls: tuple[str, ...]) -> Node:
        """Remember a card that was verified, with the first address at which its certificate answers."""
        refusal = KnownError("NET-01")
        for url in dict.fromkeys([*urls, *card.urls]):
            self._give_up_if_closed()
            node = Node(card, url)
            try:
                self._greet(node)
            except KnownError as error:
                # That somebody else answers there says more than that nobody does.
                refusal = max(refusal, error, key=lambda each: each.code)
            else:
                self._on_store(partial(self._keep, node, envelope))
                return node
        raise refusal

    def _greet(self, node: Node) -> None:
        client = self._client_to(node, BRISK_S)
        try:
            client.call("GET", "/v1/health", signed=False)
        finally:
            client.close()

    def _keep(self, node: Node, envelope: bytes) -> None:
        known = KnownNode("lontar.known-node/1", node.url, b64encode(envelope).decode())
        if known != self._workstation.folder.known_node():
            self._workstation.folder.keep_node(known)
        self._node = node

    def _remembered(self) -> Node | None:
        """What an earlier run of the program kept, if its node still is this room's."""
        try:
            known = self._workstation.folder.known_node()
            if known is None:
                return None
            room_id, keys = self._whom()
            return Node(_verified(b64decode(known.card), keys, room_id), known.url)
        except (KnownError, ValueError) as error:
            log.warning("remembered room node: %s", getattr(error, "code", "REC-01"))
            return None

    def take_stick(self, folder: Path) -> Node | None:
        """The node whose card lies on a stick: remembered without asking it; None where there is no card."""
        envelope = read_small(folder, "node.card")
        if envelope is None:
            return None
        room_id, keys = self._whom()
        card = _verified(envelope, keys, room_id)
        if not card.urls:
            return None
        node = Node(card, card.urls[0])
        self._keep(node, envelope)
        return node

    # --- asking it

    def road(self, node: Node) -> HttpTransport:
        """The road to the node for segments, orders and packs."""
        return HttpTransport(self._client_to(node, PATIENT_S))

    def socket(self, node: Node) -> RoomSocket:
        """A new connection of the live link."""
        assert self._device is not None
        return RoomSocket.open(node.url, "/v1/link", node.card.certificate, self._device, self.wall_ms)

    def lease(self, request: LeaseRequest) -> Lease:
        """May this PC go on with this attempt? Another PC has it: `ROM-02`. No node now: `NET-01`, within seconds."""
        try:
            answer = self._ask("POST", "/v1/leases", encode(request))
        except RefusedError as error:
            raise error.relayed() if error.problem.code == "ROM-02" else error from error
        return decode_strict(answer, Lease, "lease")

    def fetch_attempt(self, attempt_id: str) -> list[bytes]:
        """Every segment (envelope) of an attempt that the node holds, of all epochs."""
        return unframe(self._ask("GET", f"/v1/attempts/{quote(attempt_id, safe='')}/segments"), "segments")

    def _ask(self, method: str, path: str, body: bytes = b"") -> bytes:
        node = self._node
        if node is None:
            raise KnownError("NET-01")
        client = self._client_to(node, BRISK_S)
        try:
            return client.call(method, path, body)
        finally:
            client.close()

    def _client_to(self, node: Node, timeout_s: tuple[float, float]) -> PinnedClient:
        return PinnedClient(node.url, node.card.certificate, self._device, self.wall_ms, timeout_s)

    def wall_ms(self) -> int:
        """This PC's own clock."""
        return self._workstation.machine.moment().wall_ms

    def _give_up_if_closed(self) -> None:
        if self._closed.is_set():
            raise KnownError("NET-01")


def url_of(address: str) -> str:
    """The base URL of what was typed or read from the node's QR code: a host, a host and port, or a URL. Else `ROM-05`."""
    text = address.strip()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host, port = parts.hostname or "", parts.port or NODE_PORT
    except ValueError as error:
        raise KnownError("ROM-05", address=text) from error
    if parts.scheme != "https" or not host or any(each.isspace() for each in host):
        raise KnownError("ROM-05", address=text)
    return f"https://{f'[{host}]' if ':' in host else host}:{port}"


def _urls_at(host: str, card: NodeCard) -> tuple[str, ...]:
    """The card's addresses with the host that answered: the one that is certainly on this LAN."""
    ports = dict.fromkeys(urlsplit(url_of(url)).port for url in card.urls)
    return tuple(f"https://{host}:{port}" for port in ports)


def _verified(envelope: bytes, node_keys: dict[str, str], room_id: str) -> NodeCard:
    try:
        return verify_card(envelope, node_keys, room_id)
    except KnownError as error:
        if error.code != "SEA-02":
            raise
        # Signed, by somebody who is no node of this room.
        raise KnownError("ROM-01") from error
