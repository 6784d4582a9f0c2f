"""Told after commit: an article has fallen to its reorder level."""

from typing import Any

from django.urls import reverse

from hengjian.access.models import Account
from hengjian.audit.actors import System
from hengjian.jobs.context import JobContext
from hengjian.jobs.registry import task
from hengjian.lib.bilingual import Text
from hengjian.matters.people import account_of, holders_of
from hengjian.notices import actions as notices
from hengjian.notices.actions import Telling
from hengjian.notices.models import Kind
from hengjian.office.models import Article


BY = System("notices")


@task
def tell_of_low_stock(
    context: JobContext, event: str, event_id: str, article: int, stock: int
) -> dict[str, Any]:
    """The general office is told to order before it runs out."""
    found = Article.objects.select_related("procuratorate").get(pk=article)
    people = holders_of("office_staff", found.procuratorate, None)
    accounts: list[Account] = [a for p in people if (a := account_of(p)) is not None]
    telling = Telling(
        kind=Kind.LIMIT,
        key=f"{event}:{event_id}",
        sentence=Text(
            f"需补库：{found.name}还有 {stock} {found.measure}",
            f"To be reordered: {stock} {found.measure} of {found.name} left",
        ),
        address=reverse("office:article", args=[found.pk]),
    )
    return {"told": notices.send(telling=telling, to=accounts, by=BY)}
