"""What comes out of a folder: packs with their defaults, and faults of folders."""

from fractions import Fraction
from pathlib import Path

from hengjian.engines.expressions.types import ValueType
from hengjian.engines.pack_format.model import Fault, ItemType, RolledCard
from hengjian.engines.pack_format.reading import load


def rules(faults: tuple[Fault, ...]) -> list[str]:
    return [fault.rule for fault in faults]


def test_smallest_pack_gets_its_defaults(write_pack) -> None:
    folder = write_pack({"pack.yaml": "pack: arrest\nformat: 1\n"})

    loaded = load([folder])

    pack = loaded.packs["arrest"]
    card = pack.card
    indicator = pack.indicators["persons"]
    assert not loaded.faults
    assert (pack.kind, pack.record_of, pack.sensitivity) == (
        "imported",
        "national",
        "internal",
    )
    assert pack.title.zh == "arrest"
    assert card is not None
    assert card.partition_date == "accepted_on"
    assert card.items["number"].label.en == "number"
    assert (indicator.code, indicator.decimals, indicator.direction) == (
        "",
        0,
        "neutral",
    )
    assert indicator.label.zh == "persons"
    assert indicator.value[0].from_on is None


def test_handled_pack_is_the_record_here(write_pack) -> None:
    folder = write_pack({"pack.yaml": "pack: arrest\nformat: 1\nkind: handled\n"})

    assert load([folder]).packs["arrest"].record_of == "here"


def test_partition_date_may_be_none_or_named(write_pack) -> None:
    card = """\
grain: case
key: [number]
partition_date: {0}
items:
  number: {type: text, required: true}
  first_on: {type: date}
  second_on: {type: date, required: true}
"""
    found = [
        load([write_pack({"case_card.yaml": card.replace("{0}", word)}, top=word)])
        .packs["arrest"]
        .card.partition_date  # type: ignore[union-attr]
        for word in ("none", "first_on")
    ]

    assert found == [None, "first_on"]


def test_card_without_required_dates_has_one_partition(write_pack) -> None:
    card = (
        "grain: case\nkey: [number]\nitems:\n  number: {type: text, required: true}\n"
    )
    folder = write_pack(
        {"case_card.yaml": card, "measures.yaml": "accepted: {agg: count}\n"}
    )

    loaded = load([folder])

    assert not loaded.faults
    assert loaded.packs["arrest"].card.partition_date is None  # type: ignore[union-attr]


def test_derived_items_are_computed_after_what_they_read(write_pack) -> None:
    card = """\
grain: case
key: [number]
items:
  number: {type: text, required: true}
  is_late: {type: boolean, derive: "concluded_on > due_on"}
  late_days: {type: integer, derive: "case when is_late then days end"}
  days: {type: integer, derive: "concluded_on - accepted_on"}
  due_on: {type: date, limit: {start: accepted_on, length: "7 calendar_days"}}
  accepted_on: {type: date, required: true}
  concluded_on: {type: date}
"""
    order = load([write_pack({"case_card.yaml": card})]).packs["arrest"].card.computed  # type: ignore[union-attr]

    assert sorted(order) == ["days", "due_on", "is_late", "late_days"]
    assert order.index("due_on") < order.index("is_late") < order.index("late_days")
    assert order.index("days") < order.index("late_days")


def test_parameters_keep_exact_values_in_order_of_time(write_pack) -> None:
    folder = write_pack(
        {
            "parameters.yaml": """\
share: {values: {2021-01-01: {value: 2/3, reference: 规则}, 2020-01-01: {value: 0.1}}}
days: {values: {2020-01-01: {value: 7}}}
names: {values: {2020-01-01: {value: [a, b]}}}
codes: {values: {2020-01-01: {value: [042100, 130000]}}}
quoted: {values: {2020-01-01: {value: "7"}}}
table: {values: {2020-01-01: {value: {a: 1, b: 1/2}}}}
open: {values: {2020-01-01: {value: true}}}
day: {values: {2020-01-01: {value: 2020-02-29}}}
"""
        }
    )

    parameters = load([folder]).packs["arrest"].parameters

    values = {n: [v.value for v in p.history.values] for n, p in parameters.items()}
    types = {name: p.history.element_type for name, p in parameters.items()}
    assert values["share"] == [Fraction(1, 10), Fraction(2, 3)]
    assert values["names"] == [("a", "b")]
    assert values["codes"] == [("042100", "130000")]
    assert values["quoted"] == ["7"]
    assert values["table"] == [{"a": Fraction(1), "b": Fraction(1, 2)}]
    assert values["open"] == [True]
    assert types["days"] is ValueType.INTEGER
    assert types["share"] is ValueType.DECIMAL
    assert types["day"] is ValueType.DATE
    assert parameters["table"].history.shape == "map"
    assert [r.title.zh if r else "" for r in parameters["share"].references] == [
        "",
        "规则",
    ]


