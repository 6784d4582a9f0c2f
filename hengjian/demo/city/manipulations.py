"""Planted manipulations, and one real improvement: what the signals should see.

Each function changes generated rows in place and says what it did; the truth file lists
these sentences for the tests. Nothing here describes any real place.
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from hengjian.demo.city.chances import Chances
from hengjian.demo.city.rows import Row


Cards = dict[str, list[Row]]


@dataclass(frozen=True)
class Planted:
    """One manipulation (or improvement) and how many cards it touched."""

    kind: str
    unit: str
    pack: str
    from_on: date
    cards: int
    sentence: str
    is_manipulation: bool = True

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "from_on": self.from_on.isoformat()}


def plant(cards: Cards, seed: int, today: date) -> list[Planted]:
    """Plant all of them, in a fixed order."""
    return [act(cards, Chances.stream(seed, act.__name__), today) for act in ACTS]


def _cards_of(
    cards: Cards, pack: str, unit: str, item: str, since: date
) -> Iterator[Row]:
    for row in cards[pack]:
        day = row.get(item)
        if row["procuratorate"] == unit and day is not None and day >= since:
            yield row


def _moved(row: Row, items: tuple[str, ...], shift: timedelta, today: date) -> None:
    """Move what follows from a day along with it, as far as it is known today."""
    for item in items:
        if row.get(item):
            row[item] = min(row[item] + shift, today)


def non_prosecution_into_withdrawal(
    cards: Cards, chances: Chances, today: date
) -> Planted:
    """To keep the non-prosecution rate low, cases are withdrawn by the police instead."""
    unit, since, touched = "990124", date(2026, 3, 1), 0
    dropped = (
        "non_prosecution_kind",
        "arrest_quality_reviewed_on",
        "administrative_punishment_needed",
        "administrative_opinion_on",
        "reconsideration_requested_on",
        "reconsideration_concluded_on",
        "reconsideration_result",
        "hearing_on",
    )
    for row in _cards_of(cards, "prosecution_review", unit, "concluded_on", since):
        if row["outcome"] == "not_prosecuted" and chances.happens(0.7):
            row["outcome"] = "withdrawn"
            for item in dropped:
                row.pop(item, None)
            touched += 1
    return Planted(
        "withdrawal_for_non_prosecution",
        unit,
        "prosecution_review",
        since,
        touched,
        "不起诉改作撤回移送",
    )


def spike_before_cutoff(cards: Cards, chances: Chances, today: date) -> Planted:
    """Supervision is raised in a burst on the last three days of the month."""
    unit, since, touched = "990104", date(2025, 11, 1), 0
    followed = ("raised_on", "served_on", "replied_on", "adopted_on", "filled_on")
    for row in _cards_of(cards, "litigation_supervision", unit, "raised_on", since):
        if row["kind"] != "investigation_violation" or not chances.happens(0.6):
            continue
        raised: date = row["raised_on"]
        moved = _next_month(raised) - timedelta(days=chances.randint(1, 3))
        if row["accepted_on"] <= moved <= today:
            _moved(row, followed, moved - raised, today)
            touched += 1
    return Planted(
        "spike_before_cutoff",
        unit,
        "litigation_supervision",
        since,
        touched,
        "截止日前突击提出监督",
    )


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def shrinking_denominator(cards: Cards, chances: Chances, today: date) -> Planted:
    """Petitions not answered in time are marked anonymous, so that no reply is due.

    The place was slow all along; from the first day on its rate is nearly perfect.
    """
    unit, since, touched = "990122", date(2026, 1, 1), 0
    for row in cards["complaint"]:
        if row["procuratorate"] != unit or not chances.happens(0.25):
            continue
        if row["accepted_on"] >= since and chances.happens(0.95):
            row["anonymous"] = True
            row.pop("procedural_replied_on", None)
            touched += 1
        else:
            _answered_after(row, chances.randint(9, 24), today)
    return Planted(
        "shrinking_denominator",
        unit,
        "complaint",
        since,
        touched,
        "把未按期回复的信访登记为匿名以缩小应回复数",
    )


def _answered_after(row: Row, days: int, today: date) -> None:
    """So many days after a petition came, or not yet."""
    row.pop("procedural_replied_on", None)
    if row["accepted_on"] + timedelta(days=days) <= today:
        row["procedural_replied_on"] = row["accepted_on"] + timedelta(days=days)


def backdated_replies(cards: Cards, chances: Chances, today: date) -> Planted:
    """Late replies are entered as given on the seventh day, the last that counts."""
    unit, since, touched = "990103", date(2025, 10, 1), 0
    for row in cards["complaint"]:
        if row["procuratorate"] != unit or not chances.happens(0.3):
            continue
        if row["accepted_on"] >= since and chances.happens(0.7):
            _answered_after(row, 7, today)
            touched += 1
        else:
            _answered_after(row, chances.randint(8, 16), today)
    return Planted(
        "backdated_replies",
        unit,
        "complaint",
        since,
        touched,
        "逾期的程序性回复补填为第七日",
    )


def shift_between_categories(cards: Cards, chances: Chances, today: date) -> Planted:
    """Supervision of wrong filing is entered as supervision of investigation."""
    unit, since, touched = "990105", date(2025, 10, 1), 0
    for row in _cards_of(cards, "litigation_supervision", unit, "accepted_on", since):
        if row["kind"] == "case_withdrawal" and chances.happens(0.9):
            row["kind"] = "investigation_violation"
            if row.get("document_kind"):
                row["document_kind"] = "correction_notice"
            row.pop("police_withdrew_on", None)
            touched += 1
    return Planted(
        "shift_between_categories",
        unit,
        "litigation_supervision",
        since,
        touched,
        "撤案监督改列侦查活动监督",
    )


def one_persons_share(cards: Cards, chances: Chances, today: date) -> Planted:
    """One handler's name stands on far more cases than rotation gives."""
    unit, since = "990181", date(2026, 1, 1)
    rows = [
        row
        for row in _cards_of(cards, "prosecution_review", unit, "accepted_on", since)
        if row["department"] == "第一检察部"
    ]
    chosen = rows[0]["handler"] if rows else ""
    # persons of one case have one handler
    taken = {number: chances.happens(0.55) for number in _in_order(rows)}
    touched = 0
    for row in rows:
        if taken[row["case_number"]]:
            row["handler"] = chosen
            touched += 1
    return Planted(
        "one_persons_share",
        unit,
        "prosecution_review",
        since,
        touched,
        "案件集中挂在一人名下",
    )


