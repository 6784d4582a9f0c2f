"""Processes kept in the database: steps, history, timers, new releases."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from hengjian.audit.actors import System
from hengjian.audit.models import JournalEntry
from hengjian.engines.pack_format.ready_process import NoProcess
from hengjian.engines.process.returning import CannotReturn
from hengjian.engines.process.running import TaskNotOpen
from hengjian.jobs import actions as jobs
from hengjian.jobs.models import Job
from hengjian.jobs.worker import Worker
from hengjian.lib import clock
from hengjian.packs import actions as packs
from hengjian.workflow import actions, queries
from hengjian.workflow.models import Process, ProcessStep, StepIsFinal, What
from hengjian.workflow.stepping import ProcessChanged
from tests.factories import workflow as make


pytestmark = pytest.mark.django_db

BY = System("test")
AT = datetime(2026, 10, 12, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _files(tmp_path: Any, settings: Any) -> Any:
    settings.HENGJIAN_FILES = tmp_path / "files"
    with clock.moved_to(AT):
        yield


def test_process_goes_its_way_and_writes_its_history() -> None:
    process = make.started()
    task = make.task_of(queries.standing(process), "ask")

    lent = actions.complete(
        process=process, task=task, values={"granted": True}, by=BY, reason="同意"
    )
    last = actions.complete(
        process=process, task=make.task_of(lent.advance, "lend"), values={}, by=BY
    )

    steps = list(queries.history(process))
    assert [(s.number, s.what, s.element) for s in steps] == [
        (1, What.STARTED, ""),
        (2, What.COMPLETED, "ask"),
        (3, What.COMPLETED, "lend"),
    ]
    assert steps[1].passed == ["ask", "granted_"]
    assert (steps[1].opened, steps[1].reason) == (["lend"], "同意")
    assert last.process.ended_at == AT
    assert queries.open_tasks(last.process) == []


def test_open_tasks_say_what_the_drawing_says() -> None:
    (task,) = queries.open_tasks(make.started())

    assert (task.element, task.shape.role, task.since) == ("ask", "clerk", AT)


def test_each_step_leaves_one_entry_in_the_journal() -> None:
    process = make.started()
    before = JournalEntry.objects.count()

    task = make.task_of(queries.standing(process), "ask")
    actions.complete(process=process, task=task, values={}, by=BY)

    (entry,) = JournalEntry.objects.order_by("number")[before:]
    assert entry.event == "workflow.task_completed"


def test_step_on_a_state_that_somebody_changed_is_refused() -> None:
    process = make.started()
    task = make.task_of(queries.standing(process), "ask")
    actions.complete(process=process, task=task, values={}, by=BY, version=1)

    with pytest.raises(ProcessChanged):
        actions.complete(process=process, task=task, values={}, by=BY, version=1)
    with pytest.raises(TaskNotOpen):
        actions.complete(process=process, task=task, values={}, by=BY)
    assert process.steps.count() == 2


def test_return_is_written_with_its_reason() -> None:
    process = make.started()
    task = make.task_of(queries.standing(process), "ask")
    actions.complete(process=process, task=task, values={"granted": True}, by=BY)

    back = actions.move(process=process, to_element="ask", reason="材料不全", by=BY)
    with pytest.raises(CannotReturn):
        actions.move(process=process, to_element="lend", reason="", by=BY)
    recalled = actions.move(
        process=process, to_element="ask", reason="误点", recalled=True, by=BY
    )

    assert [o.element for o in queries.open_tasks(back.process)] == ["ask"]
    assert (back.step.what, back.step.reason) == (What.RETURNED, "材料不全")
    assert recalled.step.what == What.RECALLED


def test_due_timers_ring_once_and_listeners_are_told() -> None:
    process = make.started()
    early = actions.wake_due(by=BY)

    with clock.moved_to(AT + timedelta(days=7)):
        first, again = actions.wake_due(by=BY), actions.wake_due(by=BY)

    process.refresh_from_db()
    assert (early.woken, first.woken, again.woken) == (0, 1, 0)
    assert process.wakes_at is None
    assert queries.last_step(process).passed == ["remind", "Told"]


def test_process_that_cannot_wake_does_not_hold_up_the_others() -> None:
    loan = make.release()
    broken, sound = make.started(loan), make.started(loan)
    _spoil(process=broken, by=BY)

    with clock.moved_to(AT + timedelta(days=7)):
        woken = actions.wake_due(by=BY)

    assert (woken.woken, woken.failed) == (1, (broken.pk,))
    assert queries.last_step(sound).what == What.WOKEN


@actions.journal.action
def _spoil(*, process: Process, by: System) -> None:
    Process.objects.filter(pk=process.pk).update(state=b"\x09nothing")
    actions.journal.nothing_changed()


def test_ended_process_sleeps() -> None:
    process = make.started()
    task = make.task_of(queries.standing(process), "ask")

    ended = actions.complete(process=process, task=task, values={}, by=BY).process

    assert (ended.ended_at, ended.wakes_at) == (AT, None)


def test_history_is_never_changed() -> None:
    step = make.started().steps.get()

    with pytest.raises(StepIsFinal):
        step.save()
    with pytest.raises(StepIsFinal):
        step.delete()


def test_process_moves_to_a_release_that_has_its_open_tasks() -> None:
    process = make.started()
    later = make.release(
        make.drawn(
            make.draw.start(),
            make.draw.task("ask"),
            make.draw.task("file_it"),
            make.draw.end(),
            make.draw.flows("Start", "ask", "file_it", "End"),
        )
    )

    (planned,) = actions.migrate(
        processes=[process], to_release=later, by=BY, dry_run=True
    )
    assert planned.reason is None
    assert Process.objects.get(pk=process.pk).release != later
    (moved,) = actions.migrate(processes=[process], to_release=later, by=BY)
    process.refresh_from_db()
    now = actions.complete(
        process=process,
        task=make.task_of(queries.standing(process), "ask"),
        values={},
        by=BY,
    )

    assert moved.reason is None
    assert process.release == later
    assert [each.element for each in now.advance.ready] == ["file_it"]


def test_process_that_cannot_move_stays_and_says_why() -> None:
    process = make.started()
    without = make.release(
        make.drawn(
            make.draw.start(),
            make.draw.task("other"),
            make.draw.end(),
            make.draw.flows("Start", "other", "End"),
        )
    )
    elsewhere = make.release(name="another")

    (refused,) = actions.migrate(processes=[process], to_release=without, by=BY)
    (strange,) = actions.migrate(processes=[process], to_release=elsewhere, by=BY)

    assert refused.reason is not None
    assert "ask" in refused.reason.en
    assert strange.reason is not None
    process.refresh_from_db()
    assert process.release != without
    assert ProcessStep.objects.filter(process=process).count() == 1


def test_diagram_says_what_is_open_and_what_is_done() -> None:
    process = make.started()
    task = make.task_of(queries.standing(process), "ask")
    actions.complete(process=process, task=task, values={"granted": True}, by=BY)
    process.refresh_from_db()

    shown = queries.diagram(process)

    assert shown.open == ("lend",)
    assert {"ask", "granted_", "Start"} <= set(shown.done)
    assert [(s.element, s.state) for s in shown.steps] == [
        ("ask", "done"),
        ("lend", "open"),
    ]
    assert shown.xml.startswith("<?xml")


def test_pack_without_a_drawing_starts_nothing(tmp_path: Any) -> None:
    pack = tmp_path / "packs" / "bare"
    pack.mkdir(parents=True)
    (pack / "pack.yaml").write_text(make.PACK.replace("loan", "bare", 1), "utf-8")
    (bare,) = packs.release(prepared=packs.prepare([pack]), by=BY)

    with pytest.raises(NoProcess):
        actions.start(release=bare, values={}, by=BY)
    assert not Process.objects.exists()


def test_waking_is_a_job_of_the_schedule() -> None:
    from hengjian.config.schedule import SCHEDULE

    assert "hengjian.workflow.tasks.wake_due" in {each.task for each in SCHEDULE}
    assert not Job.objects.exists()


WAITING = make.drawn(
    make.draw.start(),
    make.draw.wait("until", on="back_on"),
    make.draw.task("give_back"),
    make.draw.end(),
    make.draw.flows("Start", "until", "give_back", "End"),
)


def test_timer_follows_a_date_that_changed_outside_a_task() -> None:
    process = make.started(make.release(WAITING))

    told = actions.change_values(
        process=process, values={"back_on": date(2026, 11, 2)}, by=BY
    )
    again = actions.change_values(
        process=process, values={"back_on": date(2026, 11, 2)}, by=BY
    )

    assert told is not None
    assert told.process.wakes_at == datetime(2026, 11, 1, 16, tzinfo=UTC)
    assert told.step.what == What.CHANGED
    assert again is None


def test_scheduled_job_wakes_what_is_due() -> None:
    process = make.started()
    jobs.enqueue(task="hengjian.workflow.tasks.wake_due", by=BY)

    with clock.moved_to(AT + timedelta(days=7)):
        Worker().run_until_empty()

    assert queries.last_step(process).what == What.WOKEN
    assert Job.objects.get(task="hengjian.workflow.tasks.wake_due").result == {
        "woken": 1,
        "failed": [],
    }


def test_process_that_nobody_waits_for_is_not_woken() -> None:
    process = make.started()

    assert actions.wake(process=process, by=BY) is None
    assert process.steps.count() == 1


def test_move_that_became_impossible_since_the_plan_is_refused() -> None:
    process = make.started()
    other = make.release(name="another")

    with pytest.raises(actions.CannotMove):
        actions.migrate_one(process=process, to_release=other, by=BY)


def test_task_that_never_was_is_not_open() -> None:
    with pytest.raises(TaskNotOpen):
        actions.complete(process=make.started(), task="99", values={}, by=BY)
