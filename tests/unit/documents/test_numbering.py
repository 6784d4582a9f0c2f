"""Many who issue at once: no number is missing, none stands twice, none comes back."""

import threading

import pytest
from django.db import connection

from hengjian.audit.verifying import verify
from hengjian.documents.actions import issuing
from hengjian.documents.models import Document, DocumentRegister
from hengjian.documents.source import kind_of
from hengjian.lib import clock
from tests.cast import assemble
from tests.factories import documents as make
from tests.factories import matters
from tests.unit.documents.conftest import TODAY


WRITERS = 20


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gaps_whoever_issues_at_once() -> None:
    cast = assemble()
    matters.release_kinds()
    matters.office(cast)
    matter = make.refused_request(cast)
    drafts = [make.draft(cast, matter) for _ in range(WRITERS)]
    kind = kind_of(drafts[0])
    start = threading.Barrier(WRITERS)
    failed: list[BaseException] = []

    def issue(document: Document) -> None:
        try:
            start.wait(20)
            with clock.moved_to(TODAY):
                issuing.issue(document=document, kind=kind, by=cast.liu)
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=issue, args=(each,)) for each in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    numbered = Document.objects.exclude(serial=None).order_by("serial")
    assert [each.serial for each in numbered] == list(range(1, WRITERS + 1))
    assert len({each.number for each in numbered}) == WRITERS
    assert DocumentRegister.objects.get().last == WRITERS
    assert verify().faults == ()
