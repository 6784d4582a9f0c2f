"""# What a form makes of what is typed

A form lays out items of a case card. What is typed is read as an import reads a file; then
come the items that must be filled, the card's checks, and what the card computes.
"""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from hengjian.lib.bilingual import Text
from tests.spec.forms.supply_form import field, filled, opened


def test_an_opened_form_shows_what_is_stored_and_judges_nothing() -> None:
    form = opened({"quantity": 5, "price": "12.50", "is_urgent": True})

    assert field(form, "quantity").text == "5"
    assert field(form, "price").text == "12.50"
    assert field(form, "total").in_words == Text("62.50 元", "62.50 yuan")
    assert form.is_valid
    assert not form.remarks


@pytest.mark.parametrize(
    ("item", "typed", "value"),
    [
        ("asked_on", "2026年3月2日", date(2026, 3, 2)),
        ("asked_on", "２０２６-03-02", date(2026, 3, 2)),
        ("asked_on", "二〇二六年三月二日", date(2026, 3, 2)),
        ("quantity", "１，２００", 1200),
        ("quantity", "12.0", 12),
        ("price", "¥1,234.5元", Decimal("1234.50")),
        ("is_urgent", "是", True),
        ("is_urgent", "×", False),
        ("article", " 打印纸　A4 ", "打印纸 A4"),
    ],
)
def test_what_is_typed_is_read_as_an_import_reads_it(
    item: str, typed: str, value: object
) -> None:
    form = filled(**{item: typed})

    assert form.is_valid, form.faults
    assert form.row[item] == value


@pytest.mark.parametrize(
    ("item", "typed", "zh", "en"),
    [
        ("asked_on", "03/04/2026", "分不清先后", "cannot be told apart"),
        ("asked_on", "2026-02-30", "没有这一天", "no such day"),
        ("quantity", "五箱", "应是整数", "whole number"),
        ("price", "3万元", "以元为单位", "in yuan"),
        ("is_urgent", "也许", "请填“是”或“否”", "yes or no"),
    ],
)
def test_what_cannot_be_read_is_told_in_both_languages_and_kept_in_its_field(
    item: str, typed: str, zh: str, en: str
) -> None:
    form = filled(**{item: typed})

    [(faulty, words)] = form.faults
    assert faulty == item
    assert zh in words.zh
    assert en in words.en
    assert field(form, item).text == typed


def test_a_choice_takes_its_code_or_its_text_and_stores_the_code() -> None:
    by_text = filled(is_urgent="是", decision="不同意")
    by_code = filled(is_urgent="是", decision="refused")

    assert by_text.filled["decision"] == by_code.filled["decision"] == "refused"
    assert field(by_text, "decision").in_words == Text("不同意", "Refused")


def test_an_item_that_must_be_filled_says_so() -> None:
    form = filled(article="　")

    assert form.faults == (
        (
            "article",
            Text("“品名”是必填项，请补填", '"Article" is required: fill it in'),
        ),
    )


def test_an_item_may_be_required_only_where_a_condition_holds() -> None:
    few = filled(is_urgent="是", quantity="5")
    many = filled(is_urgent="是", quantity="50")

    assert few.is_valid
    assert [item for item, _ in many.faults] == ["reason"]


def test_a_field_that_is_not_shown_is_neither_asked_nor_taken() -> None:
    form = filled(is_urgent="否", reason="不该收下", decision="同意", told_at="乱写")

    assert not field(form, "reason").is_shown
    assert form.is_valid
    assert form.filled["reason"] is None
    assert form.filled["decision"] is None


def test_hiding_one_field_hides_those_that_hang_on_it() -> None:
    """``told_at`` hangs on the decision, the decision on ``is_urgent``."""
    shown = filled(is_urgent="是", decision="同意", told_at="2026-03-02 09:30")
    hidden = filled(is_urgent="", decision="同意", told_at="2026-03-02 09:30")

    assert shown.row["told_at"] == datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
    assert hidden.row["told_at"] is None
    assert not field(hidden, "told_at").is_shown


def test_computed_items_are_computed_and_never_typed() -> None:
    form = filled(total="1", third="1", reply_due_on="2030-01-01")

    assert form.row["total"] == Decimal("62.50")
    assert form.row["third"] == Decimal("1.666667")
    assert form.row["reply_due_on"] == date(2026, 3, 9)
    assert not {"total", "third", "reply_due_on"} & form.filled.keys()


def test_a_blocking_check_forbids_and_a_prompting_one_asks_to_look_again() -> None:
    none = filled(quantity="0")
    many = filled(quantity="500")

    assert [words.zh for _, words in none.faults] == ["数量至少为 1"]
    assert many.is_valid
    assert field(many, "quantity").prompts == (Text("数量偏大请核对", "Many"),)


def test_a_check_of_what_is_unknown_passes() -> None:
    assert filled(needed_on="").is_valid
    assert not filled(needed_on="").prompting


def test_checks_may_read_the_day() -> None:
    form = filled(needed_on="2026-03-01")

    assert [each.check for each in form.prompting] == ["needed_later"]


def test_what_a_form_fills_is_stored_as_plain_json_and_opens_again_the_same() -> None:
    told = {"decision": "同意", "told_at": "2026-03-02 09:30", "decided_by": "CHEN"}
    form = filled(is_urgent="是", **told)

    again = opened(form.filled)

    assert form.filled["price"] == "12.50"
    assert form.filled["told_at"] == "2026-03-02T01:30:00Z"
    assert again.row == form.row
    assert field(again, "told_at").text == "2026-03-02T09:30"


def test_a_field_may_propose_the_day_or_the_filler() -> None:
    form = opened({"is_urgent": True})

    assert field(form, "decided_by").text == "CHEN"
    assert field(form, "decided_on").text == ""


def test_what_only_the_platform_fills_is_put_in_when_the_form_is_filled() -> None:
    form = filled(is_urgent="是", decision="同意", decided_on="1999-01-01")
    hidden = filled(is_urgent="否")

    assert form.filled["decided_on"] == "2026-03-02"
    assert hidden.filled["decided_on"] is None


def test_a_text_that_is_a_document_is_refused() -> None:
    [(item, words)] = filled(reason="字" * 10_001, is_urgent="是").faults

    assert item == "reason"
    assert "10000" in words.zh
