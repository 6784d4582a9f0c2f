"""An office's own Word template of a document: looked at before use, filled in a sandbox.

What may stand in it is little: ``{{ item }}``, ``{{ item | form }}``, ``{{ param.name }}``,
and ``{% if item %} … {% else %} … {% endif %}``. Everything that Jinja would see is parsed
and held to that, node by node, so that nothing can be called, repeated or read from
elsewhere; what then is rendered runs in Jinja's sandbox without any globals as well.
"""

import io
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import TemplateError, nodes
from jinja2.sandbox import SandboxedEnvironment

from hengjian.engines.documents.content import Number
from hengjian.engines.documents.controls import FIRST_CONTROL, bind_run, roots_of
from hengjian.engines.documents.official_paper import Binder
from hengjian.engines.documents.value_words import Value
from hengjian.engines.documents.wording import FORMS, OWN_WORDS, Field
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


LARGEST = 5 * 1024 * 1024  # bytes of a template
LARGEST_UNPACKED = 50 * 1024 * 1024
MOST_PARTS = 400
PARAMETERS = "param"
_PREFIX = f"{PARAMETERS}."
# a bound value on its way through docxtpl: start, name, text, end
_OPEN, _MIDDLE, _CLOSE = "\ue000", "\ue001", "\ue002"
_BOUND = re.compile(f"{_OPEN}([^{_MIDDLE}]*){_MIDDLE}([^{_CLOSE}]*){_CLOSE}")
_TAGS = re.compile(r"\{\{|\{%|\{#")
_UNSAFE_PARTS = re.compile(
    r"vbaproject|activex|/embeddings/|/afchunk|\.bin$|\.vml$|\.js$|\.exe$", re.I
)
_EXTERNAL = re.compile(rb'TargetMode\s*=\s*["\']External["\']', re.I)
_HYPERLINK = re.compile(rb"relationships/hyperlink", re.I)


@dataclass(frozen=True)
class TemplateFault:
    """What is wrong with a template, and where it stands in it."""

    message: Text
    where: Text

    @property
    def sentence(self) -> Text:
        """Place and fault as one sentence."""
        return Text(
            f"{self.where.zh}：{self.message.zh}", f"{self.where.en}: {self.message.en}"
        )


class UnusableTemplate(UserFault):
    """The file is no template that may be used; ``faults`` says all that is wrong."""

    status = 422

    def __init__(self, faults: list[TemplateFault]) -> None:
        self.faults = faults
        super().__init__(
            Text(
                "；".join(fault.sentence.zh for fault in faults),
                "; ".join(fault.sentence.en for fault in faults),
            )
        )


def check_template(
    content: bytes, known: Collection[str], parameters: Collection[str] = ()
) -> list[TemplateFault]:
    """Everything wrong with a template at once; ``known``: the items of the card."""
    unsafe = list(_unsafe(content))
    if unsafe:
        return unsafe
    try:
        template = DocxTemplate(io.BytesIO(content))
        parts = list(_parts(template))
    except Exception:  # docx, zip and lxml each raise their own
        return [_fault("不是能读的 Word 文档", "no readable Word file")]
    places = _Places(content)
    names = {*known, *OWN_WORDS}
    found = [
        fault
        for source in parts
        for fault in _faults_of(source, names, set(parameters), places)
    ]
    found += _elsewhere(content)
    return list(dict.fromkeys(found))


def fill_template(content: bytes, binder: Binder) -> bytes:
    """The template filled; every value becomes a bound control.

    Values named ``param.name`` are the parameters. Raises ``UnusableTemplate``; the
    binder then knows what each control reads.
    """
    parameters = {
        name.removeprefix(_PREFIX): value
        for name, value in binder.values.items()
        if name.startswith(_PREFIX)
    }
    items = {n: v for n, v in binder.values.items() if not n.startswith(_PREFIX)}
    faults = check_template(content, items, parameters)
    if faults:
        raise UnusableTemplate(faults)
    environment = _environment()
    environment.filters = {form: _filter(binder, form) for form in FORMS}
    context: dict[str, Any] = {
        name: _Marked(binder, name, value) for name, value in items.items()
    }
    for name in OWN_WORDS:
        context.setdefault(name, _Marked(binder, name, Value(None, "")))
    context[PARAMETERS] = SimpleNamespace(
        **{
            name: _Marked(binder, _PREFIX + name, value)
            for name, value in parameters.items()
        }
    )
    try:
        template = DocxTemplate(io.BytesIO(content))
        template.render(context, jinja_env=environment, autoescape=True)
        filled = io.BytesIO()
        template.save(filled)
    except (TemplateError, RecursionError, ValueError) as error:
        raise UnusableTemplate([_fault(str(error), str(error))]) from error
    return _with_controls(filled.getvalue())


