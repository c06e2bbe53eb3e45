import pytest
import torch

from sprite_studio.diffusion.sampling.noise import MAX_SEED, SpriteNoise

SHAPE = (4, 16, 16)


def test_a_sprite_s_noise_does_not_depend_on_its_batch():
    batch, alone = SpriteNoise([5, 6, 7], SHAPE), SpriteNoise([6], SHAPE)
    for _ in range(3):
        assert torch.equal(batch()[1], alone()[0])


def test_seeds_and_draws_differ():
    noise = SpriteNoise([1, 2], SHAPE)
    first, second = noise(), noise()
    assert not torch.equal(first[0], first[1])
    assert not torch.equal(first, second)


def test_the_global_seed_is_left_alone():
    torch.manual_seed(3)
    expected = torch.rand(1)
    torch.manual_seed(3)
    SpriteNoise([0], SHAPE)()
    assert torch.equal(torch.rand(1), expected)


@pytest.mark.parametrize("seed", [-1, MAX_SEED + 1])
def test_impossible_seeds_are_refused(seed):
    with pytest.raises(ValueError, match="seed must be"):
        SpriteNoise([seed], SHAPE)


def test_seeds_that_differ_in_their_upper_half_draw_other_noise():
    """torch's own generator takes the lower 32 bits of a seed, and no more."""
    seeds = [7, 2**32 + 7, 2**62 + 7, 2**63 - 1]
    drawn = SpriteNoise(seeds, (4, 16, 16))()
    assert len({noise.numpy().tobytes() for noise in drawn}) == len(seeds)
    assert torch.equal(drawn[1], SpriteNoise([2**32 + 7], (4, 16, 16))()[0])


def test_a_small_seed_draws_what_it_always_drew():
    expected = torch.randn((4, 16, 16), generator=torch.Generator().manual_seed(2**32 - 1))
    assert torch.equal(SpriteNoise([2**32 - 1], (4, 16, 16))()[0], expected)


def test_noise_of_a_large_seed_is_standard_normal():
    noise = SpriteNoise(range(2**40, 2**40 + 64), (4, 16, 16))()
    assert abs(noise.mean().item()) < 0.02
    assert abs(noise.std().item() - 1) < 0.02