def _in_order(rows: list[Row]) -> dict[str, None]:
    return dict.fromkeys(row["case_number"] for row in rows)


def held_at_target(cards: Cards, chances: Chances, today: date) -> Planted:
    """Four civil suggestions a month: what is beyond waits, what lacks is brought forward."""
    unit, since, touched, target = "990103", date(2025, 9, 1), 0, 4
    rows = sorted(
        (
            r
            for r in _cards_of(cards, "civil", unit, "issued_on", since)
            if r["outcome"] == "suggestion"
        ),
        key=lambda row: row["issued_on"],
    )
    month = since
    while rows and month <= today:
        possible = [(row, day) for row in rows if (day := _day_in(month, row, chances))]
        for row, day in possible[:target]:
            rows.remove(row)
            if day != row["issued_on"] and day <= today:
                _moved(row, ISSUED, day - row["issued_on"], today)
                touched += 1
        month = _next_month(month)
    return Planted(
        "held_at_target",
        unit,
        "civil",
        since,
        touched,
        "每月恰好达到目标，多的留到下月，不足的提前",
    )


ISSUED = ("issued_on", "served_on", "concluded_on", "replied_on", "filled_on")


def _day_in(month: date, row: Row, chances: Chances) -> date | None:
    """A day of the month on which the suggestion may be issued: its own where it can be."""
    issued: date = row["issued_on"]
    if issued.replace(day=1) == month:
        return issued
    first = max(month, row["accepted_on"] + timedelta(days=5))
    last = _next_month(month) - timedelta(days=1)
    return chances.day_between(first, last) if first <= last else None


def quicker_review(cards: Cards, chances: Chances, today: date) -> Planted:
    """The real improvement: prosecution review takes a third less time, nothing else moves."""
    unit, since, touched = "990102", date(2026, 1, 1), 0
    for row in _cards_of(cards, "prosecution_review", unit, "accepted_on", since):
        concluded = row.get("concluded_on")
        if not concluded or row["returns"] or row["extensions"]:
            continue
        accepted: date = row["accepted_on"]
        days = max(2, round((concluded - accepted).days * 0.66))
        moved = accepted + timedelta(days=days) - concluded
        for item in (
            "concluded_on",
            "affidavit_on",
            "filled_on",
            "hearing_on",
            "self_investigated_on",
        ):
            if row.get(item):
                row[item] = max(row[item] + moved, row["allocated_on"])
        touched += 1
    return Planted(
        "quicker_review",
        unit,
        "prosecution_review",
        since,
        touched,
        "审查起诉用时真实缩短",
        is_manipulation=False,
    )


ACTS: tuple[Callable[[Cards, Chances, date], Planted], ...] = (
    non_prosecution_into_withdrawal,
    spike_before_cutoff,
    shrinking_denominator,
    backdated_replies,
    shift_between_categories,
    one_persons_share,
    held_at_target,
    quicker_review,
)
