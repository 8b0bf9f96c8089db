"""Whatever stands in the cells: nothing crashes, and every row is accounted for exactly once."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from question_packs.errors import KnownError
from question_packs.importers.drafts import draft_of
from question_packs.importers.found import Found
from question_packs.importers.sources import read_found
from question_packs.importers.spreadsheet.kinds import KINDS
from question_packs.scoring.answer_key import _check_key
from question_packs.strict_json import encode
from tests.unit.importers.spreadsheet.tables import HEADINGS, ods, ods_table, xlsx

XML_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=30)
LIKELY = st.sampled_from(["", "A", "B", "A, B", "x", "y", "1", "0", "2,5", "-1", "A=1; B=2", "a = b", "{A}", "terbalik",
                          "benar", "$x^2$", "**", "|", "5%", "ya", "1|2|3", *KINDS])  # fmt: skip
CELLS = st.fixed_dictionaries({}, optional=dict.fromkeys(HEADINGS, LIKELY | XML_TEXT))
ROWS = st.lists(CELLS, min_size=1, max_size=5)
QUICKLY = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def grid(rows: list[dict[str, str]]) -> list[list[str]]:
    return [list(HEADINGS), *([row.get(name, "") for name in HEADINGS] for row in rows)]


def check_whole(found: Found, filled: set[int]) -> None:
    """Every filled row has one report, every item of the reports is there, and its key can be used."""
    assert [int(report.source.rpartition("!")[2]) for report in found.reports] == sorted(filled)
    came = [report.identifier for report in found.reports if report.status != "refused"]
    assert came == list(found.items)
    if came:
        draft = draft_of(found)
        _check_key(draft.key)
        assert encode(draft.key)
        assert encode(draft.items)


@QUICKLY
@given(rows=ROWS)
def test_any_cells_of_a_workbook_are_accounted_for(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    found = read_found(xlsx(tmp_path / "soal.xlsx", {"Soal": grid(rows)}))
    reported = {int(report.source.rpartition("!")[2]) for report in found.reports}
    assert reported <= set(range(2, len(rows) + 2))
    assert {
        number for number, row in enumerate(rows, 2) if any(each.isalnum() for each in "".join(row.values()))
    } <= reported
    check_whole(found, reported)


@QUICKLY
@given(rows=ROWS)
def test_any_cells_of_an_ods_give_what_the_workbook_gives(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    one = read_found(xlsx(tmp_path / "soal.xlsx", {"Soal": grid(rows)}))
    other = read_found(ods(tmp_path / "soal.ods", ods_table(grid(rows))))
    assert [(each.source, each.status) for each in one.reports] == [(each.source, each.status) for each in other.reports]


@QUICKLY
@given(data=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_called_csv_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "soal.csv"
    path.write_bytes(b"soal;A;B;kunci;jenis\n" + data)
    try:
        found = read_found(path)
    except KnownError:
        return
    check_whole(found, {int(report.source) for report in found.reports})
