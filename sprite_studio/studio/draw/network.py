"""Look into a network: its parts, what each says at a step of a run, what a pixel of one sees."""

import time
from collections.abc import Generator, Mapping

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from sprite_studio.diffusion.inside.activations import change, opened
from sprite_studio.diffusion.inside.parts import parts_of
from sprite_studio.diffusion.inside.receptive_field import receptive_field, share_of_pixels
from sprite_studio.diffusion.inside.word_space import (
    flattened,
    heard_vectors,
    nearest,
    null_picture,
    word_pictures,
    word_vectors,
)
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.threads import threads_set
from sprite_studio.studio.draw.sampling import model_for, told_weights
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.network import (
    NEAREST,
    NetworkJob,
    NetworkPart,
    NetworkResult,
    ReachJob,
    ReachResult,
    StepJob,
    StepResult,
    WordSpace,
)
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.library.models import ModelLibrary


def describe_network(
    job: NetworkJob, library: ModelLibrary
) -> Generator[NetworkResult | None, None, None]:
    """Yields None where other work may go first, then one NetworkResult.

    Raises JobError, CheckpointError.
    """
    drawer = model_for(library, job.model, "live" if job.live else "")
    drawer.check_draws_sprites()
    yield None  # it may have been loaded
    network, channels = drawer.model.network, drawer.model.config.channels
    with threads_set(1):
        parts = parts_of(network, channels, drawer.model.context_width)
        yield NetworkResult(
            job,
            tuple(NetworkPart(*part) for part in parts),
            sum(weights.numel() for weights in network.parameters()),
            sum(weights.numel() for weights in drawer.model.vocabulary.parameters()),
            word_space(library.load(job.model)),
        )


def word_space(loaded: LoadedModel) -> WordSpace:
    """Where the words of a model lie. Of a live student that model is meant whose words people
    know."""
    model = loaded.model
    vectors = heard_vectors(model)
    index, cosine = nearest(vectors, NEAREST)
    places, shares = flattened(vectors)
    pictures, nothing = word_pictures(model), null_picture(model)
    return WordSpace(
        words=model.vocabulary.known,
        vectors=_frozen(word_vectors(model)),
        pictures=None if pictures is None else _frozen(pictures),
        null_picture=None if nothing is None else _frozen(nothing),
        learned=not isinstance(model.config, CourseConfig),
        nearest=index.numpy(),
        cosine=cosine.numpy(),
        places=places.numpy(),
        shares=shares,
    )


def open_step(job: StepJob, library: ModelLibrary) -> Generator[StepResult | None, None, None]:
    """Yields None where other work may go first, then one StepResult: the network is asked once,
    about the sprite with the words and without.

    Raises JobError, CheckpointError.
    """
    drawer = _drawer(job, library)
    yield None  # it may have been loaded
    start, used = time.perf_counter(), time.process_time()
    with_words = _told(job)
    without = {word: weight for word, weight in with_words.items() if word != job.without}
    both = [with_words, without if job.without else {}]
    weights, _ = told_weights(drawer, both, job.recipe.drawing)
    x = _shown(job, drawer).expand(2, -1, -1, -1)
    with torch.inference_mode():
        found = opened(drawer.model, weights, x, job.log_snr, drawer.network)
    yield StepResult(
        job=job,
        said={name: _frozen(said[0]) for name, said in found.said.items()},
        changed={name: _frozen(said[0] - said[1]) for name, said in found.said.items()},
        changes={name: change(*said) for name, said in found.said.items()},
        given={name: _frozen(told[0]) for name, told in found.given.items()},
        attention={name: _frozen(weights[0]) for name, weights in found.attention.items()},
        seconds=time.perf_counter() - start,
        process_seconds=time.process_time() - used,
    )


def reach(job: ReachJob, library: ModelLibrary) -> Generator[ReachResult | None, None, None]:
    """Yields None where other work may go first, then one ReachResult.

    Raises JobError, CheckpointError.
    """
    drawer = _drawer(job.step, library)
    yield None  # it may have been loaded
    weights, _ = told_weights(drawer, [_told(job.step)], job.step.recipe.drawing)
    with threads_set(1):
        field = receptive_field(
            drawer.model,
            weights,
            _shown(job.step, drawer),
            job.step.log_snr,
            job.part,
            (job.row, job.column),
        )
    yield ReachResult(job, _frozen(field), share_of_pixels(field))


def _drawer(job: StepJob, library: ModelLibrary) -> LoadedModel:
    """Of the run. Raises JobError where that is not the one any more."""
    how = job.recipe.drawing
    drawer = model_for(library, how.model, how.sampler)
    if drawer.hash != job.recipe.model_hash:
        raise JobError(
            f"the model {how.model!r} has changed since this run was drawn; run it again"
        )
    return drawer


def _told(job: StepJob) -> Mapping[str, float]:
    """The words of the run's first sprite."""
    return {**job.recipe.drawing.mix, **(job.recipe.styles[0] if job.recipe.styles else {})}


def _shown(job: StepJob, drawer: LoadedModel) -> Tensor:
    """(1, C, 16, 16)."""
    x = np.frombuffer(job.x_t, np.float32).reshape(1, drawer.model.config.channels, 16, 16)
    return torch.from_numpy(x.copy()).to(next(drawer.model.parameters()).device)


def _frozen(numbers: Tensor) -> NDArray[np.float32]:
    """Read-only, contiguous, on the CPU, and nobody else's."""
    own = numbers.detach().float().cpu().contiguous().numpy().copy()
    own.setflags(write=False)
    return own
