"""The catalogue, the code and the documentation say the same."""

import ast
import re
import runpy
from string import Formatter

import pytest

from question_packs.error_catalogue import CATALOGUE
from tests.architecture.tree import ROOT, python_files

PROGRAMS = ("question_packs", "desktop_app", "sync_server")
CODE = re.compile(r"[A-Z]{3}-[0-9]{2}")


def codes_in(path) -> set[str]:
    """The codes that stand as whole string literals in a module."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value)
    }


def used() -> dict[str, set[str]]:
    """The prefixes of the catalogue only: others (`TUP-01`) are names of items."""
    prefixes = {code[:4] for code in CATALOGUE}
    modules = [path for path in python_files(*PROGRAMS) if path.stem != "error_catalogue"]
    return {str(path.relative_to(ROOT)): {code for code in codes_in(path) if code[:4] in prefixes} for path in modules}


def raised() -> set[str]:
    """The codes that stand as the first argument of a call of `KnownError`."""
    found = set()
    for path in python_files(*PROGRAMS):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "KnownError" and node.args:
                found |= {each.value for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant)}
    return {code for code in found if isinstance(code, str) and CODE.fullmatch(code)}


def test_every_code_in_the_sources_is_in_the_catalogue():
    assert {path: codes - CATALOGUE.keys() for path, codes in used().items() if codes - CATALOGUE.keys()} == {}
    assert raised() - CATALOGUE.keys() == set()


def test_every_code_of_the_catalogue_is_used():
    assert CATALOGUE.keys() - set().union(*used().values()) == set()


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_a_code_has_a_sentence_in_both_languages_with_the_same_places(code):
    assert CODE.fullmatch(code)
    sentences = CATALOGUE[code]
    assert sentences.keys() == {"id", "en"}
    places = {language: {name for _, name, _, _ in Formatter().parse(text) if name} for language, text in sentences.items()}
    assert places["id"] == places["en"]
    # Either a whole sentence, or one that ends with another's whole sentence or a list.
    assert all(text.endswith((".", "}")) and "  " not in text for text in sentences.values())


def test_the_documentation_is_the_catalogue():
    made = runpy.run_path(str(ROOT / "docs" / "make_error_codes.py"))
    page = (ROOT / "docs" / "error-codes.md").read_text("utf-8")
    assert page == made["page"](), "run: python docs/make_error_codes.py"
    assert all(f"## {code}\n" in page for code in CATALOGUE)
