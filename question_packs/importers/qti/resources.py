"""What an item file refers to: files of its package by address, and the shelf where pictures and recordings end up.

One `Package`-wide `MediaShelf` gives names of the pack to media; a `Resources` is the view of one file on it, which resolves
addresses from where that file lies. Made by whoever reads the package.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from question_packs.errors import KnownError
from question_packs.importers.losses import Losses
from question_packs.importers.markup import Shown
from question_packs.importers.qti.package import resolve
from question_packs.media.formulas import mathml_in_words, render_mathml
from question_packs.media.intake import Taken, take
from question_packs.pack.writer import Medium

_SLUG = re.compile(r"[^a-z0-9]+")
_PLAIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")  # names as our own packages have them stay
_SUFFIXES = {"jpg": (".jpg", ".jpeg")}
_ENDINGS = {
    "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "image/gif": "gif", "image/svg+xml": "svg",
    "audio/wav": "wav", "audio/mpeg": "mp3", "audio/ogg": "ogg", "audio/mp4": "m4a", "audio/flac": "flac",
    "audio/webm": "webm", "video/mp4": "mp4", "video/webm": "webm", "video/ogg": "ogv",
}  # fmt: skip
_DATA = re.compile(r"data:[^,]{0,100}?(;base64)?,", re.IGNORECASE)


class MediaShelf:
    """Gives every medium one name of the pack, by its content; `media` is what `Found.media` becomes."""

    def __init__(self, media: dict[str, Medium]) -> None:
        self._media = media
        self._taken: dict[str, tuple[str, Taken]] = {}

    def put(self, name: str, data: bytes) -> tuple[str, Taken]:
        """The name in the pack of these bytes, which the source calls `name`. Refusals: `MED-01` ... `MED-05`."""
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self._taken:
            taken = take(name, data)
            own = self._free_name(name, taken.medium, digest)
            self._media[own] = taken.medium
            self._taken[digest] = own, taken
        return self._taken[digest]

    def put_formula(self, picture: Medium, digest: str) -> str:
        """The name in the pack of a formula that was drawn here."""
        name = f"formula_{digest[:20]}.svg"
        self._media[name] = take(name, picture.data).medium  # as it comes in again from a package of our own
        return name

    def _free_name(self, name: str, medium: Medium, digest: str) -> str:
        stem, suffix = posixpath.splitext(posixpath.basename(name))
        ending = _ENDINGS.get(medium.media_type, medium.media_type.rpartition("/")[2])
        slug = _SLUG.sub("-", stem.lower()).strip("-")[:40] or "media"
        wanted = (
            stem + suffix
            if _PLAIN.fullmatch(stem) and suffix in _SUFFIXES.get(ending, (f".{ending}",))
            else f"{slug}.{ending}"
        )
        known = self._media.get(wanted)
        return wanted if known is None or known.data == medium.data else f"{slug}-{digest[:12]}.{ending}"


@dataclass(frozen=True)
class Resources:
    """The package as the file at `path` sees it. `language`: of texts that name none."""

    files: Mapping[str, bytes]
    shelf: MediaShelf
    path: str = ""
    language: str = "id"

    def resolved(self, address: str) -> str:
        """The package's path of an address. Refusals: `IMP-23` (leads out of the package), `QTI-13` (not in it)."""
        path = resolve(self.path, address)
        if path in self.files:
            return path
        from_top = resolve("", address.lstrip("/")) if not address.startswith("../") else path
        if from_top not in self.files:  # addresses from the top of the package are a common mistake
            raise KnownError("QTI-13", address=address[:200])
        return from_top

    def read(self, address: str) -> bytes:
        """The bytes of the file at an address."""
        return self.files[self.resolved(address)]

    def medium(self, address: str) -> tuple[str, Taken]:
        """The name in the pack of the medium at an address; `data:` carries it in the address itself."""
        if not address:
            raise KnownError("QTI-13", address="-")
        found = _DATA.match(address)
        if found is None:
            return self.shelf.put(posixpath.basename(address), self.read(address))
        payload = unquote_to_bytes(address[found.end() :])
        try:
            data = base64.b64decode(payload, validate=False) if found[1] else payload
        except binascii.Error as error:
            raise KnownError("MED-02", name="data:", reason=str(error)) from error
        return self.shelf.put("media", data)

    def seen_from(self, path: str) -> Resources:
        """The same package as another of its files sees it."""
        return Resources(self.files, self.shelf, path, self.language)


@dataclass(frozen=True)
class TextShelf:
    """The pictures of one text (`markup.Shelf`); what the door left out of them becomes a loss of the item."""

    resources: Resources

    def picture(self, address: str, losses: Losses) -> Shown:
        """A picture of the package."""
        name, taken = self.resources.medium(address)
        return _shown(name, taken, losses)

    def drawing(self, svg: bytes, losses: Losses) -> Shown:
        """A drawing that stood in the text itself."""
        name, taken = self.resources.shelf.put("gambar.svg", svg)
        return _shown(name, taken, losses)

    def formula(self, mathml: str, display: bool) -> Shown:
        """A formula drawn once and for all."""
        picture = render_mathml(mathml, display)
        digest = hashlib.sha256(picture.data).hexdigest()
        name = self.resources.shelf.put_formula(Medium(picture.data, picture.media_type), digest)
        return Shown(name, picture.width, picture.height, mathml_in_words(mathml))


def _shown(name: str, taken: Taken, losses: Losses) -> Shown:
    if taken.kind != "picture":
        raise KnownError("QTI-20", name=name)
    for loss in taken.losses:
        losses.take(name, loss)
    return Shown(name, taken.width, taken.height)
