"""The reference page of drawings, written from the tables that read them."""

from collections.abc import Iterator

from hengjian.engines.process.drawing import NAMESPACE, Kind
from hengjian.engines.process.extensions import KNOWN
from hengjian.engines.process.refusals import ADVICE
from hengjian.engines.process.vocabulary import ELEMENTS
from hengjian.lib.bilingual import Text


_HEAD = """\
# Drawings of processes 流程图

Written by `hengjian docs write`; do not edit by hand.

A pack's `process.bpmn` is BPMN 2.0 in UTF-8, at most 2 MB, without document types or entities, with one
process. Any editor may draw it; what the tables below do not name is refused by `hengjian packs check`,
with its line and advice. The rules, each with an example, are `tests/spec/pack_format/processes.md`;
why it is so: `docs/explanation/processes.md`.

业务包的 `process.bpmn` 为 BPMN 2.0(UTF-8，不超过 2 MB，不带 DOCTYPE 与实体)，一个文件一个流程；
下表没有的，`hengjian packs check` 一律指出所在行并说明改法。
"""

_MEANING: dict[Kind, Text] = {
    Kind.START: Text(
        "开始，每个流程与子流程一个", "begins; one in a process or sub-process"
    ),
    Kind.END: Text("一个分支的结束", "ends a branch"),
    Kind.USER: Text("由人办理；写明角色", "done by a person; names the role"),
    Kind.SERVICE: Text("由已登记的动作办理", "done by a registered act"),
    Kind.EXCLUSIVE: Text(
        "择一：自上而下第一个成立的条件，否则默认连线",
        "one way: the first condition that holds in the order of the file, else the "
        "default arrow",
    ),
    Kind.PARALLEL: Text(
        "同时：各分支都走，汇合时等齐", "every way; where they meet, all are waited for"
    ),
    Kind.INCLUSIVE: Text(
        "凡成立的都走，都不成立走默认连线；汇合时等已开的分支",
        "every way whose condition holds, else the default; where they meet, those "
        "that were opened are waited for",
    ),
    Kind.TIMER: Text("等待", "waits"),
    Kind.BOUNDARY: Text(
        "附着在任务或子流程上的定时：打断它，或在旁另走一支",
        "a timer on a task or sub-process: takes it away, or opens a branch beside it",
    ),
    Kind.SUBPROCESS: Text("流程中的流程", "a process in the process"),
}

_TIMES = """\
## Times 时间

| in a timer | takes | rings |
|---|---|---|
| `<timeDuration>` | a length such as `3 working_days`, or a limit: a code of `_shared/limits.yaml`, a parameter whose unit is one of time | when the length is over: days are whole days by the calendar in force, so as the next one begins; hours at their moment |
| `<timeDate>` | an expression that gives a date or a moment | as that day begins, or at the moment; moves when the item does; never while the date is unknown |

## Conditions 条件

Expressions of packs (`docs/reference/expressions.md`) over the card's own items that are not personal,
`param.x`, `as_of` and `table.NAME`, the result of a routing table. What is unknown does not hold.
"""


def reference_page() -> str:
    """The whole page as Markdown."""
    return "\n".join([_HEAD, *_elements(), *_extensions(), _TIMES, *_refused()])


def _elements() -> Iterator[str]:
    yield "## Elements 元素\n"
    yield "| element | what it does | 作用 |"
    yield "|---|---|---|"
    for name, kind in ELEMENTS.items():
        meaning = _MEANING[kind]
        yield f"| `{name}` | {meaning.en} | {meaning.zh} |"
    yield "| `sequenceFlow` | an arrow, with its condition | 连线与条件 |"
    yield "| `laneSet`, `lane` | roles | 泳道即角色 |"
    yield ""


def _extensions() -> Iterator[str]:
    yield f"## Extensions 扩展\n\nNamespace `{NAMESPACE}`, in `extensionElements`.\n"
    yield "| element | attribute | what it says | 含义 |"
    yield "|---|---|---|---|"
    for name, keys in KNOWN.items():
        for key, about in keys.items():
            yield f"| `<h:{name}>` | `{key}` | {about.en} | {about.zh} |"
    yield ""


def _refused() -> Iterator[str]:
    yield "## Refused, and what to draw instead 不支持的与改法\n"
    yield "| element | instead | 改法 |"
    yield "|---|---|---|"
    for name, advice in ADVICE.items():
        yield f"| `{name}` | {advice.en} | {advice.zh} |"
    yield ""
