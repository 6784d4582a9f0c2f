"""``hengjian calendars show YEAR``: the days off and make-up workdays in force."""

import argparse
import json
import sys

from hengjian.engines.deadlines.work_calendar import FIRST_YEAR, LAST_YEAR
from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import said
from hengjian.lib.faults import UserFault
from hengjian.lib.language import language


HELP = Text("一年的放假与调休上班日", "the days off and make-up workdays of a year")
NEEDS_DATABASE = True

PROVISIONAL = Text(
    "暂定：还没有这一年的放假安排，只按周末休息计算",
    "provisional: no notice for this year yet, weekends only",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("year", help=said("年份", "the year"))
    parser.add_argument(
        "--json", action="store_true", help=said("输出 JSON", "as JSON")
    )


def run(arguments: argparse.Namespace) -> int:
    from hengjian.calendars.queries import calendar_in_force
    from hengjian.calendars.year_view import special_days

    year = _year(arguments.year)
    calendar = calendar_in_force()
    days = special_days(calendar, year)
    provisional = not calendar.is_official(year)
    if arguments.json:
        told = {
            "year": year,
            "provisional": provisional,
            "days": [
                {
                    "on": day.on.isoformat(),
                    "kind": day.kind.value,
                    "name": {"zh": day.name.zh, "en": day.name.en}
                    if day.name
                    else None,
                }
                for day in days
            ],
        }
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        return 0
    lines = [f"{day.on} {day.words.in_language(language())}" for day in days]
    if provisional:
        lines.insert(0, PROVISIONAL.in_language(language()))
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


def _year(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) == len("2000"):
        year = int(text)
        if FIRST_YEAR <= year <= LAST_YEAR:
            return year
    raise UserFault(
        Text(
            f"“{text}”不是 {FIRST_YEAR} 至 {LAST_YEAR} 的年份",
            f"“{text}” is not a year from {FIRST_YEAR} to {LAST_YEAR}",
        )
    )
