"""Post the record of a month to the office's staff: as it is counted now, never altered."""

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.office.models import PostedMonth
from hengjian.office.plain_words import words_given
from hengjian.office.queries.month import Month, record_of
from hengjian.organisation.models import Procuratorate


class MonthFault(UserFault):
    """The month cannot be posted so."""

    status = 409


@journal.action
def post_month(*, month: Month, words: str = "", by: Actor) -> PostedMonth:
    """Post a month that is over, with the words of its review session.

    A later version stands beside the first. Raises ``MonthFault`` while the month lasts
    and where nothing has changed since; ``WordsNameSomebody`` for words not to be posted.
    """
    if not month.is_over:
        raise MonthFault(Text("当月还没有结束", "the month is not over"))
    said = words_given(words) if words.strip() else ""
    # of two who post at once the second sees the first's version
    Procuratorate.objects.select_for_update().get(pk=month.unit.pk)
    last = PostedMonth.objects.filter(
        procuratorate=month.unit, month_on=month.first
    ).first()
    content = record_of(month)
    if last is not None and (last.content, last.words) == (content, said):
        raise MonthFault(
            Text("与已公示的一致，没有变化", "nothing has changed since it was posted")
        )
    made = PostedMonth(
        procuratorate=month.unit,
        month_on=month.first,
        version=last.version + 1 if last is not None else 1,
        content=content,
        words=said,
        posted_at=clock.now(),
        by=by.journal_name,
    )
    made.digest = made.counted_digest()
    made.save()
    journal.enter(
        "office.month_posted",
        subject=made,
        new={
            "unit": month.unit.pk,
            "month": f"{month.first:%Y-%m}",
            "version": made.version,
            "digest": made.digest,
        },
    )
    return made
