"""The proctor console's window over a node in memory: by mouse, by keyboard, and what it costs to show a full room."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from desktop_app.gui.proctor.console_window import ConsoleWindow
from desktop_app.gui.proctor.seat_tile import SeatTile
from desktop_app.services.console.service import ConsoleService, Signatory
from question_packs.design_tokens import SMALLEST_SCREEN
from question_packs.records.acts import Disqualify, GrantTime, Unlock, Warn
from question_packs.records.room import SeatMessage
from tests.gui.proctor_room import CODES, MemoryFinder, MemoryNode, Turns, busy_node, instant, key_of, officers
from tests.rooms import ClockMachine


class Proctor:
    """A person in front of the console."""

    def __init__(self, node: MemoryNode, trusted: bool = True) -> None:
        officers()
        self.node, self.turns, self.machine = node, Turns(), ClockMachine()
        self.finder = MemoryFinder(node, trusted)
        self.service = ConsoleService(self.finder, self.machine, self.turns, self.turns)
        self.window = ConsoleWindow(self.service, windowed=True)
        self.window.begin()
        self.turn(3)

    def turn(self, times: int = 2) -> None:
        for _ in range(times):
            self.service.tick()
            self.turns.turn()
            QApplication.processEvents()
        self.service.tick()
        QApplication.processEvents()

    def find(self, name: str) -> QWidget:
        """A control that is seen, in a dialog first."""
        seen = [each for each in self.window.findChildren(QWidget, name) if each.isVisible()]
        assert seen, f"{name} is not seen"
        return seen[-1]

    def sees(self, name: str) -> bool:
        return any(each.isVisible() for each in self.window.findChildren(QWidget, name))

    def text(self, name: str) -> str:
        return str(self.find(name).property("text"))

    def click(self, name: str) -> None:
        control = self.find(name)
        assert control.isEnabled(), f"{name} cannot be pressed"
        QTest.mouseClick(control, Qt.MouseButton.LeftButton)
        self.turn()

    def type_into(self, name: str, text: str) -> None:
        field = self.find(name)
        assert isinstance(field, QLineEdit)
        field.setFocus()
        QTest.keyClicks(field, text)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifier)
        self.turn()

    def sign_in(self, name: str = "Pengawas Satu") -> Proctor:
        officer = self.find("officer")
        assert isinstance(officer, QComboBox)
        officer.setCurrentIndex([each.name for each in self.node.order.officers].index(name))
        self.type_into("officer-code", CODES[name])
        self.click("enter-console")
        self.turn(3)
        return self

    def enter(self, name: str = "Pengawas Satu") -> Proctor:
        """As `sign_in`, without the second that a code takes."""
        officer = next(each for each in self.node.order.officers if each.name == name)
        me = Signatory(officer, key_of(name))
        self.service.enter(self.node.sittings()[0], me, self.window.sign_in.entered.emit, pytest.fail)
        self.turn(4)
        return self

    def newest(self):
        assert self.service.room is not None
        return self.service.room.acts[0].act


@pytest.fixture
def proctors(qtbot) -> Iterator[list[Proctor]]:
    made: list[Proctor] = []
    yield made
    for each in made:
        each.window.close()
        each.turn()
        each.window.deleteLater()


@pytest.fixture
def proctor(proctors: list[Proctor]) -> Proctor:
    proctors.append(Proctor(busy_node()))
    return proctors[0].enter()


def test_a_node_that_is_not_proven_is_compared_once(proctors: list[Proctor]) -> None:
    proctors.append(Proctor(busy_node(), trusted=False))
    proctor = proctors[0]
    assert proctor.text("node-digits") == "1234 5678 9012 3456 7890 1234"
    assert not proctor.sees("officer-code")
    proctor.click("same-digits")
    assert proctor.finder.accepted == ["simpul"]
    proctor.sign_in()
    assert proctor.sees("seat-2026001")


def test_a_node_that_is_away_is_told_in_one_sentence(proctors: list[Proctor]) -> None:
    node = busy_node()
    node.reachable = False
    proctors.append(Proctor(node))
    assert "CON-03" in proctors[0].window.sign_in.banner.text


def test_a_wrong_code_lets_nobody_in_and_can_be_typed_again(proctors: list[Proctor]) -> None:
    proctors.append(Proctor(busy_node()))
    proctor = proctors[0]
    proctor.type_into("officer-code", CODES["Pengawas Dua"])
    proctor.click("enter-console")
    assert "ACT-04" in proctor.window.sign_in.banner.text
    proctor.find("officer-code").clear()
    proctor.sign_in()
    assert proctor.sees("seat-2026001")


def test_a_locked_seat_is_unlocked_by_one_click_in_the_list(proctor: Proctor) -> None:
    proctor.click("trouble-2026004")
    assert proctor.newest().body == Unlock("2026004", "k7")


def test_nothing_changes_its_place_while_the_keyboard_is_in_the_list(proctor: Proctor) -> None:
    proctor.press(Qt.Key.Key_F2)
    first = proctor.window.focusWidget()
    assert first is not None
    assert first.objectName() == "trouble-2026018"
    saved = next(each for each in proctor.node.seats if each.report.candidate_number == "2026018")
    proctor.node.seat(SeatMessage(replace(saved.report, save_failed=""), True, instant(1)))
    proctor.turn(3)
    assert proctor.window.focusWidget() is first
    assert first.isVisible()


def test_the_room_is_walked_by_arrows_and_a_person_opened_by_enter(proctor: Proctor) -> None:
    tile = proctor.find("seat-2026001")
    tile.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        proctor.press(key)
    focused = proctor.window.focusWidget()
    assert isinstance(focused, SeatTile)
    assert focused.seat.entry.seat == "B1"
    proctor.press(Qt.Key.Key_Return)
    assert proctor.text("person-name") == "Indah Sari"
    proctor.press(Qt.Key.Key_Escape)
    assert proctor.sees("seat-2026001")


def test_a_letter_over_a_seat_does_its_act(proctor: Proctor) -> None:
    proctor.find("seat-2026022").setFocus()
    proctor.press(Qt.Key.Key_L)
    assert type(proctor.newest().body).__name__ == "Resume"


def test_a_person_is_found_by_name_number_or_seat(proctor: Proctor) -> None:
    for typed, number in (("gita wijaya", "2026017"), ("2026033", "2026033"), ("e8", "2026040")):
        proctor.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        proctor.type_into("find-person", typed)
        proctor.press(Qt.Key.Key_Return)
        assert number in proctor.text("person-identity")


def test_time_is_granted_with_a_reason(proctor: Proctor) -> None:
    proctor.window.console.open_person("2026001")
    proctor.click("act-grant_time")
    confirm = proctor.find("dialog-confirm")
    assert not confirm.isEnabled()
    proctor.click("reason-0")
    proctor.click("dialog-confirm")
    assert proctor.newest().body == GrantTime(5 * 60_000, ("2026001",))
    assert proctor.newest().reason == "Gangguan PC"


def test_row_23_a_warning_carries_the_words_that_the_candidate_reads(proctor: Proctor) -> None:
    proctor.window.console.open_person("2026001")
    proctor.click("act-warn")
    proctor.type_into("act-reason", "Harap tenang")
    proctor.click("dialog-confirm")
    assert (proctor.newest().body, proctor.newest().reason) == (Warn("2026001"), "Harap tenang")


def test_a_disqualification_needs_the_second_persons_own_code(proctor: Proctor) -> None:
    proctor.window.console.open_person("2026001")
    proctor.click("act-disqualify")
    proctor.type_into("act-reason", "Kerja sama")
    proctor.type_into("second-code", CODES["Petugas Satu"])
    proctor.click("dialog-confirm")
    assert proctor.sees("act-dialog")  # the name chosen was another's
    proctor.find("second-code").clear()
    proctor.type_into("second-code", CODES["Pengawas Dua"])
    proctor.click("dialog-confirm")
    assert proctor.newest().body == Disqualify("2026001")
    assert proctor.text("person-state").startswith("Didiskualifikasi")


def test_row_10_a_move_offers_the_free_pcs_only(proctor: Proctor) -> None:
    proctor.window.console.open_person("2026001")
    proctor.click("act-transfer")
    options = proctor.find("act-option")
    assert isinstance(options, QComboBox)
    assert [options.itemText(place) for place in range(options.count())] == ["PC-41", "PC-42", "PC-43", "PC-44"]
    proctor.click("reason-0")
    proctor.click("dialog-confirm")
    body = proctor.newest().body
    assert (body.from_device, body.to_device, body.to_epoch) == (
        proctor.node.order.devices[0].key_id, proctor.node.order.devices[40].key_id, 1,
    )  # fmt: skip


def test_a_code_for_a_pc_without_network_is_shown_large(proctor: Proctor) -> None:
    from question_packs.sealing.codes import new_challenge

    proctor.window.console.open_person("2026001")
    proctor.click("act-code")
    proctor.find("challenge").clear()
    proctor.type_into("challenge", new_challenge())
    proctor.click("dialog-confirm")
    assert len(proctor.text("one-time-code")) == len("ABCD-EFGH")


def test_a_role_sees_only_its_own_acts(proctors: list[Proctor]) -> None:
    proctors.append(Proctor(busy_node()))
    proctor = proctors[0].enter("Petugas Satu")
    assert not proctor.sees("pause-all")
    proctor.window.console.open_person("2026001")
    assert proctor.sees("act-incident")
    assert not proctor.sees("act-grant_time")


def test_locking_hides_the_room_and_asks_for_the_code(proctor: Proctor) -> None:
    proctor.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not proctor.sees("seat-2026001")
    assert proctor.service.me is None
    assert not proctor.find("enter-console").isEnabled()
    proctor.sign_in()
    assert proctor.sees("seat-2026001")


def test_every_seat_is_told_to_a_screen_reader(proctor: Proctor) -> None:
    assert (
        proctor.find("seat-2026004").accessibleName()
        == "Kursi A4, Dewi Sari, 2026004, Terkunci: layar tambahan, sisa 59 mnt"
    )
    buttons = [each for each in proctor.window.findChildren(QPushButton) if each.isVisible()]
    assert [each.objectName() for each in buttons if not each.accessibleName() and not each.text()] == []


@pytest.mark.parametrize("people", [40, 100])
def test_the_whole_room_is_seen_at_once_on_the_smallest_screen(proctors: list[Proctor], people: int) -> None:
    proctors.append(Proctor(busy_node(people)))
    proctor = proctors[0].enter()
    window = proctor.window
    assert (window.width(), window.height()) == SMALLEST_SCREEN
    tiles = window.findChildren(SeatTile)
    assert len(tiles) == people
    for tile in tiles:
        place = tile.mapTo(window, QPoint())
        assert window.rect().contains(place)
        assert window.rect().contains(place + QPoint(tile.width(), tile.height()))
        assert not tile.visibleRegion().isEmpty()


@pytest.mark.parametrize(("zoom", "contrast", "language"), [(100, False, "id"), (200, False, "id"), (150, True, "en")])
def test_no_word_of_a_button_is_cut_off(proctor: Proctor, zoom: int, contrast: bool, language: str) -> None:
    presentation = proctor.window.presentation
    presentation.set_zoom(zoom)
    presentation.set_high_contrast(contrast)
    presentation.set_language(language)
    for show in (lambda: None, lambda: proctor.window.console.open_person("2026001")):
        show()
        proctor.turn(3)
        assert (proctor.window.width(), proctor.window.height()) == SMALLEST_SCREEN
        for part in (*proctor.window.findChildren(QPushButton), *proctor.window.findChildren(QLabel)):
            if part.isVisible() and not part.property("elided"):
                wrapped = isinstance(part, QLabel) and part.wordWrap()
                assert wrapped or type(part).__name__ == "ElidedLabel" or part.width() >= part.minimumSizeHint().width(), (
                    part.objectName(), part.property("text"),
                )  # fmt: skip


def test_the_console_speaks_two_languages_before_and_after_signing_in(proctors: list[Proctor]) -> None:
    proctors.append(proctor := Proctor(busy_node()))
    officer = proctor.find("officer")
    assert isinstance(officer, QComboBox)
    officer.setCurrentIndex(1)
    proctor.click("language")
    assert (proctor.text("page-title"), officer.currentIndex()) == ("Proctor console", 1)
    assert officer.itemText(2).endswith("(registrar)")
    assert proctor.text("language") == "Bahasa Indonesia"
    proctor.enter()
    assert proctor.text("lock-console") == "Lock"
    proctor.click("language")
    assert proctor.text("lock-console") == "Kunci"


def test_only_tiles_that_look_different_are_drawn_again(proctors: list[Proctor]) -> None:
    proctors.append(Proctor(busy_node(100)))
    proctor = proctors[0].enter()
    tiles = {tile.seat.number: tile for tile in proctor.window.findChildren(SeatTile)}
    before = {number: tile.painted for number, tile in tiles.items()}
    chosen = next(each for each in proctor.node.seats if each.report.candidate_number == "2026002")
    for each in proctor.node.seats:
        saves = each.report.saves + 1
        proctor.node.tell(
            SeatMessage(
                replace(each.report, saves=saves, saved_at=instant(1), wall_time=instant(1)), each.connected, instant(1)
            )
        )
    proctor.node.tell(SeatMessage(replace(chosen.report, help_called=True), True, instant(2)))
    proctor.turn(3)
    drawn = {number for number, tile in tiles.items() if tile.painted > before[number]}
    assert drawn <= {"2026002", "2026016", "2026021"}  # the caller, who is quiet no more, whose seconds run
    assert "2026002" in drawn


@pytest.mark.bench
def test_bench_a_hundred_seats_cost_less_than_a_twentieth_of_a_processor(proctors: list[Proctor]) -> None:
    """Two reports a second from each of 100 seats; aim: below 5 % of one processor."""
    proctors.append(Proctor(busy_node(100)))
    proctor = proctors[0].enter()
    seconds, spent = 20, 0.0
    for half in range(2 * seconds):
        proctor.machine.pass_ms(500)
        for each in proctor.node.seats:
            now = {"wall_time": instant(half / 2), "saved_at": instant(half / 2), "saves": each.report.saves + half}
            proctor.node.tell(SeatMessage(replace(each.report, **now), each.connected, instant(half / 2)))
        began = time.process_time()
        proctor.turns.turn()
        proctor.service.tick()
        QApplication.processEvents()
        spent += time.process_time() - began
    print(f"console, 100 seats, 2 reports a second each: {100 * spent / seconds:.1f} % of one processor")
    assert spent / seconds < 0.05
