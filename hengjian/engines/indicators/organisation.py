"""Which city, province and nation a procuratorate belongs to."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


LEVELS = ("nation", "province", "city")
NATION = "000000"  # where no organisation file names the highest procuratorate
_LEVEL_WORDS = {
    "nation": "nation",
    "province": "province",
    "city": "city",
    "county": "county",
    "1": "nation",
    "2": "province",
    "3": "city",
    "4": "county",
    "最高": "nation",
    "全国": "nation",
    "国家": "nation",
    "省": "province",
    "省级": "province",
    "市": "city",
    "市级": "city",
    "县": "county",
    "县级": "county",
    "基层": "county",
}


@dataclass(frozen=True)
class Place:
    """A procuratorate of an organisation file."""

    code: str
    name: str
    parent: str | None
    level: str  # nation | province | city | county


@dataclass(frozen=True)
class Organisation:
    """Procuratorates by code; without any, six-digit codes speak for themselves."""

    places: Mapping[str, Place] = field(default_factory=dict)

    @classmethod
    def of_rows(cls, rows: Iterable[Mapping[str, str | None]]) -> "Organisation":
        """Read rows of ``code, name, parent, level``; raises ``UserFault``.

        A level is one of nation, province, city, county, its Chinese word, or 1 to 4.
        """
        places: dict[str, Place] = {}
        for number, row in enumerate(rows, start=2):
            code = (row.get("code") or "").strip()
            level = _LEVEL_WORDS.get((row.get("level") or "county").strip().lower())
            if not code or level is None or code in places:
                raise UserFault(
                    Text(
                        f"组织文件第 {number} 行：代码为空或重复，或层级不在"
                        " nation、province、city、county 之中",
                        f"organisation file, row {number}: no code, a code twice, or a"
                        " level other than nation, province, city, county",
                    )
                )
            parent = (row.get("parent") or "").strip() or None
            places[code] = Place(code, (row.get("name") or code).strip(), parent, level)
        return cls(places)

    def above(self, code: str | None, level: str) -> str | None:
        """The code at ``level`` to which a procuratorate belongs; None: unknown.

        With an organisation file its tree is climbed. Without one, or for a code that
        it lacks, the first two digits name the province, the first four the city.
        """
        if code is not None and code in self.places:
            return self._climb(code, level)
        if level == "nation":
            return NATION if not self.places else self._top()
        if code is None or re.fullmatch(r"[0-9]{6}", code) is None:
            return None
        digits = code[:2] if level == "province" else code[:4]
        return self._beginning_with(digits, level) or digits

    def _beginning_with(self, digits: str, level: str) -> str | None:
        """The one place of the file at this level whose code begins so, if any."""
        found = [
            place.code
            for place in self.places.values()
            if place.level == level and place.code.startswith(digits)
        ]
        return found[0] if len(found) == 1 else None

    def _climb(self, code: str, level: str) -> str | None:
        seen: set[str] = set()
        here: str | None = code
        while here is not None and here in self.places and here not in seen:
            if self.places[here].level == level:
                return here
            seen.add(here)
            here = self.places[here].parent
        return self._top() if level == "nation" else None

    def _top(self) -> str:
        tops = [place.code for place in self.places.values() if place.level == "nation"]
        return tops[0] if len(tops) == 1 else NATION
