"""Documents for tests: a refused request and its notice."""

from hengjian.documents import issue_course
from hengjian.documents.models import Document
from hengjian.matters import papers
from hengjian.matters.models import Matter
from tests.cast import Cast
from tests.factories import matters as make


KIND = "refusal_notice"


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
