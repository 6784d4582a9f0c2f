"""What the API of indicators gives; numbers are texts, so that no digit is lost."""

from datetime import date, datetime

from ninja import Schema


class Words(Schema):
    """A text in both languages."""

    zh: str
    en: str


class IndicatorOut(Schema):
    """One indicator of the catalogue in force."""

    name: str
    code: str
    pack: str
    label: Words
    sentence: Words
    unit: str
    decimals: int
    direction: str
    scored: str
    read_with: list[str]
    formulas: list[str]
    source_mark: str


class ValueOut(Schema):
    """One value with its counts; null where there is none.

    ``<10`` is a small count that may hold a sealed card (flag ``withheld``).
    """

    indicator: str
    period: str
    unit: str
    department: str
    numerator: str | None
    denominator: str | None
    value: str | None
    flags: list[str]


class ValuesOut(Schema):
    """Values of one place and period, and the run they are from."""

    run: int
    as_of: date
    level: str
    unit: str
    kind: str
    items: list[ValueOut]


class CardsOut(Schema):
    """The cards behind a value: shown + withheld = counted.

    The three are null where the number is below 10 and a sealed card is counted.
    """

    run: int
    measure: str
    counted: int | None
    weight: int | None
    withheld: int | None
    keys: list[str]
    next: int | None


class RunOut(Schema):
    """A run with what it rests on."""

    id: int
    state: str
    first_month: str
    last_month: str
    as_of: date
    packs: dict[str, str]
    result_digest: str
    value_count: int
    requested_at: datetime
    finished_at: datetime | None


class RunsOut(Schema):
    """A page of runs; ``next`` is the cursor of the following page."""

    items: list[RunOut]
    next: int | None


class SignalOut(Schema):
    """A prompt to look at a number."""

    id: int
    kind: str
    indicator: str
    period: str
    unit: str
    sentence: Words
    state: str
    lapses_on: date
    explanation: str


class SignalsOut(Schema):
    """A page of signals."""

    items: list[SignalOut]
    next: int | None


class ExplanationIn(Schema):
    """What the person asked says."""

    explanation: str
