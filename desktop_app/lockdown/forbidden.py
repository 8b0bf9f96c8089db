"""The list of programs that have no place beside an exam, read from its data file. Used by watchers and readiness."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import translate
from importlib import resources

import yaml


@dataclass(frozen=True)
class ForbiddenPrograms:
    """Which programs, and when the list was last gone through (ISO date)."""

    checked: str
    patterns: tuple[tuple[re.Pattern[str], str], ...]

    def find(self, names: Iterable[str]) -> str | None:
        """The program that a process with these names is, such as `TeamViewer`; None if it is not on the list."""
        for name in names:
            plain = name.lower().removesuffix(".exe")
            for pattern, program in self.patterns:
                if pattern.fullmatch(plain):
                    return program
        return None


def forbidden_programs() -> ForbiddenPrograms:
    """The list that came with this program."""
    text = resources.files("desktop_app.lockdown").joinpath("forbidden_programs.yaml").read_text(encoding="utf-8")
    content = yaml.safe_load(text)
    programs = {program: names for group in content["programs"].values() for program, names in group.items()}
    patterns = [(re.compile("|".join(map(translate, names))), program) for program, names in programs.items()]
    return ForbiddenPrograms(str(content["checked"]), tuple(patterns))
