"""Certificates: one document of the round's matter for each award, issued under a number."""

from hengjian.access.models import Account
from hengjian.documents import issue_course
from hengjian.documents.actions import drafting
from hengjian.documents.models import Document, DocumentState
from hengjian.documents.source import Source, kind_in
from hengjian.honours.actions import deciding
from hengjian.honours.catalogue import HONOURS
from hengjian.honours.faults import HonourFault
from hengjian.honours.models import Award, Stage
from hengjian.lib.bilingual import Text
from hengjian.matters import papers
from hengjian.matters.filling import row_of, values_of
from hengjian.matters.kinds import kind_of


CERTIFICATE = "certificate"


def certify(award: Award, *, by: Account) -> Award:
    """Draft, issue and note the certificate of an award.

    Raises ``HonourFault``, and ``UserFault`` where the document is not ready.
    """
    if award.round.stage != Stage.CERTIFY or award.certificate is not None:
        raise HonourFault(Text("现在不能签发证书", "no certificate is issued now"))
    source = _source(award)
    document = drafting.make(
        source=source,
        kind=kind_in(source.release, CERTIFICATE),
        drafter=by.display_name,
        by=by,
    )
    issued = issue_course.issue(document=document, source=source, by=by)
    return deciding.keep_certificate(award=award, document=issued, by=by)


def certificate_of(award: Award) -> Document | None:
    """The document of an award's certificate."""
    if award.certificate is None:
        return None
    return Document.objects.filter(pk=award.certificate).first()


def is_withdrawn(document: Document) -> bool:
    """Whether a certificate was taken back."""
    return document.state == DocumentState.WITHDRAWN


def title_of(award: Award) -> Text:
    """The honour's name."""
    return HONOURS[award.round.honour].title


def _source(award: Award) -> Source:
    """The matter as this certificate tells it: to this one holder."""
    matter = award.round.matter
    kind = kind_of(matter.release)
    row = {
        **row_of(kind, values_of(matter, kind)),
        "recipient": award.candidate.name,
    }
    return papers.source_of(matter, kind, row)
