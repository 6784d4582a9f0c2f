"""The components look as they were kept; and what looks otherwise is seen."""

import copy
import json
import os
from pathlib import Path

import pytest

from tests.browser.shelf_compared import Measures, differences, grid_of
from tests.browser.visit import DESK, LANGUAGES, PHONE, Visit


HERE = Path(__file__).parent
MEASURE = (HERE / "shelf_measures.js").read_text("utf-8")
SIZES = {"desk": DESK, "phone": PHONE}


def seen(visit: Visit, language: str, size: str) -> Measures:
    visit.page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
    visit.sign_in("system", language).open("/shelf/")
    visit.page.evaluate("document.fonts.ready")
    # drawn by a library that is loaded where a process is shown
    visit.page.locator("[data-process-diagram][data-drawn=yes]").wait_for()
    visit.page.mouse.move(0, 0)
    found: Measures = visit.page.evaluate(MEASURE)
    for name, measured in found.items():
        component, state = name.split("/")
        part = visit.page.locator(
            f".shelf[aria-labelledby=shelf-{component}] > [data-state={state}]"
        )
        measured["grid"] = grid_of(part.screenshot(animations="disabled"))
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_components_look_as_kept(visit: Visit, language: str, size: str) -> None:
    file = HERE / "shelf" / f"{language}-{size}.json"

    now = seen(visit, language, size)
    if os.environ.get("HENGJIAN_REWRITE_PICTURES"):
        file.parent.mkdir(exist_ok=True)
        lines = [f"{json.dumps(k)}: {json.dumps(now[k])}" for k in sorted(now)]
        file.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
    kept = json.loads(file.read_text("utf-8"))

    assert differences(kept, now) == []


def test_the_products_own_font_is_measured(visit: Visit) -> None:
    visit.sign_in("system").open("/shelf/")

    loaded = visit.page.evaluate(
        "async () => { await document.fonts.ready;"
        " return [...document.fonts].filter((f) => f.status === 'loaded')"
        ".map((f) => f.family); }"
    )

    assert any("Noto Sans SC" in family for family in loaded)


def test_component_that_moved_or_changed_colour_is_told() -> None:
    kept = json.loads((HERE / "shelf" / "zh-hans-desk.json").read_text("utf-8"))
    moved, coloured, dark, gone = (copy.deepcopy(kept) for _ in range(4))
    moved["buttons/usual"]["boxes"][0][1][0] += 9
    coloured["marks/usual"]["boxes"][0][2] = "rgb(0, 0, 0) none 400 1px"
    dark["tiles/usual"]["grid"][2] = [0] * len(dark["tiles/usual"]["grid"][2])
    gone.pop("alerts/usual")

    assert differences(kept, kept) == []
    for other in (moved, coloured, dark, gone):
        assert len(differences(kept, other)) == 1
