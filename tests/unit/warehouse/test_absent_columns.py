"""A file without some columns is not asked what those columns would say."""

import pytest

from hengjian.warehouse.models import Finding, FindingState, RuleCount
from tests.unit.warehouse.card_files_in import arrest_csv, card, import_bytes


WITHOUT_OUTCOME = ("outcome",)
RULE = "outcome_when_concluded"


def states() -> dict[str, str]:
    return dict(Finding.objects.filter(rule=RULE).values_list("card_key", "state"))


@pytest.mark.usefixtures("people")
class TestAbsentColumn:
    def test_rows_are_not_asked_for_it_and_the_import_says_so_once(self) -> None:
        done = import_bytes(arrest_csv(card("A1"), card("A2"), without=WITHOUT_OUTCOME))

        assert done.findings_raised == 0
        [notice] = [one["zh"] for one in done.notices if "未核查" in one["zh"]]
        assert notice == "文件里没有“审结情况” 1 列，与之有关的 2 条规则未核查"
        counted = set(RuleCount.objects.values_list("rule", flat=True))
        assert counted == {"order_of_dates", "decided_in_time"}

    def test_other_rules_are_asked_as_ever(self) -> None:
        late = card("A1", concluded_on="2026-05-05")
        wrong = card("A2", concluded_on="2020-01-01")

        done = import_bytes(arrest_csv(late, wrong, without=WITHOUT_OUTCOME))

        assert (done.findings_raised, done.rows_rejected) == (1, 1)

    def test_an_empty_column_is_not_an_absent_one(self) -> None:
        import_bytes(arrest_csv(card("A1", outcome="")))

        assert states() == {"A1|1": FindingState.OPEN}

    def test_finding_on_what_a_later_file_lacks_stays_as_it_was(self) -> None:
        import_bytes(arrest_csv(card("A1", outcome=""), card("A2", outcome="")))

        later = card("A1", handler="李四")
        done = import_bytes(arrest_csv(later, without=WITHOUT_OUTCOME))

        assert (done.rows_changed, done.findings_closed) == (1, 0)
        assert states() == {"A1|1": FindingState.OPEN, "A2|1": FindingState.OPEN}

    def test_value_carried_over_from_the_table_is_asked(self) -> None:
        import_bytes(arrest_csv(card("A1", outcome="不批准逮捕")))

        later = card("A1", concluded_on="2026-06-30")
        import_bytes(arrest_csv(later, without=("accepted_by", "outcome")))

        counted = RuleCount.objects.filter(rule=RULE)
        assert [one.checked for one in counted] == [1, 1]
        assert states() == {}
