"""How a run's loss fell, to keep: one picture, and a table of all figures in it."""

import csv
import io
from pathlib import Path

from sprite_studio.art.export.steps import Steps
from sprite_studio.studio.export.sheet import Files
from sprite_studio.studio.jobs.export import LossReport

COLUMNS = ("step", "loss", "smoothed", "validation", "training sprites")
ROWS_AT_ONCE = 5000


def encode_losses(path: Path, report: LossReport) -> Steps[Files]:
    """The picture as it is, and a CSV beside it: a row a step, with what was validated at it, in
    all and at each noise level."""
    measured = {one.step: one for one in report.levels}
    levels = report.levels[-1].log_snr if report.levels else ()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*COLUMNS, *(f"validation at lambda {level:.2f}" for level in levels)])
    steps = {step: (loss, smoothed) for step, loss, smoothed in report.losses}
    for number, step in enumerate(sorted(steps | measured)):
        one = measured.get(step)
        row = [f"{value:.6f}" for value in steps.get(step, ())] or ["", ""]
        if one is not None:
            trained = "" if one.training is None else f"{one.training:.6f}"
            by_level = [f"{value:.6f}" for value in one.held_out] if one.log_snr == levels else []
            row += [f"{one.validation:.6f}", trained, *by_level]
        writer.writerow([step, *row])
        if number % ROWS_AT_ONCE == 0:
            yield number / len(steps | measured)
    return {path: report.picture, path.with_suffix(".csv"): text.getvalue().encode()}
