"""What fuzzing starts from: our own samples and the tests' own files, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from question_packs.media.formulas import tex2mml
from tests.fuzz.mutators import zipped
from tests.unit.importers import packages
from tests.unit.importers.qti import item_files
from tests.unit.media import kinds

SAMPLES = Path(__file__).parents[2] / "question_packs/samples"
_LATEX = (r"\frac{a}{b}", r"\sqrt[3]{x^2+1}", r"\sum_{i=1}^{n} i", r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", r"x_1^2")
_PATTERNS = (
    r"[A-Z]{2}\d{4}|x*", r"(a|b)*c+d?", r"[^aeiou\s]{1,5}", r"\p{Lu}\i\c*", r"[a-z-[aeiou]]+", r"((a{0,9}){0,9}){0,9}",
)  # fmt: skip
MATCH = """<qti-response-condition><qti-response-if><qti-and>
  <qti-match><qti-variable identifier="RESPONSE"/><qti-correct identifier="RESPONSE"/></qti-match>
  <qti-not><qti-is-null><qti-variable identifier="SCORE"/></qti-is-null></qti-not></qti-and>
  <qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">1</qti-base-value></qti-set-outcome-value>
</qti-response-if><qti-response-else><qti-exit-response/></qti-response-else></qti-response-condition>"""
SUM = """<qti-set-outcome-value identifier="SCORE"><qti-sum>
  <qti-map-response identifier="RESPONSE"/>
  <qti-product><qti-base-value base-type="integer">3</qti-base-value>
    <qti-power><qti-base-value base-type="float">2</qti-base-value><qti-variable identifier="N"/></qti-power></qti-product>
  <qti-math-operator name="sin"><qti-math-constant name="pi"/></qti-math-operator>
  <qti-container-size><qti-repeat number-repeats="5"><qti-variable identifier="N"/></qti-repeat></qti-container-size>
  <qti-round-to rounding-mode="significantFigures" figures="3"><qti-divide><qti-variable identifier="N"/>
    <qti-base-value base-type="float">7</qti-base-value></qti-divide></qti-round-to></qti-sum></qti-set-outcome-value>"""
TEXTS = """<qti-response-condition><qti-response-if><qti-or>
  <qti-pattern-match pattern="[0-9]+(,[0-9]*)?"><qti-variable identifier="T"/></qti-pattern-match>
  <qti-string-match case-sensitive="false" substring="true"><qti-variable identifier="T"/>
    <qti-base-value base-type="string">ya</qti-base-value></qti-string-match>
  <qti-equal tolerance-mode="relative" tolerance="5 5"><qti-variable identifier="N"/>
    <qti-base-value base-type="float">1e10</qti-base-value></qti-equal>
  <qti-contains><qti-multiple><qti-variable identifier="T"/></qti-multiple><qti-multiple><qti-variable identifier="T"/>
    </qti-multiple></qti-contains></qti-or>
  <qti-lookup-outcome-value identifier="SCORE"><qti-variable identifier="N"/></qti-lookup-outcome-value>
