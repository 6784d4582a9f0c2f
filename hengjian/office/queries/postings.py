"""What is posted: each request with its latest answer, the newest first."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from hengjian.access.models import Account
from hengjian.access.permissions import Permission
from hengjian.lib.bilingual import Text
from hengjian.matters.queries.unsealed import unsealed
from hengjian.office.models import Part, Posting
from hengjian.office.queries.comments import comment_counts
from hengjian.office.queries.places import offices
from hengjian.organisation.models import Procuratorate


STATES = {
    "": Text("全部", "All"),
    "waiting": Text("尚未答复", "not answered yet"),
    "answered": Text("已答复", "answered"),
    "refused": Text("不予同意", "refused"),
}


@dataclass(frozen=True)
class Wanted:
    """What the page is narrowed by; everything left out stands for all."""

    unit: Procuratorate | None = None
    kind: str = ""
    state: str = ""
    find: str = ""
    posted_from: date | None = None
    posted_until: date | None = None


@dataclass(frozen=True)
class Line:
    """A posted request and what was answered, later answers after the first.

    ``comments``: how many stand under it.
    """

    request: Posting
    answers: tuple[Posting, ...]
    comments: int = 0

    @property
    def days(self) -> int | None:
        """Days from the request to the first answer."""
        if not self.answers:
            return None
        return (self.answers[0].posted_on - self.request.posted_on).days

    @property
    def is_as_posted(self) -> bool:
        """Whether nothing of it was altered since it was posted."""
        return all(each.is_as_posted for each in (self.request, *self.answers))


def posted(account: Account, wanted: Wanted) -> QuerySet[Posting]:
    """Posted requests of the account's offices."""
    found = Posting.objects.filter(
        unsealed("matter"),
        part=Part.REQUEST,
        procuratorate__in=offices(account, Permission.POSTING_READ),
    )
    if wanted.unit is not None:
        found = found.filter(procuratorate=wanted.unit)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.find:
        found = found.filter(matter__title__icontains=wanted.find)
    if wanted.posted_from:
        found = found.filter(posted_on__gte=wanted.posted_from)
    if wanted.posted_until:
        found = found.filter(posted_on__lte=wanted.posted_until)
    if wanted.state:
        answer = Exists(
            Posting.objects.filter(matter=OuterRef("matter"), part=Part.ANSWER)
        )
        found = found.filter(~answer if wanted.state == "waiting" else answer)
    if wanted.state == "refused":
        found = found.filter(matter__values__decision="refused")
    return found.select_related("matter", "procuratorate", "department").order_by(
        "-posted_on", "-id"
    )


def lines(requests: list[Posting]) -> list[Line]:
    """The requests of a page with their answers."""
    answers: dict[int, list[Posting]] = {}
    found = Posting.objects.filter(
        matter__in=[each.matter_id for each in requests], part=Part.ANSWER
    )
    for each in found.order_by("id"):
        answers.setdefault(each.matter_id, []).append(each)
    counts = comment_counts(each.matter_id for each in requests)
    return [
        Line(each, tuple(answers.get(each.matter_id, ())), counts[each.matter_id])
        for each in requests
    ]
