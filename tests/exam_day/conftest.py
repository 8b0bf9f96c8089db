from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.exam_day.day import Day, Morning


@pytest.fixture(scope="session")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Morning:
    """Opening codes are slow by design: one morning for all days."""
    return Morning(tmp_path_factory.mktemp("pagi"))


@pytest.fixture
def day_under(morning: Morning, tmp_path: Path) -> Iterator[Callable[..., Day]]:
    """A day under policies that the test names."""
    days: list[Day] = []

    def begin(**policies: object) -> Day:
        days.append(Day(morning, tmp_path, **policies))
        return days[0]

    yield begin
    for each in days:
        each.end()


@pytest.fixture
def day(day_under: Callable[..., Day]) -> Day:
    """An ordinary day."""
    return day_under()
