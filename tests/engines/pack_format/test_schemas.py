"""The published schemas and the reference page say what the reader checks."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.model import ItemType
from hengjian.engines.pack_format.nodes import nodes_of
from hengjian.engines.pack_format.reference_page import reference_page
from hengjian.engines.pack_format.schemas import FORMATS, SCHEMAS


REPOSITORY = Path(__file__).parents[3]
PACKS = REPOSITORY / "packs"


def accepts(schema: dict[str, Any], value: Any) -> bool:
    """Whether a JSON Schema takes a value read as texts, lists and mappings.

    Knows the words that our schemas use; numbers and flags are taken as texts.
    """
    if "anyOf" in schema:
        return any(accepts(one, value) for one in schema["anyOf"])
    if "enum" in schema:
        return value in schema["enum"]
    kinds = schema.get("type", [])
    match value:
        case dict():
            return kinds in ("object", []) and accepts_mapping(schema, value)
        case list():
            if kinds not in ("array", []):
                return False
            least, most = schema.get("minItems", 0), schema.get("maxItems", len(value))
            return least <= len(value) <= most and all(
                accepts(schema.get("items", {}), one) for one in value
            )
        case _:
            return kinds not in ("object", "array") and bool(
                re.search(schema.get("pattern", ""), value)
            )


def accepts_mapping(schema: dict[str, Any], value: dict[str, Any]) -> bool:
    known, other = schema.get("properties", {}), schema.get("additionalProperties", {})
    names = re.compile(schema.get("propertyNames", {}).get("pattern", ""))
    return (
        set(schema.get("required", ())) <= set(value)
        and len(value) >= schema.get("minProperties", 0)
        and all(names.search(name) for name in value)
        and all(
            accepts(known[name], one)
            if name in known
            else other is not False and accepts(other, one)
            for name, one in value.items()
        )
    )


def shipped_files() -> list[tuple[str, Path]]:
    """Every shipped file with the format that it is in."""
    found = []
    for file_format in FORMATS:
        folder = file_format.path.rpartition("/")[0]
        pattern = f"*/{file_format.path}".replace("NAME", "*")
        if folder == "_shared":
            pattern = file_format.path.replace("NAME", "*")
        paths = set(PACKS.glob(pattern))
        if file_format.name == "shared_list":
            paths -= {
                PACKS / "_shared" / f"{n}.yaml"
                for n in ("bodies", "limits", "parameters", "policies")
            }
        found += [(file_format.name, path) for path in sorted(paths)]
    return found


def test_every_file_of_the_contract_has_a_schema() -> None:
    assert {
        "pack",
        "case_card",
        "rolled_card",
        "measures",
        "balances",
        "parameters",
        "indicator",
        "deadlines",
        "form",
        "documents",
        "routing_table",
        "shared_list",
        "limits",
        "bodies",
        "policies",
        "pack_test",
        "demo",
        "monitoring",
        "sampling",
        "publication",
        "decisions",
        "integrity",
    } == set(SCHEMAS)


def test_schema_takes_a_routing_table() -> None:
    rows = [{"when": "amount > 1", "then": "chief"}, {"then": "head"}]
    table = {"table": "who", "label": "谁", "results": {"chief": "长"}, "rows": rows}

    assert accepts(SCHEMAS["routing_table"], table)
    assert not accepts(SCHEMAS["routing_table"], {**table, "rows": [{"when": "x"}]})


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


# no shipped pack has needed one yet
NOT_SHIPPED = {"routing_table"}


@pytest.mark.parametrize("name", sorted(set(SCHEMAS) - NOT_SHIPPED))
def test_schema_takes_every_shipped_file(name: str) -> None:
    paths = [path for format_name, path in shipped_files() if format_name == name]

    assert paths
    for path in paths:
        value = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)
        assert accepts(SCHEMAS[name], value), path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pack", "{pack: x}"),
        ("pack", "{pack: x, format: '2'}"),
        ("pack", "{pack: x, format: '1', colour: red}"),
        ("pack", "{pack: X, format: '1'}"),
        ("case_card", "{grain: case, key: [], items: {a: {type: text}}}"),
        ("case_card", "{grain: case, key: [a], items: {}}"),
        ("case_card", "{grain: case, key: [a], items: {a: {type: words}}}"),
        ("measures", "[]"),
        ("balances", "[]"),
        ("indicator", "{indicator: a, value: {}, unit: count}"),
        ("indicator", "{indicator: a, value: b, unit: count, band: ['1']}"),
    ],
)
def test_schema_refuses_what_the_reader_refuses(name: str, text: str) -> None:
    value = yaml.load(text, yaml.CBaseLoader)
    faults = FaultList()
    node = nodes_of(text, "f.yaml", faults)
    root = next(f.root for f in FORMATS if f.name == name)
    assert node is not None

    root.read(node, faults)

    assert len(faults)
    assert not accepts(SCHEMAS[name], value)
