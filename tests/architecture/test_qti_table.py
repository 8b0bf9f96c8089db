"""The table of QTI in the documents is that of the code, and what it says of tests is what happens to them."""

import runpy

import pytest

from question_packs.importers.qti.vocabulary import Entry, everything
from tests.architecture.tree import ROOT
from tests.unit.importers.packages import codes, item, part, read, read_test, refs, section

IN_TESTS = [each for each in everything() if each.group == "Tests" and each.fate != "supported"]
IN_TEST_ATTRIBUTES = [(each, name) for each in everything() if each.group == "Tests" for name in each.ignored]
IN_ITEMS = [each for each in everything() if each.group in ("Items", "Interactions") and each.fate != "supported"]
# Parts of an interaction that is refused as a whole; feedback and catalogues stand in texts.
PARTS = {"interaction-modules", "interaction-module", "interaction-markup", "template-variable", "context-variable"}
COMPANIONS = {"calculator-info", "protractor", "digital-material", "physical-material"}
OF_BODY = {"feedback-block", "feedback-inline"}


def test_the_page_is_what_the_code_says() -> None:
    page = runpy.run_path(str(ROOT / "docs" / "make_qti_table.py"))["page"]
    assert (ROOT / "docs" / "qti-support.md").read_text("utf-8") == page()


def test_every_element_stands_in_it_once() -> None:
    names = [each.name for each in everything()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("entry", IN_TESTS, ids=lambda each: each.name)
def test_what_is_refused_or_ignored_in_a_test_is_so(entry: Entry) -> None:
    _, report = read_test(part(section(f"<qti-{entry.name}/>" + refs("a"))), "a")
    expected = ("refused", ["IMP-37"]) if entry.fate == "refused" else ("with_loss", ["IMP-30"])
    assert (report.status, codes(report)) == expected


@pytest.mark.parametrize(("entry", "attribute"), IN_TEST_ATTRIBUTES, ids=str)
def test_an_attribute_that_is_ignored_in_a_test_is_told(entry: Entry, attribute: str) -> None:
    whole = part(section(refs("a"))).replace(f"<qti-{entry.name} ", f'<qti-{entry.name} {attribute}="x" ')
    _, report = read_test(whole, "a")
    assert (report.status, codes(report)) == ("with_loss", ["IMP-30"])


def test_an_attribute_that_is_ignored_in_an_item_is_told() -> None:
    plain = item("a").decode()
    for entry in everything():
        for attribute in entry.ignored if f"<qti-{entry.name} " in plain and entry.group != "Tests" else ():
            data = plain.replace(f"<qti-{entry.name} ", f'<qti-{entry.name} {attribute}="x" ')
            (report,) = read({"a.xml": data.encode()}).reports
            assert (report.status, set(codes(report))) == ("with_loss", {"IMP-30"}), (entry.name, attribute)


@pytest.mark.parametrize("entry", [each for each in IN_ITEMS if each.name not in PARTS], ids=lambda each: each.name)
def test_what_is_refused_or_ignored_in_an_item_is_so(entry: Entry) -> None:
    attributes = 'response-identifier="R2" outcome-identifier="F" show-hide="show" identifier="x"'
    element = f"<qti-{entry.name} {attributes}>x</qti-{entry.name}>"
    if entry.name in COMPANIONS:
        element = f"<qti-companion-materials-info>{element}</qti-companion-materials-info>"
    in_body = entry.group == "Interactions" or entry.name in OF_BODY
    data = item("a", body=f"<div>{element}</div>") if in_body else item("a", inside=element)
    (report,) = read({"a.xml": data}).reports
    assert report.status == ("refused" if entry.fate == "refused" else "with_loss")
