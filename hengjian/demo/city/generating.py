"""The whole city: every card of every pack, from one seed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from hengjian.demo.city import (
    civil_cards,
    complaint_cards,
    criminal_cards,
    juvenile_cards,
    management_cards,
    public_interest_cards,
    supervision_cards,
    trial_cards,
)
from hengjian.demo.city.chances import Chances
from hengjian.demo.city.courses import Course, course_of
from hengjian.demo.city.criminal_cards import Desk
from hengjian.demo.city.faults import PlantedFault, plant_faults
from hengjian.demo.city.finishing import finish
from hengjian.demo.city.manipulations import Planted, plant
from hengjian.demo.city.places import PLACES, Place
from hengjian.demo.city.process_faults import plant_process_faults
from hengjian.demo.city.roster import Roster
from hengjian.demo.city.rows import Cards, Row, number_of
from hengjian.demo.city.suspects import CriminalCase, Suspect, criminal_cases


SEED = 20_261_020
FIRST = date(2024, 5, 1)
TODAY = date(2026, 10, 20)
# cases under way when the first month begins: they arrived in the months before
WARM_UP = date(2023, 12, 1)

# cases in a month at a procuratorate of weight 1, by pack
MONTHLY = {
    "criminal": 36.0,
    "civil": 6.4,
    "administrative": 3.2,
    "public_interest": 5.4,
    "complaint": 15.5,
    "case_management": 17.0,
    "litigation_supervision": 9.5,
    "enforcement_supervision": 7.2,
    "victims": 0.7,
}


@dataclass(frozen=True)
class City:
    """The generated city: rows of every card and the day on which it is seen."""

    seed: int
    today: date
    cards: dict[str, list[Row]]
    manipulations: tuple[Planted, ...]
    faults: tuple[PlantedFault, ...]
    process_faults: tuple[PlantedFault, ...] = ()

    @property
    def card_count(self) -> int:
        return sum(len(rows) for rows in self.cards.values())


def generate(seed: int = SEED, today: date = TODAY, size: float = 1.0) -> City:
    """Generate the city; ``size`` scales the number of cases (1 is about 60,000 cards)."""
    cards = Cards(FIRST, today)
    roster = Roster(seed)
    for place in PLACES:
        desk = Desk(place, roster, cards, Chances.stream(seed, "desk", place.code))
        _criminal(desk, seed, size)
        _other_lines(desk, seed, size)
    rows = dict(cards.all())
    manipulations = plant(rows, seed, today)
    finish(rows)
    faults = plant_faults(rows, seed, today.replace(day=1) - timedelta(days=20))
    process_faults = plant_process_faults(rows, seed, today, faults)
    return City(
        seed, today, rows, tuple(manipulations), tuple(faults), tuple(process_faults)
    )


@dataclass
class _Sequences:
    """Running numbers of cases by word and year."""

    place: Place
    counts: dict[tuple[str, int], int]

    def take(self, word: str, on: date) -> str:
        key = (word, on.year)
        self.counts[key] = self.counts.get(key, 0) + 1
        return number_of(self.place, word, on.year, self.counts[key])


def _criminal(desk: Desk, seed: int, size: float) -> None:
    numbers = _Sequences(desk.place, {})
    mean = MONTHLY["criminal"] * desk.place.weight * size
    protests = 0
    for case in criminal_cases(desk.place, seed, WARM_UP, desk.cards.today, mean):
        for group in _groups(case):
            protests += _one_case(desk, case, group, numbers, protests)


def _groups(case: CriminalCase) -> Iterable[list[Suspect]]:
    """Those detained come together for arrest review; the others go straight on."""
    detained = [suspect for suspect in case.suspects if suspect.detained]
    others = [suspect for suspect in case.suspects if not suspect.detained]
    return [group for group in (detained, others) if group]


def _one_case(
    desk: Desk,
    case: CriminalCase,
    group: list[Suspect],
    numbers: _Sequences,
    protests: int,
) -> int:
    chances, cards = desk.chances, desk.cards
    arrest_number: str | None = None
    # persons of one case are reviewed together: one number, one course of dates
    timelines: dict[date, tuple[str, Course]] = {}
    made = 0
    for suspect in group:
        course = course_of(chances, case, suspect, case.arrives_on)
        arrest_card: Row | None = None
        if course.arrest:
            arrest_number = arrest_number or numbers.take("捕", case.arrives_on)
            arrest_card = criminal_cards.arrest_row(
                desk, case, suspect, arrest_number, course
            )
            _detention(desk, suspect, arrest_card, numbers)
            cards.add("arrest_review", arrest_card)
            if suspect.is_minor:
                cards.add(
                    "juvenile",
                    juvenile_cards.juvenile_row(desk, "arrest_review", arrest_card),
                )
        if (
            course.prosecution is None
            or cards.known(course.prosecution.accepted_on) is None
        ):
            continue
        accepted = course.prosecution.accepted_on
        number, first = timelines.get(accepted) or (
            numbers.take("诉", accepted),
            course,
        )
        timelines[accepted] = (number, first)
        if first is not course:
            course.keep_pace_with(first)
        card = criminal_cards.prosecution_row(
            desk,
            case,
            suspect,
            (number, arrest_number if arrest_card else None),
            course,
        )
        cards.add("prosecution_review", card)
        if suspect.is_minor:
            cards.add(
                "juvenile",
                juvenile_cards.juvenile_row(desk, "prosecution_review", card),
            )
        if card.get("outcome") == "prosecuted":
            trial = trial_cards.judge(
                desk, case, trial_cards.trial_row(desk, case, suspect, card), course
            )
            if trial["prosecuted_on"] >= cards.first:
                cards.add("trial", trial)
                if trial.get("protested_on"):
                    made += 1
                    cards.add(
                        "litigation_supervision",
                        supervision_cards.protest_row(
                            desk, 90_000 + protests + made, trial
                        ),
                    )
    return made


def _detention(desk: Desk, suspect: Suspect, arrest: Row, numbers: _Sequences) -> None:
    executed = arrest.get("executed_on")
    if (
        not executed
        or arrest["outcome"] != "approved"
        or not desk.chances.happens(0.26)
    ):
        return
    opens = trial_cards.opening_day(desk.chances, executed)
    if desk.cards.known(opens):
        number = numbers.take("羁审", opens)
        desk.cards.add(
            "detention_review",
            trial_cards.detention_row(desk, suspect, number, arrest, opens),
        )


def _months(first: date, last: date) -> Iterable[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + timedelta(days=32)).replace(day=1)


def _other_lines(desk: Desk, seed: int, size: float) -> None:
    sequence: dict[str, int] = defaultdict(int)
    waiting: list[Row] = [
        row
        for row in desk.cards.rows["prosecution_review"]
        if row["procuratorate"] == desk.place.code and row.get("concluded_on")
    ]
    waiting.sort(key=lambda row: row["concluded_on"])
    petitions: list[Row] = []
    for month in _months(FIRST, desk.cards.today):
        for pack, mean in MONTHLY.items():
            if pack == "criminal":
                continue
            chances = Chances.stream(seed, pack, desk.place.code, month)
            own = Desk(desk.place, desk.roster, desk.cards, chances)
            for day in juvenile_cards.arrivals(
                chances, mean * desk.place.weight * size, month
            ):
                if desk.cards.known(day):
                    sequence[pack] += 1
                    _one_other(own, pack, sequence[pack], day, waiting, petitions)


def _one_other(
    desk: Desk,
    pack: str,
    sequence: int,
    day: date,
    concluded: list[Row],
    petitions: list[Row],
) -> None:
    cards, chances = desk.cards, desk.chances
    if pack == "civil":
        cards.add(pack, civil_cards.civil_row(desk, sequence, day))
    elif pack == "administrative":
        source = (
            _recent(desk, concluded, day, not_prosecuted=True)
            if chances.happens(0.24)
            else None
        )
        cards.add(pack, civil_cards.administrative_row(desk, sequence, day, source))
    elif pack == "public_interest":
        cards.add(pack, public_interest_cards.public_interest_row(desk, sequence, day))
    elif pack == "complaint":
        earlier = (
            chances.choice(petitions) if petitions and chances.happens(0.11) else None
        )
        row = complaint_cards.complaint_row(desk, sequence, day, earlier)
        petitions.append(row)
        cards.add(pack, row)
    elif pack == "case_management":
        source = _recent(desk, concluded, day, not_prosecuted=False)
        cards.add(pack, management_cards.management_row(desk, sequence, day, source))
    elif pack == "litigation_supervision":
        cards.add(pack, supervision_cards.litigation_row(desk, sequence, day))
    elif pack == "enforcement_supervision":
        cards.add(pack, supervision_cards.enforcement_row(desk, sequence, day))
    else:
        cards.add("juvenile", juvenile_cards.victim_row(desk, sequence, day))


def _recent(
    desk: Desk, concluded: list[Row], day: date, *, not_prosecuted: bool
) -> Row | None:
    """A prosecution card concluded in the three months before a day."""
    found = [
        row
        for row in concluded
        if timedelta(0) <= day - row["concluded_on"] <= timedelta(days=90)
        and (not not_prosecuted or row["outcome"] == "not_prosecuted")
    ]
    return desk.chances.choice(found) if found else None
