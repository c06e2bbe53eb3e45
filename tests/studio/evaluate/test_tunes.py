import math

import pytest

from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.studio.evaluate import tunes
from sprite_studio.studio.evaluate.report import EvaluateProgress
from sprite_studio.studio.evaluate.tunes import TunesJob, TunesReport, measure_tunes


def test_drawn_loops_stand_beside_the_forge_s(library, small_tune, tmp_path, monkeypatch):
    monkeypatch.setattr(tunes, "FORGED", 160)
    monkeypatch.setattr(tunes, "FORGED_UNSEEN", 80)
    save_checkpoint(tmp_path / "bundled" / "tune.safetensors", small_tune, Card(name="tune"))
    *before, report = measure_tunes(TunesJob(count=4, steps=2), library)
    assert isinstance(report, TunesReport)
    assert [e.step for e in before if isinstance(e, EvaluateProgress)] == [0, 1, 2, 3]
    drawn, forged = report.rows
    assert (drawn.loops, forged.loops) == (4, 80)
    assert (forged.in_key, forged.all_in_key, forged.silent, forged.four_same) == (1, 1, 0, 0)
    assert forged.scale_told > 0.9
    assert forged.mood_told > 0.8
    assert forged.kin > forged.strangers
    assert math.isnan(forged.seam)
    # A network that has learned nothing plays any note.
    assert drawn.in_key < 0.8
    assert drawn.copied == pytest.approx(0, abs=0.05)
    assert report.seconds_a_loop > 0
