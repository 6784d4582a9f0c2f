"""``hengjian demo``: the invented city, one full run, the report, then the server."""

import argparse
import os
import sys
import time

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import port, said
from hengjian.lib.language import language


HELP = Text(
    "示例市：建库、导入、计算、出报告，然后启动",
    "the invented city: database, imports, one run, report, then the server",
)
NEEDS_DATABASE = False  # set up here, after the demo's day is fixed
_SMALLEST, _LARGEST = 0.02, 20.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port",
        type=port,
        default=os.environ.get("PORT", "8000"),
        help=said("监听的端口", "the port to listen on"),
    )
    parser.add_argument(
        "--size",
        type=_size,
        default=1.0,
        help=said("1 约为六万张案卡", "1 is about 60,000 cards"),
    )
    parser.add_argument(
        "--no-serve",
        action="store_true",
        default=os.environ.get("SERVE", "1") == "0",
        help=said("出报告后结束，不启动服务", "end after the report"),
    )


def run(arguments: argparse.Namespace) -> int:
    from hengjian.demo.city.generating import TODAY

    os.environ.setdefault("HENGJIAN_TODAY", TODAY.isoformat())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengjian.config.settings")
    import django

    django.setup()
    from hengjian.audit.actors import System
    from hengjian.demo import loading

    started = time.monotonic()

    def say(text: Text) -> None:
        _line(f"[{time.monotonic() - started:5.1f} s] {text.in_language(language())}")

    loading.build(by=System("demo"), say=say, size=arguments.size)
    _sign_ins(arguments.port)
    if arguments.no_serve:
        return 0
    return _serve(arguments.port)


def _size(text: str) -> float:
    try:
        size = float(text)
    except ValueError:
        size = 0
    if not _SMALLEST <= size <= _LARGEST:  # also false of what is not a number
        raise argparse.ArgumentTypeError(
            said(
                f"应为 {_SMALLEST} 到 {_LARGEST} 的数：{text}",
                f"a number from {_SMALLEST} to {_LARGEST}: {text}",
            )
        )
    return size


def _sign_ins(port: int) -> None:
    from hengjian.demo.accounts import PASSWORD, SIGN_INS

    title = Text("登录账号(密码相同)", "sign-ins (one password for all)")
    _line(f"{title.in_language(language())}: {PASSWORD}")
    for sign_in in SIGN_INS:
        _line(f"  {sign_in.username:14} {sign_in.title.in_language(language())}")
    _line(f"http://127.0.0.1:{port}/")


def _serve(port: int) -> int:
    from hengjian.jobs.commands import serve

    parser = argparse.ArgumentParser()
    serve.add_arguments(parser)
    return serve.run(parser.parse_args(["--port", str(port)]))


def _line(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
