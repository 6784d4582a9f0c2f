"""Charts of papers as PNG files, readable in black and white print.

Floats only draw; what people read and check stands in the table beside each chart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hengjian.engines.documents.fonts import Face, Fonts
from hengjian.lib.bilingual import Text


if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, SOFT, BRAND, SECOND, ALERT = "#1c2733", "#7a8591", "#1f4e79", "#8fb0cf", "#a61b1b"
HATCHES = ("", "//", "..", "xx")
WIDTH = 6.2  # inches; 150 mm on the page with its margins
DOTS = 200

NO_FONT = Text(
    "这台机器上没有中文字体，图中的文字用代码表示；请把字体放进 HENGJIAN_FONTS 目录。",
    "This machine has no Chinese font: charts show codes. Put fonts into HENGJIAN_FONTS.",
)


@dataclass(frozen=True)
class Series:
    """One line or set of bars; ``None`` is a gap, never a zero."""

    name: str
    values: Sequence[Decimal | None]
    limits: tuple[float, float, float] | None = None  # lower, centre, upper
    marked: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Panel:
    """One small chart of a course: its title, its periods along the foot, its line."""

    title: str
    periods: Sequence[str]
    series: Series


class Pen:
    """Draws with the fonts at hand; ``notice`` says when there are none for Chinese."""

    def __init__(self, fonts: Fonts) -> None:
        self.face: Face | None = fonts.chart_face()

    @property
    def notice(self) -> Text | None:
        """A sentence when the charts cannot show Chinese."""
        return None if self.face else NO_FONT

    def bars(
        self,
        target: Path,
        names: Sequence[str],
        series: Sequence[Series],
        *,
        unit: str = "",
    ) -> None:
        """Bars side by side, one group for each name, with their numbers above."""
        figure, axes = self._figure(height=2.9)
        width = 0.8 / len(series)
        for number, one in enumerate(series):
            places = [
                i + (number - (len(series) - 1) / 2) * width for i in range(len(names))
            ]
            heights = [float(value or 0) for value in one.values]
            bars = axes.bar(
                places,
                heights,
                width * 0.92,
                label=self._text(one.name),
                color=(BRAND, SECOND, "#ffffff")[number % 3],
                edgecolor=INK,
                linewidth=0.6,
                hatch=HATCHES[number % len(HATCHES)],
            )
            texts = ["—" if v is None else _count(v) for v in one.values]
            axes.bar_label(bars, texts, fontsize=7.5, padding=2, font=self._font(7.5))
        axes.set_xticks(range(len(names)), [self._text(n) for n in names])
        axes.margins(y=0.16)
        self._finish(axes, unit)
        if len(series) > 1:
            axes.legend(prop=self._font(8.5), frameon=False, ncols=len(series))
        self._save(figure, target)

    def shares(
        self, target: Path, names: Sequence[str], shares: Sequence[Decimal]
    ) -> None:
        """One bar cut into its parts, named beneath; the parts make a hundred."""
        figure, axes = self._figure(height=1.15)
        left = 0.0
        shades = (BRAND, SECOND, "#d8e3ee", "#ffffff", "#b9c3cd", "#eef1f5")
        for number, (name, share) in enumerate(zip(names, shares, strict=True)):
            axes.barh(
                0,
                float(share),
                left=left,
                height=0.4,
                color=shades[number % len(shades)],
                edgecolor=INK,
                linewidth=0.6,
                label=f"{self._text(name)} {share}%",
            )
            if share >= 4:
                axes.text(
                    left + float(share) / 2,
                    0,
                    f"{share}%",
                    ha="center",
                    va="center",
                    color="#ffffff" if number == 0 else INK,
                    font=self._font(9),
                )
            left += float(share)
        axes.set_xlim(0, 100)
        axes.axis("off")
        axes.legend(
            prop=self._font(9),
            frameon=False,
            ncols=min(len(names), 4),
            loc="upper center",
            bbox_to_anchor=(0.5, 0.05),
        )
        self._save(figure, target)

    def courses(self, target: Path, panels: Sequence[Panel], *, unit: str = "") -> None:
        """Small charts of courses side by side, two in a row, with limits of noise."""
        import matplotlib.figure

        columns = min(2, len(panels))
        rows = -(-len(panels) // columns)
        figure = matplotlib.figure.Figure(
            figsize=(WIDTH, 2.1 * rows), dpi=DOTS, layout="constrained"
        )
        grid = figure.subplots(rows, columns, squeeze=False)
        for number, axes in enumerate(grid.flat):
            if number < len(panels):
                self._course(axes, panels[number], unit)
            else:
                axes.axis("off")
        self._save(figure, target)

    def _course(self, axes: "Axes", panel: Panel, unit: str) -> None:
        line = panel.series
        values = [float("nan") if v is None else float(v) for v in line.values]
        places = list(range(len(values)))
        if line.limits is not None:
            low, centre, high = line.limits
            axes.axhline(centre, color=SOFT, linewidth=0.8)
            for limit in (low, high):
                axes.axhline(limit, color=SOFT, linewidth=0.8, linestyle=(0, (4, 3)))
        axes.plot(
            places, values, color=BRAND, linewidth=1.2, marker="o", markersize=2.4
        )
        marked = sorted(line.marked)
        axes.plot(
            marked,
            [values[i] for i in marked],
            linestyle="",
            marker="D",
            markersize=5,
            markerfacecolor="none",
            markeredgecolor=ALERT,
        )
        axes.set_title(self._text(panel.title), font=self._font(9), loc="left")
        step = max(1, (len(places) + 4) // 5)
        shown = places[::-1][::step][::-1]
        axes.set_xticks(shown, [panel.periods[i] for i in shown])
        self._finish(axes, unit)

    def _figure(self, *, height: float) -> tuple[Any, Any]:
        import matplotlib.figure

        figure = matplotlib.figure.Figure(figsize=(WIDTH, height), dpi=DOTS)
        return figure, figure.subplots()

    def _finish(self, axes: "Axes", unit: str) -> None:
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        for side in ("left", "bottom"):
            axes.spines[side].set_color(SOFT)
        axes.grid(axis="y", color="#e3e7ec", linewidth=0.6)
        axes.set_axisbelow(True)
        for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
            label.set_fontproperties(self._font(8))
            label.set_color(INK)
        if unit:
            axes.set_ylabel(
                self._text(unit), font=self._font(8), rotation=0, ha="right", y=1.02
            )

    def _font(self, size: float) -> Any:
        from matplotlib.font_manager import FontProperties

        if self.face is None:
            return FontProperties(size=size)
        return FontProperties(fname=self._path(), size=size)

    def _path(self) -> Any:
        from matplotlib.font_manager import FontPath

        assert self.face is not None  # noqa: S101 (asked by the caller)
        return FontPath(str(self.face.file), self.face.index)

    def _text(self, text: str) -> str:
        """Without a Chinese font only what a Latin one shows."""
        if self.face is not None:
            return text
        return text.encode("ascii", "ignore").decode() or "?"

    def _save(self, figure: Any, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(target, bbox_inches="tight", metadata={"Software": None})
        target.chmod(0o600)


def _count(value: Decimal) -> str:
    """Thousands marked from ten thousand on, as the text has them."""
    return f"{value:,}" if abs(value) >= 10_000 else str(value)
