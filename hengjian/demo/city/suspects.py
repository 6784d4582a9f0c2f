"""Suspects and their way through the procedure, before any card is written.

Rates follow what procuratorates have published for recent years (documented in
``docs/explanation/demo-city.md``); every date and decision is drawn, none is typed.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from hengjian.demo.city.chances import Chances
from hengjian.demo.city.names import identity_number, person_name
from hengjian.demo.city.places import Place


EDUCATION = {
    "illiterate": 2,
    "primary": 18,
    "junior_secondary": 48,
    "senior_secondary": 14,
    "vocational": 7,
    "college": 7,
    "bachelor": 4,
}
OCCUPATION = {
    "farmer": 28,
    "migrant_worker": 14,
    "worker": 8,
    "company_staff": 9,
    "self_employed": 15,
    "unemployed": 26,
}
ETHNIC = {"han": 95, "hui": 2, "miao": 1, "manchu": 1, "zhuang": 1}


@dataclass(frozen=True)
class ChargePattern:
    """How cases of one charge usually go."""

    charge: str
    share: float  # of suspects
    detained: float  # brought for arrest review
    not_arrested: float
    not_prosecuted: float
    months: tuple[int, int]  # range of usual sentences
    is_property: bool = False
    persons: float = 0.2  # chance of each further person in the case


PATTERNS = (
    ChargePattern("dangerous_driving", 0.155, 0.04, 0.45, 0.30, (1, 3), persons=0.0),
    ChargePattern("theft", 0.165, 0.52, 0.27, 0.16, (6, 24), is_property=True),
    ChargePattern(
        "fraud", 0.115, 0.62, 0.33, 0.14, (8, 48), is_property=True, persons=0.45
    ),
    ChargePattern(
        "assisting_network_crime", 0.105, 0.45, 0.46, 0.27, (6, 18), persons=0.35
    ),
    ChargePattern("intentional_injury", 0.085, 0.38, 0.45, 0.27, (6, 30)),
    ChargePattern("picking_quarrels", 0.07, 0.55, 0.36, 0.18, (6, 24), persons=0.5),
    ChargePattern(
        "concealing_proceeds",
        0.06,
        0.42,
        0.48,
        0.29,
        (6, 18),
        is_property=True,
        persons=0.3,
    ),
    ChargePattern("running_casino", 0.05, 0.55, 0.38, 0.17, (8, 36), persons=0.5),
    ChargePattern("traffic_offence", 0.05, 0.18, 0.55, 0.24, (10, 24), persons=0.0),
    ChargePattern("drug_dealing", 0.035, 0.88, 0.08, 0.04, (12, 90), persons=0.25),
    ChargePattern("rape", 0.02, 0.85, 0.17, 0.08, (36, 72), persons=0.05),
    ChargePattern("unlawful_confinement", 0.02, 0.55, 0.34, 0.2, (6, 24), persons=0.5),
    ChargePattern("illegal_business", 0.02, 0.4, 0.45, 0.24, (8, 36), persons=0.4),
    ChargePattern(
        "credit_card_fraud", 0.02, 0.4, 0.42, 0.22, (6, 30), is_property=True
    ),
    ChargePattern(
        "accepting_bribes",
        0.015,
        0.3,
        0.2,
        0.09,
        (12, 60),
        is_property=True,
        persons=0.1,
    ),
    ChargePattern(
        "robbery", 0.015, 0.9, 0.07, 0.04, (30, 60), is_property=True, persons=0.4
    ),
)
CHARGE_NAMES = {
    "dangerous_driving": "危险驾驶",
    "theft": "盗窃",
    "fraud": "诈骗",
    "assisting_network_crime": "帮助信息网络犯罪活动",
    "intentional_injury": "故意伤害",
    "picking_quarrels": "寻衅滋事",
    "concealing_proceeds": "掩饰、隐瞒犯罪所得",
    "running_casino": "开设赌场",
    "traffic_offence": "交通肇事",
    "drug_dealing": "贩卖毒品",
    "rape": "强奸",
    "unlawful_confinement": "非法拘禁",
    "illegal_business": "非法经营",
    "credit_card_fraud": "信用卡诈骗",
    "accepting_bribes": "受贿",
    "robbery": "抢劫",
}
BY_CHARGE = {pattern.charge: pattern for pattern in PATTERNS}


@dataclass
class Suspect:
    """One person of one case."""

    number: int
    name: str
    sex: str
    birth_on: date
    identity_number: str
    is_minor: bool
    detained: bool
    ethnic_group: str = "han"
    education: str = "junior_secondary"
    occupation: str = "farmer"
    prior_record: bool = False


@dataclass
class CriminalCase:
    """One case from the police or a supervisory commission."""

    place: Place
    sequence: int
    charge: str
    offence_on: date
    arrives_on: date
    suspects: list[Suspect] = field(default_factory=list)
    amount: int | None = None

    @property
    def charge_name(self) -> str:
        """The charge as a case's name says it."""
        return CHARGE_NAMES[self.charge]

    @property
    def pattern(self) -> ChargePattern:
        return BY_CHARGE[self.charge]


