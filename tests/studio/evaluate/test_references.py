import hashlib
from dataclasses import replace

import numpy as np
import pytest
import torch

from sprite_studio import paths
from sprite_studio.art.forge import forge
from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.diffusion.networks.checkpoint import CheckpointError
from sprite_studio.diffusion.pixels import encode
from sprite_studio.studio.evaluate import references
from sprite_studio.studio.evaluate.references import (
    FILE,
    QUESTIONS,
    answers_of,
    load_references,
    make_references,
)
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.train.forge_source import BOUND, forged_person
from sprite_studio.studio.train.training_data import TrainingData


@pytest.fixture
def data() -> TrainingData:
    sprites = tuple(forge(seed) for seed in range(80))
    held_out = tuple(forge(seed) for seed in range(100, 120))
    return TrainingData(sprites, held_out, (1.0,) * len(sprites), 0.0, "", (), "")


def test_instruments_are_made_saved_and_read_back(data, tmp_path, monkeypatch):
    monkeypatch.setattr(references, "FEATURE_STEPS", 3)
    monkeypatch.setattr(references, "JUDGE_STEPS", 2)
    path = tmp_path / FILE
    *_, last = make_references(data, path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert last.endswith(digest)
    monkeypatch.setattr(references, "SHA256", digest)
    found = load_references(tmp_path)
    x = encode(np.stack([sprite.pixels for sprite in data.train]))
    features = found.features(x)
    assert {space: tuple(f.shape) for space, f in features.items()} == {
        "phi1": (80, 64),
        "phi2": (80, 64),
    }
    for space, (mean, covariance) in found.training.items():
        torch.testing.assert_close(mean, features[space].mean(dim=0), rtol=1e-3, atol=1e-4)
        assert covariance.shape == (64, 64)


def test_without_held_out_sprites_nobody_knows_when_to_stop(data, tmp_path):
    with pytest.raises(JobError, match="no held-out sprites"):
        list(make_references(replace(data, held_out=()), tmp_path / FILE))


def test_another_file_is_no_instrument(tmp_path):
    (tmp_path / FILE).write_bytes(b"something else")
    with pytest.raises(CheckpointError, match="not the file that this version measures with"):
        load_references(tmp_path)


def test_the_bundled_judge_knows_what_it_is_asked():
    found = load_references(paths.resources() / "references")
    people = [forged_person(5_000_000 + 1000 * i) for i in range(100)]
    answers = found.judged(encode(np.stack([person.pixels for person in people])))
    for question in BOUND:
        right = (answers[question] == answers_of(people, question)).float().mean()
        assert right > 0.8, question
    forged = [forge(10**7 + i, [CATEGORIES[i % 5]]) for i in range(100)]
    answers = found.judged(encode(np.stack([sprite.pixels for sprite in forged])))
    assert (answers["category"] == answers_of(forged, "category")).float().mean() > 0.8


def test_a_forged_person_has_two_colours_to_tell_apart():
    for seed in range(20):
        person = forged_person(seed)
        hat, shirt = (answers_of([person], question).item() for question in BOUND)
        assert hat != shirt
        assert 0 <= hat < len(QUESTIONS[BOUND[0]])
        assert 0 <= shirt < len(QUESTIONS[BOUND[1]])


def test_what_is_not_said_has_no_answer():
    potion = forge(1, ["kind:potion"])
    assert answers_of([potion], "hat-colour").item() == references.NO_ANSWER
    assert answers_of([potion], "category").item() == CATEGORIES.index("spell")
