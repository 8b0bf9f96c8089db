"""A real X server for the tests of the PC."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.integration.pc.screens import x_server


@pytest.fixture
def display() -> Iterator[str]:
    with x_server() as name:
        yield name
