"""The node's card: who it is, its certificate, and under which addresses the room reaches it now."""

from __future__ import annotations

import socket
from contextlib import suppress

from question_packs.records.room import NodeCard, sign_card
from sync_server.services.clock import now_text
from sync_server.services.node.files import RoomFiles

# Nothing is sent there: the system only says from which of its addresses it would be.
_ANYWHERE = ("192.0.2.1", 9)


def room_card(files: RoomFiles, port: int) -> bytes:
    """The card as it is now, signed by the node. DHCP may have given this PC another address since the last one."""
    config = files.config
    card = NodeCard(
        type="lontar.node-card/1",
        node_id=files.key.key_id,
        node_name=config.name,
        room_id=config.room_id,
        room_title=config.room_title,
        urls=tuple(f"https://{host}:{port}" for host in config.hosts or own_hosts()),
        certificate=files.certificate_path.read_text("ascii"),
        issued_at=now_text(),
    )
    return sign_card(card, files.key)


def own_hosts() -> tuple[str, ...]:
    """This PC's addresses (IPv4), the one of its first network first, and its name."""
    name = socket.gethostname()
    found = {_outward_address(): None}
    with suppress(OSError):  # a name that no server knows; the addresses are enough
        found |= {str(each[4][0]): None for each in socket.getaddrinfo(name, None, socket.AF_INET)}
    addresses = [each for each in found if each and not each.startswith("127.")]
    return (*addresses, name) if addresses else ("127.0.0.1",)


def _outward_address() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ANYWHERE)
        except OSError:
            return ""  # no network at all
        return str(probe.getsockname()[0])
