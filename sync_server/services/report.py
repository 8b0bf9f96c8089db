"""Writes a sitting's results (CSV, XLSX) and documents (PDF) into a folder."""

from __future__ import annotations

from pathlib import Path

from sync_server.reports.admission import admission_cards
from sync_server.reports.completion import completion_receipt
from sync_server.reports.data import SittingReport
from sync_server.reports.envelope import sitting_envelope
from sync_server.reports.frame import Paper
from sync_server.reports.individual import individual_result
from sync_server.reports.score_summary import score_summary
from sync_server.services.centre_files import write_durably
from sync_server.services.clock import now_text
from sync_server.services.directory import Sitting
from sync_server.services.publish import SittingCredentials
from sync_server.services.report_data import ReportData
from sync_server.services.results_export import as_csv, as_xlsx
from sync_server.services.room_documents import RoomDocuments
from sync_server.services.score import Scorer
from sync_server.store import logs
from sync_server.store.database import Database

# Documents of the room by the name of their file, and those of them that are printed before the exam.
_OF_ROOM = {
    "berita-acara.pdf": "minutes",
    "daftar-hadir.pdf": "attendance",
    "kejadian-dan-tindakan.pdf": "incidents",
    "kesiapan.pdf": "readiness",
    "gangguan.pdf": "outage",
    "serah-terima.pdf": "handover",
    "tidak-hadir.pdf": "absentees",
    "sidik-rekaman.pdf": "receipts",
    "denah-ruang.pdf": "seating",
    "label-meja.pdf": "labels",
}
_BEFOREHAND = ("daftar-hadir.pdf", "denah-ruang.pdf", "label-meja.pdf")


class Reporter:
    """Reports sittings from what was scored last. `who` is written into the audit log."""

    def __init__(self, database: Database, scorer: Scorer, documents: RoomDocuments, who: str) -> None:
        self._database = database
        self._scorer = scorer
        self._documents = documents
        self._who = who

    def write(self, sitting: Sitting, out: Path) -> list[Path]:
        """Write everything of the sitting; return what was written. Existing files of the same names are replaced."""
        scored = self._scorer.stored(sitting)
        with self._database.read() as connection:
            report_data = ReportData(connection, sitting, scored)
            report = report_data.report()
            results = {
                each.number: report_data.person_result(report, each.number)
                for each in report.candidates
                if each.total is not None
            }
        paper = report_data.paper
        files = _sitting_files(report, paper) | self._room_files(sitting)
        show_score = sitting.order.policies.show_result
        for person in report.candidates:
            if person.finished_at is not None:
                files[f"bukti-selesai/{person.number}.pdf"] = completion_receipt(report, person, show_score, paper)
        for number, result in results.items():
            if result is not None:
                files[f"hasil-perorangan/{number}.pdf"] = individual_result(result, paper)
        self._note(sitting, "report")
        return _write_files(out, files)

    def _room_files(self, sitting: Sitting) -> dict[str, bytes]:
        """The room's documents, and one about each person against whom something was noted."""
        sitting_id = sitting.order.sitting_id
        files = {path: self._documents.render(name, sitting_id) for path, name in _OF_ROOM.items()}
        for number in self._documents.suspects(sitting_id):
            files[f"pelanggaran/{number}.pdf"] = self._documents.render("violation", sitting_id, number)
        return files

    def write_envelope(self, sitting: Sitting, credentials: SittingCredentials, out: Path) -> Path:
        """Write the contents of the sitting's sealed envelope."""
        with self._database.read() as connection:
            report_data = ReportData(connection, sitting, self._scorer.stored(sitting))
            envelope = sitting_envelope(report_data.secrets(credentials), report_data.paper)
        self._note(sitting, "envelope")
        return _write_files(out, {f"{credentials.sitting_id}.amplop.pdf": envelope})[0]

    def write_slips(self, sitting: Sitting, credentials: SittingCredentials, out: Path) -> Path:
        """Write the PIN slips, which are secret; credentials of another sitting: `RPT-04`."""
        slips = self._documents.render("pins", sitting.order.sitting_id, credentials=credentials)
        self._note(sitting, "slips")
        return _write_files(out, {"slip-pin.pdf": slips})[0]

    def write_beforehand(self, sitting: Sitting, out: Path) -> list[Path]:
        """Write what is needed before the sitting: admission cards, attendance list, seat plan and labels."""
        with self._database.read() as connection:
            report_data = ReportData(connection, sitting, self._scorer.stored(sitting))
            cards = admission_cards(report_data.report(), report_data.paper)
        sitting_id = sitting.order.sitting_id
        files = {path: self._documents.render(_OF_ROOM[path], sitting_id) for path in _BEFOREHAND}
        files["kartu-peserta.pdf"] = cards
        return _write_files(out, {f"{sitting_id}.{path}": content for path, content in files.items()})

    def _note(self, sitting: Sitting, act: str) -> None:
        with self._database.write() as connection:
            subject = sitting.order.sitting_id
            logs.append_audit(connection, sitting.event_id, at=now_text(), who=self._who, act=act, subject=subject)


def _sitting_files(report: SittingReport, paper: Paper) -> dict[str, bytes]:
    files = {
        "hasil.csv": as_csv(report),
        "hasil.xlsx": as_xlsx(report),
        "kartu-peserta.pdf": admission_cards(report, paper),
    }
    if report.columns:
        files["rekap-nilai.pdf"] = score_summary(report, paper)
    return files


def _write_files(out: Path, files: dict[str, bytes]) -> list[Path]:
    for name, content in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_durably(path, content)
    return [out / name for name in files]
