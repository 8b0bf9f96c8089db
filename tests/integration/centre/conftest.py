from collections.abc import Iterator
from pathlib import Path

import pytest

from question_packs.sealing.keys import KeyPair
from tests.integration.centre.house import House, furnish, new_centre


@pytest.fixture
def house(tmp_path: Path, database_url: str, approvers: list[KeyPair], device: KeyPair) -> Iterator[House]:
    """A furnished centre, on both databases."""
    centre = new_centre(tmp_path / "pusat", database_url, approvers)
    yield furnish(centre, device, approvers)
    centre.database.close()
