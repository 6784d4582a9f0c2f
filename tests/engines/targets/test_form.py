"""The form in which offices hand in their targets: read, held together, written."""

import datetime
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from hengjian.config.cli import main
from hengjian.engines.tables.sheets import read_sheets, write_sheets
from hengjian.engines.targets.model import (
    Better,
    Described,
    Level,
    Quantity,
    Rate,
    Split,
    Target,
)
from hengjian.lib.bilingual import Text
from hengjian.targets.form.heads import NoHeads
from hengjian.targets.form.reading import read_form
from hengjian.targets.form.writing import write_form


PACKS = Path(__file__).resolve().parents[3] / "packs"
# one pack with the shared lists beside it: reading all of them takes long
FOLLOW_UP, ARREST = PACKS / "task_follow_up", PACKS / "arrest_review"
HEADS = [
    "序号",
    "项目",
    "指标",
    "目标值",
    "责任部门",
    "责任人",
    "时限",
    "分值",
    "措施",
    "责任要求",
    "下级合成方式",
]
TOP = [
    "1",
    "检察信息",
    "",
    "60篇",
    "办公室",
    "",
    "2026-12-31",
    "10",
    "讲评",
    "主任",
    "合计",
]
FIRST = [
    "1.1",
    "动态",
    "",
    "40篇",
    "办公室",
    "",
    "2026年12月31日",
    "",
    "选题",
    "主任",
    "",
]
SECOND = ["1.2", "经验", "", "20篇", "第一检察部", "", "2026年", "", "选题", "主任", ""]


def sheet(folder: Path, *rows: list[str]) -> Path:
    path = folder / "targets.xlsx"
    write_sheets(path, {"目标": [HEADS, *rows]})
    return path


def check(
    capsys: pytest.CaptureFixture[str], path: Path, packs: Path = FOLLOW_UP
) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = main(["targets", "check", str(path), "--packs", str(packs), "--json"])
    return code, json.loads(capsys.readouterr().out)


def changed(row: list[str], **cells: str) -> list[str]:
    return [cells.get(head, cell) for head, cell in zip(HEADS, row, strict=True)]


def test_form_that_holds_together_has_nothing_to_mend(tmp_path, capsys):
    code, told = check(capsys, sheet(tmp_path, TOP, FIRST, SECOND))

    assert (code, told) == (0, {"targets": 3, "faults": [], "gaps": []})


def test_split_that_falls_short_is_told_with_its_row_and_difference(tmp_path, capsys):
    short = changed(SECOND, 目标值="15篇")

    code, told = check(capsys, sheet(tmp_path, TOP, FIRST, short))

    (gap,) = told["gaps"]
    assert code == 2
    assert (gap["row"], gap["kind"], gap["by"]) == (2, "short", "-5")


def test_indicator_that_may_never_be_scored_is_no_target(tmp_path, capsys):
    never = changed(FIRST, 指标="arrest_rate")

    code, told = check(capsys, sheet(tmp_path, TOP, never, SECOND), ARREST)

    (gap,) = told["gaps"]
    assert code == 2
    assert (gap["row"], gap["kind"]) == (3, "never_a_target")
    assert "不得用于考核" in gap["zh"]


def test_indicator_by_its_code_is_known_and_others_are_told(tmp_path, capsys):
    unknown = changed(SECOND, 指标="Z99")
    known = changed(FIRST, 指标="K11")

    _, told = check(capsys, sheet(tmp_path, TOP, known, unknown))

    assert [(gap["row"], gap["kind"]) for gap in told["gaps"]] == [
        (4, "unknown_indicator")
    ]


def test_every_fault_of_every_row_is_told_at_once(tmp_path, capsys):
    faulty = changed(FIRST, 目标值=">40篇", 时限="年内", 分值="多", 下级合成方式="平均")

    code, told = check(
        capsys,
        sheet(tmp_path, TOP, faulty, SECOND, SECOND, changed(SECOND, 序号="2.1")),
    )

    assert code == 2
    assert [(fault["row"], fault["head"]) for fault in told["faults"]] == [
        (3, "目标值"),
        (3, "时限"),
        (3, "分值"),
        (3, "下级合成方式"),
        (5, "序号"),
        (6, "序号"),
    ]


def test_words_for_people_end_with_the_count(tmp_path, capsys):
    path = sheet(tmp_path, TOP, FIRST, changed(SECOND, 目标值="25篇"))

    code = main(["targets", "check", str(path), "--packs", str(FOLLOW_UP)])

    lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert "请确认" in lines[0]
    assert lines[-1] == "3 项目标，须改 0 处，请确认 1 处"


def test_title_above_the_heads_and_other_spellings_are_found():
    rows = [
        ["2026年度目标分解表"],
        [],
        ["编号", "工作项目", "目标要求", "牵头部门", "完成时限(必填)"],
        ["1", "检察信息", "60篇", "办公室", "2026-12"],
    ]

    form = read_form(rows)

    assert form.faults == ()
    assert form.rows == {"1": 4}
    assert form.tops[0].due_on == datetime.date(2026, 12, 31)


def test_sheet_without_the_heads_says_which_are_lacking():
    with pytest.raises(NoHeads, match="时限"):
        read_form([["序号", "项目", "目标值", "责任部门"]])


def test_head_that_stands_twice_is_refused():
    with pytest.raises(NoHeads, match="两次"):
        read_form([["序号", "项目", "目标值", "责任部门", "时限", "完成时限"]])


def test_written_form_is_read_as_the_same_targets(tmp_path):
    below = [
        Target(
            name="1.1",
            title=Text.same("办结"),
            level=Level.DEPARTMENT,
            owner="第一检察部",
            aim=Rate(Fraction(2, 3), Fraction(90), Better.UP),
            due_on=datetime.date(2026, 6, 30),
            indicator="K11",
            marks=Fraction(5, 2),
            weight=Fraction(1, 3),
            shares={"第一检察部": Fraction(1, 2), "办公室": Fraction(1, 2)},
            below=(
                Target(
                    name="1.1.1",
                    title=Text.same("某件"),
                    level=Level.PERSON,
                    owner="张一",
                    aim=Described(Text.same("按标准"), Text.same("材料")),
                    controlled=False,
                ),
            ),
            split=Split.ALL_DONE,
        )
    ]
    top = Target(
        name="1",
        title=Text.same("总"),
        level=Level.PROCURATORATE,
        owner="检察长",
        aim=Quantity(Fraction(3), Better.DOWN),
        measures="=1+1",
        split=Split.SUM,
        below=tuple(below),
    )
    path = tmp_path / "written.xlsx"

    write_sheets(path, {"目标": write_form([top])})
    form = read_form(read_sheets(path)["目标"])

    assert form.faults == ()
    assert form.tops == (top,)


def test_empty_form_is_written_once_and_never_over_another(tmp_path, capsys):
    path = tmp_path / "form.xlsx"

    assert main(["targets", "form", str(path)]) == 0
    written = path.read_bytes()
    assert main(["targets", "form", str(path)]) == 2
    assert path.read_bytes() == written
    assert main(["targets", "check", str(path), "--packs", str(FOLLOW_UP)]) == 0


def test_file_that_is_no_workbook_is_told_not_raised(tmp_path, capsys):
    path = tmp_path / "targets.xlsx"
    path.write_text("not a workbook", "utf-8")

    assert main(["targets", "check", str(path), "--packs", str(FOLLOW_UP)]) == 2
    assert str(path) in capsys.readouterr().err
