"""Opening codes: every slip of a tired person is noticed, and what differs only in writing is the same."""

from base64 import b64decode

from hypothesis import given
from hypothesis import strategies as st

from question_packs.sealing import codes
from question_packs.sealing.keys import KeyPair
from tests.samples import refused

OPENING_CODES = st.integers(0, 2**40 - 1).map(
    lambda value: codes._characters(value, 8) + codes._characters(value % codes._CHECK_MODULUS, 2)
)


def test_new_codes_are_valid_and_differ():
    made = {codes.new_opening_code() for _ in range(100)}
    assert len(made) == 100
    assert all(codes.normalise_code(each) == each for each in made)


@given(OPENING_CODES)
def test_every_single_wrong_character_is_noticed(code):
    for place in range(10):
        for wrong in codes.ALPHABET:
            if wrong != code[place]:
                assert refused(codes.normalise_code, code[:place] + wrong + code[place + 1 :]).code == "SEA-04"


@given(OPENING_CODES)
def test_every_swap_of_unlike_neighbours_is_noticed(code):
    for place in range(9):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        if swapped != code:
            assert refused(codes.normalise_code, swapped).code == "SEA-04"


@given(OPENING_CODES, st.randoms(use_true_random=False))
def test_case_dashes_spaces_and_lookalikes_do_not_matter(code, random):
    lookalikes = {"0": "0Oo", "1": "1IiLl"}
    typed = "".join(random.choice(lookalikes.get(each, each + each.lower())) for each in code)
    assert codes.normalise_code(f"  {codes.show_code(typed)} ") == code
    assert codes.normalise_code(" ".join(typed)) == code


@given(st.text(max_size=9) | st.text(min_size=11, alphabet=codes.ALPHABET))
def test_text_of_another_length_is_mistyped_never_a_crash(text):
    assert refused(codes.normalise_code, text).code == "SEA-04"


def test_the_right_code_on_an_enrolled_pc_opens_the_slot(slot, device):
    code, sealed = slot
    assert b"identitas" in codes.open_slot(b64decode(sealed), codes.show_code(code).lower(), device.identity)


def test_the_code_of_another_sitting_opens_nothing(slot, device):
    other = next(each for each in iter(codes.new_opening_code, None) if each != slot[0])
    assert refused(codes.open_slot, b64decode(slot[1]), other, device.identity).code == "SEA-05"


def test_a_leaked_code_opens_nothing_without_an_enrolled_pc(slot):
    stranger = KeyPair.generate("PC lain", "device")
    assert refused(codes.open_slot, b64decode(slot[1]), slot[0], stranger.identity).code == "SEA-03"


def test_pins_are_kept_as_verifiers_only():
    pin = codes.new_pin()
    verifier = codes.pin_verifier(pin)
    assert len(pin) == 6
    assert pin not in verifier
    assert codes.pin_matches(verifier, f"{pin[:3]} {pin[3:]}")
    assert not codes.pin_matches(verifier, f"{(int(pin) + 1) % 10**6:06d}")
    assert not codes.pin_matches("bukan verifikator", pin)
