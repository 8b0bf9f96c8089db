"""Shared by all tests: keys that cost time to make are made once, and hypothesis knows no clock."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from question_packs.records.orders import seal_key_slot
from question_packs.sealing import codes
from question_packs.sealing.keys import KeyPair
from tests.postgres import Cluster

# The machines that run the tests are shared and slow at times; that is no failure of the product.
# CI asks the same questions every time, so that a change fails for what it changed; everybody else's run asks new ones.
settings.register_profile("lontar", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("lontar")


@pytest.fixture(scope="session")
def approvers() -> list[KeyPair]:
    """Two people whose signatures together release a pack."""
    return [KeyPair.generate("Penyetuju Satu", "approver"), KeyPair.generate("Penyetuju Dua", "approver")]


@pytest.fixture(scope="session")
def centre() -> KeyPair:
    return KeyPair.generate("Pusat Uji", "centre")


@pytest.fixture(scope="session")
def device() -> KeyPair:
    """An enrolled exam-room PC."""
    return KeyPair.generate("PC-01", "device")


@pytest.fixture(scope="session")
def slot(device: KeyPair) -> tuple[str, str]:
    """An opening code and a key slot (base64) of `device` that it opens: `{"000…": "identitas"}`. Slow by design."""
    code = codes.new_opening_code()
    return code, seal_key_slot({"0" * 64: "identitas"}, code, [device.public.recipient])


@pytest.fixture(scope="session")
def postgresql_cluster() -> Iterator[Cluster]:
    with Cluster() as cluster:
        yield cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database: the same test runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'centre.db'}"
    return request.getfixturevalue("postgresql_cluster").new_database()
