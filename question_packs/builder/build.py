"""Source folder to the three files of a release: pack, answer key, pack key.

Two builds of one source differ only in what encryption makes random: the content digest, the index apart from its blob
names, and the answer key apart from the pack's digest are equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from question_packs.builder.compile import compile_source
from question_packs.builder.draft import Draft
from question_packs.errors import KnownError
from question_packs.pack.manifest import APPROVALS
from question_packs.pack.pack_key import PackKey, seal_pack_key
from question_packs.pack.writer import WrittenPack, write_pack
from question_packs.scoring.answer_key import seal_answer_key
from question_packs.sealing.keys import KeyPair, PublicKeys


@dataclass(frozen=True)
class Built:
    """What was written. A draft has no key files."""

    written: WrittenPack
    pack: Path
    answer_key: Path | None
    pack_key: Path | None

    @property
    def is_draft(self) -> bool:
        """Whether too few approvers signed."""
        return self.answer_key is None


def build(folder: Path, out: Path, approvers: Sequence[KeyPair], centre: PublicKeys) -> Built:
    """Build the Markdown source in `folder`, as `build_draft` does. Raises `BLD-50` where the source has errors."""
    draft, report = compile_source(folder)
    if draft is None:
        raise KnownError("BLD-50", errors=report.errors)
    return build_draft(draft, out, approvers, centre)


def build_draft(draft: Draft, out: Path, approvers: Sequence[KeyPair], centre: PublicKeys) -> Built:
    """Build `draft` into `out` (made if missing; files of an earlier build are replaced).

    With fewer than two distinct approvers only `<identifier>.draft.pack` is written: nobody holds its key, it can be looked
    at from outside (`inspect`) and used for nothing. Raises `BLD-52` (a key of another role).
    """
    for holder, role in [*((key.public, "approver") for key in approvers), (centre, "centre")]:
        if holder.role != role:
            raise KnownError("BLD-52", name=holder.name, role=holder.role, needed=role)
    distinct = list({key.key_id: key for key in approvers}.values())
    try:
        out.mkdir(parents=True, exist_ok=True)
        return _write(draft, out, distinct, centre)
    except OSError as error:
        raise KnownError("BLD-54", path=error.filename or out, reason=error.strerror) from error


def _write(draft: Draft, out: Path, approvers: list[KeyPair], centre: PublicKeys) -> Built:
    name = draft.test.identifier
    released = len(approvers) >= APPROVALS
    pack = out / (f"{name}.pack" if released else f"{name}.draft.pack")
    written = write_pack(pack, draft.test, draft.items, draft.media, approvers, draft.stimuli)
    if not released:
        return Built(written, pack, None, None)
    key = replace(draft.key, pack_digest=written.digest)
    key_path, pack_key_path = out / f"{name}.answer-key", out / f"{name}.pack-key"
    _replace(key_path, seal_answer_key(key, approvers, [centre.recipient]))
    pack_key = PackKey("lontar.pack-key/1", written.digest, written.identity)
    _replace(pack_key_path, seal_pack_key(pack_key, approvers, [centre.recipient]))
    return Built(written, pack, key_path, pack_key_path)


def _replace(path: Path, data: bytes) -> None:
    partial = path.with_name(path.name + ".partial")
    partial.write_bytes(data)
    partial.replace(path)
