"""A deciding body as data: its rules by date, what it decides, who reviews beforehand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hengjian.engines.voting.rules import VotingRule
from hengjian.lib.bilingual import Text


class Reviewer(StrEnum):
    """Who looks at an item before the meeting: the body's pre-reviewers, or its chair."""

    PRE_REVIEWER = "pre_reviewer"
    CHAIR = "chair"


class SpeakingOrder(StrEnum):
    """Junior members first and the chair last, or as the chair calls them."""

    JUNIOR_FIRST = "junior_first"
    FREE = "free"


@dataclass(frozen=True)
class Basis:
    """Where a rule stands; mark V S D M I, M being still to be confirmed."""

    title: Text
    article: str = ""
    note: Text | None = None
    mark: str = ""

    def in_words(self) -> Text:
        """Title and article, ``to be confirmed`` where the mark says so."""
        zh, en = (
            f"{each} {self.article}".strip() for each in (self.title.zh, self.title.en)
        )
        if self.mark == "M":
            return Text(f"{zh}(待核实)", f"{en} (to be confirmed)")
        return Text(zh, en)


@dataclass(frozen=True)
class DatedRule:
    """How a body decides from a day on; for some scopes only where they are named."""

    from_on: date | None
    rule: VotingRule
    order: SpeakingOrder
    written_views: bool
    basis: Basis
    scopes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ScopeItem:
    """One thing that a body decides; ``takes_cases`` where single cases come under it."""

    code: str
    label: Text
    basis: Basis
    takes_cases: bool = False


@dataclass(frozen=True)
class CaseRoute:
    """Cases never come to this body: where they go instead, and which rule says so."""

    send_to: str
    reason: Text
    basis: Basis


@dataclass(frozen=True)
class ReviewStep:
    """One look at an item before the meeting, in its order."""

    by: Reviewer
    label: Text
    basis: Basis


@dataclass(frozen=True)
class RequiredPaper:
    """A paper without which an item is incomplete; some for cases alone."""

    part: str
    label: Text
    cases_only: bool = False


@dataclass(frozen=True)
class BodyPlan:
    """One kind of body, the same in every procuratorate until an office's own rule."""

    name: str
    label: Text
    members: Text
    chair: Text
    basis: Basis
    rules: tuple[DatedRule, ...]
    scope: tuple[ScopeItem, ...]
    reviews: tuple[ReviewStep, ...]
    papers: tuple[RequiredPaper, ...]
    put_by: frozenset[str]
    cases: CaseRoute | None = None
    is_odd: bool = False

    def rule_on(self, day: date, scope: str = "") -> DatedRule | None:
        """The rule in force on a day for a scope; one for that very scope comes first."""
        return rule_on(self.rules, day, scope)

    def scope_item(self, code: str) -> ScopeItem | None:
        """The scope item with a code, or None."""
        return next((each for each in self.scope if each.code == code), None)


@dataclass(frozen=True)
class Bodies:
    """Every kind of body, by its name."""

    plans: Mapping[str, BodyPlan]

    def owner_of(self, scope: str) -> BodyPlan | None:
        """The body that decides a scope."""
        return next(
            (plan for plan in self.plans.values() if plan.scope_item(scope)), None
        )


def rule_on(
    rules: tuple[DatedRule, ...], day: date, scope: str = ""
) -> DatedRule | None:
    """The latest rule begun by ``day``, of those for ``scope`` before the general ones."""
    begun = [each for each in rules if each.from_on is None or each.from_on <= day]
    special = [each for each in begun if scope and scope in each.scopes]
    fitting = special or [each for each in begun if not each.scopes]
    return max(fitting, key=lambda each: each.from_on or date.min, default=None)
