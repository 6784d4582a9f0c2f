"""What a form of targets would change in a plan, row by row, before anything is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hengjian.lib.bilingual import Text
from hengjian.targets.models import TargetPlan
from hengjian.targets.queries.plans import current_version, targets_of
from hengjian.targets.rows import NAMES, Row, changed, place_of, stored_row


@dataclass(frozen=True)
class Change:
    """One row: what it was, what it would be, and which parts differ."""

    number: str
    before: Row | None
    after: Row | None
    parts: tuple[str, ...] = ()

    @property
    def kind(self) -> Text:
        """Added, changed or taken away."""
        if self.before is None:
            return Text("新增", "added")
        if self.after is None:
            return Text("删去", "taken away")
        return Text("修改", "changed")

    @property
    def title(self) -> str:
        """The target's name, the new one first."""
        row = self.after or self.before
        return row.title if row is not None else ""

    @property
    def what(self) -> Text:
        """The parts that differ, in both languages."""
        names = [NAMES.get(part, Text.same(part)) for part in self.parts]
        return Text(
            "、".join(name.zh for name in names), ", ".join(name.en for name in names)
        )


@dataclass(frozen=True)
class Changes:
    """All that would change, in the order of the numbers."""

    changes: tuple[Change, ...]
    unchanged: int

    def __bool__(self) -> bool:
        return bool(self.changes)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many are added, changed, taken away."""
        found = {"added": 0, "changed": 0, "removed": 0}
        for each in self.changes:
            if each.before is None:
                found["added"] += 1
            elif each.after is None:
                found["removed"] += 1
            else:
                found["changed"] += 1
        return found


def stored_rows(plan: TargetPlan) -> dict[str, Row]:
    """The rows of a plan by their numbers, each by its newest version."""
    return {
        each.number: stored_row(each, current_version(each))
        for each in targets_of(plan)
    }


def rows_in_force(plan: TargetPlan) -> list[Row]:
    """The rows of a plan that have not ended, each by its newest version."""
    found = []
    for each in targets_of(plan):
        version = current_version(each)
        if version is None or not version.is_end:
            found.append(stored_row(each, version))
    return found


def changes_to(
    before: Mapping[str, Row], wanted: Iterable[Row], *, removing: Sequence[str] = ()
) -> Changes:
    """What the wanted rows change. ``removing``: numbers that would go if not wanted."""
    after = {row.number: row for row in wanted}
    found, unchanged = [], 0
    for number in sorted({*after, *removing} & {*after, *before}, key=place_of):
        old, new = before.get(number), after.get(number)
        parts = changed(old, new) if old is not None and new is not None else ()
        if old is not None and new is not None and not parts:
            unchanged += 1
            continue
        found.append(Change(number, old, new, tuple(parts)))
    return Changes(tuple(found), unchanged)
