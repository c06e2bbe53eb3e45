import itertools
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sprite_studio import paths
from sprite_studio.art.forge import forge
from sprite_studio.art.spriteset import load_set
from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.diffusion.training.distill import student_of
from sprite_studio.studio.evaluate import evaluate_adapt as module
from sprite_studio.studio.evaluate.adapting_report import AdaptingReport
from sprite_studio.studio.evaluate.evaluate_adapt import AdaptingJob, AdaptPlan, evaluate_adapt
from sprite_studio.studio.evaluate.references import load_references
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.library.models import live_path
from sprite_studio.studio.train.adapting import practice

PLAN = AdaptPlan(shown=(3, 4, 5), steps=2, lesson=2, drawn=4, lacking=2, unseen=6)


@pytest.fixture(autouse=True)
def little_practice(monkeypatch):
    monkeypatch.setattr(practice, "POOL", 4)
    monkeypatch.setattr(practice, "CHUNK", 4)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Ten heroes and six foods."""
    for category, count in (("hero", 10), ("food", 6)):
        (tmp_path / "pack" / category).mkdir(parents=True)
        for i in range(count):
            pixels = np.array(forge(i, [category]).pixels)
            Image.fromarray(pixels).save(tmp_path / "pack" / category / f"{category}{i}x.png")
    return tmp_path / "pack"


def measured(pack: Path, library) -> AdaptingReport:
    references = load_references(paths.resources() / "references")
    *_, report = evaluate_adapt(AdaptingJob("base", (pack,)), library, references, PLAN)
    assert isinstance(report, AdaptingReport)
    return report


def test_each_row_is_measured_and_the_model_is_left_as_it_was(pack, library):
    loaded = library.load("base")
    before = loaded.model.fingerprint()
    report = measured(pack, library)
    assert [row.shown for row in report.rows] == ["3 of all", "4 of all", "5 of all", "4 hero"]
    last = report.rows[-1]
    assert last.lacking == "non-hero, food, spell, side-facing"
    assert last.phi1_adapted != last.phi1_taught != last.phi1_any
    assert (last.near_copies, last.near_copies_real) == (0, 0)
    assert last.phi1_live is None
    assert last.kinds_right is None  # it knows no words for them
    assert report.old_styles_changed == 0
    assert loaded.model.fingerprint() == before
    assert loaded.model.vocabulary.taught == loaded.model.vocabulary.differences == {}


def test_the_live_student_is_measured_too(pack, library, small_model):
    save_checkpoint(live_path(library.find("base")), student_of(small_model), Card("student"))
    (first, *_) = measured(pack, library).rows
    assert first.phi1_live not in (None, first.phi1_adapted)


def test_each_figure_stands_under_its_own_name(pack, library, monkeypatch):
    count = itertools.count()
    monkeypatch.setattr(module, "frechet_distance", lambda *_: float(next(count)))
    (row, *_) = measured(pack, library).rows
    # In the order in which they are measured: no style named, the taught one, the learned one.
    assert (row.phi1_any, row.phi2_any, row.phi1_taught, row.phi2_taught) == (0, 1, 2, 3)
    assert (row.phi1_adapted, row.phi2_adapted) == (4, 5)


def test_what_is_shown_is_never_measured_against(pack):
    for _, shown, others in module._splits(load_set(pack).sprites, PLAN.shown):
        assert not {sprite.subject for sprite in shown} & {sprite.subject for sprite in others}
        assert len(shown) + len(others) == 16


def test_a_small_pack_cannot_be_measured_by(pack, library):
    references = load_references(paths.resources() / "references")
    plan = AdaptPlan(shown=(3, 9, 20))
    with pytest.raises(JobError, match="40 subjects are needed"):
        list(evaluate_adapt(AdaptingJob("base", (pack,)), library, references, plan))
