"""Tables of process monitoring as sheets: exactly the rows and columns that are shown."""

from collections.abc import Iterable

from hengjian.lib.bilingual import Text
from hengjian.limits.wording import key_parts
from hengjian.monitoring.queries.telling import Told
from hengjian.ui.columns import ShownColumns
from hengjian.ui.downloads import Sheet
from hengjian.ui.templatetags.say import in_reader_language as say


def prompts_sheet(columns: ShownColumns, rows: Iterable[Told], note: str) -> Sheet:
    """The list of prompts as it was asked for."""
    values = {
        "rule": lambda row: say(row.label),
        "level": lambda row: say(row.level),
        "state": lambda row: say(row.state),
        "due": lambda row: row.prompt.due_on,
        "card": lambda row: say(row.card),
        "key": lambda row: " ".join(key_parts(row.prompt.card_key)),
        "person": lambda row: row.person,
        "department": lambda row: row.prompt.department_text,
        "unit": lambda row: str(row.prompt.procuratorate or row.prompt.unit_code),
        "seen": lambda row: row.prompt.seen_on,
        "ground": lambda row: say(row.ground),
        "law": lambda row: row.prompt.limit,
        "version": lambda row: row.prompt.version,
        "reason": lambda row: row.prompt.reason,
        "matter": lambda row: row.prompt.matter.number if row.prompt.matter else "",
    }
    return columns.sheet(Text("流程监控提示", "Prompts"), rows, values, note)
