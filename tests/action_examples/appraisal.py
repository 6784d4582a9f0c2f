"""Examples of the actions of appraisal."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from hengjian.appraisal.actions import (
    bonuses,
    dry_runs,
    facts,
    freezing,
    grades,
    refusals,
    rounds,
    schemes,
)
from hengjian.appraisal.actions.facts import Typed
from hengjian.appraisal.computing import computed
from hengjian.appraisal.gathering.gathering import gather
from hengjian.lib.bilingual import Text
from tests.action_examples import Example
from tests.cast import Cast
from tests.factories import appraisal as make


A = "hengjian.appraisal.actions"
OBJECTION = "matters.matter:7"


def _month(cast: Cast) -> Any:
    return make.round_(make.adopted_scheme(procuratorate=cast.jiangcheng), "2026-10")


def _sheet(cast: Cast) -> Any:
    return make.computed(_month(cast))[0]


def _frozen(cast: Cast) -> Any:
    return freezing.freeze_sheet(sheet=_sheet(cast), reference=OBJECTION, by=make.BY)


def _entered(cast: Cast) -> Any:
    return facts.enter(
        round_=_month(cast),
        person=cast.person(cast.chen),
        item="conduct",
        value="0",
        evidence="无",
        by=make.BY,
    )


def _closed(cast: Cast) -> Any:
    return make.closed_round(procuratorate=cast.jiangcheng)


def _split(cast: Cast) -> Callable[[], Any]:
    asked = bonuses.Asked("奖金", 1000, "score", {}, "党组会议")
    return partial(bonuses.split, round_=_closed(cast), asked=asked, by=cast.liu)


def _grades(cast: Cast) -> Callable[[], object]:
    closed = _closed(cast)
    return partial(
        grades.decide_grades,
        round_=closed,
        grades={
            sheet.pk: sheet.grade
            for sheet in closed.sheets.order_by("pk")
            if sheet.grade
        },
        body=grades.COMMITTEE,
        decided_on=date(2026, 10, 20),
        decided_as="考评委员会会议",
        by=cast.liu,
    )


def _computed(cast: Cast) -> Callable[[], object]:
    round_ = _month(cast)
    sheets = computed(gather(round_), round_.period, {})
    return partial(rounds.keep_sheets, round_=round_, sheets=sheets, by=make.BY)


def _closing(cast: Cast) -> Callable[[], object]:
    round_ = _month(cast)
    make.computed(round_)
    return partial(
        rounds.close_round, round_=round_, with_provisional="数据未到", by=cast.liu
    )


def _ask(cast: Cast, *, as_job: bool = False) -> Callable[[], Any]:
    version = make.version(make.scheme(procuratorate=cast.jiangcheng))
    return partial(
        dry_runs.ask,
        version=version,
        period="2025",
        origin="facts.yaml",
        facts=make.FACTS,
        as_job=as_job,
        by=cast.wang,
    )


def _read(cast: Cast) -> Callable[[], object]:
    tried = make.dry_run(make.version(make.scheme(procuratorate=cast.jiangcheng)))
    person = cast.person(cast.liu)
    return partial(
        dry_runs.read, dry_run=tried, person=person, remark=make.REMARK, by=cast.liu
    )


def _adopt(cast: Cast) -> Callable[[], object]:
    return partial(
        schemes.adopt,
        scheme=make.read_scheme(procuratorate=cast.jiangcheng),
        decided_on=date(2026, 1, 9),
        decided_as="党组会议",
        by=cast.liu,
    )


def _many(cast: Cast) -> Callable[[], object]:
    rows = [Typed(cast.person(cast.chen), "conduct", "0", "无")]
    return partial(facts.enter_many, round_=_month(cast), rows=rows, by=cast.wang)


def _confirm_many(cast: Cast) -> Callable[[], object]:
    fact = _entered(cast)
    return partial(facts.confirm_many, round_=fact.round, facts=[fact], by=cast.liu)


EXAMPLES: dict[str, Example] = {
    f"{A}.schemes.draw_up": lambda cast: partial(
        schemes.draw_up,
        procuratorate=cast.jiangcheng,
        year=2026,
        staff_class="procurators",
        unit_kind="all",
        name="方案",
        by=cast.wang,
    ),
    f"{A}.schemes.write_version": lambda cast: partial(
        schemes.write_version,
        scheme=make.scheme(procuratorate=cast.jiangcheng),
        content=make.content(),
        sources=make.sources(),
        published_to="nobody",
        by=cast.wang,
    ),
    f"{A}.schemes.adopt": _adopt,
    f"{A}.schemes.close": lambda cast: partial(
        schemes.close,
        scheme=make.adopted_scheme(procuratorate=cast.jiangcheng),
        by=cast.liu,
    ),
    f"{A}.dry_runs.ask": lambda cast: _ask(cast, as_job=True),
    f"{A}.dry_runs.finish": lambda cast: partial(
        dry_runs.finish, dry_run=_ask(cast)(), found="{}", by=make.BY
    ),
    f"{A}.dry_runs.fail": lambda cast: partial(
        dry_runs.fail, dry_run=_ask(cast)(), fault=Text("错", "wrong"), by=make.BY
    ),
    f"{A}.dry_runs.read": _read,
    f"{A}.rounds.open_round": lambda cast: partial(
        rounds.open_round,
        scheme=make.adopted_scheme(procuratorate=cast.jiangcheng),
        period="2026-10",
        by=cast.wang,
    ),
    f"{A}.rounds.ask_computing": lambda cast: partial(
        rounds.ask_computing, round_=_month(cast), by=cast.wang
    ),
    f"{A}.rounds.keep_sheets": _computed,
    f"{A}.rounds.close_round": _closing,
    f"{A}.facts.enter": lambda cast: partial(
        facts.enter,
        round_=_month(cast),
        person=cast.person(cast.chen),
        item="conduct",
        value="0",
        evidence="无",
        by=cast.wang,
    ),
    f"{A}.facts.enter_many": _many,
    f"{A}.facts.decide": lambda cast: partial(
        facts.decide, fact=_entered(cast), confirmed=True, by=cast.liu
    ),
    f"{A}.facts.confirm_many": _confirm_many,
    f"{A}.facts.withdraw": lambda cast: partial(
        facts.withdraw, fact=_entered(cast), reason="重复", by=cast.wang
    ),
    f"{A}.freezing.freeze_sheet": lambda cast: partial(
        freezing.freeze_sheet, sheet=_sheet(cast), reference=OBJECTION, by=cast.wang
    ),
    f"{A}.freezing.release_sheet": lambda cast: partial(
        freezing.release_sheet, sheet=_frozen(cast), reference=OBJECTION, by=cast.wang
    ),
    f"{A}.freezing.correct_sheet": lambda cast: partial(
        freezing.correct_sheet,
        sheet=_frozen(cast),
        reference=OBJECTION,
        values={"quality": "90"},
        reason="更正",
        by=cast.wang,
    ),
    f"{A}.grades.decide_grades": _grades,
    f"{A}.bonuses.split": _split,
    f"{A}.bonuses.cancel": lambda cast: partial(
        bonuses.cancel, pool=_split(cast)(), reason="金额有误", by=cast.liu
    ),
    f"{A}.refusals.refused": lambda cast: partial(
        refusals.refused,
        item="arrest_rate",
        channel="page",
        reason=Text("不得考核", "never scored"),
        by=cast.wang,
    ),
}
