"""``hengjian appraisal bonus``: a pool split to the fen among final sheets."""

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from hengjian.appraisal.file_tool.printing import exact_json
from hengjian.appraisal.file_tool.sheets_reading import SheetSeen, read_sheets
from hengjian.engines.scoring.bonus_pool import Split, split_pool
from hengjian.engines.statistics.rounding import half_up
from hengjian.engines.tables.workbook_writing import Sheet
from hengjian.engines.tables.writing import write_xlsx
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.lib.language import language


HELP = Text(
    "把奖金总额按考评表分到每人，精确到分",
    "split a bonus pool among score sheets, exact to the fen",
)
NEEDS_DATABASE = False

PROVISIONAL = Text("暂定，不发", "provisional: not paid")
NO_GRADE = Text("等次未定，不发", "grade open: not paid")
_POOL = re.compile(r"[0-9]{1,15}(\.[0-9]{1,2})?")
_MULTIPLE = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9}|/[1-9][0-9]{0,8})?")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    def say(zh: str, en: str) -> str:
        return Text(zh, en).in_language(language())

    parser.add_argument(
        "sheets",
        type=Path,
        metavar="SHEETS.json",
        help=say("appraisal score --json 的输出", "what appraisal score --json wrote"),
    )
    parser.add_argument(
        "--pool",
        required=True,
        metavar="YUAN",
        help=say(
            "奖金总额，元，至多两位小数", "the pool in yuan, two decimals at most"
        ),
    )
    parser.add_argument(
        "--by",
        choices=("score", "grade", "both"),
        default="score",
        help=say(
            "按得分、按等次倍数，或两者相乘",
            "by score, by the multiple of the grade, or their product",
        ),
    )
    parser.add_argument(
        "--multiple",
        action="append",
        default=[],
        metavar="GRADE=NUMBER",
        help=say("等次的倍数，如 excellent=1.2；可写多次", "such as excellent=1.2"),
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE.xlsx", help=say("另写成表格", "as a workbook")
    )
    parser.add_argument(
        "--json", action="store_true", help=say("以 JSON 输出", "print JSON")
    )


def run(arguments: argparse.Namespace) -> int:
    out: Path | None = arguments.out
    if out is not None and out.suffix.lower() != ".xlsx":
        raise UserFault(
            Text("输出文件应以 .xlsx 结尾", "the output must end in .xlsx"),
            where=out.as_posix(),
        )
    pool = _fen(arguments.pool)
    multiples = _multiples(arguments.multiple, arguments.by)
    sheets = read_sheets(arguments.sheets)
    reasons = {one.person: _unpaid(one, arguments.by) for one in sheets}
    weights = {
        one.person: _weight(one, arguments.by, multiples)
        for one in sheets
        if reasons[one.person] is None
    }
    split = split_pool(pool, weights)
    _say_what_is_open(split, reasons)
    if out is not None:
        write_xlsx(out, [_workbook(sheets, split, reasons)])
    tell = _as_json if arguments.json else _as_lines
    sys.stdout.write(tell(sheets, split, reasons, pool))
    return 0


def _fen(text: str) -> int:
    if not _POOL.fullmatch(text) or not Fraction(text):
        raise UserFault(
            Text(
                f"“{text}”不是大于 0 的金额，写成 123456.78",
                f"“{text}” is no amount above 0; write 123456.78",
            ),
            where="--pool",
        )
    return int(Fraction(text) * 100)


def _multiples(given: Sequence[str], by: str) -> Mapping[str, Fraction]:
    found: dict[str, Fraction] = {}
    for word in given:
        grade, sign, number = word.rpartition("=")
        if not grade or not sign or not _MULTIPLE.fullmatch(number) or grade in found:
            raise UserFault(
                Text(
                    f"“{word}”应写成 等次=倍数，每个等次一次",
                    f"“{word}” is to read GRADE=NUMBER, once for each grade",
                ),
                where="--multiple",
            )
        found[grade] = Fraction(number)
    if (by == "score") is bool(found):
        raise UserFault(
            Text(
                "--by grade 与 both 要有 --multiple，score 不要",
                "--by grade and both take --multiple, score does not",
            ),
            where="--multiple",
        )
    return found


