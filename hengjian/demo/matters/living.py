"""The matters of the invented city, lived day by day through the acts of the office.

Each pack's ``demo.yaml`` says what comes in and how it goes. All kinds live on one
calendar: what is registered and done stands in the order of its days, timers ring in
between, and what falls on the city's today or later is still open.
"""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from hengjian.access.models import Account
from hengjian.audit.actors import System
from hengjian.calendars.queries import calendar_in_force
from hengjian.demo.city.chances import Chances
from hengjian.demo.city.generating import TODAY
from hengjian.demo.matters.filling_in import Saying, filled_in, row_for
from hengjian.demo.matters.office import account, place_of, sign_ins, who_does
from hengjian.demo.matters.plans import Plan, plans
from hengjian.demo.matters.store import stock_up
from hengjian.engines.pack_format.demo_model import DemoAct, DemoTask
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.matters import filling
from hengjian.matters.actions import (
    completing,
    extending,
    following,
    moving_back,
    pausing,
    pressing,
)
from hengjian.matters.actions.registering import register
from hengjian.matters.gates.passing import MustAnswer, Stopped
from hengjian.matters.models import Matter, MatterState, WorkItem, WorkKind
from hengjian.workflow import actions as workflow
from hengjian.workflow.models import Process


BY = System("demo")
FOR_OTHERS = "chief"
FOLLOWED = "task_follow_up"  # also opened by meetings, which are held before
MOST_STEPS = 60  # of one matter: a loop in a drawing ends somewhere


class DemoFault(UserFault):
    """A pack's ``demo.yaml`` asks for what its own forms refuse."""


@dataclass(order=True)
class _Event:
    on: date
    number: int
    plan: Plan = field(compare=False)
    matter: int = field(compare=False, default=0)
    item: int = field(compare=False, default=0)


def live(seed: int, size: float = 1.0) -> int:
    """Handle the matters of every released kind that has a demo, once; how many there are.

    ``size`` is the city's: a small one has fewer of each kind, but never none.
    """
    if not Matter.objects.exclude(kind=FOLLOWED).exists():
        _Life(seed, size).run()
    return int(Matter.objects.count())


