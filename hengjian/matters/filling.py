"""Forms of a matter, bound: outside every transaction, before an action is asked."""

from collections.abc import Mapping
from typing import Any

from hengjian.access.models import Account
from hengjian.calendars.queries import calendar_in_force
from hengjian.engines.forms.binding import Rules, bind
from hengjian.engines.forms.bound import BoundForm
from hengjian.engines.forms.cells import Stored, from_stored
from hengjian.engines.forms.computing import with_computed
from hengjian.engines.pack_format.form_model import Form
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters import course, led_by, personal_vault, recording
from hengjian.matters.faults import MatterFault
from hengjian.matters.kinds import (
    APPLICANT,
    NUMBER,
    REGISTER,
    REGISTERED_ON,
    Kind,
    kind_of,
)
from hengjian.matters.models import Matter, WorkItem
from hengjian.matters.recording import RECORD_OF
from hengjian.organisation.models import Department, Procuratorate


def rules_of(kind: Kind, me: str = "") -> Rules:
    """What a form of a kind is held against today."""
    return Rules(
        card=kind.card,
        as_of=clock.today(),
        parameters=kind.parameters,
        calendar=calendar_in_force(),
        me=me,
    )


def staff_number(account: Account) -> str:
    """The staff number of the person on whose duty an account acts."""
    person = (account.acting_for or account).person
    return person.number if person is not None else ""


def registration(
    kind: Kind,
    unit: Procuratorate,
    department: Department | None,
    account: Account,
    typed: Mapping[str, str] | None = None,
    *,
    known: Mapping[str, Stored] | None = None,
    judged: bool = True,
) -> BoundForm:
    """The form on which a matter is registered. Raises ``MatterFault`` without one.

    ``known`` is what it begins with, of another matter or of an imported card.
    """
    course.prepare(kind)
    form = kind.form(REGISTER)
    if form is None:
        raise _no_form(REGISTER)
    me = staff_number(account)
    start = {**(known or {}), **platform_values(kind, unit, department, me)}
    return bind(form, rules_of(kind, me), start, typed, judged=judged)


def platform_values(
    kind: Kind, unit: Procuratorate, department: Department | None, me: str
) -> dict[str, Stored]:
    """What the platform knows at registration; the number follows in the action."""
    card = kind.card
    known: dict[str, Stored] = {
        RECORD_OF: recording.record_of(kind, unit, clock.today()).value,
        NUMBER: "—",
        REGISTERED_ON: clock.today().isoformat(),
        APPLICANT: me or None,
    }
    if card.unit:
        known[card.unit] = unit.code
    if card.department and department is not None:
        known[card.department] = department.code
    return {name: value for name, value in known.items() if name in card.items}


def task_form(
    item: WorkItem,
    account: Account,
    typed: Mapping[str, str] | None = None,
    kind: Kind | None = None,
    *,
    judged: bool = True,
) -> BoundForm:
    """The form of an open task. Raises ``MatterFault`` for one without a form."""
    kind = kind or kind_of(item.matter.release)
    course.prepare(kind)
    form = kind.form(item.form)
    if form is None:
        raise _no_form(item.form)
    rules = rules_of(kind, staff_number(account))
    begins = {**led_by.told(item.matter, kind, form), **values_of(item.matter, kind)}
    return bind(form, rules, begins, typed, judged=judged)


def shown(matter: Matter, kind: Kind, form: Form) -> BoundForm:
    """A form as it is read, nothing judged."""
    return bind(form, rules_of(kind), values_of(matter, kind), proposed=False)


def values_of(matter: Matter, kind: Kind) -> dict[str, Any]:
    """Every stored value of a matter, personal ones too, for who may fill its forms."""
    values = dict(matter.values)
    if kind.personal_items:
        values |= personal_vault.opened(matter)
    return values


def row_of(kind: Kind, values: Mapping[str, Stored]) -> dict[str, Any]:
    """Stored values as the card's types, with what the card computes from them."""
    rules = rules_of(kind)
    row = {
        name: from_stored(values.get(name), item)
        for name, item in kind.card.items.items()
    }
    return with_computed(row, rules.card, rules.parameters, rules.calendar, rules.as_of)


def _no_form(name: str) -> MatterFault:
    return MatterFault(
        Text(f"业务包里没有表单“{name}”", f"the pack has no form “{name}”")
    )
