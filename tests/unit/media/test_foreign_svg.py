"""SVG of strangers: rebuilt from what is drawn; what runs, fetches or multiplies is gone and named."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_packs.errors import KnownError
from question_packs.media.intake import Taken, take

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="30">'


def clean(body: str, head: str = HEAD) -> Taken:
    return take("bagan.svg", f"{head}{body}</svg>".encode())


def lost(taken: Taken) -> list[str]:
    return [part for loss in taken.losses for part in str(loss.values["what"]).split(", ")]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("<script>alert(1)</script>", ["<script>"]),
        ("<foreignObject><p>x</p></foreignObject>", ["<foreignObject>"]),
        ('<image href="http://x/a.png"/>', ["<image>"]),
        ('<image xlink:href="file:///etc/passwd"/>', ["<image>"]),
        ('<rect onclick="x()" width="3" height="3"/>', ["onclick"]),
        ('<rect fill="url(http://x/a)"/>', ["fill"]),
        ('<rect style="fill:url(//x/a);stroke:red"/>', ["fill"]),
        ('<use xlink:href="http://x/a.svg#a"/>', ["<use>"]),
        ('<animate attributeName="x"/>', ["<animate>"]),
        ('<rect filter="url(#f)"/>', ["filter"]),
        ('<path d="M0 0H9" stroke="red" stroke-dasharray="0.0000001"/>', ["stroke-dasharray"]),
        ("<style>g > rect {fill:red}</style>", ["style g > rect"]),
        ("<style>@import 'http://x/a.css';</style>", []),
    ],
)
def test_what_acts_or_fetches_is_left_out_and_named(body: str, names: list[str]) -> None:
    taken = clean(f"<g>{body}<rect width='1' height='1'/></g>")
    assert lost(taken) == names
    text = taken.medium.data.decode()
    assert not any(word in text for word in ("http://x", "file:", "script", "foreign", "onclick", "//x"))


def test_parts_that_multiply_are_left_out() -> None:
    levels = "".join(
        f'<g id="a{level}"><use xlink:href="#a{level - 1}"/><use xlink:href="#a{level - 1}"/></g>' for level in range(1, 30)
    )
    taken = clean(f'<g id="a0"><rect width="1" height="1"/></g>{levels}')
    assert "<use>" in lost(taken)
    assert taken.medium.data.count(b"xlink:href=") == 2


def test_a_marker_never_draws_itself() -> None:
    taken = clean('<marker id="m"><path d="M0 0" marker-end="url(#m)"/></marker><path d="M0 0H9" marker-end="url(#m)"/>')
    assert taken.medium.data.count(b"marker-end") == 1


def test_style_sheets_become_attributes_and_gradients_stay() -> None:
    taken = clean(
        "<style>.st0{fill:#FF0000;} #k{stroke:blue}</style><defs><linearGradient id='g'><stop offset='0'"
        " style='stop-color:red'/></linearGradient></defs><rect class='st0' id='k' style='opacity:.5'/>"
        "<rect fill='url(#g)'/>"
    )
    rect, other = ElementTree.fromstring(taken.medium.data).iter("{http://www.w3.org/2000/svg}rect")
    assert rect.attrib == {"id": "k", "fill": "#FF0000", "stroke": "blue", "opacity": ".5"}
    assert other.attrib == {"fill": "url(#g)"}
    assert taken.losses == ()


def test_what_a_drawing_program_notes_for_itself_goes_without_a_word() -> None:
    head = HEAD.replace(">", ' xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:version="1">')
    taken = clean('<metadata>x</metadata><i:page/><g i:label="Lapis" data-x="1"><a href="http://x"><rect/></a></g>', head)
    assert taken.losses == ()
    assert b"<rect" in taken.medium.data


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ('width="40" height="30"', (40, 30)),
        ('width="4cm" height="10mm"', (151, 38)),
        ('viewBox="0 0 80 60"', (80, 60)),
        ('width="100%" height="100%" viewBox="0,0,80,60"', (80, 60)),
        ('width="40" viewBox="0 0 80 60"', (40, 30)),
        ('width="100000" height="50000"', (4000, 2000)),
    ],
)
def test_every_way_to_give_a_size(size: str, expected: tuple[int, int]) -> None:
    taken = clean("<rect/>", f'<svg xmlns="http://www.w3.org/2000/svg" {size}>')
    assert (taken.width, taken.height) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + HEAD + "<text>&b;</text></svg>", "MED-05"),
        ('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + HEAD + "<text>&a;</text></svg>", "MED-05"),
        (HEAD + "<g>" * 1000 + "</g>" * 1000 + "</svg>", "MED-05"),
        (HEAD + "<g/>" * 60_000 + "</svg>", "MED-05"),
        (HEAD, "MED-05"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "MED-02"),
        ("<svg/>", "MED-02"),
    ],
    ids=["bomb", "file", "deep", "many", "cut", "no size", "no namespace"],
)
def test_what_cannot_be_read_safely_is_refused(text: str, code: str) -> None:
    with pytest.raises(KnownError) as refused:
        take("bagan.svg", text.encode())
    assert refused.value.code == code


def test_a_plain_doctype_of_old_programs_is_passed_over() -> None:
    doctype = '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">'
    assert take("bagan.svg", f"{doctype}{HEAD}<rect/></svg>".encode()).width == 40


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            ["<g>", "</g>", "<rect ", "/>", 'href="#a"', 'id="a"', "<use ", "<script>", "</script>", 'fill="url(#a)"',
             "&lt;", 'style="fill:url(http://x)"', "<style>", "</style>", "*{", "}", "<![CDATA[", "]]>", "<!--", "-->",
             'x="1"', ">"]
        ),
        max_size=14,
    ).map("".join)
)  # fmt: skip
def test_cleaning_is_idempotent_and_leaves_only_what_is_drawn(body: str) -> None:
    try:
        once = clean(body)
    except KnownError:
        return
    again = take("bagan.svg", once.medium.data)
    assert ElementTree.canonicalize(again.medium.data) == ElementTree.canonicalize(once.medium.data)
    assert again.losses == ()
