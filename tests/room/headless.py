"""A real workstation without its window: `python -m tests.room.headless STATE`, commanded by JSON lines.

Everything that `desktop_app.station` composes runs as it does in the kiosk (store, synchroniser, live link, threads); only
the pages are replaced by commands on standard input and events on standard output, one JSON object a line. Rooms of many
PCs, fault tests and measurements are made of these processes.

Commands: `{"do": NAME, ...}`, each answered by `{"event": "done", "do": NAME, ...}` or `{"event": "refused", "do": NAME,
"code": CODE}`; an `id` is given back.

    open sitting code | read_stick folder | write_stick folder | find address          the PC
    sign_in sitting number pin | start token | take_over number typed [stick]           the person; `start` without a token
    continue [stick] | challenge                                                        waits for the proctor's release
    answer pace_s [count]    answers an item every `pace_s` seconds, 0 stops
    hand_in | help | integrity kind note | code kind typed [parameter] | report | receipt | sign_out | quit

Events: `ready` (with `resumed`), `linked` (`connected`), `given` (`item`, `response`: chosen on the screen), `saved`
(`epoch`, `answers`: what the screen shows as saved, `[sequence, item, response]`), `not_saved`, `status` (of the
session), `act` (came), `outcome` (of an act), `submitted`, `receipted`, `bug`. `at`: seconds since the epoch. A resume is
confirmed as a candidate would, `--confirm-s` after it is possible.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer

from desktop_app.gui.background import GuiWorker
from desktop_app.services.machine import Machine
from desktop_app.station import Station
from question_packs.errors import KnownError

TICK_MS = 250


class NamedMachine(Machine):
    """Many PCs on one machine still have each a name."""

    def __init__(self, name: str) -> None:
        self._name = name

    def name(self) -> str:
        return self._name


def tell(event: str, **facts: object) -> None:
    """One event for whoever commands this PC."""
    print(json.dumps({"event": event, "at": time.time(), **facts}), flush=True)


class HeadlessPc:
    """One PC, one candidate at a time. Everything here happens on the thread of the event loop."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._confirm_s = options.confirm_s
        machine = NamedMachine(options.name) if options.name else None
        self.station = Station(options.state, online=not options.offline, node=options.node, machine=machine)
        self.station.link.report = lambda: self.station.kiosk.report() if self.station.kiosk else None
        self.station.link.on_act = self._take_act
        self.station.link.connected.connect(lambda connected: tell("linked", connected=connected))
        self._session: Any = None
        self._untold: list[tuple[int, str, tuple[str, ...]]] = []
        self._submitted = False
        self._left = 0
        self._awaits_release = ""
        self._ticker, self._answering, self._confirming = QTimer(), QTimer(), QTimer()
        self._ticker.timeout.connect(self._tick)
        self._answering.timeout.connect(self._answer)
        self._confirming.setSingleShot(True)
        self._confirming.timeout.connect(self._confirm)
        self.station.background.run(self._open, self._opened, self._bug)

    # --- the PC

    def _open(self) -> Any:
        return self.station.open().resume()

    def _opened(self, session: Any) -> None:
        self.kiosk = self.station.kiosk
        if session is not None:
            self._sit(session)
        tell("ready", resumed=session is not None)

    def stop(self) -> None:
        for timer in (self._ticker, self._answering, self._confirming):
            timer.stop()
        self.station.stop()

    @staticmethod
    def _bug(error: Exception) -> None:
        tell("bug", error=repr(error), trace=traceback.format_exception(error))

    def command(self, given: dict[str, Any]) -> None:
        """Carry out one line."""
        name, mark = given.pop("do"), given.pop("id", None)
        done = partial(self._done, name, mark)
        failed = partial(self._failed, name, mark)
        try:
            getattr(self, f"do_{name}")(done, failed, **given)
        except KnownError as error:
            failed(error)

    @staticmethod
    def _done(name: str, mark: object, facts: dict[str, Any] | None = None) -> None:
        tell("done", do=name, id=mark, **(facts or {}))

    def _failed(self, name: str, mark: object, error: Exception) -> None:
        if not isinstance(error, KnownError):
            self._bug(error)
        code = error.code if isinstance(error, KnownError) else "BUG-01"
        tell("refused", do=name, id=mark, code=code, text=str(error))

    def _run(self, job: Callable[[], Any], done: Callable, failed: Callable) -> None:
        self.station.background.run(job, done, failed)

    # --- commands

    def do_open(self, done: Callable, failed: Callable, sitting: str, code: str) -> None:
        self._run(lambda: self.kiosk.open_sitting(sitting, code), lambda _: done(), failed)

    def do_read_stick(self, done: Callable, failed: Callable, folder: str) -> None:
        self._run(lambda: self.kiosk.read_stick(Path(folder)), lambda counts: done({"counts": counts}), failed)

    def do_write_stick(self, done: Callable, failed: Callable, folder: str) -> None:
        self._run(lambda: self.kiosk.hand_in_to_stick(Path(folder)), lambda count: done({"count": count}), failed)

    def do_find(self, done: Callable, failed: Callable, address: str = "") -> None:
        self.station.on_find_failed = failed
        self.station.on_link = lambda link: None if link.searching else done({"connected": link.connected})
        self.station.find_node(address)

    def do_sign_in(self, done: Callable, failed: Callable, sitting: str, number: str, pin: str) -> None:
        def sign_in() -> Any:
            view = self.kiosk.sign_in(sitting, number, pin)
            self.kiosk.accept_rules()
            return view

        self._run(sign_in, lambda view: done({"name": view.name, "continues": view.continues}), failed)

    def do_start(self, done: Callable, failed: Callable, token: str = "") -> None:
        if token:
            self._begin(lambda: self.kiosk.start(token), done, failed)
        else:
            self._released, self._awaits_release = (done, failed), "start"
            self._ask_whether_released()

    def do_continue(self, done: Callable, failed: Callable, stick: str | None = None) -> None:
        self._begin(lambda: self.kiosk.continue_here(Path(stick) if stick else None), done, failed)

    def do_take_over(self, done: Callable, failed: Callable, number: str, typed: str, stick: str | None = None) -> None:
        self._begin(lambda: self.kiosk.take_over(number, typed, Path(stick) if stick else None), done, failed)

    def _begin(self, begin: Callable[[], Any], done: Callable, failed: Callable) -> None:
        def begun(session: Any) -> None:
            self._sit(session)
            done({"attempt_id": session.attempt.attempt_id, "epoch": session.attempt.epoch})

        self._run(begin, begun, failed)

    def do_answer(self, done: Callable, failed: Callable, pace_s: float, count: int = 0) -> None:
        self._left = count
        if pace_s > 0:
            self._answering.start(int(pace_s * 1000))
        else:
            self._answering.stop()
        done()

    def do_hand_in(self, done: Callable, failed: Callable) -> None:
        self._answering.stop()
        self._session.submit("by_candidate")
        done()

    def do_help(self, done: Callable, failed: Callable) -> None:
        self._session.call_help()
        done()

    def do_integrity(self, done: Callable, failed: Callable, kind: str, note: str) -> None:
        self._session.integrity(kind, note)
        done()

    def do_code(self, done: Callable, failed: Callable, kind: str, typed: str, parameter: str = "") -> None:
        if self._session is not None:
            self._session.answer(kind, typed, parameter)
            done()
        else:
            self._run(lambda: self.kiosk.answer(kind, typed, parameter), lambda _: done(), failed)

    def do_challenge(self, done: Callable, failed: Callable) -> None:
        self._run(self.kiosk.challenge, lambda challenge: done({"challenge": challenge}), failed)

    def do_report(self, done: Callable, failed: Callable) -> None:
        report = self.kiosk.report()
        done({"report": {name: getattr(report, name) for name in report.__struct_fields__}})

    def do_receipt(self, done: Callable, failed: Callable) -> None:
        self._run(self.kiosk.receipt, lambda view: done({"code": view.code, "at_centre": view.at_centre}), failed)

    def do_sign_out(self, done: Callable, failed: Callable) -> None:
        self._leave()
        self._run(self.kiosk.sign_out, lambda _: done(), failed)

    def do_quit(self, done: Callable, failed: Callable) -> None:
        done()
        QCoreApplication.quit()

    # --- the person

    def _sit(self, session: Any) -> None:
        self._session, self._submitted, self._untold = session, False, []
        session.on_save_state = self._save_state
        session.on_status = self._status
        session.on_submitted = self._has_submitted
        session.on_outcome = self._outcome
        self._status(session.status())
        self._ticker.start(TICK_MS)

    def _leave(self) -> None:
        for timer in (self._ticker, self._answering, self._confirming):
            timer.stop()
        self._session = None

    def _tick(self) -> None:
        clock = self._session.tick()
        if clock.remaining_ms <= 0 and self._session.status().state == "running":
            self._session.submit("by_time")

    def _answer(self) -> None:
        if self._session is None or self._session.status().state != "running":
            return
        if self._session.section_cover() is not None:
            self._session.enter_section()
        item = self._session.item()
        place = self._session.attempt.state.last_sequence % len(item.choices)
        response = (item.choices[place].identifier,)
        if response != item.response:
            # Noted before, because `saved_here` may be told before `respond` returns.
            self._untold.append((self._session.attempt.state.last_sequence + 1, item.identifier, response))
            tell("given", item=item.identifier, response=response)
            self._session.respond(response)
        cells = self._session.cells()
        self._session.go_to(cells[item.number % len(cells)].item)
        self._left -= 1
        if self._left == 0:
            self._answering.stop()

    def _save_state(self, state: str, error: KnownError | None) -> None:
        if state == "not_saved":
            tell("not_saved", code=error.code if error else "")
        elif state != "saving" and self._untold:
            told, self._untold = self._untold, []
            attempt, clock = self._session.attempt, self._session.clock()
            tell("saved", epoch=attempt.epoch, answers=told, remaining_ms=clock.remaining_ms)
        if state == "at_centre":
            tell("receipted")

    def _status(self, status: Any) -> None:
        tell("status", **{name: getattr(status, name) for name in status.__dataclass_fields__})
        if status.state == "awaiting_resume" and not status.needs_proctor:
            self._confirming.start(int(self._confirm_s * 1000))
        if status.moved or status.set_aside:
            self._leave()

    def _confirm(self) -> None:
        try:
            self._session.confirm_resume()
        except KnownError as error:
            tell("refused", do="confirm", code=error.code)

    def _has_submitted(self, view: Any) -> None:
        self._submitted = True
        self._leave()
        tell("submitted", code=view.code, answered=view.answered, items=view.items)

    # --- the proctor

    def _take_act(self, act: Any) -> None:
        kind = act.act.body.__struct_config__.tag
        tell("act", kind=kind, act_id=act.act.act_id)
        if self._session is not None:
            self._session.apply(act)
        self._run(lambda: self.kiosk.settle(act), partial(self._settled, kind), self._bug)

    def _settled(self, kind: str, outcomes: list) -> None:
        for outcome in outcomes:
            self._outcome(outcome)
        if self._awaits_release:
            self._ask_whether_released()
        if kind == "reopen" and self._session is None:
            self._run(self.kiosk.resume, self._goes_on, self._bug)

    def _goes_on(self, session: Any) -> None:
        if session is not None:
            self._sit(session)

    def _outcome(self, outcome: Any) -> None:
        self.station.link.outcome(outcome)
        tell("outcome", act_id=outcome.act_id, status=outcome.status, code=outcome.code)

    def _ask_whether_released(self) -> None:
        done, failed = self._released

        def answered(released: bool) -> None:
            if released and self._awaits_release:
                self._awaits_release = ""
                self._begin(lambda: self.kiosk.start(""), done, failed)

        self._run(self.kiosk.start_released, answered, failed)


def _listen(worker: GuiWorker, pc: HeadlessPc) -> None:
    for line in sys.stdin:
        worker.tell(partial(pc.command, json.loads(line)))
    worker.tell(QCoreApplication.quit)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.room.headless")
    parser.add_argument("state", type=Path)
    parser.add_argument("--node")
    parser.add_argument("--name", default="")
    parser.add_argument("--offline", action="store_true")
    parser.add_argument("--confirm-s", type=float, default=0.2)
    return parser.parse_args()


def main() -> None:
    options = _options()
    application = QCoreApplication(sys.argv[:1])
    pc = HeadlessPc(options)
    threading.Thread(target=_listen, args=(pc.station.background.store, pc), daemon=True).start()
    application.exec()
    pc.stop()


if __name__ == "__main__":
    main()
