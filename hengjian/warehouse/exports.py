"""Tables of the warehouse's pages as sheets."""

from collections.abc import Iterable, Mapping

from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language as say
from hengjian.warehouse import wording
from hengjian.warehouse.models import Finding, Import
from hengjian.warehouse.queries.rule_rows import RuleRow


_FINDING_HEADS = (
    Text("编号", "Number"),
    Text("期限", "Due on"),
    Text("案卡", "Card"),
    Text("案卡键", "Key"),
    Text("问题", "Finding"),
    Text("怎么改", "Mend"),
    Text("维度", "Dimension"),
    Text("差错种类", "Kind"),
    Text("责任人", "Person"),
    Text("部门", "Department"),
    Text("单位", "Place"),
    Text("状态", "State"),
    Text("发现日期", "Found on"),
    Text("答复日期", "Answered on"),
    Text("说明", "Words"),
)


def findings_sheet(
    findings: Iterable[Finding], titles: Mapping[str, Text], note: str
) -> Sheet:
    """A list of findings, exactly as asked for."""
    rows = (
        (
            finding.pk,
            finding.due_on,
            say(titles.get(finding.table.name, Text.same(finding.table.name))),
            finding.card_key,
            say(wording.message_of(finding)),
            say(wording.mend_of(finding)),
            say(wording.DIMENSIONS.get(finding.dimension)),
            say(wording.KINDS.get(finding.kind)),
            finding.person.name if finding.person else finding.handler,
            finding.department_text,
            str(finding.procuratorate or finding.unit_code),
            say(wording.FINDING_STATES[finding.state]),
            finding.raised_on,
            finding.answered_on,
            finding.reason,
        )
        for finding in findings
    )
    return Sheet(
        say(Text("案卡问题", "Findings")), [say(h) for h in _FINDING_HEADS], rows, note
    )


def imports_sheet(
    imports: Iterable[Import], titles: Mapping[str, Text], names: Mapping[str, Text]
) -> Sheet:
    """The list of imports."""
    heads = (
        Text("编号", "Number"),
        Text("文件", "File"),
        Text("案卡", "Card"),
        Text("单位", "Place"),
        Text("状态", "State"),
        Text("读入", "Read"),
        Text("新增", "New"),
        Text("变更", "Changed"),
        Text("不变", "Unchanged"),
        Text("挡下", "Kept aside"),
        Text("新问题", "Findings"),
        Text("导入人", "By"),
        Text("提交时间", "At"),
    )
    rows = (
        (
            each.pk,
            each.file_name,
            say(titles.get(each.table.name, Text.same(each.table.name))),
            str(each.procuratorate or ""),
            say(wording.IMPORT_STATES[each.state]),
            each.rows_read,
            each.rows_new,
            each.rows_changed,
            each.rows_unchanged,
            each.rows_rejected,
            each.findings_raised,
            say(names.get(each.staged_by)),
            each.staged_at.astimezone(clock.SHANGHAI),
        )
        for each in imports
    )
    return Sheet(say(Text("导入", "Imports")), [say(h) for h in heads], rows)


def rules_sheet(
    rows: Iterable[RuleRow], titles: Mapping[str, Text], note: str
) -> Sheet:
    """Error rates by rule."""
    heads = (
        Text("案卡", "Card"),
        Text("规则", "Rule"),
        Text("级别", "Level"),
        Text("维度", "Dimension"),
        Text("差错种类", "Kind"),
        Text("检查", "Checked"),
        Text("不符", "Failed"),
        Text("错误率(%)", "Error rate (%)"),
        Text("待处理问题", "Open findings"),
    )
    table = (
        (
            say(titles.get(row.card, Text.same(row.card))),
            say(row.message),
            say(wording.LEVELS.get(row.level)),
            say(wording.DIMENSIONS.get(row.dimension)),
            say(wording.KINDS.get(row.kind)),
            row.checked,
            row.failed,
            row.rate,
            row.awaiting,
        )
        for row in rows
    )
    return Sheet(
        say(Text("错误率", "Error rates")), [say(h) for h in heads], table, note
    )
