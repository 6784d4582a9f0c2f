"""A limit is one limit, however many web processes there are."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from hengjian.access import rate_counts
from tests import child


COUNT = """
import django
django.setup()
from hengjian.access import rate_counts
print(max(rate_counts.count("api", "account:1", 100) for _ in range(40)))
"""


@pytest.fixture(autouse=True)
def _no_counts(db: None, tmp_path: Path, settings: Any) -> None:
    settings.HENGJIAN_HOME = tmp_path / "home"
    rate_counts.forget()


@pytest.mark.django_db(transaction=True)
def test_two_processes_count_together() -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", COUNT],
            env=child.environment(),
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    told = [int(each.communicate(timeout=60)[0]) for each in running]

    assert max(told) == 80
    assert rate_counts.count("api", "account:1", 100) == 81
    rate_counts.forget()


def test_names_people_and_periods_are_apart() -> None:
    asked = [("api", "a", 5), ("api", "b", 5), ("export", "a", 5), ("api", "a", 6)]

    assert [rate_counts.count(*each) for each in asked] == [1, 1, 1, 1]
    assert rate_counts.count("api", "a", 6) == 2


def test_old_periods_are_forgotten() -> None:
    rate_counts.count("api", "a", 5)
    rate_counts.count("api", "b", 9)

    assert rate_counts.count("api", "a", 5) == 1


def test_process_counts_for_itself_where_the_file_cannot_be_had(
    tmp_path: Path, settings: Any
) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    settings.HENGJIAN_HOME = tmp_path / "file"
    cache.clear()

    told = [rate_counts.count("api", "a", 5) for _ in range(3)]

    assert told == [1, 2, 3]
