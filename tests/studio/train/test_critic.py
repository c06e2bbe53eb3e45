from dataclasses import replace

import pytest

from sprite_studio.diffusion.measuring.critic import load_critic
from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.studio.draw.picking import picker_for
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.training.train import CriticJob, Source
from sprite_studio.studio.library.models import critic_path
from sprite_studio.studio.train import critic as module
from sprite_studio.studio.train.critic import CriticProgress, CriticResult, train_critic
from sprite_studio.studio.train.forge_source import FORGE

JOB = CriticJob("base", (Source(FORGE),), sprites=64, steps=6)


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(module, "BATCH", 8)
    monkeypatch.setattr(module, "CHECKED", 16)
    monkeypatch.setattr(module, "CHECK_EVERY", 3)


def test_a_critic_is_made_beside_its_model_and_picks_from_then_on(library):
    *events, last = train_critic(JOB, library)
    assert isinstance(last, CriticResult)
    assert last.path == critic_path(library.find("base"))
    critic, model = load_critic(last.path)
    assert model == library.load("base").hash
    assert critic.words == library.load("base").model.vocabulary.words
    looks = {e.done: e.told_apart for e in events if isinstance(e, CriticProgress)}
    found = [told for told in looks.values() if told is not None]
    assert [done for done, told in looks.items() if told is not None] == [3, 6]
    # An untrained network draws noise, which is soon told from sprites.
    assert last.told_apart == max(found) > 0.5
    assert picker_for(library, Drawing()) is not None


def test_given_up_it_leaves_nothing(library):
    events = train_critic(JOB, library)
    for event in events:
        if isinstance(event, CriticProgress):
            break
    events.close()
    assert not critic_path(library.find("base")).exists()


@pytest.mark.parametrize(("sprites", "steps"), [(31, 6), (64, 0)])
def test_too_little_is_refused(library, sprites, steps):
    job = CriticJob("base", JOB.data, sprites=sprites, steps=steps)
    with pytest.raises(JobError, match="needs 32 sprites or more"):
        next(train_critic(job, library))


def test_a_critic_of_characters_sees_all_their_frames(library, small_cast, tmp_path):
    save_checkpoint(tmp_path / "bundled" / "cast.safetensors", small_cast, Card(name="cast"))
    job = replace(JOB, model="cast", sprites=32)
    *_, last = train_critic(job, library)
    assert isinstance(last, CriticResult)
    critic = library.load_critic("cast")
    assert critic is not None
    assert critic.channels == 48
