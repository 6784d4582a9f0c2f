"""Tables of the warehouse's pages as sheets: exactly the columns that are shown."""

from collections.abc import Iterable, Mapping

from hengjian.lib import clock
from hengjian.lib.bilingual import Text
from hengjian.ui.columns import ShownColumns
from hengjian.ui.downloads import Figure, Sheet
from hengjian.ui.templatetags.say import in_reader_language as say
from hengjian.warehouse import wording
from hengjian.warehouse.models import Finding, Import
from hengjian.warehouse.queries.rule_rows import RuleRow


def findings_sheet(
    columns: ShownColumns,
    findings: Iterable[Finding],
    titles: Mapping[str, Text],
    note: str,
) -> Sheet:
    """A list of findings, exactly as asked for."""
    values = {
        "number": lambda finding: finding.pk,
        "due": lambda finding: finding.due_on,
        "finding": lambda finding: say(wording.message_of(finding)),
        "mend": lambda finding: say(wording.mend_of(finding)),
        "card": lambda finding: _title(titles, finding.table.name),
        "key": lambda finding: finding.card_key,
        "person": lambda finding: (
            finding.person.name if finding.person else finding.handler
        ),
        "unit": lambda finding: str(finding.procuratorate or finding.unit_code),
        "department": lambda finding: finding.department_words,
        "state": lambda finding: say(wording.state_of(finding)),
        "dimension": lambda finding: say(wording.DIMENSIONS.get(finding.dimension)),
        "kind": lambda finding: say(wording.KINDS.get(finding.kind)),
        "level": lambda finding: say(wording.LEVELS.get(finding.level)),
        "raised": lambda finding: finding.raised_on,
        "answered": lambda finding: finding.answered_on,
        "reason": lambda finding: finding.reason,
    }
    return columns.sheet(Text("案卡问题", "Findings"), findings, values, note)


def imports_sheet(
    columns: ShownColumns,
    imports: Iterable[Import],
    titles: Mapping[str, Text],
    names: Mapping[str, Text],
) -> Sheet:
    """The list of imports."""
    values = {
        "number": lambda each: each.pk,
        "file": lambda each: each.file_name,
        "card": lambda each: _title(titles, each.table.name),
        "unit": lambda each: str(each.procuratorate or ""),
        "state": lambda each: say(wording.IMPORT_STATES[each.state]),
        "read": lambda each: _told(each, each.rows_read),
        "new": lambda each: _told(each, each.rows_new),
        "changed": lambda each: _told(each, each.rows_changed),
        "unchanged": lambda each: _told(each, each.rows_unchanged),
        "rejected": lambda each: _told(each, each.rows_rejected),
        "findings": lambda each: _told(each, each.findings_raised),
        "by": lambda each: say(names.get(each.staged_by)),
        "at": lambda each: each.staged_at.astimezone(clock.SHANGHAI),
    }
    return columns.sheet(Text("导入", "Imports"), imports, values)


def rules_sheet(
    columns: ShownColumns,
    rows: Iterable[RuleRow],
    titles: Mapping[str, Text],
    note: str,
) -> Sheet:
    """Error rates by rule."""
    values = {
        "card": lambda row: _title(titles, row.card),
        "rule": lambda row: say(row.message),
        "dimension": lambda row: say(wording.DIMENSIONS.get(row.dimension)),
        "kind": lambda row: say(wording.KINDS.get(row.kind)),
        "level": lambda row: say(wording.LEVELS.get(row.level)),
        "checked": lambda row: row.checked,
        "failed": lambda row: row.failed,
        "rate": lambda row: None if row.rate is None else Figure(row.rate, "%"),
        "awaiting": lambda row: row.awaiting,
    }
    return columns.sheet(Text("错误率", "Error rates"), rows, values, note)


def _told(each: Import, number: int) -> int | None:
    """A number of an import; none before its file has been read."""
    return number if each.prepared_at else None


def _title(titles: Mapping[str, Text], card: str) -> str:
    return say(titles.get(card, Text.same(card)))
