import itertools
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from sprite_studio import paths
from sprite_studio.art.forge import forge
from sprite_studio.art.spriteset import split_of
from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.diffusion.training.distill import student_of
from sprite_studio.studio.evaluate import evaluate_editing as module
from sprite_studio.studio.evaluate.editing_report import EditingReport
from sprite_studio.studio.evaluate.evaluate_editing import (
    EditingJob,
    EditingPlan,
    evaluate_editing,
)
from sprite_studio.studio.evaluate.references import load_references
from sprite_studio.studio.evaluate.report import EvaluateProgress
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.library.models import live_path

PLAN = EditingPlan(
    sprites=6, subjects=2, least=2, shown=3, lesson=3, drawn=2, style_lesson=3, style_drawn=4
)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack whose style the model knows: four test subjects of it, and four to train on."""
    folder = tmp_path / "a"
    folder.mkdir()
    names = [f"s{i}x" for i in range(200)]
    unseen, trained = (
        [name for name in names if split_of(f"a/{name}") == part][:4] for part in ("test", "train")
    )
    rows = ["file,category,group"]
    for i, name in enumerate((*unseen, *trained)):
        for frame in range(2):
            pixels = np.array(forge(50 + 2 * i + frame, ["hero"]).pixels)
            Image.fromarray(pixels).save(folder / f"{name}_{frame}.png")
            rows.append(f"{name}_{frame}.png,hero,a/{name}")
    (folder / "manifest.csv").write_text("\n".join(rows))
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Three frames each of some test subjects, in category folders."""
    folder = tmp_path / "data"
    for category in ("hero", "food"):
        names = (f"{category}{i}x" for i in range(200))
        unseen = [name for name in names if split_of(f"data/{name}") == "test"][:8]
        (folder / category).mkdir(parents=True)
        for i, name in enumerate(unseen):
            for frame in range(3):
                pixels = np.array(forge(3 * i + frame, [category]).pixels)
                Image.fromarray(pixels).save(folder / category / f"{name}_{frame}.png")
    return folder


def test_every_figure_is_measured_and_the_model_is_left_as_it_was(data, pack, library):
    references = load_references(paths.resources() / "references")
    loaded = library.load("base")
    before = loaded.model.fingerprint()
    job = EditingJob("base", (data, pack))
    events = list(evaluate_editing(job, library, references, PLAN))
    report = events[-1]
    assert isinstance(report, EditingReport)
    progress = [event for event in events if isinstance(event, EvaluateProgress)]
    assert [event.step for event in progress] == list(range(1, progress[-1].steps + 1))
    assert report.inversion_psnr > 10
    assert min(report.inpaint_error, report.inpaint_error_once, report.inpaint_error_free) > 0
    assert len(report.palettes) == 3
    assert min(row.surprise_inside for row in report.palettes) > 0
    # An untrained network answers one thing to all noise; the noise and the sprites differ.
    assert len({row.surprise_after for row in report.palettes}) == 3
    assert len(report.taught) == 2
    for row in report.taught:
        assert row.sprites == 3
        assert row.phi1_word != row.phi1_category
    (row,) = report.styles
    assert (row.style, row.sprites) == ("style:a", 4)  # of two of its four subjects
    assert row.phi1_word != row.phi1_any
    assert row.phi1_any == row.phi1_pack  # the model knows no other style that could be drawn
    assert loaded.model.fingerprint() == before
    assert loaded.model.vocabulary.taught == {}


def test_a_taught_word_is_measured_with_the_live_student_too(
    data, pack, library, small_model, monkeypatch
):
    save_checkpoint(live_path(library.find("base")), student_of(small_model), Card("student"))
    count = itertools.count()
    monkeypatch.setattr(torch, "cdist", lambda *_: torch.tensor(float(next(count))))
    references = load_references(paths.resources() / "references")
    *_, report = evaluate_editing(EditingJob("base", (data, pack)), library, references, PLAN)
    assert isinstance(report, EditingReport)
    row = report.taught[0]
    # Two spaces at a time, in the order in which they are measured: first the category alone.
    assert (row.phi1_category, row.phi2_category, row.phi1_word, row.phi2_word) == (0, 1, 2, 3)
    assert (row.phi1_live_category, row.phi2_live_category) == (4, 5)
    assert (row.phi1_live_word, row.phi2_live_word) == (6, 7)
    assert library.load_live("base").model.vocabulary.taught == {}


def test_each_figure_of_a_style_stands_under_its_own_name(pack, library, monkeypatch):
    count = itertools.count()
    monkeypatch.setattr(module, "frechet_distance", lambda *_: float(next(count)))
    references = load_references(paths.resources() / "references")
    *_, report = evaluate_editing(EditingJob("base", (pack,)), library, references, PLAN)
    assert isinstance(report, EditingReport)
    (row,) = report.styles
    # In the order in which they are measured: no style named, the pack's word, the taught one.
    first = row.phi1_any
    measured = (row.phi1_any, row.phi2_any, row.phi1_pack, row.phi2_pack)
    assert (*measured, row.phi1_word, row.phi2_word) == tuple(first + i for i in range(6))


def test_data_without_test_sprites_is_refused(library, tmp_path):
    folder = tmp_path / "none" / "hero"
    folder.mkdir(parents=True)
    name = next(f"s{i}x" for i in range(99) if split_of(f"none/s{i}x") == "train")
    Image.fromarray(np.array(forge(1, ["hero"]).pixels)).save(folder / f"{name}.png")
    references = load_references(paths.resources() / "references")
    with pytest.raises(JobError, match="no test sprites"):
        list(evaluate_editing(EditingJob("base", (folder.parent,)), library, references, PLAN))
