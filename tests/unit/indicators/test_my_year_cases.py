"""My year holds the cases behind the own sheet one by one, and the documents issued."""

from datetime import date

import pytest

from hengjian.appraisal.item_sources import ItemSource, SourceKind
from hengjian.appraisal.making_year import lines_of, year_sheet
from hengjian.appraisal.queries.my_year import year_of
from hengjian.appraisal.queries.my_year_cases import cases_of
from hengjian.audit.actors import System
from hengjian.indicators.asking import run_now
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from tests.cast import Cast
from tests.factories import appraisal as make


WORK = ItemSource(Text("工作量", "Workload"), SourceKind.INDICATOR, "一审公诉=accepted")


@pytest.fixture
def year(working: Cast) -> Cast:
    """A year whose workload counts the cards of each handler."""
    with clock.moved_to(date(2026, 10, 26)):
        run_now(by=System("test"))
        scheme = make.scheme(procuratorate=working.jiangcheng)
        tried = make.dry_run(make.version(scheme, sources=make.sources(caseload=WORK)))
        make.dry_runs.read(
            dry_run=tried, person=make.reader(), remark=make.REMARK, by=make.BY
        )
        adopted = make.schemes.adopt(
            scheme=scheme,
            decided_on=date(2026, 1, 9),
            decided_as="院党组会议",
            by=make.BY,
        )
        make.computed(make.round_(adopted))
    return working


def test_the_cases_behind_the_own_sheet_stand_one_by_one(year: Cast) -> None:
    found = year_of(year.person(year.chen), 2026)
    [cases] = cases_of(found, year.chen)

    assert cases.keys == ("A1|1", "A2|1", "A4|1")
    assert (cases.total, cases.withheld) == (3, 0)
    lines = [each for each in lines_of(found, [cases]) if each[0] == "case"]
    assert [key for _, _, key, _ in lines] == ["A1 1", "A2 1", "A4 1"]
    assert "A4 1" in {row[2] for row in year_sheet(found, [cases]).rows}
