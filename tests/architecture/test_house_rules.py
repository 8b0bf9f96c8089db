"""The rules of the house that a person would forget (DESIGN, sections 2, 8 and 9)."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, python_files, tracked_files

PROGRAMS = ("question_packs", "desktop_app", "sync_server")
BINARY = {".png", ".jpg", ".ico", ".ttf", ".woff2", ".mo", ".pdf", ".xlsx", ".zip", ".pack", ".db"}
LONGEST_MODULE = 400


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_import_contracts_hold():
    command = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([command], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout[-3000:]


def test_every_module_says_what_it_is_for():
    silent = [
        relative(path)
        for path in python_files(*PROGRAMS)
        if "migrations" not in path.parts and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_no_module_has_outgrown_its_purpose():
    lengths = {relative(path): len(path.read_text("utf-8").splitlines()) for path in python_files(*PROGRAMS)}
    lengths.pop("question_packs/error_catalogue.py", None)  # one list, which grows with the product
    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_colours_stand_in_the_design_tokens_only():
    colour = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b")
    sources = [*python_files("desktop_app", "sync_server")]
    sources += [path for path in tracked_files() if path.suffix in {".css", ".qss", ".html"} and "tests" not in path.parts]
    found = {relative(path): colour.findall(path.read_text("utf-8")) for path in sources}
    assert {path: colours for path, colours in found.items() if colours} == {}


def test_tests_wait_for_things_and_never_for_time():
    waiting = {"sleep": "time", "wait": "qtbot", "qWait": "QTest"}
    found = []
    for path in python_files("tests"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = getattr(node.func.value, "id", "")
                if waiting.get(node.func.attr) == owner:
                    found.append(f"{relative(path)}:{node.lineno}")
    assert found == []


# In pieces, so that this file does not find itself.
REGISTRIES = ["pypi" + r"\.org", "python" + r"hosted\.org", r"index-" + r"url[ =]+[^-\s]", r"find-" + r"links[ =]+[^-\s]"]
MACHINES = ["/ho" + r"me/\w", "/ro" + "ot/", "/wo" + "rk/", "/Us" + r"ers/\w", r"C:\\Us" + "ers"]
FORBIDDEN = {"a package registry": REGISTRIES, "a path of one machine": MACHINES}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what):
    pattern = re.compile("|".join(FORBIDDEN[what]))
    found = []
    for path in tracked_files():
        if path.suffix not in BINARY and "golden" not in path.parts:
            text = path.read_text("utf-8", errors="replace")
            found += [f"{relative(path)}: {match.group()}" for match in pattern.finditer(text)]
    assert found == []


def test_the_first_page_is_painted_without_cryptography_records_or_recordings():
    heavy = ("cryptography", "msgspec", "sqlcipher3", "nh3", "PySide6.QtMultimedia", "desktop_app.services", "lxml")
    program = f"import sys, desktop_app.app; print([each for each in {heavy} if each in sys.modules])"
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert result.stdout.strip() == "[]", result.stderr
