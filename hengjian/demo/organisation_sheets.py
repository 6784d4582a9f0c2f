"""The demo city's organisation as the sheets that an office would import."""

from hengjian.demo.city.places import PLACES, PROVINCE, SUPREME
from hengjian.demo.city.staff import DEPARTMENTS, POSTS, all_staff


LEVEL_NAMES = {1: "最高人民检察院", 2: "省级院", 3: "市级院", 4: "县级院"}
Sheet = list[list[str]]


def sheets(seed: int) -> dict[str, Sheet]:
    """The five sheets, heads first."""
    staff = all_staff(seed)
    return {
        "单位": [
            ["编码", "名称", "简称", "英文名", "级别", "类型", "上级编码"],
            *(
                [
                    p.code,
                    p.name,
                    p.short_name,
                    p.name_en,
                    LEVEL_NAMES[p.level],
                    "",
                    p.parent,
                ]
                for p in (SUPREME, PROVINCE, *PLACES)
            ),
        ],
        "部门": [
            ["单位编码", "部门编码", "名称", "英文名", "案卡名称"],
            *(
                [place.code, d.code, d.name, d.name_en, d.name]
                for place in PLACES
                for d in DEPARTMENTS
            ),
        ],
        "岗位": [
            ["岗位编码", "名称", "英文名", "类别"],
            *([code, name, english, kind] for code, name, english, kind in POSTS),
        ],
        "人员": [
            ["工号", "姓名", "英文名", "案卡名称"],
            *([m.number, m.name, "", m.name] for m in staff),
        ],
        "任职": [
            [
                "工号",
                "单位编码",
                "部门编码",
                "岗位编码",
                "起始日",
                "终止日",
                "主要任职",
            ],
            *(
                [
                    m.number,
                    m.place,
                    m.department,
                    m.post,
                    m.from_on.isoformat(),
                    m.until_on.isoformat() if m.until_on else "",
                    "是",
                ]
                for m in staff
            ),
        ],
    }
