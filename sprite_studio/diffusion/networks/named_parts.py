"""The parts that a network is told of by: its modules that have a name of their own."""

from torch import nn


def named_parts(network: nn.Module) -> dict[str, nn.Module]:
    """Name → module. A list of modules is no part of its own; those in it are."""
    found: dict[str, nn.Module] = {}
    for name, module in network.named_children():
        if isinstance(module, nn.ModuleList):
            found |= {f"{name}.{inner}": part for inner, part in module.named_children()}
        else:
            found[name] = module
    return found
