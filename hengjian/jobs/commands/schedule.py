"""``hengjian schedule``: enqueue what is due, until stopped."""

import argparse
import signal
import threading

from hengjian.lib.bilingual import Text
from hengjian.lib.language import language


HELP = Text("按时间表安排任务", "enqueue what is due")
NEEDS_DATABASE = True
LOOK_EVERY_SECONDS = 15


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--once",
        action="store_true",
        help=Text("只看一次", "look once, then end").in_language(language()),
    )


def run(arguments: argparse.Namespace) -> int:
    import logging

    from django.db import DatabaseError, close_old_connections, connection

    from hengjian.jobs.schedule import fire_due

    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    while not stopping.is_set():
        close_old_connections()
        try:
            fire_due()
        except DatabaseError:
            logging.getLogger("hengjian.jobs").exception("the database is away")
            connection.close()
        if arguments.once:
            break
        stopping.wait(LOOK_EVERY_SECONDS)
    return 0
