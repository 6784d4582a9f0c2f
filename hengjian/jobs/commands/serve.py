"""``hengjian serve``: web, jobs and schedule under one supervisor."""

import argparse
import logging
import os

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import port, said


HELP = Text("启动网页、后台任务和时间表", "run web, jobs and schedule")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host",
        default=os.environ.get("HOST", "127.0.0.1"),
        help=said("监听的地址", "the address to listen on"),
    )
    parser.add_argument(
        "--port",
        type=port,
        default=os.environ.get("PORT", "8000"),
        help=said("监听的端口", "the port to listen on"),
    )
    parser.add_argument(
        "--web", type=int, default=1, help=said("网页进程数", "web processes")
    )
    parser.add_argument(
        "--workers", type=int, default=2, help=said("任务进程数", "job processes")
    )


def run(arguments: argparse.Namespace) -> int:
    from django.core.management import call_command

    from hengjian.jobs.supervisor import Supervisor, platform_children

    # the tables must fit the program before anything runs on them
    call_command("migrate", interactive=False, verbosity=0)
    children = platform_children(
        host=arguments.host,
        port=arguments.port,
        web=arguments.web,
        workers=arguments.workers,
    )
    logging.getLogger("hengjian").info("http://%s:%s/", arguments.host, arguments.port)
    return Supervisor(children).run()
