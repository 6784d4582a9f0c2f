"""One matter on its way: who does what, and after each act in whose inbox it stands.

Nothing of the matter lives between two acts but what the database holds: after each one
the process is written, everything that was read is dropped, the state is loaded again,
and must stand where it stood, with the very work items that it opens.
"""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from hengjian.access.models import Account
from hengjian.engines.process import stored_state
from hengjian.lib.faults import UserFault
from hengjian.matters import filling
from hengjian.matters.actions import allocating, completing, moving_back
from hengjian.matters.filling import row_of, values_of
from hengjian.matters.kinds import kind_of
from hengjian.matters.models import Matter, WorkItem, WorkKind
from hengjian.matters.queries.inbox import open_work
from hengjian.matters.queries.sight import may_complete
from hengjian.packs import queries as packs
from hengjian.workflow import definitions
from hengjian.workflow import queries as workflow


if TYPE_CHECKING:
    from tests.journeys.office import Office


_read_anew: set[str] = set()  # kinds whose release was read from its files once more


class Journey:
    """A registered matter that people of an office move along."""

    def __init__(self, office: "Office", pk: int) -> None:
        self.office, self.pk = office, pk
        self._saved_and_restored()

    @property
    def matter(self) -> Matter:
        """As the database has it now."""
        found: Matter = Matter.objects.select_related(
            "release", "process", "procuratorate", "department"
        ).get(pk=self.pk)
        return found

    # what stands

    @property
    def waits(self) -> dict[str, list[str]]:
        """Whose inbox holds which tasks of this matter: sign-in → elements.

        What was asked beside the process shows as ``countersign:decide``.
        """
        found = {}
        for name in self.office.people:
            work = open_work(self.office.account(name)).filter(matter=self.pk)
            if shown := sorted(_named(item) for item in work):
                found[name] = shown
        return found

    @property
    def due(self) -> dict[str, date | None]:
        """The last day of each open task: element → day."""
        found = self.matter.work_items.filter(done_at__isnull=True)
        return {_named(item): item.due_on for item in found}

    @property
    def card(self) -> dict[str, Any]:
        """The case card as it stands, typed and with what it computes; empty items left out."""
        matter = self.matter
        kind = kind_of(matter.release)
        row = row_of(kind, values_of(matter, kind))
        return {name: value for name, value in row.items() if value is not None}

    @property
    def state(self) -> str:
        """open, suspended, closed or archived."""
        return str(self.matter.state)

    @property
    def story(self) -> list[str]:
        """The time line in Chinese, the first line first."""
        events = self.matter.events.order_by("id")
        return [each.words_zh for each in events]

    # what people do

    def does(
        self,
        who: str,
        element: str,
        *,
        answers: dict[str, str] | None = None,
        **typed: str,
    ) -> "Journey":
        """Somebody fills the form of an open task and completes it, as its page would.

        What the form proposes stands in it; an empty text takes it away. ``answers`` are
        those to integrity gates. Raises ``AssertionError`` where it does not stand in their inbox, ``NotFilled``
        and the other faults of completing.
        """
        account, item = self.office.account(who), self.item(element)
        assert may_complete(account, item), f"{element} is not {who}'s to do"
        bound = None
        if item.form:
            empty = filling.task_form(item, account)
            proposed = {f.item.name: f.text for f in empty.fields if not f.is_read_only}
            bound = filling.task_form(item, account, proposed | typed)
        completing.complete(
            item=item,
            bound=bound,
            version=item.matter.version,
            answers=answers,
            by=account,
        )
        self._saved_and_restored()
        return self

    def refuses(self, who: str, element: str, **typed: Any) -> str:
        """What somebody is told who tries so; the matter stands as it stood."""
        before = self._standing()
        try:
            self.does(who, element, **typed)
        except UserFault as fault:
            assert self._standing() == before
            return fault.message.zh
        raise AssertionError(f"{element} was done")

    def returns(self, who: str, element: str, to: str, reason: str) -> "Journey":
        """Somebody sends an open task back to one done before."""
        return self.act(
            who, moving_back.send_back, task=element, element=to, reason=reason
        )

    def recalls(self, who: str, element: str, reason: str) -> "Journey":
        """Somebody takes back the task that they did last."""
        done = self.matter.work_items.filter(element=element, done_at__isnull=False)
        item = done.order_by("-done_at", "-id").first()
        assert item is not None
        moving_back.recall(item=item, reason=reason, by=self.office.account(who))
        self._saved_and_restored()
        return self

    def keeps_away(self, who: str, reason: str, *, said_by: str = "") -> "Journey":
        """Somebody is recused from the matter."""
        return self.act(
            said_by or who,
            allocating.recuse,
            person=self.office.person(who),
            reason=reason,
        )

    def act(
        self, who: str, action: Callable[..., Any], *, task: str = "", **values: Any
    ) -> "Journey":
        """Somebody does any act of ``matters.actions`` on the matter, or on a task of it."""
        account: Account = self.office.account(who)
        on: dict[str, Any] = (
            {"item": self.item(task)} if task else {"matter": self.matter}
        )
        action(**on, **values, by=account)
        self._saved_and_restored()
        return self

    def item(self, element: str) -> WorkItem:
        """The open task of an element."""
        found: WorkItem = self.matter.work_items.select_related("matter__release").get(
            element=element, kind=WorkKind.TASK, done_at__isnull=True
        )
        return found

    # saved and restored

    def _standing(self) -> tuple[int, bytes, list[tuple[str, str]]]:
        matter = self.matter
        assert matter.process is not None
        items = matter.work_items.filter(done_at__isnull=True).order_by("id")
        return (
            matter.version,
            bytes(matter.process.state),
            [(each.task, each.element) for each in items],
        )

    def _saved_and_restored(self) -> None:
        matter = self.matter
        assert matter.process is not None
        before = workflow.standing(matter.process)
        definitions._definition.cache_clear()
        if matter.kind not in _read_anew:
            # reading a release anew takes a tenth of a second: once for each kind
            _read_anew.add(matter.kind)
            packs._load.cache_clear()
        process = self.matter.process
        assert process is not None
        definition = definitions.definition_of(process.release)
        state = bytes(process.state)
        assert stored_state.save(stored_state.load(state, definition.reads)) == state
        after = workflow.standing(process)
        assert after == before
        waiting = self.matter.work_items.filter(
            kind=WorkKind.TASK, done_at__isnull=True
        )
        opened = {each.task for each in after.ready} if matter.is_under_way else set()
        assert {each.task for each in waiting} == opened


def _named(item: WorkItem) -> str:
    if item.kind == WorkKind.TASK:
        return item.element
    asked_beside = item.parent.element if item.parent is not None else ""
    return f"{item.kind}:{asked_beside}"
