from pathlib import Path

import pytest
import torch

from sprite_studio.diffusion.networks.tune import TuneConfig
from sprite_studio.diffusion.training.trainer import TrainConfig
from sprite_studio.music.forge import forge_tune
from sprite_studio.music.words import GROUPS, VOCABULARY
from sprite_studio.stepwise import completed
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.training.train import Source, TrainJob, TrainResult, TrainStarted
from sprite_studio.studio.train import train as training
from sprite_studio.studio.train.train import train
from sprite_studio.studio.train.tunes import (
    HELD_OUT,
    forged_tunes,
    load_tune_data,
    tune_batches,
    tune_validation,
)

FORGE = (Source(Path("forge")),)


def test_only_the_forge_teaches_tunes(tmp_path):
    for sources in ((), (Source(tmp_path),), (*FORGE, Source(tmp_path))):
        with pytest.raises(JobError, match="the Forge of tunes alone"):
            completed(load_tune_data(sources))


def test_parts_share_no_tune():
    parts = [forged_tunes(20, part) for part in ("train", "validation", "test")]
    bars = [{tune.bars.tobytes() for tune in part} for part in parts]
    assert not bars[0] & bars[1]
    assert not bars[0] & bars[2]
    assert not bars[1] & bars[2]


def test_batches_are_bars_with_their_words_and_the_same_each_time():
    batches = tune_batches(VOCABULARY, TrainConfig(10, batch_size=32))
    batch = batches(3)
    assert batch.x0.shape == (32, 4, 16, 16)
    assert set(batch.x0.unique().tolist()) <= {-1.0, 0.0, 1.0}
    assert batch.weights.shape == (32, len(VOCABULARY))
    torch.testing.assert_close(batches(3).x0, batch.x0)
    assert not torch.equal(batches(4).x0, batch.x0)


def test_most_words_are_told_and_each_is_left_out_now_and_then():
    batches = tune_batches(VOCABULARY, TrainConfig(10, batch_size=64))
    weights = torch.cat([batches(step).weights for step in range(20)])
    assert set(weights.unique().tolist()) == {0.0, 1.0}
    column = {word: i for i, word in enumerate(VOCABULARY)}
    for group in GROUPS:
        told = weights[:, [column[word] for word in group]].sum(dim=1)
        assert 0.6 < told.mean() < 0.9, "15 in 100 of each word, and 10 of all, are dropped"
        assert told.max() == 1


def test_validation_is_on_bars_that_are_not_trained_on(small_tune):
    data = completed(load_tune_data(FORGE))
    assert len(data.held_out_tunes) == HELD_OUT
    loss = tune_validation(data, VOCABULARY)(small_tune)
    assert 0 < loss.mean < 10


def test_a_run_trains_resumes_and_leaves_a_network_of_tunes(
    small_networks, small_tune, library, tmp_path, monkeypatch
):
    monkeypatch.setattr(training, "TuneConfig", lambda: small_tune.config)
    run = tmp_path / "runs" / "tune"
    run.parent.mkdir()
    events = [
        event
        for event in train(TrainJob(FORGE, run, steps=2, network="tune"), library)
        if isinstance(event, TrainStarted | TrainResult)
    ]
    assert isinstance(events[0], TrainStarted)
    assert events[0].words == VOCABULARY
    assert isinstance(events[-1], TrainResult)
    assert events[-1].validation is not None
    loaded = library.load("tune")
    assert isinstance(loaded.model.config, TuneConfig)
    assert loaded.card.credits == ("the Forge of tunes",)
    assert loaded.card.styles == {}
    [summary] = [model for model in library.all() if model.name == "tune"]
    assert summary.plays
    assert not summary.walks
    *_, more = train(TrainJob((), run, steps=3, resume=True), library)
    assert isinstance(more, TrainResult)
    assert more.step == 3


@pytest.mark.parametrize(("network", "start"), [("tune", "base"), ("house", "tune")])
def test_sprites_do_not_begin_with_tunes_nor_tunes_with_sprites(
    network, start, library, small_tune, tmp_path
):
    from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint

    save_checkpoint(tmp_path / "bundled" / "tune.safetensors", small_tune, Card(name="tune"))
    job = TrainJob(FORGE, tmp_path / "run", steps=1, network=network, start_from=start)
    with pytest.raises(JobError, match="a network of tunes begins with one of tunes"):
        list(train(job, library))


def test_the_forge_has_not_changed_unseen():
    first = forge_tune(0)
    assert (first.mood, first.plan.form, first.plan.bpm) == ("mystery", "ABCDABEF", 81)
