"""A run after an import computes what the import reached, and equals one computed whole."""

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from hengjian.audit.actors import System
from hengjian.indicators import computing_run, renewing, run_inputs
from hengjian.indicators.actions import cut_offs
from hengjian.indicators.asking import ask_standing_run, run_now
from hengjian.indicators.models import Run
from hengjian.indicators.queries.values import RunValues
from hengjian.indicators.run_file import over_of, read_run_file
from hengjian.indicators.run_tables import run_table
from hengjian.lib.faults import UserFault
from hengjian.packs import actions as packs
from hengjian.warehouse import changed_cards
from tests import cast
from tests.cast import Cast
from tests.factories import organisation
from tests.unit.indicators import small_indicators
from tests.unit.warehouse.card_files_in import (
    arrest_csv,
    as_csv,
    card,
    import_bytes,
    import_cards,
)


BY = System("test")
ORDER = [
    (name, "ascending")
    for name in ("kind", "level", "unit", "department", "indicator", "period")
]
LINKED = """
prosecuted: {label: {zh: 起诉, en: Prosecuted}, agg: count, dated_by: concluded_on, where: "prosecution.outcome = 'prosecuted'"}
cases: {label: {zh: 件数, en: Cases}, card: cases, agg: count, dated_by: accepted_on, where: "persons > 1"}
"""
CASES = """
from: arrest_review
key: [case_number]
items:
  procuratorate: {first: procuratorate, order_by: accepted_on}
  accepted_on: {min: accepted_on}
  persons: {count: true}
"""
INDICATOR = """
indicator: {name}
code: {code}
label: {{zh: {name}, en: {name}}}
sentence: {{zh: {name}, en: {name}}}
value: arrest_review.{measure}
unit: count
decimals: 0
direction: neutral
source: {{title: 测试口径, mark: I}}
"""
PLACES = ("429900", "429901", "429902")
PROSECUTION = {
    "case_number": "部门受案号",
    "person_number": "人员序号",
    "procuratorate": "承办单位",
    "accepted_on": "受理日期",
    "outcome": "审结情况",
    "identity_number": "证件号",
}


@pytest.fixture
def linked_office(home: Path, db, settings, tmp_path: Path) -> Cast:
    """Packs whose measures also read behind a link and of cards rolled up."""
    folder = small_indicators.write(tmp_path / "packs")
    pack = folder / "arrest_review"
    with (pack / "measures.yaml").open("a", encoding="utf-8") as stream:
        stream.write(LINKED)
    (pack / "rolled_cards").mkdir(exist_ok=True)
    (pack / "rolled_cards" / "cases.yaml").write_text(CASES, "utf-8")
    for number, (name, measure) in enumerate(
        (("prosecuted", "prosecuted"), ("large_cases", "cases")), start=20
    ):
        text = INDICATOR.format(name=name, code=f"T{number}", measure=measure)
        (pack / "indicators" / f"{name}.yaml").write_text(text, "utf-8")
    settings.HENGJIAN_PACKS = folder
    packs.release(prepared=packs.prepare([folder]), by=BY)
    return cast.assemble()


def whole(run: Run) -> pa.Table:
    """The run's numbers, computed whole."""
    result = computing_run.carry_out(run_inputs.inputs_of(run), lambda *told: None)
    return read_run_file(result.file, result.digest).sort_by(ORDER)


def stored(run: Run) -> pa.Table:
    return read_run_file(run.result_file, run.result_digest).sort_by(ORDER)


def day(chance: random.Random) -> date:
    return date(2025, 11, 1) + timedelta(days=chance.randrange(300))


def drawn_arrest(chance: random.Random) -> dict[str, str]:
    accepted = day(chance)
    concluded = accepted + timedelta(days=chance.randrange(6))
    open_ = chance.random() < 0.2
    return card(
        f"A{chance.randrange(8)}",
        person_number=str(chance.randrange(1, 3)),
        procuratorate=chance.choice(PLACES),
        department=chance.choice(["第一检察部", "第二检察部"]),
        accepted_on=accepted.isoformat(),
        concluded_on="" if open_ else concluded.isoformat(),
        outcome="" if open_ else chance.choice(["批准逮捕", "不批准逮捕"]),
        identity_number=chance.choice(["110101199003070011", "110101199003070038"]),
    )


def drawn_prosecution(chance: random.Random) -> dict[str, str]:
    return {
        "case_number": f"P{chance.randrange(4)}",
        "person_number": "1",
        "procuratorate": chance.choice(PLACES),
        "accepted_on": day(chance).isoformat(),
        "outcome": chance.choice(["起诉", "不起诉"]),
        "identity_number": chance.choice(["110101199003070011", "110101199003070038"]),
    }


def import_some(chance: random.Random) -> None:
    """A few cards of one kind: new ones, or known ones in another month or place."""
    number = chance.randrange(1, 4)
    if chance.random() < 0.35:
        rows = {r["case_number"]: r for r in (drawn_prosecution(chance),) * number}
        content = as_csv(PROSECUTION, tuple(rows.values()))
        import_bytes(content, card="prosecution_review")
        return
    drawn = [drawn_arrest(chance) for _ in range(number)]
    rows = {(r["case_number"], r["person_number"]): r for r in drawn}
    import_bytes(arrest_csv(*rows.values()))


