"""A web process reads what every page needs before it takes its first request."""

import json
import logging
import subprocess
import sys
from typing import Any

import pytest
from django.db import DatabaseError, connection

from hengjian.config.beforehand import make_ready
from hengjian.packs import queries as packs
from tests import child
from tests.unit.warehouse.conftest import home, lasting_people  # noqa: F401 (fixtures)


# what the server's own module has read once it is there
TOLD = """
import json, sys
import hengjian.config.wsgi
from django.db import connections
from django.urls import get_resolver
from hengjian.manual import reading
from hengjian.packs import queries
print(json.dumps({
    "packs": queries._load.known,
    "chapters": reading.chapters.known,
    "views": "hengjian.indicators.views.overview" in sys.modules,
    "open": connections["default"].connection is not None,
}))
"""


@pytest.mark.usefixtures("lasting_people")
def test_servers_module_has_read_packs_manual_and_views() -> None:
    done = subprocess.run(
        [sys.executable, "-c", TOLD],
        env=child.environment(),
        cwd=child.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "packs": 1,
        "chapters": 1,
        "views": True,
        "open": False,
    }


@pytest.mark.django_db
def test_database_that_is_away_is_said_and_the_process_starts(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any) -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(logging.getLogger("hengjian"), "propagate", True)
    with connection.execute_wrapper(away):
        make_ready()

    assert "not made ready beforehand: DatabaseError" in caplog.text


@pytest.mark.django_db
def test_new_installation_without_packs_is_ready(
    caplog: pytest.LogCaptureFixture,
) -> None:
    make_ready()

    assert "not made ready" not in caplog.text
    assert packs.current().loaded.packs == {}
