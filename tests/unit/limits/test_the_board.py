"""The board's lists: who sees what, custody first, spans by the working week."""

import json
import shlex
from datetime import date
from pathlib import Path

import pytest

from hengjian.config.cli import main
from hengjian.engines.deadlines.work_calendar import DEFAULT
from hengjian.engines.limits.facts import Facts, answer
from hengjian.lib import clock
from hengjian.limits.models import CardLimit, Standing
from hengjian.limits.queries.board import Wanted, counts, limits_seen, listed, summary
from hengjian.limits.queries.detail import card_items, explain_command, reasons
from hengjian.limits.queries.telling import told, working_days_left
from hengjian.limits.wording import key_parts
from hengjian.packs import queries as packs
from hengjian.warehouse.actions import sealings
from hengjian.warehouse.models import SealingKind
from hengjian.warehouse.sealing.resolving import resolve
from tests.cast import Cast
from tests.factories import access as make
from tests.remembered import remembered
from tests.unit.limits.limits_office import BY, card, import_cards, limit_of


# today is Monday 26 October 2026; a month ends on the same day of the next
LATE, TODAY, WEEK, NEXT, LATER = (
    "2026-09-21",
    "2026-09-26",
    "2026-09-29",
    "2026-10-05",
    "2026-10-20",
)


def keys(limits: object) -> list[str]:
    return [each.card_key.partition("|")[0] for each in limits]  # type: ignore[attr-defined]


@pytest.fixture
def city(office: Cast, tmp_path: Path) -> Cast:
    return remembered("city_of_limits", lambda: _city(office), tmp_path)


def _city(office: Cast) -> Cast:
    import_cards(
        card("late", accepted_on=LATE),
        card("today", accepted_on=TODAY),
        card("week", accepted_on=WEEK),
        card("next", accepted_on=NEXT),
        card("later", accepted_on=LATER, handler="林静"),
        card("detained", accepted_on=LATER, detained="是"),
        card("donghu", accepted_on=WEEK, procuratorate="429901", handler="赵林"),
    )
    return office


def test_custody_comes_first_then_the_earlier_day(city: Cast) -> None:
    found = keys(listed(city.wang, Wanted()))

    assert found[:3] == ["detained", "late", "today"]
    assert found[-1] == "later"


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("late", {"late"}),
        ("today", {"today"}),
        ("week", {"today", "week", "donghu"}),
        ("next", {"next"}),
        ("later", {"later", "detained"}),
        ("untold", set()),
    ],
)
def test_spans_are_those_of_the_calendar_week(
    city: Cast, span: str, expected: set[str]
) -> None:
    assert set(keys(listed(city.wang, Wanted(span=span)))) == expected


def test_tiles_count_what_the_lists_hold(city: Cast) -> None:
    counted = counts(city.wang, Wanted())

    for span in ("late", "today", "week", "next", "later", "suspended", "met"):
        narrow = Wanted(span=span, custody=True)
        assert counted.of(narrow) == listed(city.wang, narrow).count()
        assert (
            counted.in_all.get(span, 0) == listed(city.wang, Wanted(span=span)).count()
        )
    assert counted.in_all["running"] == listed(city.wang, Wanted()).count() == 7
    assert (counted.custody, counted.custody_near) == (1, 0)


def test_a_place_below_does_not_see_the_city(city: Cast) -> None:
    assert keys(limits_seen(city.zhao)) == ["donghu"]


def test_a_head_sees_the_department_and_a_stranger_nothing(city: Cast) -> None:
    import_cards(
        card("late", accepted_on=LATE),
        card("second", department="第二检察部", handler="某某"),
    )

    assert "second" not in keys(limits_seen(city.lin))
    assert "late" in keys(limits_seen(city.lin))
    assert not limits_seen(city.system_administrator).exists()
    assert not limits_seen(make.account(username="nobody")).exists()


def test_whoever_handles_a_case_elsewhere_still_sees_the_own(city: Cast) -> None:
    moved = limit_of("donghu")
    CardLimit.bookkeeping.filter(pk=moved.pk).update(person=city.person(city.chen).pk)

    assert "donghu" in keys(listed(city.chen, Wanted(own=True)))


def test_a_sealed_card_is_on_nobodys_board(city: Cast) -> None:
    import_cards(card("sealed", accepted_on=LATE, identity_number="110101200903070019"))
    before = counts(city.wang, Wanted()).in_all.get("late", 0)

    sealings.seal(
        resolved=resolve("arrest_review", "sealed|1"),
        kind=SealingKind.CRIMINAL_RECORD,
        basis=sealings.Basis("中华人民共和国刑事诉讼法", "第286条", "V"),
        procuratorate=city.jiangcheng,
        sealed_on=clock.today(),
        reason="判处三年",
        by=BY,
    )

    assert "sealed" not in keys(limits_seen(city.wang))
    assert counts(city.wang, Wanted()).in_all.get("late", 0) == before - 1
    assert CardLimit.bookkeeping.filter(card_key="sealed|1").exists()


