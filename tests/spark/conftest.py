"""Spark for its tests: one Java, started once, on two cores."""

from collections.abc import Iterator

import pytest

from hengjian.warehouse.spark_session import SparkSession, session
from hengjian.warehouse.spark_settings import SparkSettings


# Queries of the tests are many and small: the quick compiler alone starts sooner
SMALL = SparkSettings(
    master="local[2]",
    memory="1g",
    java_options="-XX:+UseSerialGC -XX:TieredStopAtLevel=1",
)


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    with session(SMALL) as opened:
        yield opened
