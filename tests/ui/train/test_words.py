from pathlib import Path

import numpy as np

from sprite_studio.studio.jobs.training.train import ScanResult, TrainProgress
from sprite_studio.ui.train.words import MOST_IN_TIP, going, left_out_tip


def progress(unsaved: str = "") -> TrainProgress:
    return TrainProgress(3, 10, 0.7, 1e-3, None, 50.0, 7.0, unsaved)


def scanned(*rejected: str) -> ScanResult:
    images = np.zeros((1, 16, 16, 4), np.uint8)
    return ScanResult(Path("mine"), False, {"hero": 1}, images, "1 unusable", rejected)


def test_a_save_that_failed_is_told_beside_the_figures():
    assert going(progress()).startswith("Step 3 of 10 · loss 0.7000 · 50 sprites a second")
    told = going(progress("state: the disk is full (what was saved at step 2 is kept)"))
    assert told.splitlines()[1] == (
        "The last save failed: state: the disk is full (what was saved at step 2 is kept)"
    )


def test_names_from_outside_are_no_markup_in_a_tooltip():
    tip = left_out_tip(scanned("<img src=x>.png is damaged", "b.png is blank"))
    assert "<img" not in tip
    assert "&lt;img src=x&gt;.png is damaged\nb.png is blank" in tip


def test_a_tooltip_stays_on_the_screen():
    assert left_out_tip(scanned()) == ""
    tip = left_out_tip(scanned(*(f"{i}.png is damaged" for i in range(100))))
    assert tip.count("damaged") == MOST_IN_TIP
