"""What is kept back of a large run is worked out by a job; nobody waits, nothing is told."""

import pytest
from django.conf import settings

from hengjian.indicators import withheld_file
from hengjian.indicators.queries import withheld
from hengjian.indicators.queries.masks import Masks
from hengjian.indicators.queries.values import RunValues, Value
from hengjian.indicators.working_out import work_out_all
from hengjian.jobs.models import Job
from hengjian.lib.bilingual import Text
from hengjian.warehouse.actions import sealings
from hengjian.warehouse.models import Sealing
from tests.unit.publication.conftest import Office
from tests.unit.publication.test_withheld_numbers import (
    BY,
    COUNT,
    DONGHU,
    RATE,
    XISHAN,
    seal,
)


CIVIL = "civil_settlement_rate"


@pytest.fixture
def large(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The office's run is too large to be looked through while a page waits."""
    monkeypatch.setattr(withheld, "AT_ONCE", 0)
    # another test may have worked out the same seals of the same run
    for file in (settings.HENGJIAN_HOME / "runs" / "withheld").glob("*.json"):
        file.unlink()


def values(office: Office, unit: str) -> dict[tuple[str, str], Value]:
    return dict(RunValues(office.run).of_unit(unit, "month"))


def silent(done: int, total: int, doing: Text) -> None:
    """Nobody watches."""


def kept_back(office: Office) -> int:
    """Values of which something is not told, of two places."""
    found = [*values(office, DONGHU).values(), *values(office, XISHAN).values()]
    return sum(each.is_withheld for each in found)


@pytest.mark.usefixtures("large")
def test_until_the_job_is_done_no_number_of_the_city_is_told(office: Office):
    seal(office, "2026-08-0")

    here, beside = values(office, DONGHU), values(office, XISHAN)

    for name in (RATE, COUNT):
        told = (*here.values(), *beside.values())
        assert all(v.masks == Masks("*", "*", "*") for v in told if v.indicator == name)
    assert not any(v.is_withheld for v in here.values() if v.indicator == CIVIL)


@pytest.mark.usefixtures("large")
def test_job_leaves_what_would_be_kept_back_at_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    seal(office, "2026-08-0")
    conservative = kept_back(office)

    made = work_out_all(silent)
    ahead = values(office, DONGHU)

    assert made == 1
    assert kept_back(office) < conservative
    monkeypatch.setattr(withheld, "AT_ONCE", 10**9)
    assert ahead == values(office, DONGHU)


def test_what_is_worked_out_once_is_not_worked_out_again(office: Office):
    seal(office, "2026-08-0")
    work_out_all(silent)

    assert work_out_all(silent) == 0


@pytest.mark.usefixtures("large")
def test_file_that_is_damaged_tells_nothing(office: Office):
    seal(office, "2026-08-0")
    work_out_all(silent)
    file = withheld.Withheld(office.run).file
    (office.home / "runs" / "withheld" / file).write_text("[[", "utf-8")
    withheld_file._read.cache_clear()

    assert values(office, DONGHU)[RATE, "2026-08"].masks == Masks("*", "*", "*")


def test_sealing_and_lifting_ask_for_the_job(office: Office):
    seal(office, "2026-08-0")
    [sealing] = Sealing.objects.all()
    sealings.lift(
        sealing=sealing,
        reason="更正",
        basis="中华人民共和国刑事诉讼法第286条",
        by=BY,
    )

    asked = Job.objects.filter(task="hengjian.indicators.listening.keep_back_anew")
    told = {key.split(":")[2] for key in asked.values_list("key", flat=True)}
    assert {"sealed", "lifted"} <= told
