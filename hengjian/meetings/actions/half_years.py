"""Send a half-year's summing-up to the office above, and receive one there."""

from dataclasses import fields

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.tables.marks import refuse_marked_words
from hengjian.jobs import actions as jobs
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.meetings.faults import MeetingFault
from hengjian.meetings.models import Body, HalfYearReceipt, HalfYearReport
from hengjian.meetings.queries.half_year import HalfYear, Summary, summary_of


@journal.action
def send_up(
    *, body: Body, half: HalfYear, words: str = "", by: Actor
) -> HalfYearReport:
    """Send a body's half-year to the office above, as it is counted today.

    Raises ``MeetingFault`` while the half-year lasts, where there is no office above, and
    where what was sent last says the same.
    """
    today = clock.today()
    if half.last_on >= today:
        raise MeetingFault(
            Text("这个半年还没有结束", "the half-year is not over"), status=422
        )
    # of two who send at once the second sees the first's version
    body = Body.objects.select_for_update().get(pk=body.pk)
    above = body.procuratorate.parent
    if above is None:
        raise MeetingFault(
            Text("没有上一级院可以报送", "there is no office above"), status=422
        )
    refuse_marked_words(words)
    said, counts = words.strip()[:2000], counts_of(summary_of(body, half, today))
    last = HalfYearReport.objects.filter(body=body, period=half.name).first()
    if last is not None and (last.counts, last.words) == (counts, said):
        raise MeetingFault(
            Text("与已报送的一致，没有变化", "nothing has changed since it was sent")
        )
    made = HalfYearReport(
        body=body,
        period=half.name,
        version=last.version + 1 if last is not None else 1,
        to=above,
        counts=counts,
        words=said,
        sent_at=clock.now(),
        sent_by=by.journal_name,
    )
    made.digest = made.counted_digest()
    made.save()
    journal.enter(
        "meetings.half_year_sent",
        subject=made,
        new={
            "body": body.pk,
            "period": half.name,
            "version": made.version,
            "to": above.pk,
            "digest": made.digest,
        },
    )
    jobs.tell(
        event="meetings.half_year_sent",
        event_id=str(made.pk),
        payload={"report": made.pk},
        by=by,
    )
    return made


@journal.action
def receive(*, report: HalfYearReport, by: Actor) -> HalfYearReceipt:
    """Enter that the office above has received it. Raises ``MeetingFault`` a second time."""
    if HalfYearReceipt.objects.filter(report=report).exists():
        raise MeetingFault(Text("已经签收", "it was received already"))
    made = HalfYearReceipt(
        report=report, received_at=clock.now(), received_by=by.journal_name
    )
    made.save()
    journal.enter(
        "meetings.half_year_received", subject=made, new={"report": report.pk}
    )
    return made


def counts_of(summary: Summary) -> dict[str, int]:
    """The counts alone, by name."""
    names = [each.name for each in fields(summary) if each.name != "body"]
    return {name: int(getattr(summary, name)) for name in names}
