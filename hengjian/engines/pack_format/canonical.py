"""The canonical form of a pack: the same content gives the same bytes and digest.

A release stores the archive; matters and runs pin the digest. File times, owners, line
ends and the order of a directory never matter.
"""

import hashlib
import io
import re
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from hengjian.engines.expressions.parsing import Expression
from hengjian.engines.pack_format.files import is_known, pack_files
from hengjian.engines.pack_format.model import Pack
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


_BINARY = {".docx"}
_PARAMETER = re.compile(r"\bparam\.(\w+)")
LARGEST_ARCHIVE = 64 * 1024 * 1024  # bytes, unpacked


def canonical_files(pack: Pack, shared: Path | None = None) -> dict[str, bytes]:
    """The files of a pack and the shared ones it uses, by path, in order of paths.

    Paths begin with the pack's name or ``_shared``, so that the unpacked archive is a
    folder of packs. Files that a pack may not hold, hidden ones among them, are left out.
    """
    shared = pack.folder.parent / "_shared" if shared is None else shared
    files = {}
    for path in pack_files(pack.folder):
        relative = path.relative_to(pack.folder).as_posix()
        if is_known(relative) and not path.is_symlink():
            files[f"{pack.name}/{relative}"] = _normal(path)
    for name in sorted(shared_names(pack)):
        path = shared / f"{name}.yaml"
        if path.is_file() and not path.is_symlink():
            files[f"_shared/{name}.yaml"] = _normal(path)
    return dict(sorted(files.items()))


def digest(files: Mapping[str, bytes]) -> str:
    """SHA-256 (hex) over the paths and contents of canonical files."""
    total = hashlib.sha256()
    for path, content in sorted(files.items()):
        inner = hashlib.sha256(content).hexdigest()
        total.update(f"{inner} {path}\n".encode())
    return total.hexdigest()


def archive(files: Mapping[str, bytes]) -> bytes:
    """A tar of canonical files without times, owners or rights of its own."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for path, content in sorted(files.items()):
            member = tarfile.TarInfo(path)
            member.size = len(content)
            member.mode = 0o644
            tar.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


def files_of(content: bytes) -> dict[str, bytes]:
    """The files of an archive; raises ``UserFault`` for one that ``archive`` never made."""
    files: dict[str, bytes] = {}
    size = 0
    try:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as tar:
            for member in tar:
                path = PurePosixPath(member.name)
                size += member.size
                if (
                    not member.isreg()
                    or path.is_absolute()
                    or ".." in path.parts
                    or "\\" in member.name
                    or member.name in files
                    or size > LARGEST_ARCHIVE
                ):
                    raise _strange(member.name)
                file = tar.extractfile(member)
                files[member.name] = file.read() if file is not None else b""
    except tarfile.TarError as error:
        raise _strange(str(error)) from None
    return files


def unpack(content: bytes, folder: Path) -> None:
    """Write an archive's files under a folder, which then is a folder of packs."""
    for name, data in files_of(content).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def shared_names(pack: Pack) -> frozenset[str]:
    """Shared files a pack rests on: those in ``uses``, and shared parameters it reads."""
    names = {use.removeprefix("_shared/") for use in pack.uses}
    read = {name for one in _expressions(pack) for name in one.parameters}
    read |= _read_by_drawing(pack)
    if read - set(pack.parameters) or pack.sampling:
        names.add("parameters")  # the share that is drawn stands there
    if (
        pack.deadlines
        or pack.monitoring
        or _limits_of_drawing(pack) - {"", *pack.parameters}
    ):
        names.add("limits")
    return frozenset(names)


def _expressions(pack: Pack) -> Iterator[Expression]:
    card = pack.card
    if card is not None:
        yield from (i.derive for i in card.items.values() if i.derive is not None)
        yield from (
            link.where for link in card.links.values() if link.where is not None
        )
        yield from (check.assertion for check in card.checks)
    for rolled in pack.rolled_cards.values():
        yield from (check.assertion for check in rolled.checks)
    for deadline in pack.deadlines.values():
        conditions = [deadline.applies, deadline.custody]
        conditions += [row.when for row in deadline.lengths]
        conditions += [each.when for each in deadline.extended]
        yield from (e for e in conditions if e is not None)
    for measure in pack.measures.values():
        yield from (e for e in (measure.of, measure.where) if e is not None)
    yield from (r.when for r in pack.monitoring.values() if r.when is not None)
    yield from (p.where for p in pack.sampling.values() if p.where is not None)
    for form in pack.forms.values():
        yield from form.conditions
    for table in pack.tables.values():
        yield from (row.when for row in table.rows if row.when is not None)


def _read_by_drawing(pack: Pack) -> set[str]:
    """Parameters that conditions and timers of the process read."""
    if pack.process is None:
        return set()
    texts = [flow.condition or "" for flow in pack.process.flows.values()]
    texts += [timer.text for timer in pack.process.timers.values()]
    return {name for text in texts for name in _PARAMETER.findall(text)}


def _limits_of_drawing(pack: Pack) -> set[str]:
    """Limits that its tasks and timers name."""
    if pack.process is None:
        return set()
    named = {task.limit for task in pack.process.tasks.values()}
    return named | {timer.text for timer in pack.process.timers.values()}


def _normal(path: Path) -> bytes:
    content = path.read_bytes()
    if path.suffix in _BINARY:
        return content
    content = content.removeprefix(b"\xef\xbb\xbf")
    content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return content if content.endswith(b"\n") or not content else content + b"\n"


def _strange(name: str) -> UserFault:
    return UserFault(
        Text(f"不是业务包的存档：{name}", f"this is no archive of a pack: {name}")
    )
