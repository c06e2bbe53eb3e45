"""A comparison to keep: one picture, and a table of its figures."""

import csv
import io
from pathlib import Path

from sprite_studio.art.captions import captioned_rows
from sprite_studio.art.export.png import encode_png
from sprite_studio.art.export.steps import Steps
from sprite_studio.studio.export.sheet import Files
from sprite_studio.studio.jobs.compare import LaneResult
from sprite_studio.studio.jobs.export import ComparisonReport

COLUMNS = (
    *("model", "sampler", "steps", "eta", "guidance", "seconds", "network calls"),
    *("sprites a second", "difference to the first", "other noise", "spread", "different"),
)
SPRITES, SCALE = 16, 4
"""Shown of each lane, and how large."""


def encode_report(path: Path, report: ComparisonReport) -> Steps[Files]:
    """The lanes one below the other as a PNG, and their figures as a CSV beside it."""
    lanes = report.result.lanes
    rows = [(lane.lane.title, _told(lane), list(lane.images[:SPRITES])) for lane in lanes]
    picture = yield from encode_png(captioned_rows(rows, SCALE))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_row, lanes))
    return {path: picture, path.with_suffix(".csv"): text.getvalue().encode()}


def _row(lane: LaneResult) -> tuple[object, ...]:
    asked = lane.lane
    return (
        *(asked.model, asked.sampler, asked.steps, asked.eta, lane.guidance),
        *(f"{lane.seconds:.4f}", lane.calls, f"{lane.sprites_per_second:.2f}"),
        *(f"{lane.difference:.4f}", "" if lane.other_noise is None else f"{lane.other_noise:.4f}"),
        *(f"{lane.spread:.4f}", lane.different),
    )


def _told(lane: LaneResult) -> str:
    return (
        f"{lane.seconds:.2f} s, {lane.calls} network calls, "
        f"{lane.sprites_per_second:.1f} sprites a second, "
        f"difference {lane.difference:.3f}, spread {lane.spread:.3f}, "
        f"{lane.different} of {len(lane.images)} different"
    )