def test_rolled_card_carries_unit_types_and_choices(write_pack) -> None:
    folder = write_pack(
        {
            "case_card.yaml": """\
grain: event
key: [number]
unit: office
handler: who
items:
  number: {type: text, required: true}
  file: {type: text}
  office: {type: unit}
  who: {type: person}
  at: {type: datetime}
  accepted_on: {type: date}
  kind: {type: choice, choices: {a: 甲, b: 乙}}
""",
            "rolled_cards/files.yaml": """\
from: arrest
key: [file]
items:
  place: {first: office, order_by: at}
  kind: {last: kind, order_by: at}
  events: {count: true}
""",
            "rolled_cards/kinds.yaml": "from: files\nkey: [kind, place]\nitems: {n: {count: true}}\n",
        }
    )

    loaded = load([folder])

    files, kinds = loaded.card("files", "arrest"), loaded.card("kinds", "arrest")
    assert not loaded.faults
    assert isinstance(files, RolledCard)
    assert isinstance(kinds, RolledCard)
    assert (files.unit, files.handler, files.source) == ("place", None, "arrest")
    assert files.key_types == {"file": ItemType.TEXT}
    assert files.items["kind"].choices["a"].zh == "甲"
    assert files.items["events"].type is ItemType.INTEGER
    assert (kinds.unit, kinds.source) == ("place", "files")


def test_cards_are_found_by_every_name(write_pack) -> None:
    rolled = {
        "rolled_cards/days.yaml": "from: arrest\nkey: [accepted_on]\nitems: {n: {count: true}}\n"
    }
    write_pack(rolled)
    folder = write_pack({"indicators/persons.yaml": ""}, name="trial")
    (folder / "indicators" / "persons.yaml").unlink()

    loaded = load([folder.parent])

    assert not loaded.faults
    assert loaded.card("arrest", "trial") is loaded.packs["arrest"].card
    assert loaded.card("days", "arrest") is loaded.card("arrest.days", "trial")
    assert loaded.card("_system.finding", "trial") is not None
    assert loaded.card("days", "trial") is None
    assert loaded.card("nothing.at_all", "trial") is None
    assert set(loaded.measures) == {"arrest.accepted", "trial.accepted"}
    assert set(loaded.indicators) == {"persons"}


def test_one_pack_and_a_folder_of_packs_give_the_same(write_pack) -> None:
    folder = write_pack()

    assert load([folder]).packs["arrest"] == load([folder.parent]).packs["arrest"]
    assert len(load([folder, folder.parent]).packs) == 1


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    assert rules(load([tmp_path / "none"]).faults) == ["pack_folder"]


def test_folder_without_packs(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "cards.csv").write_text("x", "utf-8")

    assert rules(load([tmp_path]).faults) == ["pack_folder"]


def test_two_packs_with_one_name(write_pack) -> None:
    one, two = write_pack(top="one"), write_pack(top="two")

    assert rules(load([one, two]).faults) == ["pack_name"]


def test_pack_file_that_is_no_mapping(write_pack) -> None:
    folder = write_pack({"pack.yaml": "- one\n- two\n"})

    loaded = load([folder])

    assert rules(loaded.faults) == ["value_kind"]
    assert loaded.packs["arrest"].kind == "imported"


def test_shared_folder_may_stand_elsewhere(write_pack, tmp_path: Path) -> None:
    shared = tmp_path / "shared_by_all"
    shared.mkdir()
    (shared / "kinds.yaml").write_text("list: kinds\nchoices: {a: 甲}\n", "utf-8")
    folder = write_pack(
        {"pack.yaml": "pack: arrest\nformat: 1\nuses: [_shared/kinds]\n"}
    )

    loaded = load([folder], shared=shared)

    assert not loaded.faults
    assert loaded.shared_lists["kinds"]["a"].zh == "甲"


def test_shared_folders_of_two_places_are_joined(write_pack) -> None:
    one, two = write_pack(top="one"), write_pack({}, name="trial", top="two")
    for folder, name in ((one, "ones"), (two, "twos")):
        (folder.parent / "_shared").mkdir()
        (folder.parent / "_shared" / f"{name}.yaml").write_text(
            f"list: {name}\nchoices: {{a: 甲}}\n", "utf-8"
        )
    (two / "indicators" / "persons.yaml").unlink()

    loaded = load([one, two])

    assert set(loaded.shared_lists) == {"ones", "twos"}


