"""帮助: what do I do, step by step, in my role."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from hengjian.access.doors import PageRequest, door
from hengjian.manual.queries import chapters_of
from hengjian.manual.reading import chapters


@door(None)
def contents(request: PageRequest) -> HttpResponse:
    """The chapters, the reader's own first."""
    own = chapters_of(request.user)
    others = [chapter for chapter in chapters().values() if chapter not in own]
    return render(request, "manual/contents.html", {"own": own, "others": others})


@door(None)
def chapter(request: PageRequest, role: str) -> HttpResponse:
    """One role's tasks, with pictures."""
    found = chapters().get(role)
    if found is None:
        raise Http404(role)
    language = "en" if (get_language() or "").startswith("en") else "zh"
    tasks = [
        (task, task.picture_file(language) if task.picture else "")
        for task in found.tasks
    ]
    return render(request, "manual/chapter.html", {"chapter": found, "tasks": tasks})
