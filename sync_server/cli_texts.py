"""What the centre's commands say, in Bahasa Indonesia and English. Read by `cli` and `cli_commands` alone."""

from __future__ import annotations

_HELP: dict[str, tuple[str, str]] = {
    "program": ("Pusat Lontar: sesi ujian, kiriman jawaban, nilai, dan dokumen.", "The Lontar centre."),
    "init": ("menyiapkan pusat baru", "set up a new centre"),
    "serve": ("menjalankan layanan untuk PC ujian", "run the service for workstations"),
    "room": ("menyiapkan simpul ruang di PC proktor", "set up the room node on the proctor's PC"),
    "room init": ("mendaftarkan PC ini sebagai simpul ruang dengan tiket", "enrol this PC as a room node with a ticket"),
    "room take": ("menerima isi stik di simpul ruang", "take in a stick at the room node"),
    "room status": ("menampilkan isi simpul ruang", "show what the room node holds"),
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
    "results": (
        "menulis hasil sebuah sesi sebagai laporan hasil QTI 3.0",
        "write the results of a sitting as QTI 3.0 results",
    ),
    "results --out": (
        "berkas zip yang ditulis: satu XML untuk setiap peserta",
        "the zip to write: one XML for each candidate",
    ),
    "works": ("menulis esai dan berkas sebuah sesi untuk penilai", "write the essays and files of a sitting for assessors"),
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
    "--acts": ("banyaknya tindakan tiap petugas", "how much each officer did"),
    "--credentials": ("kredensial sesi; slip PIN juga dicetak", "the sitting's credentials; PIN slips are printed too"),
    "--new-codes": ("buat kode pribadi baru untuk semua petugas", "make new personal codes for all officers"),
    "provisional": (
        "peserta sementara: di luar daftar, menunggu putusan pusat",
        "provisional candidates, not on the roster",
    ),
    "provisional list": ("menampilkan peserta sementara sebuah sesi", "list the provisional candidates of a sitting"),
    "provisional confirm": ("mengesahkan seorang peserta sementara agar dinilai", "confirm one, who is scored from now on"),
    "provisional refuse": ("menolak seorang peserta sementara", "refuse one, who is not scored"),
    "roll": ("siapa terdaftar, mengerjakan, diterima, dan kurang", "who is registered, sat, was received, is missing"),
    "roll --room": ("dari simpul ruang, ketika layanannya berhenti", "of the room node, while it does not serve"),
    "number": ("nomor peserta", "candidate number"),
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
    "room.node": ("Simpul ruang '{name}', {room} ({node})", "Room node '{name}', {room} ({node})"),
    "room.digits": (
        "Angka untuk dicocokkan dengan konsol pengawas: {digits}",
        "Digits to compare with the proctor console: {digits}",
    ),
    "room.sitting": (
        "{sitting}: revisi {revision}, {people} peserta, {machines} PC terdaftar",
        "{sitting}: revision {revision}, {people} candidates, {machines} enrolled PCs",
    ),
    "room.pack": ("  naskah {form}: paket {digest} {state}", "  form {form}: pack {digest} {state}"),
    "room.pack_here": ("ada dan utuh", "is here and whole"),
    "room.pack_missing": ("BELUM ADA", "IS MISSING"),
    "room.waiting": ("Menunggu tanda terima pusat: {count}", "Waiting for the centre's receipt: {count}"),
    "room.taken": ("{kind}: {count}", "{kind}: {count}"),
    "kind.trust": ("daftar kepercayaan", "trust list"),
    "kind.order": ("pesanan sesi", "sitting orders"),
    "kind.pack": ("paket soal", "question packs"),
    "kind.act": ("tindakan proktor", "proctor acts"),
    "kind.segment": ("kiriman jawaban", "segments"),
    "kind.receipt": ("tanda terima", "receipts"),
    "kind.act_receipt": ("tanda terima tindakan", "receipts of acts"),
    "kind.result": ("hasil", "results"),
    "kind.readiness": ("sertifikat kesiapan", "readiness certificates"),
    "room.url": ("Lontar simpul ruang: {url}", "Lontar room node: {url}"),
    "serve.url": ("Lontar pusat: {url}", "Lontar pusat: {url}"),
    "ticket.done": ("Tiket: {path}", "Ticket: {path}"),
    "enrol.accepted": ("terdaftar: {device}", "enrolled: {device}"),
    "enrol.revoked": ("dicabut: {device} ({name})", "revoked: {device} ({name})"),
    "enrol.line": (
        "{device}  {room:<12}  {role:<12}  {name:<24}  {state}",
        "{device}  {room:<12}  {role:<12}  {name:<24}  {state}",
    ),
    "enrol.device": ("PC ujian", "workstation"),
    "enrol.node": ("simpul ruang", "room node"),
    "enrol.active": ("terdaftar {at}", "enrolled {at}"),
    "enrol.gone": ("dicabut {at}", "revoked {at}"),
    "publish.progress": ("peserta {done} dari {of}", "candidate {done} of {of}"),
    "publish.done": (
        "{sitting}: revisi {revision}, {people} peserta, {devices} PC, {nodes} simpul, {officers} petugas -> {path}",
        "{sitting}: revision {revision}, {people} candidates, {devices} PCs, {nodes} nodes, {officers} officers -> {path}",
    ),
    "publish.no_node": (
        "Perhatian: ruang {room} belum punya simpul ruang. Daftarkan PC pengawas dengan tiket, lalu terbitkan lagi.",
        "Note: the room {room} has no room node. Enrol the proctor's PC with a ticket and publish again.",
    ),
    "publish.no_spare": (
        "Perhatian: ruang {room} tidak punya PC cadangan untuk sesi ini. Daftarkan paling sedikit satu PC lagi.",
        "Note: the room {room} has no spare PC for this sitting. Enrol at least one more.",
    ),
    "publish.one_officer": (
        "Perhatian: ruang {room} punya kurang dari dua petugas; tindakan yang memerlukan dua orang tidak dapat dilakukan.",
        "Note: the room {room} has fewer than two officers; what two people must decide cannot be done.",
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
    "import.act": ("{file}: tindakan pengawas {act} diterima", "{file}: proctor's act {act} taken in"),
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
    "score.voided": ("tidak dihitung (dibatalkan)", "does not count (set aside)"),
    "score.waiting": ("PESERTA SEMENTARA: menunggu pengesahan", "PROVISIONAL: waits to be confirmed"),
    "score.confirmed": ("peserta sementara, disahkan", "provisional, confirmed"),
    "score.refused": ("peserta sementara, ditolak", "provisional, refused"),
    "score.disqualified": ("DIAJUKAN KEPADA PANITIA", "BEFORE THE COMMITTEE"),
    "score.by_people": ("{count} jawaban MENUNGGU PENILAI", "{count} answers WAIT FOR ASSESSORS"),
    "provisional.done": ("{number}: {standing}", "{number}: {standing}"),
    "roll.line": (
        "{registered} terdaftar, {sat} mengerjakan, {received} diterima, {missing} kurang",
        "{registered} registered, {sat} sat, {received} received, {missing} missing",
    ),
    "roll.nothing": ("hadir, belum ada data yang diterima", "present, nothing received yet"),
    "roll.incomplete": ("belum diserahkan atau ada data yang belum diterima", "not handed in, or data are missing"),
    "roll.fork": ("dua catatan berbeda: perlu putusan", "two logs disagree: needs a decision"),
    "roll.voided": ("dibatalkan dan belum mulai lagi", "set aside, and not begun anew"),
    "roll.root": ("Akar Merkle sesi: {root}", "Merkle root of the sitting: {root}"),
    "results.done": ("Ditulis: {path} ({count} peserta)", "Written: {path} ({count} candidates)"),
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
    "audit.acts": ("Tindakan pengawas sesi {sitting}: {count}", "Proctor acts of {sitting}: {count}"),
    "audit.tally": (
        "{officer:<32} {kind:<36} {acts:>4} kali, {people:>4} peserta, {minutes:>5} menit",
        "{officer:<32} {kind:<36} {acts:>4} times, {people:>4} people, {minutes:>5} minutes",
    ),
    "audit.gap": ("  belum ada: epoch {epoch} urutan {first}-{last}", "  missing: epoch {epoch} sequence {first}-{last}"),
    "audit.branch": (
        "  cabang yang tidak dihitung: epoch {epoch} urutan {first}-{last} dari PC {device}, {answers} jawaban{submitted}",
        "  branch that does not count: epoch {epoch} sequence {first}-{last} of PC {device}, {answers} answers{submitted}",
    ),
    "audit.set_aside": (
        "  dikesampingkan: epoch {epoch} urutan {first}-{last} dari PC {device}, {answers} jawaban{submitted}",
        "  set aside: epoch {epoch} sequence {first}-{last} of PC {device}, {answers} answers{submitted}",
    ),
    "audit.submitted": (", diserahkan", ", handed in"),
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
