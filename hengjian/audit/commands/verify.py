"""``hengjian audit verify``: walk the journal; exit 1 when something is wrong."""

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_json, number, said
from hengjian.lib.language import language


if TYPE_CHECKING:
    from hengjian.audit.verifying import Kept, Report

HELP = Text("核对留痕链，指出第一处问题", "walk the journal; name the first fault")
NEEDS_DATABASE = True

SOUND = Text("留痕链完好。", "The journal is sound.")
CANNOT = Text("以下情形本核对发现不了：", "What this walk cannot find:")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_json(parser)
    parser.add_argument(
        "--last",
        type=number,
        metavar="N",
        help=said("只核对最近 N 条", "only the last N entries"),
    )
    parser.add_argument(
        "--countersigned",
        type=Path,
        metavar="FILE",
        help=said("他人副署的检查点", "checkpoints that somebody countersigned"),
    )
    parser.add_argument(
        "--countersigner",
        metavar="HEX",
        help=said("副署人的公钥", "public key of the countersigner"),
    )


def run(arguments: argparse.Namespace) -> int:
    from hengjian.audit import kept_outside
    from hengjian.audit.verifying import verify

    known = _countersigned(arguments.countersigned, arguments.countersigner)
    report = verify(last=arguments.last, countersigned=known)
    if arguments.last is None:
        faults = (*report.faults, *kept_outside.missing())
        report = replace(report, faults=faults)
    if arguments.as_json:
        sys.stdout.write(json.dumps(_values(report), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(report)) + "\n")
    return 1 if report.faults else 0


def _countersigned(file: Path | None, countersigner: str | None) -> "Kept":
    """The checkpoints somebody else keeps, and the lines of theirs that are not genuine."""
    from django.conf import settings

    from hengjian.audit.commands.countersign import (
        NotCountersigned,
        lines_of,
        public,
    )
    from hengjian.engines.chain.checkpoints import public_key
    from hengjian.engines.chain.countersigning import read_countersigned

    if file is None:
        return [], []
    if not countersigner or not file.exists():
        raise NotCountersigned(
            Text(
                "请给出副署文件和副署人的公钥(--countersigner)",
                "give the file and the countersigner's public key (--countersigner)",
            ),
            where=str(file),
        )
    ours = public_key(settings.KEYRING.key("checkpoint_key"))
    lines = lines_of(file)
    genuine, bad = read_countersigned(lines, ours, public(countersigner))
    return [each.checkpoint for each in genuine], bad


def _values(report: "Report") -> dict[str, object]:
    return {
        "entries": report.entries,
        "checkpoints": report.checkpoints,
        "last_checkpoint": report.last_checkpoint,
        "faults": [
            {
                "kind": fault.kind.value,
                "number": fault.number,
                "zh": fault.message.zh,
                "en": fault.message.en,
            }
            for fault in report.faults
        ],
        "cannot_find": [{"zh": each.zh, "en": each.en} for each in report.limits],
    }


def _lines(report: "Report") -> list[str]:
    counted = Text(
        f"已核对 {report.entries} 条，检查点 {report.checkpoints} 个"
        f"(最近一个在第 {report.last_checkpoint} 号)。",
        f"{report.entries} entries walked, {report.checkpoints} checkpoints"
        f" (the last at {report.last_checkpoint}).",
    )
    verdict = [fault.message for fault in report.faults] or [SOUND]
    texts = [counted, *verdict, CANNOT]
    lines = [each.in_language(language()) for each in texts]
    return lines + [f"  · {each.in_language(language())}" for each in report.limits]
