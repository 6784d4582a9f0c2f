"""Fairness is for the committee and enters no sheet; a year is its person's alone."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hengjian.access.models import Account
from hengjian.appraisal.queries.fairness import fairness
from hengjian.appraisal.queries.my_year import year_of
from hengjian.audit.models import JournalEntry
from hengjian.engines.scoring.dry_run.finding import Topic
from hengjian.lib import clock
from hengjian.matters.models import Matter
from hengjian.ratings.actions import year_notes
from hengjian.ratings.actions.releasing import release_round
from hengjian.ratings.actions.rounds import give_ratings
from hengjian.ratings.actions.year_notes import Wording
from hengjian.ratings.faults import BallotFault, RatingFault
from hengjian.ratings.models import YearNote
from tests.cast import Cast
from tests.factories import appraisal as make
from tests.factories import documents
from tests.factories import ratings as rated


pytestmark = pytest.mark.django_db
PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 64


@pytest.fixture
def office(cast: Cast) -> Iterator[make.Office]:
    with clock.moved_to(date(2026, 10, 26)):
        yield make.office(cast)


def asks(account: Account, address: str) -> int:
    return browser(account).get(address).status_code


def browser(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend="hengjian.access.backend.AccountBackend")
    return client


def note(cast: Cast, title: str = "带新人出庭", **values: object) -> YearNote:
    wording = Wording(date(2026, 5, 6), title, "两次")
    return year_notes.write_note(
        person=cast.person(cast.chen), wording=wording, by=cast.chen, **values
    )


def test_only_the_committee_reads_fairness(cast: Cast, office: make.Office) -> None:
    address = f"/appraisal/fairness/{office.closed.pk}/"

    assert asks(office.member, address) == 200
    assert asks(office.member, "/appraisal/fairness/") == 200
    for account in (cast.chen, cast.lin, cast.liu, office.officer):
        assert asks(account, address) == 403


def test_fairness_names_nobody_and_leaves_small_groups_out(
    cast: Cast, office: make.Office
) -> None:
    text = browser(office.member).get(f"/appraisal/fairness/{office.closed.pk}/")

    found = fairness(office.closed, {})
    assert (found.departments, found.kinds, found.left_out) == ((), (), found.final)
    assert "陈明" not in text.content.decode()


def test_shares_of_items_add_up_to_the_whole(office: make.Office) -> None:
    found = fairness(office.closed, {})

    assert sum(Fraction(each.of_spread) for each in found.shares) == 100
    assert [each.item for each in found.shares if each.is_large] == ["quality"]


def test_what_fairness_finds_never_enters_a_sheet(office: make.Office) -> None:
    round_ = office.opened
    before = {each.pk: each.version.digest for each in round_.sheets.all()}
    last = JournalEntry.objects.order_by("-number").first()
    fairness(round_, {})
    assert JournalEntry.objects.order_by("-number").first() == last
    make.computed(round_)

    after = {each.pk: each.version.digest for each in round_.sheets.all()}
    assert before == after
    for sheet in round_.sheets.select_related("current"):
        assert "fairness" not in sheet.version.payload


def test_departments_of_ten_are_compared(cast: Cast) -> None:
    with clock.moved_to(date(2026, 10, 26)):
        adopted = make.adopted_scheme(procuratorate=cast.jiangcheng)
        people = make.staff(cast.jiangcheng, 10)
        year = make.round_(adopted)
        for number, person in enumerate(people):
            make.whole_facts(year, person, str(60 + number))
        make.computed(year)
        found = fairness(year, {})

    [group] = found.departments
    assert group.people == 10
    assert found.final == 10
    # twenty prosecutions outweigh six filings at a third each
    assert [(each.name, each.people) for each in found.kinds] == [("一审公诉", 10)]
    assert [(each.name, each.people) for each in found.sizes] == [("6–10", 10)]
    flat = {
        each.item for each in found.findings if each.topic is Topic.TELLS_NOBODY_APART
    }
    assert flat == {"caseload", "conduct"}


def test_raters_spread_is_told_of_ten_or_more(cast: Cast) -> None:
    with clock.moved_to(rated.OPENS):
        everybody = [
            *(cast.person(each) for each in (cast.chen, cast.lin, cast.zhou)),
            *rated.colleagues(cast.first_department, 8),
        ]
        round_ = rated.round_of(cast.first_department, is_anonymous=False)
        for rater, level in ((everybody[0], 2), (everybody[1], 4), (everybody[2], 4)):
            others = [each for each in everybody if each != rater]
            give_ratings(
                round_=round_,
                rater=rater,
                ballot=rated.ballot(others, level),
                by=rated.BY,
            )
    with clock.moved_to(date(2026, 10, 26)):
        release_round(round_=round_, by=rated.BY)
        year = make.closed_round(procuratorate=cast.jiangcheng)
        [spread] = fairness(year, {}).raters

    assert spread.people == 11
    # eight people were given 2, 4, 4: a deviation of 0.94 within each
    assert spread.within is not None
    assert spread.between is not None
    assert spread.between < spread.within


def test_a_year_is_seen_by_its_person_alone_until_it_is_handed_in(
    cast: Cast, office: make.Office
) -> None:
    chen = cast.person(cast.chen)
    note(cast)
    handed_in = f"/appraisal/years/{chen.pk}/2026/"
    assert (
        "带新人出庭" in browser(cast.chen).get("/appraisal/my-year/").content.decode()
    )
    assert "带新人出庭" not in browser(office.officer).get(handed_in).content.decode()

    year_notes.hand_in(person=chen, year=2026, by=cast.chen)

    assert "带新人出庭" in browser(office.officer).get(handed_in).content.decode()
    assert asks(cast.lin, handed_in) == 403
    with pytest.raises(RatingFault, match="没有还没交出"):
        year_notes.hand_in(person=chen, year=2026, by=cast.chen)
    with pytest.raises(RatingFault, match="不能删除"):
        year_notes.remove_note(note=YearNote.objects.get(), by=cast.chen)


def test_a_note_keeps_its_file_and_the_journal_says_only_that(
    cast: Cast, office: make.Office
) -> None:
    picture = SimpleUploadedFile("出庭.png", PICTURE, "image/png")
    answer = browser(cast.chen).post(
        "/appraisal/my-year/write/",
        {"happened_on": "2026-05-06", "title": "带新人出庭", "file": picture},
    )
    assert answer.status_code == 302
    kept = YearNote.objects.get()
    entry = JournalEntry.objects.get(event="ratings.year_note_written")
    assert "带新人" not in entry.new

    address = f"/appraisal/my-year/notes/{kept.pk}/file/"
    assert browser(cast.chen).get(address).content == PICTURE
    assert asks(office.officer, address) == 404
    assert asks(cast.lin, address) == 404
    assert browser(cast.lin).post(f"{address[:-5]}remove/").status_code == 404


def test_a_note_has_a_title_and_a_day_that_has_come(cast: Cast) -> None:
    for wording in (Wording(date(2026, 1, 1), " "), Wording(date(2099, 1, 1), "出庭")):
        with pytest.raises(BallotFault):
            year_notes.write_note(
                person=cast.person(cast.chen), wording=wording, by=cast.chen
            )


def test_workload_is_counted_by_coefficient_exactly(
    cast: Cast, office: make.Office
) -> None:
    found = year_of(cast.person(cast.chen), 2026)

    told = {each.case_type: (each.count, each.coefficient) for each in found.work}
    assert told == {
        "一审公诉": (Fraction(20), Fraction(1)),
        "备案": (Fraction(6), Fraction(1, 3)),
    }
    assert str(found.weighed) == "22.00"


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_the_year_goes_out_as_a_file_and_the_journal_knows(
    cast: Cast, office: make.Office, kind: str
) -> None:
    note(cast)
    answer = browser(cast.chen).get(f"/appraisal/my-year/?year=2026&as={kind}")

    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"
    assert JournalEntry.objects.order_by("-number")[0].by == "account:chen"


def test_documents_issued_in_the_year_are_gathered(cast: Cast) -> None:
    document = documents.issued(cast)
    person = Matter.objects.get(pk=document.matter).registrant
    year = document.issued_on.year if document.issued_on else 0

    assert [each.number for each in year_of(person, year).documents] == [
        document.number
    ]
    assert year_of(person, year - 1).documents == ()
    assert year_of(cast.person(cast.zhao), year).documents == ()
