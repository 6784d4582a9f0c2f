"""What a pack says, after reading: small frozen objects, no files, no YAML.

The reader (``reading.load``) makes them from the files of ``formats``; every engine and
app works with these. Expressions are parsed and typed already.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.expressions.types import ParameterHistory, ValueType
from hengjian.engines.process.drawing import Drawing
from hengjian.engines.process.tables import RoutingTable
from hengjian.lib.bilingual import Text
from hengjian.lib.places import Fault as Fault
from hengjian.lib.places import Place as Place


if TYPE_CHECKING:
    from hengjian.engines.pack_format.decision_model import Decision
    from hengjian.engines.pack_format.document_model import DocumentKind
    from hengjian.engines.pack_format.form_model import Form
    from hengjian.engines.pack_format.gate_model import Gate
    from hengjian.engines.pack_format.limit_model import Deadline, LimitLaw
    from hengjian.engines.pack_format.monitoring_model import MonitoringRule
    from hengjian.engines.pack_format.sampling_model import Population


class ItemType(StrEnum):
    """Types that a case card item may have."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    DATETIME = "datetime"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    UNIT = "unit"
    DEPARTMENT = "department"
    PERSON = "person"

    @property
    def value_type(self) -> ValueType:
        """The type that expressions see."""
        if self is ItemType.MONEY:
            return ValueType.DECIMAL
        known = ValueType.__members__.get(self.name)
        return ValueType.TEXT if known is None else known


@dataclass(frozen=True)
class Reference:
    """A source: title, article or note, and its mark of certainty (V S D M I)."""

    title: Text
    article: str = ""
    note: Text | None = None
    mark: str = ""


@dataclass(frozen=True)
class Limit:
    """A due date counted from another item: ``limit: {start, length}``."""

    start: str
    length: str  # "3 working_days"


@dataclass(frozen=True)
class Item:
    """One item of a case card."""

    name: str
    label: Text
    type: ItemType
    place: Place
    required: bool = False
    personal: bool = False
    match: bool = False
    transient: bool = False  # deleted when its matter closes; in no table, no journal
    aliases: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    choices: Mapping[str, Text] = field(default_factory=dict)  # code -> shown text
    derive: Expression | None = None
    limit: Limit | None = None
    choice_aliases: Mapping[str, str] = field(default_factory=dict)  # spelling -> code


@dataclass(frozen=True)
class Link:
    """At most one row of another card for each row of this one."""

    name: str
    to: str  # card name (pack)
    on: Mapping[str, str]  # here -> there
    where: Expression | None  # names "here.x" and "there.y"
    order_by: str | None
    take: str  # first | last
    place: Place


@dataclass(frozen=True)
class Check:
    """A rule that a card must keep; NULL passes."""

    name: str
    assertion: Expression
    level: str  # blocking | prompting
    dimension: str  # correct | complete | consistent | timely
    kind: str  # missing | wrong | late | invented | careless
    message: Text
    place: Place


@dataclass(frozen=True)
class CaseCard:
    """The record of a matter: its items, key, links and checks."""

    name: str  # the pack's name
    grain: str  # case | person | event
    key: tuple[str, ...]
    items: Mapping[str, Item]
    place: Place
    unit: str | None = None
    department: str | None = None
    handler: str | None = None
    partition_date: str | None = None
    weight: str | None = None
    timezone: str = "Asia/Shanghai"
    links: Mapping[str, Link] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    computed: tuple[str, ...] = ()  # derive and limit items, in the order to compute


@dataclass(frozen=True)
class RolledItem:
    """One item of a rolled card: ``how`` is count sum min max first last any all list."""

    name: str
    how: str
    of: str | None
    type: ItemType
    order_by: str | None = None
    joined: str = ","
    label: Text = field(default_factory=lambda: Text("", ""))
    choices: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True)
class RolledCard:
    """A card made of cards: one row for each key of another card's rows."""

    name: str
    source: str  # pack, own rolled card, "pack.rolled" or "_system.…" it is made of
    key: tuple[str, ...]
    items: Mapping[str, RolledItem]
    place: Place
    checks: tuple[Check, ...] = ()
    label: Text = field(default_factory=lambda: Text("", ""))
    pack: str = ""
    key_types: Mapping[str, ItemType] = field(default_factory=dict)
    # items of this card that carry the source's unit, department and handler
    unit: str | None = None
    department: str | None = None
    handler: str | None = None


@dataclass(frozen=True)
class Open:
    """A stock: cards from ``start`` on and not yet at ``until``."""

    start: str
    until: str


@dataclass(frozen=True)
class Measure:
    """An aggregate over one card's rows."""

    name: str
    pack: str
    # pack name, name of an own rolled card, "pack.rolled" of another pack,
    # _system.finding or _system.appointment
    card: str
    agg: str  # count count_distinct sum mean median quantile min max
    place: Place
    of: Expression | None = None
    where: Expression | None = None
    dated_by: str | None = None
    open: Open | None = None
    at: str | None = None  # start | end, with open
    q: Decimal | None = None
    label: Text | None = None

    @property
    def full_name(self) -> str:
        """``pack.measure``, unique over all packs."""
        return f"{self.pack}.{self.name}"


@dataclass(frozen=True)
class Balance:
    """An equation that must hold between measures for every cell."""

    name: str
    pack: str
    by: tuple[str, ...]
    period: str
    left: "Formula"
    right: "Formula"
    level: str
    message: Text
    place: Place


