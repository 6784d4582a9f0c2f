"""Cases drawn for review: the same again from the record; reviewers keep their distance."""

from datetime import date
from pathlib import Path

import pytest

from hengjian.engines.monitoring.drawing import Question, lot
from hengjian.matters.faults import NotFilled, ReasonMissing
from hengjian.monitoring import drawing, reviewing
from hengjian.monitoring.actions import draws as actions
from hengjian.monitoring.asked_draw import Typed, question_of
from hengjian.monitoring.faults import MonitoringFault
from hengjian.monitoring.models import Draw, DrawnCase
from tests.cast import Cast
from tests.remembered import remembered
from tests.unit.monitoring.monitoring_office import card, import_cards, release, seal


OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))


def concluded(number: str, **more: str) -> dict[str, str]:
    return card(number, concluded_on="2026-10-20", outcome="批准逮捕", **more)


@pytest.fixture
def city(people: Cast, tmp_path: Path) -> Cast:
    """Eight concluded cases: six of Chen's, one of Lin's, one of Zhao's in Donghu."""

    def build() -> Cast:
        release(tmp_path)
        _bring_cases()
        return people

    return remembered("drawn_city", build, tmp_path)


def _bring_cases() -> None:
    import_cards(
        *(concluded(f"C{number}") for number in range(6)),
        card("C0", person_number="2", concluded_on="2026-10-21", outcome="不批准逮捕"),
        concluded("L1", handler="林涛"),
        concluded("Z1", procuratorate="429901", handler="赵林"),
        card("open"),
        concluded("old") | {"accepted_on": "2026-08-03", "concluded_on": "2026-08-10"},
    )


def asked(city: Cast, name: str = "concluded") -> drawing.Asked:
    return drawing.Asked(
        drawing.population_named(f"arrest_review.{name}"), city.jiangcheng, *OCTOBER
    )


def drawn(city: Cast, seed: str = "摇号 0421", size: int = 4) -> Draw:
    return actions.draw_cases(
        prepared=drawing.prepare(asked(city)),
        question=Question(seed, size, 1),
        by=city.wang,
    )


def numbers(draw: Draw) -> list[str]:
    return [case.case_number for case in draw.cases.all()]


def test_the_population_holds_each_concluded_case_once(city: Cast) -> None:
    prepared = drawing.prepare(asked(city))

    assert {case.case_number for case in prepared.cases.values()} == {
        *(f"C{number}" for number in range(6)),
        "L1",
        "Z1",
    }
    assert prepared.cases["429900|C0"].concluded_on == date(2026, 10, 21)


def test_every_handler_has_a_case_in_the_draw(city: Cast) -> None:
    record = drawn(city)

    handlers = {case.handler for case in record.cases.all()}
    assert {"陈明", "赵林"} <= handlers
    assert record.drawn_count == len(numbers(record)) == 4


def test_the_order_is_that_of_the_lots(city: Cast) -> None:
    record = drawn(city)

    lots = [
        lot(record.seed, f"{case.unit_code}|{case.case_number}")
        for case in record.cases.all()
    ]
    assert lots == sorted(lots)


def test_the_record_draws_the_same_again_after_the_cards_changed(city: Cast) -> None:
    record = drawn(city)
    import_cards(concluded("later"))

    again = drawing.redraw(record)

    assert (again.same_population, again.same_cases) == (True, True)
    assert again.drawn_digest == record.drawn_digest


def test_a_record_that_was_tampered_with_is_seen(city: Cast) -> None:
    record = drawn(city)
    record.seed = "another"

    assert not drawing.redraw(record).same_cases


def test_what_was_drawn_before_is_left_out_and_said(city: Cast) -> None:
    first = drawn(city)

    prepared = drawing.prepare(asked(city))

    assert not {f"429900|{number}" for number in numbers(first)} & set(prepared.cases)
    assert {"reason": "drawn_before", "count": 4} in prepared.exclusions


def test_a_cancelled_draw_gives_its_cases_back_and_stays_on_record(city: Cast) -> None:
    record = drawn(city)
    with pytest.raises(ReasonMissing):
        actions.cancel_draw(draw=record, reason="", by=city.wang)

    actions.cancel_draw(draw=record, reason="期间写错", by=city.wang)

    assert len(drawing.prepare(asked(city)).cases) == 8
    assert Draw.objects.get().reason == "期间写错"
    with pytest.raises(MonitoringFault):
        actions.cancel_draw(draw=record, reason="再作废", by=city.wang)


