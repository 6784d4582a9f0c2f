"""Prompts as they are shown: the rule's words, the card's title, whose it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from hengjian.engines.pack_format.monitoring_model import MonitoringRule
from hengjian.lib.bilingual import Text
from hengjian.monitoring.models import Decision, Prompt
from hengjian.monitoring.rules import rules_in_force
from hengjian.monitoring.wording import DECISIONS, GROUNDS, LEVELS
from hengjian.warehouse.queries.card_titles import card_titles


@dataclass(frozen=True)
class Told:
    """One prompt as a list shows it."""

    prompt: Prompt
    rule: MonitoringRule | None  # None: no pack in force states it any more
    card: Text

    @property
    def label(self) -> Text:
        """What the rule finds."""
        if self.rule is not None:
            return self.rule.label
        return Text.same(self.prompt.rule)

    @property
    def level(self) -> Text:
        """What the rule suggests."""
        return LEVELS.get(self.prompt.level, Text.same(self.prompt.level))

    @property
    def ground(self) -> Text:
        """What it is about."""
        return GROUNDS.get(self.prompt.ground, Text.same(self.prompt.ground))

    @property
    def person(self) -> str:
        """Who handles the card, as matched or as the card names them."""
        return self.prompt.person.name if self.prompt.person else self.prompt.handler

    @property
    def state(self) -> Text:
        """Decided or not; whether the rule hits the card still."""
        prompt = self.prompt
        decided = DECISIONS[prompt.decision]
        if prompt.ended_on is None:
            return decided
        if prompt.decision == Decision.OPEN:
            return Text(
                f"已于 {prompt.ended_on} 消除", f"ended by itself on {prompt.ended_on}"
            )
        return Text(f"{decided.zh}，情形已消除", f"{decided.en}, hit no more")


def told(prompts: Iterable[Prompt]) -> list[Told]:
    """Prompts with the rules in force."""
    rules, titles = rules_in_force(), card_titles()
    return [
        Told(
            prompt,
            rules.get(prompt.rule),
            titles.get(prompt.table.name, Text.same(prompt.table.name)),
        )
        for prompt in prompts
    ]


def rule_titles() -> dict[str, Text]:
    """Full name → what the rule finds, for the rules in force."""
    return {name: rule.label for name, rule in rules_in_force().items()}
