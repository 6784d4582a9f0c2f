"""Which chapter and which section help somebody on the page they look at."""

from django.http import HttpRequest
from django.urls import reverse

from hengjian.access.models import Account
from hengjian.access.queries import grants_in_force
from hengjian.lib.bilingual import Text
from hengjian.lib.searching import Hit, Hits, Wanted, gathered
from hengjian.manual.reading import Chapter, chapters


def chapters_of(account: Account) -> list[Chapter]:
    """The chapters of the roles an account holds today."""
    held = {grant.role for grant in grants_in_force(account)}
    return [chapter for name, chapter in chapters().items() if name in held]


def address_for(account: Account, view: str) -> str:
    """The section about a page, in the reader's own chapter before any other."""
    own = chapters_of(account)
    for chapter in (*own, *chapters().values()):
        if task := chapter.task_on(view):
            return f"{reverse('manual:chapter', args=[chapter.role.name])}#{task.name}"
    if own:
        return reverse("manual:chapter", args=[own[0].role.name])
    return reverse("manual:manual")


def help_link(request: HttpRequest) -> dict[str, object]:
    """Context processor: where the help for this page stands; asked only where shown."""
    account = getattr(request, "user", None)
    if not isinstance(account, Account):
        return {}
    found = request.resolver_match
    view = found.view_name if found else ""
    return {"help_address": lambda: address_for(account, view)}


def sections(account: Account, wanted: Wanted) -> Hits:
    """Source of the search: sections of the reader's chapters."""
    seen = {
        task.name: (task, chapter)
        for chapter in reversed(chapters_of(account))
        for task in chapter.tasks
    }
    return gathered(
        Text("帮助", "Help"),
        (
            (
                wanted.rank(task.title.zh, task.title.en),
                Hit(
                    task.title,
                    chapter.role.title,
                    f"{reverse('manual:chapter', args=[chapter.role.name])}#{task.name}",
                ),
            )
            for task, chapter in seen.values()
        ),
    )
