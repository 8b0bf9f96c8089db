"""The HTML of an item: nothing runs, nothing is fetched, and cleaning twice is cleaning once."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_packs.assessment.html import ATTRIBUTES, TAGS, clean_html

PIECES = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<b>", "<img src=", "pack:a", "'", '"', ">", "<!--", "-->", "<script>", "<svg>", "<style>",
         "</style>", "<math>", "<table>", "<td colspan=3>", "&lt;", "&", "<", "onerror=x", " ", "//x", "\x00", "<a href="]
    )
    | st.text(max_size=5),
    max_size=12,
).map("".join)  # fmt: skip


@given(PIECES)
def test_cleaning_is_idempotent_and_leaves_nothing_that_acts(html):
    clean = clean_html(html)
    assert clean_html(clean) == clean
    lowered = clean.lower()
    assert "<script" not in lowered
    assert "<svg" not in lowered
    assert "<style" not in lowered
    assert "<a " not in lowered


_VALUES = st.sampled_from(
    [
        "pack:a",
        "interaction:R",
        "gap:G",
        "hottext:H",
        "http://x",
        "//x",
        "javascript:x()",
        "data:image/png;base64,AA",
        "file:///x",
        "hottext:a b\x01",
        "PACK:a",
        "rtl",
        "9",
        "99999",
        "url(x)",
        "&quot;",
        "id",
    ]
)
_NAMES = st.sampled_from(
    [
        "src",
        "href",
        "style",
        "class",
        "id",
        "onclick",
        "dir",
        "lang",
        "colspan",
        "width",
        "title",
        "data-x",
        "xlink:href",
        "background",
        "srcset",
        "alt",
        "start",
        "type",
    ]
)
_ELEMENTS = st.sampled_from(
    [*sorted(TAGS), "svg", "math", "script", "iframe", "object", "form", "input", "style", "video", "link"]
)
_DOCUMENTS = st.lists(
    st.tuples(st.sampled_from(["<", "</"]), _ELEMENTS, st.lists(st.tuples(_NAMES, _VALUES), max_size=3)), max_size=8
).map(lambda tags: "".join(f"{start}{name}" + "".join(f' {key}="{value}"' for key, value in given) + ">x"
                           for start, name, given in tags))  # fmt: skip


class _Found(HTMLParser):
    """Every tag and attribute that is left."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str, str]] = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {(tag, name, value or "") for name, value in attrs}


@given(_DOCUMENTS)
def test_only_the_allow_list_and_the_four_addresses_survive(html):
    clean = clean_html(html)
    assert clean_html(clean) == clean
    found = _Found()
    found.feed(clean)
    assert found.tags <= TAGS
    for tag, name, value in found.attributes:
        assert name in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())
        if name == "src":
            assert value.startswith(("pack:", "interaction:", "gap:"))
        if name == "href":
            assert value.startswith("hottext:")
        if name in ("lang", "dir"):
            assert value in ("rtl", "id")
        assert value.isprintable()


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<script>alert(1)</script>Soal", "Soal"),
        ("<style>p{background:url(http://x)}</style>Soal", "Soal"),
        ("<svg><image href='http://x'/></svg>Soal", "Soal"),
        ("<svg onload=alert(1)></svg>", ""),
        ("<p onclick='x()' style='color:red' class='a' id='b'>Soal</p>", "<p>Soal</p>"),
        ("<a href='javascript:x()'>Soal</a>", "Soal"),
        ("<iframe src='http://x'></iframe><object data='x'></object><embed src=x>Soal", "Soal"),
        ("<form action=x><input name=y>Soal</form>", "Soal"),
        ("<p><!-- kunci: C -->Soal</p>", "<p>Soal</p>"),
        ("<meta http-equiv=refresh content=0><base href=http://x><link rel=stylesheet href=x>Soal", "Soal"),
        ("<table background='http://x'><tr><td bgcolor=red>1", "<table><tbody><tr><td>1</td></tr></tbody></table>"),
    ],
)
def test_what_acts_is_removed(html, clean):
    assert clean_html(html) == clean


@pytest.mark.parametrize(
    "source",
    [
        "http://x/a.png", "https://x/a.png", "//x/a.png", "file:///etc/passwd", "a.png", "/a.png", "",
        "data:image/png;base64,xx", "javascript:x()", " pack:a", "pa&#10;ck:a", "pack:a&#10;b",
        "qrc:/a.png", "PACK:a", "pack",
    ],
)  # fmt: skip
def test_a_picture_from_anywhere_but_the_pack_loses_its_source(source):
    assert clean_html(f'<img src="{source}" alt="gambar">') == '<img alt="gambar">'


def test_pictures_tables_and_formatting_of_the_pack_stay():
    html = (
        '<p>Tarif <b>10</b> % dari x<sup>2</sup>:</p><img src="pack:tek-1.svg" alt="Bagan" width="400" height="116">'
        '<table><tbody><tr><td colspan="2">1</td></tr></tbody></table>'
    )
    assert clean_html(html) == html


@pytest.mark.parametrize("attribute", ['colspan="9999999"', 'colspan="-1"', 'colspan="2e9"', 'rowspan="٣"', 'rowspan="201"'])
def test_a_table_that_would_freeze_the_screen_is_tamed(attribute):
    table = "<table><tbody><tr><td{}>1</td></tr></tbody></table>"
    assert clean_html(table.format(" " + attribute)) == table.format("")
