"""Jobs for tests."""

from typing import Any

from hengjian.audit.actors import System
from hengjian.jobs import actions
from hengjian.jobs.models import Job


def job(**values: Any) -> Job:
    wanted = {"task": "hengjian.jobs.tasks.checkpoint_journal", **values}
    return actions.enqueue(**wanted, by=System("test"))
