"""The instruments of `evaluate`: two feature spaces, a judge, and what training sprites look like.

They are made once, from the training split alone, and bundled; their hash stands here, so that
two figures with the same name were measured with the same instrument.
"""

import hashlib
import math
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sprite_studio.art.colour.words import COLOURS
from sprite_studio.art.sprite import CATEGORIES, Sprite
from sprite_studio.diffusion.measuring.classifier import FEATURES, FeatureNet, Judge
from sprite_studio.diffusion.measuring.fidelity import Projection, RandomFeatures
from sprite_studio.diffusion.networks.checkpoint import (
    MAX_BYTES,
    CheckpointError,
    load_tensors,
    save_tensors,
)
from sprite_studio.diffusion.pixels import encode
from sprite_studio.diffusion.training.dataset import Draw, draws_from, step_generator
from sprite_studio.regular_file import read_regular
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.train.forge_source import BOUND, forge_part, forged_person
from sprite_studio.studio.train.training_data import TrainingData, choose_words, encode_sprites

FILE = "references.safetensors"
SHA256 = "266ad252f039137b7ae5f0cb40691f8a4fa95900a706a5c4adbb8f8b341783e5"
"""Of the bundled file."""

QUESTIONS: dict[str, tuple[str, ...]] = {"category": CATEGORIES, **dict.fromkeys(BOUND, COLOURS)}
RANDOM_SEED, FEATURE_SEED, JUDGE_SEED = 1, 2, 3
FEATURE_STEPS, JUDGE_STEPS, BATCH = 1200, 1500, 128
CHECK_EVERY = 100


@dataclass(frozen=True)
class References:
    """Attributes:
    feature_net: φ₁ is its penultimate layer.
    random_features, projection: φ₂, random convolutions seen along their main directions.
    judge: answers `QUESTIONS`.
    training: space → (mean (64,), covariance (64, 64)) of the training sprites.
    """

    feature_net: FeatureNet
    random_features: RandomFeatures
    projection: Projection
    judge: Judge
    training: Mapping[str, tuple[Tensor, Tensor]]

    @torch.inference_mode()
    def features(self, x: Tensor) -> dict[str, Tensor]:
        """(N, 4, 16, 16) in [-1, 1] → "phi1" and "phi2", (N, 64) each."""
        parts = x.split(256)
        return {
            "phi1": torch.cat([self.feature_net.features(part) for part in parts]),
            "phi2": torch.cat([self.projection(self.random_features(part)) for part in parts]),
        }

    @torch.inference_mode()
    def judged(self, x: Tensor) -> dict[str, Tensor]:
        """(N, 4, 16, 16) → question → (N,) the index of the judge's answer."""
        answers = [self.judge(part) for part in x.split(256)]
        return {q: torch.cat([a[q] for a in answers]).argmax(dim=1) for q in QUESTIONS}


class _Header(msgspec.Struct, frozen=True):
    words: int


def load_references(folder: Path) -> References:
    """The bundled ones. Raises CheckpointError if the file is not the one that this code names."""
    path = folder / FILE
    if hashlib.sha256(read_regular(path, MAX_BYTES, CheckpointError)).hexdigest() != SHA256:
        raise CheckpointError(f"{path} is not the file that this version measures with")
    tensors, metadata = load_tensors(path)
    words = msgspec.json.decode(metadata["references"], type=_Header).words
    parts: dict[str, nn.Module] = {
        "feature_net": FeatureNet(words),
        "random_features": RandomFeatures(RANDOM_SEED),
        "projection": Projection(tensors["projection.mean"], tensors["projection.basis"]),
        "judge": Judge(QUESTIONS),
    }
    for name, part in parts.items():
        own = {
            k.removeprefix(f"{name}."): t for k, t in tensors.items() if k.startswith(f"{name}.")
        }
        part.load_state_dict(own)
        part.eval()
    training = {
        space: (tensors[f"{space}.mean"], tensors[f"{space}.covariance"])
        for space in ("phi1", "phi2")
    }
    return References(**parts, training=training)  # pyright: ignore[reportArgumentType]


