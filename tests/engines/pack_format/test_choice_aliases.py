"""Choices of shared lists under the names that files give them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hengjian.engines.pack_format.model import Loaded
from hengjian.engines.pack_format.reading import load
from hengjian.engines.tables.conversion.problem import Problem
from hengjian.engines.tables.conversion.words import choice_reader


CARD = """\
grain: person
key: [number]
items:
  number: {type: text, required: true}
  accepted_on: {type: date, required: true}
  charge: {type: choice, choices: charges}
"""
CHARGES = """\
list: charges
optional_ending: 罪
choices:
  theft: 盗窃罪
  fraud: {label: {zh: 诈骗罪, en: Fraud}, aliases: [电信诈骗]}
  deposits: {label: {zh: 非法吸收公众存款罪, en: Deposits}, aliases: [非吸罪]}
  smuggling: 走私罪
  plain_smuggling: 走私
  crime: 罪
"""


@pytest.fixture
def loaded(write_pack) -> Callable[[str], Loaded]:
    def of(charges: str) -> Loaded:
        folder: Path = write_pack(
            {
                "pack.yaml": "pack: arrest\nformat: 1\nuses: [_shared/charges]\n",
                "case_card.yaml": CARD,
            }
        )
        shared = folder.parent / "_shared"
        shared.mkdir()
        (shared / "charges.yaml").write_text(charges, "utf-8")
        return load([folder])

    return of


def read(loaded: Loaded, text: str) -> str | Problem:
    item = loaded.packs["arrest"].card.items["charge"]  # type: ignore[union-attr]
    return choice_reader(item.choices, item.choice_aliases)(text)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("盗窃罪", "theft"),
        ("盗窃", "theft"),
        ("电信诈骗", "fraud"),
        ("诈骗", "fraud"),
        ("非吸", "deposits"),
        ("走私罪", "smuggling"),
        ("走私", "plain_smuggling"),
    ],
)
def test_choice_is_read_by_its_aliases_and_without_the_optional_ending(
    loaded, written: str, code: str
) -> None:
    found = loaded(CHARGES)

    assert not found.faults
    assert read(found, written) == code


def test_text_short_for_two_choices_is_not_guessed_at(loaded) -> None:
    twice = "list: charges\noptional_ending: 罪\nchoices:\n  one: 盗窃罪\n"
    twice += "  two: {label: 偷盗罪, aliases: [盗窃罪名]}\n"
    twice += "  three: {label: 窃盗, aliases: [盗罪]}\n  four: {label: 抢盗, aliases: [盗]}\n"

    found = loaded(twice)

    assert read(found, "盗") == "four"
    assert read(found, "盗罪") == "three"
    assert isinstance(read(found, "窃罪名"), Problem)


def test_alias_that_means_another_choice_is_a_fault_at_its_place(loaded) -> None:
    found = loaded(CHARGES.replace("[电信诈骗]", "[盗窃罪]"))

    [fault] = found.faults
    assert fault.rule == "choices_distinct"
    assert (fault.place.file.endswith("charges.yaml"), fault.place.line) == (True, 5)
    assert "“盗窃罪”既指 theft 又指 fraud" in fault.message.zh


def test_charges_of_the_shipped_list_are_read_without_their_last_character() -> None:
    packs = load([Path(__file__).parents[3] / "packs"])
    item = packs.packs["arrest_review"].card.items  # type: ignore[union-attr]
    charge = next(one for one in item.values() if one.choice_aliases)
    reader = choice_reader(charge.choices, charge.choice_aliases)

    for code, shown in charge.choices.items():
        assert reader(shown.zh) == code
        assert reader(shown.zh.removesuffix("罪")) == code
    assert reader("帮信") == "assisting_network_crime"
