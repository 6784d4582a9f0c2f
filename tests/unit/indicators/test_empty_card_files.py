"""``indicators run`` on a file that holds a header and no card."""

from pathlib import Path

import pytest

from tests.unit.indicators.run_files import CARDS, lines, run


@pytest.mark.parametrize("period", ["month", "year", "to_date"])
@pytest.mark.parametrize("by", [[], ["--by", "procuratorate"]])
@pytest.mark.parametrize("out", ["out.csv", "out.xlsx"])
def test_a_file_of_a_header_alone_has_no_periods_and_no_rows(
    folder: Path, period: str, by: list[str], out: str
) -> None:
    (folder / "cards.csv").write_text(CARDS.splitlines()[0] + "\n", "utf-8")

    code = run(folder, "--period", period, *by, out=out)

    assert code == 0
    assert (folder / out).exists()
    if out == "out.csv":
        [header] = lines(folder / out)
        assert header[:2] == ["indicator", "period"]


def test_a_file_of_a_header_alone_keeps_a_range_that_was_asked_for(
    folder: Path,
) -> None:
    (folder / "cards.csv").write_text(CARDS.splitlines()[0] + "\n", "utf-8")

    asked = ["--period", "month", "--from", "2025-01", "--to", "2025-02"]
    code = run(folder, *asked, "--indicator", "refusal_rate")

    assert code == 0
    rows = lines(folder / "out.csv")[1:]
    assert [row[1] for row in rows] == ["2025-01", "2025-02"]