def make_references(data: TrainingData, path: Path) -> Generator[str, None, None]:
    """Train the instruments on the training split and save them; yields what is being done.

    Held-out sprites say when to stop. Raises JobError where there are none, OSError.
    """
    if not data.held_out:
        raise JobError("the data has no held-out sprites to stop by; add more subjects")
    words = choose_words(data)
    encoded = encode_sprites(data.train, words, data.weights)
    draw = draws_from(encoded)
    torch.manual_seed(FEATURE_SEED)
    feature_net = FeatureNet(len(words))
    held_out = encode_sprites(data.held_out, words)
    yield from _train(
        feature_net,
        _word_losses(feature_net, draw),
        lambda: _word_loss(feature_net, held_out.x0, held_out.words).item(),
        FEATURE_STEPS,
        FEATURE_SEED,
    )
    torch.manual_seed(JUDGE_SEED)
    judge = Judge(QUESTIONS)
    categories = answers_of(data.held_out, "category")
    yield from _train(
        judge,
        _answer_losses(judge, draw, words),
        lambda: F.cross_entropy(
            judge(held_out.x0)["category"],
            categories,
            weight=_as_often(categories),
            ignore_index=NO_ANSWER,
        ).item(),
        JUDGE_STEPS,
        JUDGE_SEED,
    )
    random_features = RandomFeatures(RANDOM_SEED)
    with torch.inference_mode():
        projection = Projection.fit(random_features(encoded.x0), FEATURES)
    found = References(feature_net.eval(), random_features, projection, judge.eval(), {})
    tensors: dict[str, Tensor] = {}
    for name in ("feature_net", "random_features", "projection", "judge"):
        state = getattr(found, name).state_dict()
        tensors |= {f"{name}.{key}": tensor for key, tensor in state.items()}
    for space, features in found.features(encoded.x0).items():
        tensors[f"{space}.mean"] = features.mean(dim=0)
        tensors[f"{space}.covariance"] = torch.cov(features.T)
    header = msgspec.json.encode(_Header(len(words))).decode()
    save_tensors(path, tensors, {"references": header})
    yield f"{path}: SHA-256 {hashlib.sha256(path.read_bytes()).hexdigest()}"


Loss = Callable[[torch.Generator], Tensor]
"""A step's random stream → the loss of a fresh batch."""


def _train(
    network: nn.Module, loss: Loss, check: Callable[[], float], steps: int, seed: int
) -> Iterator[str]:
    """Keeps the weights that did best on held-out sprites: few sprites are soon known by heart."""
    best, kept = math.inf, network.state_dict()
    optimizer = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, steps)
    network.train()
    for step in range(steps):
        optimizer.zero_grad()
        value = loss(step_generator(seed, step))
        value.backward()
        optimizer.step()
        schedule.step()
        if (step + 1) % CHECK_EVERY == 0 or step + 1 == steps:
            network.eval()
            with torch.inference_mode():
                found = check()
            network.train()
            if found < best:
                best, kept = found, deepcopy(network.state_dict())
            yield (
                f"{type(network).__name__} {step + 1}/{steps}: loss {value.item():.4f}, "
                f"held out {found:.4f}"
            )
    network.load_state_dict(kept)


def _as_often(categories: Tensor) -> Tensor:
    """Weights with which every category counts the same."""
    return 1 / torch.bincount(categories[categories >= 0], minlength=len(CATEGORIES)).clamp(min=1)


def _word_losses(network: FeatureNet, draw: Draw) -> Loss:
    def loss(rng: torch.Generator) -> Tensor:
        return _word_loss(network, *draw(BATCH, rng))

    return loss


def _word_loss(network: FeatureNet, x0: Tensor, says: Tensor) -> Tensor:
    return F.binary_cross_entropy_with_logits(network(x0), says)


def _answer_losses(judge: Judge, draw: Draw, words: Sequence[str]) -> Loss:
    """Categories from the sets and the Forge, bound colours from the Forge, which knows them."""
    categories = [words.index(category) for category in CATEGORIES]

    def loss(rng: torch.Generator) -> Tensor:
        x0, says = draw(BATCH // 2, rng)
        seed = int(torch.randint(0, 2**62, (), generator=rng))
        forged = forge_part(BATCH // 4, "train", seed)
        people = [forged_person(seed + i) for i in range(BATCH // 4)]
        both = torch.cat([x0, encode(np.stack([s.pixels for s in (*forged, *people)]))])
        answers = judge(both)
        known = says[:, categories]
        right = torch.cat([known.argmax(dim=1), answers_of((*forged, *people), "category")])
        right[: len(x0)][known.sum(dim=1) == 0] = NO_ANSWER
        total = F.cross_entropy(answers["category"], right, ignore_index=NO_ANSWER)
        for question in BOUND:
            right = answers_of((*forged, *people), question)
            total = total + F.cross_entropy(
                answers[question][len(x0) :], right, ignore_index=NO_ANSWER
            )
        return total

    return loss


NO_ANSWER = -100
"""Where a sprite has nothing that is asked for."""


def answers_of(sprites: Sequence[Sprite], question: str) -> Tensor:
    """(N,) the right answers' indices, by the sprites' words."""
    prefix = "" if question == "category" else f"{question}:"
    index = {prefix + option: i for i, option in enumerate(QUESTIONS[question])}
    found = [next((index[w] for w in s.words if w in index), NO_ANSWER) for s in sprites]
    return torch.tensor(found)
