"""``hengjian monitoring draw``: draw cases for review, or draw a recorded draw again."""

import argparse
import sys

from hengjian.lib.bilingual import Text
from hengjian.lib.command_arguments import add_account, day, number, said
from hengjian.lib.faults import UserFault
from hengjian.lib.language import language


HELP = Text("抽取评查案件，或者重抽核对", "draw cases for review, or draw again")
NEEDS_DATABASE = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--again",
        type=number,
        metavar="NUMBER",
        help=said(
            "重抽已记录的一次，核对是否相同", "draw a recorded one again, to compare"
        ),
    )
    parser.add_argument(
        "--population",
        default="",
        metavar="PACK.NAME",
        help=said("从哪一类案件中抽取", "from which cases"),
    )
    parser.add_argument(
        "--procuratorate", default="", metavar="CODE", help=said("院代码", "its code")
    )
    parser.add_argument(
        "--from",
        dest="from_on",
        metavar="DATE",
        type=day,
        help=said("自哪一天", "the first day"),
    )
    parser.add_argument(
        "--until",
        dest="until_on",
        metavar="DATE",
        type=day,
        help=said("至哪一天", "the last day"),
    )
    parser.add_argument(
        "--seed", default="", help=said("不写则随机产生", "made at random without it")
    )
    parser.add_argument(
        "--size", type=number, help=said("不写则按比例", "by the share without it")
    )
    parser.add_argument(
        "--least-of-handler",
        type=number,
        help=said("每个承办人至少几件", "at least so many of each handler"),
    )
    add_account(parser)


def run(arguments: argparse.Namespace) -> int:
    return _again(arguments) if arguments.again is not None else _draw(arguments)


def _again(arguments: argparse.Namespace) -> int:
    """Exit code 1 where what comes out differs from the record."""
    from hengjian.access.command_line import acting_account
    from hengjian.access.permissions import Permission
    from hengjian.monitoring.drawing import redraw
    from hengjian.monitoring.queries.draws import draws_seen

    by = acting_account(arguments, Permission.REVIEW_DRAW)
    record = draws_seen(by).filter(pk=arguments.again).first()
    if record is None:
        raise UserFault(Text("没有这次抽取", "there is no such draw"), status=404)
    found = redraw(record)
    same = found.same_population and found.same_cases
    words = (
        Text("总体与抽中案件均与记录相同", "population and cases are those on record")
        if same
        else Text("与记录不同", "not what is on record")
    )
    _say(words)
    _say(Text.same(f"population {found.population_count} {found.population_digest}"))
    _say(Text.same(f"drawn {found.drawn_digest}"))
    return 0 if same else 1


def _draw(arguments: argparse.Namespace) -> int:
    from hengjian.access.command_line import acting_account
    from hengjian.access.permissions import Permission
    from hengjian.monitoring import drawing
    from hengjian.monitoring.actions.draws import draw_cases
    from hengjian.monitoring.asked_draw import Typed, question_of
    from hengjian.organisation.queries import procuratorate_with

    if not (arguments.population and arguments.from_on and arguments.until_on):
        raise UserFault(
            Text(
                "请写明 --population、--procuratorate、--from、--until",
                "say --population, --procuratorate, --from and --until",
            )
        )
    unit = procuratorate_with(arguments.procuratorate)
    by = acting_account(arguments, Permission.REVIEW_DRAW, unit=unit)
    asked = drawing.Asked(
        drawing.population_named(arguments.population),
        unit,
        arguments.from_on,
        arguments.until_on,
    )
    prepared = drawing.prepare(asked)
    typed = Typed(arguments.seed, arguments.size, arguments.least_of_handler)
    record = draw_cases(prepared=prepared, question=question_of(prepared, typed), by=by)
    _say(
        Text(
            f"第 {record.pk} 次抽取：总体 {record.population_count:,} 件，"
            f"抽中 {record.drawn_count:,} 件，种子 {record.seed}",
            f"draw {record.pk}: {record.drawn_count:,} of {record.population_count:,} "
            f"cases, seed {record.seed}",
        )
    )
    for case in record.cases.all():
        _say(Text.same(f"{case.place}\t{case.case_number}\t{case.handler}\t{case.why}"))
    return 0


def _say(words: Text) -> None:
    sys.stdout.write(f"{words.in_language(language())}\n")