def _suspect(
    chances: Chances,
    place: Place,
    number: int,
    offence_on: date,
    pattern: ChargePattern,
) -> Suspect:
    sex = "female" if chances.happens(0.17) else "male"
    minor = pattern.charge not in {
        "accepting_bribes",
        "dangerous_driving",
        "illegal_business",
    }
    if minor and chances.happens(0.05):
        age_days = chances.randint(14 * 365 + 30, 18 * 365 - 10)
    else:
        age_days = round(chances.triangular(18.2, 68, 31) * 365.25)
    birth_on = offence_on - timedelta(days=age_days)
    return Suspect(
        number,
        person_name(chances, sex),
        sex,
        birth_on,
        identity_number(chances, place.code, birth_on, sex),
        birth_on > _eighteen_years_before(offence_on),
        chances.happens(pattern.detained),
        chances.pick(ETHNIC),
        chances.pick(EDUCATION),
        chances.pick(OCCUPATION),
        chances.happens(0.13),
    )


def _eighteen_years_before(day: date) -> date:
    # 29 February has no counterpart: the month's last day, as in the cards' rule
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year - 18, day.month, last)


def criminal_cases(
    place: Place, seed: int, first: date, last: date, per_month: float
) -> list[CriminalCase]:
    """The cases that arrive at one procuratorate, in the order of their days."""
    cases: list[CriminalCase] = []
    month = first.replace(day=1)
    shares = {pattern.charge: pattern.share for pattern in PATTERNS}
    while month <= last:
        chances = Chances.stream(seed, "criminal", place.code, month)
        following = (month + timedelta(days=32)).replace(day=1)
        arrivals = sorted(
            chances.day_between(month, following - timedelta(days=1))
            for _ in range(chances.poisson(per_month * _season(month)))
        )
        for day in arrivals:
            if day > last or day < first:
                continue
            charge = chances.pick(shares)
            cases.append(_case(chances, place, len(cases) + 1, charge, day))
        month = following
    return cases


def _season(month: date) -> float:
    """February is short and holds the Spring Festival; the autumn is busy."""
    return {2: 0.72, 10: 0.93, 11: 1.1, 12: 1.06, 4: 1.05, 6: 1.05}.get(
        month.month, 1.0
    )


def _case(
    chances: Chances, place: Place, sequence: int, charge: str, day: date
) -> CriminalCase:
    pattern = BY_CHARGE[charge]
    offence_on = day - timedelta(days=chances.randint(8, 240))
    case = CriminalCase(place, sequence, charge, offence_on, day)
    if pattern.is_property:
        case.amount = round(chances.lognormvariate(9.2, 1.2)) + 800
    count = 1
    while count < 9 and chances.happens(pattern.persons):
        count += 1
    case.suspects = [
        _suspect(chances, place, number, offence_on, pattern)
        for number in range(1, count + 1)
    ]
    return case
