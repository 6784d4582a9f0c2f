"""Three acts as offices do them all day, each ready to be done again and again."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import Any

from hengjian.audit.actors import System


BY = System("bench")


def acts() -> dict[str, Callable[[], Any]]:
    """By what they are: calls of the product's own actions on rows of their own."""
    from hengjian.organisation.actions import people

    number = count(1)
    return {
        "a person is added": lambda: people.add(
            number=f"P{next(number)}", name="陈明", by=BY
        ),
        "a person is appointed": _appointing(),
        "a finding is answered": _answering(),
    }


def _appointing() -> Callable[[], Any]:
    from hengjian.organisation.actions import (
        appointments,
        departments,
        people,
        posts,
        procuratorates,
    )
    from hengjian.organisation.models import Level

    place = procuratorates.add(
        code="990101", name="江城区人民检察院", level=Level.COUNTY, parent=None, by=BY
    )
    department = departments.add(procuratorate=place, code="01", name="一部", by=BY)
    post = posts.add(code="procurator", name="检察官", kind="procurator", by=BY)
    number = count(1)

    def appoint() -> Any:
        nth = next(number)
        if nth % 200 == 1:
            appoint.person = people.add(number=f"A{nth}", name="刘正", by=BY)  # type: ignore[attr-defined]
        from_on = date(2000, 1, 1) + timedelta(days=nth % 200 * 10)
        return appointments.appoint(
            person=appoint.person,  # type: ignore[attr-defined]
            post=post,
            procuratorate=place,
            department=department,
            from_on=from_on,
            until_on=from_on + timedelta(days=9),
            by=BY,
        )

    return appoint


def _answering() -> Callable[[], Any]:
    from hengjian.lib import clock
    from hengjian.warehouse.actions.findings import Answer, answer
    from hengjian.warehouse.models import CardTable, Finding, FindingState, Import

    table = CardTable(name="arrest_review")
    table.save_base(raw=True)
    arrived = Import(
        table=table, file_bytes=0, staged_by=BY.journal_name, staged_at=clock.now()
    )
    arrived.save_base(raw=True)
    Finding.bookkeeping.bulk_create(
        Finding(
            table=table,
            card_digest=f"{nth:032}",
            card_key=f"案{nth}",
            rule="conclusion_whole",
            message_zh="办结日期与结果不同时填写",
            message_en="only one of the two is filled",
            raised_by=arrived,
            raised_on=clock.today(),
            due_on=clock.today(),
            state=FindingState.OPEN,
        )
        for nth in range(500)
    )
    findings = list(Finding.objects.all())
    number = count()
    return lambda: answer(
        finding=findings[next(number) % len(findings)],
        answer=Answer.EXPLAINED,
        reason="系统中无此选项",
        by=BY,
    )
