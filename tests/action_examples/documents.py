"""Examples of the actions on documents."""

from collections.abc import Callable
from functools import partial

from hengjian.audit.actors import System
from hengjian.documents import files, vault
from hengjian.documents.actions import (
    drafting,
    issuing,
    keys,
    receiving,
    serving,
    templates,
)
from hengjian.documents.actions.receiving import Arrived
from hengjian.documents.files import Kept
from hengjian.documents.models import (
    Document,
    Origin,
    PassedPaper,
    ReceivedKind,
    ReceivedPaper,
    ServiceHow,
)
from hengjian.documents.source import kind_of
from hengjian.lib import clock
from hengjian.matters import papers
from tests.action_examples import Example
from tests.cast import Cast
from tests.factories import documents as make
from tests.factories import matters


BY = System("test")


def _make(cast: Cast) -> Callable[[], object]:
    matter = make.refused_request(cast)
    return partial(
        drafting.make,
        source=papers.source_of(matter),
        kind=papers.offered(matter)[make.KIND],
        by=cast.chen,
    )


def _refresh(cast: Cast) -> Callable[[], object]:
    matter = make.refused_request(cast)
    document = make.draft(cast, matter)
    return partial(
        drafting.refresh,
        document=document,
        source=papers.source_of(matter),
        kind=kind_of(document),
        by=cast.chen,
    )


def _keep(cast: Cast) -> Callable[[], object]:
    document = make.draft(cast)
    kept = files.keep(document, b"PK")
    return partial(
        drafting.keep_version,
        document=document,
        kept=kept,
        origin=Origin.EDITED,
        by=cast.chen,
    )


def _issue(cast: Cast) -> Callable[[], object]:
    document = make.draft(cast)
    return partial(
        issuing.issue, document=document, kind=kind_of(document), by=cast.liu
    )


def _keep_issued(cast: Cast) -> Callable[[], object]:
    draft = make.draft(cast)
    document = issuing.issue(document=draft, kind=kind_of(draft), by=cast.liu)
    kept = files.keep(document, b"PK")
    return partial(drafting.keep_issued_file, document=document, kept=kept, by=BY)


def _withdraw(cast: Cast) -> Callable[[], object]:
    return partial(
        issuing.withdraw, document=make.draft(cast), reason="写错", by=cast.chen
    )


def _sealed(cast: Cast) -> Document:
    document = make.issued(cast)
    serving.seal(document=document, seal="院印", on=clock.today(), by=BY)
    return document


def _seal(cast: Cast) -> Callable[[], object]:
    return partial(
        serving.seal,
        document=make.issued(cast),
        seal="院印",
        on=clock.today(),
        by=cast.liu,
    )


def _serve(cast: Cast) -> Callable[[], object]:
    document = _sealed(cast)
    return partial(
        serving.serve,
        document=document,
        kind=kind_of(document),
        how=ServiceHow.POST,
        on=clock.today(),
        to="陈明",
        by=cast.liu,
    )


def _receipt(cast: Cast) -> Callable[[], object]:
    service = _serve(cast)()
    return partial(
        serving.record_receipt,
        service=service,
        on=clock.today(),
        by=cast.liu,
    )


def _add_template(cast: Cast) -> Callable[[], object]:
    matters.release_kinds()
    return partial(
        templates.add_template,
        unit=cast.jiangcheng,
        matter_kind="supply_request",
        kind=make.KIND,
        file_name="告知书.docx",
        kept=Kept("0" * 64 + ".docx", "0" * 64, 2),
        by=cast.wang,
    )


def _withdraw_template(cast: Cast) -> Callable[[], object]:
    return partial(
        templates.withdraw_template, template=_add_template(cast)(), by=cast.wang
    )


def _mark(cast: Cast) -> Callable[[], object]:
    return partial(
        templates.set_office_mark, unit=cast.jiangcheng, mark="江", by=cast.wang
    )


def _unsaved(cast: Cast) -> ReceivedPaper:
    source = papers.source_of(make.refused_request(cast))
    paper = ReceivedPaper(
        procuratorate=source.procuratorate,
        matter=source.matter,
        matter_kind=source.release.name,
        matter_number=source.number,
        kind=ReceivedKind.LETTER,
        sender="江城市水务局",
        dated_on=clock.today(),
        received_on=clock.today(),
        pages=1,
        stored_as="0.sealed",
        digest="0" * 64,
        size=2,
    )
    vault.give_key(paper)
    words = {"sender": "江城市水务局", "title": "来函", "file_name": "来函.pdf"}
    paper.sealed_words = vault.seal_json(paper, vault.WORDS, words)
    return paper


def _receive(cast: Cast) -> Callable[[], object]:
    paper = _unsaved(cast)
    today = clock.today()
    arrived = Arrived(ReceivedKind.LETTER, "江城市水务局", "来函", today, today, 1)
    return partial(receiving.receive, paper=paper, arrived=arrived, by=cast.chen)


def _pass_on(cast: Cast) -> Callable[[], object]:
    paper = _receive(cast)()
    people = [cast.person(cast.wang)]
    return partial(receiving.pass_on, paper=paper, people=people, by=cast.chen)


def _read(cast: Cast) -> Callable[[], object]:
    _pass_on(cast)()
    passed = PassedPaper.objects.get()
    return partial(receiving.note_read, passed=passed, by=cast.wang)


def _withdraw_received(cast: Cast) -> Callable[[], object]:
    return partial(
        receiving.withdraw_received,
        paper=_receive(cast)(),
        reason="登记重复",
        by=cast.chen,
    )


def _wrap(cast: Cast) -> Callable[[], object]:
    make.draft(cast)
    return partial(keys.wrap_all_anew, by=BY)


def _erase(cast: Cast) -> Callable[[], object]:
    matter = make.draft(cast).matter
    return partial(keys.erase_papers, matters=[matter], reason="期满", by=BY)


_PACKAGE = "hengjian.documents.actions"
EXAMPLES: dict[str, Example] = {
    f"{_PACKAGE}.drafting.make": _make,
    f"{_PACKAGE}.drafting.refresh": _refresh,
    f"{_PACKAGE}.drafting.keep_version": _keep,
    f"{_PACKAGE}.drafting.keep_issued_file": _keep_issued,
    f"{_PACKAGE}.issuing.issue": _issue,
    f"{_PACKAGE}.issuing.withdraw": _withdraw,
    f"{_PACKAGE}.serving.seal": _seal,
    f"{_PACKAGE}.serving.serve": _serve,
    f"{_PACKAGE}.serving.record_receipt": _receipt,
    f"{_PACKAGE}.receiving.receive": _receive,
    f"{_PACKAGE}.receiving.pass_on": _pass_on,
    f"{_PACKAGE}.receiving.note_read": _read,
    f"{_PACKAGE}.receiving.withdraw_received": _withdraw_received,
    f"{_PACKAGE}.keys.wrap_all_anew": _wrap,
    f"{_PACKAGE}.keys.erase_papers": _erase,
    f"{_PACKAGE}.templates.add_template": _add_template,
    f"{_PACKAGE}.templates.withdraw_template": _withdraw_template,
    f"{_PACKAGE}.templates.set_office_mark": _mark,
}
