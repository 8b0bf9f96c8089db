"""Nothing from outside is half understood."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_packs.strict_json import check_version, decode_strict, encode
from tests.samples import refused


class Inner(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: dict[str, str]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    count: int
    inner: Inner
    rest: tuple[object, ...] = ()


GOOD = Record(1, Inner({"a": "b"}))


def test_white_space_and_order_are_free_where_bytes_are_no_name():
    assert decode_strict(b'{ "inner": {"names": {"a": "b"}}, "count": 1 }\n', Record, "rekaman") == GOOD


@pytest.mark.parametrize(
    "data",
    [
        b'{"count":1,"inner":{"names":{}},"extra":1}',
        b'{"count":1,"inner":{"names":{},"extra":1}}',
        b'{"count":1,"count":1,"inner":{"names":{}}}',
        b'{"count":1,"\\u0063ount":2,"inner":{"names":{}}}',
        b'{"count":1,"inner":{"names":{"a":"b","a":"b"}}}',
        b'{"count":1,"inner":{"names":{}},"rest":[[{"x":{"y":1,"y":2}}]]}',
        b'{"count":1,"inner":{"names":{}}} {}',
        b'{"count":1,"inner":{"names":{}}}\x00',
        b'\xef\xbb\xbf{"count":1,"inner":{"names":{}}}',
        b'{"count":1}',
        b'{"count":"1","inner":{"names":{}}}',
        b'{"count":1.0,"inner":{"names":{}}}',
        b'{"count":true,"inner":{"names":{}}}',
        b'{"count":NaN,"inner":{"names":{}}}',
        b'{"count":1,"inner":{"names":{"a":"\\ud800"}}}',
        b'{"count":1,"inner":{"names":{"a":"\xff"}}}',
        b'{"count":' + b"9" * 5000 + b',"inner":{"names":{}}}',
        b'{"count":1,"inner":{"names":{}},"rest":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"count":1,"inner":{"names":{}},"rest":[ ' + b"[" * 900 + b"]" * 900 + b"]}" * 2,
        b"",
        b"[]",
    ],
)
def test_what_is_not_exactly_the_record_is_refused(data):
    assert refused(decode_strict, data, Record, "rekaman").code == "REC-01"


@given(st.recursive(st.integers() | st.text(), lambda inner: st.dictionaries(st.text(max_size=3), inner), max_leaves=8))
def test_a_duplicate_key_is_found_at_any_depth(value):
    inner = json.dumps(value)
    doubled = f'[{{"x": {inner}, "x": {inner}}}]'
    assert refused(decode_strict, doubled.encode(), object, "rekaman").code == "REC-01"


@given(st.dictionaries(st.text(), st.text()))
def test_what_is_encoded_is_decoded(names):
    record = Record(7, Inner(names))
    assert decode_strict(encode(record), Record, "rekaman") == record


def test_a_newer_version_is_named():
    error = refused(check_version, b'{"type":"lontar.segment/2","new":1}', "lontar.segment/", 1, "segment")
    assert (error.code, error.values["found"]) == ("REC-02", "lontar.segment/2")
    assert check_version(b'{"type":"lontar.segment/1"}', "lontar.segment/", 1, "segment") is None


@pytest.mark.parametrize(
    "data",
    [b'{"type":"\xff"}', b'{"type":1}', b"{}", b"", b'{"type":"x","y":' + b"[" * 100_000 + b"]" * 100_000 + b"}"],
)
def test_a_version_of_rubbish_is_refused(data):
    assert refused(check_version, data, "lontar.segment/", 1, "segment").code == "REC-01"


@pytest.mark.parametrize("version", ["²", "9" * 6000, "-1", "", "1 "])
def test_a_version_that_is_no_number_is_left_to_strict_decoding(version):
    assert check_version(encode({"type": f"lontar.segment/{version}"}), "lontar.segment/", 1, "segment") is None