def _unpaid(sheet: SheetSeen, by: str) -> Text | None:
    if not sheet.is_final:
        return PROVISIONAL
    return NO_GRADE if by != "score" and sheet.grade is None else None


def _weight(sheet: SheetSeen, by: str, multiples: Mapping[str, Fraction]) -> Fraction:
    if by == "score":
        return sheet.total
    multiple = multiples.get(sheet.grade or "")
    if multiple is None:
        raise UserFault(
            Text(
                f"等次“{sheet.grade}”没有倍数，不发也要写 {sheet.grade}=0",
                f"grade “{sheet.grade}” has no multiple; write {sheet.grade}=0 where it "
                "is not paid",
            ),
            where="--multiple",
        )
    return multiple if by == "grade" else multiple * sheet.total


def _say_what_is_open(split: Split, reasons: Mapping[str, Text | None]) -> None:
    told = []
    unpaid = sum(reason is not None for reason in reasons.values())
    if unpaid:
        told.append(
            Text(
                f"{unpaid} 人未定，本次不发，总额全部分给其余 {len(split.fen)} 人；要为"
                "其留款，请先从总额中扣出",
                f"{unpaid} people are not settled and not paid: the whole pool goes to "
                f"the other {len(split.fen)}; to keep something for them take it out of "
                "the pool first",
            )
        )
    if split.tied:
        names = ", ".join(split.tied)
        told.append(
            Text(
                f"最后 {split.fen_among_tied} 分在余数相同的 {names} 之间按姓名先后给出",
                f"the last {split.fen_among_tied} fen went by name among equal "
                f"remainders: {names}",
            )
        )
    for text in told:
        sys.stderr.write(f"{text.in_language(language())}\n")


def _yuan(fen: int) -> Decimal:
    return half_up(Fraction(fen, 100), 2)


def _as_json(
    sheets: Sequence[SheetSeen],
    split: Split,
    reasons: Mapping[str, Text | None],
    pool: int,
) -> str:
    people = []
    for one in sheets:
        reason = reasons[one.person]
        people.append(
            {
                "person": one.person,
                "yuan": None if reason else _yuan(split.fen[one.person]),
                "why_not": {"zh": reason.zh, "en": reason.en} if reason else None,
            }
        )
    told = {
        "pool": _yuan(pool),
        "paid": _yuan(sum(split.fen.values())),
        "people": people,
        "tie": {"fen": split.fen_among_tied, "among": list(split.tied)}
        if split.tied
        else None,
    }
    return exact_json(told) + "\n"


def _as_lines(
    sheets: Sequence[SheetSeen],
    split: Split,
    reasons: Mapping[str, Text | None],
    pool: int,
) -> str:
    lines = []
    for one in sheets:
        reason = reasons[one.person]
        told = (
            reason.in_language(language()) if reason else _yuan(split.fen[one.person])
        )
        lines.append(f"{one.person}  {told}")
    total = Text("合计", "total").in_language(language())
    return "\n".join([*lines, f"{total}  {_yuan(pool)}"]) + "\n"


def _workbook(
    sheets: Sequence[SheetSeen], split: Split, reasons: Mapping[str, Text | None]
) -> Sheet:
    heads = [
        Text("人员", "person"),
        Text("等次", "grade"),
        Text("金额（元）", "amount (yuan)"),
        Text("说明", "note"),
    ]
    rows = []
    for one in sheets:
        reason = reasons[one.person]
        amount = None if reason else _yuan(split.fen[one.person])
        note = reason.in_language(language()) if reason else None
        rows.append((one.person, one.grade, amount, note))
    return Sheet(
        Text("奖金", "bonus").in_language(language()),
        [head.in_language(language()) for head in heads],
        rows,
        formats={2: "0.00"},
    )
