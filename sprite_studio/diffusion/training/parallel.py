"""One training on several processes, by torch's own DistributedDataParallel.

Started by `torchrun`, which tells each process its rank. Every process sees the same batch and
works on its share of it; gradients are averaged; only rank 0 writes and speaks.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel


@dataclass(frozen=True)
class Ranks:
    """Attributes: rank: of this process; world: how many there are."""

    rank: int = 0
    world: int = 1

    @property
    def leads(self) -> bool:
        """Whether this process writes and speaks."""
        return self.rank == 0

    def share(self, batch: Tensor) -> Tensor:
        """This process's rows of a batch, as many as every other's; the rest is left over."""
        return batch[self.rank : len(batch) // self.world * self.world : self.world]

    def wrap(self, model: nn.Module) -> nn.Module:
        """The model, its gradients averaged over all processes."""
        return model if self.world == 1 else DistributedDataParallel(model)

    def mean(self, value: Tensor) -> float:
        """Of what every process has."""
        if self.world > 1:
            value = value.detach().clone()
            dist.all_reduce(value)
            value /= self.world
        return value.item()

    def agree(self, number: int) -> int:
        """Rank 0's number, for all."""
        if self.world == 1:
            return number
        told = torch.tensor(number, device="cuda" if torch.cuda.is_available() else "cpu")
        dist.broadcast(told, src=0)
        return int(told.item())


ALONE = Ranks()


@contextmanager
def ranks() -> Iterator[Ranks]:
    """What torchrun started; one process by itself otherwise."""
    if "LOCAL_RANK" not in os.environ:
        yield ALONE
        return
    # Optimisers load torch's compiler, which holds for ever every group that is there by then. One
    # that is left when the interpreter ends aborts the process now and then, and torchrun ends the
    # others with it, be they in the midst of a save. So the compiler is loaded first.
    import torch._dynamo

    on_gpu = torch.cuda.is_available()
    if on_gpu:
        torch.cuda.set_device(int(os.environ["LOCAL_RANK"]))
    dist.init_process_group("nccl" if on_gpu else "gloo")
    try:
        yield Ranks(dist.get_rank(), dist.get_world_size())
    finally:
        dist.destroy_process_group()
