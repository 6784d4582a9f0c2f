"""``hengjian migrate``: bring the tables to what the program needs."""

import argparse

from hengjian.lib.bilingual import Text


HELP = Text("升级数据表", "bring the tables to what the program needs")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(arguments: argparse.Namespace) -> int:
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=1)
    return 0
