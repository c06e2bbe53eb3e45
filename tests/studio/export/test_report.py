"""The report of a comparison: each lane's sprites where they belong, each figure in the table."""

import csv
import io
from pathlib import Path

import numpy as np
from PIL import Image

from sprite_studio.art.captions import captioned_rows
from sprite_studio.stepwise import completed
from sprite_studio.studio.export.destination import REPORT
from sprite_studio.studio.export.report import SCALE, SPRITES, encode_report
from sprite_studio.studio.jobs.compare import CompareJob, CompareResult, Lane, LaneResult
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.export import ComparisonReport

PATH = Path("lanes.png")


def lane(number: int, count: int) -> LaneResult:
    images = np.full((count, 16, 16, 4), 255, np.uint8)
    images[..., 0] = 100 + number
    images[..., 1] = np.arange(count)[:, None, None]
    apart = np.zeros((16, 16))
    told = 0.25, 3, 0.125 * number, 0.75, apart, 0.5, count - number, 2.5
    return LaneResult(Lane("ddim", 8, model="mine"), (-9.0, 0.0), images, images, images, *told)


def result(lanes: int = 3, count: int = 20) -> CompareResult:
    made = tuple(lane(number, count) for number in range(lanes))
    return CompareResult(CompareJob(tuple(one.lane for one in made), Drawing(guidance=9)), made)


def test_the_picture_shows_the_first_sprites_of_each_lane_below_its_words() -> None:
    file = completed(encode_report(PATH, ComparisonReport(result())))[PATH]
    with Image.open(io.BytesIO(file)) as image:
        picture = np.asarray(image)
    rows = [
        (
            "DDIM, 8 steps · mine",
            f"0.25 s, 3 network calls, 80.0 sprites a second, difference {0.125 * number:.3f}, "
            f"spread 0.500, {20 - number} of 20 different",
            list(lane(number, 20).images[:16]),
        )
        for number in range(3)
    ]
    np.testing.assert_array_equal(picture, captioned_rows(rows, scale=4))
    assert (SPRITES, SCALE) == (16, 4)


def test_the_table_has_a_line_a_lane_and_is_known_as_ours() -> None:
    table = completed(encode_report(PATH, ComparisonReport(result())))[Path("lanes.csv")]
    assert REPORT.companion is not None
    assert table.startswith(REPORT.companion.mark)
    header, *rows = csv.reader(io.StringIO(table.decode()))
    assert [dict(zip(header, row, strict=True))["difference to the first"] for row in rows] == [
        "0.0000",
        "0.1250",
        "0.2500",
    ]
    assert rows[1] == [
        *("mine", "ddim", "8", "0.0", "2.5", "0.2500", "3", "80.00"),
        *("0.1250", "0.7500", "0.5000", "19"),
    ]
