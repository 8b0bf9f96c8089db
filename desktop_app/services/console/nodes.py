"""Finds the room node for a console and decides whether it can be trusted.

A node is proven by the keys of an order that is installed on this PC; there it is found without an address too. On a PC that
is not enrolled, a node on this very PC is taken as it is; any other node's digits are compared by people once, and its
certificate is remembered.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from desktop_app.services.console.roads import NodeFound
from desktop_app.services.room import Node, url_of
from desktop_app.store.files import write_whole
from desktop_app.sync.console_transport import NodeTransport
from desktop_app.sync.https import fetch_card
from question_packs.errors import KnownError
from question_packs.records.room import NodeCard, verify_card
from question_packs.sealing import dsse
from question_packs.sealing.tls import comparing_digits, fingerprint
from question_packs.strict_json import check_version, decode_strict

log = logging.getLogger(__name__)

_HERE = frozenset({"127.0.0.1", "localhost", "::1"})


class KnownNodes:
    """The certificates that people compared, by node, in a small file of this PC."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def holds(self, card: NodeCard) -> bool:
        """Whether this node was accepted with this very certificate."""
        return self._read().get(card.node_id) == fingerprint(card.certificate)

    def keep(self, card: NodeCard) -> None:
        """People compared it."""
        known = self._read() | {card.node_id: fingerprint(card.certificate)}
        write_whole(self._path, json.dumps(known, indent=1).encode())

    def _read(self) -> dict[str, str]:
        try:
            return decode_strict(self._path.read_bytes(), dict[str, str], "known nodes")
        except (OSError, KnownError):
            return {}  # then people compare again


class NodeFinder:
    """`proofs`: for each room that an order on this PC names, the keys of its nodes. `wall_ms`: this PC's clock.

    `search` finds the node of this PC's room without an address (`RoomClient.find`), or raises.
    """

    def __init__(
        self,
        proofs: Callable[[], dict[str, dict[str, str]]],
        known: KnownNodes,
        wall_ms: Callable[[], int],
        search: Callable[[], Node],
    ) -> None:
        self._proofs, self._known, self._wall_ms, self._search = proofs, known, wall_ms, search

    def __call__(self, address: str) -> NodeFound:
        """The node at `address`; without one, that of this PC's room, else one that runs on this PC.

        Nobody there: `CON-03`; of another room: `ROM-01`; no address at all: `ROM-05`.
        """
        if address:
            return self._at(url_of(address))
        try:
            found = self._search()
        except KnownError as error:
            log.info("no room node found on the network: %s", error.code)
            return self._at(url_of("127.0.0.1"))
        return self._found(found.card, found.url, trusted=True)

    def _at(self, url: str) -> NodeFound:
        try:
            envelope = fetch_card(url)
        except KnownError as error:
            raise KnownError("CON-03") from error
        card, proven = self._read_card(envelope)
        return self._found(card, url, trusted=proven or urlsplit(url).hostname in _HERE or self._known.holds(card))

    def _found(self, card: NodeCard, url: str, *, trusted: bool) -> NodeFound:
        road = NodeTransport(url, card.certificate, self._wall_ms)
        return NodeFound(card, url, trusted, comparing_digits(card.certificate), road)

    def trust(self, found: NodeFound) -> None:
        """People compared the digits."""
        self._known.keep(found.card)

    def _read_card(self, envelope: bytes) -> tuple[NodeCard, bool]:
        payload = dsse.unverified_payload(envelope, "room node")
        check_version(payload, "lontar.node-card/", 1, "room node")
        card = decode_strict(payload, NodeCard, "room node")
        proofs = self._proofs()
        if not proofs:
            return card, False
        if card.room_id not in proofs:
            raise KnownError("ROM-01")
        return verify_card(envelope, proofs[card.room_id], card.room_id), True
