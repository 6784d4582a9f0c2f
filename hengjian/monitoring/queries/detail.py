"""One prompt whole: the rule, what it read at which version, the steps of the limit."""

from dataclasses import dataclass

from hengjian.engines.pack_format.model import CaseCard
from hengjian.engines.pack_format.monitoring_model import MonitoringRule
from hengjian.lib.bilingual import Text
from hengjian.limits.models import CardLimit
from hengjian.limits.queries.detail import Reasons, card_as_it_stands, reasons
from hengjian.limits.wording import basis_in_words
from hengjian.monitoring.models import Prompt
from hengjian.packs import queries as packs
from hengjian.warehouse.queries.shown_cards import ShownItem, in_words


@dataclass(frozen=True)
class Read:
    """A value that the rule read when it hit the card."""

    label: Text
    value: Text


@dataclass(frozen=True)
class Why:
    """What raised a prompt."""

    read: list[Read]
    limit: CardLimit | None
    reasons: Reasons | None
    law: Text | None  # the limit of the law that it rests on
    basis: Text


def why(prompt: Prompt, rule: MonitoringRule | None) -> Why:
    """The values with the limit behind them, as far as its definition is in force."""
    loaded = packs.current().loaded
    law = loaded.limits.get(prompt.limit)
    limit = None
    if prompt.deadline:
        limit = CardLimit.objects.filter(
            table=prompt.table,
            card_digest=prompt.card_digest,
            deadline=prompt.deadline,
        ).first()
    references = rule.basis if rule is not None else ()
    if not references and law is not None:
        references = law.basis
    return Why(
        read=facts_in_words(prompt),
        limit=limit,
        reasons=reasons(limit) if limit is not None else None,
        law=law.label if law is not None else None,
        basis=basis_in_words(references),
    )


def facts_in_words(prompt: Prompt) -> list[Read]:
    """What the rule read, each value under the label of its item."""
    loaded = packs.current().loaded
    pack = loaded.packs.get(prompt.table.name)
    card = pack.card if pack is not None else None
    return [
        _read(name, value, card)
        for name, value in prompt.facts.items()
        if name != "started_on" or not prompt.deadline
    ]


def _read(name: str, value: str | None, card: CaseCard | None) -> Read:
    item = card.items.get(name) if card is not None else None
    if item is None and card is not None and "." in name:
        link, _, rest = name.partition(".")
        target = card.links.get(link)
        loaded = packs.current().loaded
        there = loaded.packs.get(target.to) if target is not None else None
        if there is not None and there.card is not None:
            item = there.card.items.get(rest)
    label = item.label if item is not None else Text.same(name)
    return Read(label, in_words(item, value))


def card_items(prompt: Prompt, rule: MonitoringRule | None) -> list[ShownItem]:
    """The card as it stands now, personal items masked. Raises ``StoreFault``."""
    concerned: frozenset[str] = frozenset()
    if rule is not None and rule.when is not None:
        concerned = rule.when.names
    return card_as_it_stands(
        prompt.table, prompt.card_key, prompt.unit_code, concerned=concerned
    )
