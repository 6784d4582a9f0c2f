"""``hengjian worker``: run jobs, one after another."""

import argparse
import signal

from hengjian.lib.bilingual import Text
from hengjian.lib.language import language


HELP = Text("运行后台任务", "run jobs")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--once",
        action="store_true",
        help=Text(
            "做完当前排队的任务即退出", "run what waits now, then end"
        ).in_language(language()),
    )


def run(arguments: argparse.Namespace) -> int:
    from hengjian.jobs.worker import Worker

    worker = Worker()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop())
    if arguments.once:
        worker.run_until_empty()
    else:
        worker.run()
    return 0
