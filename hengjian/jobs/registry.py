"""The functions that a job may name: those decorated ``@task``, and no others."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, overload

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


TaskFunction = Callable[..., Any]


@dataclass(frozen=True)
class Task:
    """A registered function: ``function(context, **payload) -> JSON result or None``."""

    path: str
    function: TaskFunction
    # whole in one transaction with its completion; no progress, no slow work
    short: bool
    attempts: int


class UnknownTask(UserFault):
    """No ``@task`` function has this dotted path."""


TASKS: dict[str, Task] = {}


@overload
def task(function: TaskFunction) -> TaskFunction: ...
@overload
def task(
    *, short: bool = ..., attempts: int = ...
) -> Callable[[TaskFunction], TaskFunction]: ...
def task(
    function: TaskFunction | None = None, *, short: bool = False, attempts: int = 5
) -> Any:
    """Register a function as a task.

    A plain task runs outside any transaction, so that it may take minutes; its last
    action calls ``context.complete(result)`` inside itself, and then its effects in the
    database happen exactly once. A task that never calls it happens at least once and
    must be idempotent by ``context.key``. A ``short`` task runs whole in one
    transaction with its completion.
    """

    def register(wanted: TaskFunction) -> TaskFunction:
        path = f"{wanted.__module__}.{wanted.__qualname__}"
        TASKS[path] = Task(path, wanted, short, attempts)
        return wanted

    return register if function is None else register(function)


def find(path: str) -> Task:
    """The task with a dotted path, importing its module of ours where needed.

    Raises ``UnknownTask``.
    """
    if path not in TASKS and path.startswith("hengjian."):
        try:
            importlib.import_module(path.rpartition(".")[0])
        except ModuleNotFoundError as error:
            # a module of another name is one that the task's module itself misses
            if not path.startswith(error.name or "hengjian"):
                raise
    if path not in TASKS:
        raise UnknownTask(
            Text(f"没有登记过的任务“{path}”", f"no registered task “{path}”")
        )
    return TASKS[path]
