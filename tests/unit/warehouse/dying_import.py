"""A process that imports a file and dies where ``HENGJIAN_DIES_AT`` says.

``python dying_import.py FILE`` as the command does it; ``--worker`` runs waiting jobs.
"""

import sys
from pathlib import Path

import django


django.setup()

from hengjian.audit.actors import System  # noqa: E402
from hengjian.jobs.worker import Worker  # noqa: E402
from hengjian.warehouse import incoming  # noqa: E402
from hengjian.warehouse.actions import imports  # noqa: E402
from hengjian.warehouse.importing import running  # noqa: E402


def main(what: str) -> None:
    if what == "--worker":
        Worker().run_until_empty()
        return
    by = System("test")
    kept = incoming.keep(Path(what).name, [Path(what).read_bytes()])
    staged = imports.stage(file=kept, card="arrest_review", as_job=False, by=by)
    running.run(staged, by=by)


if __name__ == "__main__":
    main(sys.argv[1])
