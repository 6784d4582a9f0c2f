"""The procurator appraisal committee of the invented county votes on grades."""

from datetime import date

from hengjian.access.models import Account
from hengjian.appraisal.actions import ballots
from hengjian.appraisal.actions.grades import COMMITTEE
from hengjian.appraisal.models import AppraisalRound
from hengjian.audit.actors import Actor
from hengjian.engines.voting.ballots import Voice
from hengjian.meetings import catalogue
from hengjian.meetings.actions import bodies as acts
from hengjian.meetings.models import Body, Duty


SINCE = date(2024, 1, 1)
# the chief presides; five to nine people by law
MEMBERS = (
    ("county-chief", Duty.CHAIR),
    ("deputy", Duty.DEPUTY_CHAIR),
    ("head", Duty.MEMBER),
    ("committee", Duty.MEMBER),
    ("appraisal", Duty.MEMBER),
)


def decide_by_vote(year: AppraisalRound, officer: Account, chief: Account) -> None:
    """Put the proposed grades, everybody votes, the count decides."""
    body = _body(year, by=officer)
    proposed = {
        sheet.pk: sheet.grade for sheet in year.sheets.order_by("pk") if sheet.grade
    }
    ballot = ballots.put(round_=year, body=body, grades=proposed, by=officer)
    owners = dict(year.sheets.order_by("pk").values_list("pk", "person_id"))
    for username, _ in MEMBERS:
        account = Account.objects.select_related("person").get(username=username)
        if account.person is None:
            continue
        voices = {
            sheet: Voice.FOR for sheet in proposed if owners[sheet] != account.person_id
        }
        ballots.vote(ballot=ballot, member=account.person, voices=voices, by=account)
    ballots.count(ballot=ballot, by=chief)


def _body(year: AppraisalRound, *, by: Actor) -> Body:
    unit = year.scheme.procuratorate
    known = Body.objects.filter(procuratorate=unit, plan=COMMITTEE).first()
    if known is not None:
        return known
    body = acts.set_up(
        procuratorate=unit,
        plan=COMMITTEE,
        set_up_on=SINCE,
        bodies=catalogue.bodies(),
        by=by,
    )
    for rank, (username, duty) in enumerate(MEMBERS, start=1):
        account = Account.objects.select_related("person").get(username=username)
        if account.person is not None:
            acts.add_member(
                body=body,
                person=account.person,
                duty=duty,
                from_on=SINCE,
                seniority=rank,
                by=by,
            )
    return body