class _Marked:
    """A value that Jinja prints with its name around it; it has nothing else."""

    __slots__ = ("_binder", "_name", "_value")

    def __init__(self, binder: Binder, name: str, value: Value) -> None:
        self._binder, self._name, self._value = binder, name, value

    def __str__(self) -> str:
        return self.written("")

    def __bool__(self) -> bool:
        return self._value.is_known and self._value.raw is not False

    def written(self, form: str) -> str:
        bound = self._binder.bound(Field(self._name, form))
        # line ends would tear the mark apart; a document's field is one line
        text = re.sub(r"[\n\r\t\f\a]+", " ", bound.text)
        self._binder.expected[bound.name] = text
        return f"{_OPEN}{bound.name}{_MIDDLE}{text}{_CLOSE}"


def _filter(binder: Binder, form: str) -> Any:
    def written(marked: _Marked) -> str:
        return marked.written(form)

    return written


def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(autoescape=True)
    environment.globals = {}
    environment.filters = {}
    environment.tests = {}
    return environment


def _unsafe(content: bytes) -> Iterator[TemplateFault]:
    """What no template may hold, before any of it is read."""
    if len(content) > LARGEST:
        yield _fault("模板超过 5 MiB", "the template is larger than 5 MiB")
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as office:
            infos = office.infolist()
            size = sum(each.file_size for each in infos)
            if size > LARGEST_UNPACKED or len(infos) > MOST_PARTS:
                yield _fault("解开后过大", "it unpacks to too much")
                return
            names = [each.filename for each in infos]
            types = office.read("[Content_Types].xml")
            if any(_UNSAFE_PARTS.search(name) for name in names):
                yield _fault(
                    "含有宏、控件或嵌入对象", "it holds macros or embedded objects"
                )
            elif b"macroEnabled" in types:
                yield _fault("是带宏的文档类型", "its type is one with macros")
            for name in names:
                part = office.read(name) if name.endswith((".xml", ".rels")) else b""
                if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
                    yield _fault(f"{name} 含有文档类型或实体", f"{name} has entities")
                if name.endswith(".rels") and _reaches_out(part):
                    yield _fault("引用了外部文件", "it refers to files elsewhere")
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError):
        yield _fault("不是 Word 文档(.docx)", "this is no Word file (.docx)")


def _reaches_out(relations: bytes) -> bool:
    return any(
        _EXTERNAL.search(each) and not _HYPERLINK.search(each)
        for each in re.findall(rb"<Relationship\b[^>]*>", relations)
    )


def _fault(zh: str, en: str) -> TemplateFault:
    return TemplateFault(Text(zh, en), Text("模板", "template"))


def _parts(template: DocxTemplate) -> Iterator[str]:
    """The sources that docxtpl renders: body, heads and feet, patched as it patches."""
    template.init_docx()
    yield template.patch_xml(template.get_xml())
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            yield template.patch_xml(template.get_part_xml(part))


def _elsewhere(content: bytes) -> Iterator[TemplateFault]:
    """Fields in parts that are not looked at: properties, notes, comments."""
    looked_at = re.compile(r"word/(document|header\d*|footer\d*)\.xml$")
    with zipfile.ZipFile(io.BytesIO(content)) as office:
        for name in office.namelist():
            if not name.endswith(".xml") or looked_at.search(name):
                continue
            text = re.sub(rb"<[^>]+>", b"", office.read(name)).decode(
                "utf-8", "replace"
            )
            if _TAGS.search(text):
                yield TemplateFault(
                    Text(
                        "填写只能放在正文、页眉、页脚",
                        "fields stand only in the body, heads and feet",
                    ),
                    Text.same(name),
                )


def _faults_of(
    source: str, known: set[str], parameters: set[str], places: "_Places"
) -> Iterator[TemplateFault]:
    try:
        tree = _environment().parse(source)
    except (TemplateError, RecursionError) as error:
        words = getattr(error, "message", None) or "too deep"
        yield TemplateFault(
            Text(f"填写处写法有误({words})", f"a field is not written right ({words})"),
            places.of("{"),
        )
        return
    for node in _walk(tree):
        fault = _refused(node, known, parameters)
        if fault is not None:
            message, word = fault
            yield TemplateFault(message, places.of(word))


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    """Every node; what stands inside a refused one is not told again."""
    yield node
    if isinstance(node, nodes.Getattr) and _is_parameter(node):
        return
    if isinstance(node, _ALLOWED):
        for child in node.iter_child_nodes():
            yield from _walk(child)


