"""`python -m desktop_app`: the kiosk, and the few commands a technician needs on an exam-room PC."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from question_packs.command_line import Parser, language_of, run


def main(arguments: list[str] | None = None) -> int:
    """Run a command; its exit code (see `command_line`)."""
    given = sys.argv[1:] if arguments is None else arguments

    def command() -> int:
        options = _parser().parse_args(given)
        return int(options.run(options))

    return run(command, language_of(given))


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python -m desktop_app", description="Lontar di PC ruang ujian.")
    parser.add_argument("--state", type=Path, default=None, help="folder data PC ini (bawaan: folder data pengguna)")
    parser.add_argument("--lang", choices=("id", "en"), help="bahasa pesan")
    commands = parser.add_subparsers(dest="command")
    kiosk = commands.add_parser("kiosk", help="jalankan layar ujian (bawaan)")
    for each in (parser, kiosk):
        each.add_argument("--windowed", action="store_true", default=False, help="di dalam jendela, untuk peragaan")
        each.add_argument("--offline", action="store_true", default=False, help="jangan memakai jaringan")
        each.add_argument("--node", metavar="ALAMAT", help="alamat simpul ruang")
        each.set_defaults(run=_kiosk)
    proctor = commands.add_parser("proctor", help="jalankan konsol pengawas")
    proctor.add_argument("--node", default="", help="alamat simpul ruang (bawaan: PC ini)")
    proctor.add_argument("--windowed", action="store_true", default=False, help="di dalam jendela, untuk peragaan")
    proctor.set_defaults(run=_proctor)
    enrol = commands.add_parser("enrol", help="daftarkan PC ini dengan berkas .enrol dari pusat")
    enrol.add_argument("ticket", type=Path)
    enrol.set_defaults(run=_enrol)
    fetch = commands.add_parser("fetch", help="ambil perintah sesi dan paket dari pusat, atau dari stik")
    fetch.add_argument("stick", type=Path, nargs="?")
    fetch.set_defaults(run=_fetch)
    node = commands.add_parser("node", help="cari simpul ruang di suatu alamat dan ingat")
    node.add_argument("address", metavar="ALAMAT")
    node.set_defaults(run=_node)
    carry = commands.add_parser("carry", help="tulis semua yang dicatat PC ini ke stik, untuk dilanjutkan di PC lain")
    carry.add_argument("folder", type=Path, metavar="FOLDER", help="folder data PC lama")
    carry.add_argument("stick", type=Path)
    carry.set_defaults(run=_carry)
    ready = commands.add_parser("ready", help="periksa apakah PC ini siap untuk ujian")
    ready.add_argument("--json", action="store_true", help="sebagai JSON")
    ready.add_argument("--certificate", type=Path, help="simpan sertifikat juga di berkas ini, misalnya di stik")
    ready.add_argument("--rehearse", action="store_true", help="dengan gladi: satu ujian contoh dari awal sampai akhir")
    ready.add_argument("--printer", action="store_true", help="periksa juga pencetak (PC pengawas)")
    ready.add_argument("--offline", action="store_true", help="jangan memakai jaringan")
    ready.add_argument("--node", metavar="ALAMAT", help="alamat simpul ruang")
    ready.set_defaults(run=_ready)
    restore = commands.add_parser("restore", help="kembalikan PC seperti sebelum ujian, bila pengamannya masih terpasang")
    restore.set_defaults(run=_restore)
    return parser


def _state(options: argparse.Namespace) -> Path:
    if options.state is not None:
        return Path(options.state)
    if "LONTAR_STATE" in os.environ:
        return Path(os.environ["LONTAR_STATE"])
    import platformdirs

    return Path(platformdirs.user_data_dir("lontar"))


def _kiosk(options: argparse.Namespace) -> int:
    from desktop_app.app import run_kiosk

    return run_kiosk(_state(options), windowed=options.windowed, online=not options.offline, node=options.node)


def _proctor(options: argparse.Namespace) -> int:
    from desktop_app.proctor_app import run_proctor

    return run_proctor(_state(options), options.node, windowed=options.windowed)


def _enrol(options: argparse.Namespace) -> int:
    from desktop_app.services.machine import Machine
    from desktop_app.services.workstation import Workstation
    from desktop_app.store.device import DeviceFolder

    workstation = Workstation(DeviceFolder(_state(options)), Machine())
    workstation.enrol(options.ticket)
    enrolment = workstation.enrolment()
    print(f"PC ini terdaftar untuk {enrolment.room_title} di {enrolment.centre_name}.")
    return 0


def _fetch(options: argparse.Namespace) -> int:
    from desktop_app.services.machine import Machine
    from desktop_app.services.workstation import Workstation
    from desktop_app.store.device import DeviceFolder

    workstation = Workstation(DeviceFolder(_state(options)), Machine())
    if options.stick is not None:
        orders, packs = workstation.read_stick(options.stick)
        print(f"Diambil dari stik: {orders} perintah sesi, {packs} paket soal.")
        return 0
    transport = workstation.transport()
    try:
        came = workstation.fetch_from_centre(transport, lambda call: call())
    finally:
        transport.close()
    print(f"Diambil dari pusat: {came} berkas.")
    return 0


def _node(options: argparse.Namespace) -> int:
    from desktop_app.services.machine import Machine
    from desktop_app.services.room import RoomClient
    from desktop_app.services.workstation import Workstation
    from desktop_app.store.device import DeviceFolder

    workstation = Workstation(DeviceFolder(_state(options)), Machine())
    found = RoomClient(workstation, lambda call: call()).find(options.address)
    print(f"{found.card.node_name}, simpul {found.card.room_title}, ditemukan di {found.url} dan diingat.")
    return 0


def _carry(options: argparse.Namespace) -> int:
    from desktop_app.services.machine import Machine
    from desktop_app.services.sittings import Sittings
    from desktop_app.services.to_stick import carry_to_stick
    from desktop_app.services.workstation import Workstation
    from desktop_app.store.device import DeviceFolder

    workstation = Workstation(DeviceFolder(options.folder), Machine())
    sittings = Sittings(workstation)
    try:
        written = carry_to_stick(workstation, sittings, options.stick)
    finally:
        sittings.close()
    print(f"Ditulis ke stik: {written} berkas jawaban dari PC {workstation.device().public.name}.")
    return 0


def _ready(options: argparse.Namespace) -> int:
    from desktop_app.cli_ready import run_ready
    from desktop_app.services.readiness.run import Wanted

    wanted = Wanted(printer=options.printer, rehearsal=options.rehearse)
    return run_ready(
        _state(options),
        wanted,
        options.lang or language_of([]),
        as_json=options.json,
        copy=options.certificate,
        online=not options.offline,
        node=options.node,
    )


def _restore(options: argparse.Namespace) -> int:
    from desktop_app.lockdown.pc import Lockdown

    failures = Lockdown(_state(options)).revert()
    for failure in failures:
        print(f"{failure.code}: {failure.sentence(options.lang or language_of([]))}", file=sys.stderr)
    if not failures:
        print("PC ini sudah seperti sebelum ujian.")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main())
