"""One office with hand-counted cards and a run for each module; each test undoes its own."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings

from hengjian.engines.documents.content import Paper
from hengjian.indicators.models import Run
from hengjian.lib import clock
from hengjian.lib.keyring import Keyring
from hengjian.publication.making import make_now
from hengjian.publication.models import AnalysisReport
from hengjian.publication.queries.checking import paper_of
from hengjian.warehouse import data_keys
from tests.cast import Cast, assemble
from tests.remembered import remembered
from tests.unit.publication import report_world
from tests.unit.warehouse.conftest import TODAY


@dataclass(frozen=True)
class Office:
    """The cast, the home, the run over their cards, Donghu's third quarter made."""

    cast: Cast
    home: Path
    run: Run
    quarter: AnalysisReport

    @property
    def paper(self) -> Paper:
        """The consultation paper of Donghu's third quarter."""
        return paper_of(self.quarter)


@pytest.fixture(scope="module")
def built_office(
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    home = folder / "home"
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(
            override_settings(
                HENGJIAN_HOME=home,
                HENGJIAN_KEYS=home / "keys",
                KEYRING=Keyring(home / "keys"),
                HENGJIAN_FILES=home / "files",
            )
        )
        data_keys._opened.cache_clear()
        stack.enter_context(clock.moved_to(TODAY))
        stack.enter_context(undone())
        cast, run, quarter = remembered("reports", partial(_built, folder), folder)
        yield Office(cast, home, run, quarter)
    data_keys._opened.cache_clear()


def _built(folder: Path) -> tuple[Cast, Run, AnalysisReport]:
    cast = assemble()
    run = report_world.build(folder / "home", folder / "packs")
    quarter = make_now(run, report_world.DONGHU, "2026-Q3", report_world.BY)
    return cast, run, quarter


@pytest.fixture
def office(built_office: Office, db: None) -> Iterator[Office]:
    """The office, whose database, templates and worked-out files are as before each test."""
    templates = built_office.home / "templates"
    kept = templates.with_name("kept-templates")
    shutil.copytree(templates, kept)
    yield built_office
    # what one test worked out about sealed cards, no other may find
    shutil.rmtree(built_office.home / "runs" / "withheld", ignore_errors=True)
    shutil.rmtree(templates)
    kept.rename(templates)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is rolled back at the end."""
    block = transaction.atomic()
    # as Django's own TestCase does, so that actions may ask for an outermost transaction
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)
