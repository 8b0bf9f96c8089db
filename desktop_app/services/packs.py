"""The packs of the sittings that are open on this PC. Used by the kiosk's services on the store's thread."""

from __future__ import annotations

from desktop_app.services.sittings import Sittings
from desktop_app.services.workstation import Workstation
from question_packs.errors import KnownError
from question_packs.pack.reader import OpenPack
from question_packs.records.orders import SittingOrder


class OpenPacks:
    """Opens each pack once, with the identity that the sitting's store remembers."""

    def __init__(self, workstation: Workstation, sittings: Sittings) -> None:
        self._workstation = workstation
        self._sittings = sittings
        self._packs: dict[str, OpenPack] = {}

    def open(self, order: SittingOrder, digest: str) -> OpenPack:
        """The pack; `OPN-03` before the sitting was opened here, `OPN-01` after it was closed."""
        if digest not in self._packs:
            store = self._sittings.store(order.sitting_id)
            identity = store.opened_packs().get(digest)
            if identity is None:
                raise KnownError("OPN-01" if store.closed else "OPN-03")
            self._packs[digest] = OpenPack(self._workstation.pack(digest), identity)
        return self._packs[digest]

    def forget(self) -> None:
        """A sitting was opened or closed: what was open before is opened anew when it is asked for."""
        self._packs = {}
