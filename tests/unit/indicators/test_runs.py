"""A run: asked for, computed, entered, and the same again years later."""

import os
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from hengjian.audit.actors import System
from hengjian.audit.models import JournalEntry
from hengjian.engines.indicators.computing import compute
from hengjian.engines.indicators.drilling import Cell, cards_behind
from hengjian.indicators import computing_run, run_inputs
from hengjian.indicators.actions import runs
from hengjian.indicators.asking import ask_standing_run, run_now
from hengjian.indicators.models import Run
from hengjian.indicators.queries.values import RunValues, latest_run
from hengjian.indicators.run_file import part_of, read_run_file
from hengjian.indicators.slices import SLICES
from hengjian.jobs.models import Job
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.actions import procuratorates
from hengjian.packs import actions as packs
from hengjian.warehouse.models import CardTable
from tests.cast import Cast
from tests.factories import organisation
from tests.unit.warehouse.card_files_in import card, import_cards
from tests.unit.warehouse.conftest import TODAY


BY = System("test")


def silent(done: int, total: int, doing: Text) -> None:
    """Nobody watches."""


def again(run: Run) -> computing_run.RunResult:
    return computing_run.carry_out(run_inputs.inputs_of(run), silent)


def events() -> list[str]:
    found = JournalEntry.objects.filter(event__startswith="indicators.")
    return list(found.order_by("number").values_list("event", flat=True))


def test_nothing_is_computed_before_there_are_cards(office: Cast):
    with pytest.raises(UserFault, match="还没有案卡"):
        ask_standing_run(by=BY)

    assert Run.objects.count() == 0


def test_run_is_entered_with_its_values(working: Cast):
    run = run_now(by=BY)

    assert run.state == Run.State.DONE
    assert run.indicator_count == 6
    assert events() == ["indicators.run_asked", "indicators.run_done"]
    values = RunValues(run).of_unit("429900", "month")
    refusals = values["refusal_rate", "2026-03"]
    assert (refusals.numerator, refusals.denominator) == (1, 3)
    assert str(refusals.value) == "33.330000"
    assert values["pending", "2026-03"].value == 1
    city = RunValues(run).of_unit("429900", "quarter", level="city")
    assert city["accepted", "2026-Q1"].value == 5


def test_same_question_is_the_same_run(working: Cast):
    first = run_now(by=BY)

    assert run_now(by=BY).pk == first.pk
    assert Run.objects.count() == 1


def test_new_cards_are_a_new_question(working: Cast):
    first = run_now(by=BY)
    import_cards(card("A9"))

    second = run_now(by=BY)

    assert second.pk != first.pk
    assert latest_run() == second
    assert second.result_digest != first.result_digest


def test_same_question_gives_the_same_file(working: Cast):
    run = run_now(by=BY)

    assert again(run).digest == run.result_digest


def test_all_slices_together_are_each_computed_alone(working: Cast):
    run = run_now(by=BY)
    table = read_run_file(run.result_file, run.result_digest)
    request = run_inputs.inputs_of(run).request

    for cut in SLICES:
        alone = part_of(
            cut, compute(replace(request, period=cut.period, by=cut.by))
        ).to_pylist()
        stored = [
            row
            for row in table.to_pylist()
            if (row["kind"], row["level"]) == (cut.period.value, cut.level)
        ]
        assert stored == alone


def test_asked_run_waits_for_a_worker(working: Cast):
    run = ask_standing_run(by=BY)

    assert run.state == Run.State.QUEUED
    [job] = Job.objects.filter(task=runs.COMPUTE_RUN)
    assert job.payload == {"run_id": run.pk}


def test_failed_run_says_why_and_may_be_asked_again(working: Cast):
    run = ask_standing_run(by=BY, as_job=False)

    runs.fail(run=run, fault=Text("案卡缺失", "cards are missing"), by=BY)

    assert (run.state, run.fault) == (Run.State.FAILED, "案卡缺失")
    assert ask_standing_run(by=BY, as_job=False).pk != run.pk
    assert latest_run() is None


def test_result_that_was_changed_is_refused(working: Cast, home: Path):
    run = run_now(by=BY)
    file = home / "runs" / run.result_file
    file.chmod(0o600)
    file.write_bytes(file.read_bytes()[:-1] + b"x")

    with pytest.raises(UserFault, match="摘要不符"):
        read_run_file(run.result_file, run.result_digest)


def test_result_that_is_gone_is_said(working: Cast, home: Path):
    run = run_now(by=BY)
    (home / "runs" / run.result_file).unlink()

    with pytest.raises(UserFault, match="不在"):
        read_run_file(run.result_file, run.result_digest)


def test_kept_record_that_was_changed_is_refused(working: Cast, home: Path):
    run = run_now(by=BY)
    kept = home / "runs" / "system" / f"{run.organisation_digest}.json"
    kept.write_text("[]")

    with pytest.raises(UserFault, match="存证文件"):
        run_inputs.inputs_of(run)


# A run is repeated years later ---------------------------------------------------------


def keys_behind(run: Run) -> list[str]:
    request = run_inputs.inputs_of(run).request
    cell = Cell("2026-03", {"procuratorate": "429900"})
    [one] = [
        found
        for found in cards_behind(request, "refusal_rate", cell)
        if found.measure.name == "refused"
    ]
    return one.cards["case_number"].to_pylist()


def age(folder: Path, years: int) -> None:
    """Let every file look as if it had lain there for years."""
    before = clock.machine_now().timestamp() - years * 366 * 86_400
    for file in folder.rglob("*"):
        if file.is_file():
            os.utime(file, (before, before))


def test_run_of_years_ago_comes_out_the_same(working: Cast, home: Path, tmp_path: Path):
    run = run_now(by=BY)
    keys = keys_behind(run)
    table = CardTable.objects.get(name="arrest_review")

    age(table.location, years=2)
    later = TODAY + timedelta(days=731)
    with clock.moved_to(later):
        # more commits than the store writes between two of its checkpoints
        for number in range(12):
            import_cards(
                card("A2", outcome="批准逮捕", concluded_on=f"2026-03-{10 + number}"),
                card(f"N{number}", accepted_on="2028-05-02", concluded_on="2028-05-05"),
            )
        age(table.location, years=2)
        _change_the_organisation(working)
        _release_another_formula(tmp_path)
        newest = run_now(by=BY)

        assert again(run).digest == run.result_digest
        assert keys_behind(run) == keys == ["A2"]
        assert newest.result_digest != run.result_digest
        assert run.as_of == TODAY


def _change_the_organisation(working: Cast) -> None:
    other = organisation.procuratorate(code="429800", name="河市人民检察院", level=3)
    procuratorates.move(procuratorate=working.donghu, parent=other, by=BY)


def _release_another_formula(folder: Path) -> None:
    file = folder / "packs" / "arrest_review" / "indicators" / "refusal_rate.yaml"
    text = file.read_text("utf-8").replace(
        "refused / (approved + refused)", "refused / concluded"
    )
    file.write_text(text, "utf-8")
    packs.release(prepared=packs.prepare([folder / "packs"]), by=BY)


def test_range_of_months_ends_with_today():
    assert run_inputs.months_with_cards(date(2026, 2, 3), back=3) == (
        "2025-12",
        "2026-02",
    )
