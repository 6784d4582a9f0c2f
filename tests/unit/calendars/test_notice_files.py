"""A notice as a workbook, a csv, a YAML file or typed lines says the same."""

from datetime import date
from pathlib import Path

import pytest

from hengjian.audit.models import JournalEntry
from hengjian.calendars import notice_files
from hengjian.calendars.models import CalendarRelease
from hengjian.calendars.notice_files import NoticeFaults, read_file
from hengjian.calendars.year_view import months, runs, special_days
from hengjian.config.cli import main
from hengjian.engines.deadlines.work_calendar import DEFAULT
from hengjian.engines.tables.sheets import write_sheets
from hengjian.lib.faults import UserFault
from tests.cast import Cast
from tests.factories import calendars as make


ROWS = [
    ["年份", "2031"],
    ["标题", make.TITLE],
    ["文号", "国办发明电〔2030〕1号"],
    ["日期", "安排", "节日"],
    ["2031-03-10", "放假", "植树节"],
    ["2031-03-08", "上班", "植树节"],
]
CSV = "\n".join(",".join(row) for row in ROWS)
YAML = f"""\
notice: 2031
format: 1
title: {make.TITLE}
document: 国办发明电〔2030〕1号
days_off: {{植树节: 2031-03-10}}
make_up_days: {{植树节: [2031-03-08]}}
"""


def workbook(folder: Path) -> bytes:
    path = folder / "notice.xlsx"
    write_sheets(path, {"放假安排": ROWS})
    return path.read_bytes()


@pytest.mark.parametrize("form", ["xlsx", "csv", "gbk", "yaml", "typed"])
def test_every_form_says_the_same(form: str, tmp_path: Path) -> None:
    draft = {
        "xlsx": lambda: read_file("notice.xlsx", workbook(tmp_path)),
        "csv": lambda: read_file("notice.csv", CSV.encode("utf-8-sig")),
        "gbk": lambda: read_file("NOTICE.CSV", CSV.encode("gb18030")),
        "yaml": lambda: read_file("notice.yaml", YAML.encode()),
        "typed": lambda: notice_files.from_typed(CSV.replace(",", "\t")),
    }[form]()

    assert (draft.title, draft.document_number) == (make.TITLE, "国办发明电〔2030〕1号")
    notice = draft.notice()
    assert notice == make.year_notice()
    assert notice.names == make.year_notice().names


def test_typed_lines_read_back_to_the_same_notice() -> None:
    days = special_days(DEFAULT, 2026)
    text = "\n".join(
        f"{run.first.on}..{run.last.on} {'放假' if run.first.letter.zh == '休' else '上班'}"  # type: ignore[union-attr]
        for run in runs(days)
    )
    notice = notice_files.from_typed(text).with_given(year="2026").notice()

    again = notice_files.from_typed(notice_files.typed_lines(notice))

    assert again.with_given(year="2026").notice() == notice
    assert len(notice.days_off | notice.make_up_days) == len(days)


def test_faults_of_a_file_are_told_by_row() -> None:
    text = CSV.replace("2031-03-08", "2031-03-11").replace("放假", "放")

    with pytest.raises(NoticeFaults) as refused:
        read_file("notice.csv", text.encode()).notice()

    assert [fault.row for fault in refused.value.faults] == [5, 6]
    assert "第 6 行：2031-03-11 是星期二" in refused.value.message.zh


def test_faults_of_yaml_name_file_and_line() -> None:
    with pytest.raises(UserFault, match=r"n\.yaml:2.*year_off|n\.yaml:1") as refused:
        read_file("n.yaml", b"notice: 2031\nyear_off: [2031-03-10]\n")

    assert "days_off" in str(refused.value)


@pytest.mark.parametrize("year", ["", "31", "２０３１", "2O31", "1999"])
def test_year_that_cannot_be_is_refused(year: str) -> None:
    draft = notice_files.from_typed("2031-03-10, 放假").with_given(year=year)

    with pytest.raises(NoticeFaults):
        draft.notice()


def test_file_of_too_many_rows_is_refused() -> None:
    with pytest.raises(UserFault, match="400"):
        read_file("n.csv", b"2031-03-10,x\n" * 401)


def test_year_view_names_every_day_that_is_not_what_its_weekday_makes_it() -> None:
    october = months(DEFAULT, 2025)[9]
    days = [day for week in october.weeks for day in week if day is not None]
    marked = {day.on.day: day.words.zh for day in days if day.letter is not None}

    assert len(days) == 31
    assert [day for day in marked if "放假" in marked[day]] == list(range(1, 9))
    assert marked[11] == "国庆节调休上班"


@pytest.mark.django_db
def test_command_previews_then_releases(
    people: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "notice.yaml"
    file.write_text(YAML, "utf-8")
    name = people.system_administrator.username
    asked = ["calendars", "import", str(file), "--as", name]

    assert main([*asked, "--dry-run"]) == 0
    previewed = capsys.readouterr().out
    assert not CalendarRelease.objects.exists()
    assert main(asked) == 0

    assert "2031-03-10 植树节放假(原为工作日)" in previewed
    assert "2031/1 " in capsys.readouterr().out
    entry = JournalEntry.objects.get(event="calendars.notice_released")
    assert entry.by == people.system_administrator.journal_name
    assert main(["calendars", "show", "2031"]) == 0
    assert "2031-03-08 植树节调休上班" in capsys.readouterr().out
    assert main(["calendars", "show", "2033"]) == 0
    assert capsys.readouterr().out.startswith("暂定")
    assert main(["calendars", "show", "2031", "--json"]) == 0
    assert '"kind": "make_up"' in capsys.readouterr().out


@pytest.mark.django_db
def test_command_refuses_a_missing_file_and_a_year_that_is_none(
    people: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    name = people.system_administrator.username

    assert main(["calendars", "import", "absent.yaml", "--as", name]) == 2
    assert "absent.yaml" in capsys.readouterr().err
    assert main(["calendars", "show", "31"]) == 2
    assert "2000" in capsys.readouterr().err


def test_a_day_of_the_calendar_is_known_by_its_date() -> None:
    [new_year, *_] = special_days(DEFAULT, 2026)

    assert new_year.on == date(2026, 1, 1)
    assert new_year.words.en == "day off, New Year's Day"
