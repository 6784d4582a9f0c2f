"""A branch with its ledger, an award and a payment list, and what its forms are sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from hengjian.ledger.actions import paying, proposing, questions
from hengjian.ledger.actions.proposing import Proposed
from hengjian.ledger.evidence import of_words
from hengjian.ledger.models import EntryProposal, LedgerEntry, LedgerRule, PaymentList
from hengjian.lib.clock import moved_to
from tests.cast import Cast
from tests.factories import access
from tests.factories import ledger as make
from tests.remembered import remembered


@dataclass(frozen=True)
class World:
    """Lin leads a branch; Chen and Zhou are in it; Wang is of the appraisal office."""

    cast: Cast
    entry: LedgerEntry
    award: LedgerEntry
    proposal: EntryProposal
    rule: LedgerRule
    drawn: PaymentList
    question: int

    def filled(self, text: str) -> str:
        return text.format(
            entry=self.entry.pk,
            account=self.entry.account_id,
            proposal=self.proposal.pk,
            rule=self.rule.pk,
            drawn=self.drawn.pk,
            question=self.question,
        )


def assemble(cast: Cast) -> World:
    unit = cast.jiangcheng
    access.grant(cast.wang, "appraisal_office", unit)
    access.grant(cast.lin, "branch_secretary", unit)
    lin, chen, zhou = (cast.person(who) for who in (cast.lin, cast.chen, cast.zhou))
    make.branch(unit, lin, lin, chen, zhou)
    rule = make.rule(unit)
    entry = make.entry(chen, rule, 300)
    asked_about = make.entry(zhou, rule, 200)
    question = questions.ask(entry=asked_about, words="是两次", by=cast.zhou)
    award = make.entry(chen, make.award(unit), 10_050)
    make.department_award(unit)
    drawn = paying.draw(unit=unit, month_on=make.DAY, by=cast.wang)
    proposal = proposing.propose(
        person=zhou,
        proposed=Proposed(rule, 200, make.DAY, "带教", [of_words("带教登记表")]),
        by=cast.lin,
    )
    return World(cast, entry, award, proposal, rule, drawn, question.pk)


@pytest.fixture
def world(cast: Cast) -> Iterator[World]:
    with moved_to(date(2025, 4, 21)):
        yield remembered("ledger", lambda: assemble(cast))


PROPOSED = {
    "person": "ZHOU",
    "rule": "task",
    "amount": "2.5",
    "day": "2025-03-11",
    "words": "带教",
    "evidence": "带教登记表",
}
NEW_RULE = {
    "unit": "429900",
    "purpose": "member_points",
    "kind": "added",
    "code": "study_group",
    "title": "牵头专题研讨",
    "amount": "1.5",
    "from": "2025-04-01",
    "source": "党组会议",
    "mark": "I",
}
BRANCH = {"unit": "429900", "code": "second", "name": "第二党支部", "secretary": "LIN"}
JOINS = {"unit": "429900", "person": "LIU", "branch": "first", "day": "2025-04-01"}
AWARD = {
    "unit": "429900",
    "department": "01",
    "rule": "department_task",
    "amount": "800",
    "day": "2025-03-11",
    "words": "专项任务完成",
    "evidence": "考核通报",
}
CIRCLE = {
    "unit": "429900",
    "purpose": "member_points",
    "circle": "branch",
    "from": "2025-01-01",
    "source": "党组会议",
}