def test_unreadable_card_is_told_once_and_nothing_follows_from_it(write_pack) -> None:
    folder = write_pack(
        {
            "case_card.yaml": "grain: [person\n",
            "rolled_cards/days.yaml": "from: arrest\nkey: [accepted_on]\nitems: {n: {count: true}}\n",
            "rolled_cards/more.yaml": "from: days\nkey: [accepted_on]\nitems: {n: {count: true}}\n",
            "rolled_cards/torn.yaml": "from: [\n",
            "rolled_cards/of_torn.yaml": "from: torn\nkey: [a]\nitems: {n: {count: true}}\n",
            "rolled_cards/half.yaml": "from: torn\nkey: [a]\n",
        }
    )

    faults = load([folder]).faults

    assert rules(faults) == ["yaml_syntax", "missing_key", "yaml_syntax"]


def test_unreadable_measures_are_told_once(write_pack) -> None:
    folder = write_pack({"measures.yaml": "accepted: {agg: count\n"})

    assert rules(load([folder]).faults) == ["yaml_syntax"]


def test_unreadable_shared_list_is_told_once(write_pack) -> None:
    folder = write_pack(
        {
            "pack.yaml": "pack: arrest\nformat: 1\nuses: [_shared/kinds]\n",
            "case_card.yaml": """\
grain: case
key: [number]
items:
  number: {type: text, required: true}
  kind: {type: choice, choices: kinds}
  accepted_on: {type: date, required: true}
""",
        }
    )
    (folder.parent / "_shared").mkdir()
    (folder.parent / "_shared" / "kinds.yaml").write_text("list: [\n", "utf-8")

    assert rules(load([folder]).faults) == ["yaml_syntax"]


def test_measure_with_a_wrong_condition_is_left_out(write_pack) -> None:
    folder = write_pack(
        {
            "measures.yaml": 'accepted: {agg: count, dated_by: accepted_on, where: "x = 1"}\n'
        }
    )

    assert load([folder]).packs["arrest"].measures == {}


def test_quantile_is_exact(write_pack) -> None:
    folder = write_pack(
        {
            "measures.yaml": 'accepted: {agg: quantile, q: 0.9, of: "concluded_on - accepted_on", dated_by: accepted_on}\n'
        }
    )

    assert str(load([folder]).packs["arrest"].measures["accepted"].q) == "0.9"


LINKING = """\
grain: person
key: [number]
items:
  number: {type: text, required: true}
  accepted_on: {type: date, required: true}
  days: {type: integer, derive: "%s"}
links:
  trial: {to: trial, on: {number: number}}
"""
OTHERS = "indicator: others\nvalue: accepted\nunit: count\n"


def test_pack_beside_that_is_not_loaded_is_named(write_pack) -> None:
    folder = write_pack({"case_card.yaml": LINKING % "1"})
    write_pack(name="trial")

    fault = load([folder]).faults[0]

    assert fault.rule == "link_target"
    assert fault.suggestion is not None
    assert "give its folder too" in fault.suggestion.en


def test_link_to_an_unreadable_card_is_told_once(write_pack) -> None:
    folder = write_pack({"case_card.yaml": LINKING % "trial.days"})
    other = write_pack(
        {"case_card.yaml": "grain: [\n", "indicators/others.yaml": OTHERS}, "trial"
    )
    (other / "indicators" / "persons.yaml").unlink()

    assert rules(load([folder.parent]).faults) == ["yaml_syntax"]


def test_derived_items_reach_through_links_to_rolled_cards(write_pack) -> None:
    card = LINKING.replace("to: trial", "to: numbers") % "trial.n"
    rolled = "from: arrest\nkey: [number]\nitems: {n: {count: true}}\n"
    folder = write_pack({"case_card.yaml": card, "rolled_cards/numbers.yaml": rolled})

    loaded = load([folder])

    assert not loaded.faults
    assert loaded.packs["arrest"].card.links["trial"].to == "numbers"  # type: ignore[union-attr]


def test_rolled_item_of_a_broken_item_is_passed_over(write_pack) -> None:
    folder = write_pack(
        {
            "case_card.yaml": """\
grain: case
key: [number]
items:
  number: {type: text, required: true}
  accepted_on: {type: dtae}
""",
            "rolled_cards/days.yaml": "from: arrest\nkey: [number]\nitems: {a: {max: accepted_on}}\n",
        }
    )

    assert rules(load([folder]).faults) == ["value_kind"]


def test_shown_fault_reads_as_one_line(write_pack) -> None:
    folder = write_pack({"pack.yaml": "pack: arrest\nformat: 1\nkind: handeld\n"})

    fault = load([folder]).faults[0]

    place = f"{folder.as_posix()}/pack.yaml:3:7"
    assert fault.in_language("en") == (
        f"{place}: “handeld” is not known here (did you mean “handled”?)"
    )