def test_a_sealed_case_is_neither_drawn_nor_shown(city: Cast) -> None:
    import_cards(concluded("young", identity_number="110101200903070019"))
    record = drawn(city, size=9)
    assert "young" in numbers(record)

    seal("young", city.jiangcheng)

    shown = set(DrawnCase.objects.filter(draw=record).values_list("case_number"))
    assert ("young",) not in shown
    assert "429900|young" not in drawing.prepare(asked(city)).cases


def test_the_share_and_the_minimum_come_from_the_pack(city: Cast) -> None:
    prepared = drawing.prepare(asked(city))

    question = question_of(prepared, Typed(seed="s"))

    assert (question.size, question.least_of_handler) == (4, 1)
    assert len(question_of(prepared, Typed()).seed) == 16
    with pytest.raises(MonitoringFault):
        question_of(prepared, Typed(size=0))


def test_key_cases_are_those_the_rule_says(city: Cast) -> None:
    prepared = drawing.prepare(asked(city, "approved"))

    assert len(prepared.cases) == 8
    assert prepared.cases["429900|C0"].concluded_on == date(2026, 10, 20)


@pytest.mark.parametrize(
    ("population", "mode"),
    [("concluded", "regular"), ("approved", "key"), ("refused", "special")],
)
def test_each_kind_of_draw_says_its_seed_and_its_mode_on_the_review(
    city: Cast, population: str, mode: str
) -> None:
    record = actions.draw_cases(
        prepared=drawing.prepare(asked(city, population)),
        question=Question("摇号 0421", 1, 0),
        by=city.wang,
    )

    proposed = reviewing.proposed(record.cases.get())

    assert proposed["review_mode"] == mode
    assert "种子摇号 0421" in proposed["drawn_how"]


def test_a_draw_of_nothing_is_refused(city: Cast) -> None:
    empty = drawing.Asked(
        drawing.population_named("arrest_review.concluded"),
        city.xishan,
        *OCTOBER,
    )

    with pytest.raises(MonitoringFault):
        actions.draw_cases(
            prepared=drawing.prepare(empty), question=Question("s", 1), by=city.wang
        )


def first_of_chen(record: Draw) -> DrawnCase:
    found: DrawnCase = record.cases.filter(handler="陈明").first()
    return found


def registered(city: Cast, case: DrawnCase, reviewer: str, **more: str) -> object:
    typed = {"reviewer": reviewer, "national_number": "评查1号", **more}
    form = reviewing.form_of(case, typed, city.wang)
    return actions.register_review(case=case, form=form, by=city.wang)


def test_a_review_brings_the_draw_along_and_its_handler_keeps_away(city: Cast) -> None:
    case = first_of_chen(drawn(city))
    lin = city.person(city.lin)

    matter = registered(city, case, lin.number)

    assert matter.handler == lin  # type: ignore[attr-defined]
    values = matter.values  # type: ignore[attr-defined]
    assert values["case_number"] == case.case_number
    assert "种子摇号 0421" in values["drawn_how"]
    away = matter.recusals.values_list("person", flat=True)  # type: ignore[attr-defined]
    assert list(away) == [city.person(city.chen).pk]
    with pytest.raises(MonitoringFault):
        registered(city, case, lin.number)


@pytest.mark.parametrize("who", ["handler", "approver"])
def test_who_handled_or_approved_does_not_review(city: Cast, who: str) -> None:
    case = first_of_chen(drawn(city))
    chen, lin = city.person(city.chen).number, city.person(city.lin).number

    reviewer, approver = (chen, "") if who == "handler" else (lin, lin)
    with pytest.raises(NotFilled):
        registered(city, case, reviewer, case_approver=approver)

    assert DrawnCase.objects.get(pk=case.pk).matter is None


def test_the_handler_is_not_offered_as_reviewer(city: Cast) -> None:
    case = first_of_chen(drawn(city))

    offered = {person.number for person in reviewing.reviewers(case, city.wang)}

    assert city.person(city.chen).number not in offered
    assert city.person(city.lin).number in offered


def test_a_draw_in_use_is_not_cancelled(city: Cast) -> None:
    record = drawn(city)
    registered(city, first_of_chen(record), city.person(city.lin).number)

    with pytest.raises(MonitoringFault):
        actions.cancel_draw(draw=record, reason="重抽", by=city.wang)
