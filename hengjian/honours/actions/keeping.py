"""Mentor pairs and marks of contests, on which honours rest."""

from datetime import date
from decimal import Decimal

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.honours.actions.locking import at_stage
from hengjian.honours.actors import people_behind
from hengjian.honours.catalogue import Subject, honour_named
from hengjian.honours.faults import HonourFault, NotYours, words_given
from hengjian.honours.models import ContestResult, HonourRound, MentorPair, Stage
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Person, Procuratorate


MOST_MARKS = Decimal(1000)


@journal.action
def pair(
    *,
    unit: Procuratorate,
    apprentice: Person,
    business_mentor: Person,
    political_mentor: Person,
    plan: str,
    from_on: date,
    by: Actor,
) -> MentorPair:
    """Give a young officer two mentors from a day on, with the plan of growth.

    Raises ``HonourFault`` for a mentor of oneself or somebody who has mentors already.
    """
    if apprentice.pk in (business_mentor.pk, political_mentor.pk):
        raise HonourFault(
            Text("不能做自己的导师", "nobody mentors themself"), status=422
        )
    if MentorPair.objects.filter(apprentice=apprentice, until_on=None).exists():
        raise HonourFault(
            Text("已有导师，请先终止", "there are mentors already: end that pair first")
        )
    made = MentorPair(
        procuratorate=unit,
        apprentice=apprentice,
        business_mentor=business_mentor,
        political_mentor=political_mentor,
        plan=words_given(plan, Text("成长计划", "the plan of growth")),
        from_on=from_on,
    )
    made.save()
    journal.enter(
        "honours.pair_made",
        subject=made,
        new={
            "apprentice": apprentice.number,
            "business_mentor": business_mentor.number,
            "political_mentor": political_mentor.number,
            "from_on": from_on,
        },
    )
    return made


@journal.action
def end_pair(*, pair: MentorPair, until_on: date, by: Actor) -> MentorPair:
    """End a pair with its last day. Raises ``HonourFault``."""
    found: MentorPair = MentorPair.objects.select_for_update().get(pk=pair.pk)
    if found.until_on is not None or until_on < found.from_on:
        raise HonourFault(
            Text("已经终止，或早于起始日", "ended already, or before it began")
        )
    found.until_on = until_on
    found.save()
    journal.enter("honours.pair_ended", subject=found, new={"until_on": until_on})
    return found


@journal.action
def enter_marks(
    *, honour_round: HonourRound, person: Person, marks: Decimal, record: str, by: Actor
) -> ContestResult:
    """Enter what an entrant reached, with the record it rests on; nobody their own.

    Raises ``HonourFault`` outside a contest's nomination, for impossible marks, and once
    somebody is nominated: by then no candidate is worked out anew.
    """
    found = at_stage(honour_round, Stage.NOMINATE)
    if honour_named(found.honour).subject is not Subject.ENTRANT:
        raise HonourFault(
            Text("只有竞赛登记成绩", "only a contest has marks"), status=422
        )
    if person.pk in people_behind(by):
        raise NotYours(Text("不能登记自己的成绩", "nobody enters the own marks"))
    if not marks.is_finite() or not 0 <= marks <= MOST_MARKS:
        raise HonourFault(
            Text("成绩应在 0 至 1000 之间", "marks lie between 0 and 1000"), status=422
        )
    if found.candidates.exclude(nominated_by="").exists():
        raise HonourFault(
            Text(
                "已经有提名，成绩不再登记；有误的在公示期间提出异议",
                "somebody is nominated: no more marks are entered; object to wrong ones"
                " during the public notice",
            )
        )
    made = ContestResult(
        round=found,
        person=person,
        marks=marks,
        record=words_given(record, Text("评分记录", "the record of the marks"))[:300],
        entered_by=by.journal_name,
        entered_at=clock.now(),
    )
    made.save()
    journal.enter(
        "honours.marks_entered",
        subject=made,
        new={"round": found.pk, "person": person.number, "marks": str(marks)},
    )
    return made
