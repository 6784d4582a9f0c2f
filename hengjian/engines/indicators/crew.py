"""Several queries at once: each thread has its own session on the same tables.

A scan of one card keeps the engine's threads busy only in part (its rows are few, and it
is planned and gathered by one thread); several at once fill them.
"""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import TypeVar

from hengjian.engines.tables.duckdb_session import Session


Task = TypeVar("Task")
Result = TypeVar("Result")
HANDS = min(4, os.cpu_count() or 1)


def each_at_once(
    engine: Session,
    work: Callable[[Session, Task], Result],
    tasks: Iterable[Task],
) -> list[Result]:
    """``work`` on every task, several at once; results in the order of the tasks.

    ``work`` may read what the session holds and make tables of its own name.
    """
    listed = list(tasks)
    if len(listed) < 2:
        return [work(engine, task) for task in listed]
    twins: SimpleQueue[Session] = SimpleQueue()
    made = [engine.twin() for _ in range(min(HANDS, len(listed)))]
    for twin in made:
        twins.put(twin)

    def with_twin(task: Task) -> Result:
        twin = twins.get()
        try:
            return work(twin, task)
        finally:
            twins.put(twin)

    try:
        with ThreadPoolExecutor(len(made)) as pool:
            return list(pool.map(with_twin, listed))
    finally:
        for twin in made:
            twin.close()
