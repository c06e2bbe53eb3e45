"""How little is lost by fewer steps: each sampler's distance to the exact way, by its steps."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sprite_studio.studio.jobs.compare import LaneResult
from sprite_studio.studio.jobs.drawing import SAMPLER_NAMES
from sprite_studio.ui import theme
from sprite_studio.ui.plain import RichLabel
from sprite_studio.ui.widgets.plots import ThemedPlot, fixed

_TICKS = (2, 4, 6, 10, 20, 40)
_LOOKS = {"ddim": ("sky", "o"), "dpm++": ("accent", "s"), "live": ("good", "t")}
"""Colour and mark of each sampler that is charted."""


class StepsChart(QWidget):
    """A curve for each sampler, over the number of network calls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plot = fixed(ThemedPlot("Steps", "network calls a sprite", "distance"))
        self._plot.setLogMode(x=True, y=False)
        self._plot.getAxis("bottom").setTicks([[(math.log10(n), str(n)) for n in _TICKS]])
        self._plot.add_legend((-10, 10))
        self._told = RichLabel(
            "Press Compare: the first lane's model draws the same sprites with few steps and with "
            "many. The distance is to DDIM with 100 steps; 0 is the same sprites."
        )
        self._told.setProperty("role", "quiet")
        self._told.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE)
        layout.addWidget(self._plot, 1)
        layout.addWidget(self._told)

    def show_lanes(self, lanes: Iterable[LaneResult]) -> None:
        """What is measured by now; the first is the reference."""
        self._plot.clear_curves()
        reference, *others = lanes
        by_sampler: dict[str, list[LaneResult]] = defaultdict(list)
        for lane in others:
            by_sampler[lane.lane.sampler].append(lane)
        for sampler, measured in by_sampler.items():
            token, mark = _LOOKS[sampler]
            self._plot.curve(
                token,
                x=[len(lane.log_snr) for lane in measured],
                y=[lane.distance for lane in measured],
                symbol=mark,
                symbolPen=None,
                name=SAMPLER_NAMES[sampler],
            )
        self._plot.setYRange(0, max((lane.distance for lane in others), default=1.0))
        self._told.setText(
            f"Distance to {escape(reference.lane.title)}, which took {reference.seconds:.2f} s, "
            f"and the time of each way, by network calls:{_table(by_sampler)}"
        )


def _table(by_sampler: Mapping[str, Sequence[LaneResult]]) -> str:
    """A row for each sampler, a column for each number of calls."""
    calls = sorted({len(lane.log_snr) for lanes in by_sampler.values() for lane in lanes})
    rows = [["", *map(str, calls)]]
    for sampler, lanes in by_sampler.items():
        found = {len(lane.log_snr): f"{lane.distance:.3f}, {lane.seconds:.2f} s" for lane in lanes}
        rows.append([SAMPLER_NAMES[sampler], *(found.get(n, "–") for n in calls)])
    cells = ("".join(f"<td style='padding-right:16px'>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
