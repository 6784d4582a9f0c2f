"""Every task that a job may name has a name for people, in both languages."""

import importlib
from pathlib import Path

from hengjian.jobs.registry import TASKS
from hengjian.jobs.task_titles import TASK_TITLES
from hengjian.jobs.wording import task_title


ROOT = Path(__file__).parents[2]


def every_task() -> set[str]:
    for path in (ROOT / "hengjian").rglob("*.py"):
        if "\n@task" in path.read_text("utf-8"):
            importlib.import_module(
                ".".join(path.relative_to(ROOT).with_suffix("").parts)
            )
    return {path for path in TASKS if path.startswith("hengjian.")}


def test_every_task_has_a_name_for_people() -> None:
    assert {path for path in every_task() if task_title(path).zh == path} == set()


def test_no_name_is_kept_for_a_task_that_is_gone() -> None:
    assert set(TASK_TITLES) - every_task() == set()