_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Filter,
    nodes.If,
    nodes.Not,
)
_CALLED = {
    nodes.For: Text("循环", "a loop"),
    nodes.Call: Text("调用", "a call"),
    nodes.Getattr: Text("取属性", "an attribute"),
    nodes.Getitem: Text("取下标", "an index"),
    nodes.Include: Text("引入文件", "an included file"),
    nodes.Import: Text("引入文件", "an imported file"),
    nodes.FromImport: Text("引入文件", "an imported file"),
    nodes.Extends: Text("引入文件", "another template"),
    nodes.Assign: Text("赋值", "an assignment"),
    nodes.Macro: Text("宏", "a macro"),
    nodes.Const: Text("常量", "a constant"),
}


def _refused(
    node: nodes.Node, known: set[str], parameters: set[str]
) -> tuple[Text, str] | None:
    if isinstance(node, nodes.Getattr) and _is_parameter(node):
        if node.attr in parameters:
            return None
        word = f"{PARAMETERS}.{node.attr}"
        return Text(f"没有参数“{node.attr}”", f"no parameter “{node.attr}”"), word
    if isinstance(node, nodes.Name):
        if node.name in known and node.ctx == "load":
            return None
        return Text(f"案卡没有项“{node.name}”", f"no item “{node.name}”"), node.name
    if isinstance(node, nodes.Filter):
        if node.name in FORMS and not (node.args or node.kwargs or node.dyn_args):
            return None
        return Text(f"没有写法“{node.name}”", f"no form “{node.name}”"), node.name
    if isinstance(node, _ALLOWED):
        return None
    what = _CALLED.get(type(node), Text.same(type(node).__name__))
    word = getattr(node, "attr", "") or type(node).__name__.lower()
    return Text(f"不能有{what.zh}", f"{what.en} may not stand here"), str(word)


def _is_parameter(node: nodes.Getattr) -> bool:
    return isinstance(node.node, nodes.Name) and node.node.name == PARAMETERS


class _Places:
    """Says in which paragraph of the template a word of a field stands."""

    def __init__(self, content: bytes) -> None:
        self.paragraphs: list[str] = []
        document = Document(io.BytesIO(content))
        for root in roots_of(document):
            for paragraph in root.iter(qn("w:p")):
                texts = (node.text or "" for node in paragraph.iter(qn("w:t")))
                self.paragraphs.append("".join(texts))

    def of(self, word: str) -> Text:
        for number, text in enumerate(self.paragraphs, start=1):
            if _TAGS.search(text) and word in text:
                short = text.strip()[:30]
                return Text(f"第 {number} 段“{short}”", f"paragraph {number} “{short}”")
        return Text("模板", "template")


def _with_controls(content: bytes) -> bytes:
    """Marked values turned into controls, each in the looks of the run it stood in."""
    document = Document(io.BytesIO(content))
    number = FIRST_CONTROL
    for root in roots_of(document):
        for run in list(root.iter(qn("w:r"))):
            texts = [node for node in run if node.tag == qn("w:t")]
            whole = "".join(node.text or "" for node in texts)
            if _OPEN not in whole:
                continue
            for piece in _pieces(whole):
                copy = _copy_of(run, piece.text if isinstance(piece, Number) else piece)
                run.addprevious(copy)
                if isinstance(piece, Number):
                    bind_run(copy, piece.name, number)
                    number += 1
            run.getparent().remove(run)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _pieces(text: str) -> Iterator[str | Number]:
    at = 0
    for match in _BOUND.finditer(text):
        if match.start() > at:
            yield text[at : match.start()]
        yield Number(match[1], match[2], None)
        at = match.end()
    if at < len(text):
        yield text[at:]


def _copy_of(run: Any, text: str) -> Any:
    """A run that looks the same and says ``text``."""
    from copy import deepcopy

    copy = deepcopy(run)
    for child in list(copy):
        if child.tag != qn("w:rPr"):
            copy.remove(child)
    node = copy.makeelement(qn("w:t"))
    node.text = text
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    copy.append(node)
    return copy