@pytest.mark.parametrize("seed", [1, 2])
def test_run_after_random_imports_is_the_run_computed_whole(
    seed: int, linked_office: Cast
):
    chance = random.Random(seed)
    import_bytes(
        as_csv(PROSECUTION, (drawn_prosecution(chance),)), card="prosecution_review"
    )
    import_cards(*(drawn_arrest(chance) | {"case_number": f"A{n}"} for n in range(8)))
    run_now(by=BY)
    narrow = 0

    for _ in range(4):
        import_some(chance)
        run = run_now(by=BY)
        assert stored(run).equals(whole(run))
        assert run.value_count == stored(run).num_rows
        narrow += run.based_on_id is not None and len(run.cells["units"]) < len(PLACES)

    assert narrow


def test_correction_computes_its_own_place_alone(working: Cast):
    first = run_now(by=BY)

    import_cards(card("B1", procuratorate="429901", concluded_on="2026-03-04"))
    second = run_now(by=BY)

    assert second.based_on == first
    assert second.cells["units"] == ["429901"]
    assert second.cells["cities"] == ["429900"]
    assert "accepted" not in second.cells["indicators"]  # by the day of acceptance
    over = over_of(second.result_file)
    assert over is not None
    assert (over.file, over.digest) == (first.result_file, first.result_digest)
    assert stored(second).equals(whole(second))


def test_card_that_moves_to_another_place_changes_both(working: Cast):
    run_now(by=BY)

    import_cards(card("A1", procuratorate="429902"))
    run = run_now(by=BY)

    assert run.cells["units"] == ["429900", "429902"]
    moved = RunValues(run).of_unit("429902", "month")
    assert moved["accepted", "2026-03"].value == 1
    assert stored(run).equals(whole(run))


def test_import_that_changes_no_card_keeps_the_file(working: Cast):
    first = run_now(by=BY)

    import_cards(card("A1"))
    again = run_now(by=BY)

    assert again.result_digest == first.result_digest


def another_place(cast: Cast) -> None:
    organisation.procuratorate(
        code="429903", name="南湖县人民检察院", parent=cast.jiangcheng
    )


def another_cut_off(cast: Cast) -> None:
    cut_offs.set_day(from_month="2026-01", day=25, basis="案管〔2026〕1号", by=BY)


def another_release(cast: Cast) -> None:
    from django.conf import settings

    file = Path(settings.HENGJIAN_PACKS) / "arrest_review" / "measures.yaml"
    text = file.read_text("utf-8").replace("accepted_on <= 5", "accepted_on <= 4")
    file.write_text(text, "utf-8")
    packs.release(prepared=packs.prepare([Path(settings.HENGJIAN_PACKS)]), by=BY)


@pytest.mark.parametrize("change", [another_place, another_cut_off, another_release])
def test_change_of_anything_but_cards_computes_all_of_it(change: Any, working: Cast):
    run_now(by=BY)

    change(working)
    run = run_now(by=BY)

    assert run.based_on is None
    assert over_of(run.result_file) is None


def test_new_kind_of_card_computes_all_of_it(working: Cast):
    run_now(by=BY)

    row = drawn_prosecution(random.Random(0))
    import_bytes(as_csv(PROSECUTION, (row,)), card="prosecution_review")

    assert run_now(by=BY).based_on is None


def test_many_files_one_over_the_other_become_one(
    working: Cast, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(renewing, "MOST_FILES", 2)
    run_now(by=BY)
    depths = []

    for number in range(3):
        import_cards(
            card("B1", procuratorate="429901", concluded_on=f"2026-03-0{number + 3}")
        )
        run = run_now(by=BY)
        over = over_of(run.result_file)
        depths.append(over.depth if over else 1)

    assert depths == [2, 1, 2]
    assert stored(run).equals(whole(run))


def test_lost_file_beneath_is_told_and_the_next_run_is_whole(working: Cast, home: Path):
    first = run_now(by=BY)
    import_cards(card("B1", procuratorate="429901", concluded_on="2026-03-04"))
    second = run_now(by=BY)
    (home / "runs" / first.result_file).unlink()
    run_table.cache_clear()

    with pytest.raises(UserFault, match="结果文件不在"):
        RunValues(second)
    import_cards(card("B1", procuratorate="429901", concluded_on="2026-03-06"))
    third = ask_standing_run(by=BY, as_job=False)
    result = computing_run.compute(third, lambda *told: None)

    assert result.renewal is None
    assert over_of(result.file) is None


def test_too_many_changed_rows_are_not_looked_for(
    working: Cast, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(changed_cards, "MOST_ROWS", 3)
    run_now(by=BY)

    import_cards(card("B1", procuratorate="429901", concluded_on="2026-03-04"))

    assert run_now(by=BY).based_on is None
