"""A few dozen matters of Linhu in different states, handled by the actions of the office."""

from dataclasses import dataclass
from datetime import date, timedelta

from hengjian.access.models import Account
from hengjian.demo.city.chances import Chances
from hengjian.demo.city.generating import TODAY
from hengjian.demo.matters.wants import SUPPLIES, TASKS
from hengjian.lib import clock
from hengjian.matters import filling
from hengjian.matters.actions import completing, extending, pausing, pressing
from hengjian.matters.actions.registering import register
from hengjian.matters.kinds import Kind, kind_named
from hengjian.matters.models import Matter, WorkItem
from hengjian.organisation.models import Department, Person, Procuratorate
from hengjian.organisation.queries import main_appointment_on


REQUESTS = 30
FIRST_ON = date(2026, 7, 6)


@dataclass(frozen=True)
class Office:
    """The people of Linhu who have sign-ins."""

    clerk: Account
    procurator: Account
    head: Account
    staff: Account
    deputy: Account

    def person(self, account: Account) -> Person:
        """Who stands behind a sign-in."""
        if account.person is None:
            raise LookupError(account.username)
        return account.person


def handle_matters(seed: int) -> int:
    """Register and handle them, once; returns how many there are."""
    if Matter.objects.exists():
        return int(Matter.objects.count())
    office = Office(
        *(_account(n) for n in ("clerk", "procurator", "head", "office", "deputy"))
    )
    chances = Chances.stream(seed, "matters")
    for number in range(REQUESTS):
        _request(office, chances, number)
    for number, task in enumerate(TASKS):
        _task(office, chances, number, task)
    return int(Matter.objects.count())


def _account(username: str) -> Account:
    found: Account = Account.objects.select_related("person").get(username=username)
    return found


def _working(day: date) -> date:
    while day.weekday() > 4 or date(2026, 10, 1) <= day <= date(2026, 10, 7):
        day += timedelta(days=1)
    return day


def _request(office: Office, chances: Chances, number: int) -> None:
    """One request; the later it was made, the less far it has come."""
    category, article, quantity, measure, price, purpose = SUPPLIES[
        number % len(SUPPLIES)
    ]
    days = (TODAY - FIRST_ON).days * number // (REQUESTS - 1)
    made_on = _working(FIRST_ON + timedelta(days=days))
    by = (office.clerk, office.procurator, office.head)[number % 3]
    typed = {
        "category": category,
        "article": article,
        "quantity": str(quantity),
        "measure": measure,
        "estimated_price": str(price),
        "purpose": purpose,
    }
    if number % 7 == 3:
        typed |= {"is_urgent": "是", "urgency": "本周开庭要用"}
    course = _Course(
        office, _registered(kind_named("supply_request"), by, typed, made_on)
    )
    if number == 26:
        course.suspended(made_on, "供货商停业，另行询价")
        return
    in_stock = chances.happens(0.4)
    looked_on = course.day(made_on, chances.randint(0, 2))
    if looked_on is None:
        return
    course.do(
        looked_on, "check_stock", office.staff, in_stock="是" if in_stock else "否"
    )
    if in_stock:
        _issued(course, office, "issue_from_stock", looked_on, quantity, by)
        return
    decided_on = course.day(looked_on, chances.randint(1, 8))
    if decided_on is None:
        course.pressed(number)
        return
    if number % 6 == 4:
        course.do(
            decided_on, "decide", office.deputy, decision="refused",
            decision_reason="库内有同类物品可调剂",
        )  # fmt: skip
        told_on = course.day(decided_on, 1)
        if told_on is not None:
            course.do(
                told_on, "tell_refusal", office.staff, refusal_posting="可调剂使用"
            )
        return
    course.do(decided_on, "decide", office.deputy, decision="granted")
    bought_on = course.day(decided_on, chances.randint(2, 11))
    if bought_on is None:
        return
    course.do(
        bought_on, "purchase", office.staff, supplier="云泽办公用品中心",
        price=str(price), bought_on=bought_on.isoformat(),
    )  # fmt: skip
    issued_on = course.day(bought_on, chances.randint(0, 4))
    if issued_on is not None:
        _issued(course, office, "issue", issued_on, quantity, by)


def _issued(
    course: "_Course",
    office: Office,
    element: str,
    on: date,
    quantity: int,
    to: Account,
) -> None:
    course.do(
        on, element, office.staff, entered_on=on.isoformat(),
        issued_quantity=str(quantity), received_by=office.person(to).number,
        issued_on=on.isoformat(),
    )  # fmt: skip


