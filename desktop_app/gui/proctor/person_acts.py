"""What can be done for one candidate just now: each act with its words, its key, and what it asks before it is done.

The order decides who may do what and the workstation verifies; here an act is left out only where it makes no sense for the
state of the person, or where the role of who is signed in does not allow it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from desktop_app.gui.messages import mark
from desktop_app.gui.proctor.act_dialogs import Proposal
from question_packs.records import acts

if TYPE_CHECKING:
    from desktop_app.gui.proctor.desk import Desk
    from desktop_app.services.console.views import RoomView, SeatView

_MINUTE_MS = 60_000
_BEFORE = ("expected", "present", "signed_in", "waiting")
_FIELDS = {
    "name": mark("Nama"),
    "nip": mark("NIP"),
    "position": mark("Jabatan"),
    "unit": mark("Unit kerja"),
    "photo": mark("Foto"),
}
_CATEGORIES = {
    "violation": mark("Pelanggaran"),
    "health": mark("Kesehatan"),
    "technical": mark("Teknis"),
    "item": mark("Soal bermasalah"),
    "other": mark("Lainnya"),
}


@dataclass(frozen=True)
class PersonAct:
    """One button. `key`: the letter that presses it; `role`: of the style sheet; `kind`: of the act's body."""

    name: str
    text: str
    key: str
    role: str
    kind: type
    proposal: Callable[[], Proposal]


