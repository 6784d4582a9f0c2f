"""Invented people: names put together by chance, identity numbers of a place that is none."""

from datetime import date

from hengjian.demo.city.chances import Chances


SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
MEN = "伟强磊军洋勇杰涛明超刚平辉鹏华飞斌波宇浩凯健俊帆帅旭宁博成东峰国海建林龙民荣山文武祥新义永志"
WOMEN = "芳娜敏静丽艳娟霞秀英慧玲桂兰燕红梅琴云莲凤洁琳雪倩颖婷蕾莉欣雯瑶悦妍佳"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


def person_name(chances: Chances, sex: str) -> str:
    """A surname and one or two given characters."""
    given = MEN if sex == "male" else WOMEN
    length = 2 if chances.happens(0.78) else 1
    return chances.choice(SURNAMES) + "".join(chances.choices(given, k=length))


def check_digit(first_seventeen: str) -> str:
    """The last character of an identity number (GB 11643, ISO 7064 MOD 11-2)."""
    total = sum(int(c) * w for c, w in zip(first_seventeen, _WEIGHTS, strict=True))
    return _CHECK[total % 11]


def identity_number(chances: Chances, place: str, birth_on: date, sex: str) -> str:
    """A well-formed number of an invented place, birth date and sex included."""
    order = chances.randrange(0, 499) * 2 + (1 if sex == "male" else 0)
    body = f"{place}{birth_on:%Y%m%d}{order:03d}"
    return body + check_digit(body)
