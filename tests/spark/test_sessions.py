"""What a session on Spark lets through, keeps and refuses."""

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hengjian.engines.tables.duckdb_session import TooLarge
from hengjian.warehouse.spark_session import SparkSession, session
from tests.spark.conftest import SMALL


pytestmark = pytest.mark.spark


def test_rows_are_numbered_over_files_in_the_order_given(
    spark: SparkSession, tmp_path: Path
) -> None:
    files = []
    for number in (2, 1, 10):
        file = tmp_path / f"{number}.parquet"
        pq.write_table(pa.table({"x": [number * 100, number * 100 + 1]}), file)
        files.append(file)
    listed = ", ".join(f"'{file}'" for file in files)

    found = spark.rows(
        "SELECT file_index * 1000 + file_row_number AS _n, x"
        f" FROM read_parquet([{listed}], union_by_name = true) ORDER BY _n"
    )

    assert found == [
        (0, 200),
        (1, 201),
        (1000, 100),
        (1001, 101),
        (2000, 1000),
        (2001, 1001),
    ]


def test_an_item_that_older_files_lack_is_unknown_in_them(
    spark: SparkSession, tmp_path: Path
) -> None:
    old, new = tmp_path / "old.parquet", tmp_path / "new.parquet"
    pq.write_table(pa.table({"x": [1]}), old)
    pq.write_table(pa.table({"x": [2], "charge": ["盗窃"]}), new)
    files = f"read_parquet(['{old}', '{new}'], union_by_name = true)"

    described = spark.rows(f"DESCRIBE SELECT * FROM {files}")
    found = spark.rows(f"SELECT x, charge FROM {files} ORDER BY x")

    assert [row[0] for row in described] == ["x", "charge"]
    assert found == [(1, None), (2, "盗窃")]


def test_sums_go_beyond_64_bits_and_stay_exact(spark: SparkSession) -> None:
    spark.register("cards", pa.table({"x": [2**63 - 1] * 3}))

    assert spark.rows("SELECT sum(x) FROM cards") == [(Decimal(3 * (2**63 - 1)),)]


def test_numbers_that_do_not_fit_are_an_error_not_a_wrong_number(
    spark: SparkSession,
) -> None:
    spark.register("cards", pa.table({"_w": [2**63 - 1] * 3}))

    with pytest.raises(TooLarge):
        spark.rows("SELECT sum(_w) FROM cards")


def test_a_file_that_was_not_named_cannot_be_read(
    spark: SparkSession, tmp_path: Path
) -> None:
    file = tmp_path / "other.parquet"
    pq.write_table(pa.table({"x": [1]}), file)

    with pytest.raises(Exception, match="TABLE_OR_VIEW_NOT_FOUND"):
        spark.rows(f'SELECT * FROM "parquet"."{file}"')


def test_sessions_of_one_process_do_not_see_each_others_tables(
    spark: SparkSession,
) -> None:
    spark.register("mine", pa.table({"x": [1]}))

    with (
        session(SMALL) as other,
        pytest.raises(Exception, match="TABLE_OR_VIEW_NOT_FOUND"),
    ):
        other.rows("SELECT * FROM mine")


def test_rows_come_in_batches_and_none_is_one_empty_batch(spark: SparkSession) -> None:
    spark.register("cards", pa.table({"x": [1, 2, 3]}))

    some = [b.num_rows for b in spark.batches("SELECT x FROM cards", 2)]
    none = [b.num_rows for b in spark.batches("SELECT x FROM cards WHERE x > 3", 2)]

    assert sum(some) == 3
    assert max(some) <= 2
    assert none == [0]


def test_tables_made_are_forgotten_when_cleared(spark: SparkSession) -> None:
    spark.register("cards", pa.table({"x": [1]}))
    spark.execute("CREATE OR REPLACE TABLE ready AS FROM cards")
    assert spark.rows("SELECT x FROM ready") == [(1,)]

    spark.clear()

    with pytest.raises(Exception, match="TABLE_OR_VIEW_NOT_FOUND"):
        spark.rows("SELECT x FROM ready")


def test_what_a_session_laid_down_goes_with_it(spark: SparkSession) -> None:
    with session(SMALL) as other:
        other.register("cards", pa.table({"x": [1]}))
        folder = other._folder
        assert list(folder.rglob("*.parquet"))

    assert not folder.exists()
