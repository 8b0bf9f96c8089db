"""The world of a crash run: a real centre serving on a free port, and an enrolled PC with its orders and packs."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import yaml

from desktop_app.services.kiosk import Kiosk
from desktop_app.services.machine import Machine
from desktop_app.services.sittings import Sittings
from desktop_app.services.synchronise import Synchroniser
from desktop_app.services.worker import InlineWorker
from desktop_app.services.workstation import Workstation
from desktop_app.store.device import DeviceFolder
from question_packs.builder.build import build_draft
from question_packs.sealing.keys import KeyPair, load_public
from question_packs.strict_json import encode
from sync_server.app import opened_centre
from sync_server.services.assemble import Assembled, assemble
from sync_server.services.publish import SittingCredentials
from sync_server.store.segments import SegmentRow, attempt_segments
from tests.all_kinds import exam_of_all_kinds
from tests.crash.seat import EVENT, FORM, SITTING, Seat

_URL = re.compile(r"https://\S+")


class World:
    """A centre below `folder` and one PC (`pc`) that is ready for its candidates. Use as a context manager."""

    def __init__(self, folder: Path, candidates: int) -> None:
        self.folder = folder
        self.pc = folder / "pc"
        self._candidates = candidates
        self._server: subprocess.Popen[str] | None = None
        self.seats: list[Seat] = []

    def __enter__(self) -> World:
        try:
            self._build()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _build(self) -> None:
        approvers = self._make_centre()
        url = self._serve()
        self._command(
            "enrol", "ticket", "--room", "aula", "--room-title", "Aula", "--url", url, "--out", self.folder / "tickets"
        )
        station = Workstation(DeviceFolder(self.pc), Machine())
        station.enrol(next((self.folder / "tickets").glob("*.enrol")))
        credentials = self._publish(approvers)
        self._open(station, credentials)
        self.seats = [Seat(number, pin, credentials.start_token) for number, pin in credentials.pins.items()]

    def __exit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.terminate()
            self._server.wait(30)
            assert self._server.stdout is not None
            self._server.stdout.close()

    def at_centre(self, seat: Seat) -> tuple[Assembled, list[SegmentRow]]:
        """What the centre makes of a candidate's segments, and the segments."""
        with opened_centre(self.folder / "centre") as centre, centre.database.read() as connection:
            rows = attempt_segments(connection, EVENT, seat.attempt_id)
        return assemble(rows, None), rows

    def _make_centre(self) -> list[KeyPair]:
        self.folder.mkdir(parents=True, exist_ok=True)
        approvers = [KeyPair.generate(f"Penyetuju {number}", "approver") for number in (1, 2)]
        options: list[object] = []
        for number, key in enumerate(approvers):
            path = self.folder / f"{number}.pub"
            path.write_bytes(encode(key.public))
            options += ["--approver", path]
        self._command("init", "--name", "Pusat Uji", "--host", "127.0.0.1", "--port", 0, *options)
        return approvers

    def _command(self, *arguments: object) -> None:
        subprocess.run(self._line(*arguments), check=True, stdout=subprocess.DEVNULL, timeout=60)

    def _line(self, *arguments: object) -> list[str]:
        return [sys.executable, "-m", "sync_server", *map(str, arguments), "--data", str(self.folder / "centre")]

    def _serve(self) -> str:
        self._server = subprocess.Popen(
            self._line("serve", "--host", "127.0.0.1", "--port", 0), stdout=subprocess.PIPE, text=True
        )
        assert self._server.stdout is not None
        found = _URL.search(self._server.stdout.readline())
        assert found, "the centre did not start"
        return found.group()

    def _publish(self, approvers: list[KeyPair]) -> SittingCredentials:
        centre = load_public(self.folder / "centre" / "centre.pub")
        built = build_draft(exam_of_all_kinds(), self.folder / "release", approvers, centre)
        roster = self.folder / "peserta.csv"
        with roster.open("w", newline="", encoding="utf-8") as file:
            rows = csv.writer(file)
            rows.writerow(["candidate_number", "name", "nip", "position", "unit", "sitting", "seat", "form"])
            for number in range(1, self._candidates + 1):
                nip = f"19850101201001{1000 + number:04}"
                rows.writerow([f"{number:03}", f"Peserta {number}", nip, "Analis", "Badan Uji", "A", f"{number:02}", FORM])
        event = {
            "event": {
                "id": EVENT,
                "title": "Uji",
                "organiser": "Badan Uji",
                "purpose": "mapping",
                "time_zone": "Asia/Jakarta",
            },
            "letterhead": ["BADAN UJI"],
            "officials": {"head": {"role": "Kepala"}, "signatories": [{"role": "Ketua"}]},
            "forms": {FORM: {"pack": str(built.pack), "answer_key": str(built.answer_key), "pack_key": str(built.pack_key)}},
            "roster": str(roster),
            "sittings": [
                {
                    "id": "A",
                    "title": "Sesi A",
                    "room": "aula",
                    "room_title": "Aula",
                    "opens_at": "2026-01-05 08:00",
                    "closes_at": "2036-01-05 12:00",
                }
            ],
        }
        path = self.folder / "kegiatan.yaml"
        path.write_text(yaml.safe_dump(event), encoding="utf-8")
        self._command("publish", path, "--out", self.folder / "published")
        credentials = next((self.folder / "published").glob("*.credentials.json"))
        return msgspec.json.decode(credentials.read_bytes(), type=SittingCredentials)

    def _open(self, station: Workstation, credentials: SittingCredentials) -> None:
        sittings = Sittings(station)
        synchroniser = Synchroniser(station, sittings, lambda call: call())
        step = synchroniser.step()
        assert step.error is None, step.error
        Kiosk(station, sittings, InlineWorker()).open_sitting(SITTING, credentials.opening_code)
        synchroniser.close()
        sittings.close()
