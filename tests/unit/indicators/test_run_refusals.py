"""``hengjian indicators run``: files that cannot be what they are given as, in words."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hengjian.config.cli import main
from tests.unit.indicators.run_files import run


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"number": ["1"], "concluded_on": ["2025-03-05"]}, "column concluded_on has"),
        ({"number": [1], "outcome": ["refused"]}, "column number has the type int64"),
        ({"case": ["1"]}, "has no item of the card arrest"),
        (None, "is no Parquet file"),
    ],
)
def test_parquet_that_is_no_card_table_is_refused_in_words(
    columns: dict[str, list[object]] | None,
    said: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = folder / "cards.parquet"
    if columns is None:
        path.write_bytes(b"PAR1 cut off")
    else:
        pq.write_table(pa.table(columns), path)
    words = ["indicators", "run", "--packs", str(folder / "packs"), "--out"]

    code = main([*words, str(folder / "out.csv"), "--cards", f"arrest={path}"])

    assert code == 2
    assert said in capsys.readouterr().err


def test_a_folder_instead_of_the_organisation_is_refused_in_words(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(folder, "--organisation", str(folder / "packs"))

    assert code == 2
    assert "this is a folder" in capsys.readouterr().err
