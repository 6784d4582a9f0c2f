"""A form's targets with the owners and indicators of an office: rows to be written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hengjian.engines.pack_format.model import Indicator
from hengjian.engines.targets.model import Level, Target
from hengjian.lib.bilingual import Text
from hengjian.organisation.models import Department, Person, Procuratorate
from hengjian.organisation.queries import main_appointment_on
from hengjian.targets.form.cells import CellFault
from hengjian.targets.form.columns import COLUMNS
from hengjian.targets.form.reading import TargetsForm
from hengjian.targets.owners import Owner, OwnerUnknown, owner_named
from hengjian.targets.rows import Row, wanted_row


_HEADS = {column.name: column.head for column in COLUMNS}


@dataclass
class Matching:
    """Finds who and what the cells of a form mean; keeps every fault."""

    unit: Procuratorate
    day: date
    catalogue: Mapping[str, Indicator]
    places: Mapping[str, int]

    def __post_init__(self) -> None:
        self.faults: list[CellFault] = []
        self._known: dict[str, Owner] = {}

    def row(self, target: Target) -> Row | None:
        """One target as a row; None where a fault was found."""
        before = len(self.faults)
        is_person = target.level is Level.PERSON
        owner = self._owner(target, target.owner, "person" if is_person else None)
        if owner.person is not None and is_person:
            owner = Owner(self._seat(owner.person), owner.person)
        elif target.person:
            named = self._owner(target, target.person, "person")
            owner = Owner(owner.department, named.person)
        shares = {name: self._owner(target, name, "shares") for name in target.shares}
        indicator = ""
        if target.indicator:
            found = self.catalogue.get(target.indicator)
            if found is None:
                self._fault(
                    target,
                    "indicator",
                    f"指标库没有“{target.indicator}”",
                    f"no indicator is called “{target.indicator}”",
                )
            else:
                indicator = found.name
        if len(self.faults) > before:
            return None
        return wanted_row(target, owner, shares, indicator)

    def _seat(self, person: Person) -> Department | None:
        sitting = main_appointment_on(person, self.day)
        return sitting.department if sitting is not None else None

    def _owner(self, target: Target, text: str, column: str | None) -> Owner:
        if text not in self._known:
            try:
                self._known[text] = owner_named(self.unit, text, self.day)
            except OwnerUnknown as unknown:
                self._fault(
                    target,
                    column or "department",
                    f"本院有 {unknown.several} 位“{text}”，请写工号"
                    if unknown.several
                    else f"本院没有部门或人员“{text}”",
                    f"{unknown.several} people here are called “{text}”: "
                    "write the staff number"
                    if unknown.several
                    else f"no department or person here is called “{text}”",
                )
                return Owner()
        return self._known[text]

    def _fault(self, target: Target, column: str, zh: str, en: str) -> None:
        self.faults.append(
            CellFault(self.places.get(target.name, 0), _HEADS[column], Text(zh, en))
        )


def matched(
    form: TargetsForm,
    unit: Procuratorate,
    day: date,
    catalogue: Mapping[str, Indicator],
) -> tuple[Sequence[Row], Sequence[CellFault]]:
    """The rows of a form and every fault of it, in the order of the sheet."""
    matching = Matching(unit, day, catalogue, form.rows)
    rows = [matching.row(each) for top in form.tops for each in top.walk()]
    faults = sorted([*form.faults, *matching.faults], key=lambda fault: fault.row)
    return [row for row in rows if row is not None], faults
