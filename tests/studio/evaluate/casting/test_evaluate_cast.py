from dataclasses import asdict

import pytest
import torch
from walkers import listed, write

from sprite_studio import paths
from sprite_studio.art.forge.walking import walking_character
from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.studio.evaluate.casting.baselines import nearest_character, repeated_front
from sprite_studio.studio.evaluate.casting.cast_report import CastReport, ViewRow
from sprite_studio.studio.evaluate.casting.evaluate_cast import CastJob, CastPlan, evaluate_cast
from sprite_studio.studio.evaluate.references import load_references
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.cast import CAST_COLOURS

PLAN = CastPlan(words=2, judged=3, forged=6, timed=False)


@pytest.fixture
def walks(tmp_path):
    folder = tmp_path / "walkers"
    folder.mkdir()
    write(folder, listed(folder, 16))
    return folder


def report(library, small_cast, tmp_path, walks, **options) -> CastReport:
    save_checkpoint(tmp_path / "bundled" / "cast.safetensors", small_cast, Card(name="cast"))
    references = load_references(paths.resources() / "references")
    job = CastJob((walks,), steps=2, **options)
    *_, last = evaluate_cast(job, library, references, PLAN)
    assert isinstance(last, CastReport)
    return last


def test_everything_is_measured_beside_what_must_be_beaten(library, small_cast, tmp_path, walks):
    found = report(library, small_cast, tmp_path, walks, part="test")
    assert found.subjects >= 1
    assert [row.view for row in found.views[:5]] == ["down", "left", "right", "up", "all"]
    assert all(row.rms > 0 and row.phi1 > 0 and row.phi2 > 0 for row in found.views)
    walked = {row.of: row for row in found.walks}
    assert walked["the Forge's"].walks > 0.5
    assert walked["from words"].most_colours <= CAST_COLOURS
    assert 0 < found.megabytes < 14
    assert asdict(found)["views"]


def test_a_model_or_a_part_that_cannot_be_measured_says_so(library, small_cast, tmp_path, walks):
    references = load_references(paths.resources() / "references")
    with pytest.raises(JobError, match="single sprites"):
        list(evaluate_cast(CastJob((walks,), "base"), library, references, PLAN))
    write(walks, listed(walks, 1))
    with pytest.raises(JobError, match="holds no characters"):
        report(library, small_cast, tmp_path, walks)


def test_gain_is_over_the_better_baseline_on_average():
    row = ViewRow("the front", "left", 0.5, 1.0, 2.0, 0.5, 2.0, 1.0, 1.0, 1.0, 3.0)
    assert row.gain == pytest.approx(1 - (0.5 + 0.5 + 1.0) / 3)


def test_the_baselines():
    people = [walking_character(seed) for seed in range(5)]
    frames = people[3].frames
    assert (repeated_front(frames) == frames[0, 0]).all()
    assert nearest_character(frames, people) is people[3].frames
    assert torch.tensor(nearest_character(frames, people[:3]).shape).tolist() == [4, 3, 16, 16, 4]
