import csv
import io
from pathlib import Path

from sprite_studio.stepwise import completed
from sprite_studio.studio.export.destination import LOSSES
from sprite_studio.studio.export.losses import encode_losses
from sprite_studio.studio.jobs.export import LossReport
from sprite_studio.studio.jobs.training.train import LevelLoss


def test_the_table_has_a_row_a_step_and_what_was_measured_at_it() -> None:
    levels = LevelLoss(2, (-4.0, 4.0), (0.75, 0.25), (0.5, 0.0))
    report = LossReport(b"png", ((1, 0.5, 0.5), (2, 0.25, 0.375)), (levels,))
    files = completed(encode_losses(Path("loss.png"), report))
    assert files[Path("loss.png")] == b"png"
    table = files[Path("loss.csv")]
    assert LOSSES.companion is not None
    assert table.startswith(LOSSES.companion.mark)
    header, *rows = csv.reader(io.StringIO(table.decode()))
    assert header[3:] == [
        *("validation", "training sprites"),
        *("validation at lambda -4.00", "validation at lambda 4.00"),
    ]
    assert rows == [
        ["1", "0.500000", "0.500000"],
        ["2", "0.250000", "0.375000", "0.500000", "0.250000", "0.750000", "0.250000"],
    ]


def test_what_was_measured_at_a_step_that_was_not_heard_of_is_kept() -> None:
    report = LossReport(b"", (), (LevelLoss(9, (0.0,), (0.5,)),))
    files = completed(encode_losses(Path("l.png"), report))
    (_, row) = csv.reader(io.StringIO(files[Path("l.csv")].decode()))
    assert row == ["9", "", "", "0.500000", "", "0.500000"]
