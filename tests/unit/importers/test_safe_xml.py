from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_packs.errors import KnownError
from question_packs.importers.safe_xml import MAX_ATTRIBUTES, MAX_DEPTH, MAX_ELEMENTS, parse_xml, root_name

WHOLE = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- soal -->\n<soal judul="Ibu kota">Nusantara <b>é</b></soal>'.encode()


def refusal(data: bytes) -> KnownError:
    with pytest.raises(KnownError) as caught:
        parse_xml(data, "soal.xml")
    return caught.value


LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))


@pytest.mark.parametrize(
    "prolog",
    [
        f'<!DOCTYPE soal [<!ENTITY l0 "lol">{LAUGHS}]>',
        '<!DOCTYPE soal [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE soal [<!ENTITY % x SYSTEM "http://contoh.example/x.dtd"> %x;]>',
        '<!DOCTYPE soal [<!ATTLIST soal judul CDATA "bom">]>',
        # A second DOCTYPE inside an address, so that cutting out the wrong one would make an entity definition.
        '<!DOCTYPE soal SYSTEM "<!DOCTYPE"><!-- " [<!ENTITY x "y">]><!-- -->',
    ],
)
def test_what_defines_entities_or_elements_of_its_own_is_refused(prolog: str) -> None:
    assert refusal(f"{prolog}<soal>&x;</soal>".encode()).code == "IMP-02"


def test_a_bare_document_type_is_passed_over_and_lines_keep_their_numbers() -> None:
    prolog = '<!DOCTYPE soal PUBLIC "-//contoh//"\n ">file:///etc/passwd"\n>\n'
    root = parse_xml(f"{prolog}<soal>\n<b/></soal>".encode(), "soal.xml")
    assert root.getroottree().docinfo.internalDTD is None
    assert root[0].sourceline == 5


def test_an_entity_that_nobody_defined_is_refused_with_its_line() -> None:
    problem = refusal(b"<!DOCTYPE soal>\n<soal>\n&nbsp;</soal>")
    assert (problem.code, problem.values["line"]) == ("IMP-01", 3)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1", "windows-1252", "iso-8859-15"]
)
def test_what_says_its_encoding_is_read_in_it(encoding: str) -> None:
    declared = encoding.removesuffix("-sig").removesuffix("-le")
    text = f'<?xml version="1.0" encoding="{declared}"?><soal>Ré</soal>'
    assert parse_xml(text.encode(encoding), "soal.xml").text == "Ré"


def test_bytes_of_another_encoding_are_refused_with_their_line() -> None:
    problem = refusal('<?xml version="1.0" encoding="UTF-8"?>\n<soal>\né</soal>'.encode("latin-1"))
    assert (problem.code, problem.values["line"]) == ("IMP-04", 3)
    assert refusal(b'<?xml version="1.0" encoding="UTF-7"?><soal/>').code == "IMP-04"


@pytest.mark.parametrize(
    "data",
    [
        b"<a>" * (MAX_DEPTH + 1) + b"</a>" * (MAX_DEPTH + 1),
        b"<a>" + b"<b/>" * (2 * MAX_ELEMENTS) + b"</a>",
        b"<a " + b" ".join(b'b%d="1"' % i for i in range(MAX_ATTRIBUTES + 1)) + b"/>",
        b"<a>" + b" " * 21 * 2**20 + b"</a>",
    ],
    ids=["deep", "many elements", "many attributes", "long"],
)
def test_more_than_anybody_writes_is_refused(data: bytes) -> None:
    assert refusal(data).code == "IMP-03"


def test_a_thousand_levels_are_refused_one_way_or_the_other() -> None:
    assert refusal(b"<a>" * 1000 + b"</a>" * 1000).code == "IMP-03"


def test_the_name_of_the_root_is_known_without_reading_on() -> None:
    assert root_name(b'<q:soal xmlns:q="urn:contoh"><belum selesai', "soal.xml") == "soal"


def test_a_file_cut_at_any_byte_is_refused() -> None:
    for length in range(len(WHOLE)):
        assert refusal(WHOLE[:length]).code in ("IMP-01", "IMP-04")


@given(
    st.binary(max_size=200)
    | st.tuples(st.integers(0, len(WHOLE) - 1), st.binary(max_size=3)).map(
        lambda change: WHOLE[: change[0]] + change[1] + WHOLE[change[0] + 1 :]
    )
)
def test_no_bytes_make_it_fail_in_another_way(data: bytes) -> None:
    with suppress(KnownError):
        parse_xml(data, "soal.xml")