class PersonActs:
    """The acts for one person. Words are said in the language in use when the dialog opens."""

    def __init__(self, desk: Desk, room: RoomView, seat: SeatView) -> None:
        self._desk, self._room, self._seat = desk, room, seat
        self._number, self._status = seat.number, seat.status
        self._who = f"{seat.entry.name} · {seat.entry.seat}"

    def offered(self) -> tuple[PersonAct, ...]:
        """What makes sense now and is allowed."""
        fitting = (
            *(each for fits, each in self._flow() if fits),
            *(each for fits, each in self._help() if fits),
            *(each for fits, each in self._grave() if fits),
        )
        return tuple(each for each in fitting if self._desk.service.may(each.kind))

    def find(self, name: str) -> PersonAct | None:
        """One of the offered acts."""
        return next((each for each in self.offered() if each.name == name), None)

    def by_key(self, letter: str) -> PersonAct | None:
        """The offered act whose key this is."""
        return next((each for each in self.offered() if each.key == letter), None)

    # --- the ordinary way through the exam

    def _flow(self) -> tuple[tuple[bool, PersonAct], ...]:
        number, status, running = self._number, self._status, self._seat.running
        late = self._room.started and status in _BEFORE
        one = (number,)
        return (
            (status == "locked", self._plain("unlock", mark("Buka kunci"), "B", self._unlock_body(), primary=True)),
            (
                status in ("paused", "awaiting_resume"),
                self._plain("resume", mark("Lanjutkan"), "L", acts.Resume(one), primary=True),
            ),
            (status == "away", self._plain("return", mark("Sudah kembali"), "L", acts.Return(number), primary=True)),
            (
                status in ("signed_in", "waiting") and not self._room.started,
                self._plain("start", mark("Mulai"), "M", acts.StartExam(one)),
            ),
            (late, self._act("admit_late", mark("Izinkan terlambat"), "M", acts.AdmitLate, self._late)),
            (status in ("in_progress", "away"), self._act("pause", mark("Jeda"), "J", acts.Pause, self._pause)),
            (running, self._act("grant_time", mark("Tambah waktu"), "W", acts.GrantTime, self._grant)),
            (status == "awaiting_resume", self._act("credit", mark("Putuskan waktu"), "K", acts.CreditOutage, self._credit)),
            (status == "in_progress", self._plain("leave", mark("Izin keluar"), "I", acts.Leave(number))),
            (running, self._act("warn", mark("Peringatan"), "P", acts.Warn, self._warn)),
        )

    def _unlock_body(self) -> acts.Unlock:
        return acts.Unlock(self._number, self._seat.report.incident if self._seat.report else "")

    def _pause(self) -> Proposal:
        say = self._desk.say
        reasons = (say("Sakit"), say("Gangguan PC"), say("Keperluan mendesak"), say("Diminta panitia"))
        make = lambda chosen, typed: acts.Pause((self._number,))  # noqa: E731
        sentence = say("Waktu {who} berhenti dan layarnya ditutup.", who=self._who)
        return Proposal(say("Jeda"), sentence, say("Jeda"), make, "must", reasons)

    def _grant(self) -> Proposal:
        say = self._desk.say
        options = tuple((str(each), say("{count} menit", count=each)) for each in (5, 10, 15, 20, 30, 45, 60))
        return Proposal(
            say("Tambah waktu"),
            say("Waktu {who} bertambah.", who=self._who),
            say("Tambah"),
            lambda chosen, typed: acts.GrantTime(int(chosen or 0) * _MINUTE_MS, (self._number,)),
            "must",
            (say("Gangguan PC"), say("Gangguan di ruang"), say("Sakit")),
            options,
            say("Berapa lama"),
        )

    def _late(self) -> Proposal:
        say = self._desk.say
        options = (("remaining", say("Sisa waktu sejak peserta lain mulai")), ("full", say("Waktu penuh")))
        return Proposal(
            say("Izinkan terlambat"),
            say("{who} boleh mulai sekarang.", who=self._who),
            say("Izinkan"),
            lambda chosen, typed: acts.AdmitLate(self._number, "full" if chosen == "full" else "remaining"),
            "must",
            (say("Kendaraan terlambat"), say("Tugas dinas"), say("Sakit")),
            options,
            say("Waktu ujian"),
        )

    def _credit(self) -> Proposal:
        """How much of the interruption comes back: all, the order's cap, or none."""
        say = self._desk.say
        report, cap = self._seat.report, self._room.order.policies.outage_credit_cap_s
        lost = (report.lost_ms if report else None) or 0
        amounts = sorted({lost, min(lost, (cap or 0) * 1000), 0}, reverse=True)
        options = tuple((str(each), say("{count} menit", count=round(each / _MINUTE_MS))) for each in amounts)
        return Proposal(
            say("Putuskan waktu"),
            say("Ujian {who} terhenti. Waktu yang dikembalikan dicatat dalam berita acara.", who=self._who),
            say("Kembalikan"),
            lambda chosen, typed: acts.CreditOutage(int(chosen or 0), (self._number,)),
            "must",
            (say("Listrik padam"), say("Gangguan PC"), say("Gangguan jaringan")),
            options,
            say("Waktu yang dikembalikan"),
        )

    def _warn(self) -> Proposal:
        say = self._desk.say
        reasons = (
            say("Harap tenang selama ujian."),
            say("Harap tidak melihat layar peserta lain."),
            say("Harap simpan ponsel Anda."),
            say("Harap tidak berbicara dengan peserta lain."),
        )
        sentence = say("Alasan ini tampil di layar {who} dan peringatannya dihitung.", who=self._who)
        make = lambda chosen, typed: acts.Warn(self._number)  # noqa: E731
        return Proposal(say("Peringatan"), sentence, say("Beri peringatan"), make, "must", reasons)

    # --- help

    def _help(self) -> tuple[tuple[bool, PersonAct], ...]:
        movable = self._seat.running and self._seat.report is not None
        open_still = self._status not in ("submitted", "disqualified")
        return (
            (movable, self._act("transfer", mark("Pindah PC"), "T", acts.Transfer, self._transfer)),
            (
                open_still,
                self._plain("release_sign_in", mark("Buka akses masuk"), "A", acts.ReleaseSignIn(self._number)),
            ),
            (True, self._act("correction", mark("Koreksi data"), "", acts.RequestCorrection, self._correction)),
            (True, self._act("incident", mark("Catat kejadian"), "C", acts.NoteIncident, self._incident)),
        )

    def _transfer(self) -> Proposal:
        say = self._desk.say
        assert self._seat.report is not None
        report = self._seat.report
        free = [each for each in self._room.pcs if each.connected and each.state == "idle"]
        sentence = say("Ujian {who} berlanjut di PC lain dengan jawaban dan sisa waktu yang sama.", who=self._who)
        if not free:
            sentence = say("Tidak ada PC kosong yang terhubung. Pakai kode sekali pakai pada PC tujuan.")
        return Proposal(
            say("Pindah PC"),
            sentence,
            say("Pindahkan"),
            lambda chosen, typed: acts.Transfer(self._number, report.device_id, chosen, report.epoch + 1),
            "must",
            (say("PC rusak"), say("PC mati"), say("Layar atau papan ketik rusak")),
            tuple((each.device_id, each.name) for each in free),
            say("PC tujuan"),
            possible=bool(free),
        )

    def _correction(self) -> Proposal:
        say = self._desk.say
        return Proposal(
            say("Koreksi data"),
            say("Permintaan dicatat; pusat yang memutuskan. Ujian tetap berjalan."),
            say("Catat"),
            lambda chosen, typed: acts.RequestCorrection(self._number, cast(Any, chosen or "name"), typed),
            "may",
            options=tuple((value, say(text)) for value, text in _FIELDS.items()),
            options_title=say("Data yang keliru"),
            asks_for=say("Yang benar menurut peserta"),
        )

    def _incident(self) -> Proposal:
        say = self._desk.say
        return Proposal(
            say("Catat kejadian"),
            say("Masuk berita acara atas nama {who}.", who=self._who),
            say("Catat"),
            lambda chosen, typed: acts.NoteIncident(cast(Any, chosen or "other"), self._number),
            "must",
            options=tuple((value, say(text)) for value, text in _CATEGORIES.items()),
            options_title=say("Jenis"),
        )

    # --- what cannot simply be taken back

    def _grave(self) -> tuple[tuple[bool, PersonAct], ...]:
        status, running = self._status, self._seat.running
        begun = running or status == "submitted"
        other = any(each.form != self._seat.form for each in self._room.order.forms)
        danger = "danger"
        return (
            (
                status == "in_progress" and self._undoable(),
                self._act("undo_start", mark("Batalkan mulai"), "", acts.UndoStart, self._undo_start, danger),
            ),
            (running, self._act("force_submit", mark("Selesaikan paksa"), "", acts.ForceSubmit, self._force, danger)),
            (status == "submitted", self._act("reopen", mark("Buka lagi ujian"), "", acts.Reopen, self._reopen, danger)),
            (
                begun and other,
                self._act("void", mark("Ulang dengan naskah lain"), "", acts.VoidAndRestart, self._void, danger),
            ),
            (begun, self._act("disqualify", mark("Diskualifikasi"), "", acts.Disqualify, self._disqualify, danger)),
        )

    def _undoable(self) -> bool:
        """Within the order's time for it; later two persons void."""
        used = self._seat.allotted_ms - self._seat.remaining_ms
        return used <= self._room.order.policies.undo_s * 1000

    def _undo_start(self) -> Proposal:
        say = self._desk.say
        sentence = say("Yang sudah dikerjakan {who} disimpan tersendiri, lalu ujian dimulai dari awal.", who=self._who)
        make = lambda chosen, typed: acts.UndoStart((self._number,))  # noqa: E731
        return self._danger(say("Batalkan mulai"), sentence, make)

    def _force(self) -> Proposal:
        say = self._desk.say
        sentence = say("Ujian {who} diselesaikan sekarang. Semua jawaban tersimpan tetap dinilai.", who=self._who)
        make = lambda chosen, typed: acts.ForceSubmit((self._number,))  # noqa: E731
        return self._danger(say("Selesaikan paksa"), sentence, make)

    def _reopen(self) -> Proposal:
        say = self._desk.say
        sentence = say("{who} melanjutkan ujian dengan sisa waktunya. Perlu dua petugas.", who=self._who)
        return self._danger(say("Buka lagi ujian"), sentence, lambda chosen, typed: acts.Reopen(self._number))

    def _void(self) -> Proposal:
        say = self._desk.say
        forms = [each.form for each in self._room.order.forms if each.form != self._seat.form]
        sentence = say("Yang sudah dikerjakan {who} tidak dihitung dan ujian diulang. Perlu dua petugas.", who=self._who)
        make = lambda chosen, typed: acts.VoidAndRestart(self._number, chosen or forms[0])  # noqa: E731
        proposal = self._danger(say("Ulang dengan naskah lain"), sentence, make)
        return replace(proposal, options=tuple((each, each) for each in forms), options_title=say("Naskah pengganti"))

    def _disqualify(self) -> Proposal:
        say = self._desk.say
        sentence = say("Ujian {who} dihentikan dan diajukan ke panitia. Jawaban disimpan. Perlu dua petugas.", who=self._who)
        return self._danger(say("Diskualifikasi"), sentence, lambda chosen, typed: acts.Disqualify(self._number))

    @staticmethod
    def _danger(title: str, sentence: str, make: Callable[[str, str], acts.ActBody]) -> Proposal:
        return Proposal(title, sentence, title, make, "must", danger=True)

    # --- making them

    @staticmethod
    def _act(
        name: str, text: str, key: str, kind: type, proposal: Callable[[], Proposal], role: str = "compact"
    ) -> PersonAct:
        return PersonAct(name, text, key, role, kind, proposal)

    def _plain(self, name: str, text: str, key: str, body: acts.ActBody, primary: bool = False) -> PersonAct:
        """An act that asks nothing: one press."""
        said = self._desk.say(text)
        proposal = Proposal(said, "", said, lambda chosen, typed: body)
        return PersonAct(name, text, key, "primary" if primary else "compact", type(body), lambda: proposal)
