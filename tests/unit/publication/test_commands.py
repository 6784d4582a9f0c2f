"""``hengjian report analysis`` and ``hengjian report check``, as a person types them."""

import json
from pathlib import Path

import pytest

from hengjian.config.cli import main
from hengjian.publication.models import AnalysisReport
from tests.unit.publication import editing
from tests.unit.publication.conftest import Office
from tests.unit.publication.report_world import DONGHU, JIANGCHENG


def analysis(*words: str, unit: str = DONGHU, account: str = "wang") -> int:
    return main(
        [
            *("report", "analysis", "--period", "2026-Q3", "--procuratorate", unit),
            *("--as", account, *words),
        ]
    )


def test_analysis_writes_the_three_files_and_copies_them(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = analysis("--out", str(tmp_path / "out"))

    assert code == 0
    listed = capsys.readouterr().out.splitlines()[1:]
    assert [Path(line).suffix for line in listed] == [".docx", ".pdf", ".xlsx"]
    assert all(Path(line).parent == tmp_path / "out" for line in listed)
    assert all(Path(line).stat().st_mode & 0o777 == 0o600 for line in listed)


def test_analysis_tells_of_missing_fonts_on_the_side(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    analysis()

    assert "HENGJIAN_FONTS" in capsys.readouterr().err


def test_analysis_in_json(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    analysis("--json")

    told = json.loads(capsys.readouterr().out)
    assert told["report"] == office.quarter.pk
    assert set(told["files"]) == {"docx", "pdf", "xlsx"}


def test_analysis_is_refused_without_the_permission(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    before = AnalysisReport.objects.count()

    assert analysis(account="zhao") == 2
    assert "权限" in capsys.readouterr().err
    assert AnalysisReport.objects.count() == before


def test_analysis_is_refused_for_another_place(office: Office) -> None:
    assert analysis(account="chen", unit=JIANGCHENG) == 2


def test_analysis_of_an_unknown_place_or_run_is_a_fault_in_words(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert analysis(unit="999999") == 2
    assert analysis("--run", "99") == 2
    assert "Traceback" not in capsys.readouterr().err


def test_check_of_an_untouched_copy_is_clean(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = editing.copy_of(office.quarter, tmp_path)

    assert main(["report", "check", str(copy)]) == 0
    assert "没有不一致" in capsys.readouterr().out


def test_check_says_which_number_is_wrong_and_what_it_should_be(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = editing.copy_of(office.quarter, tmp_path)
    rate = next(n for n in office.paper.numbers if n.text == "33.33%")
    editing.replace_bound(copy, rate.name, "34.33%")

    assert main(["report", "check", str(copy)]) == 1
    told = capsys.readouterr().out
    assert "文中为 34.33%，应为 33.33%" in told


def test_check_in_json(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = editing.copy_of(office.quarter, tmp_path)
    editing.add_paragraph(copy, "起诉90件，上年同期100件，同比下降12%。")

    assert main(["report", "check", str(copy), "--json", "--as", "wang"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["report"] == office.quarter.pk
    (found,) = told["disagreements"]
    assert found["kind"] == "change"
    assert "10%" in found["message"]["en"]


def test_check_of_a_bad_file_is_a_fault(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.docx").write_text("no")

    assert main(["report", "check", str(tmp_path / "x.docx")]) == 2
    assert main(["report", "check", str(tmp_path / "missing.docx")]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_check_of_another_places_report_is_not_for_the_reader(
    office: Office, tmp_path: Path
) -> None:
    copy = editing.copy_of(office.quarter, tmp_path)

    assert main(["report", "check", str(copy), "--as", "audit_administrator"]) == 2
    assert main(["report", "check", str(copy), "--as", "chen"]) == 2