def _task(
    office: Office,
    chances: Chances,
    number: int,
    wanted: tuple[str, str, str, str, str, str, int],
) -> None:
    """One followed-up task: reported some times, some of them finished."""
    source, content, target, measures, method, responsibility, days = wanted
    given_on = _working(TODAY - timedelta(days=(50, 33, 44, 60, 26, 3)[number]))
    responsible = (office.procurator, office.clerk, office.head)[number % 3]
    emergency = number == 5
    typed = {
        "source": source,
        "content": content,
        "target": target,
        "measures": measures,
        "method": method,
        "responsibility": responsibility,
        "responsible": office.person(responsible).number,
        "leader": office.person(office.deputy).number,
        "due_on": (given_on + timedelta(days=days)).isoformat(),
        "reporting": "daily" if emergency else ("weekly", "fortnightly")[number % 2],
        "is_emergency": "是" if emergency else "否",
    }
    course = _Course(
        office, _registered(kind_named("task_follow_up"), office.staff, typed, given_on)
    )
    day = course.day(given_on, 1)
    if day is None:
        return
    course.do(day, "accept", responsible, acceptance_words="按期完成")
    for percent in (25, 60, 100)[: 1 + number % 3]:
        reported_on = course.day(day, 7 if not emergency else 1)
        if reported_on is None:
            return
        day = reported_on
        finished = percent == 100
        behind = percent == 60 and number == 2
        more = {"finished_on": day.isoformat()} if finished else {}
        more |= {"obstacles": "两家单位联系人变动"} if behind else {}
        state = "finished" if finished else "behind" if behind else "on_course"
        course.do(
            day, "report", responsible, progress_state=state,
            progress_percent=str(percent), progress_words=f"已完成百分之{percent}", **more,
        )  # fmt: skip
        following = course.day(day, chances.randint(1, 3))
        if following is None:
            return
        day = following
        if finished:
            course.do(
                day, "verify", office.staff, verification="met",
                verification_words="查看台账，属实",
            )  # fmt: skip
        else:
            course.do(day, "review", office.deputy, instruction="抓紧推进")
    if number == 3:
        course.supervised(day)


def _registered(kind: Kind, by: Account, typed: dict[str, str], on: date) -> Matter:
    with clock.moved_to(on):
        unit, department = _place(by, on)
        bound = filling.registration(kind, unit, department, by, typed)
        matter: Matter = register(
            kind=kind,
            bound=bound,
            unit=unit,
            department=department,
            registrant=by.person,
            by=by,
        )
        return matter


def _place(by: Account, on: date) -> tuple[Procuratorate, Department | None]:
    sitting = main_appointment_on(by.person, on) if by.person is not None else None
    if sitting is None:
        raise LookupError(by.username)
    return sitting.procuratorate, sitting.department


class _Course:
    """A matter under way: its tasks done on days of the past."""

    def __init__(self, office: Office, matter: Matter) -> None:
        self.office, self.matter = office, matter

    @staticmethod
    def day(after: date, days: int) -> date | None:
        """The working day some days later; None once it lies ahead."""
        found = _working(after + timedelta(days=days))
        return found if found < TODAY else None

    def do(self, on: date, element: str, by: Account, **typed: str) -> None:
        with clock.moved_to(on):
            item = self._item(element)
            bound = filling.task_form(item, by, typed)
            self.matter = completing.complete(
                item=item, bound=bound, version=item.matter.version, by=by
            )

    def suspended(self, on: date, reason: str) -> None:
        with clock.moved_to(on):
            pausing.suspend(matter=self.matter, reason=reason, by=self.office.deputy)

    def supervised(self, on: date) -> None:
        with clock.moved_to(on):
            pressing.supervise(
                matter=self.matter, reason="临近验收", by=self.office.deputy
            )

    def pressed(self, number: int) -> None:
        """A decision that is waited for: urged, or more time asked for."""
        with clock.moved_to(TODAY):
            item = self._item("decide")
            if number % 2:
                pressing.urge(item=item, words="请尽快审批", by=self.office.staff)
            else:
                extending.ask_extension(
                    item=item,
                    length="3 working_days",
                    reason="待预算核对",
                    by=self.office.staff,
                )

    def _item(self, element: str) -> WorkItem:
        found: WorkItem = self.matter.work_items.select_related("matter__release").get(
            element=element, done_at__isnull=True
        )
        return found
