"""Papers of a journey, issued as on the page of their matter."""

from hengjian.documents.actions import issuing
from hengjian.documents.models import Document, DocumentState
from hengjian.documents.source import kind_in
from tests.journeys.walking import Journey


def issued(case: Journey, name: str, by: str) -> Document:
    """Somebody issues the draft of a kind that a task of the matter left."""
    paper = Document.objects.get(matter=case.pk, kind=name, state=DocumentState.DRAFT)
    return issuing.issue(
        document=paper,
        kind=kind_in(case.matter.release, name),
        by=case.office.account(by),
    )