class _Life:
    def __init__(self, seed: int, size: float) -> None:
        self.seed = seed
        self.accounts = sign_ins()
        self.calendar = calendar_in_force()
        self.events: list[_Event] = []
        self.count = 0
        self.steps: dict[int, int] = {}
        self.visits: dict[tuple[int, str], int] = {}
        self.chances: dict[str, Chances] = {}
        self.ordinals: dict[str, int] = {}
        self.taken_up: set[int] = set()
        for plan in plans():
            if set(plan.demo.opened_by) <= set(self.accounts):
                self._sow(plan, size)

    def _sow(self, plan: Plan, size: float) -> None:
        """Registrations of a kind, spread over its months; the last in the last days."""
        self.chances[plan.name] = Chances.stream(self.seed, "matters", plan.name)
        number = max(2, round(plan.demo.matters * min(1.0, size ** (1 / 3))))
        days = plan.demo.months * 30
        for each in range(number):
            on = TODAY - timedelta(days=2 + days - days * each // max(number - 1, 1))
            self._later(self._working(on), plan)

    def _later(self, on: date, plan: Plan, matter: int = 0, item: int = 0) -> None:
        self.count += 1
        heapq.heappush(self.events, _Event(on, self.count, plan, matter, item))

    def _working(self, day: date) -> date:
        return self.calendar.first_working_day_from(day)

    def _after(self, day: date, working_days: int) -> date:
        day = self._working(day)
        for _ in range(working_days):
            day = self._working(day + timedelta(days=1))
        return day

    def run(self) -> None:
        """Live until the city's today."""
        if self.events and "office" in self.accounts:
            with clock.moved_to(self.events[0].on):
                stock_up(self.accounts["office"])
        self._take_up()
        for day in self._days():
            with clock.moved_to(day):
                self._timers(day)
                while self.events and self.events[0].on <= day:
                    self._happen(heapq.heappop(self.events))

    def _take_up(self) -> None:
        """What meetings asked for goes its way like everything else."""
        known = {plan.name: plan for plan in plans() if plan.name in self.chances}
        for matter in Matter.objects.filter(
            kind__in=known, state=MatterState.OPEN
        ).order_by("pk"):
            self.taken_up.add(matter.pk)
            with clock.moved_to(matter.registered_on):
                self._plan_tasks(matter, known[matter.kind])

    def _days(self) -> Iterator[date]:
        day = self.events[0].on if self.events else TODAY
        while day < TODAY:
            yield day
            day += timedelta(days=1)

    def _timers(self, day: date) -> None:
        due = Process.objects.filter(wakes_at__lte=clock.now(), matter__isnull=False)
        found = list(due.select_related("matter").order_by("pk"))
        if not found:
            return
        workflow.wake_due(by=BY)
        names = {plan.name: plan for plan in plans()}
        for process in found:
            following.follow(matter=process.matter, by=BY)
            self._plan_tasks(process.matter, names[process.matter.kind])

    def _happen(self, event: _Event) -> None:
        if not event.matter:
            matter = self._registered(event.plan)
        else:
            found = self._done(event)
            if found is None:
                return
            matter = found
        self._plan_tasks(matter, event.plan)

    def _registered(self, plan: Plan) -> Matter:
        ordinal = self.ordinals[plan.name] = self.ordinals.get(plan.name, 0) + 1
        demo = plan.demo
        by = self.accounts[demo.opened_by[(ordinal - 1) % len(demo.opened_by)]]
        unit, department = place_of(by)
        saying = Saying(
            plan.kind, demo, ordinal, self.chances[plan.name], self.accounts
        )
        told = demo.register[(ordinal - 1) % len(demo.register)]
        empty = filling.registration(plan.kind, unit, department, by)
        typed = filled_in(empty, told, saying, {})
        bound = filling.registration(plan.kind, unit, department, by, typed)
        if not bound.is_valid:
            raise _refused(plan, "register", bound.faults)
        return _answered(
            lambda answers: register(
                kind=plan.kind,
                bound=bound,
                unit=unit,
                department=department,
                registrant=by.person,
                answers=answers,
                by=by,
            )
        )

    def _plan_tasks(self, matter: Matter, plan: Plan) -> None:
        """A day for each open task that has none yet."""
        waiting = {event.item for event in self.events}
        chances = self.chances[plan.name]
        for item in matter.work_items.filter(
            done_at__isnull=True, kind=WorkKind.TASK
        ).order_by("id"):
            task = plan.demo.tasks.get(item.element)
            if task is None or item.pk in waiting:
                continue
            if chances.happens(float(task.left)):
                continue
            late = task.late is not None and chances.happens(float(task.late_chance))
            first, last = task.late if late and task.late else task.days
            on = self._after(clock.today(), chances.randint(first, max(first, last)))
            self._later(on, plan, matter.pk, item.pk)

    def _done(self, event: _Event) -> Matter | None:
        item = (
            WorkItem.objects.select_related(
                "matter__release", "matter__procuratorate", "procuratorate",
                "department", "person",
            )
            .filter(pk=event.item, done_at__isnull=True)
            .first()
        )  # fmt: skip
        if item is None or item.matter.state != MatterState.OPEN:
            return None
        self.steps[event.matter] = self.steps.get(event.matter, 0) + 1
        if self.steps[event.matter] > MOST_STEPS:
            return None
        plan, task = event.plan, event.plan.demo.tasks[item.element]
        by = self._doer(item, task, plan)
        if by is None:
            return None
        for act in task.before:
            if self.chances[plan.name].happens(float(act.chance)):
                going_on = self._acted(act, item, by)
                if not going_on:
                    return self._fresh(item)
                item.refresh_from_db()
                item.matter.refresh_from_db()
        return self._completed(item, task, plan, by)

    def _fresh(self, item: WorkItem) -> Matter:
        found: Matter = Matter.objects.select_related("release").get(pk=item.matter_id)
        return found

    def _doer(self, item: WorkItem, task: DemoTask, plan: Plan) -> Account | None:
        if task.by:
            return self.accounts.get(task.by)
        doer = who_does(item, self.chances[plan.name])
        if doer is None and item.matter_id in self.taken_up:
            return self.accounts.get(FOR_OTHERS)  # the owner never signs in here
        return doer

    def _completed(
        self, item: WorkItem, task: DemoTask, plan: Plan, by: Account
    ) -> Matter:
        key = (item.matter_id, item.element)
        self.visits[key] = self.visits.get(key, 0) + 1
        bound = None
        if item.form:
            values = filling.values_of(item.matter, plan.kind)
            chances = self.chances[plan.name]
            ordinal = item.matter.serial
            saying = Saying(plan.kind, plan.demo, ordinal, chances, self.accounts)
            row = row_for(task, self.visits[key], values, plan.kind, chances)
            told = row.values if row is not None else {}
            empty = filling.task_form(item, by, kind=plan.kind)
            typed = filled_in(empty, told, saying, values)
            bound = filling.task_form(item, by, typed, plan.kind)
            if not bound.is_valid:
                raise _refused(plan, item.element, bound.faults)
        try:
            return _answered(
                lambda answers: completing.complete(
                    item=item,
                    bound=bound,
                    version=item.matter.version,
                    answers=answers,
                    by=by,
                )
            )
        except Stopped:
            return self._fresh(item)  # it waits for somebody or something else

    def _acted(self, act: DemoAct, item: WorkItem, by: Account) -> bool:
        """Do an act before a task; whether the task can then still be done."""
        actor = account(act.by) if act.by else by
        if act.act == "urge":
            pressing.urge(item=item, words=act.words, by=actor)
        elif act.act == "ask_extension":
            extending.ask_extension(
                item=item, length=act.length, reason=act.words, by=actor
            )
            return False
        elif act.act == "supervise" and item.matter.supervised_on is None:
            pressing.supervise(matter=item.matter, reason=act.words, by=actor)
        elif act.act == "suspend":
            pausing.suspend(matter=item.matter, reason=act.words, by=actor)
            return False
        elif act.act == "return":
            key = (item.matter_id, f"{item.element}:returned")
            if not self.visits.setdefault(key, 0):
                self.visits[key] = 1
                moving_back.send_back(
                    item=item, element=act.to, reason=act.words, by=actor
                )
                return False
        return True


def _answered(act: Callable[[dict[str, str]], Matter]) -> Matter:
    """Do an act; its integrity gates are answered as they expect it."""
    try:
        return act({})
    except MustAnswer as fault:
        return act(
            {g.name: g.expected if g.does == "ask" else "已核对" for g in fault.gates}
        )


def _refused(plan: Plan, element: str, faults: object) -> DemoFault:
    told = [words for _, words in faults]  # type: ignore[attr-defined]
    zh = "；".join(each.zh for each in told)
    en = "; ".join(each.en for each in told)
    return DemoFault(
        Text(
            f"业务包“{plan.name}”的 demo.yaml，{element}：{zh}",
            f"demo.yaml of “{plan.name}”, {element}: {en}",
        )
    )