</qti-response-if></qti-response-condition>"""


def qti_items() -> Iterator[bytes]:
    """One item of every interaction, in both spellings, and those of the sample package."""
    texts = [*(each.text for each in item_files.EXAMPLES.values()), *item_files.BY_PEOPLE.values()]
    for text in texts:
        yield text.encode()
        yield item_files.as_version_2(text).encode()
    for path in sorted((SAMPLES / "ragam-soal/items").glob("*.xml")):
        yield path.read_bytes()


def qti_tests() -> Iterator[bytes]:
    """Tests over the items `S1` ... `S4`: parts, nested sections, selection, ordering, conditions, time limits."""
    one_two, three_four = packages.refs("S1", "S2"), packages.refs("S3", "S4")
    limits = '<qti-time-limits max-time="600"/>'
    chosen = f'<qti-selection select="1"/><qti-ordering shuffle="true"/>{one_two}'
    branch = (
        '<qti-branch-rule target="S"><qti-is-null><qti-variable identifier="S1.RESPONSE"/></qti-is-null></qti-branch-rule>'
    )
    outcome = """<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
      <qti-outcome-processing><qti-set-outcome-value identifier="SCORE"><qti-sum><qti-test-variables
      variable-identifier="SCORE"/></qti-sum></qti-set-outcome-value></qti-outcome-processing>"""
    section, part = packages.section, packages.part
    yield packages.assessment_test(part(section(limits + one_two) + section(three_four, "T")))
    yield packages.assessment_test(part(section(section(chosen, "U") + three_four)), attributes='tool-name="x"')
    yield packages.assessment_test(part(section(one_two + three_four + branch), packages.LINEAR) + outcome)
    yield (SAMPLES / "ragam-soal/test.xml").read_bytes()


def qti_packages() -> Iterator[bytes]:
    """Zips of a test with items, of loose items with media, and of the whole sample."""
    test = packages.assessment_test(packages.part(packages.section(packages.refs("S1", "S2"))))
    yield zipped(packages.package(test, "S1", "S2").items())
    examples = {f"items/{i}.xml": each.text.encode() for i, each in enumerate(item_files.EXAMPLES.values())}
    listed = packages.manifest(*(("item", path) for path in examples))
    yield zipped({"imsmanifest.xml": listed, **examples, **item_files.FILES}.items())
    sample = SAMPLES / "ragam-soal"
    small = (path for path in sorted(sample.rglob("*")) if path.is_file() and path.stat().st_size < 20_000)
    yield zipped((path.relative_to(sample).as_posix(), path.read_bytes()) for path in small)


def drawings() -> Iterator[bytes]:
    """The samples' drawings, and one with styles, markers and references."""
    for path in sorted(SAMPLES.rglob("*.svg")):
        yield path.read_bytes()
    yield b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10cm" height="5cm"
      viewBox="0 0 200 100"><style>.a { fill: red; stroke-dasharray: 1 2 } #b { opacity: .5 }</style><defs>
      <linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient><symbol id="s"><path d="M0 0L9z"/></symbol>
      <marker id="m"><circle r="2"/></marker></defs><g class="a" transform="rotate(5)"><rect id="b" width="9" height="9"/>
      <use xlink:href="#s" x="3"/><line x2="9" y2="9" marker-end="url(#m)" style="stroke: url(#g)"/></g></svg>"""


def rasters_and_recordings() -> Iterator[bytes]:
    """A small file of every kind."""
    for kind in ("PNG", "JPEG", "GIF", "WEBP"):
        yield kinds.picture(kind)
    for kind in ("GIF", "WEBP", "PNG"):
        yield kinds.moving(kind)
    yield from (kinds.wav(), kinds.mp3(), kinds.ogg(), kinds.flac(), kinds.mp4(b"vide"), kinds.webm(), kinds.avi())


def formulas() -> Iterator[bytes]:
    """Presentation MathML."""
    return (tex2mml(each).encode() for each in _LATEX)


def rules() -> Iterator[bytes]:
    """Items that differ in their rules, over a choice, a number and a text."""
    declared = (
        item_files.declaration("multiple", "identifier", "A", "B", more=_MAPPING)
        + item_files.declaration("single", "float", "2.5", name="N")
        + item_files.declaration("single", "string", "ya", name="T")
        + '<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float">'
        '<qti-match-table default-value="0"><qti-match-table-entry source-value="1" target-value="2"/></qti-match-table>'
        "</qti-outcome-declaration>"
    )
    for each in (MATCH, SUM, TEXTS):
        processing = f"<qti-response-processing>{each}</qti-response-processing>"
        yield item_files.item(declared, "<p>?</p>", processing).encode()


_MAPPING = (
    '<qti-mapping lower-bound="0" upper-bound="4" default-value="-1"><qti-map-entry map-key="A" mapped-value="1.5"/>'
    '<qti-map-entry map-key="B" mapped-value="2" case-sensitive="false"/></qti-mapping>'
)


def patterns() -> Iterator[bytes]:
    """A pattern, a line end, a text."""
    return (f"{each}\nAB1234abcd".encode() for each in _PATTERNS)