def test_what_ends_by_itself_is_never_late(city: Cast) -> None:
    CardLimit.bookkeeping.filter(card_key="late|1").update(acts="none")

    assert "late" not in keys(listed(city.wang, Wanted()))
    assert counts(city.wang, Wanted()).in_all.get("late", 0) == 0


def test_summary_counts_by_place_department_person_and_kind(city: Cast) -> None:
    by_unit = {row["unit_code"]: row for row in summary(city.wang, Wanted(), "unit")}
    assert (by_unit["429900"]["running"], by_unit["429900"]["late"]) == (6, 1)
    assert by_unit["429901"]["running"] == 1

    [kind] = summary(city.wang, Wanted(), "limit")
    assert (kind["limit"], kind["running"], kind["in_custody"]) == ("T10", 7, 1)
    assert {row["handler"] for row in summary(city.wang, Wanted(), "person")} == {
        "陈明",
        "林静",
        "赵林",
    }


def test_states_say_their_reason_in_words(city: Cast) -> None:
    words = {
        row.limit.card_key.partition("|")[0]: row.state.words.zh
        for row in told(listed(city.wang, Wanted()))
    }

    assert words["late"] == "超期 5 天"
    assert words["today"] == "今天到期"
    assert words["week"] == "还有 3 天(3 个工作日)"


def test_working_days_left_pass_over_weekends() -> None:
    monday = date(2026, 10, 26)

    assert working_days_left(
        [monday, date(2026, 11, 2), date(2026, 10, 23), None], monday, DEFAULT
    ) == [0, 5, -1, None]


def test_the_page_of_a_limit_says_why_that_day(city: Cast) -> None:
    import_cards(card("long", accepted_on="2026-10-01", extended_on="2026-10-20"))
    limit = limit_of("long")

    why = reasons(limit)

    assert why is not None
    assert why.answer is not None
    assert why.answer.due == limit.due_on
    assert [each.name for each in why.extensions] == ["complex"]
    assert "第172条〔V 已核对原文〕" in why.basis.zh
    assert "art. 172 [V: read in the law's text]" in why.basis.en


def test_the_card_behind_a_limit_is_masked_and_its_dates_marked(city: Cast) -> None:
    items = {item.name: item for item in card_items(limit_of("late"))}

    assert items["suspect"].value.zh == "张*"
    assert items["accepted_on"].concerned
    assert not items["handler"].concerned


def test_the_board_agrees_with_the_command_that_explains(
    city: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the board stores is what `hengjian deadlines explain` says of the same facts."""
    import_cards(
        card("a", accepted_on="2026-09-02", detained="是"),
        card("b", accepted_on="2026-09-10", extended_on="2026-10-09"),
        card(
            "c",
            accepted_on="2026-09-10",
            returned_on="2026-09-15",
            resubmitted_on="2026-10-12",
        ),
        card("d", accepted_on="2026-09-28", served_on="2026-10-17"),
    )
    laws = packs.current().loaded.limits
    running = CardLimit.objects.filter(standing=Standing.RUNNING)
    for limit in running:
        facts = Facts.from_json(limit.facts)
        words = shlex.split(explain_command(facts, laws[limit.limit]))[1:]
        assert main([*words, "--json"]) == 0
        said = json.loads(capsys.readouterr().out)
        assert said["due"] == str(limit.due_on), limit
        assert answer(facts, laws[limit.limit]).due == limit.due_on
    assert running.count() == 12


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("A1|01", ["A1", "01"]),
        (r"a\|b|c", ["a|b", "c"]),
        (r"a\\|c", ["a\\", "c"]),
        ("A1|", ["A1", ""]),
    ],
)
def test_a_key_is_shown_as_the_values_it_was_joined_of(
    key: str, parts: list[str]
) -> None:
    assert key_parts(key) == parts


def test_limit_that_ends_by_itself_has_ended_and_is_never_late(office: Cast) -> None:
    import_cards(
        card(
            "gone",
            kind="lapsing",
            accepted_on="2026-09-01",
            concluded_on="2026-10-20",
            outcome="批准逮捕",
        ),
    )
    limit = limit_of("gone", "lapsing")

    [row] = told([limit])
    why = reasons(limit)

    assert (row.state.colour, row.state.words.zh) == ("soft", "已期满")
    assert why is not None
    assert "--done" not in why.command
    assert why.answer is not None
    assert why.answer.steps[-1].on == limit.due_on
