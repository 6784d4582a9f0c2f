"""The zip archive of a workbook: each part unpacked under limits, never on trust."""

import zipfile
import zlib
from collections.abc import Generator
from pathlib import Path

from hengjian.engines.tables.options import MEBIBYTE, ReadOptions
from hengjian.lib.bilingual import Text
from hengjian.lib.faults import UserFault


_PIECE = 4 * MEBIBYTE
_SMALL_PART = 64 * MEBIBYTE  # below, any rate of compression is harmless
_MOST_PARTS = 5_000
_ENCRYPTED = 0x1

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    KeyError,
)


class Package:
    """An opened xlsx archive.

    Sizes in the archive's own table are only a first check: what comes out is counted
    while it comes.
    """

    def __init__(self, path: Path, options: ReadOptions) -> None:
        try:
            self._archive = zipfile.ZipFile(path)
        except _BROKEN as fault:
            raise corrupt() from fault
        self._left = options.max_expanded_bytes
        self.names = self._archive.namelist()
        try:
            self._refuse_bombs(options)
            self._refuse_other_kinds()
        except UserFault:
            self.close()
            raise

    def __contains__(self, name: str) -> bool:
        return name in self._archive.NameToInfo

    def size(self, name: str) -> int:
        """Bytes that a part claims to have when unpacked."""
        return self._archive.getinfo(name).file_size

    def read(self, name: str) -> bytes:
        """A whole part."""
        return b"".join(self.pieces(name))

    def beginning(self, name: str, size: int) -> bytes:
        """The first bytes of a part."""
        try:
            with self._archive.open(name) as part:
                return part.read(size)
        except _BROKEN as fault:
            raise corrupt() from fault

    def pieces(self, name: str) -> Generator[bytes, None, None]:
        """A part piece by piece; raises ``UserFault`` where it is damaged or too large."""
        try:
            with self._archive.open(name) as part:
                while piece := part.read(_PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise _bomb()
                    yield piece
        except _BROKEN as fault:
            raise corrupt() from fault

    def close(self) -> None:
        self._archive.close()

    def _refuse_bombs(self, options: ReadOptions) -> None:
        parts = self._archive.infolist()
        if len(parts) > _MOST_PARTS:
            raise _bomb()
        if sum(part.file_size for part in parts) > options.max_expanded_bytes:
            raise _bomb()
        for part in parts:
            packed = max(part.compress_size, 1)
            if (
                part.file_size > _SMALL_PART
                and part.file_size / packed > options.max_expansion
            ):
                raise _bomb()
            if part.flag_bits & _ENCRYPTED:
                raise protected()

    def _refuse_other_kinds(self) -> None:
        lowered = {name.lower() for name in self.names}
        if any(n.endswith(("vbaproject.bin", "vbadata.xml")) for n in lowered) or any(
            n.startswith("xl/macrosheets/") for n in lowered
        ):
            raise macros()
        if "xl/workbook.bin" in lowered:
            raise _other_kind(".xlsb")
        if "mimetype" in lowered:
            raise _other_kind(".ods")
        if "xl/workbook.xml" not in lowered:
            raise _no_workbook()
        types = self.beginning("[Content_Types].xml", MEBIBYTE)
        if b"macroEnabled" in types:
            raise macros()


class OpenPackage(Package):
    """An OpenDocument file, an archive too: the same guards, other parts."""

    def _refuse_other_kinds(self) -> None:
        """What it holds is asked by ``old_workbooks.guarding``."""


def corrupt() -> UserFault:
    """The archive is damaged or was not copied whole."""
    return UserFault(
        Text(
            "文件已损坏或没有复制完整，打不开；请重新复制或从原系统重新导出",
            "the file is damaged or was not copied whole: copy it or export it again",
        )
    )


def protected() -> UserFault:
    """The file asks for a password."""
    return UserFault(
        Text(
            "文件设有打开密码，请去掉密码后另存再导入",
            "the file is protected by a password: save it without one",
        )
    )


def _bomb() -> UserFault:
    return UserFault(
        Text(
            "文件解开后过大，不予打开；请另存为新的工作簿，只留需要的工作表，或改用 csv",
            "the file unpacks to more than is allowed: save the needed sheet as a new"
            " workbook, or as csv",
        ),
        status=413,
    )


def macros() -> UserFault:
    """The file holds programmes."""
    return UserFault(
        Text(
            "文件含有宏，不予打开；请另存为不含宏的 xlsx",
            "the file holds macros: save it as xlsx without macros",
        )
    )


def _other_kind(suffix: str) -> UserFault:
    return UserFault(
        Text(
            f"文件是 {suffix} 格式，请另存为 xlsx 或 csv 后导入",
            f"the file is of the kind {suffix}: save it as xlsx or csv",
        )
    )


def _no_workbook() -> UserFault:
    return UserFault(
        Text(
            "文件不是 Excel 工作簿，请另存为 xlsx 或 csv 后导入",
            "the file is not an Excel workbook: save it as xlsx or csv",
        )
    )
