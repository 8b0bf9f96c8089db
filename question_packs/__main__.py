"""The author's command: `python -m question_packs keygen | template | import | check | build | inspect | verify`.

Composition root of the command line: parses, calls, prints. Indonesian unless `--lang en` or LONTAR_LANG says otherwise.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from getpass import getpass
from pathlib import Path

from question_packs import cli_texts
from question_packs.command_line import PASSPHRASE_VARIABLE, Parser, language_of, run
from question_packs.errors import KnownError
from question_packs.pack.manifest import APPROVALS
from question_packs.pack.reader import VerifiedPack, claimed_signers, verify_pack
from question_packs.sealing.keys import KeyPair, load_public
from question_packs.sealing.trust import verify_trust_list
from question_packs.strict_json import encode


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code (see `command_line`)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = language_of(given)

    def command() -> int:
        options = _parser().parse_args(given)
        chosen: Callable[[argparse.Namespace, cli_texts.Say], int] = options.command
        return chosen(options, cli_texts.Say(language))

    return run(command, language)


def _parser() -> argparse.ArgumentParser:
    common = Parser(add_help=False)
    common.add_argument("--lang", choices=["id", "en"], help="bahasa pesan (bawaan: id, atau isi LONTAR_LANG)")
    parser = Parser(prog="python -m question_packs", description="Membuat dan memeriksa paket soal Lontar.")
    commands = parser.add_subparsers(required=True, metavar="PERINTAH")

    keygen = commands.add_parser("keygen", parents=[common], help="membuat sepasang kunci")
    keygen.add_argument("name", metavar="NAMA", help="nama pemegang kunci")
    keygen.add_argument("--role", required=True, choices=["approver", "centre"], help="penyetuju paket atau pusat")
    keygen.add_argument("--out", required=True, type=Path, metavar="BERKAS", help="berkas kunci; BERKAS.pub ikut dibuat")
    keygen.add_argument("--passphrase", action="store_true", help="lindungi dengan kata sandi (ditanyakan)")
    keygen.set_defaults(command=_keygen)

    import_ = commands.add_parser("import", parents=[common], help="melaporkan apa yang dapat dibawa masuk")
    import_.add_argument(
        "files", type=Path, nargs="+", metavar="BERKAS", help="paket QTI (zip, folder, atau XML), tabel XLSX, ODS, atau CSV"
    )
    import_.add_argument("--out", type=Path, metavar="PAKET.zip", help="tulis yang terbawa sebagai paket QTI 3.0")
    import_.set_defaults(command=_import)

    template = commands.add_parser("template", parents=[common], help="membuat templat soal untuk Excel atau LibreOffice")
    template.add_argument("out", type=Path, metavar="BERKAS", help="berakhiran .xlsx, .ods, atau .csv")
    template.set_defaults(command=_template)

    check = commands.add_parser("check", parents=[common], help="memeriksa sumber")
    check.add_argument("source", type=Path, metavar="SUMBER", help="folder yang berisi test.yaml, atau berkas untuk import")
    check.set_defaults(command=_check)

    build = commands.add_parser("build", parents=[common], help="membuat paket soal, berkas kunci jawaban, dan kunci paket")
    build.add_argument("source", type=Path, metavar="SUMBER", help="folder yang berisi test.yaml, atau berkas untuk import")
    build.add_argument("--out", required=True, type=Path, metavar="FOLDER", help="folder hasil")
    build.add_argument(
        "--sign", action="append", default=[], type=Path, metavar="KUNCI", help="kunci penyetuju; pakai dua kali"
    )
    build.add_argument("--centre", required=True, type=Path, metavar="PUSAT.pub", help="kunci publik pusat")
    build.set_defaults(command=_build)

    inspect = commands.add_parser("inspect", parents=[common], help="memperlihatkan keterangan luar sebuah paket")
    inspect.add_argument("pack", type=Path, metavar="PAKET", help="berkas .pack")
    inspect.set_defaults(command=_inspect)

    verify = commands.add_parser("verify", parents=[common], help="memeriksa keutuhan dan persetujuan sebuah paket")
    verify.add_argument("pack", type=Path, metavar="PAKET", help="berkas .pack")
    verify.add_argument(
        "--approver", action="append", default=[], type=Path, metavar="KUNCI.pub", help="penyetuju yang dipercaya"
    )
    verify.add_argument("--trust", type=Path, metavar="TRUST.dsse.json", help="daftar kepercayaan (beserta --root)")
    verify.add_argument("--root", type=Path, metavar="ROOT.pub", help="kunci yang menandatangani daftar kepercayaan")
    verify.set_defaults(command=_verify)
    return parser


def _passphrase(question: str) -> str:
    given = os.environ.get(PASSPHRASE_VARIABLE)
    return getpass(question) if given is None else given


def _keygen(options: argparse.Namespace, say: cli_texts.Say) -> int:
    pair = KeyPair.generate(options.name, options.role)
    passphrase = _passphrase(say.text("ask_new_passphrase")) if options.passphrase else None
    public = options.out.with_name(options.out.name + ".pub")
    if public.exists():
        raise KnownError("SEA-07", path=public)
    try:
        pair.save(options.out, passphrase)
        public.write_bytes(encode(pair.public))
    except OSError as error:
        raise KnownError("BLD-54", path=error.filename or options.out, reason=error.strerror) from error
    say.line("keygen_done", path=options.out, public=public, key_id=pair.key_id[:16])
    return 0


def _import(options: argparse.Namespace, say: cli_texts.Say) -> int:
    from question_packs.cli_import import import_files

    return import_files(options.files, say, options.out)


def _template(options: argparse.Namespace, say: cli_texts.Say) -> int:
    from question_packs.importers.spreadsheet.template import write_template

    write_template(options.out, "en" if say.language == "en" else "id")
    say.line("template_wrote", path=options.out)
    return 0


def _check(options: argparse.Namespace, say: cli_texts.Say) -> int:
    # Importers bring the formula renderer (0.3 s); verify and inspect start without it.
    from question_packs.cli_import import check_source

    return check_source(options.source, say)


def _load_signing_key(path: Path, say: cli_texts.Say) -> KeyPair:
    if KeyPair.is_protected(path):
        return KeyPair.load(path, _passphrase(say.text("ask_passphrase", path=path)))
    return KeyPair.load(path)


def _build(options: argparse.Namespace, say: cli_texts.Say) -> int:
    from question_packs.builder.build import build_draft
    from question_packs.cli_import import draft_to_build

    approvers = [_load_signing_key(path, say) for path in options.sign]
    centre = load_public(options.centre)
    say.line("build_reading", source=options.source)
    built = build_draft(draft_to_build(options.source, say), options.out, approvers, centre)
    for path in (built.pack, built.answer_key, built.pack_key):
        if path is not None:
            say.line("build_wrote", path=path, size=path.stat().st_size)
    say.line("build_digests", digest=built.written.digest, content=built.written.content_digest)
    if built.is_draft:
        signed = len({key.key_id for key in approvers})
        say.problem(KnownError("BLD-51", found=signed, needed=APPROVALS))
    return 0


def _inspect(options: argparse.Namespace, say: cli_texts.Say) -> int:
    pack = verify_pack(options.pack, None)
    manifest = pack.manifest
    say.line("inspect_test", title=manifest.title, identifier=manifest.identifier, version=manifest.version)
    say.line("inspect_digest", digest=pack.digest, content=manifest.content_digest)
    say.line("inspect_blobs", count=len(manifest.blobs), size=sum(blob.size for blob in manifest.blobs))
    signers = claimed_signers(options.pack)
    for signer in signers:
        say.line("inspect_signer", key_id=signer)
    say.line("inspect_released" if len(signers) >= APPROVALS else "inspect_draft", signers=len(signers))
    return 0


def _verify(options: argparse.Namespace, say: cli_texts.Say) -> int:
    if (options.trust is None) != (options.root is None):
        raise KnownError("CMD-01", reason="--trust, --root")
    if options.trust is None and not options.approver:
        return _verify_unchecked(options.pack, say)
    pack = _verify_signed(options)
    say.line("verify_valid", title=pack.manifest.title, digest=pack.digest, approvers=len(pack.approved_by))
    return 0


def _verify_signed(options: argparse.Namespace) -> VerifiedPack:
    approvers = [load_public(path) for path in options.approver]
    keys = {each.key_id: each.verify_key for each in approvers if each.role == "approver"}
    threshold = APPROVALS
    if options.trust is not None:
        try:
            envelope = options.trust.read_bytes()
        except OSError as error:
            raise KnownError("BLD-54", path=options.trust, reason=error.strerror) from error
        trust = verify_trust_list(envelope, load_public(options.root))
        keys |= trust.verify_keys("approver")
        threshold = trust.approvals
    try:
        return verify_pack(options.pack, keys, threshold)
    except KnownError as error:
        # "A draft" would be wrong of a pack that others signed: here it is the keys given that do not suffice.
        if error.code == "PCK-02" and len(claimed_signers(options.pack)) >= threshold:
            raise KnownError("BLD-55", needed=threshold) from error
        raise


def _verify_unchecked(path: Path, say: cli_texts.Say) -> int:
    """Without keys: every byte is the one that was written, and enough signatures are there; whose they are is not known."""
    pack = verify_pack(path, None)
    signers = claimed_signers(path)
    if len(signers) < APPROVALS:
        raise KnownError("PCK-02")
    say.line("verify_unchecked", title=pack.manifest.title, digest=pack.digest, signers=len(signers))
    return 0


if __name__ == "__main__":
    sys.exit(main())
