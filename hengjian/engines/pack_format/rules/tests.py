"""Tests that stand in packs name cards, indicators and checks that exist."""

from collections.abc import Iterator, Mapping

from hengjian.engines.pack_format.draft import Draft
from hengjian.engines.pack_format.faults import nearest
from hengjian.engines.pack_format.model import Fault, Pack
from hengjian.engines.pack_format.pack_tests import PackTest, read_tests
from hengjian.lib.bilingual import Text


# Rows that the reader of files keeps aside, before any check is asked.
READER_RULES = {"required", "type", "code", "duplicate"}


def faults_of_tests(draft: Draft, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    """Read the tests of every pack; their own faults go into the draft."""
    indicators = {
        word
        for pack in packs.values()
        for indicator in pack.indicators.values()
        for word in (indicator.name, indicator.code)
        if word
    }
    for source in draft.packs.values():
        for test in read_tests(source.folder, draft.faults):
            yield from _cards_exist(test, packs)
            yield from _indicators_exist(test, indicators)
            yield from _checks_exist(test, packs)


def _cards_exist(test: PackTest, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    with_cards = {name for name, pack in packs.items() if pack.card is not None}
    for card in test.cards:
        if card not in with_cards:
            yield _unknown(test, Text("案卡", "card"), card, with_cards)


def _indicators_exist(test: PackTest, known: set[str]) -> Iterator[Fault]:
    for name in test.run.get("indicators", ()):
        if name not in known:
            yield _unknown(test, Text("指标", "indicator"), name, known)


def _checks_exist(test: PackTest, packs: Mapping[str, Pack]) -> Iterator[Fault]:
    for finding in test.findings or ():
        pack = packs.get(finding.card)
        known = _check_names(pack) if pack is not None else set()
        if finding.check not in known | READER_RULES:
            yield _unknown(test, Text("核对规则", "check"), finding.check, known)


def _check_names(pack: Pack) -> set[str]:
    cards = [pack.card, *pack.rolled_cards.values()]
    return {check.name for card in cards if card is not None for check in card.checks}


def _unknown(test: PackTest, what: Text, name: str, known: set[str]) -> Fault:
    return Fault(
        test.place,
        Text(
            f"检验“{test.name.zh}”：没有{what.zh}“{name}”",
            f"the test “{test.name.en}”: there is no {what.en} “{name}”",
        ),
        nearest(name, known),
        "test_names",
    )
