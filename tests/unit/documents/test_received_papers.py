"""Papers from outside: registered, sealed, numbered, passed on, answering what was served."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import Http404

from hengjian.audit.models import JournalEntry
from hengjian.config import registers
from hengjian.documents import files
from hengjian.documents.actions import keys, receiving, serving
from hengjian.documents.faults import DocumentErased, DocumentFault
from hengjian.documents.models import (
    Document,
    PassedPaper,
    ReceivedKind,
    ReceivedPaper,
    ServiceHow,
)
from hengjian.documents.queries.documents import SEALED_MATTERS
from hengjian.documents.queries.received import ReceivedFilter as Wanted
from hengjian.documents.queries.received import answers_to, listed, words_of
from hengjian.documents.rendering import current
from hengjian.documents.source import kind_of
from hengjian.jobs.models import Job
from hengjian.lib import clock
from hengjian.lib.faults import UserFault
from hengjian.lib.keyring import Keyring
from hengjian.matters import contents, personal_vault
from hengjian.matters.actions import keys as keys_of_matters
from hengjian.matters.models import Matter
from hengjian.matters.paper_access import paper_seen
from hengjian.warehouse import data_keys
from hengjian.warehouse.actions import vault
from hengjian.warehouse.card_layout import key_digest
from hengjian.warehouse.models import CardTable, Import, MatterCard
from tests.cast import Cast
from tests.factories import documents as make
from tests.factories import matters


@pytest.fixture
def keyring(settings: Any, tmp_path: Path) -> Keyring:
    """Keys of the test's own: one of them is lost in it."""
    settings.KEYRING = Keyring(tmp_path / "keys")
    data_keys._opened.cache_clear()
    found: Keyring = settings.KEYRING
    return found


def files_kept() -> set[str]:
    return {each.name for each in files.files_folder().glob("*.sealed")}


def served(office: Cast, matter: Matter) -> Document:
    document = make.issued(office, matter)
    serving.seal(document=document, seal="院印", on=clock.today(), by=office.liu)
    serving.serve(
        document=document,
        kind=kind_of(document),
        how=ServiceHow.IN_PERSON,
        on=clock.today(),
        to="陈明",
        by=office.liu,
    )
    return document


def test_paper_is_registered_sealed_and_found_again(office: Cast) -> None:
    matter = make.refused_request(office)

    paper = make.received(matter, by=office.chen)

    kept = (files.files_folder() / paper.stored_as).read_bytes()
    assert (paper.number, paper.sender) == ("收〔2026〕1号", "江城市水务局")
    assert b"letter" not in kept
    assert files.opened_paper(paper) == make.PDF
    assert words_of(paper).title == "关于有关情况的函"
    assert JournalEntry.objects.latest("number").event == "documents.paper_received"


def test_numbers_have_no_gap_after_a_refusal(office: Cast) -> None:
    matter = make.refused_request(office)
    make.received(matter, by=office.chen)
    before = files_kept()

    with pytest.raises(UserFault):
        make.received(
            matter, by=office.chen, received_on=clock.today() + timedelta(days=1)
        )
    assert files_kept() == before
    second = make.received(matter, by=office.chen)

    assert second.serial == 2


def test_a_persons_name_stands_in_no_column(office: Cast) -> None:
    matter = make.refused_request(office)

    paper = make.received(
        matter, by=office.chen, sender="司徒大山", sender_is_person=True
    )

    row = ReceivedPaper.objects.filter(pk=paper.pk).values().get()
    assert "司徒大山" not in "".join(map(str, row.values()))
    assert words_of(paper).sender == "司徒大山"
    assert not listed(office.wang, Wanted(find="司徒")).exists()


