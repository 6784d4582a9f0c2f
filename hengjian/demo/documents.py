"""Papers of the invented city: refusals issued, sealed and served, and what came back."""

from datetime import date, timedelta

from hengjian.access.models import Account
from hengjian.audit.actors import Actor
from hengjian.demo.city.generating import TODAY
from hengjian.demo.matters.office import sign_ins
from hengjian.documents import issue_course, receiving_course
from hengjian.documents.actions import issuing, receiving, serving
from hengjian.documents.actions.receiving import Arrived
from hengjian.documents.models import (
    Document,
    DocumentState,
    PassedPaper,
    ReceivedKind,
    ReceivedPaper,
    ServiceHow,
)
from hengjian.documents.source import kind_of
from hengjian.lib import clock
from hengjian.matters import papers
from hengjian.matters.models import Matter


NOTICE = "refusal_notice"
SEAL = "云泽市临湖区人民检察院印章"
MOST = 5  # notices that went out; what is drafted after waits
# a scan of one white page
SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def send_papers(*, by: Actor) -> int:
    """Issue and serve the first refusals, and register what came; once."""
    accounts = sign_ins()
    if ReceivedPaper.objects.exists() or not {"office", "deputy"} <= set(accounts):
        return 0
    office, deputy = accounts["office"], accounts["deputy"]
    drafts = Document.objects.filter(
        kind=NOTICE, state=DocumentState.DRAFT, record_of="here"
    ).order_by("made_at", "pk")
    sent = [_sent(draft, office, place) for place, draft in enumerate(drafts[:MOST])]
    if sent:
        _answered(sent[0], office, deputy)
    if len(sent) > 1:
        _withdrawn(sent[-1], office)
    return len(sent)


def _sent(draft: Document, office: Account, place: int) -> Document:
    """Issued the day after it was drafted, sealed, served; its receipt comes back."""
    matter = Matter.objects.get(pk=draft.matter)
    on = _after(draft.made_at.astimezone(clock.SHANGHAI).date(), 1)
    with clock.moved_to(on):
        document = issue_course.issue(
            document=draft, source=papers.source_of(matter), reason="", by=office
        )
        serving.seal(document=document, seal=SEAL, on=on, by=office)
        applicant = matter.registrant
        service = serving.serve(
            document=document,
            kind=kind_of(document),
            how=ServiceHow.IN_PERSON,
            on=on,
            to=applicant.name if applicant is not None else "申领人",
            by=office,
        )
    if place != 1:  # one receipt is still awaited
        day = _after(on, 2)
        with clock.moved_to(day):
            serving.record_receipt(service=service, on=day, by=office)
    return document


def _answered(document: Document, office: Account, deputy: Account) -> None:
    """The applicant objects; the paper goes to the deputy chief, who reads it."""
    matter = Matter.objects.get(pk=document.matter)
    applicant = matter.registrant
    issued = document.issued_on or TODAY
    came, read = _after(issued, 4), _after(issued, 5)
    arrived = Arrived(
        kind=ReceivedKind.OBJECTION,
        sender=applicant.name if applicant is not None else "申领人",
        sender_is_person=True,
        title="对不予同意告知书的意见",
        dated_on=_after(issued, 3),
        received_on=came,
        pages=1,
        answers=document,
    )
    letter = Arrived(
        kind=ReceivedKind.LETTER,
        sender="云泽市机关事务管理局",
        sender_number=f"云机管函〔{came.year}〕47号",
        title="关于同类物品统一调剂的函",
        dated_on=came,
        received_on=read,
        pages=1,
    )
    source = papers.source_of(matter)
    with clock.moved_to(came):
        paper = receiving_course.take_in(
            source=source, arrived=arrived, name="意见.pdf", blocks=[SCAN], by=office
        )
        if deputy.person is not None:
            receiving.pass_on(paper=paper, people=[deputy.person], by=office)
    with clock.moved_to(read):
        for passed in PassedPaper.objects.filter(paper=paper):
            receiving.note_read(passed=passed, by=deputy)
        later = receiving_course.take_in(
            source=source, arrived=letter, name="来函.pdf", blocks=[SCAN], by=office
        )
        if deputy.person is not None:
            receiving.pass_on(paper=later, people=[deputy.person], by=office)


def _withdrawn(document: Document, office: Account) -> None:
    """A notice withdrawn again: its number stays taken."""
    on = _after(document.issued_on or TODAY, 3)
    with clock.moved_to(on):
        issuing.withdraw(
            document=document, reason="申领人撤回申领，告知书不再需要", by=office
        )


def _after(day: date, days: int) -> date:
    """Some days later, and never after the city's today."""
    return min(day + timedelta(days=days), TODAY)
