"""Asks for so many jobs of the running installation and ends: each is acknowledged."""

import sys

import django


def main(count: int) -> None:
    django.setup()
    from hengjian.audit.actors import System
    from hengjian.jobs.actions import enqueue

    for number in range(count):
        enqueue(
            task="hengjian.jobs.tasks.prune_jobs",
            payload={},
            key=f"drill-{number}",
            by=System("test"),
        )


if __name__ == "__main__":
    main(int(sys.argv[1]))
