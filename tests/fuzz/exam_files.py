"""Small files of the formats other than QTI to begin fuzzing with: Moodle XML, GIFT, Aiken, the template of the table."""

from __future__ import annotations

import tempfile
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

from question_packs.importers.spreadsheet.template import write_template
from tests.unit.media import kinds

GIFT = b"""// Latihan
$CATEGORY: $course$/Umum/Pajak

::Satu:: [html]<p>Ibu kota <b>baru</b>?</p> {=Nusantara ~Bandung ~%50%Jakarta #hampir}
::Dua:: Pajak reklame pajak daerah? {TRUE#benar#salah}
::Tiga:: Dua tambah tiga? {#5:0.5}
::Empat:: Antara? {#=3..4 =%50%3.5:1#dekat}
::Lima:: Pasangkan. {=A -> 1 =B -> 2 =C \\-\\> -> 3}
Isi {=satu =Satu ~dua} di tengah.
::Esai:: Uraikan. {}
::Banyak:: Pilih. {~%50%A ~%50%B ~%-100%C} [id:x1][tag:umum]
Hanya teks, dengan rumus $$x^2$$ dan \\{ kurung \\}.
"""
AIKEN = b"""Ibu kota?
A. Nusantara
B) Bandung
ANSWER: A

Dua baris
soal ini?
A) Ya
B) Tidak
C) Mungkin
ANSWER: C
"""
_HEAD = '<name><text>Soal</text></name><questiontext format="html"><text><![CDATA[<p>{}</p>]]></text>{}</questiontext>'
_ANSWER = '<answer fraction="{}" format="html"><text>{}</text><feedback><text>F</text></feedback></answer>'
_DRAG = "<dragbox><text>{}</text><group>1</group></dragbox>"


def moodle() -> Iterator[bytes]:
    """Every type of question that is read, a category, a description and one that is refused."""
    for inside in _MOODLE:
        category = '<question type="category"><category><text>$course$/Umum</text></category></question>'
        yield f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{category}\n{inside}\n</quiz>'.encode()


def gift() -> Iterator[bytes]:
    """All kinds of answers together, and each alone."""
    yield GIFT
    yield from (block + b"\n" for block in GIFT.splitlines() if block)


def aiken() -> Iterator[bytes]:
    """Two questions."""
    yield AIKEN


def xlsx() -> Iterator[bytes]:
    """The template, in both languages."""
    return _templates("xlsx")


def ods() -> Iterator[bytes]:
    """The template, in both languages."""
    return _templates("ods")


def csv() -> Iterator[bytes]:
    """The template, in both languages, and a plain table with commas."""
    yield from _templates("csv")
    yield b"soal,a,b,c,kunci\nIbu kota?,Nusantara,Bandung,Jakarta,A\nDua?,1,2,3,B\n"


def _templates(suffix: str) -> Iterator[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"template.{suffix}"
        write_template(path, "id")
        yield path.read_bytes()
        write_template(path, "en")
        yield path.read_bytes()


def _question(kind: str, text: str, inside: str, files: str = "") -> str:
    return f'<question type="{kind}">{_HEAD.format(text, files)}<defaultgrade>1</defaultgrade>{inside}</question>'


def _file(name: str, data: bytes) -> str:
    return f'<file name="{name}" path="/" encoding="base64">{b64encode(data).decode()}</file>'


_PICTURE = _file("peta.png", kinds.picture("PNG", 200, 100))
_DATASET = """<dataset_definitions><dataset_definition><status><text>private</text></status><name><text>a</text></name>
  <type>calculated</type><distribution><text>uniform</text></distribution><minimum><text>1</text></minimum>
  <maximum><text>9</text></maximum><decimals><text>1</text></decimals><itemcount>2</itemcount><dataset_items>
  <dataset_item><number>1</number><value>2.5</value></dataset_item>
  <dataset_item><number>2</number><value>4</value></dataset_item></dataset_items><number_of_items>2</number_of_items>
  </dataset_definition></dataset_definitions>"""
_PAIR = '<subquestion format="html"><text>{}</text><answer><text>{}</text></answer></subquestion>'
_DROP = "<drop><text></text><no>1</no><choice>1</choice><xleft>10</xleft><ytop>20</ytop></drop>"
_MARKED = "<drop><no>1</no><shape>circle</shape><coords>50,50;20</coords><choice>1</choice></drop>"
_MOODLE = (
    _question(
        "multichoice",
        "Ibu kota? <img src='@@PLUGINFILE@@/peta.png' alt='peta'/>",
        "<single>false</single><shuffleanswers>1</shuffleanswers><answernumbering>abc</answernumbering>"
        + _ANSWER.format(50, "A") + _ANSWER.format(50, "B") + _ANSWER.format(-100, "C"),
        _PICTURE,
    ),
    _question("truefalse", "Benar?", _ANSWER.format(100, "true") + _ANSWER.format(0, "false")),
    _question("shortanswer", "Siapa?", "<usecase>0</usecase>" + _ANSWER.format(100, "Gaj*") + _ANSWER.format(50, "ia")),
    _question(
        "numerical",
        "Berapa \\(x^2\\)?",
        _ANSWER.format(100, "2.5").replace("</answer>", "<tolerance>0.1</tolerance></answer>")
        + "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit></units>"
        "<unitgradingtype>1</unitgradingtype>",
    ),
    _question("essay", "Uraikan.", "<responseformat>editor</responseformat><responsefieldlines>9</responsefieldlines>"),
    _question("matching", "Pasangkan.", _PAIR.format("A", "1") + _PAIR.format("B", "2") + _PAIR.format("", "3")),
    _question("ordering", "Urutkan.", "<layouttype>VERTICAL</layouttype>" + _ANSWER.format(1, "A") + _ANSWER.format(2, "B")),
    _question("ddwtos", "Isi [[1]] dan [[2]].", _DRAG.format("satu") + _DRAG.format("dua")),
    _question("gapselect", "Isi [[1]].", "<selectoption><text>satu</text><group>1</group></selectoption>" * 2),
    _question("ddimageortext", "Taruh.", f"{_PICTURE}<drag><no>1</no><text>P</text><draggroup>1</draggroup></drag>{_DROP}"),
    _question("ddmarker", "Tandai.", f"{_PICTURE}<drag><no>1</no><text>P</text><noofdrags>1</noofdrags></drag>{_MARKED}"),
    _question("cloze", "Ya {1:MULTICHOICE:=A#f~B~%50%C} {2:NUMERICAL:=3:0.1} {1:SHORTANSWER:=x~*}.", ""),
    _question("calculated", "Berapa {a}*2?", _ANSWER.format(100, "{a}*2+sin(pi())") + _DATASET),
    _question("description", "Bacalah.", ""),
    _question("random", "", ""),
)  # fmt: skip
