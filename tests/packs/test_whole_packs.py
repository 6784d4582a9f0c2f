"""Packs of supervision, review and petitions are whole: each has the nine parts that a pack has."""

from pathlib import Path

import pytest

from hengjian.engines.pack_format.demo_reading import read_demo
from hengjian.engines.pack_format.faults import FaultList
from hengjian.engines.pack_format.model import Loaded, Pack
from hengjian.engines.pack_format.reading import load


ROOT = Path(__file__).parents[2]
PACKS, JOURNEYS = ROOT / "packs", ROOT / "tests" / "journeys"
WHOLE = (
    "process_monitoring",
    "procuratorial_suggestion",
    "correction_notice",
    "procurators_letter",
    "case_quality_review",
    "case_prevention",
    "petition",
    "petition_clearing",
    "public_hearing",
    "judicial_assistance",
)
# as the essay on case-based prevention calls them → the paper here
PAPERS_OF_PREVENTION = {
    "个案预防立项审批表": "approval_form",
    "个案分析报告": "analysis_report",
    "会议纪要": "meeting_minutes",
    "联合": "joint_document",
    "征求意见": "consultation_letter",
    "讨论": "discussion_record",
    "检察建议书": "suggestion",
    "宣读": "service_record",
    "预防活动": "activity_record",
    "问卷": "visit_questionnaire",
    "整改意见、情况反馈书": "unit_feedback",
    "回访考察": "visit_report",
    "个案预防终结报告": "closing_report",
    "通报": "superior_notice",
    "备案": "filing_report",
    "案卷": "file_contents",
}
# what it names besides: papers collected, ways of inquiry, activities, what the file holds
NAMED_OF_PREVENTION = {
    "register": ("普遍", "漏洞", "典型", "积极性"),
    "application": ("案件基本情况", "立项理由", "工作计划", "侦查终结报告"),
    "analysis": (
        "侦查终结报告", "悔过书", "证人证言", "规章制度", "执法情况", "调查会",
        "座谈会", "走访", "侦查笔录", "办案人员沟通", "实地走访", "提审",
        "犯罪基本事实", "动机", "作案手法", "制度缺陷", "机制缺陷", "内部监督缺陷",
    ),
    "meeting": ("案情", "主要环节和原因", "建议", "领导小组"),
    "service": ("当面", "宣读", "座谈交换"),
    "activities": ("动员大会", "领导小组", "讲座", "危险点排查"),
    "visit": ("整改措施", "建议落实", "风险", "反馈书", "回访形式"),
    "archive": ("立项审批表", "终结报告", "检察建议书", "照片", "会议记录"),
}  # fmt: skip
EIGHT_STEPS = (
    ("apply", "head_review", "approve"),
    ("analyse",),
    ("meet",),
    ("consult", "discuss", "draft", "approve_suggestion", "serve", "answer"),
    ("follow_suggestion",),
    ("act",),
    ("visit",),
    ("conclude", "head_check", "tell_superior", "file_up", "archive"),
)


@pytest.fixture(scope="module")
def read() -> Loaded:
    return load([PACKS / name for name in WHOLE])


@pytest.mark.parametrize("name", WHOLE)
def test_pack_has_its_nine_parts(read: Loaded, name: str) -> None:
    pack = read.packs[name]

    parts = {
        "process": pack.process,
        "forms": pack.forms,
        "card": pack.card,
        "limits": pack.process is not None and _tasks_without(pack, "limit") == [],
        "documents": pack.documents,
        "integrity gates": pack.gates,
        "indicators": pack.indicators,
        "demo": read_demo(pack, dict(read.parameters_in(name)), FaultList()),
        "journeys": "def test_" in (JOURNEYS / f"test_{name}.py").read_text("utf-8"),
    }

    assert [part for part, there in parts.items() if not there] == []
    assert _tasks_without(pack, "form") == []


def _tasks_without(pack: Pack, what: str) -> list[str]:
    assert pack.process is not None
    return [
        name for name, task in pack.process.tasks.items() if not getattr(task, what)
    ]


def test_every_paper_that_the_essay_names_can_be_made(read: Loaded) -> None:
    documents = read.packs["case_prevention"].documents

    titles = {kind: documents[kind].title.zh for kind in PAPERS_OF_PREVENTION.values()}

    assert [
        called
        for called, kind in PAPERS_OF_PREVENTION.items()
        if called not in titles[kind]
    ] == []
    assert set(documents) == set(PAPERS_OF_PREVENTION.values())


@pytest.mark.parametrize("form", NAMED_OF_PREVENTION)
def test_forms_ask_for_everything_that_the_essay_names(read: Loaded, form: str) -> None:
    pack = read.packs["case_prevention"]
    assert pack.card is not None
    asked = [pack.card.items[each.item].label.zh for each in pack.forms[form].fields]

    assert [
        named
        for named in NAMED_OF_PREVENTION[form]
        if not any(named in label for label in asked)
    ] == []


def test_prevention_has_eight_steps_and_nothing_beside_them(read: Loaded) -> None:
    process = read.packs["case_prevention"].process
    assert process is not None

    # the choice of the case is its registration; step five is made here or followed
    assert set(process.tasks) == {task for step in EIGHT_STEPS for task in step}
