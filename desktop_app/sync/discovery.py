"""Asking everybody on the room's LAN where its node is, by one datagram.

Anybody may answer: what comes back is believed only after its signature was verified. Used by `services.room`.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from dataclasses import dataclass

import psutil

from question_packs.records.room import DISCOVERY_PORT, DISCOVERY_QUESTION

WAIT_S = 1.0
# A LAN has one or two nodes; who answers more often than this is nobody's node.
_MOST_ANSWERS = 32
_MOST_BYTES = 8 * 1024


@dataclass(frozen=True)
class Answer:
    """Who answered (IP address) and with what: the envelope of a node's card, if it is true."""

    host: str
    card: bytes


def ask_everybody(room_id: str, wait_s: float = WAIT_S, port: int = DISCOVERY_PORT) -> list[Answer]:
    """The first answer of each machine that answers within `wait_s`; a LAN that is down answers nothing."""
    answers: dict[str, Answer] = {}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        for address in _everybody():
            _send(asking, DISCOVERY_QUESTION + room_id.encode(), (address, port))
        until = time.monotonic() + wait_s
        while len(answers) < _MOST_ANSWERS and (left_s := until - time.monotonic()) > 0:
            asking.settimeout(left_s)
            try:
                card, (host, _) = asking.recvfrom(_MOST_BYTES)
            except OSError:
                # Windows tells here that nobody listens at one of the addresses: others may.
                continue
            answers.setdefault(host, Answer(host, card))
    return list(answers.values())


def _send(asking: socket.socket, question: bytes, address: tuple[str, int]) -> None:
    try:
        asking.sendto(question, address)
    except OSError:
        return  # an interface without a cable; the others are asked all the same


def _everybody() -> list[str]:
    """This PC itself (a node may run beside the kiosk), and the broadcast address of each of its networks."""
    found = {"127.0.0.1": None, "255.255.255.255": None}
    for addresses in psutil.net_if_addrs().values():
        for each in addresses:
            if each.family == socket.AF_INET and each.netmask:
                network = ipaddress.IPv4Network(f"{each.address}/{each.netmask}", strict=False)
                if not network.is_loopback:
                    found[str(network.broadcast_address)] = None
    return list(found)
