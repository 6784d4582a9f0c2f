"""Fonts of official papers (GB/T 9704), and what stands in where they are missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from hengjian.lib.bilingual import Text


# family names that printers' offices use for each purpose, the first found wins
WANTED = {
    "body": ("FangSong", "仿宋", "FangSong_GB2312", "仿宋_GB2312", "STFangsong"),
    "heading": ("SimHei", "黑体", "STHeiti"),
    "second": ("KaiTi", "楷体", "KaiTi_GB2312", "楷体_GB2312", "STKaiti"),
    "title": (
        "FZXiaoBiaoSong-B05S",
        "方正小标宋简体",
        "FZXiaoBiaoSong-B05",
        "STZhongsong",
    ),
}
NAMES = {
    "body": Text("仿宋", "FangSong"),
    "heading": Text("黑体", "SimHei"),
    "second": Text("楷体", "KaiTi"),
    "title": Text("小标宋", "XiaoBiaoSong"),
}
FALLBACK = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
)
SUFFIXES = {".ttf", ".otf", ".ttc"}
# where systems keep the free Chinese fonts; looked at only when the folder has none
SYSTEM_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".fonts",
    Path.home() / ".local/share/fonts",
    Path("C:/Windows/Fonts"),
)
_SYSTEM_NAMES = ("notosanscjk", "notosanssc", "sourcehansans", "notoserifcjk", "simhei")
_CHECKED_SIGN = ord("检")


@dataclass(frozen=True)
class Face:
    """One face of a font file."""

    file: Path
    index: int
    family: str


@dataclass(frozen=True)
class Fonts:
    """Where fonts are looked for; ``folder`` is a setting (the office's own fonts)."""

    folder: Path | None = None

    def family(self, purpose: str) -> str:
        """The family that documents name for a purpose (Word substitutes if missing)."""
        return WANTED[purpose][0]

    @property
    def files(self) -> list[Path]:
        """Font files of the folder."""
        if self.folder is None or not self.folder.is_dir():
            return []
        return sorted(f for f in self.folder.rglob("*") if f.suffix.lower() in SUFFIXES)

    @cached_property
    def faces(self) -> tuple[Face, ...]:
        """Every face of the folder that knows Chinese; broken files are passed over."""
        return tuple(face for file in self.files for face in _faces_of(file))

    @property
    def missing(self) -> tuple[str, ...]:
        """Purposes for which the folder has none of the wanted families."""
        present = {face.family for face in self.faces}
        return tuple(p for p, wanted in WANTED.items() if not present & set(wanted))

    def chart_face(self) -> Face | None:
        """A Chinese face for charts: the folder's (black before others), the system's."""
        own = _best(self.faces)
        return own or _system_face()

    @property
    def notice(self) -> Text | None:
        """A sentence for the reader when official fonts cannot be embedded."""
        missing = self.missing
        if not missing:
            return None
        zh = "、".join(NAMES[purpose].zh for purpose in missing)
        en = ", ".join(NAMES[purpose].en for purpose in missing)
        return Text(
            f"公文字体目录(HENGJIAN_FONTS)中没有{zh}，PDF 以备用字体排印；"
            "Word 文档仍标注这些字体，在装有字体的电脑上打开即可。",
            f"The folder of official fonts (HENGJIAN_FONTS) has no {en}: the PDF uses "
            "substitutes; the Word file still names these fonts.",
        )


def _best(faces: Sequence[Face]) -> Face | None:
    for wanted in (WANTED["heading"], FALLBACK, WANTED["body"]):
        for face in faces:
            if face.family in wanted:
                return face
    return faces[0] if faces else None


@lru_cache(maxsize=1)
def _system_face() -> Face | None:
    for name in _SYSTEM_NAMES:
        for folder in SYSTEM_FOLDERS:
            if not folder.is_dir():
                continue
            files = sorted(
                (
                    f
                    for f in folder.rglob("*")
                    if f.suffix.lower() in SUFFIXES and f.name.lower().startswith(name)
                ),
                key=lambda f: ("regular" not in f.name.lower(), f.name),
            )
            for file in files:
                face = _best(_faces_of(file))
                if face is not None:
                    return face
    return None


@lru_cache(maxsize=64)
def _faces_of(file: Path) -> tuple[Face, ...]:
    from matplotlib.ft2font import FT2Font  # heavy; only papers need it

    found = []
    try:
        count = FT2Font(str(file)).num_faces & 0xFFFF
        for index in range(count):
            font = FT2Font(str(file), face_index=index)
            if font.get_char_index(_CHECKED_SIGN):
                found.append(Face(file, index, font.family_name))
    except (OSError, RuntimeError, ValueError):
        return tuple(found)
    return tuple(found)
