"""How well the rules of monitoring find what was planted, and what else they hit."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from hengjian.demo.city.card_tables import card_tables
from hengjian.demo.city.generating import City
from hengjian.engines.indicators.request import CardSource
from hengjian.engines.limits.counting import count
from hengjian.engines.limits.reading import Window, running_rows
from hengjian.engines.monitoring.hits import hits, needed_sources, rules_over
from hengjian.engines.pack_format.model import CaseCard, Loaded


Key = tuple[str, ...]


@dataclass
class Measured:
    """Of one rule: the planted faults it found and missed, and the other cards it hit."""

    found: set[Key] = field(default_factory=set)
    missed: set[Key] = field(default_factory=set)
    others: set[Key] = field(default_factory=set)


def measure(city: City, loaded: Loaded) -> dict[str, Measured]:
    """Ask every rule of every card, without a database; by the rules' full names."""
    cards = [name for name in city.cards if rules_over(loaded, name)]
    needed = {name for card in cards for name in needed_sources(loaded, card)}
    tables = card_tables(city, loaded, needed & set(city.cards))
    hit: dict[str, set[Key]] = defaultdict(set)
    for name in cards:
        card = loaded.packs[name].card
        if card is not None:
            for rule, key in _hits(city, loaded, card, tables):
                hit[rule].add(key)
    planted: dict[str, set[Key]] = defaultdict(set)
    for fault in city.process_faults:
        planted[fault.rule].add(fault.key)
    return {
        rule: Measured(
            found=hit[rule] & planted[rule],
            missed=planted[rule] - hit[rule],
            others=hit[rule] - planted[rule],
        )
        for rule in sorted(hit.keys() | planted.keys())
    }


def _hits(
    city: City, loaded: Loaded, card: CaseCard, tables: Mapping[str, CardSource]
) -> Iterator[tuple[str, Key]]:
    rules = rules_over(loaded, card.name)
    columns = list(card.key)
    for rule, rows in hits(loaded, rules, tables, columns, city.today):
        for row in rows.to_pylist():
            yield rule.full_name, tuple(row[name] for name in columns)
    late = {rule.late: rule.full_name for rule in rules if rule.late is not None}
    window = Window(as_of=city.today, met_from=city.today + timedelta(days=1))
    for deadline, rows in running_rows(loaded, card.name, tables, columns, window):
        law = loaded.limits.get(deadline.limit)
        if deadline.name not in late or law is None or not rows.num_rows:
            continue
        counted = count(rows, deadline, law)
        for i, row in enumerate(rows.to_pylist()):
            due = counted.due[i].astype(object)
            if (
                counted.untold[i] is None
                and not counted.standing[i]
                and due is not None
                and due < city.today
            ):
                yield late[deadline.name], tuple(row[name] for name in columns)
