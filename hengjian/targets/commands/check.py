"""``hengjian targets check``: an office's form of targets, held together."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from hengjian.engines.pack_format.model import Indicator
from hengjian.engines.pack_format.policies_file import policies_for
from hengjian.engines.pack_format.reading import load
from hengjian.engines.policies.model import Policies
from hengjian.engines.tables.sheets import read_sheets
from hengjian.engines.targets.gaps import Gap, Weight
from hengjian.engines.targets.reconciling import gaps
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.language import language
from hengjian.lib.shipped_packs import shipped_packs
from hengjian.targets.form.indicators import indicator_gaps
from hengjian.targets.form.reading import TargetsForm, read_form


HELP = Text(
    "核对目标分解表：要素是否齐全、是否分解到位、有没有永不考核的指标",
    "hold a form of targets together: complete, split in full, nothing never scored",
)
NEEDS_DATABASE = False
_WEIGHTS = {
    Weight.STOPS: Text("须改", "to mend"),
    Weight.TOLD: Text("请确认", "to confirm"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    def say(zh: str, en: str) -> str:
        return Text(zh, en).in_language(language())

    parser.add_argument(
        "form",
        type=Path,
        metavar="FILE",
        help=say("目标分解表(xlsx)", "the form (xlsx)"),
    )
    parser.add_argument(
        "--sheet",
        metavar="NAME",
        help=say("工作表，默认第一张", "sheet; default: first"),
    )
    parser.add_argument(
        "--packs",
        type=Path,
        metavar="DIR",
        help=say("业务包文件夹(默认 packs)", "folder of packs (default: packs)"),
    )
    parser.add_argument(
        "--json", action="store_true", help=say("以 JSON 输出", "print JSON")
    )


def run(arguments: argparse.Namespace) -> int:
    """0 when the form may be adopted as it stands, 2 when something is to be mended."""
    form = read_form(_rows(arguments.form, arguments.sheet))
    policies = policies_for(arguments.packs) or Policies()
    found = [
        *indicator_gaps(form, _indicators(arguments.packs), policies),
        *(gap for top in form.tops for gap in gaps(top)),
    ]
    found.sort(key=lambda gap: form.rows[gap.target])
    tongue = language()
    if arguments.json:
        sys.stdout.write(_as_json(form, found))
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(form, found, tongue))
    stopped = form.faults or any(gap.weight is Weight.STOPS for gap in found)
    return 2 if stopped else 0


def _rows(path: Path, name: str | None) -> Sequence[Sequence[str]]:
    sheets = read_sheets(path)
    if name is None:
        return next(iter(sheets.values()), [])
    if name not in sheets:
        there = "、".join(sheets)
        raise UserFault(
            Text(
                f"没有工作表“{name}”，有：{there}",
                f"no sheet “{name}”; there are: {there}",
            ),
            where=path.as_posix(),
        )
    return sheets[name]


def _indicators(folder: Path | None) -> dict[str, Indicator]:
    loaded = load([folder or shipped_packs()])
    every = [
        each for pack in loaded.packs.values() for each in pack.indicators.values()
    ]
    return {key: each for each in every for key in (each.name, each.code) if key}


def _lines(form: TargetsForm, found: Sequence[Gap], tongue: str) -> list[str]:
    lines = [fault.in_language(tongue) for fault in form.faults]
    for gap in found:
        row = form.rows[gap.target]
        words = gap.message.in_language(tongue)
        weight = _WEIGHTS[gap.weight].in_language(tongue)
        lines.append(
            Text(
                f"第 {row} 行 {gap.target}({weight})：{words}",
                f"row {row}, {gap.target} ({weight}): {words}",
            ).in_language(tongue)
        )
    many = sum(1 for top in form.tops for _ in top.walk())
    stops = len(form.faults) + sum(gap.weight is Weight.STOPS for gap in found)
    lines.append(
        Text(
            f"{many} 项目标，须改 {stops} 处，请确认 {len(lines) - stops} 处",
            f"{many} targets, {stops} to mend, {len(lines) - stops} to confirm",
        ).in_language(tongue)
    )
    return lines


def _as_json(form: TargetsForm, found: Sequence[Gap]) -> str:
    told = {
        "targets": sum(1 for top in form.tops for _ in top.walk()),
        "faults": [
            {
                "row": fault.row,
                "head": fault.head.zh,
                "zh": fault.message.zh,
                "en": fault.message.en,
            }
            for fault in form.faults
        ],
        "gaps": [
            {
                "row": form.rows[gap.target],
                "target": gap.target,
                "kind": gap.kind,
                "stops": gap.weight is Weight.STOPS,
                "by": None if gap.by is None else str(gap.by),
                "zh": gap.message.zh,
                "en": gap.message.en,
            }
            for gap in found
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
