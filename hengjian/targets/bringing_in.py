"""A form of targets held against a plan, and a plan written as a form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hengjian.engines.targets.gaps import Gap, Weight
from hengjian.engines.targets.reconciling import gaps
from hengjian.targets.changes import (
    Changes,
    changes_to,
    rows_in_force,
    stored_rows,
)
from hengjian.targets.form.cells import CellFault
from hengjian.targets.form.columns import COLUMNS
from hengjian.targets.form.matching import matched
from hengjian.targets.form.reading import read_form
from hengjian.targets.form.writing import write_form
from hengjian.targets.models import TargetPlan
from hengjian.targets.policy import never_scored
from hengjian.targets.queries.gaps import for_analysis_only
from hengjian.targets.rows import Row, engine_tree


_INDICATOR = next(column.head for column in COLUMNS if column.name == "indicator")


@dataclass(frozen=True)
class Preview:
    """What a form would do. With faults it is not written."""

    rows: tuple[Row, ...]
    faults: tuple[CellFault, ...]
    gaps: tuple[Gap, ...]
    changes: Changes
    removing: tuple[str, ...]

    @property
    def stops(self) -> int:
        """Gaps that would keep the plan from being adopted."""
        return sum(gap.weight is Weight.STOPS for gap in self.gaps)


def preview(plan: TargetPlan, rows: Sequence[Sequence[str]], day: date) -> Preview:
    """Hold a sheet against a plan; every fault at once, nothing is written.

    A form is the whole plan: targets that do not stand in it would go. Raises ``NoHeads``.
    """
    form = read_form(rows)
    listed = never_scored()
    wanted, faults = matched(form, plan.procuratorate, day, listed.catalogue)
    refused = [
        CellFault(form.rows[row.number], _INDICATOR, fault.message)
        for row in wanted
        if (
            fault := (listed.refusal(row.indicator) if row.indicator else None)
            or listed.refusal_in_words(f"{row.title} {row.rubric}")
        )
    ]
    before = stored_rows(plan)
    removing = tuple(before) if not faults else ()
    return Preview(
        rows=tuple(wanted),
        faults=tuple(sorted([*faults, *refused], key=lambda fault: fault.row)),
        gaps=(
            *(gap for top in engine_tree(wanted) for gap in gaps(top)),
            *(
                gap
                for row in wanted
                for gap in for_analysis_only(row, listed.catalogue, plan.year)
            ),
        ),
        changes=changes_to(before, wanted, removing=removing),
        removing=removing,
    )


def form_of(plan: TargetPlan) -> list[list[str]]:
    """A plan's rows by their newest versions, the heads first."""
    return write_form(engine_tree(rows_in_force(plan)))
