"""What the page of one matter shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from hengjian.access.actor_names import actor_names
from hengjian.engines.deadlines.asking import Answer
from hengjian.engines.forms.bound import BoundForm
from hengjian.engines.pack_format.model import ItemType
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters import filling, limits
from hengjian.matters.advancing import stretches
from hengjian.matters.kinds import REGISTER, Kind
from hengjian.matters.models import (
    Extension,
    ExtensionState,
    Matter,
    Outcome,
    WorkItem,
)
from hengjian.matters.queries.document_lines import document_lines
from hengjian.organisation.models import Department, Person, Procuratorate


@dataclass(frozen=True)
class Task:
    """A work item with its limit's reasons."""

    item: WorkItem
    answer: Answer | None
    extensions: tuple[Extension, ...]
    done_by: Text

    @property
    def days_left(self) -> int | None:
        """Days until the last day; negative when it has passed."""
        if self.item.due_on is None:
            return None
        return (self.item.due_on - clock.today()).days


@dataclass(frozen=True)
class Line:
    """One line of the time line."""

    at: datetime
    words: Text
    by: Text
    reason: str


def tasks_of(matter: Matter) -> list[Task]:
    """Every work item, open ones first and most urgent, then the done ones, latest first."""
    items = list(matter.work_items.select_related("person", "parent").order_by("id"))
    for item in items:
        item.matter = matter
    names = actor_names(item.done_by for item in items if item.done_by)
    extensions: dict[int, list[Extension]] = {}
    for each in Extension.objects.filter(work_item__in=items):
        extensions.setdefault(each.work_item_id, []).append(each)
    tasks = [
        Task(
            item,
            _answer(item, extensions.get(item.pk, [])),
            tuple(extensions.get(item.pk, [])),
            names.get(item.done_by, Text.same(item.done_by)),
        )
        for item in items
    ]
    far = date.max
    waiting = [each for each in tasks if each.item.is_open]
    done = [each for each in tasks if not each.item.is_open]
    waiting.sort(key=lambda task: (task.item.due_on or far, task.item.pk))
    done.sort(key=lambda task: (task.item.done_at, task.item.pk), reverse=True)
    return [*waiting, *done]


def _answer(item: WorkItem, extensions: list[Extension]) -> Answer | None:
    return limits.answered(
        item.limit,
        suspensions=stretches(item),
        extensions=[
            each.length for each in extensions if each.state == ExtensionState.GRANTED
        ],
        done_on=item.done_on,
        as_of=clock.today(),
    )


def time_line(matter: Matter) -> list[Line]:
    """What happened, the newest first."""
    told = [
        (event.at, event.words, event.by, event.reason)
        for event in matter.events.order_by("-id")
    ]
    of_documents = list(document_lines(matter))
    if of_documents:
        told = sorted([*told, *of_documents], key=lambda each: each[0], reverse=True)
    names = actor_names(by for _, _, by, _ in told)
    return [
        Line(at, words, names.get(by, Text.same(by)), reason)
        for at, words, by, reason in told
    ]


def filled_forms(matter: Matter, kind: Kind) -> list[BoundForm]:
    """The forms of the pack that hold something, the registration first, then as drawn.

    One that was not filled, and whose items another form tells, is left out.
    """
    drawing = kind.pack.process
    drawn = [] if drawing is None else [each.form for each in drawing.tasks.values()]
    names = dict.fromkeys([REGISTER, *drawn, *kind.pack.forms])
    done = matter.work_items.filter(outcome=Outcome.COMPLETED)
    filled_in = {REGISTER, *done.values_list("form", flat=True)}
    told = {
        each.item
        for form in map(kind.form, sorted(filled_in))
        if form is not None
        for each in form.fields
    }
    found = []
    for name in names:
        form = kind.form(name)
        if form is None:
            continue
        bound = filling.shown(matter, kind, form)
        if name == REGISTER or any(
            each.value is not None
            and not each.is_read_only
            and (name in filled_in or each.item.name not in told)
            for each in bound.fields
        ):
            found.append(bound)
    return found


def names_in(bound: BoundForm) -> dict[str, str]:
    """What codes of people, offices and departments on a form are called."""
    codes: dict[ItemType, set[str]] = {
        ItemType.PERSON: set(),
        ItemType.UNIT: set(),
        ItemType.DEPARTMENT: set(),
    }
    for each in bound.fields:
        if each.item.type in codes and each.text:
            codes[each.item.type].add(each.text)
    return {
        **_named(Person, "number", codes[ItemType.PERSON]),
        **_named(Procuratorate, "code", codes[ItemType.UNIT]),
        **_named(Department, "code", codes[ItemType.DEPARTMENT]),
    }


def _named(model: type, field: str, codes: set[str]) -> Mapping[str, str]:
    if not codes:
        return {}
    found = model.objects.filter(**{f"{field}__in": codes})  # type: ignore[attr-defined]
    return dict(found.values_list(field, "name"))
