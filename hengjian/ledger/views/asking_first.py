"""What a change would come to, shown and asked about before anything is changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.doors import PageRequest
from hengjian.lib.bilingual import Text


STEP, SURE, CHANGE = "step", "sure", "change"


@dataclass(frozen=True)
class Row:
    """One thing that a change touches: as it stands and as it would be."""

    label: Text
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        """Whether it would differ."""
        return self.before != self.after


@dataclass(frozen=True)
class Question:
    """A change that is asked about: what it is, what it touches, what follows."""

    title: Text
    whose: str
    rows: Sequence[Row]
    follows: Sequence[Text]
    act: Text
    back: str


def is_sure(request: PageRequest) -> bool:
    """Whether the sender has seen what a change comes to and wants it."""
    return request.POST.get(STEP) == SURE


def ask(request: PageRequest, question: Question) -> HttpResponse:
    """The page that shows the change; nothing is stored by it."""
    given: Mapping[str, str] = request.POST.dict()
    context = {
        "question": question,
        "given": {
            name: value
            for name, value in given.items()
            if name not in {"csrfmiddlewaretoken", STEP}
        },
        "changes": sum(row.is_changed for row in question.rows),
    }
    return render(request, "ledger/ask_first.html", context)
