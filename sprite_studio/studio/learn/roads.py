"""The network, whole and with one of its two roads cut, at every noise level."""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager

import numpy as np
import torch
from torch import Tensor, nn

from sprite_studio.diffusion.inside.activations import strength
from sprite_studio.diffusion.inside.parts import heard
from sprite_studio.diffusion.networks.course import CourseUNet
from sprite_studio.diffusion.networks.named_parts import named_parts
from sprite_studio.diffusion.networks.unet import UNet
from sprite_studio.diffusion.pixels import decode
from sprite_studio.diffusion.schedule import add_noise
from sprite_studio.studio.draw.generate import frozen
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.learn.roads import (
    ROADS,
    Road,
    RoadsJob,
    RoadsResult,
    Stage,
)
from sprite_studio.studio.learn.subject import (
    LEVELS,
    as_numbers,
    category_of,
    denoiser_for,
    forge_sprites,
    level_of,
    load,
    mix_of,
    noise_for,
    numbers_of,
    rms,
    told,
)
from sprite_studio.studio.library.models import ModelLibrary

SPRITES = 8


def roads(job: RoadsJob, library: ModelLibrary) -> Generator[RoadsResult | None, None, None]:
    """Yields one RoadsResult, and None where other work may go first. Raises JobError."""
    loaded = load(library, job.model)
    net = loaded.model.network
    category = category_of(loaded)
    mix = mix_of(loaded, category)
    sprites = forge_sprites(SPRITES, job.seed, category)
    x0 = numbers_of(sprites, loaded)
    noise = noise_for(loaded, job.seed, SPRITES)()
    # Asked directly, and not by way of the paced copy of it: what is cut is the module's own.
    denoise = denoiser_for(loaded, [mix] * SPRITES, network=net)
    levels = LEVELS
    x_t = [add_noise(x0, noise, level_of(level, SPRITES, x0)) for level in levels]
    believed, errors = [], []
    by_level: list[list[Tensor]] = []
    for road in ROADS:
        with cut(net, road):
            answers = []
            for level, x in zip(levels, x_t, strict=True):
                with torch.inference_mode(), heard(net) as calls:
                    answers.append(denoise(x, level).x0)
                if road == "whole":
                    by_level.append(stages_of(calls, net))
            believed.append(decode(torch.stack([answer[0] for answer in answers])))
            errors.append([rms(answer - x0) for answer in answers])
        yield None
    yield RoadsResult(
        kind="course" if isinstance(net, CourseUNet) else "house",
        parameters=sum(parameter.numel() for parameter in loaded.model.parameters()),
        in_words=sum(row.numel() for row in loaded.model.vocabulary.parameters()),
        told=told(mix),
        log_snr=levels,
        sprite=sprites[0],
        x_t=as_numbers(torch.stack([x[0] for x in x_t])),
        believed=frozen(np.stack(believed)),
        error=np.array(errors),
        stages=tuple(
            Stage(
                channels=of_one[0].shape[1],
                side=of_one[0].shape[-1],
                maps=as_numbers(torch.stack([strength(said)[0] for said in of_one])),
            )
            for of_one in zip(*by_level, strict=True)
        ),
    )


@contextmanager
def cut(net: nn.Module, road: Road) -> Iterator[None]:
    """The network without what comes by one road: zeros come instead of it."""
    handle = _CUTS[road](net)
    try:
        yield
    finally:
        if handle is not None:
            handle.remove()


def _nothing(module: nn.Module, inputs: object, output: Tensor) -> Tensor:
    return torch.zeros_like(output)


def _cut_shortcut(net: nn.Module):
    if isinstance(net, UNet):
        return net.skip_fine.register_forward_hook(_nothing)
    if isinstance(net, CourseUNet):
        return net.out.register_forward_pre_hook(lambda _, given: (_half(given[0], last=True),))
    raise JobError("this network has no short-cut that could be cut")


def _cut_depth(net: nn.Module):
    if isinstance(net, UNet):
        return net.from_middle.register_forward_hook(_nothing)
    if isinstance(net, CourseUNet):
        return net.out.register_forward_pre_hook(lambda _, given: (_half(given[0], last=False),))
    raise JobError("this network has no smaller sizes that could be cut")


def _half(joined: Tensor, last: bool) -> Tensor:
    """What came up and what came by the short-cut, laid beside each other: one of them at zero."""
    up, short = joined.chunk(2, dim=1)
    return torch.cat([up, torch.zeros_like(short)] if last else [torch.zeros_like(up), short], 1)


_CUTS: dict[Road, Callable[[nn.Module], torch.utils.hooks.RemovableHandle | None]] = {
    "whole": lambda _: None,
    "no-shortcut": _cut_shortcut,
    "no-depth": _cut_depth,
}


def stages_of(calls: Mapping[str, tuple[Tensor, Tensor]], net: nn.Module) -> list[Tensor]:
    """What the last block of each size says, down and up again: (B, C, H, W) each; where a block
    enlarges what was pooled to one pixel, that pixel too. Args: calls: as of `heard`."""
    kept: list[Tensor] = []
    blocks = named_parts(net)
    for name, (given, said) in calls.items():
        if said.dim() != 4 or said.shape[-1] == 1 or not any(blocks[name].children()):
            continue
        if given.dim() == 4 and given.shape[-1] == 1:
            kept.append(given)
        elif kept and kept[-1].shape[-1] == said.shape[-1]:
            kept.pop()
        kept.append(said)
    return kept
