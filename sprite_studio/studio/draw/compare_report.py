"""A comparison to keep: one picture, and a table of its figures."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from sprite_studio.art.captions import captioned_rows
from sprite_studio.art.export.png import save_png
from sprite_studio.atomic_write import atomic_write_bytes
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.compare import CompareResult, LaneResult

COLUMNS = (
    *("model", "sampler", "steps", "eta", "guidance", "seconds", "network calls"),
    *("sprites a second", "distance to the first", "spread", "different"),
)


@dataclass(frozen=True)
class ReportFiles:
    """Attributes: picture; table."""

    picture: Path
    table: Path


def save_report(path: Path, result: CompareResult) -> ReportFiles:
    """The lanes one below the other as a PNG, and their figures as a CSV beside it.

    Raises JobError for another ending, OSError.
    """
    if path.suffix.lower() != ".png":
        raise JobError(f"{path} must end in .png")
    rows = [(lane.lane.title, _told(lane), list(lane.images[:16])) for lane in result.lanes]
    save_png(path, captioned_rows(rows, scale=4))
    table = path.with_suffix(".csv")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(lane, result.job.drawing.guidance) for lane in result.lanes)
    atomic_write_bytes(table, text.getvalue().encode())
    return ReportFiles(path, table)


def _row(lane: LaneResult, guidance: float) -> tuple[object, ...]:
    asked = lane.lane
    return (
        *(asked.model, asked.sampler, asked.steps, asked.eta, guidance),
        *(f"{lane.seconds:.4f}", len(lane.log_snr), f"{lane.sprites_per_second:.2f}"),
        *(f"{lane.distance:.4f}", f"{lane.spread:.4f}", lane.different),
    )


def _told(lane: LaneResult) -> str:
    return (
        f"{lane.seconds:.2f} s, {len(lane.log_snr)} network calls, "
        f"{lane.sprites_per_second:.1f} sprites a second, "
        f"distance {lane.distance:.3f}, spread {lane.spread:.3f}, "
        f"{lane.different} of {len(lane.images)} different"
    )
