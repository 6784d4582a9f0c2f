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
from hengjian.lib import clock
from hengjian.ratings.actions import year_notes
from hengjian.ratings.actions.year_notes import Wording
from hengjian.ratings.faults import BallotFault, RatingFault
from hengjian.ratings.models import YearNote
from tests.cast import Cast
from tests.factories import appraisal as make


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
