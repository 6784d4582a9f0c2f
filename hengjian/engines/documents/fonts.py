"""Fonts of official papers (GB/T 9704), and what stands in where they are missing."""

from dataclasses import dataclass
from pathlib import Path

from hengjian.lib.bilingual import Text


# family names that printers' offices use for each purpose, the first found wins
WANTED = {
    "body": ("FangSong", "仿宋", "FangSong_GB2312", "STFangsong"),
    "heading": ("SimHei", "黑体", "STHeiti"),
    "title": ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "STZhongsong"),
}
FALLBACK = ("Noto Serif CJK SC", "Noto Sans CJK SC", "Noto Sans SC")
SUFFIXES = {".ttf", ".otf", ".ttc"}


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

    @property
    def notice(self) -> Text | None:
        """A sentence for the reader when the official fonts cannot be embedded."""
        if self.files:
            return None
        return Text(
            "未设置公文字体目录,PDF 以备用字体排印;Word 文档仍标注仿宋、黑体与小标宋。",
            "No folder of official fonts is set: the PDF uses a substitute; the Word file "
            "still names FangSong, SimHei and XiaoBiaoSong.",
        )
