from __future__ import annotations

from collections.abc import Iterator

import pytest

from question_packs.records.orders import Policies
from tests.integration.lan.hosts import Lan, why_not
from tests.rooms import Room, build_room


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """Its sitting is long over by the real clock, and must not be forgotten for that."""
    return build_room(tmp_path_factory.mktemp("room"), policies=Policies(retention_days=100_000))


@pytest.fixture
def lan() -> Iterator[Lan]:
    if reason := why_not():
        pytest.skip(reason)
    with Lan() as made:
        yield made
