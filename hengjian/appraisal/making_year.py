"""A person's year as a table and as a paper, for the year-end form."""

from collections.abc import Sequence

from hengjian.appraisal.queries.my_year import Year
from hengjian.appraisal.queries.my_year_cases import Cases
from hengjian.engines.documents.content import Block, Paper, Paragraph, Table
from hengjian.lib.bilingual import Text
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language as say


Line = tuple[str, str, str, str]
KINDS = {
    "work": Text("办案工作量", "workload"),
    "case": Text("案件", "case"),
    "matter": Text("事项", "matter"),
    "document": Text("文书", "document"),
    "meeting": Text("会议", "meeting"),
    "task": Text("决议任务", "task"),
    "rating": Text("评议", "rating"),
    "note": Text("记录和材料", "note"),
}


def lines_of(found: Year, cases: Sequence[Cases] = ()) -> list[Line]:
    """Kind, day, what, how much: everything of the year in its order."""
    lines: list[Line] = [
        (
            "work",
            "",
            each.case_type or say(each.item),
            f"{each.count} × {each.coefficient} = {each.weighed}",
        )
        for each in found.work
    ]
    for each in cases:
        told = say(each.title)
        lines += [("case", each.period, key, told) for key in each.told]
        if each.withheld:
            sealed = say(Text("封存，不列编号", "sealed, not named"))
            lines.append(("case", each.period, sealed, f"{told} {each.withheld}"))
    lines += [
        ("matter", f"{each.registered_on}", f"{each.number} {each.title}", each.state)
        for each in found.matters
    ]
    lines += [
        ("document", f"{each.issued_on}", each.number, say(each.title))
        for each in found.documents
    ]
    lines += [
        ("meeting", f"{each.meeting.held_on}", str(each.meeting), each.answer)
        for each in found.invitations
    ]
    lines += [("task", f"{each.due_on}", each.what, each.state) for each in found.tasks]
    lines += [("rating", f"{each.until_on}", each.title, "") for each in found.ratings]
    lines += [
        ("note", f"{each.happened_on}", each.title, each.text or each.file_name)
        for each in found.notes
    ]
    return lines


def year_sheet(found: Year, cases: Sequence[Cases] = ()) -> Sheet:
    """Everything as one table."""
    heads = [
        say(Text("类别", "Kind")),
        say(Text("日期", "Day")),
        say(Text("内容", "What")),
        say(Text("说明", "More")),
    ]
    rows = [(say(KINDS[kind]), *rest) for kind, *rest in lines_of(found, cases)]
    return Sheet(f"{found.year}", heads, rows, f"{found.person.name} {found.year}")


def year_paper(found: Year, cases: Sequence[Cases] = ()) -> Paper:
    """Everything in Chinese, as it goes with the year-end form."""
    blocks: list[Block] = [
        Paragraph((f"姓名：{found.person.name}　工号：{found.person.number}",)),
        Paragraph((f"按系数折算的办案工作量合计 {found.weighed}。",)),
    ]
    told = lines_of(found, cases)
    for kind, label in KINDS.items():
        rows = tuple(tuple(rest) for which, *rest in told if which == kind)
        if rows:
            blocks.append(
                Table(label.zh, ("日期", "内容", "说明"), rows, widths=(3, 8, 6))
            )
    blocks.append(
        Paragraph(
            ("本表由本人平时记录和平台已有记录汇集，供年度考核登记表使用。",), note=True
        )
    )
    return Paper(f"{found.person.name}{found.year}年度工作材料", tuple(blocks))
