import pytest
import torch

from sprite_studio.diffusion.measuring.critic import (
    Critic,
    critic_loss,
    load_critic,
    save_critic,
)
from sprite_studio.diffusion.networks.checkpoint import CheckpointError, load_tensors, save_tensors

WORDS = ("hero", "food", "style:a")


@pytest.fixture
def critic() -> Critic:
    torch.manual_seed(0)
    return Critic(WORDS).eval()


def squares(count: int) -> torch.Tensor:
    """White squares on nothing."""
    x = -torch.ones(count, 4, 16, 16)
    x[:, :, 4:12, 4:12] = 1
    return x


def test_a_sprite_is_judged_the_same_in_any_batch(critic):
    x = torch.rand(300, 4, 16, 16) * 2 - 1
    weights = critic.weights([{"hero": 1.0}] * 300)
    whole = critic.judged(x, weights)
    assert whole.shape == (300,)
    assert torch.allclose(critic.judged(x[7:8], weights[7:8]), whole[7:8], atol=1e-5)


def test_words_count_by_their_weight_and_unknown_ones_not_at_all(critic):
    weights = critic.weights([{"food": 0.5, "mine": 1.0}, {}])
    assert weights.tolist() == [[0, 0.5, 0], [0, 0, 0]]
    x = squares(2)
    food, nothing = critic.judged(x, weights).tolist()
    assert food != nothing


def test_it_learns_what_is_real_and_what_the_words_say():
    torch.manual_seed(0)
    critic = Critic(WORDS)
    optimizer = torch.optim.AdamW(critic.parameters(), 3e-3)
    full, empty = critic.weights([{"hero": 1.0}]), critic.weights([{"food": 1.0}])
    real = torch.cat([squares(4), -squares(4)])  # heroes are squares, food is all around them
    says = torch.cat([full.expand(4, -1), empty.expand(4, -1)])
    order = torch.tensor([0, 4, 1, 5, 2, 6, 3, 7])
    for step in range(40):
        noise = torch.rand(8, 4, 16, 16, generator=torch.Generator().manual_seed(step)) * 2 - 1
        loss = critic_loss(critic, real[order], says[order], noise, says[order])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    critic.eval()
    noise = torch.rand(4, 4, 16, 16) * 2 - 1
    right = critic.judged(squares(4), full.expand(4, -1))
    assert (right > critic.judged(noise, full.expand(4, -1))).all()
    assert (right > critic.judged(squares(4), empty.expand(4, -1))).all()


def test_a_critic_comes_back_as_it_was_saved_but_for_half_precision(critic, tmp_path):
    path = tmp_path / "m.critic.safetensors"
    save_critic(path, critic, "0123")
    again, model = load_critic(path)
    assert model == "0123"
    assert again.words == WORDS
    x, weights = squares(2), critic.weights([{"hero": 1.0}, {"style:a": 1.0}])
    assert torch.allclose(again.judged(x, weights), critic.judged(x, weights), atol=0.02)


def test_files_of_something_else_and_damaged_ones_are_refused(critic, tmp_path):
    path = tmp_path / "m.critic.safetensors"
    path.write_bytes(b"no tensors")
    with pytest.raises(CheckpointError):
        load_critic(path)
    save_tensors(path, {"a": torch.zeros(1)}, {"other": "{}"})
    with pytest.raises(CheckpointError, match="is no critic"):
        load_critic(path)
    save_critic(path, critic, "0123")
    tensors, metadata = load_tensors(path)
    save_tensors(path, {**tensors, "is_real.bias": torch.tensor([float("nan")])}, metadata)
    with pytest.raises(CheckpointError, match="not numbers"):
        load_critic(path)
    save_tensors(path, {**tensors, "is_real.bias": torch.zeros(2)}, metadata)
    with pytest.raises(CheckpointError, match="shape"):
        load_critic(path)


def test_a_critic_of_characters_looks_at_all_frames_together(tmp_path):
    critic = Critic(WORDS, 48).eval()
    path = tmp_path / "m.critic.safetensors"
    save_critic(path, critic, "0123")
    again, _ = load_critic(path)
    assert again.channels == 48
    x = torch.rand(2, 48, 16, 16)
    changed = x.clone()
    changed[:, -4:] = -1  # of the last frame alone
    said = again.weights([{}, {}])
    assert (again.judged(x, said) != again.judged(changed, said)).all()
