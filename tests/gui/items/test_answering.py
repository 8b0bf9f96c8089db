"""Order, match, associate, gap match, hottext and slider are answered by mouse and by keyboard alone.

Every response that comes out of a widget is checked by the board as the exam engine checks it.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from question_packs.assessment import interactions as ia
from tests.gui.items.board import Board, on_board, spoken
from tests.gui.items.kinds import (
    ASSOCIATE,
    BEST_AND_WORST,
    GAPS,
    GRID,
    HOTTEXT,
    LIKERT,
    ORDER,
    ORDER_SOME,
    PAIRS,
    SLIDER,
    SLIDER_UPRIGHT,
)

KEY = Qt.Key


# --- order


def test_an_order_that_was_only_looked_at_is_no_answer(qtbot: QtBot) -> None:
    with on_board(ORDER) as board:
        board.click("Urutan 2 dari 4", "Urutan 2 dari 4")
        board.tab_to("Urutan 1 dari 4")
        board.key(KEY.Key_Space, KEY.Key_Escape)
        assert board.answers == []


def test_the_order_as_shown_counts_once_it_is_confirmed(qtbot: QtBot) -> None:
    with on_board(ORDER) as board:
        board.click("Urutan ini sudah benar")
        assert board.answer == ("t1", "p1", "m1", "k1")
        assert not any(each.text() == "Urutan ini sudah benar" for each in board.buttons())


def test_cards_move_by_their_buttons(qtbot: QtBot) -> None:
    with on_board(ORDER) as board:
        board.click("Naikkan: Periksa")
        board.click("Turunkan: Minta")
        assert board.answer == ("p1", "t1", "k1", "m1")


def test_a_card_is_picked_up_and_put_where_another_stands(qtbot: QtBot) -> None:
    with on_board(ORDER) as board:
        board.click("Urutan 4 dari 4")
        assert "dipegang" in spoken(board.button("Urutan 4 dari 4"))
        board.click("Urutan 1 dari 4")
        assert board.answer == ("k1", "t1", "p1", "m1")


def test_a_card_is_moved_by_keys_and_escape_brings_it_back(qtbot: QtBot) -> None:
    with on_board(ORDER) as board:
        board.tab_to("Urutan 1 dari 4: Terima")
        board.key(KEY.Key_Space, KEY.Key_Down, KEY.Key_Down, KEY.Key_Space)
        assert board.answer == ("p1", "m1", "t1", "k1")
        board.key(KEY.Key_Return, KEY.Key_Up, KEY.Key_Escape)
        assert board.answer == ("p1", "m1", "t1", "k1")
        assert spoken(board.window.focusWidget()).startswith("Urutan 3 dari 4: Terima")


def test_of_a_partial_order_as_many_are_chosen_as_it_wants(qtbot: QtBot) -> None:
    with on_board(ORDER_SOME) as board:
        board.click("Kirim jawaban", "Terima berkas", "Periksa kelengkapan")
        assert board.answer == ("k1", "t1")
        board.click("Keluarkan dari urutan: Kirim")
        assert board.answer == ("t1",)
        board.tab_to("Urutan 1 dari 1")
        board.key(KEY.Key_Delete)
        assert board.answer == ()


# --- match


def test_a_row_of_the_grid_takes_one_mark_and_gives_it_back(qtbot: QtBot) -> None:
    with on_board(GRID) as board:
        board.click("Diam saja: Efektif", "Diam saja: Kurang efektif")
        assert board.answer == ("d1 t2",)
        assert spoken(board.button("Diam saja: Kurang efektif")).endswith("dipilih")
        board.click("Diam saja: Kurang efektif")
        assert board.answer == ()


def test_best_and_worst_are_two_different_options(qtbot: QtBot) -> None:
    with on_board(BEST_AND_WORST) as board:
        board.click("Diam saja: Paling tepat", "Lapor kepada atasan: Paling tidak tepat")
        board.click("Lapor kepada atasan: Paling tepat")
        assert board.answer == ("l1 best",)


def test_the_grid_is_walked_by_arrows(qtbot: QtBot) -> None:
    with on_board(GRID) as board:
        board.tab_to("Meminta maaf kepada pelanggan: Sangat")
        board.key(KEY.Key_Right, KEY.Key_Down, KEY.Key_Space, KEY.Key_Down, KEY.Key_Left, KEY.Key_Left, KEY.Key_Return)
        assert board.answer == ("d1 t2", "l1 t1")
        board.key(KEY.Key_Delete)
        assert board.answer == ("d1 t2",)
        assert len(board.widget.stops()) == 3


def test_the_grid_takes_digits_for_the_row_of_the_keyboard(qtbot: QtBot) -> None:
    with on_board(GRID) as board:
        board.tab_to("Meminta")
        assert board.widget.press(2)
        assert board.answer == ("m1 t3",)


def test_a_narrow_grid_becomes_groups_with_the_same_answers(qtbot: QtBot) -> None:
    with on_board(GRID, width=320) as board:
        board.click("Diam saja: C. Efektif", "Lapor kepada atasan: A. Sangat", "Diam saja: B. Kurang")
        assert set(board.answer) == {"d1 t2", "l1 t1"}
        board.tab_to("Diam saja: B.")
        board.key(KEY.Key_Backspace)
        assert board.answer == ("l1 t1",)


def test_the_mark_of_a_column_moves_in_narrow_groups_too(qtbot: QtBot) -> None:
    with on_board(BEST_AND_WORST, width=220) as board:
        board.click("Diam saja: A.", "Lapor kepada atasan: A.")
        assert board.answer == ("l1 best",)
        assert not board.button("Diam saja: A.").isChecked()


def test_pairs_are_joined_in_either_order_and_taken_apart(qtbot: QtBot) -> None:
    with on_board(PAIRS) as board:
        board.click("A. Aceh", "2. Banda", "1. Denpasar", "B. Bali")
        assert board.answer == ("a1 k2", "b1 k1")
        assert spoken(board.button("A. Aceh")) == "A. Aceh, dipasangkan dengan 2"
        board.click("A. Aceh", "2. Banda")
        assert board.answer == ("b1 k1",)
        board.click("B. Bali", "Lepas")
        assert board.answer == ()


def test_pairs_by_keyboard_with_arrows_while_something_is_held(qtbot: QtBot) -> None:
    with on_board(PAIRS) as board:
        board.tab_to("C. Maluku")
        board.key(KEY.Key_Space, KEY.Key_Down, KEY.Key_Down, KEY.Key_Right, KEY.Key_Return)
        assert board.answer == ("m1 k3",)
        board.key(KEY.Key_Delete)
        assert board.answer == ()


def test_a_piece_in_the_hand_is_told_in_words_and_escape_lets_go(qtbot: QtBot) -> None:
    with on_board(PAIRS) as board:
        board.tab_to("A. Aceh")
        board.key(KEY.Key_Space)
        assert spoken(board.window.focusWidget()) == "A. Aceh, dipegang"
        assert "Pilih pasangan untuk: A. Aceh" in _labels(board)
        board.key(KEY.Key_Escape)
        assert spoken(board.window.focusWidget()) == "A. Aceh"


# --- associate


def test_two_options_become_a_pair_and_the_pair_is_taken_apart(qtbot: QtBot) -> None:
    with on_board(ASSOCIATE) as board:
        heights: list[int] = []
        board.widget.resized.connect(lambda: heights.append(board.widget.height()))
        board.click("A. Agenda", "E. Pegawai", "D. Laporan", "E. Pegawai")
        assert board.answer == ("a1 p1", "l1 p1")
        assert heights == sorted(set(heights))
        board.click("A. Agenda — E. Pegawai")
        assert board.answer == ("l1 p1",)


def test_more_pairs_than_wanted_are_refused_with_a_sentence(qtbot: QtBot) -> None:
    with on_board(ASSOCIATE, ("a1 p1", "d1 l1")) as board:
        board.click("B. Cuti", "E. Pegawai")
        assert board.answers == []
        assert "Lepas dulu" in _labels(board)


def test_a_pair_is_made_and_taken_apart_by_keyboard(qtbot: QtBot) -> None:
    with on_board(ASSOCIATE) as board:
        board.tab_to("A. Agenda")
        board.key(KEY.Key_Space, KEY.Key_Right, KEY.Key_Return)
        assert board.answer == ("a1 c1",)
        board.tab_to("A. Agenda — B. Cuti")
        board.key(KEY.Key_Space)
        assert board.answer == ()
        assert spoken(board.window.focusWidget()).startswith("A. Agenda")


# --- gap match


def test_a_gap_is_filled_from_either_side(qtbot: QtBot) -> None:
    with on_board(GAPS) as board:
        board.click("melayani", "Celah 1", "Celah 2", "gratifikasi")
        assert board.answer == ("m1 G1", "g1 G2")
        assert spoken(board.button("Celah 1")) == "Celah 1, melayani"
        assert spoken(board.button("melayani")) == "melayani, terpakai"


def test_a_piece_moves_from_gap_to_gap_and_out_again(qtbot: QtBot) -> None:
    with on_board(GAPS, ("m1 G1",)) as board:
        board.click("Celah 1", "Celah 2")
        assert board.answer == ("m1 G2",)
        board.click("Celah 2", "Lepas")
        assert board.answer == ()
        assert spoken(board.button("Celah 2")) == "Celah 2, kosong"


def test_gaps_are_filled_and_emptied_by_keyboard(qtbot: QtBot) -> None:
    with on_board(GAPS) as board:
        board.tab_to("Celah 2")
        board.key(KEY.Key_Return)
        board.tab_to("bantuan")
        board.key(KEY.Key_Space)
        assert board.answer == ("b1 G2",)
        board.tab_to("Celah 1")
        board.tab_to("Celah 2")
        board.key(KEY.Key_Backspace)
        assert board.answer == ()


# --- hottext


def test_hottexts_are_chosen_up_to_the_most_and_given_back(qtbot: QtBot) -> None:
    with on_board(HOTTEXT) as board:
        board.click("memper silakan", "di mulai", "hadir tepat waktu")
        assert board.answer == ("h1", "h3")
        assert spoken(board.button("di mulai")) == "di mulai, dipilih"
        board.click("di mulai")
        assert board.answer == ("h3",)


def test_hottexts_by_keyboard(qtbot: QtBot) -> None:
    with on_board(HOTTEXT) as board:
        board.tab_to("hadir tepat waktu")
        board.key(KEY.Key_Space)
        board.tab_to("memper silakan")
        board.key(KEY.Key_Return)
        assert board.answer == ("h2", "h3")


# --- slider


def test_a_slider_has_no_value_until_it_is_touched(qtbot: QtBot) -> None:
    with on_board(SLIDER) as board:
        assert "Belum dijawab" in _labels(board)
        assert spoken(board.widget.stops()[1]) == "Penggeser dari 0 sampai 100, Belum dijawab"
        board.click("Tambah satu langkah", "Tambah satu langkah")
        assert board.answers == [("50",), ("60",)]
        assert "Nilai: 60" in _labels(board)


def test_the_handle_comes_to_the_pointer(qtbot: QtBot) -> None:
    with on_board(SLIDER) as board:
        track = board.widget.stops()[1]
        QTest.mouseClick(track, Qt.MouseButton.LeftButton, pos=QPoint(track.width() - 1, 5))
        QTest.mouseClick(track, Qt.MouseButton.LeftButton, pos=QPoint(1, 5))
        assert board.answers == [("100",), ("0",)]


@pytest.mark.parametrize("reverse", [False, True])
def test_right_is_towards_the_right_end_also_when_reversed(qtbot: QtBot, reverse: bool) -> None:
    slider = ia.SliderInteraction(response_identifier="R", lower_bound="1", upper_bound="9", reverse=reverse)
    with on_board(slider, ("5",)) as board:
        board.tab_to("Penggeser")
        board.key(KEY.Key_Right)
        assert board.answer == (("4",) if reverse else ("6",))
        board.key(KEY.Key_End, KEY.Key_PageDown, KEY.Key_Home)
        assert board.answers[1:] == [("9",), ("8",), ("1",)]
        board.key(KEY.Key_Delete)
        assert board.answer == ()


def test_an_upright_slider_goes_up_and_speaks_with_a_comma(qtbot: QtBot) -> None:
    with on_board(SLIDER_UPRIGHT, ("0",)) as board:
        board.tab_to("Penggeser")
        board.key(KEY.Key_Up)
        assert board.answer == ("0.25",)
        assert "Nilai: 0,25" in _labels(board)


def test_named_steps_are_a_scale_that_begins_with_its_upper_end_when_reversed(qtbot: QtBot) -> None:
    with on_board(LIKERT) as board:
        assert spoken(board.widget.stops()[0]) == "A. Sangat setuju"
        board.click("B. Setuju")
        assert board.answer == ("3",)


def _labels(board: Board) -> str:
    return " ".join(each.text() for each in board.widget.findChildren(QLabel) if each.isVisibleTo(board.window))
