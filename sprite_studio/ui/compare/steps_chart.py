"""How little is lost by fewer steps: each way's difference to the reference, by its calls."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import cycle

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sprite_studio.studio.jobs.compare import Lane, LaneResult
from sprite_studio.ui import theme
from sprite_studio.ui.plain import RichLabel
from sprite_studio.ui.widgets.plots import ThemedPlot, fixed

_TICKS = (2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)
_LOOKS = {
    "ddim": ("sky", "o"),
    "dpm++": ("accent", "s"),
    "live": ("good", "t"),
    "ddpm": ("text", "d"),
    "ddpm-no-noise": ("rose", "x"),
}
"""Colour and mark of each sampler."""

_OTHERS = ("violet", "teal", "sand")
"""Colours of more ways by one sampler: with another eta, or by another model."""

WHAT = (
    "the first lane's model draws the same sprites with few steps and with many. The difference is "
    "to DDIM with 100 steps, a root mean square of numbers from −1 to 1: 0 is the same sprites, "
    "and the line, where there are several sprites, is what other noise does."
)
EMPTY = f"Press Compare: {WHAT}"
COMING = f"Being drawn: {WHAT} Points appear as they are measured."
OF_LANES = (
    "These are the lanes that were compared. Press Compare for a chart of the first one's model "
    "with few steps and with many."
)


class StepsChart(QWidget):
    """A curve for each way to draw, over the number of network calls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plot = fixed(ThemedPlot("Steps", "network calls a sprite", "difference"))
        self._plot.setLogMode(x=True, y=False)
        self._plot.getAxis("bottom").setTicks([[(math.log10(n), str(n)) for n in _TICKS]])
        self._told = RichLabel(EMPTY)
        self._told.setProperty("role", "quiet")
        self._told.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE)
        layout.addWidget(self._plot, 1)
        layout.addWidget(self._told)

    def begin(self) -> None:
        """Another chart is on its way."""
        self._plot.clear_curves()
        self._told.setText(COMING)

    def show_nothing(self) -> None:
        """Nothing was measured."""
        self._plot.clear_curves()
        self._told.setText(EMPTY)

    def show_lanes(self, lanes: Iterable[LaneResult], note: str = "") -> None:
        """What is measured by now; the first is the reference. Args: note: what else there is to
        say."""
        self._plot.clear_curves()
        reference, *others = lanes
        by_way: dict[str, list[LaneResult]] = defaultdict(list)
        for lane in others:
            by_way[lane.lane.way].append(lane)
        free = cycle(_OTHERS)
        seen: set[str] = set()
        for way, measured in by_way.items():
            measured.sort(key=lambda lane: lane.calls)
            sampler = measured[0].lane.sampler
            token, mark = _LOOKS[sampler]
            token = next(free) if sampler in seen else token
            seen.add(sampler)
            self._plot.curve(
                token,
                x=[lane.calls for lane in measured],
                y=[lane.difference for lane in measured],
                symbol=mark,
                symbolPen=None,
                name=way,
            )
        most = max((lane.difference for lane in others), default=1.0)
        told = (
            f"Difference to {escape(reference.lane.title)}, which took {reference.calls} calls and "
            f"{reference.seconds:.2f} s; the calls and the time of each way, by its steps"
        )
        if reference.other_noise is not None:
            most = max(most, reference.other_noise)
            ends = [2, max(lane.calls for lane in (reference, *others))]
            self._plot.curve(
                "quiet", x=ends, y=[reference.other_noise] * 2, name="the reference, other noise"
            )
            told += (
                f". With other noise the same sampler's sprites differ by "
                f"{reference.other_noise:.3f}{_of_others(reference.lane, by_way)}"
            )
        self._plot.setYRange(0, 1.05 * most)
        self._told.setText(f"{told}:{_table(by_way)}{note}")


def _of_others(reference: Lane, by_way: Mapping[str, Sequence[LaneResult]]) -> str:
    """Which ways draw other sprites, whose difference is no fault."""
    lanes = {way: measured[0].lane for way, measured in by_way.items()}
    ways = [
        escape(way)
        for way, lane in lanes.items()
        if lane.sampler == "ddpm" or lane.eta or lane.model != reference.model
    ]
    if not ways:
        return ""
    return (
        f": so do those of fresh noise or another model ({'; '.join(ways)}), whose difference does "
        "not tell how good they are"
    )


def _table(by_way: Mapping[str, Sequence[LaneResult]]) -> str:
    """A row for each way, a column for each number of steps."""
    steps = sorted({len(lane.log_snr) for lanes in by_way.values() for lane in lanes})
    rows = [["", *(f"{n} steps" for n in steps)]]
    for way, lanes in by_way.items():
        found = {
            len(lane.log_snr): f"{lane.difference:.3f}<br>{lane.calls} calls, {lane.seconds:.1f} s"
            for lane in lanes
        }
        rows.append([escape(way), *(found.get(n, "–") for n in steps)])
    cells = ("".join(f"<td style='padding-right:16px'>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
