"""The parts of a network as they are: found by walking its modules and by asking one call of it.

What a part takes in is read from the graph that torch keeps for gradients. So a skip is drawn where
the network has one, whatever the network is.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from sprite_studio.diffusion.networks.named_parts import named_parts

X, LOG_SNR, CONTEXT, ANSWER = ":x", ":log_snr", ":context", ":answer"
"""What a network is given, and what it gives back; no module's name has a colon."""


class Part(NamedTuple):
    """A block, a layer between two blocks, or an embedding.

    Attributes:
        name: the module's, "down_fine.0"; or `ANSWER`.
        kind: its class, "ResidualBlock".
        layers: those in it that have nothing in them, in their order: "Conv2d 3×3".
        parameters: of all of them.
        channels: of what it gives; of an embedding, how many numbers.
        size: pixels along each side of that; 1 for an embedding.
        takes: pixels along each side of what it is given, 1 for an embedding.
        sources: the parts that it is given, and `X`, `LOG_SNR` and `CONTEXT`.
    """

    name: str
    kind: str
    layers: tuple[str, ...]
    parameters: int
    channels: int
    size: int
    takes: int
    sources: tuple[str, ...]


@contextmanager
def heard(network: nn.Module) -> Iterator[dict[str, tuple[Tensor, Tensor]]]:
    """While it is open, name → (what the part was given, what it gave) of the latest call, in the
    order in which parts were called."""
    calls: dict[str, tuple[Tensor, Tensor]] = {}

    def listening(name: str):
        def hear(module: nn.Module, given: tuple[Tensor, ...], answer: Tensor) -> None:
            calls[name] = given[0], answer

        return hear

    hooks = [
        part.register_forward_hook(listening(name)) for name, part in named_parts(network).items()
    ]
    try:
        yield calls
    finally:
        for hook in hooks:
            hook.remove()


def parts_of(network: nn.Module, channels: int, context: int) -> tuple[Part, ...]:
    """In the order in which they are called, `ANSWER` last.

    Args: channels: C of a sprite; context: D, how many numbers the context has.
    """
    device = next(network.parameters()).device
    given = {
        X: torch.randn(1, channels, 16, 16, device=device, generator=_noise(device)),
        LOG_SNR: torch.zeros(1, device=device),
        CONTEXT: torch.zeros(1, context, device=device),
    }
    with torch.enable_grad(), heard(network) as calls:
        for tensor in given.values():
            tensor.requires_grad_()
        answer = given[X] - network(*given.values())  # x̂₀ = α x - σ v takes x itself, too
    modules = named_parts(network)
    ends = {name: said for name, (_, said) in calls.items()} | {ANSWER: answer}
    marks = {said.grad_fn: name for name, said in ends.items()}
    leaves = {id(tensor): name for name, tensor in given.items()}
    parts = []
    for name, said in ends.items():
        module = modules.get(name)
        parts.append(
            Part(
                name=name,
                kind=type(network if module is None else module).__name__,
                layers=() if module is None else _layers(module),
                parameters=0 if module is None else sum(p.numel() for p in module.parameters()),
                channels=said.shape[1],
                size=_side(said),
                takes=_side(given[X] if module is None else calls[name][0]),
                sources=_sources(said, marks, leaves),
            )
        )
    return tuple(parts)


def _noise(device: torch.device) -> torch.Generator:
    return torch.Generator(device).manual_seed(0)


def _side(tensor: Tensor) -> int:
    return tensor.shape[-1] if tensor.dim() == 4 else 1


def _sources(said: Tensor, marks: Mapping[Any, str], leaves: Mapping[int, str]) -> tuple[str, ...]:
    """Back along the graph, from what a part said to the nearest parts and givens."""
    found: dict[str, None] = {}
    seen: set[object] = set()
    waiting = [said.grad_fn]
    while waiting:
        node = waiting.pop()
        for before, _ in node.next_functions if node is not None else ():
            if before is None or before in seen:
                continue
            seen.add(before)
            if before in marks:
                found[marks[before]] = None
            elif (leaf := getattr(before, "variable", None)) is None:
                waiting.append(before)
            elif id(leaf) in leaves:
                found[leaves[id(leaf)]] = None
    order = [*leaves.values(), *marks.values()]
    return tuple(sorted(found, key=order.index))


def _layers(module: nn.Module) -> tuple[str, ...]:
    """ "GroupNorm", "Conv2d 3×3", "Linear", …"""
    return tuple(
        _layer(inner)
        for inner in module.modules()
        if not any(True for _ in inner.children()) and not isinstance(inner, nn.Identity)
    )


def _layer(layer: nn.Module) -> str:
    name = type(layer).__name__
    kernel = getattr(layer, "kernel_size", None)
    if kernel is None:
        return name
    down, across = (kernel, kernel) if isinstance(kernel, int) else kernel
    return f"{name} {down}×{across}"
