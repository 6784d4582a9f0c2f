"""Events of packs in words."""

from hengjian.lib.bilingual import Text


EVENTS = {"packs.pack_released": Text("发布业务包", "pack released")}
