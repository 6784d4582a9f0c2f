"""A petition is never typed twice: an import answers its tasks, a disagreement is a finding."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from hengjian.lib.keyring import Keyring
from hengjian.warehouse import data_keys, incoming
from hengjian.warehouse.actions import imports
from hengjian.warehouse.importing import running
from hengjian.warehouse.matter_cards import reconciling, taking
from hengjian.warehouse.models import Finding, FindingState, Import
from tests.journeys.office import BY, Office
from tests.journeys.test_petition import ACCEPTED, ASSESSED, PETITION, received
from tests.journeys.walking import Journey


NUMBER = PETITION["national_number"]
RECORD = {
    "信访编号": NUMBER,
    "承办单位": "429900",
    "收到日期": "2026-10-19",
    "信访方式": "来访",
    "信访类别": "刑事申诉",
    "首次或重复": "首次",
    "首办责任人": "CHEN",
}


@pytest.fixture
def reception(office: Office, settings, tmp_path: Path) -> Office:
    """The office with card tables of its own."""
    settings.HENGJIAN_HOME = tmp_path / "home"
    settings.HENGJIAN_KEYS = tmp_path / "home" / "keys"
    settings.KEYRING = Keyring(settings.HENGJIAN_KEYS)
    data_keys._opened.cache_clear()
    office.releases("complaint", "petition")
    office.listens_to = ("hengjian.warehouse.overlays.",)
    return office


def imported(office: Office, **cells: str) -> Import:
    """A file of the national system is imported, and heard by whom it concerns."""
    return brought(office, "complaint", RECORD | cells)


EXPORT = {
    "全国系统信访编号": NUMBER,
    "单位": "429900",
    "登记日期": "2026-10-19",
    "收到日期": "2026-10-19",
    "信访方式": "来访",
    "信访类别": "刑事申诉",
    "针对的检察行为": "起诉、不起诉决定",
    "首次或重复": "首次",
}


def exported(office: Office, **cells: str) -> Import:
    """An export of the national system in the shape of the petition's own card."""
    return brought(office, "petition", EXPORT | cells)


def brought(office: Office, card: str, row: dict[str, str]) -> Import:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([row.keys(), row.values()])
    file = incoming.keep("信访.csv", iter([text.getvalue().encode("utf-8-sig")]))
    staged = imports.stage(file=file, card=card, as_job=False, by=BY)
    live = running.run(staged, by=BY)
    assert live.rows_rejected == 0
    office.hears()
    return live


def assessed(office: Office) -> Journey:
    petition = received(office)
    petition.does("zhou", "screen", **ACCEPTED)
    return petition.does("chen", "assess", **ASSESSED | {"needs_leader": "否"})


def test_import_closes_the_tasks_it_answers(reception: Office) -> None:
    petition = assessed(reception)
    assert petition.waits == {"zhou": ["procedural_reply"], "chen": ["handle"]}

    reception.on("2026-10-28")
    live = imported(reception, **{"7日回复日期": "2026-10-23"})

    assert petition.waits == {"chen": ["handle"]}
    assert petition.card["procedural_replied_on"] == date(2026, 10, 23)
    done = petition.matter.work_items.get(element="procedural_reply")
    assert done.done_on == date(2026, 10, 23)  # in time, though the import came late
    assert f"“七日内程序性回复”随导入 {live.pk}（信访.csv）办结" in petition.story
    assert not Finding.objects.exists()


def test_what_arrived_before_its_task_opens_is_not_asked_again(
    reception: Office,
) -> None:
    petition = received(reception)

    imported(reception, **{"分流日期": "2026-10-20", "7日回复日期": "2026-10-21"})

    assert petition.waits == {"chen": ["assess"]}
    assert petition.matter.handler == reception.person("chen")


def test_what_was_noted_otherwise_is_a_finding_until_both_agree(
    reception: Office,
) -> None:
    petition = assessed(reception)
    petition.does("zhou", "procedural_reply", procedural_replied_on="2026-10-19")

    imported(reception, **{"7日回复日期": "2026-10-22"})

    finding = Finding.objects.get(rule="noted.petition.procedural_replied_on")
    assert finding.state == FindingState.OPEN
    assert "2026-10-19" in finding.message_zh
    assert "2026-10-22" in finding.message_zh
    assert finding.person == reception.person("chen")
    assert petition.card["procedural_replied_on"] == date(2026, 10, 19)

    imported(reception, **{"7日回复日期": "2026-10-19"})
    finding.refresh_from_db()
    assert finding.state == FindingState.CLOSED


def test_same_import_again_changes_nothing(reception: Office) -> None:
    petition = assessed(reception)
    imported(reception, **{"7日回复日期": "2026-10-21"})
    before = petition.matter.version, len(petition.story)

    imported(reception, **{"7日回复日期": "2026-10-21", "案件数": "1"})

    assert (petition.matter.version, len(petition.story)) == before


def test_export_of_the_same_kind_answers_the_tasks_too(reception: Office) -> None:
    petition = assessed(reception)
    taking.take_all()

    reception.on("2026-10-28")
    live = exported(reception, 程序性回复日期="2026-10-23")

    assert petition.waits == {"chen": ["handle"]}
    assert f"“七日内程序性回复”随导入 {live.pk}（信访.csv）办结" in petition.story
    taking.take_all()  # what the matter knows beside the export stands on its card again
    told = reconciling.reconcile("petition")
    assert told.agrees
    assert (told.matters, told.cards, told.from_files) == (1, 1, 0)
    assert not Finding.objects.filter(rule__startswith="noted.").exists()


def test_export_that_tells_otherwise_is_a_finding_and_the_matter_stays(
    reception: Office,
) -> None:
    petition = assessed(reception)
    petition.does("zhou", "procedural_reply", procedural_replied_on="2026-10-19")
    taking.take_all()

    exported(reception, 程序性回复日期="2026-10-22")
    taking.take_all()

    finding = Finding.objects.get(rule="noted.petition.procedural_replied_on")
    assert finding.state == FindingState.OPEN
    assert petition.card["procedural_replied_on"] == date(2026, 10, 19)
    assert reconciling.reconcile("petition").agrees


def test_exported_card_without_a_matter_stands_by_itself_until_one_is_registered(
    reception: Office,
) -> None:
    exported(reception)
    alone = reconciling.reconcile("petition")

    received(reception)
    taking.take_all()

    assert (alone.agrees, alone.from_files, alone.matters) == (True, 1, 0)
    told = reconciling.reconcile("petition")
    assert told.agrees
    assert (told.matters, told.cards, told.from_files) == (1, 1, 0)


def test_same_export_again_changes_nothing(reception: Office) -> None:
    petition = assessed(reception)
    taking.take_all()
    exported(reception, 程序性回复日期="2026-10-21")
    taking.take_all()
    before = petition.matter.version, len(petition.story)

    exported(reception, 程序性回复日期="2026-10-21")

    assert (petition.matter.version, len(petition.story)) == before
