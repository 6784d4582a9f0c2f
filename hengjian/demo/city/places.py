"""The invented city: one city procuratorate and eleven county ones.

No such place exists: the codes begin with 99, which no province has.
"""

from dataclasses import dataclass


CITY_CODE = "990100"
PROVINCE_CODE = "990000"
SUPREME_CODE = "100000"


@dataclass(frozen=True)
class Place:
    """A procuratorate of the invented city; ``weight`` is its share of the cases."""

    code: str
    name: str
    short_name: str
    name_en: str
    level: int
    parent: str
    weight: float
    staff: int


SUPREME = Place(
    SUPREME_CODE,
    "最高人民检察院",
    "最高检",
    "Supreme People's Procuratorate",
    1,
    "",
    0,
    0,
)
PROVINCE = Place(
    PROVINCE_CODE,
    "衡川省人民检察院",
    "衡川省院",
    "Hengchuan Provincial People's Procuratorate",
    2,
    SUPREME_CODE,
    0,
    0,
)
CITY = Place(
    CITY_CODE,
    "云泽市人民检察院",
    "云泽市院",
    "Yunze City People's Procuratorate",
    3,
    PROVINCE_CODE,
    0.35,
    92,
)


def _county(
    number: int, name: str, kind: str, english: str, weight: float, staff: int
) -> Place:
    full = {"区": "District", "县": "County", "市": "City"}[kind]
    return Place(
        f"9901{number:02d}",
        f"云泽市{name}{kind}人民检察院" if kind != "市" else f"{name}市人民检察院",
        f"{name}{kind}院",
        f"{english} {full} People's Procuratorate",
        4,
        CITY_CODE,
        weight,
        staff,
    )


COUNTIES = (
    _county(2, "临湖", "区", "Linhu", 1.9, 74),
    _county(3, "望山", "区", "Wangshan", 1.6, 66),
    _county(4, "河东", "区", "Hedong", 1.3, 58),
    _county(5, "新桥", "区", "Xinqiao", 1.2, 52),
    _county(21, "石门岭", "县", "Shimenling", 0.7, 38),
    _county(22, "双溪口", "县", "Shuangxikou", 0.8, 40),
    _county(23, "白鹿原", "县", "Bailuyuan", 0.6, 36),
    _county(24, "长汀湾", "县", "Changtingwan", 0.9, 42),
    _county(25, "沙河堡", "县", "Shahepu", 0.5, 34),
    _county(26, "青崖", "县", "Qingya", 0.4, 32),
    _county(81, "澄江口", "市", "Chengjiangkou", 1.1, 48),
)
PLACES = (CITY, *COUNTIES)
