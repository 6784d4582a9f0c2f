"""Who is told what, and when: imports, findings, signals, failed jobs."""

from datetime import timedelta

import pytest

from hengjian.audit.actors import System
from hengjian.indicators.actions.signals import Seen, raise_signals
from hengjian.jobs import actions as jobs
from hengjian.jobs import leases
from hengjian.jobs.models import Job
from hengjian.jobs.worker import Worker
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.notices.models import Notice
from hengjian.warehouse.actions import imports
from hengjian.warehouse.actions.assigning import assign_all
from hengjian.warehouse.models import Finding, Import
from hengjian.workbench.telling.imports import tell_fillers
from tests.cast import Cast
from tests.factories.indicators import asked
from tests.factories.jobs import job
from tests.pages.asking import signed_in
from tests.pages.conftest import home, lasting_people, people
from tests.unit.warehouse.card_files_in import card, import_cards


__all__ = ["home", "lasting_people", "people"]

BY = System("test")


def told(account: object) -> list[str]:
    found = Notice.objects.filter(account=account).order_by("pk")
    return [each.sentence_zh for each in found]


def run(task: str, *, by: object = BY, **payload: object) -> None:
    Job.objects.all().delete()
    jobs.enqueue(task=task, payload=payload, by=by)  # type: ignore[arg-type]
    Worker().run_one()


def listen(task: str) -> None:
    """Run the listener that an act has told, and none of the others'."""
    Job.objects.exclude(task=task).delete()
    Worker().run_one()


def imported(people: Cast, *cards: dict[str, str]) -> Import:
    import_cards(*cards, within=people.jiangcheng)
    found = Import.objects.get()
    Import.bookkeeping.filter(pk=found.pk).update(staged_by=people.wang.journal_name)
    return found


IMPORT = "hengjian.workbench.telling.imports.tell_of_import"


def test_importer_is_told_what_came_of_the_file(people: Cast) -> None:
    made = imported(people, card("A1", outcome=""), card("A2", accepted_on="三月"))

    run(IMPORT, event="warehouse.import_live", event_id=str(made.pk))

    [sentence] = told(people.wang)
    assert "已生效：新增 1，变更 0;1 行被挡下" in sentence
    assert sentence.endswith("发现 1 条问题。")


def test_fillers_are_told_how_many_and_by_when(people: Cast) -> None:
    made = imported(people, card("A1", outcome=""), card("A2", outcome=""))

    run(IMPORT, event="warehouse.import_live", event_id=str(made.pk))

    due = Finding.objects.first().due_on
    assert told(people.chen) == [
        f"新导入的案卡里有 2 条问题等您答复，最早 {due} 到期。"
    ]


def test_telling_again_tells_nobody_twice(people: Cast) -> None:
    made = imported(people, card("A1", outcome=""))

    assert tell_fillers(made, by=BY) == 1
    assert tell_fillers(made, by=BY) == 0


def test_notice_names_no_card_and_no_person(people: Cast) -> None:
    made = imported(people, card("SECRET-17", outcome="", suspect="钱某"))

    run(IMPORT, event="warehouse.import_live", event_id=str(made.pk))

    everything = " ".join(told(people.wang) + told(people.chen))
    assert "SECRET-17" not in everything
    assert "钱某" not in everything


def test_import_that_failed_is_said_with_its_reason(people: Cast) -> None:
    made = imported(people, card("A1"))
    Job.objects.all().delete()  # of its going live
    Import.bookkeeping.filter(pk=made.pk).update(
        state="leased", job=job(), version=None, live_at=None, ended_at=None
    )

    imports.fail(card_import=made, fault=Text("缺一列", "a column is missing"), by=BY)
    listen(IMPORT)

    assert told(people.wang) == [f"导入 {made.pk}(审查逮捕)没有成功：缺一列"]
    assert Notice.objects.get().is_urgent


def test_assigned_findings_are_told_once_for_all(people: Cast) -> None:
    import_cards(card("A1", outcome=""), card("A2", outcome=""))

    assign_all(
        findings=list(Finding.objects.all()),
        person=people.person(people.zhou),
        by=people.wang,
    )
    listen("hengjian.workbench.telling.findings.tell_of_assignment")

    assert told(people.zhou) == ["有 2 条案卡问题分派给您答复。"]


def test_who_takes_findings_oneself_is_not_told(people: Cast) -> None:
    import_cards(card("A1", outcome=""))

    assign_all(
        findings=list(Finding.objects.all()),
        person=people.person(people.lin),
        by=people.lin,
    )
    listen("hengjian.workbench.telling.findings.tell_of_assignment")

    assert told(people.lin) == []


DUE = "hengjian.workbench.telling.findings.remind_of_due"


@pytest.mark.parametrize(
    ("days", "words"), [(1, "明天到期 1 条"), (0, "今天到期 1 条"), (2, ""), (-1, "")]
)
def test_reminder_comes_the_day_before_and_on_the_day(
    people: Cast, days: int, words: str
) -> None:
    import_cards(card("A1", outcome=""))
    due = Finding.objects.get().due_on

    with clock.moved_to(due - timedelta(days=days)):
        run(DUE)
        run(DUE)

    expected = [f"等您答复的案卡问题：{words}。"] if words else []
    assert told(people.chen) == expected


def seen(unit: str) -> Seen:
    return Seen("swing", "some_rate", "2026-09", unit, Text("升了", "rose"), {})


def signals(people: Cast, *units: str) -> None:
    raise_signals(run=asked(), seen=[seen(unit) for unit in units], by=BY)
    Worker().run_one()


def test_signals_go_to_those_who_look_after_the_place(people: Cast) -> None:
    signals(people, "429901", "429902")

    assert told(people.wang) == [
        "2 个单位有 2 条新的异动提示，请看一眼数字并说明情况。"
    ]
    assert told(people.liu) == told(people.wang)
    assert told(people.zhao) == []


def test_signals_of_one_place_are_said_as_such(people: Cast) -> None:
    signals(people, "429900")

    assert told(people.wang) == ["本单位有 1 条新的异动提示，请看一眼数字并说明情况。"]


def failed(asked_by: object) -> Job:
    jobs.enqueue(task="hengjian.jobs.tasks.prune_jobs", by=asked_by)  # type: ignore[arg-type]
    claimed = leases.claim()
    assert claimed is not None
    jobs.fail(job=claimed, error="words of a card", by=BY)
    return claimed


def test_failed_job_is_told_to_who_asked_and_who_keeps_the_system(
    people: Cast,
) -> None:
    lost = failed(people.wang)

    Worker().run_one()

    [sentence] = told(people.wang)
    assert sentence == f"后台任务 {lost.pk}(清理旧任务)没有完成，重试也没有成功。"
    assert told(people.system_administrator) == [sentence]
    assert told(people.security_administrator) == []
    address = Notice.objects.get(account=people.system_administrator).address
    assert signed_in(people.system_administrator).get(address).status_code == 200


def test_who_may_not_see_jobs_is_led_to_the_workbench(people: Cast) -> None:
    failed(people.chen)

    Worker().run_one()

    assert Notice.objects.get(account=people.chen).address == "/"


def test_telling_that_fails_is_not_told_in_turn(people: Cast) -> None:
    failed(people.wang)
    claimed = leases.claim()
    assert claimed is not None

    jobs.fail(job=claimed, error="x", by=BY)

    assert Job.objects.filter(state="queued").count() == 0
