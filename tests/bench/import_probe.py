"""One reading of a file in a process of its own, for `imports`; it tells seconds and its peak memory as a JSON object.

`lontar FILE`: by our importers. `openpyxl FILE`: every cell of a workbook. `lxml FILE`: every XML file of a zip.
"""

from __future__ import annotations

import json
import sys
import time
import zipfile
from pathlib import Path

from tests.bench.memory import peak_mib


def read_as_we_do(path: Path) -> object:
    from question_packs.importers.sources import read_found

    found = read_found(path)
    assert not found.count("refused")
    return found


def read_by_openpyxl(path: Path) -> object:
    import openpyxl

    book = openpyxl.load_workbook(path)
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def read_by_lxml(path: Path) -> object:
    from lxml import etree

    with zipfile.ZipFile(path) as archive:
        return [etree.fromstring(archive.read(name)) for name in archive.namelist()]


READINGS = {"lontar": read_as_we_do, "openpyxl": read_by_openpyxl, "lxml": read_by_lxml}


def main() -> None:
    reading, path = READINGS[sys.argv[1]], Path(sys.argv[2])
    if reading is read_as_we_do:
        import question_packs.importers.sources  # noqa: F401 - its time is that of a start, not of a reading
    start = time.perf_counter()
    kept = reading(path)
    seconds = time.perf_counter() - start
    assert kept
    print(json.dumps({"seconds": seconds, "peak_mib": peak_mib()}))


if __name__ == "__main__":
    main()
