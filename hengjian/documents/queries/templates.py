"""Which template a document is made with."""

from django.db.models import QuerySet

from hengjian.documents.models import OfficeMark, OfficeTemplate
from hengjian.organisation.models import Procuratorate


ENDINGS = ("人民检察院", "检察院")
PLACES = ("省", "市", "州", "县", "区", "旗")


def template_in_force(
    unit: Procuratorate, matter_kind: str, kind: str
) -> OfficeTemplate | None:
    """The nearest office's own template, its newest that is not withdrawn."""
    found = OfficeTemplate.objects.filter(
        matter_kind=matter_kind,
        kind=kind,
        withdrawn_at__isnull=True,
        procuratorate__in=upwards(unit),
    ).select_related("procuratorate")
    return max(
        found,
        key=lambda each: (len(each.procuratorate.path), each.number),
        default=None,
    )


def templates_of(unit: Procuratorate) -> QuerySet[OfficeTemplate]:
    """Every version of an office's own templates, newest first."""
    return OfficeTemplate.objects.filter(procuratorate=unit).order_by(
        "matter_kind", "kind", "-number"
    )


def office_mark(unit: Procuratorate) -> str:
    """What stands for an office in numbers: as set, else the place in its name."""
    found = OfficeMark.objects.filter(procuratorate=unit).first()
    if found is not None:
        return found.mark
    name: str = unit.name
    for ending in ENDINGS:
        name = name.removesuffix(ending)
    return name[:-1] if len(name) > 2 and name.endswith(PLACES) else name[:20]


def upwards(unit: Procuratorate) -> list[int]:
    """An office and those above it."""
    return [int(key) for key in unit.path.split("/") if key]
