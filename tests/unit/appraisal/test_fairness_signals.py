"""A prompt about somebody's sheet: asked first, seen late by few, erased, in no sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.test import Client

from hengjian.access.models import Account
from hengjian.appraisal.actions import fairness_signals
from hengjian.appraisal.actions.freezing import freeze_sheet
from hengjian.appraisal.fairness_tasks import ask_people
from hengjian.appraisal.faults import AppraisalFault, NotTheirs
from hengjian.appraisal.models import AppraisalRound, FairnessSignal
from hengjian.appraisal.queries.fairness_signals import (
    own_signals,
    still_with_people,
    told_signals,
)
from hengjian.audit.models import JournalEntry
from hengjian.lib import clock
from hengjian.notices.models import Notice
from tests.cast import Cast
from tests.factories import access
from tests.factories import appraisal as make


pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 26)
SAID = "评查结果漏了三件，已交评查登记表"


@dataclass
class Asked:
    """A year of eleven procurators, one of whom is asked about a low quality mark."""

    year: AppraisalRound
    person: Account
    colleague: Account
    member: Account
    signal: FairnessSignal


@pytest.fixture
def asked(cast: Cast) -> Iterator[Asked]:
    with clock.moved_to(DAY):
        people = make.staff(cast.jiangcheng, 11)
        accounts = [access.account(username=f"jc{n}", person=people[n]) for n in (0, 1)]
        for each in accounts:
            access.grant(each, "procurator", cast.jiangcheng)
        year = make.round_(make.adopted_scheme(procuratorate=cast.jiangcheng))
        for number, each in enumerate(people):
            make.whole_facts(year, each, "20" if number == 0 else "80")
        make.computed(year)
        assert ask_people(year, by=make.BY) == 1
        member = make.signed(cast, "wei", "考评委员", "appraisal_committee")
        yield Asked(year, *accounts, member, FairnessSignal.objects.get())


def page(account: Account, address: str) -> str:
    client = Client()
    client.force_login(account, backend="hengjian.access.backend.AccountBackend")
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def after(days: int) -> "clock.moved_to":  # type: ignore[valid-type]
    return clock.moved_to(DAY + timedelta(days=days))


def test_the_person_is_asked_first_and_told_of_it(asked: Asked) -> None:
    assert asked.signal.person == asked.person.person
    assert "案件质量" in asked.signal.sentence_zh
    assert list(own_signals(asked.person)) == [asked.signal]
    assert list(told_signals(asked.year)) == []
    assert still_with_people(asked.year) == 1
    notice = Notice.objects.get(account=asked.person)
    assert notice.address == "/appraisal/prompts/"
    assert "质量" not in notice.sentence_zh


def test_the_committee_sees_it_once_answered(asked: Asked) -> None:
    address = f"/appraisal/fairness/{asked.year.pk}/people/"
    assert "评查结果漏了" not in page(asked.member, address)

    fairness_signals.answer(signal=asked.signal, words=SAID, by=asked.person)

    assert SAID in page(asked.member, address)
    assert SAID in page(asked.person, "/appraisal/prompts/")
    assert still_with_people(asked.year) == 0


def test_the_committee_sees_it_unanswered_once_the_days_are_past(asked: Asked) -> None:
    with after(14):
        assert list(told_signals(asked.year)) == []
    with after(15):
        assert list(told_signals(asked.year)) == [asked.signal]
        fairness_signals.answer(signal=asked.signal, words=SAID, by=asked.person)


def test_nobody_else_sees_or_answers_it(cast: Cast, asked: Asked) -> None:
    assert "案件质量" not in page(asked.colleague, "/appraisal/prompts/")
    with pytest.raises(NotTheirs):
        fairness_signals.answer(signal=asked.signal, words=SAID, by=asked.colleague)
    for account in (cast.liu, cast.lin, asked.person, asked.colleague):
        client = Client()
        client.force_login(account, backend="hengjian.access.backend.AccountBackend")
        answer = client.get(f"/appraisal/fairness/{asked.year.pk}/people/")
        assert answer.status_code == 403


def test_an_answer_has_words_and_is_given_once(asked: Asked) -> None:
    with pytest.raises(AppraisalFault, match="写明情况"):
        fairness_signals.answer(signal=asked.signal, words=" ", by=asked.person)
    fairness_signals.answer(signal=asked.signal, words=SAID, by=asked.person)
    with pytest.raises(AppraisalFault, match="已说明"):
        fairness_signals.answer(signal=asked.signal, words=SAID, by=asked.person)


def test_on_its_day_it_is_erased_with_its_answer_and_not_raised_again(
    asked: Asked,
) -> None:
    fairness_signals.answer(signal=asked.signal, words=SAID, by=asked.person)
    with after(90):
        assert list(own_signals(asked.person)) == []
        assert list(told_signals(asked.year)) == []
        assert fairness_signals.let_lapse(by=make.BY) == 1
        assert fairness_signals.let_lapse(by=make.BY) == 0
        assert ask_people(asked.year, by=make.BY) == 0

    kept = FairnessSignal.objects.get()
    assert (kept.state, kept.sentence_zh, kept.sentence_en, kept.answer) == (
        FairnessSignal.State.LAPSED,
        "",
        "",
        "",
    )


def test_it_never_enters_a_sheet(asked: Asked) -> None:
    before = {each.pk: each.version.digest for each in asked.year.sheets.all()}
    fairness_signals.answer(signal=asked.signal, words=SAID, by=asked.person)
    make.computed(asked.year)

    sheets = asked.year.sheets.select_related("current").order_by("pk")
    assert {each.pk: each.version.digest for each in sheets} == before
    assert not any("漏了" in each.version.payload for each in sheets)


def test_the_journal_says_how_many_and_no_words(asked: Asked) -> None:
    fairness_signals.answer(signal=asked.signal, words=SAID, by=asked.person)

    raised = JournalEntry.objects.get(event="appraisal.fairness_asked")
    said = JournalEntry.objects.get(event="appraisal.fairness_answered")
    assert '"asked":1' in raised.new.replace(" ", "")
    for entry in (raised, said):
        assert SAID not in entry.new
        assert "检察官0" not in entry.new


def test_what_is_gone_lapses_and_a_sheet_under_objection_is_left_alone(
    cast: Cast, asked: Asked
) -> None:
    assert fairness_signals.raise_signals(round_=asked.year, seen=[], by=make.BY) == []
    assert FairnessSignal.objects.get().state == FairnessSignal.State.LAPSED

    other = make.round_(asked.year.scheme, "2026-09")
    sheets = [each.person for each in asked.year.sheets.order_by("person__number")]
    for person in sheets:
        low = person == asked.person.person
        make.whole_facts(other, person, "20" if low else "80")
    make.computed(other)
    frozen = other.sheets.get(person=asked.person.person)
    freeze_sheet(sheet=frozen, reference="matters.matter:1", by=make.BY)

    assert ask_people(other, by=make.BY) == 0
