"""The network, whole and with one of its two roads cut, at every noise level."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager

import numpy as np
import torch
from torch import Tensor, nn

from sprite_studio.diffusion.networks.course import CourseUNet
from sprite_studio.diffusion.networks.unet import UNet
from sprite_studio.diffusion.pixels import decode
from sprite_studio.diffusion.schedule import add_noise
from sprite_studio.studio.draw.generate import frozen
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.learn.network import (
    ROADS,
    NetworkJob,
    NetworkResult,
    Road,
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

HOUSE_STAGES = (
    *("inputs", "down_fine", "to_middle", "down_middle", "to_coarse", "coarse"),
    *("from_coarse", "up_middle", "from_middle", "up_fine", "outputs"),
)
COURSE_STAGES = ("init_conv", "down1", "down2", "up0", "up1", "up2", "out")


def network(job: NetworkJob, library: ModelLibrary) -> Generator[NetworkResult | None, None, None]:
    """Yields one NetworkResult, and None where other work may go first. Raises JobError."""
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
    maps: dict[str, list[Tensor]] = {}
    for road in ROADS:
        with cut(net, road):
            answers = []
            for level, x in zip(levels, x_t, strict=True):
                with torch.inference_mode(), watched(net, maps if road == "whole" else {}):
                    answers.append(denoise(x, level).x0)
            believed.append(decode(torch.stack([answer[0] for answer in answers])))
            errors.append([rms(answer - x0) for answer in answers])
        yield None
    yield NetworkResult(
        kind="course" if isinstance(net, CourseUNet) else "house",
        parameters=sum(parameter.numel() for parameter in loaded.model.parameters()),
        told=told(mix),
        log_snr=levels,
        sprite=sprites[0],
        x_t=as_numbers(torch.stack([x[0] for x in x_t])),
        believed=frozen(np.stack(believed)),
        error=np.array(errors),
        stages=tuple(_stage(name, outputs) for name, outputs in maps.items()),
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


@contextmanager
def watched(net: nn.Module, maps: dict[str, list[Tensor]]) -> Iterator[None]:
    """Each of the network's stages adds what comes out of it, of the first sprite, to `maps`."""
    names = COURSE_STAGES if isinstance(net, CourseUNet) else HOUSE_STAGES

    def keep(name: str):
        def hook(module: nn.Module, inputs: object, output: Tensor) -> None:
            maps.setdefault(name, []).append(output[0].clone())

        return hook

    handles = []
    for name in names:
        module = net.get_submodule(name)
        last = module[-1] if isinstance(module, nn.ModuleList) else module
        handles.append(last.register_forward_hook(keep(name)))
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


def _stage(name: str, outputs: list[Tensor]) -> Stage:
    """Args: outputs: (C, H, W) at each level."""
    together = torch.stack(outputs)
    size = together.square().mean(dim=1).sqrt()
    return Stage(name, together.shape[1], together.shape[2], as_numbers(size))
