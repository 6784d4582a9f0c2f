"""Labels of stored choices that pages show stand in both languages."""

import re
from pathlib import Path

import pytest

import hengjian
from hengjian.appraisal.models import (
    AppraisalFact,
    AppraisalRound,
    BonusPool,
    SchemeDryRun,
)
from hengjian.indicators.models import Signal
from hengjian.organisation.models import Procuratorate
from hengjian.ui.templatetags.chosen import ENGLISH


CHOICES = [
    (Procuratorate, "level"),
    (Signal, "state"),
    (AppraisalFact, "state"),
    (SchemeDryRun, "state"),
    (AppraisalRound, "state"),
    (BonusPool, "by"),
]
PAGES = sorted(Path(hengjian.__file__).parent.glob("*/templates/**/*.html"))
BARE = re.compile(r"get_\w+_display(?!\|chosen)")


def test_no_page_shows_a_label_in_chinese_alone() -> None:
    bare = [str(page) for page in PAGES if BARE.search(page.read_text())]

    assert bare == []


@pytest.mark.parametrize(("model", "field"), CHOICES)
def test_every_label_that_is_shown_has_its_english(model, field) -> None:
    labels = {str(label) for _, label in model._meta.get_field(field).choices}

    assert labels <= set(ENGLISH)
