from collections.abc import Iterator
from pathlib import Path

import pytest

from question_packs.sealing.keys import KeyPair
from tests.integration.main_job.agency import Agency, found_agency
from tests.integration.main_job.proxy import Proxy
from tests.integration.main_job.site import Site, free_port


@pytest.fixture(scope="session")
def agency(tmp_path_factory: pytest.TempPathFactory, approvers: list[KeyPair]) -> Agency:
    """Made once: two events published for three PCs in two rooms."""
    return found_agency(tmp_path_factory.mktemp("agency"), approvers)


def _site(agency: Agency, folder: Path, database_url: str) -> Iterator[Site]:
    centre = agency.copy_centre(folder / "centre", database_url)
    with Proxy(free_port()) as proxy:
        made = Site(agency, centre, folder, proxy)
        yield made
        for seat in made.seats:
            seat.close()
    centre.database.close()


@pytest.fixture
def site(agency: Agency, tmp_path: Path, database_url: str) -> Iterator[Site]:
    """A centre of its own for a test, on both databases."""
    yield from _site(agency, tmp_path, database_url)


@pytest.fixture
def small_site(agency: Agency, tmp_path: Path) -> Iterator[Site]:
    """As `site`, on SQLite alone: for what concerns the PC and not the database."""
    yield from _site(agency, tmp_path, f"sqlite:///{tmp_path / 'centre.db'}")
