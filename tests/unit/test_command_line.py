"""How every command ends: with one sentence and a code, never with a trace."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from question_packs.command_line import language_of, run
from question_packs.errors import KnownError


def test_a_known_failure_is_one_line_in_the_persons_language(capsys: pytest.CaptureFixture[str]) -> None:
    def refuse() -> int:
        raise KnownError("DEV-01")

    assert run(refuse, "en") == 1
    assert capsys.readouterr().err == f"DEV-01: {KnownError('DEV-01').sentence('en')}\n"


def test_a_bug_names_its_trace_file_and_shows_no_trace(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(lambda: 1 // 0, "id") == 2
    said = capsys.readouterr().err
    path = said[said.rindex("(") + 1 : said.rindex(")")]
    assert said.startswith("BUG-01: ")
    assert "ZeroDivisionError" not in said
    with open(path, encoding="utf-8") as trace:
        assert "ZeroDivisionError" in trace.read()
    os.unlink(path)


def test_the_language_is_asked_for_by_option_then_by_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LONTAR_LANG", "en")
    assert language_of(["audit"]) == "en"
    assert language_of(["audit", "--lang", "id"]) == "id"
    assert language_of(["audit", "--lang=id"]) == "id"


def test_a_reader_that_has_seen_enough_is_no_failure() -> None:
    """`audit | head`: the pipe is closed while there is more to say."""
    script = "from question_packs.command_line import run; run(lambda: [print('x' * 100) for _ in range(10**5)] and 0, 'id')"
    told = subprocess.run(
        ["bash", "-c", f'"{sys.executable}" -c "{script}" | head -1'], capture_output=True, text=True, check=True
    )
    assert told.stderr == ""


def test_a_command_without_any_words_speaks_indonesian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LONTAR_LANG", raising=False)
    assert language_of([]) == "id"