@pytest.mark.parametrize(
    "told",
    [
        {"dated_on": date(2026, 10, 20)},
        {"received_on": date(2026, 10, 20)},
        {"pages": 0},
        {"sender": "  "},
        {"title": ""},
        {"title": "机密★1年 通报"},
        {"sender_number": "密级：秘密"},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    office: Cast, told: dict[str, object]
) -> None:
    matter = make.refused_request(office)
    before = files_kept()

    with pytest.raises(UserFault):
        make.received(matter, by=office.chen, **told)

    assert not ReceivedPaper.objects.exists()
    assert files_kept() == before


def test_reply_is_recorded_from_the_paper_that_came(office: Cast) -> None:
    matter = make.refused_request(office)
    document = served(office, matter)

    paper = make.received(matter, by=office.chen, answers=document)

    assert list(answers_to(document)) == [paper]
    receiving.withdraw_received(paper=paper, reason="登记重复", by=office.chen)
    assert not answers_to(document).exists()
    with pytest.raises(DocumentFault):
        receiving.withdraw_received(paper=paper, reason="再次", by=office.chen)


def test_what_was_not_served_has_no_answer(office: Cast) -> None:
    matter = make.refused_request(office)
    document = make.issued(office, matter)

    with pytest.raises(DocumentFault):
        make.received(matter, by=office.chen, answers=document)
    other = make.refused_request(office)
    with pytest.raises(DocumentFault):
        make.received(other, by=office.chen, answers=served(office, matter))
    with pytest.raises(DocumentFault):
        make.received(
            matter, by=office.chen, answers=document, kind=ReceivedKind.LETTER
        )


def test_whoever_it_is_passed_on_to_is_told_and_reads_it(office: Cast) -> None:
    matter = make.refused_request(office)
    paper = make.received(matter, by=office.chen)
    wang = office.person(office.wang)

    assert receiving.pass_on(paper=paper, people=[wang, wang], by=office.chen) == 1
    with pytest.raises(DocumentFault):
        receiving.pass_on(paper=paper, people=[wang], by=office.chen)
    passed = PassedPaper.objects.get()
    receiving.note_read(passed=passed, by=office.wang)

    passed.refresh_from_db()
    assert passed.read_at is not None
    told = Job.objects.filter(task="hengjian.documents.telling.passing.tell_of_paper")
    assert told.count() == 1


def test_contents_list_papers_that_came_with_their_pages(office: Cast) -> None:
    matter = make.refused_request(office)  # the drafted notice is page 1
    make.received(matter, by=office.chen, pages=3)
    make.received(matter, by=office.chen, title="补充材料")

    entries = contents.with_pages(contents.contents(matter))

    came = [each for each in entries if each.note.startswith("收文")]
    assert [(each.number, each.who, each.page) for each in came] == [
        ("江水函〔2026〕31号", "江城市水务局", 2),
        ("江水函〔2026〕31号", "江城市水务局", 5),
    ]


def test_rotation_wraps_the_keys_of_papers_and_matters_anew(
    keyring: Keyring, office: Cast
) -> None:
    matter = make.refused_request(office)
    document, paper = make.issued(office, matter), make.received(matter, by=office.chen)
    petition = matters.matter("petition", office.chen)
    before = personal_vault.opened(petition)

    count = vault.rotate_master_key(by=office.wang)
    (keyring.folder / "vault_master_1").unlink()
    keyring._cached.clear()

    document.refresh_from_db()
    paper.refresh_from_db()
    assert count == 4  # with the notice that the refusal drafted
    assert (document.master, paper.master) == (2, 2)
    assert current(document)[:2] == b"PK"
    assert files.opened_paper(paper) == make.PDF
    assert personal_vault.opened(petition) == before != {}


def test_erasure_destroys_the_keys_of_papers_and_leaves_their_rows(
    office: Cast,
) -> None:
    matter, other = make.refused_request(office), make.refused_request(office)
    document, paper = served(office, matter), make.received(matter, by=office.chen)
    standing = make.received(other, by=office.chen)

    keys.erase_papers(matters=[matter.pk], reason="保存期限届满", by=office.wang)

    document.refresh_from_db()
    paper.refresh_from_db()
    assert document.number
    assert paper.number == "收〔2026〕1号"
    with pytest.raises(DocumentErased):
        files.opened_paper(paper)
    with pytest.raises(DocumentErased):
        current(document)
    assert words_of(paper).title == "内容已销毁"
    assert {e.note for e in contents.contents(matter)} >= {"内容已销毁"}
    assert files.opened_paper(standing) == make.PDF


def test_erasing_a_matter_leaves_nothing_personal_to_open(office: Cast) -> None:
    petition = matters.matter("petition", office.chen)
    make.received(petition, by=office.chen)

    gone = keys_of_matters.erase(matters=[petition.pk], reason="期满", by=office.wang)

    assert gone == 2
    with pytest.raises(personal_vault.PersonalValuesErased):
        personal_vault.opened(petition)


def test_erasing_a_card_erases_the_papers_of_its_matter(office: Cast) -> None:
    petition = matters.matter("petition", office.chen)
    paper = make.received(petition, by=office.chen)
    [table] = CardTable.bookkeeping.bulk_create([CardTable(name="petition")])
    [card_import] = Import.bookkeeping.bulk_create(
        [
            Import(
                table=table,
                file_name="matters",
                file_digest="0" * 64,
                file_bytes=1,
                staged_by="system:test",
                staged_at=clock.now(),
            )
        ]
    )
    MatterCard.bookkeeping.create(
        matter=petition,
        matter_version=1,
        changed_at_us=1,
        table=table,
        card_digest=key_digest("429900|2026-0001").hex(),
        card_key="429900|2026-0001",
        card_import=card_import,
    )

    vault.erase_card(
        table=table, card_key="429900|2026-0001", reason="期满", by=office.wang
    )

    paper.refresh_from_db()
    with pytest.raises(DocumentErased):
        files.opened_paper(paper)
    with pytest.raises(personal_vault.PersonalValuesErased):
        personal_vault.opened(petition)


def every_matter() -> object:
    """Stands for the warehouse's answer: all matters are sealed."""
    return Matter.objects.values("pk")


def test_papers_of_a_sealed_matter_are_in_no_list(
    office: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = make.received(make.refused_request(office), by=office.chen)
    receiving.pass_on(paper=paper, people=[office.person(office.lin)], by=office.chen)
    assert paper_seen(office.lin, paper.pk) == paper
    monkeypatch.setitem(registers.PROVIDERS, SEALED_MATTERS, f"{__name__}.every_matter")

    assert not listed(office.wang, Wanted()).exists()
    for account in (office.chen, office.lin, office.wang):
        with pytest.raises(Http404):
            paper_seen(account, paper.pk)
