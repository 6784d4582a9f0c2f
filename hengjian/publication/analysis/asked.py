"""What a report is asked for: which paper, which period, whose numbers."""

from dataclasses import dataclass

from hengjian.indicators.models import Run
from hengjian.indicators.queries import periods
from hengjian.indicators.queries.values import RunValues
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault
from hengjian.organisation.models import Level, Procuratorate


CONSULTATION, CIRCULAR = "consultation", "circular"
LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Asked:
    """One report's question; ``whole`` takes in the procuratorates below a city's."""

    unit: Procuratorate
    whole: bool
    period: str
    kind: str
    language: str = "zh"

    @property
    def level(self) -> str:
        """The level of the run's values that are read."""
        return "city" if self.whole else "procuratorate"

    @property
    def period_kind(self) -> str:
        """month, quarter, half, year or to_date."""
        return periods.kind_of(self.period)

    @property
    def place(self) -> str:
        """The unit parameter of pages that gives this place again."""
        return f"{self.unit.code}+" if self.whole else self.unit.code

    @property
    def place_name(self) -> Text:
        """``云泽市检察机关`` for a city with all below it, else the office's name."""
        english = self.unit.name_en or self.unit.name
        if not self.whole:
            return Text(self.unit.name, english)
        stem = self.unit.name.removesuffix("人民检察院")
        city = english.removesuffix("People's Procuratorate").strip()
        return Text(f"{stem}检察机关", f"the procuratorates of {city}")

    @property
    def self_name(self) -> Text:
        """How the paper speaks of the place: 全市检察机关, 本院."""
        if self.whole:
            return Text("全市检察机关", "the procuratorates of the city")
        return Text("本院", "this procuratorate")

    @property
    def last_year(self) -> str:
        """The same period of the year before."""
        return periods.a_year_before(self.period)

    @property
    def months(self) -> tuple[str, str]:
        """First and last month of the period."""
        return periods.months_of(self.period)


def default_kind(period: str) -> str:
    """A month gives the circular, everything longer the consultation paper."""
    return CIRCULAR if periods.kind_of(period) == "month" else CONSULTATION


def asked_for(
    run: Run,
    unit: Procuratorate,
    period: str,
    *,
    kind: str | None = None,
    alone: bool = False,
    language: str = "zh",
) -> Asked:
    """The question, checked against the run; raises ``UserFault``.

    A city's paper covers all below it unless ``alone``.
    """
    if unit.level < Level.CITY:
        raise UserFault(
            Text(
                "分析报告编到市、县两级院，请指明一个市级院或县级院",
                "reports are made for cities and counties: name one of them",
            ),
            where=unit.code,
        )
    known = RunValues(run).periods(periods.kind_of(period))
    if period not in known:
        listed = "、".join(known[-6:])
        raise UserFault(
            Text(
                f"第{run.pk}号运行没有“{period}”这一期(最近的：{listed})",
                f"run {run.pk} has no period “{period}” (the newest: {listed})",
            )
        )
    return Asked(
        unit,
        unit.level == Level.CITY and not alone,
        period,
        kind or default_kind(period),
        language,
    )
