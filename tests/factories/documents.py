"""Documents for tests: a refused request and its notice."""

import io
from dataclasses import replace
from typing import Any

from docx import Document as WordFile

from hengjian.access.models import Account
from hengjian.documents import files, issue_course, receiving_course
from hengjian.documents.actions import drafting, receiving, serving, templates
from hengjian.documents.actions.receiving import Arrived
from hengjian.documents.models import (
    Document,
    OfficeTemplate,
    ReceivedKind,
    ReceivedPaper,
    ServiceHow,
)
from hengjian.documents.source import kind_of
from hengjian.lib import clock
from hengjian.matters import papers
from hengjian.matters.models import Matter
from hengjian.organisation.models import Procuratorate
from tests.cast import Cast
from tests.factories import matters as make


KIND = "refusal_notice"
PDF = b"%PDF-1.4\n%a letter\n"


def refused_request(cast: Cast) -> Matter:
    """A request for paper that the leader refused."""
    matter = make.matter("supply_request", cast.chen)
    make.done(matter, "check_stock", cast.chen, in_stock="否")
    return make.done(
        matter,
        "decide",
        cast.liu,
        decision="refused",
        decision_reason="库存尚可调剂，本季度不再采购。",
    )


def draft(cast: Cast, matter: Matter | None = None) -> Document:
    """The drafted notice of a refused request."""
    matter = matter or refused_request(cast)
    return papers.draft_for(matter, KIND, drafter="陈明", by=cast.chen)


def issued(cast: Cast, matter: Matter | None = None) -> Document:
    """The notice, issued under its number."""
    matter = matter or refused_request(cast)
    document = draft(cast, matter)
    return issue_course.issue(
        document=document, source=papers.source_of(matter), by=cast.liu
    )


def served(matter: Matter, *, by: Account) -> dict[str, object]:
    """A notice of any request, as if it had been refused: issued, sealed, served."""
    real = papers.source_of(matter)
    today = clock.today()
    decided = {
        "decision": "refused",
        "decision_reason": "库存尚可调剂。",
        "decided_on": today,
        "decided_by": "LIU",
    }
    source = replace(real, row={**real.row, **decided})
    draft = drafting.make(source=source, kind=papers.offered(matter)[KIND], by=by)
    document = issue_course.issue(document=draft, source=source, by=by)
    serving.seal(document=document, seal="本院印章", on=today, by=by)
    service = serving.serve(
        document=document,
        kind=kind_of(document),
        how=ServiceHow.IN_PERSON,
        on=today,
        to="陈明",
        by=by,
    )
    return {"document": document.pk, "service": service.pk, "document_kind": KIND}


def received(
    matter: Matter, *, by: Account, answers: Document | None = None, **told: Any
) -> ReceivedPaper:
    """A letter of the water bureau about a matter, as a PDF of two pages."""
    today = clock.today()
    wanted = {
        "kind": ReceivedKind.REPLY if answers is not None else ReceivedKind.LETTER,
        "sender": "江城市水务局",
        "title": "关于有关情况的函",
        "sender_number": "江水函〔2026〕31号",
        "dated_on": today,
        "received_on": today,
        "pages": 2,
        "answers": answers,
    }
    return receiving_course.take_in(
        source=papers.source_of(matter),
        arrived=Arrived(**(wanted | told)),
        name="来函.pdf",
        blocks=[PDF],
        by=by,
    )


def passed(matter: Matter, *, by: Account, to: Account) -> dict[str, object]:
    """A letter that was passed on to somebody, not read yet."""
    paper = received(matter, by=by)
    receiving.pass_on(paper=paper, people=[to.person], by=by)
    return {"received_paper": paper.pk}


def template(unit: Procuratorate) -> OfficeTemplate:
    """An office's own template of the notice."""
    word = WordFile()
    word.add_paragraph("{{ article }}")
    content = io.BytesIO()
    word.save(content)
    return templates.add_template(
        unit=unit,
        matter_kind="supply_request",
        kind=KIND,
        file_name="告知书.docx",
        kept=files.keep_template(content.getvalue()),
        by=make.BY,
    )
