"""What Spark is told at its start."""

from pathlib import Path

import pytest

from hengjian.lib.faults import UserFault
from hengjian.warehouse.spark_settings import SparkSettings


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MASTER", "MEMORY", "FOLDER", "DRIVER_HOST", "JAVA_OPTIONS"):
        monkeypatch.delenv(f"HENGJIAN_SPARK_{name}", raising=False)


def test_by_itself_spark_stays_on_this_machine(tmp_path: Path) -> None:
    told = SparkSettings.of_environment().configuration(tmp_path)

    assert told["spark.driver.bindAddress"] == "127.0.0.1"
    assert told["spark.authenticate"] == "true"
    assert told["spark.ui.enabled"] == "false"
    assert told["spark.driver.memory"] == "2g"
    assert told["spark.local.dir"].startswith(str(tmp_path))


def test_numbers_are_never_wrong_without_an_error(tmp_path: Path) -> None:
    told = SparkSettings().configuration(tmp_path)

    assert told["spark.sql.ansi.enabled"] == "true"
    assert told["spark.sql.session.timeZone"] == "UTC"


def test_a_cluster_is_named_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HENGJIAN_SPARK_MASTER", "spark://10.1.2.3:7077")
    monkeypatch.setenv("HENGJIAN_SPARK_DRIVER_HOST", "10.1.2.4")
    monkeypatch.setenv("HENGJIAN_SPARK_FOLDER", str(tmp_path))
    monkeypatch.setenv("HENGJIAN_SPARK_MEMORY", "12g")

    settings = SparkSettings.of_environment()

    told = settings.configuration(tmp_path)
    assert settings.master == "spark://10.1.2.3:7077"
    assert settings.folder == tmp_path
    assert told["spark.driver.host"] == "10.1.2.4"
    assert told["spark.executor.memory"] == "12g"
    assert told["spark.sql.shuffle.partitions"] == "200"
    assert "spark.authenticate" not in told  # the cluster's own secret decides


@pytest.mark.parametrize(
    ("master", "partitions"), [("local[3]", "3"), ("local[2, 4]", "2")]
)
def test_one_machine_has_as_many_parts_as_cores(
    master: str, partitions: str, tmp_path: Path
) -> None:
    told = SparkSettings(master=master).configuration(tmp_path)

    assert told["spark.sql.shuffle.partitions"] == partitions


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("MEMORY", "much", "reads 2g or 512m"),
        ("FOLDER", "/no/such/folder", "is no folder"),
    ],
)
def test_a_bad_setting_is_named(
    name: str, value: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"HENGJIAN_SPARK_{name}", value)

    with pytest.raises(UserFault) as refused:
        SparkSettings.of_environment()

    assert f"HENGJIAN_SPARK_{name}" in refused.value.message.en
    assert words in refused.value.message.en
