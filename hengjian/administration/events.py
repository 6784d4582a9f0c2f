"""Events of administration in words."""

from hengjian.lib.bilingual import Text


EVENTS = {
    "administration.backup_made": Text("备份", "backup made"),
    "administration.backup_restored": Text("从备份恢复", "backup restored"),
}
