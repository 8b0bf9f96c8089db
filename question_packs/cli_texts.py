"""What the author's command says, in Bahasa Indonesia and English. Read by `__main__` alone."""

from __future__ import annotations

import sys

from question_packs.errors import KnownError

_TEXTS: dict[str, dict[str, str]] = {
    "ask_new_passphrase": {"id": "Kata sandi baru: ", "en": "New passphrase: "},
    "ask_passphrase": {"id": "Kata sandi untuk {path}: ", "en": "Passphrase of {path}: "},
    "keygen_done": {
        "id": "Kunci {key_id} dibuat: {path} (rahasia, simpan baik-baik) dan {public} (boleh dibagikan).",
        "en": "Key {key_id} made: {path} (secret, keep it safe) and {public} (may be shared).",
    },
    "error": {"id": "kesalahan", "en": "error"},
    "warning": {"id": "peringatan", "en": "warning"},
    "check_done": {
        "id": "Selesai diperiksa: {errors} kesalahan, {warnings} peringatan.",
        "en": "Checked: {errors} errors, {warnings} warnings.",
    },
    "import_done": {
        "id": "Selesai: {files} dari {of} berkas terbaca. {summary}",
        "en": "Done: {files} of {of} files could be read. {summary}",
    },
    "import_wrote": {
        "id": "Ditulis: {path} (QTI 3.0, {items} butir, {size:,} bita)",
        "en": "Written: {path} (QTI 3.0, {items} items, {size:,} bytes)",
    },
    "import_progress": {"id": "{file}: {done} dari {of}", "en": "{file}: {done} of {of}"},
    "import_stopped": {
        "id": "Dihentikan setelah {done} dari {of} dalam {file}. Berkas sebelumnya sudah dilaporkan di atas.",
        "en": "Stopped after {done} of {of} in {file}. The files before it are reported above.",
    },
    "template_wrote": {
        "id": "Templat ditulis: {path}. Isi lembar Soal, lalu periksa dengan: python -m question_packs import {path}",
        "en": "Template written: {path}. Fill in the sheet Questions, then check it: python -m question_packs import {path}",
    },
    "build_reading": {"id": "Membaca dan memeriksa {source} ...", "en": "Reading and checking {source} ..."},
    "build_wrote": {"id": "Ditulis: {path} ({size:,} bita)", "en": "Written: {path} ({size:,} bytes)"},
    "build_digests": {
        "id": "Sidik paket: {digest}\nSidik isi:   {content}",
        "en": "Pack digest:    {digest}\nContent digest: {content}",
    },
    "inspect_test": {
        "id": "Ujian: {title} ({identifier}), versi {version}",
        "en": "Test: {title} ({identifier}), version {version}",
    },
    "inspect_digest": {
        "id": "Sidik paket: {digest}\nSidik isi:   {content}",
        "en": "Pack digest:    {digest}\nContent digest: {content}",
    },
    "inspect_blobs": {"id": "Isi tersandi: {count} bagian, {size:,} bita", "en": "Encrypted: {count} parts, {size:,} bytes"},
    "inspect_signer": {
        "id": "Tanda tangan (belum diperiksa): kunci {key_id}",
        "en": "Signature (not checked): key {key_id}",
    },
    "inspect_released": {"id": "Paket rilis, {signers} tanda tangan.", "en": "Released pack, {signers} signatures."},
    "inspect_draft": {
        "id": "Konsep: baru {signers} tanda tangan, tidak dapat dipakai ujian.",
        "en": "Draft: {signers} signatures only, cannot be used in an exam.",
    },
    "verify_valid": {
        "id": "sah: {title}, disetujui {approvers} penyetuju yang dipercaya, sidik {digest}",
        "en": "valid: {title}, approved by {approvers} trusted approvers, digest {digest}",
    },
    "verify_unchecked": {
        "id": "utuh, ditandatangani oleh {signers} kunci yang tidak diperiksa: {title}, sidik {digest}",
        "en": "intact, signed by {signers} keys that were not checked: {title}, digest {digest}",
    },
}


class Say:
    """Prints in one language: results to standard output, problems to standard error."""

    def __init__(self, language: str) -> None:
        self._language = language

    def text(self, key: str, **values: object) -> str:
        """A text with its values."""
        return _TEXTS[key][self._language].format(**values)

    def line(self, key: str, **values: object) -> None:
        """Print a text."""
        print(self.text(key, **values))

    @property
    def language(self) -> str:
        """`id` or `en`."""
        return self._language

    def progress(self, key: str, **values: object) -> None:
        """Show a text in the last line of a terminal, over what stood there; nothing where nobody watches."""
        if sys.stderr.isatty():
            print(f"\r\x1b[K{self.text(key, **values)}", end="", file=sys.stderr, flush=True)

    def clear_progress(self) -> None:
        """Take the line of progress away."""
        if sys.stderr.isatty():
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def finding(self, file: str, line: int, severity: str, problem: KnownError) -> None:
        """Print a finding as editors read it: `file:line: severity: code: sentence`."""
        print(f"{file}:{line}: {self.text(severity)}: {problem.code}: {problem.sentence(self._language)}")

    def problem(self, problem: KnownError) -> None:
        """Print a refusal or a warning with its code."""
        print(f"{problem.code}: {problem.sentence(self._language)}", file=sys.stderr)
