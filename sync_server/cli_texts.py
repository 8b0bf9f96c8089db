"""What the centre's commands say, in Bahasa Indonesia and English. Read by `cli` and `cli_commands` alone."""

from __future__ import annotations

_HELP: dict[str, tuple[str, str]] = {
    "program": ("Pusat Lontar: sesi ujian, kiriman jawaban, nilai, dan dokumen.", "The Lontar centre."),
    "init": ("menyiapkan pusat baru", "set up a new centre"),
    "serve": ("menjalankan layanan untuk PC ujian", "run the service for workstations"),
    "room": ("menyiapkan simpul ruang di PC proktor", "set up the room node on the proctor's PC"),
    "room init": ("mendaftarkan PC ini sebagai simpul ruang dengan tiket", "enrol this PC as a room node with a ticket"),
    "room ticket": ("berkas tiket .enrol dari pusat", "the .enrol ticket file of the centre"),
    "room --name": ("nama simpul (bawaan: nama ruang dan PC)", "the node's name (default: room and PC)"),
    "room --host": ("alamat simpul bagi PC ujian (bawaan: alamat PC ini); boleh berulang", "the node's address for the PCs"),
    "serve --room": ("menjalankan simpul ruang, bukan pusat", "run a room node instead of a centre"),
    "enrol": ("mendaftarkan PC ujian", "enrol workstations"),
    "enrol ticket": ("membuat tiket pendaftaran sekali pakai", "make one-time enrolment tickets"),
    "enrol accept": ("menerima permintaan pendaftaran dari berkas atau stik", "accept requests from a file or stick"),
    "enrol list": ("menampilkan PC yang terdaftar", "list the enrolled workstations"),
    "enrol revoke": ("mencabut pendaftaran sebuah PC", "revoke a workstation"),
    "publish": ("memeriksa lalu menerbitkan sebuah kegiatan", "check and publish an event"),
    "import": ("menerima kiriman dari stik atau folder, dan menulis tanda terima", "take in a stick and answer on it"),
    "score": ("menilai ujian yang sudah lengkap", "score what is complete"),
    "report": ("menulis hasil (CSV, XLSX) dan dokumen sebuah sesi", "write results (CSV, XLSX) and documents"),
    "audit": ("menampilkan catatan dan memeriksa rantai bukti", "show the records and check the evidence"),
    "--data": ("folder data pusat (bawaan: LONTAR_CENTRE)", "the centre's data folder (default: LONTAR_CENTRE)"),
    "--lang": ("bahasa pesan: id atau en", "language of messages: id or en"),
    "--by": ("nama petugas untuk catatan (bawaan: pengguna sistem)", "who acts, for the records (default: system user)"),
    "--name": ("nama pusat, misalnya nama instansi", "the centre's name"),
    "--approver": ("kunci publik penyetuju; sebutkan paling sedikit dua kali", "an approver's public key; at least two"),
    "init --host": ("nama atau alamat IP pusat bagi PC ujian; boleh berulang", "the centre's host name or address"),
    "serve --host": ("alamat tempat layanan mendengarkan", "the address to listen at"),
    "--port": ("nomor port (0: pilih yang bebas)", "port (0: any free one)"),
    "--database": ("alamat PostgreSQL (bawaan: SQLite dalam folder data)", "PostgreSQL URL (default: SQLite)"),
    "--room": ("kode ruang", "room id"),
    "--room-title": ("nama ruang yang ditampilkan", "the room's title"),
    "--count": ("banyaknya tiket", "number of tickets"),
    "--url": ("alamat pusat dalam tiket, bila bukan yang dari init", "the centre's URL in the ticket, if not init's"),
    "--out": ("folder tujuan", "folder to write into"),
    "enrol path": ("berkas .enrol-request, atau folder stik", "an .enrol-request file or a stick's folder"),
    "device": ("ID PC, atau awalannya", "device id or its beginning"),
    "event": ("berkas kegiatan", "the event file"),
    "folder": ("folder stik", "the stick's folder"),
    "--sitting": ("ID sesi", "sitting id"),
    "--key": ("berkas kunci jawaban lain", "another answer-key file"),
    "--include-open": ("nilai juga ujian yang belum selesai", "score unfinished attempts too"),
    "--resolve": ("putusan untuk ujian bercabang: data PC mana yang dipakai", "whose log counts in a forked attempt"),
    "--reason": ("alasan putusan", "why"),
    "--attempt": ("ID ujian", "attempt id"),
}

