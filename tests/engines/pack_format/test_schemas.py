"""The published schemas and the reference page say what the reader checks."""

from pathlib import Path

import pytest

from hengjian.engines.pack_format.model import ItemType
from hengjian.engines.pack_format.reference_page import reference_page
from hengjian.engines.pack_format.schemas import FORMATS, SCHEMAS


REPOSITORY = Path(__file__).parents[3]


def test_every_file_of_the_contract_has_a_schema() -> None:
    assert {
        "pack",
        "case_card",
        "rolled_card",
        "measures",
        "balances",
        "parameters",
        "indicator",
        "shared_list",
        "policies",
        "pack_test",
    } == set(SCHEMAS)


def test_schema_of_a_case_card_names_types_and_needed_keys() -> None:
    schema = SCHEMAS["case_card"]

    items = schema["properties"]["items"]["additionalProperties"]
    assert schema["required"] == ["grain", "key", "items"]
    assert schema["additionalProperties"] is False
    assert items["properties"]["type"]["enum"] == list(ItemType)
    assert items["required"] == ["type"]


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_schema_tells_its_dialect_and_what_it_is_for(name: str) -> None:
    schema = SCHEMAS[name]

    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["$id"] == f"urn:hengjian:format:1:{name}"
    assert schema["description"]


def test_reference_page_is_fresh() -> None:
    written = (REPOSITORY / "docs/reference/pack-keys.md").read_text("utf-8")

    assert written == reference_page(), "hengjian packs schema --page writes it"


def test_reference_page_names_every_file() -> None:
    page = reference_page()

    for file_format in FORMATS:
        assert f"## `{file_format.path}`" in page
