"""The files of a form as the builder wrote them: pack, answer key, pack key, checked against each other. For `publish`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from question_packs.assessment.model import AssessmentTest
from question_packs.errors import KnownError
from question_packs.pack.pack_key import open_pack_key
from question_packs.pack.reader import OpenPack, VerifiedPack, verify_pack
from question_packs.scoring.answer_key import open_answer_key
from sync_server.services.centre_files import CentreFiles
from sync_server.services.event_file import PackEntry, PracticeEntry

PRACTICE_FORM = "latihan"


@dataclass(frozen=True)
class FormFiles:
    """A form that may be published. `answer_key` is the sealed file; empty for practice."""

    form: str
    pack_path: Path
    digest: str
    identity: str
    test: AssessmentTest
    answer_key: bytes


def load_form(form: str, entry: PackEntry, folder: Path, files: CentreFiles) -> FormFiles:
    """Check a form's three files: released pack (`PCK-01`, `PCK-02`), its answer key (`CEN-32`), its pack key (`CEN-33`)."""
    pack, test, identity = _opened(form, folder / entry.pack, folder / entry.pack_key, files)
    sealed = _read(folder / entry.answer_key)
    approvers, approvals = files.trust.verify_keys("approver"), files.trust.approvals
    key = open_answer_key(sealed, [files.centre_key.identity], approvers, approvals)
    shown = {ref.identifier for section in test.sections() for ref in section.item_refs}
    if key.pack_digest != pack.digest or not shown <= {item.identifier for item in key.items}:
        raise KnownError("CEN-32", path=entry.answer_key, form=form)
    return FormFiles(form, pack.path, pack.digest, identity, test, sealed)


def load_practice(entry: PracticeEntry, folder: Path, files: CentreFiles) -> FormFiles:
    """Check the practice pack and its key; it has no answer key."""
    pack, test, identity = _opened(PRACTICE_FORM, folder / entry.pack, folder / entry.pack_key, files)
    return FormFiles(PRACTICE_FORM, pack.path, pack.digest, identity, test, b"")


def _opened(form: str, pack_path: Path, key_path: Path, files: CentreFiles) -> tuple[VerifiedPack, AssessmentTest, str]:
    """The released pack, its test and its identity. The pack key, which approvers signed too, says which pack it must be."""
    approvers, approvals = files.trust.verify_keys("approver"), files.trust.approvals
    key = open_pack_key(_read(key_path), [files.centre_key.identity], approvers, approvals)
    try:
        pack = verify_pack(pack_path, approvers, approvals, key.pack_digest)
        return pack, OpenPack(pack, key.identity).test, key.identity
    except KnownError as error:
        if error.code not in ("PCK-04", "SEA-03"):
            raise
        raise KnownError("CEN-33", path=key_path.name, form=form) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise KnownError("CEN-06", path=path, reason=error.strerror) from error
