"""Who lacks a month's quantity explains and corrects, in a matter with its limit."""

from dataclasses import dataclass
from datetime import date

from hengjian.access.models import Account
from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.engines.forms.binding import bind
from hengjian.engines.pack_format.form_model import Form
from hengjian.ledger.faults import LedgerFault
from hengjian.ledger.models import Shortfall
from hengjian.ledger.queries.quantities import Quantity
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters import course
from hengjian.matters.actions import registering
from hengjian.matters.filling import platform_values, rules_of
from hengjian.matters.kinds import REGISTER, Kind, kinds
from hengjian.organisation.models import Person


KIND = "task_follow_up"


@dataclass(frozen=True)
class Asked:
    """Who explains to whom, and until when."""

    responsible: Person
    leader: Person
    due_on: date


def following_kind() -> tuple[Kind, Form]:
    """The kind in which one explains, and its form. Raises ``LedgerFault``."""
    kind = kinds().get(KIND)
    form = kind.form(REGISTER) if kind is not None else None
    if kind is None or form is None:
        raise LedgerFault(
            Text(
                "督办事项的业务包没有启用",
                "the pack that follows tasks up is not in use",
            )
        )
    course.prepare(kind)
    return kind, form


@journal.action
def ask_to_explain(*, quantity: Quantity, asked: Asked, by: Actor) -> Shortfall:
    """Ask a department that fell short of a month to explain and to correct.

    Opens a matter that is followed up; nothing is deducted. Raises ``LedgerFault`` where
    the quantity was reached, the month lasts, or it was asked already.
    """
    if quantity.is_reached or quantity.last_day >= clock.today():
        raise LedgerFault(
            Text("数量已达到，或当月未结束", "it was reached, or the month lasts")
        )
    if Shortfall.objects.filter(
        department=quantity.department,
        rule=quantity.rule,
        month_on=quantity.month_on,
    ).exists():
        raise LedgerFault(Text("已要求说明", "it was asked already"))
    if asked.due_on <= clock.today():
        raise LedgerFault(Text("期限应在今天以后", "the limit is to be after today"))
    unit = quantity.rule.procuratorate
    kind, form = following_kind()
    registrant = by.person if isinstance(by, Account) else None
    me = registrant.number if registrant is not None else ""
    start = platform_values(kind, unit, quantity.department, me)
    bound = bind(form, rules_of(kind, me), start, _typed(quantity, asked))
    if not bound.is_valid:
        raise LedgerFault(
            Text(
                f"不能立项：{'；'.join(words.zh for _, words in bound.faults)}",
                f"not opened: {'; '.join(words.en for _, words in bound.faults)}",
            ),
            status=422,
        )
    shortfall = Shortfall(
        procuratorate=unit,
        department=quantity.department,
        rule=quantity.rule,
        month_on=quantity.month_on,
        wanted=quantity.wanted,
        reached=quantity.reached,
        asked_by=by.journal_name,
        asked_at=clock.now(),
    )
    shortfall.matter = registering.register(
        kind=kind,
        bound=bound,
        unit=unit,
        department=quantity.department,
        registrant=registrant,
        title=_title(quantity),
        by=by,
    )
    shortfall.save()
    journal.enter(
        "ledger.shortfall_asked",
        subject=shortfall,
        new={
            "department": quantity.department.pk,
            "month": quantity.month_on,
            "wanted": quantity.wanted,
            "reached": quantity.reached,
            "matter": shortfall.matter.pk,
        },
    )
    return shortfall


def _title(quantity: Quantity) -> str:
    return (
        f"{quantity.department.name}{quantity.month_on:%Y-%m}"
        f"{quantity.rule.title_zh}未完成情况说明"
    )


def _typed(quantity: Quantity, asked: Asked) -> dict[str, str]:
    month = f"{quantity.month_on:%Y-%m}"
    return {
        "source": "plan",
        "source_reference": f"{quantity.rule.title_zh}（{quantity.rule.source_zh}）",
        "content": (
            f"{month} 应报 {quantity.wanted} 件，实报 {quantity.reached} 件。"
            "说明原因，提出改进办法。"
        ),
        "responsible": asked.responsible.number,
        "leader": asked.leader.number,
        "method": "书面说明，次月补齐",
        "target": f"次月达到 {quantity.wanted} 件",
        "measures": "部门自查原因，明确专人报送",
        "responsibility": "先说明、后改进；逾期未改进的在规定范围内通报",
        "due_on": asked.due_on.isoformat(),
        "reporting": "weekly",
        "is_emergency": "false",
    }
