"""Suggestions, notices, letters and reviews beside their national record: files answer them.

Nothing is typed twice; and what a matter leaves undone is asked of its card by the rules
of monitoring, as of any imported one.
"""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from hengjian.documents.models import Document
from hengjian.lib.keyring import Keyring
from hengjian.monitoring import raising
from hengjian.monitoring.actions import prompts
from hengjian.monitoring.models import Prompt
from hengjian.monitoring.places import place_for
from hengjian.monitoring.tasks import check_cards
from hengjian.warehouse import data_keys
from hengjian.warehouse.matter_cards import taking
from hengjian.warehouse.models import Finding, FindingState
from tests.journeys import (
    test_case_quality_review as review,
)
from tests.journeys import (
    test_correction_notice as notice,
)
from tests.journeys import (
    test_procuratorial_suggestion as suggestion,
)
from tests.journeys import (
    test_procurators_letter as letter,
)
from tests.journeys.national_records import releases_beside_records
from tests.journeys.office import BY, Office
from tests.journeys.test_petition_import import brought
from tests.journeys.walking import Journey


@dataclass(frozen=True)
class Overlaid:
    """One overlay pack: what is registered and done before, and what a file brings."""

    kind: str
    card: str
    number: str  # the header under which the file holds the national number
    registered_by: str
    typed: dict[str, str]
    brings: dict[str, str]
    waits_before: dict[str, list[str]]
    waits_after: dict[str, list[str]]
    # noted by hand before the file comes, and the item that it tells otherwise
    noted: tuple[str, str, dict[str, str]]
    differs: str
    steps: tuple[tuple[str, str, dict[str, str]], ...] = ()
    answers: dict[str, dict[str, str]] = field(default_factory=dict)


EVENT = {"承办单位": "429900", "登记日期": "2026-10-16"}
SUPERVISION = {"承办单位": "429900", "受理日期": "2026-10-12"}
OVERLAID = (
    Overlaid(
        "procuratorial_suggestion", "case_management", "事项编号", "chen",
        suggestion.FOUND,
        EVENT | {"文书号": "江检建〔2026〕8号", "送达日期": "2026-10-16"},
        {"chen": ["await_service"]}, {"chen": ["reply"]},
        ("chen", "await_service", {"served_on": "2026-10-15"}), "served_on",
        steps=(("chen", "consult", suggestion.CONSULTED),),
    ),
    Overlaid(
        "correction_notice", "litigation_supervision", "监督案号", "chen", notice.FOUND,
        SUPERVISION | {"送达日期": "2026-10-16"},
        {"chen": ["await_service"]}, {"chen": ["reply"]},
        ("chen", "await_service", {"served_on": "2026-10-15"}), "served_on",
    ),
    Overlaid(
        "procurators_letter", "litigation_supervision", "监督案号", "chen", letter.FOUND,
        SUPERVISION | {"送达日期": "2026-10-16"},
        {"chen": ["await_service"]}, {"chen": ["answer"]},
        ("chen", "await_service", {"served_on": "2026-10-15"}), "served_on",
    ),
    Overlaid(
        "case_quality_review", "case_management", "事项编号", "wang", review.CASE,
        EVENT | {"评查等次": "合格案件"},
        {"wang": ["decide"]}, {"wang": ["report"]},
        ("wang", "decide", {"grade": "basically_qualified", **review.GRADED}), "grade",
        steps=(
            ("lin", "review", review.SHEET),
            ("chen", "answer", {"answer": "agreed"}),
        ),
        answers={"review": review.NO_TIES},
    ),
)  # fmt: skip


@pytest.fixture
def supervising(office: Office, settings, tmp_path: Path) -> Office:
    """The office with card tables of its own."""
    settings.HENGJIAN_HOME = tmp_path / "home"
    settings.HENGJIAN_KEYS = tmp_path / "home" / "keys"
    settings.KEYRING = Keyring(settings.HENGJIAN_KEYS)
    data_keys._opened.cache_clear()
    releases_beside_records(
        office, *(each.kind for each in OVERLAID), "case_prevention"
    )
    office.listens_to = ("hengjian.warehouse.overlays.",)
    return office


def walked(office: Office, each: Overlaid) -> Journey:
    matter = office.registers(each.registered_by, each.kind, **each.typed)
    for who, task, typed in each.steps:
        matter.does(who, task, answers=each.answers.get(task), **typed)
    assert matter.waits == each.waits_before
    return matter


def imported(office: Office, each: Overlaid) -> None:
    number = each.typed["national_number"]
    brought(office, each.card, {each.number: number} | each.brings)


@pytest.mark.parametrize("each", OVERLAID, ids=lambda each: each.kind)
def test_a_file_ends_the_task_that_it_answers(
    supervising: Office, each: Overlaid
) -> None:
    matter = walked(supervising, each)

    imported(supervising, each)

    assert matter.waits == each.waits_after
    assert not Finding.objects.exists()
    assert not Document.objects.filter(matter=matter.pk).exclude(number="").exists()


@pytest.mark.parametrize("each", OVERLAID, ids=lambda each: each.kind)
def test_what_a_file_tells_otherwise_is_a_finding_and_the_note_stays(
    supervising: Office, each: Overlaid
) -> None:
    matter = walked(supervising, each)
    who, task, typed = each.noted
    matter.does(who, task, **typed)
    noted = matter.matter.values[each.differs]

    imported(supervising, each)

    finding = Finding.objects.get(rule=f"noted.{each.kind}.{each.differs}")
    assert finding.state == FindingState.OPEN
    assert matter.matter.values[each.differs] == noted


def test_a_matter_left_undone_raises_a_prompt_that_is_raised_with_its_facts(
    supervising: Office,
) -> None:
    supervising.releases("process_monitoring")
    matter = walked(supervising, OVERLAID[0])
    matter.does("chen", "await_service", served_on="2026-08-10")
    taking.take_all()

    check_cards(["procuratorial_suggestion"], by=BY)

    prompt = Prompt.objects.get(rule="procuratorial_suggestion.reply_not_pressed")
    assert prompt.person == supervising.person("chen")
    assert (prompt.level, prompt.limit) == ("oral", "T55")
    assert prompt.facts["reply_due_on"] == "2026-10-10"

    wang = supervising.account("wang")
    place = place_for(wang, prompt.procuratorate)
    kind, bound = raising.bound_form([prompt], place, {}, wang)
    raised = prompts.raise_prompts(
        prompts=[prompt], kind=kind, bound=bound, place=place, by=wang
    )
    told = Journey(supervising, raised.pk)
    assert told.waits == {"wang": ["tell"]}
    assert "回复期限届满超过五日" in told.card["found"]
    assert "2026-10-10" in told.card["found"]
