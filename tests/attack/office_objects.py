"""A posted request and what hangs on it, for the addresses of office services."""

from hengjian.audit.actors import System
from hengjian.matters.actions import extending
from hengjian.meetings.actions import half_years
from hengjian.meetings.queries.half_year import HalfYear
from hengjian.office.actions import commenting
from tests.cast import Cast
from tests.factories import matters
from tests.factories import meetings as meeting_of
from tests.factories import office as store


BY = System("test")
OFFICE_FILLED: dict[str, dict[str, str]] = {
    "/meetings/half-year/": {"number": "half_year_report"},
    "/store/": {"number": "article"},
    "/posted/comments/": {"number": "comment"},
    "/posted/": {"number": "matter"},
}


def office_objects(cast: Cast) -> dict[str, object]:
    """A request whose stock is to be looked into, more time asked for, commented on."""
    matter = matters.matter("supply_request", cast.chen)
    item = matters.item(matter, "check_stock")
    asked = extending.ask_extension(
        item=item, length="2 working_days", reason="盘点", by=BY
    )
    comment = commenting.comment(
        matter=matter, text="三楼也缺纸", is_anonymous=False, by=cast.zhou
    )
    return {
        "matter": matter.pk,
        "article": store.article(cast.jiangcheng).pk,
        "matter_kind": "supply_request",
        "work_item": item.pk,
        "extension": asked.pk,
        "comment": comment.pk,
    }


def half_year_report(cast: Cast) -> dict[str, object]:
    """What Donghu's committee sent up; Jiangcheng's is there already."""
    below = meeting_of.seated(cast.donghu, cast.person(cast.zhao), others=2)
    report = half_years.send_up(body=below, half=HalfYear(2025, 1), by=BY)
    return {"half_year_report": report.pk}
