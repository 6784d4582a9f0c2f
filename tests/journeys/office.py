"""An office of named people on a day that a journey moves on.

Jiangcheng's people of ``tests.cast``, by their sign-ins: chen (procurator), lin (head of
the first department), zhou (its clerk), liu (the chief), wang (case manager), and ou of
the general office; zhao sits in Donghu county. A journey lets others join.
"""

from contextlib import ExitStack
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path

from hengjian.access.models import Account
from hengjian.audit.actors import System
from hengjian.jobs.context import JobContext
from hengjian.jobs.models import Job
from hengjian.jobs.worker import Worker
from hengjian.lib import clock
from hengjian.matters import filling
from hengjian.matters.actions import registering
from hengjian.matters.kinds import kind_named
from hengjian.matters.telling.reminding import remind_of_limits
from hengjian.notices.models import Notice
from hengjian.organisation.models import Department, Person, Procuratorate
from hengjian.organisation.queries import main_appointment_on
from hengjian.packs import actions as packs
from hengjian.packs.models import PackRelease
from hengjian.workflow import actions as workflow
from tests.cast import SINCE, Cast
from tests.factories import access, organisation
from tests.factories.jobs import job
from tests.journeys.walking import Journey
from tests.remembered import remembered


PACKS = Path(__file__).parents[2] / "packs"
BY = System("test")
REMINDING = "hengjian.matters.telling.reminding.remind_of_limits"


@cache
def _prepared(names: tuple[str, ...]) -> tuple[packs.Prepared, ...]:
    return tuple(packs.prepare([PACKS / name for name in names]))


def _release(names: tuple[str, ...]) -> None:
    packs.release(prepared=_prepared(names), by=BY)


class Office:
    """The people, the packs released for them, and what day it is."""

    def __init__(self, cast: Cast, ou: Account) -> None:
        self.cast = cast
        self.people: dict[str, Account] = {
            **{n: getattr(cast, n) for n in ("chen", "lin", "zhou", "liu", "wang")},
            "zhao": cast.zhao,
            "ou": ou,
        }
        # whose jobs are done as time passes; a journey may listen to more
        self.listens_to: tuple[str, ...] = ("hengjian.matters.",)
        self._hand = ExitStack()

    def close(self) -> None:
        """Let the clock go."""
        self._hand.close()

    def on(self, day: str) -> None:
        """Move the clock to noon of a day; nothing happens on the days between."""
        self._hand.close()
        self._hand.enter_context(clock.moved_to(date.fromisoformat(day)))

    def passes_until(self, day: str) -> list[str]:
        """Let the days pass up to a morning, each as the installation lives it.

        Timers ring, what was told is heard, reminders are sent. Returns the notices in
        order: ``2026-10-26 liu 今天到期：2026-0001 审批``.
        """
        last, told = date.fromisoformat(day), []
        while (today := clock.today()) < last:
            self.on((today + timedelta(days=1)).isoformat())
            told += self.morning()
        return told

    def morning(self) -> list[str]:
        """What an installation does each morning; returns the notices it sends."""
        seen = set(Notice.objects.values_list("pk", flat=True))
        workflow.wake_due(by=BY)
        self.hears()
        remind_of_limits(JobContext(job(task=REMINDING)))
        names = {account.pk: name for name, account in self.people.items()}
        return [
            f"{clock.today()} {names[each.account_id]} {each.sentence_zh}"
            for each in Notice.objects.exclude(pk__in=seen).order_by("pk")
            if each.account_id in names
        ]

    def hears(self) -> None:
        """Do the jobs that acts have left to the kinds this journey listens to."""
        for each in Job.objects.all():
            if not each.task.startswith(self.listens_to):
                each.delete()
        Worker().run_until_empty()

    def joins(
        self,
        username: str,
        name: str,
        role: str,
        *,
        unit: Procuratorate | None = None,
        department: Department | None = None,
        heads: bool = False,
    ) -> Account:
        """Somebody more, with a role in the office (Jiangcheng where not said).

        ``heads`` grants the role in the department alone, as a head's is.
        """
        place = unit or self.cast.jiangcheng
        person = organisation.person(number=username.upper(), name=name)
        organisation.appointment(
            person=person,
            post=self.cast.procurator_post,
            procuratorate=place,
            department=department,
            from_on=SINCE,
        )
        account = access.account(username=username, person=person)
        if heads:
            access.grant(account, role, department=department)
        else:
            access.grant(account, role, place)
        self.people[username] = account
        return account

    def account(self, who: str) -> Account:
        """The sign-in of somebody of the office, fresh from the database."""
        found: Account = Account.objects.select_related("person").get(
            pk=self.people[who].pk
        )
        return found

    def person(self, who: str) -> Person:
        """Who stands behind a sign-in."""
        person = self.account(who).person
        assert person is not None
        return person

    def releases(self, *names: str) -> None:
        """Release shipped packs; those that speak of each other, together."""
        known = set(PackRelease.objects.values_list("name", flat=True))
        if not known.issuperset(names):
            remembered("released", partial(_release, names), once=names)

    def registers(
        self,
        who: str,
        kind: str,
        *,
        unit: Procuratorate | None = None,
        department: Department | None = None,
        answers: dict[str, str] | None = None,
        **typed: str,
    ) -> Journey:
        """Somebody fills the form of registration of a kind, where they sit or are told.

        Raises ``NotFilled`` with what is wrong on the form.
        """
        self.releases(kind)
        found, account = kind_named(kind), self.account(who)
        sitting = main_appointment_on(self.person(who), clock.today())
        assert sitting is not None
        place = unit or sitting.procuratorate
        part = department or (sitting.department if unit is None else None)
        bound = filling.registration(found, place, part, account, typed)
        matter = registering.register(
            kind=found,
            bound=bound,
            unit=place,
            department=part,
            registrant=account.person,
            answers=answers,
            by=account,
        )
        return Journey(self, matter.pk)
