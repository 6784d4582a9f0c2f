"""``hengjian audit public-key``: what anybody needs to check our checkpoints."""

import argparse
import sys

from hengjian.lib.bilingual import Text


HELP = Text("显示检查点的公钥", "show the public key of the checkpoints")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def run(arguments: argparse.Namespace) -> int:
    from django.conf import settings

    from hengjian.engines.chain.checkpoints import public_key

    public = public_key(settings.KEYRING.key("checkpoint_key"))
    sys.stdout.write(public.public_bytes_raw().hex() + "\n")
    return 0
