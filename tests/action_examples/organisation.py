"""Examples of the organisation's actions."""

from datetime import date
from functools import partial

from hengjian.audit.actors import System
from hengjian.organisation.actions import (
    appointments,
    departments,
    exporting,
    importing,
    people,
    posts,
    procuratorates,
)
from tests.action_examples import Example
from tests.cast import Cast
from tests.factories import organisation as make


BY = System("test")
DAY = date(2026, 1, 1)
MODULE = "hengjian.organisation.actions"


def _empty_department(cast: Cast) -> partial[object]:
    empty = make.department(procuratorate=cast.xishan, code="09")
    return partial(departments.close, department=empty, on=DAY, by=BY)


def _reassign(cast: Cast) -> partial[object]:
    return partial(
        appointments.reassign,
        person=cast.person(cast.chen),
        post=cast.procurator_post,
        procuratorate=cast.donghu,
        department=None,
        from_on=DAY,
        by=BY,
    )


def _move(cast: Cast) -> partial[object]:
    province = make.procuratorate(code="420000", level=2)
    return partial(
        procuratorates.move, procuratorate=cast.jiangcheng, parent=province, by=BY
    )


EXAMPLES: dict[str, Example] = {
    f"{MODULE}.procuratorates.add": lambda cast: partial(
        procuratorates.add,
        code="429909",
        name="北山县人民检察院",
        level=4,
        parent=cast.jiangcheng,
        by=BY,
    ),
    f"{MODULE}.procuratorates.rename": lambda cast: partial(
        procuratorates.rename, procuratorate=cast.donghu, name="东湖区院", by=BY
    ),
    f"{MODULE}.procuratorates.move": _move,
    f"{MODULE}.procuratorates.close": lambda cast: partial(
        procuratorates.close, procuratorate=cast.xishan, on=DAY, by=BY
    ),
    f"{MODULE}.departments.add": lambda cast: partial(
        departments.add, procuratorate=cast.xishan, code="01", name="一部", by=BY
    ),
    f"{MODULE}.departments.change": lambda cast: partial(
        departments.change, department=cast.first_department, name="一部", by=BY
    ),
    f"{MODULE}.departments.close": _empty_department,
    f"{MODULE}.posts.add": lambda cast: partial(
        posts.add, code="new", name="书记员", kind="clerk", by=BY
    ),
    f"{MODULE}.posts.change": lambda cast: partial(
        posts.change, post=cast.procurator_post, name="检察官", kind="procurator", by=BY
    ),
    f"{MODULE}.people.add": lambda cast: partial(
        people.add, number="SUN", name="孙红", by=BY
    ),
    f"{MODULE}.people.change": lambda cast: partial(
        people.change, person=cast.person(cast.chen), name="陈明明", by=BY
    ),
    f"{MODULE}.people.leave": lambda cast: partial(
        people.leave, person=cast.person(cast.chen), on=DAY, by=BY
    ),
    f"{MODULE}.appointments.appoint": lambda cast: partial(
        appointments.appoint,
        person=make.person(),
        post=cast.procurator_post,
        procuratorate=cast.donghu,
        department=cast.donghu_department,
        from_on=DAY,
        by=BY,
    ),
    f"{MODULE}.appointments.end": lambda cast: partial(
        appointments.end,
        appointment=cast.person(cast.chen).appointments.get(),
        until_on=DAY,
        by=BY,
    ),
    f"{MODULE}.appointments.reassign": _reassign,
    f"{MODULE}.importing.import_sheets": lambda cast: partial(
        importing.import_sheets,
        sheets={"人员": [["工号", "姓名"], ["SUN", "孙红"]]},
        by=BY,
    ),
    f"{MODULE}.exporting.note_export": lambda cast: partial(
        exporting.note_export, sheets={"人员": [["工号"], ["SUN"]]}, by=BY
    ),
}