@dataclass(frozen=True)
class Formula:
    """Arithmetic over measures: a tree of ("+", a, b) … with leaves str or Fraction.

    ``tree`` is a nested tuple: ``("measure", "pack.name")``, ``("number", Fraction)``,
    ``("+"|"-"|"*"|"/", left, right)``, ``("negative", x)``.
    """

    text: str
    tree: tuple[object, ...]
    measures: tuple[str, ...]  # full names in order of first appearance


@dataclass(frozen=True)
class DatedFormula:
    """A formula in force from a day on."""

    from_on: date | None
    formula: Formula


@dataclass(frozen=True)
class Validity:
    """From a day on an indicator is in_use, analysis_only or retired."""

    from_on: date
    status: str


@dataclass(frozen=True)
class Indicator:
    """One indicator of the catalogue."""

    name: str
    pack: str
    code: str
    label: Text
    sentence: Text
    value: tuple[DatedFormula, ...]  # ordered; one without a date when not dated
    unit: str  # percent ratio count day yuan
    decimals: int
    direction: str  # up down neutral band
    place: Place
    band: tuple[Fraction, Fraction] | None = None
    read_with: tuple[str, ...] = ()
    flag_below: int | None = None
    scored: str = ""  # "" | never
    valid: tuple[Validity, ...] = ()
    source: Reference | None = None


@dataclass(frozen=True)
class Parameter:
    """A dated value with its references."""

    name: str
    label: Text
    unit: str
    history: ParameterHistory
    references: tuple[Reference | None, ...]  # one for each value, same order
    place: Place


@dataclass(frozen=True)
class Opens:
    """A kind that opens by itself each month, in the offices where a role is held."""

    day: int
    role: str
    prepared: str = ""  # who prepares its form of registration: a name of PROVIDERS


@dataclass(frozen=True)
class Overlay:
    """The imported card that is the national record of a handled pack's matters."""

    card: str  # the imported pack
    key: Mapping[str, str]  # own item -> key item there
    items: Mapping[str, str]  # own item -> item there


@dataclass(frozen=True)
class Followed:
    """A kind whose matters lead to this one's, and what is taken over from them."""

    kind: str
    items: Mapping[str, str]  # own item -> item there


@dataclass(frozen=True)
class Pack:
    """A pack as read: everything that differs between kinds of work."""

    name: str
    folder: Path
    title: Text
    line_of_work: str
    kind: str  # imported | handled
    record_of: str  # national | here
    sensitivity: str  # public | internal | restricted
    effective_from: date | None
    effective_to: date | None
    basis: tuple[Reference, ...]
    uses: tuple[str, ...]
    card: CaseCard | None
    rolled_cards: Mapping[str, RolledCard]
    measures: Mapping[str, Measure]
    balances: tuple[Balance, ...]
    parameters: Mapping[str, Parameter]
    indicators: Mapping[str, Indicator]
    deadlines: "Mapping[str, Deadline]" = field(default_factory=dict)
    monitoring: "Mapping[str, MonitoringRule]" = field(default_factory=dict)
    sampling: "Mapping[str, Population]" = field(default_factory=dict)
    forms: "Mapping[str, Form]" = field(default_factory=dict)
    process: Drawing | None = None
    tables: Mapping[str, RoutingTable] = field(default_factory=dict)
    documents: "Mapping[str, DocumentKind]" = field(default_factory=dict)
    gates: "Mapping[str, Gate]" = field(default_factory=dict)
    overlays: tuple[Overlay, ...] = ()
    opens: Opens | None = None
    titled_by: tuple[str, ...] = ()
    leads_to: tuple[str, ...] = ()
    follows: tuple[Followed, ...] = ()
    duplicates: tuple[tuple[str, ...], ...] = ()  # items that agree in two of one thing
    decisions: "Mapping[str, Decision]" = field(default_factory=dict)


@dataclass(frozen=True)
class Loaded:
    """The packs of a folder with every fault found in them."""

    packs: Mapping[str, Pack]
    faults: tuple[Fault, ...]
    shared_lists: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)
    system_cards: Mapping[str, CaseCard] = field(default_factory=dict)
    shared_parameters: Mapping[str, Parameter] = field(default_factory=dict)
    limits: "Mapping[str, LimitLaw]" = field(default_factory=dict)

    def parameters_in(self, pack: str) -> dict[str, ParameterHistory]:
        """What ``param.x`` means in a pack: its own parameters, else the shared ones."""
        home = self.packs.get(pack)
        own = home.parameters if home is not None else {}
        found = {**self.shared_parameters, **own}
        return {name: parameter.history for name, parameter in found.items()}

    def card(self, name: str, pack: str) -> CaseCard | RolledCard | None:
        """The card that ``name`` means inside a pack.

        Looks for a rolled card of the pack, a pack's own card, ``pack.rolled`` and
        ``_system.…``, in this order.
        """
        home = self.packs.get(pack)
        if home is not None and name in home.rolled_cards:
            return home.rolled_cards[name]
        if name in self.packs:
            return self.packs[name].card
        if name in self.system_cards:
            return self.system_cards[name]
        other, _, rolled = name.partition(".")
        if other in self.packs:
            return self.packs[other].rolled_cards.get(rolled)
        return None

    @property
    def measures(self) -> dict[str, Measure]:
        """All measures by full name."""
        return {
            m.full_name: m for p in self.packs.values() for m in p.measures.values()
        }

    @property
    def indicators(self) -> dict[str, Indicator]:
        """All indicators by name (unique over packs; a check says so)."""
        return {i.name: i for p in self.packs.values() for i in p.indicators.values()}
