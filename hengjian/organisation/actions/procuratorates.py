"""Add, rename, move and close procuratorates."""

import re
from datetime import date

from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from hengjian.audit import actions as journal
from hengjian.audit.actors import Actor
from hengjian.lib.bilingual import Text
from hengjian.organisation.faults import OrganisationFault
from hengjian.organisation.models import Level, Procuratorate


CODE = re.compile(r"[0-9]{6}")


@journal.action
def add(
    *,
    code: str,
    name: str,
    level: int,
    parent: Procuratorate | None,
    by: Actor,
    short_name: str = "",
    name_en: str = "",
    kind: str = "local",
) -> Procuratorate:
    """Add a procuratorate below another one; only the first has none above it.

    Raises ``OrganisationFault`` on a bad code, a code in use, or a level that is not
    below its parent's.
    """
    if not CODE.fullmatch(code):
        raise OrganisationFault(
            Text(f"单位编码“{code}”不是六位数字", f"“{code}” is not six digits")
        )
    if Procuratorate.objects.filter(code=code).exists():
        raise OrganisationFault(
            Text(f"单位编码 {code} 已在使用", f"code {code} is in use"), status=409
        )
    _require_below(Level(level), parent)
    added = Procuratorate(
        code=code,
        name=name,
        short_name=short_name,
        name_en=name_en,
        level=level,
        kind=kind,
        parent=parent,
    )
    added.save()
    added.path = path_below(parent, added)
    added.save(update_fields=["path"])
    journal.enter(
        "organisation.procuratorate_added",
        subject=added,
        new={"code": code, "name": name, "level": level, "parent": parent},
    )
    return added


@journal.action
def rename(
    *,
    procuratorate: Procuratorate,
    by: Actor,
    name: str,
    short_name: str = "",
    name_en: str = "",
) -> Procuratorate:
    """Give a procuratorate its new names."""
    old = _names(procuratorate)
    procuratorate.name = name
    procuratorate.short_name = short_name
    procuratorate.name_en = name_en
    if _names(procuratorate) == old:
        journal.nothing_changed()
        return procuratorate
    procuratorate.save(update_fields=["name", "short_name", "name_en"])
    journal.enter(
        "organisation.procuratorate_renamed",
        subject=procuratorate,
        old=old,
        new=_names(procuratorate),
    )
    return procuratorate


@journal.action
def move(
    *, procuratorate: Procuratorate, parent: Procuratorate | None, by: Actor
) -> Procuratorate:
    """Put a procuratorate, with all below it, under another one, or under none.

    Raises ``OrganisationFault`` when the new parent is below it or on its level.
    """
    if parent is not None and parent.path.startswith(procuratorate.path):
        raise OrganisationFault(
            Text("不能移到自己的下级之下", "cannot be moved below itself")
        )
    _require_below(Level(procuratorate.level), parent)
    before, old_path = procuratorate.parent, procuratorate.path
    if before == parent:
        journal.nothing_changed()
        return procuratorate
    new_path = path_below(parent, procuratorate)
    below = Procuratorate.objects.filter(path__startswith=old_path)
    below.update(path=Concat(Value(new_path), Substr(F("path"), len(old_path) + 1)))
    procuratorate.path = new_path
    procuratorate.parent = parent
    procuratorate.save(update_fields=["parent"])
    journal.enter(
        "organisation.procuratorate_moved",
        subject=procuratorate,
        old={"parent": before},
        new={"parent": parent},
    )
    return procuratorate


@journal.action
def close(*, procuratorate: Procuratorate, on: date, by: Actor) -> Procuratorate:
    """Close a procuratorate; its records stay. Raises ``OrganisationFault``."""
    if procuratorate.children.filter(closed_on__isnull=True).exists():
        raise OrganisationFault(
            Text("尚有未撤销的下级院", "there are open procuratorates below it")
        )
    procuratorate.closed_on = on
    procuratorate.save(update_fields=["closed_on"])
    journal.enter(
        "organisation.procuratorate_closed", subject=procuratorate, new={"on": on}
    )
    return procuratorate


def path_below(parent: Procuratorate | None, child: Procuratorate) -> str:
    """The path of a saved procuratorate below another one."""
    return f"{parent.path if parent else '/'}{child.pk}/"


def _require_below(level: Level, parent: Procuratorate | None) -> None:
    if parent is not None and level <= parent.level:
        raise OrganisationFault(
            Text(
                f"级别须低于上级院“{parent}”",
                f"the level must be below that of {parent.name}",
            )
        )


def _names(procuratorate: Procuratorate) -> dict[str, str]:
    return {
        "name": procuratorate.name,
        "short_name": procuratorate.short_name,
        "name_en": procuratorate.name_en,
    }
