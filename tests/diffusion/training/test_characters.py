import torch
from torch import nn

from sprite_studio.diffusion.networks.cast import FRAMES
from sprite_studio.diffusion.training.characters import given_frames, with_given
from sprite_studio.diffusion.training.dataset import Batch
from sprite_studio.diffusion.training.trainer import velocity_losses


def test_no_character_is_given_wholly_and_every_way_comes_up():
    given = given_frames(2000, torch.Generator().manual_seed(0))
    counts = given.sum(dim=1)
    assert counts.max() == FRAMES - 1
    assert set(counts.int().tolist()) == set(range(FRAMES))
    alone = given[:, 0].bool() & (counts == 1)
    assert 0.2 < alone.float().mean() < 0.35  # the standing front alone


def test_words_are_left_out_beside_given_frames_only():
    fixed = Batch(torch.zeros(400, 48, 16, 16), torch.ones(400, 3))
    batch = with_given(lambda step: fixed, seed=0)(5)
    words, given = batch.weights[:, :3], batch.weights[:, 3:]
    silent = ~words.any(dim=1)
    assert silent.any()
    assert not (silent & ~given.any(dim=1)).any()


class Blind(nn.Module):
    """Says nothing of what is given and one of all else."""

    def forward(self, x, log_snr, weights):
        self.seen = x
        return torch.ones_like(x)


def test_given_frames_are_seen_clean_and_not_asked_for():
    model = Blind()
    x0, noise = torch.randn(2, 48, 16, 16), torch.randn(2, 48, 16, 16)
    given = torch.zeros(2, 48, 1, 1)
    given[:, :4] = 1
    args = (model, x0, noise, torch.zeros(2), torch.zeros(2, 1), "v")
    loss = velocity_losses(*args, given)
    assert torch.equal(model.seen[:, :4], x0[:, :4])
    assert not torch.allclose(model.seen[:, 4:], x0[:, 4:])
    rest = velocity_losses(model, x0[:, 4:], noise[:, 4:], *args[3:])
    torch.testing.assert_close(loss, rest)
