from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from sprite_studio import paths
from sprite_studio.art.forge import forge
from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.art.spriteset import split_of
from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.diffusion.training.distill import student_of
from sprite_studio.studio.evaluate import evaluate as module
from sprite_studio.studio.evaluate.evaluate import evaluate
from sprite_studio.studio.evaluate.references import References, load_references
from sprite_studio.studio.evaluate.report import EvaluateJob, EvaluateProgress, Report
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.library.models import live_path

SIZE = replace(
    module.QUICK,
    sprites=20,
    category=2,
    coloured=2,
    people=4,
    strips=1,
    table=4,
    rows=(("ddim", 500), ("ddim", 4), ("dpm++", 4), ("ddpm", 4), ("live", 2)),
)


@pytest.fixture(scope="module")
def instruments() -> References:
    return load_references(paths.resources() / "references")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Forged sprites in category folders."""
    folder = tmp_path / "data"
    for category in CATEGORIES:
        (folder / category).mkdir(parents=True)
        for i in range(50):
            sprite = forge(i, [category])
            Image.fromarray(np.array(sprite.pixels)).save(folder / category / f"s{i}x.png")
    return folder


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(module, "QUICK", SIZE)
    monkeypatch.setattr(module, "EXACT", ("ddim", 500))
    monkeypatch.setattr(module, "LEAST_UNSEEN", 10)


def report_of(job: EvaluateJob, library, instruments) -> tuple[list[EvaluateProgress], Report]:
    progress, report = [], None
    for event in evaluate(job, library, instruments):
        if isinstance(event, EvaluateProgress):
            progress.append(event)
        elif isinstance(event, Report):
            report = event
    assert report is not None
    return progress, report


def test_a_report_has_every_figure_and_repeats(data, library, instruments, monkeypatch):
    monkeypatch.setattr(module, "QUICK", replace(SIZE, rows=(("ddim", 8), *SIZE.rows[1:4])))
    monkeypatch.setattr(module, "EXACT", ("ddim", 8))
    job = EvaluateJob("base", (data,), quick=True, steps=2)
    progress, report = report_of(job, library, instruments)
    assert progress[-1].step == progress[-1].steps
    assert set(report.fd) == {"phi1", "phi2"}
    for distance in report.fd.values():
        # An untrained network draws nothing like a sprite; real sprites are near each other.
        assert distance.value > 2 * distance.floor > 0
        assert 0 <= distance.coverage <= 1
    assert 0 <= report.conditional_accuracy <= 1
    assert report.judge_real_accuracy > 0.6
    assert report.colour_accuracy is not None  # the small model knows red
    assert report.binding_accuracy is None  # and no hats
    assert report.near_copies == 0
    assert 0 < report.alpha_crisp < 1
    assert report.colours > report.colours_snapped
    assert report.colours_snapped <= 12
    assert 0 <= report.blends_steady <= 1 <= report.blend_jump
    assert report.even_blends_steady == 1
    assert 1 <= report.even_blend_jump <= 3
    assert [(row.sampler, row.steps) for row in report.steps] == [
        ("ddim", 8),
        ("ddim", 4),
        ("dpm++", 4),
        ("ddpm", 4),
    ]
    assert report.steps[0].paired_l2 == 0
    assert report.steps[1].paired_l2 is not None
    assert report.steps[3].paired_l2 is None
    _, again = report_of(job, library, instruments)
    assert replace(again, minutes=report.minutes) == report


def test_a_student_is_in_the_table_if_there_is_one(
    data, library, instruments, small_model, monkeypatch
):
    rows = (("ddim", 4), ("live", 2), ("live", 4))
    monkeypatch.setattr(module, "QUICK", replace(SIZE, rows=rows))
    monkeypatch.setattr(module, "EXACT", ("ddim", 4))
    save_checkpoint(live_path(library.find("base")), student_of(small_model), Card("student"))
    _, report = report_of(EvaluateJob("base", (data,), True, steps=2), library, instruments)
    assert [row.sampler for row in report.steps] == ["ddim", "live", "live"]


def test_only_unseen_subjects_are_what_is_compared_with(data):
    parts = {split_of(f"data/{c}/s{i}x") for c in CATEGORIES for i in range(50)}
    assert parts == {"train", "validation", "test"}


def test_too_few_sprites_are_said_to_be(tmp_path, library, instruments):
    folder = tmp_path / "few" / "hero"
    folder.mkdir(parents=True)
    for i in range(5):
        Image.fromarray(np.array(forge(i).pixels)).save(folder / f"s{i}x.png")
    with pytest.raises(JobError, match="are needed to measure by"):
        list(evaluate(EvaluateJob("base", (folder.parent,)), library, instruments))


def test_closing_it_stops_between_two_steps(data, library, instruments):
    events = evaluate(EvaluateJob("base", (data,), quick=True), library, instruments)
    assert any(isinstance(event, EvaluateProgress) for event in events)
    events.close()
    assert torch.is_grad_enabled()
