"""An anonymous ballot is attacked: rows, order, sizes, journal, logs, metrics, addresses."""

import json
import logging
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from hengjian.administration.request_figures import counted
from hengjian.audit.models import JournalEntry
from hengjian.lib import clock
from hengjian.lib.quiet_logs import JsonFormatter
from hengjian.organisation.models import Person
from hengjian.ratings import urn as urns
from hengjian.ratings.actions.releasing import count_ballots, release_round
from hengjian.ratings.ballots import Ballot, Mark
from hengjian.ratings.faults import RatingFault
from hengjian.ratings.models import Ratee, Rater, Rating, RatingResult, RatingRound, Urn
from hengjian.ratings.putting_in import put_in
from tests.cast import Cast
from tests.factories import ratings as make


pytestmark = pytest.mark.django_db
SECRET = "在走廊里对当事人发过火"


@pytest.fixture
def round_(cast: Cast) -> Iterator[RatingRound]:
    """Eight people of the first department rate each other."""
    with clock.moved_to(make.OPENS):
        make.colleagues(cast.first_department, 5)
        yield make.round_of(cast.first_department)


def people(round_: RatingRound) -> list[Person]:
    found = Ratee.objects.filter(round=round_).select_related("person")
    return [each.person for each in found.order_by("person__number")]


def others(round_: RatingRound, rater: Person) -> list[Person]:
    return [each for each in people(round_) if each != rater]


def everything() -> str:
    """Every row of every table, as text."""
    rows = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            rows += [str(row) for row in cursor.fetchall()]
    return "\n".join(rows)


def test_no_row_of_the_database_holds_a_ballot_before_the_release(
    round_: RatingRound,
) -> None:
    [rater, *_] = people(round_)
    put_in(round_, rater, make.ballot(others(round_, rater), 0, SECRET))

    assert SECRET not in everything()
    assert not Rating.objects.exists()
    assert not RatingResult.objects.exists()


def test_the_urn_is_one_row_of_one_length_whatever_was_written(
    round_: RatingRound,
) -> None:
    before = len(bytes(Urn.objects.get().sealed))
    [first, second, *_] = people(round_)
    put_in(round_, first, make.ballot(others(round_, first)))
    short = len(bytes(Urn.objects.get().sealed))
    put_in(round_, second, make.ballot(others(round_, second), 0, SECRET * 10))

    assert before == short == len(bytes(Urn.objects.get().sealed))
    assert Urn.objects.count() == 1


def test_who_opens_the_urn_finds_sums_in_an_order_of_words_and_no_ballot(
    round_: RatingRound,
) -> None:
    [first, second, *_] = people(round_)
    put_in(round_, second, make.ballot(others(round_, second), 5, "乙先交的依据"))
    put_in(round_, first, make.ballot(others(round_, first), 0, "甲后交的依据"))
    sums = urns.opened(Urn.objects.get())

    texts = [text for *_, text in sums.remarks]
    assert sums.remarks == sorted(sums.remarks)
    assert sums.means == sorted(sums.means)
    # the same sum, whoever came first
    again = urns.Sums()
    again.add(make.ballot(others(round_, first), 0, "甲后交的依据"))
    again.add(make.ballot(others(round_, second), 5, "乙先交的依据"))
    assert vars(again) == vars(sums)
    # nobody's name, number or key stands beside what was written but the rated person's
    third = people(round_)[2]
    assert len([each for each in sums.remarks if each[0] == third.pk]) == 4
    assert len(texts) == 4 * (len(people(round_)) - 1)


def test_two_urns_with_the_same_content_differ_and_one_row_cannot_be_moved(
    round_: RatingRound, cast: Cast
) -> None:
    other = make.round_of(cast.first_department, rubric=round_.rubric)
    mine, theirs = Urn.objects.get(round=round_), Urn.objects.get(round=other)
    assert bytes(mine.sealed) != bytes(theirs.sealed)

    theirs.sealed = mine.sealed
    with pytest.raises(Exception, match="密文"):
        urns.opened(theirs)


def test_the_rater_row_says_that_and_neither_when_nor_what(round_: RatingRound) -> None:
    fields = {field.name for field in Rater._meta.get_fields()}

    assert fields == {"id", "round", "person", "has_rated"}


def test_putting_in_writes_nothing_in_the_journal_and_the_batch_names_nobody(
    round_: RatingRound,
) -> None:
    last = JournalEntry.objects.order_by("-number").first()
    assert last is not None
    raters = people(round_)[:3]
    for rater in raters:
        put_in(round_, rater, make.ballot(others(round_, rater)))
    assert not JournalEntry.objects.filter(number__gt=last.number).exists()

    assert count_ballots(by=make.BY) == 3
    [entry] = JournalEntry.objects.filter(number__gt=last.number)
    assert (entry.event, entry.by, entry.origin) == (
        "ratings.ballots_counted",
        "system:test",
        "",
    )
    assert json.loads(entry.new) == {"ballots": 3}
    for rater in raters:
        assert rater.number not in str(vars(entry))


