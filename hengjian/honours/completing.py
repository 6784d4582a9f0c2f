"""The tasks of a round's matter are done by the acts on the round, and by nothing else."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from hengjian.audit.actors import Actor
from hengjian.engines.forms.binding import bind
from hengjian.honours.catalogue import KIND
from hengjian.honours.faults import HonourFault
from hengjian.honours.models import HonourRound, Stage
from hengjian.lib.bilingual import Text
from hengjian.matters import course
from hengjian.matters.actions import completing
from hengjian.matters.filling import rules_of, values_of
from hengjian.matters.kinds import kind_of
from hengjian.matters.models import Matter, WorkItem, WorkKind


# of the round whose act is under way: its matter's task may be completed
_acting: ContextVar[int] = ContextVar("honours_acting", default=0)


def only_on_its_page(*, item: WorkItem, by: Actor) -> None:
    """Refuse to complete a round's task from anywhere but the round's own acts.

    Otherwise what was typed on a form could disagree with who was nominated, what was
    voted and whether the notice is over. Raises ``HonourFault``.
    """
    if item.matter_kind != KIND or item.kind != WorkKind.TASK:
        return
    if _acting.get() == item.matter_id:
        return
    raise HonourFault(
        Text(
            f"“{item.label_zh}”在“评先评优”页办理，办完后这项任务自行办结",
            f"“{item.label_en}” is done on the page of the round; this task then"
            " completes itself",
        )
    )


def finish(
    honour_round: HonourRound, element: Stage, typed: Mapping[str, str], *, by: Actor
) -> None:
    """Complete the open task of a round's matter with what the round says.

    The last thing an act does. Raises ``HonourFault`` where that task is not open.
    """
    matter = Matter.objects.select_related(
        "release", "procuratorate", "department"
    ).get(pk=honour_round.matter_id)
    work = matter.work_items.filter(
        kind=WorkKind.TASK, element=element.value, done_at__isnull=True
    ).first()
    if work is None:
        raise HonourFault(
            Text(
                "这一步已经办结，请刷新后再看",
                "this step is done already: reload the page",
            )
        )
    work.matter = matter
    kind = kind_of(matter.release)
    course.prepare(kind)
    form = kind.form(work.form)
    assert form is not None  # noqa: S101 (every task of the pack has one)
    bound = bind(form, rules_of(kind, _number(by)), values_of(matter, kind), typed)
    with _under_way(matter.pk):
        completing.complete(item=work, bound=bound, version=matter.version, by=by)


@contextmanager
def _under_way(matter: int) -> Iterator[None]:
    token = _acting.set(matter)
    try:
        yield
    finally:
        _acting.reset(token)


def _number(by: Actor) -> str:
    person = getattr(by, "person", None)
    return str(person.number) if person is not None else ""
