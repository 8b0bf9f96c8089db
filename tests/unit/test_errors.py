"""A known failure is one sentence, whatever a hostile file put into it."""

import pickle

import pytest

from question_packs.errors import InBoth, KnownError


def test_a_known_error_speaks_both_languages_and_names_its_code():
    error = KnownError("REC-01", what="segment", reason="cut short")
    assert error.sentence() == "segment rusak atau bukan berkas Lontar: cut short. Minta salinan baru."
    assert str(error) == "REC-01: segment is damaged or not a Lontar record: cut short. Ask for a new copy."


def test_a_known_error_crosses_processes():
    error = pickle.loads(pickle.dumps(KnownError("REC-01", what="segment", reason="x")))
    assert (error.code, error.values) == ("REC-01", {"what": "segment", "reason": "x"})


def test_text_from_a_hostile_file_stays_short_and_printable():
    sentence = KnownError("REC-01", what="segment", reason="a\x1b[2J\0 {0} " + "x" * 10**6).sentence()
    assert sentence.isprintable()
    assert len(sentence) < 4500


def test_a_code_that_is_not_in_the_catalogue_is_a_bug():
    with pytest.raises(KeyError):
        KnownError("XXX-99")


def test_words_among_the_values_are_said_in_the_language_of_the_sentence():
    error = KnownError("REC-01", what="segment", reason=InBoth("terpotong", "cut short"))
    for each in (error, pickle.loads(pickle.dumps(error))):
        assert "terpotong" in each.sentence("id")
        assert "cut short" in each.sentence("en")
