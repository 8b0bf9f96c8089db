"""QTI packages made by hand for the tests: a manifest, items of one choice, a test."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from question_packs.importers.found import Found, ItemReport, no_progress
from question_packs.importers.qti.reader import read_files

NAMESPACE = 'xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"'


def item(identifier: str, inside: str = "", body: str = "", attributes: str = "") -> bytes:
    """An item with one question and four points of attack: attributes, children of the root, and of the body."""
    return f"""<qti-assessment-item {NAMESPACE} identifier="{identifier}" title="Soal {identifier}" xml:lang="id"
      adaptive="false" time-dependent="false" {attributes}>
      <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier">
        <qti-correct-response><qti-value>A</qti-value></qti-correct-response></qti-response-declaration>
      <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float" normal-maximum="1"/>
      {inside}
      <qti-item-body>{body}<p>Ibu kota?</p><qti-choice-interaction response-identifier="RESPONSE" max-choices="1">
        <qti-simple-choice identifier="A">Nusantara</qti-simple-choice>
        <qti-simple-choice identifier="B">Bandung</qti-simple-choice></qti-choice-interaction></qti-item-body>
      <qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"/>
    </qti-assessment-item>""".encode()


def refs(*names: str) -> str:
    """References to the items of these names."""
    return "".join(f'<qti-assessment-item-ref identifier="{each}" href="items/{each}.xml"/>' for each in names)


def section(inside: str, identifier: str = "S", attributes: str = 'title="Bagian" visible="true"') -> str:
    """A section around `inside`."""
    return f'<qti-assessment-section identifier="{identifier}" {attributes}>{inside}</qti-assessment-section>'


def part(inside: str, modes: tuple[str, str] = ("nonlinear", "simultaneous"), identifier: str = "P") -> str:
    """A part around `inside`."""
    navigation, submission = modes
    return (
        f'<qti-test-part identifier="{identifier}" navigation-mode="{navigation}" submission-mode="{submission}">'
        f"{inside}</qti-test-part>"
    )


LINEAR = ("linear", "individual")


def assessment_test(inside: str, attributes: str = "") -> bytes:
    """A test around `inside`."""
    head = f'<qti-assessment-test {NAMESPACE} identifier="UJIAN" title="Ujian percobaan" xml:lang="id" {attributes}>'
    return f"{head}{inside}</qti-assessment-test>".encode()


def manifest(*resources: tuple[str, str], inside: str = "") -> bytes:
    """A manifest of resources `(kind, href)`."""
    lines = "".join(
        f'<resource identifier="r{i}" type="imsqti_{kind}_xmlv3p0" href="{href}"/>'
        for i, (kind, href) in enumerate(resources)
    )
    head = '<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="M">'
    return f"{head}{inside}<resources>{lines}</resources></manifest>".encode()


def package(test: bytes, *names: str, **more: bytes) -> dict[str, bytes]:
    """The files of a package with this test and the items of these names."""
    items = {f"items/{each}.xml": item(each) for each in names}
    listed = [("test", "test.xml"), *(("item", path) for path in items)]
    return {"imsmanifest.xml": manifest(*listed), "test.xml": test, **items, **more}


def read(files: Mapping[str, bytes]) -> Found:
    """What these files hold."""
    return read_files(files, "paket.zip", no_progress)


def read_test(test: str, *names: str, attributes: str = "") -> tuple[Found, ItemReport]:
    """What a package with this test holds, and the report of the test."""
    found = read(package(assessment_test(test, attributes), *names))
    return found, next(each for each in found.reports if each.kind == "test")


def codes(report: ItemReport) -> list[str]:
    """The codes of its notes."""
    return [each.problem.code for each in report.notes]


def zipped(path: Path, files: Mapping[str, bytes]) -> Path:
    """The files as a zip at `path`."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path
