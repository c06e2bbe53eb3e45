"""The words of a model as points: which lie near each other, and a map of all of them."""

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from sprite_studio.diffusion.networks.course import CourseUNet
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.networks.unet import UNetConfig


def word_vectors(model: Model) -> Tensor:
    """(V, D): what each word adds to a context; taught words stand last, as in `known`. Pictures of
    words are no part of it."""
    vocabulary = model.vocabulary
    taught = [row.to(vocabulary.rows) for row in vocabulary.taught.values()]
    rows = torch.stack([*vocabulary.rows, *taught]).detach().float().cpu()
    return rows[:, : model.config.context] if isinstance(model.config, UNetConfig) else rows


def word_pictures(model: Model) -> Tensor | None:
    """(V, C, 16, 16) in about [-1, 1]: what each word promises by itself; None where words have no
    pictures."""
    alone = torch.eye(len(model.vocabulary.known)).to(model.vocabulary.rows)
    with torch.inference_mode():
        pictures = model.picture(alone)
    return None if pictures is None else pictures.float().cpu()


def null_picture(model: Model) -> Tensor | None:
    """(C, 16, 16) what no words at all promise: what every picture of `word_pictures` holds besides
    the word's own 1,024 numbers. None where words have no pictures."""
    nothing = torch.zeros(1, len(model.vocabulary.known)).to(model.vocabulary.rows)
    with torch.inference_mode():
        picture = model.picture(nothing)
    return None if picture is None else picture[0].float().cpu()


def heard_vectors(model: Model) -> Tensor:
    """(V, D) by which words are compared: `word_vectors`. In the course's network a word is an axis
    of its own, as far from any other; there what its embeddings make of each word counts, less what
    they make of none."""
    vectors = word_vectors(model)
    network = model.network
    if not isinstance(network, CourseUNet):
        return vectors
    with torch.inference_mode():
        told = torch.cat([vectors, torch.zeros_like(vectors[:1])]).to(next(network.parameters()))
        made = torch.cat([network.contextembed1(told), network.contextembed2(told)], dim=1)
    made = made.flatten(1).float().cpu()
    return made[:-1] - made[-1]


def nearest(vectors: Tensor, count: int) -> tuple[Tensor, Tensor]:
    """(V, D) → (V, N) indices of the words that point most nearly the same way, and (V, N) the
    cosine of the angle to each. N is `count`, or V - 1 where there are no more."""
    cosine = F.normalize(vectors.double(), dim=1)
    cosine = cosine @ cosine.T
    cosine.fill_diagonal_(-torch.inf)
    alike, index = cosine.topk(min(count, len(vectors) - 1), dim=1)
    return index, alike


def nearest_to_sums(vectors: Tensor, sums: Sequence[tuple[int, int, int]]) -> Tensor:
    """(N,) the word that points most nearly where a - b + c does, of each of N (a, b, c), which
    are themselves left out. All vectors count as equally long (aclanthology.org/N13-1090)."""
    if not len(sums):
        return torch.zeros(0, dtype=torch.long)
    unit, index = F.normalize(vectors.double(), dim=1), torch.tensor(sums)
    a, b, c = unit[index].unbind(dim=1)
    cosine = F.normalize(a - b + c, dim=1) @ unit.T
    return cosine.scatter(1, index, -torch.inf).argmax(dim=1)


def flattened(vectors: Tensor) -> tuple[Tensor, tuple[float, float]]:
    """(V, D) → (V, 2) along the two directions in which the points differ most (principal
    components), and the share of their variance along each. An axis that they have not is 0."""
    centred = (vectors - vectors.mean(dim=0)).double()
    u, s, _ = torch.linalg.svd(centred, full_matrices=False)
    s = torch.cat([s, s.new_zeros(2)])
    u = torch.cat([u, u.new_zeros(len(u), 2)], dim=1)
    whole = s.square().sum().item()
    shares = [0.0 if whole == 0 else s[i].item() ** 2 / whole for i in (0, 1)]
    return u[:, :2] * s[:2], (shares[0], shares[1])


def level_vectors(model: Model, log_snr: Tensor) -> Tensor:
    """(L, K): what the network makes of each of (L,) noise levels before a block hears it; in the
    course's network, which does so twice, the first."""
    network = model.network
    with torch.inference_mode():
        if isinstance(network, CourseUNet):
            made = network.timeembed1(network.schedule.time(log_snr))
        else:
            made = network.noise_level(log_snr)
    return made.flatten(1).float().cpu()
