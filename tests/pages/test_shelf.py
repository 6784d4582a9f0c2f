"""The shelf is there for those who keep the system, where a setting shows it."""

from http import HTTPStatus
from pathlib import Path

import pytest
from django.template.loader import get_template

from hengjian.ui.shelf import COMPONENTS
from tests.cast import Cast
from tests.pages.asking import signed_in


@pytest.fixture
def shown(settings: object) -> None:
    settings.SHELF_IS_SHOWN = True  # type: ignore[attr-defined]


def test_every_component_shows_its_states(cast: Cast, shown: None) -> None:
    page = signed_in(cast.system_administrator).get("/shelf/").content.decode()

    for component in COMPONENTS:
        section = page[page.index(f'id="shelf-{component.name}"') :]
        assert "data-state=" in section.split("</section>", 1)[0]


def test_no_component_is_missing_from_the_shelf(cast: Cast, shown: None) -> None:
    answer = signed_in(cast.system_administrator).get("/shelf/")
    ours = Path(get_template("ui/base.html").origin.name).parent
    components = {
        *(file.relative_to(ours.parent) for file in (ours / "components").iterdir()),
        Path("ui/process_diagram.html"),
    }

    used = {Path(each.name) for each in answer.templates if each.name}

    assert components - used == set()


def test_shelf_is_not_there_in_an_office(cast: Cast) -> None:
    answer = signed_in(cast.system_administrator).get("/shelf/")

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_shelf_is_not_for_those_who_handle_cases(cast: Cast, shown: None) -> None:
    assert signed_in(cast.chen).get("/shelf/").status_code == HTTPStatus.FORBIDDEN
