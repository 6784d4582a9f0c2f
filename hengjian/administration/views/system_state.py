"""系统状态: the questions of ``hengjian doctor``, on a page."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from hengjian.access.doors import PageRequest, door
from hengjian.access.permissions import Permission
from hengjian.administration.health import examine
from hengjian.administration.health_answers import State
from hengjian.lib.bilingual import Text


LABELS = {
    "database": Text("数据库", "Database"),
    "migrations": Text("数据表", "Tables"),
    "keys": Text("密钥", "Keys"),
    "front_end": Text("前端", "Front end"),
    "disk": Text("磁盘", "Disk"),
    "journal": Text("留痕", "Journal"),
    "jobs": Text("后台任务", "Jobs"),
    "backups": Text("备份", "Backups"),
    "versions": Text("版本", "Versions"),
    "modes": Text("访问权限", "Modes of files"),
    "keys_apart": Text("密钥存放", "Place of keys"),
    "fonts": Text("字体", "Fonts"),
    "time": Text("时间", "Clock"),
    "pins": Text("计算依据", "Pins of the run"),
    "schedule": Text("时间表", "Schedule"),
    "worker": Text("任务进程", "Workers"),
    "calendars": Text("工作日历", "Calendars"),
    "second_factor": Text("第二因素", "Second factor"),
}
WORDS = {
    State.GOOD: ("green", Text("正常", "Good")),
    State.WARNING: ("amber", Text("注意", "Look at it")),
    State.BAD: ("red", Text("故障", "Bad")),
}


@door(Permission.SYSTEM_READ)
def page(request: PageRequest) -> HttpResponse:
    """Every question with its answer."""
    findings = [
        {
            "label": LABELS.get(each.name, Text.same(each.name)),
            "mark": WORDS[each.state][0],
            "word": WORDS[each.state][1],
            "message": each.message,
        }
        for each in examine()
    ]
    context = {"findings": findings, "version": settings.HENGJIAN_VERSION}
    return render(request, "operations/system_state.html", context)
