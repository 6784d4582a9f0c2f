"""Events of the journal itself in words."""

from hengjian.lib.bilingual import Text


EVENTS = {"audit.journal_exported": Text("导出留痕", "journal exported")}
