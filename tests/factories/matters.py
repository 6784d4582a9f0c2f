"""Matters for tests: the shipped packs released, forms filled, tasks done."""

from datetime import date
from functools import cache, partial
from pathlib import Path

from hengjian.access.models import Account
from hengjian.audit.actors import System
from hengjian.lib import clock
from hengjian.matters import filling
from hengjian.matters.actions import completing, registering
from hengjian.matters.kinds import Kind, kind_named
from hengjian.matters.models import Matter, WorkItem, WorkKind
from hengjian.organisation.models import Department, Procuratorate
from hengjian.organisation.queries import main_appointment_on
from hengjian.packs import actions as packs
from hengjian.packs.models import PackRelease
from tests.cast import Cast
from tests.factories import access as make
from tests.remembered import remembered


BY = System("test")
PACKS = Path(__file__).parents[2] / "packs"
KINDS = ("supply_request", "task_follow_up")

SUPPLIES = {
    "category": "paper",
    "article": "A4 复印纸 70 克",
    "quantity": "10",
    "measure": "箱",
    "estimated_price": "120",
    "purpose": "打印案卷材料",
}
FOLLOWED_UP = {
    "source": "meeting",
    "content": "落实三季度分析研判会商意见",
    "responsible": "CHEN",
    "leader": "LIU",
    "target": "十月底前完成整改",
    "measures": "逐案核对,专人负责",
    "method": "第一检察部牵头",
    "responsibility": "逾期说明原因",
    "due_on": "2026-11-30",
    "reporting": "weekly",
}
PETITION = {
    "national_number": "江检信访〔2026〕31",
    "received_on": "2026-01-05",
    "channel": "visit",
    "petition_kind": "petition_for_review",
    "about": "prosecution",
    "concerned_case": "江检刑不诉〔2026〕8",
    "occurrence": "first",
    "petitioner": "郑某",
    "identity_number": "110101199003070011",
    "contact": "13900000000",
    "subject": "不服不起诉决定",
}
HEARING = {
    "national_number": "江检信访〔2026〕31",
    "session": "1",
    "why": "fierce",
    "why_words": "是否构成正当防卫",
    "is_public": "是",
    "planned_on": "2026-10-30",
    "handler": "CHEN",
}
FILLED = {
    "supply_request": SUPPLIES,
    "task_follow_up": FOLLOWED_UP,
    "petition": PETITION,
    "public_hearing": HEARING,
}
# kinds that overlay imported cards, released with them
OVERLAYS = dict.fromkeys(
    ("petition", "judicial_assistance"),
    ("complaint", "petition", "judicial_assistance"),
) | {"public_hearing": ("complaint", "public_hearing")}


@cache
def _prepared(names: tuple[str, ...]) -> tuple[packs.Prepared, ...]:
    return tuple(packs.prepare([PACKS / name for name in names]))


def release_kinds(names: tuple[str, ...] = KINDS) -> None:
    """Release shipped packs, the two usual kinds where not said, once in a database."""
    known = PackRelease.objects.values_list("name", flat=True)
    if not set(known).issuperset(names):
        remembered("kinds", partial(_release, names), once=names)


def _release(names: tuple[str, ...]) -> None:
    packs.release(prepared=_prepared(names), by=BY)


def kind(name: str) -> Kind:
    release_kinds(OVERLAYS.get(name, KINDS))
    return kind_named(name)


def matter(
    name: str,
    registrant: Account,
    *,
    unit: Procuratorate | None = None,
    department: Department | None = None,
    by: Account | None = None,
    **typed: str,
) -> Matter:
    """A registered matter; where not said, in the office where the registrant sits."""
    found = kind(name)
    assert registrant.person is not None
    sitting = main_appointment_on(registrant.person, clock.today())
    assert sitting is not None
    place = unit or sitting.procuratorate
    part = department or (sitting.department if unit is None else None)
    filled = FILLED[name] | typed
    bound = filling.registration(found, place, part, registrant, filled)
    return registering.register(
        kind=found,
        bound=bound,
        unit=place,
        department=part,
        registrant=registrant.person,
        by=by or registrant,
    )


def open_items(matter: Matter) -> list[WorkItem]:
    return list(
        matter.work_items.filter(done_at__isnull=True, kind=WorkKind.TASK).order_by(
            "id"
        )
    )


def item(matter: Matter, element: str) -> WorkItem:
    """The open task of an element."""
    return matter.work_items.get(element=element, done_at__isnull=True)


def done(
    matter: Matter,
    element: str,
    account: Account,
    *,
    answers: dict[str, str] | None = None,
    **typed: str,
) -> Matter:
    """Fill and complete an open task."""
    matter.refresh_from_db()
    task = item(matter, element)
    bound = filling.task_form(task, account, typed)
    assert bound.is_valid, bound.faults
    return completing.complete(
        item=task, bound=bound, version=matter.version, answers=answers, by=account
    )


def office(cast: Cast) -> Account:
    """Somebody of Jiangcheng's general office, who looks after supplies."""
    from tests.factories import organisation

    person = organisation.person(number="OU", name="欧阳办")
    organisation.appointment(
        person=person,
        post=cast.procurator_post,
        procuratorate=cast.jiangcheng,
        department=cast.case_management,
        from_on=date(2024, 1, 1),
    )
    account = make.account(username="ou", person=person)
    make.grant(account, "office_staff", cast.jiangcheng)
    return account
