"""An objection to a sheet: the form it is registered on, and what it says afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hengjian.access.models import Account
from hengjian.appraisal.faults import AppraisalFault, NotTheirs
from hengjian.appraisal.models import ScoreSheet, SheetVersion
from hengjian.appraisal.periods import in_words
from hengjian.engines.forms.bound import BoundForm
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.matters import filling
from hengjian.matters.kinds import Kind, kind_named, kind_of
from hengjian.matters.models import Matter
from hengjian.matters.people import place_of
from hengjian.organisation.models import Department, Procuratorate
from hengjian.organisation.models.post import PostKind
from hengjian.organisation.queries import main_appointment_on


KIND = "appraisal_objection"
WRITTEN = ("ground", "contested", "words")  # what the objector writes
# what the sheet says of itself: nobody may write it otherwise
OF_THE_SHEET = ("sheet", "sheet_version", "sheet_digest", "told_on", "is_procurator")
PROCURATORS = (
    PostKind.PROCURATOR,
    PostKind.DEPARTMENT_HEAD,
    PostKind.DEPUTY,
    PostKind.COMMITTEE_MEMBER,
)


@dataclass(frozen=True)
class Objection:
    """A registered objection: its matter, the sheet and the version it is about."""

    matter: Matter
    values: Mapping[str, Any]
    sheet: ScoreSheet
    version: SheetVersion

    @property
    def reference(self) -> str:
        """What a sheet is frozen for."""
        return reference_of(self.matter)


def reference_of(matter: Matter) -> str:
    """What a sheet is frozen for."""
    return f"matters.matter:{matter.pk}"


def facts_of(sheet: ScoreSheet) -> dict[str, Any]:
    """What a sheet says of itself, as values of the objection's card."""
    version = sheet.version
    told_on = (sheet.round.closed_at or version.made_at).astimezone(clock.SHANGHAI)
    return {
        "sheet": sheet.pk,
        "sheet_version": version.number,
        "sheet_digest": version.digest,
        "told_on": told_on.date(),
        "is_procurator": _is_procurator(sheet),
    }


def _is_procurator(sheet: ScoreSheet) -> bool:
    if sheet.round.scheme.staff_class == "procurators":
        return True
    seat = main_appointment_on(sheet.person, clock.today())
    return seat is not None and seat.post.kind in PROCURATORS


def scorer_of(sheet: ScoreSheet) -> str:
    """The staff number of who had the version computed; empty for the platform itself."""
    prefix, _, username = sheet.version.made_by.partition(":")
    if prefix != "account":
        return ""
    found = Account.objects.filter(username=username, person__isnull=False).first()
    return str(found.person.number) if found is not None and found.person else ""


def bound_form(
    sheet: ScoreSheet, typed: Mapping[str, str], by: Account
) -> tuple[Kind, BoundForm, tuple[Procuratorate, Department | None]]:
    """The form of registration, filled from the sheet. Raises ``NotTheirs``."""
    if by.person is None or by.person.pk != sheet.person_id:
        raise NotTheirs
    place = place_of(by.person, clock.today())
    if place is None:
        raise NotTheirs
    kind = kind_named(KIND)
    texts = {
        name: "是" if value is True else "否" if value is False else str(value)
        for name, value in facts_of(sheet).items()
    }
    texts |= {
        "subject": f"{in_words(sheet.round.period).zh} {sheet.round.scheme.name}",
        "total_before": "" if sheet.total is None else str(sheet.total.normalize()),
        "scored_by": scorer_of(sheet),
        **{name: typed.get(name, "") for name in WRITTEN},
    }
    return kind, filling.registration(kind, *place, by, texts), place


def objection_of(matter: Matter) -> Objection:
    """What a matter objects to. Raises ``AppraisalFault`` for a sheet that is not there."""
    values = filling.values_of(matter, kind_of(matter.release))
    sheets = ScoreSheet.objects.select_related(
        "round__scheme__adopted_version", "person", "current"
    )
    sheet = sheets.filter(pk=int(values.get("sheet") or 0)).first()
    number = int(values.get("sheet_version") or 0)
    version = None if sheet is None else sheet.versions.filter(number=number).first()
    if sheet is None or version is None:
        raise AppraisalFault(
            Text("没有这份考评表或这一版", "there is no such sheet or version")
        )
    return Objection(matter, values, sheet, version)


def corrections_of(text: str) -> dict[str, str]:
    """Values by item from lines ``item=value``. Raises ``AppraisalFault``."""
    found = {}
    for line in filter(str.strip, text.replace("＝", "=").splitlines()):
        item, is_there, value = line.partition("=")
        if not is_there or not item.strip():
            raise AppraisalFault(
                Text(
                    f"“{line.strip()}”应为：考评项=数值",
                    f"“{line.strip()}” should read item=value",
                ),
                status=422,
            )
        found[item.strip()] = value.strip()
    return found
