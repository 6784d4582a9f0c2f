"""What every test stands on: the database's server, no network, skips that count."""

import os
import shutil
import socket
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests import flushing, longest_first, postgresql, template_database


if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker
    from xdist.remote import Producer

    from tests.cast import Cast
    from tests.parts_of_files import PartsOfFiles


_was_run = pytest.StashKey[bool]()


def _is_worker() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


def _postgresql_folder() -> Path:
    return Path(os.environ["HENGJIAN_TEST_HOME"] + "-pg")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "one_database: knows of no database; one run of it is enough"
    )
    config.addinivalue_line(
        "markers", "only_postgresql: of what SQLite has not, as two writers at once"
    )
    wanted = os.environ.get("HENGJIAN_TEST_DATABASE") == "postgresql"
    if wanted and not _is_worker():
        postgresql.start(_postgresql_folder())
    if (config.getoption("numprocesses", 0) or 0) > 1 and not _is_worker():
        template_database.begin()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> None:
    item.stash[_was_run] = True


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    # what was skipped was given no database
    if item.stash.get(_was_run, False) and flushing.commits(item):
        flushing.empty()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(
    config: pytest.Config, log: "Producer"
) -> "PartsOfFiles | None":
    """``--dist loadfile`` shares the longest files out."""
    if config.getvalue("dist") != "loadfile":
        return None
    from tests.parts_of_files import PartsOfFiles

    return PartsOfFiles(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    if os.environ.get("HENGJIAN_TEST_DATABASE") == "postgresql":
        _leave_out_what_asks_no_database(config, items)
    longest_first.sort(items)


def _leave_out_what_asks_no_database(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """It would do the very same as on SQLite."""
    asking = [item for item in items if _asks_the_database(item)]
    left_out = [item for item in items if not _asks_the_database(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = asking


def _asks_the_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "django_db_setup", "django_db_blocker"}
    asked = fixtures.intersection(getattr(item, "fixturenames", ()))
    return bool(asked) or item.get_closest_marker("django_db") is not None


def pytest_unconfigure(config: pytest.Config) -> None:
    home = os.environ.get("HENGJIAN_TEST_HOME")
    if not home or os.environ.get("HENGJIAN_TEST_HOME_OWNER") != str(os.getpid()):
        return
    template_database.end()
    if _postgresql_folder().exists():
        postgresql.stop(_postgresql_folder())
    shutil.rmtree(home, ignore_errors=True)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Where CI runs, a skip is said with its reason and counts as a failure."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = [f"{each.nodeid}: {each.longrepr[-1]}" for each in skipped]
    if report := os.environ.get("HENGJIAN_SKIPS"):
        Path(report).write_text("".join(f"{line}\n" for line in reasons), "utf-8")
    if reasons and os.environ.get("CI"):
        terminalreporter.write_line(f"{len(reasons)} skipped: CI allows none", red=True)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or _is_worker() or not os.environ.get("CI"):
        return
    if exitstatus == 0 and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Nothing leaves the machine: connections beyond loopback fail."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            host = str(address[0])
            if not (host.startswith("127.") or host in {"::1", "localhost"}):
                raise AssertionError(f"a test tried to reach {host}")
        connect(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    """A copied database is used as it is, and goes with the folder of the run."""
    return django_db_keepdb or template_database.is_expected()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    django_db_blocker: "DjangoDbBlocker",
) -> None:
    """Where several workers run, each begins with a copy of one migrated database."""
    if template_database.is_expected():
        with django_db_blocker.unblock():
            template_database.copy()


@pytest.fixture(autouse=True)
def _own_checkpoints() -> None:
    """A journal that begins anew has no checkpoints of the test before."""
    from django.conf import settings

    folder = settings.HENGJIAN_HOME / "checkpoints" / uuid.uuid4().hex
    settings.JOURNAL_CHECKPOINTS = folder / "journal.jsonl"


@pytest.fixture(autouse=True)
def _nobody_speaks_yet() -> None:
    """A request of the test before may have left its reader's language."""
    from django.utils import translation

    translation.deactivate()


@pytest.fixture(autouse=True)
def _nothing_reached() -> None:
    """A remembered state of the test before is gone with its transaction."""
    from tests import remembered

    remembered.forget()
    timeline = sys.modules.get("hengjian.matters.timeline")
    if timeline is not None:
        timeline.Told.remember(0)


@pytest.fixture
def cast(db: None) -> "Cast":
    """The people every test knows."""
    from tests.cast import assemble
    from tests.remembered import remembered

    return remembered("cast", assemble)