def test_a_ballot_by_the_page_leaves_no_trace_of_who_in_journal_logs_or_metrics(
    round_: RatingRound, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    client = Client()
    client.force_login(cast.chen, backend="hengjian.access.backend.AccountBackend")
    client.get("/ratings/", REMOTE_ADDR="10.7.8.9")
    last = JournalEntry.objects.order_by("-number").first()
    assert last is not None
    typed = {
        f"{part}-{each.pk}-{name}": text
        for each in others(round_, cast.person(cast.chen))
        for name in ("c1", "c2")
        for part, text in (("mark", "0"), ("why", SECRET))
    }
    with caplog.at_level(logging.DEBUG):
        answer = client.post(
            f"/ratings/{round_.pk}/rate/", typed, REMOTE_ADDR="10.7.8.9"
        )

    assert answer.status_code == 302
    assert Rater.objects.filter(has_rated=True).count() == 1
    assert not JournalEntry.objects.filter(number__gt=last.number).exists()
    lines = "\n".join(JsonFormatter().format(record) for record in caplog.records)
    for told in ("chen", "CHEN", SECRET, "10.7.8.9"):
        assert told not in lines
    requests, _ = counted()
    names = {view for _, view, _ in requests}
    assert "ratings:rate" in names
    assert not any("chen" in str(key).lower() or "10.7" in str(key) for key in requests)
    assert SECRET not in everything()


def test_nothing_is_released_as_ballots_come_in(round_: RatingRound) -> None:
    for rater in people(round_)[:6]:
        put_in(round_, rater, make.ballot(others(round_, rater)))

    with pytest.raises(RatingFault):
        release_round(round_=round_, by=make.BY)
    assert not RatingResult.objects.exists()


def test_of_whom_fewer_than_five_wrote_nothing_is_ever_told(
    round_: RatingRound,
) -> None:
    [alone, *rest] = people(round_)
    for rater in rest[:4]:
        put_in(round_, rater, make.ballot([alone], 0, SECRET))
    for rater in rest[4:]:
        put_in(round_, rater, make.ballot([rest[0]], 3))
    with clock.moved_to(make.CLOSES.replace(day=19)):
        release_round(round_=round_, by=make.BY)

    assert not RatingResult.objects.exists()
    assert SECRET not in everything()
    assert Ratee.objects.filter(round=round_, is_kept_back=True).count() == 8
    assert not Urn.objects.exists()


def test_released_results_stand_in_no_order_of_writing(round_: RatingRound) -> None:
    everybody = people(round_)
    subject = everybody[0]
    for number, rater in enumerate(everybody[1:]):
        texts = {name: Mark(5, f"依据事实之{number}") for name in ("c1", "c2")}
        put_in(round_, rater, Ballot({subject.pk: texts}))
    with clock.moved_to(make.CLOSES.replace(day=19)):
        release_round(round_=round_, by=make.BY)
    results = list(RatingResult.objects.order_by("pk"))

    assert [each.criterion for each in results] == ["c1", "c2"]
    for each in results:
        assert each.tally == {"5": 7}
        assert sorted(remark["text"] for remark in each.remarks) == [
            f"依据事实之{number}" for number in range(7)
        ]
        # a remark is a level and its words: no number, name, day or place of its own
        assert {key for remark in each.remarks for key in remark} == {"level", "text"}


def test_a_stuffed_urn_is_not_released(round_: RatingRound) -> None:
    everybody = people(round_)
    for rater in everybody[1:]:
        put_in(round_, rater, make.ballot([everybody[0]]))
    urn = Urn.objects.get()
    urns.put(urn, make.ballot([everybody[0]], 0, SECRET))

    with (
        clock.moved_to(make.CLOSES.replace(day=19)),
        pytest.raises(RatingFault, match="不一致"),
    ):
        release_round(round_=round_, by=make.BY)


def test_the_page_of_the_round_never_says_who_has_not_rated(
    round_: RatingRound, cast: Cast
) -> None:
    from tests.factories import access

    access.grant(cast.liu, "appraisal_office", cast.jiangcheng)
    client = Client()
    client.force_login(cast.liu, backend="hengjian.access.backend.AccountBackend")
    put_in(round_, cast.person(cast.chen), make.ballot([cast.person(cast.lin)]))

    text = client.get(f"/ratings/{round_.pk}/").content.decode()

    assert "匿名评议只显示份数" in text
    assert "还没有评议</h2>" not in text