_SAY: dict[str, tuple[str, str]] = {
    "init.done": (
        "Pusat '{name}' siap di {folder}.\nKunci publik untuk penyusun soal: {public}\n"
        "Simpan cadangan folder ini di tempat terkunci.",
        "The centre '{name}' is ready in {folder}.\nPublic key for the authors: {public}\n"
        "Keep a backup of this folder locked away.",
    ),
    "room.init": (
        "Simpul ruang '{name}' untuk {room} siap ({node}).",
        "The room node '{name}' of {room} is ready ({node}).",
    ),
    "room.enrolled": (
        "Sudah terdaftar di pusat. Terbitkan lagi kegiatannya bila pesanan sesi dibuat sebelum ini.",
        "Enrolled at the centre. Publish the event again if its orders were made before.",
    ),
    "room.request": (
        "Pusat tidak terjangkau. Bawa berkas ini ke pusat: {path}",
        "The centre does not answer. Carry this file there: {path}",
    ),
    "room.unprotected": (
        "Kunci simpul tidak dilindungi frasa sandi. Setel {variable} sebelum 'room init' agar PC yang dicuri tidak terbaca.",
        "The node's key has no passphrase. Set {variable} before 'room init' so that a stolen PC cannot be read.",
    ),
    "room.url": ("Lontar simpul ruang: {url}", "Lontar room node: {url}"),
    "serve.url": ("Lontar pusat: {url}", "Lontar pusat: {url}"),
    "ticket.done": ("Tiket: {path}", "Ticket: {path}"),
    "enrol.accepted": ("terdaftar: {device}", "enrolled: {device}"),
    "enrol.revoked": ("dicabut: {device} ({name})", "revoked: {device} ({name})"),
    "enrol.line": ("{device}  {room:<12}  {name:<24}  {state}", "{device}  {room:<12}  {name:<24}  {state}"),
    "enrol.active": ("terdaftar {at}", "enrolled {at}"),
    "enrol.gone": ("dicabut {at}", "revoked {at}"),
    "publish.progress": ("peserta {done} dari {of}", "candidate {done} of {of}"),
    "publish.done": (
        "{sitting}: revisi {revision}, {people} peserta, {devices} PC -> {path}",
        "{sitting}: revision {revision}, {people} candidates, {devices} PCs -> {path}",
    ),
    "publish.secret": (
        "Kode dan PIN ada di *.amplop.pdf dan *.credentials.json: cetak amplopnya, lalu hapus kedua berkasnya.",
        "Codes and PINs are in *.amplop.pdf and *.credentials.json: print the envelopes, then delete both files.",
    ),
    "import.receipt": (
        "{file}: {status}, urutan {first}-{last}, lengkap sampai {reached}{gaps}{complete}",
        "{file}: {status}, sequence {first}-{last}, complete up to {reached}{gaps}{complete}",
    ),
    "import.gaps": ("; belum ada: {gaps}", "; missing: {gaps}"),
    "import.complete": ("; ujian lengkap", "; attempt complete"),
    "import.problem": ("{file}: {code}: {text}", "{file}: {code}: {text}"),
    "import.enrolled": ("{file}: PC terdaftar {device}", "{file}: PC enrolled {device}"),
    "import.done": ("{good} diterima, {bad} ditolak.", "{good} taken in, {bad} refused."),
    "status.accepted": ("diterima", "accepted"),
    "status.fork": ("bercabang", "fork"),
    "status.quarantined": ("dikarantina", "quarantined"),
    "score.head": (
        "{sitting}\n{number:<12} {name:<32} {answered:>9} {total:>9}  status",
        "{sitting}\n{number:<12} {name:<32} {answered:>9} {total:>9}  status",
    ),
    "score.number": ("Nomor", "Number"),
    "score.name": ("Nama", "Name"),
    "score.answered": ("Terjawab", "Answered"),
    "score.total": ("Nilai", "Score"),
    "score.complete": ("lengkap", "complete"),
    "score.incomplete": ("belum selesai", "incomplete"),
    "score.fork": ("BERCABANG: perlu putusan ({attempt})", "FORK: needs a decision ({attempt})"),
    "score.missing": ("-", "-"),
    "report.done": ("Ditulis: {path}", "Written: {path}"),
    "audit.log": ("Catatan {scope}: {count} baris, rantai {state}", "Log {scope}: {count} lines, chain {state}"),
    "audit.centre": ("pusat", "of the centre"),
    "audit.whole": ("utuh", "whole"),
    "audit.broken": ("RUSAK pada baris {position}", "BROKEN at line {position}"),
    "audit.merkle": ("Akar Merkle {event} ({size} objek): {root}", "Merkle root {event} ({size} objects): {root}"),
    "audit.attempt": (
        "Ujian {attempt}, peserta {number}, sesi {sitting}",
        "Attempt {attempt}, candidate {number}, sitting {sitting}",
    ),
    "audit.segment": (
        "  kiriman {digest} epoch {epoch} urutan {first}-{last} dari PC {device} diterima {at}: {state}",
        "  segment {digest} epoch {epoch} sequence {first}-{last} of PC {device} received {at}: {state}",
    ),
    "audit.good": ("tanda tangan dan rantai benar", "signature and chain hold"),
    "audit.quarantined": ("dikarantina", "quarantined"),
}


def help_text(key: str, language: str) -> str:
    """The help of a command or option."""
    return _HELP[key][language == "en"]


class Say:
    """Sentences of the commands in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """The sentence `key` with its values."""
        return _SAY[key][self.language == "en"].format(**values)
