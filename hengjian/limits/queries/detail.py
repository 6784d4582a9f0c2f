"""One limit whole: why that date, by which law, and what the card says."""

from dataclasses import dataclass, replace

from hengjian.calendars.queries import calendar_in_force
from hengjian.engines.deadlines.explaining import Answer
from hengjian.engines.limits.facts import Facts, answer, length_of, question
from hengjian.engines.pack_format.limit_model import (
    Deadline,
    LimitExtension,
    LimitLaw,
    LimitLength,
)
from hengjian.engines.pack_format.model import CaseCard
from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.limits.models import Acts, CardLimit, Standing
from hengjian.limits.wording import basis_in_words
from hengjian.organisation.models import Procuratorate
from hengjian.packs import queries as packs
from hengjian.warehouse import card_layout, card_store
from hengjian.warehouse.models import NO_VERSION, CardTable
from hengjian.warehouse.queries.cards import cards_by_key, masked_personal_items
from hengjian.warehouse.queries.shown_cards import ShownItem, in_words


CHANGED = Text(
    "业务包已更新，这项期限正在重新计算",
    "the packs have changed: this limit is being counted anew",
)


@dataclass(frozen=True)
class Reasons:
    """Why a limit ends when it does; ``answer`` is None where it cannot be counted."""

    law: LimitLaw
    deadline: Deadline
    length: LimitLength | None
    extensions: tuple[LimitExtension, ...]
    facts: Facts
    answer: Answer | None
    fault: Text | None

    @property
    def basis(self) -> Text:
        """Articles and marks of the length, else of the limit."""
        own = self.length.basis if self.length is not None else ()
        return basis_in_words(own or self.law.basis)

    @property
    def command(self) -> str:
        """The command that counts the same (the facts as its arguments)."""
        return explain_command(self.facts, self.law)


def reasons(limit: CardLimit) -> Reasons | None:
    """The count with its steps; None where its definition is in force no more."""
    loaded = packs.current().loaded
    pack = loaded.packs.get(limit.table.name)
    deadline = pack.deadlines.get(limit.deadline) if pack is not None else None
    law = loaded.limits.get(limit.limit)
    if deadline is None or law is None:
        return None
    facts = Facts.from_json(limit.facts)
    if deadline.acts == Acts.NONE:
        facts = replace(facts, done=None)  # it ends by itself: nothing can be late
    told: Answer | None = None
    fault: Text | None = None
    if limit.standing in {Standing.RUNNING, Standing.MET}:
        try:
            told = answer(facts, law, calendar_in_force(), clock.today())
        except UserFault as refused:
            fault = refused.message
        except LookupError:  # a length or extension that the new release has no more
            fault = CHANGED
    return Reasons(
        law=law,
        deadline=deadline,
        length=length_of(law, facts.length, facts.start),
        extensions=tuple(
            law.extensions[name] for name in facts.extended if name in law.extensions
        ),
        facts=facts,
        answer=told,
        fault=fault,
    )


def explain_command(facts: Facts, law: LimitLaw) -> str:
    """``hengjian deadlines explain …`` for the same facts."""
    asked = question(facts, law)
    parts = [
        "hengjian deadlines explain",
        f"--start {facts.start}",
        f'--length "{asked.length.number} {asked.length.unit}"',
    ]
    if asked.custody:
        parts.append("--custody")
    parts += [f"--suspended {s.from_on}..{s.to_on}" for s in asked.suspensions]
    parts += [f'--extended "{law.extensions[name].length}"' for name in facts.extended]
    if facts.reset is not None:
        parts.append(f"--reset {facts.reset}")
    if facts.done is not None:
        parts.append(f"--done {facts.done}")
    return " ".join(parts)


def card_items(limit: CardLimit) -> list[ShownItem]:
    """The card at the version in force, with what the limit is counted from marked.

    Empty where the card is gone. Raises ``StoreFault``.
    """
    pack = packs.current().loaded.packs.get(limit.table.name)
    deadline = pack.deadlines.get(limit.deadline) if pack is not None else None
    concerned = deadline.names if deadline is not None else frozenset()
    return card_as_it_stands(
        limit.table, limit.card_key, limit.unit_code, concerned=concerned
    )


def card_as_it_stands(
    table: CardTable, card_key: str, unit_code: str, *, concerned: frozenset[str]
) -> list[ShownItem]:
    """A card at the version in force: its filled items, personal ones masked.

    Those ``concerned`` are shown though empty. Empty where the card is gone or sealed.
    Raises ``StoreFault``.
    """
    pack = packs.current().loaded.packs.get(table.name)
    card = pack.card if pack is not None else None
    if card is None or table.current_version == NO_VERSION:
        return []
    snapshot = card_store.open_version(table.location, table.current_version)
    layout = card_layout.layout_of(card)
    found = cards_by_key(snapshot, layout, [card_key], unit_code)
    rows = found.to_pylist()
    if not rows:
        return []
    masked = masked_personal_items(table, table.current_version, [card_key])
    return _shown(card, rows[0], masked.get(card_key, {}), concerned)


def _shown(
    card: CaseCard,
    row: dict[str, object],
    personal: dict[str, str],
    concerned: frozenset[str],
) -> list[ShownItem]:
    shown = []
    for item in card.items.values():
        value = personal.get(item.name) if item.personal else row.get(item.name)
        if value in (None, "") and item.name not in concerned:
            continue
        words = in_words(item, value, card.timezone)
        if item.name == card.unit and value:
            place = Procuratorate.objects.filter(code=value).first()
            words = Text.same(place.name) if place is not None else words
        shown.append(
            ShownItem(
                item.name, item.label, words, item.personal, item.name in concerned
            )
        )
    return shown
