import json
from pathlib import Path

import pytest
import torch

from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.schedule import CosineSchedule
from sprite_studio.diffusion.training.dataset import (
    ContextNoise,
    SpriteData,
    draws_from,
    sprite_batches,
)
from sprite_studio.diffusion.training.parallel import Ranks
from sprite_studio.diffusion.training.trainer import TrainConfig, Trainer

PROGRAM = """
import json, sys, weakref
from pathlib import Path
from torch import distributed
from tests_parallel import trained
from sprite_studio.diffusion.training.parallel import ranks
with ranks() as among:
    group = weakref.ref(distributed.group.WORLD)
    losses, weights = trained(among)
found = losses, weights, group() is not None
Path(sys.argv[1]).with_suffix(f".{among.rank}").write_text(json.dumps(found))
"""


def trained(among: Ranks) -> tuple[list[float], float]:
    """The losses of six steps, and a sum that any weight would change."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    config = UNetConfig(widths=(8, 8, 8), blocks=(1, 1, 1), embedding=8, context=8)
    model = Model(config, ("hero", "food"), CosineSchedule()).placed_on("cpu")
    data = SpriteData(
        x0=torch.rand(16, 4, 16, 16) * 2 - 1,
        words=torch.eye(2).repeat(8, 1),
        share=torch.ones(16),
        mirrors=torch.zeros(16, dtype=torch.bool),
        mirrored_word=torch.arange(2),
    )
    batches = sprite_batches([(draws_from(data), 1.0)], [(0, 1)], 8, 0, ContextNoise())
    trainer = Trainer(model, TrainConfig(steps=6, batch_size=8), among)
    losses = [step.loss for step in trainer.train(batches)]
    return losses, sum(p.double().abs().sum().item() for p in model.parameters())


def test_two_processes_train_as_one_does(tmp_path, monkeypatch):
    """By torchrun itself, in this process, which has imported torch already."""
    from torch.distributed import run as torchrun  # not above, which its processes read too

    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    (tmp_path / "tests_parallel.py").write_text(Path(__file__).read_text())
    torchrun.main(
        ["--nproc-per-node", "2", "--standalone", str(program), str(tmp_path / "found.json")]
    )
    alone, weights = trained(Ranks())
    for rank in range(2):
        losses, rank_weights, group_is_left = json.loads((tmp_path / f"found.{rank}").read_text())
        assert losses == pytest.approx(alone, rel=1e-4)
        assert rank_weights == pytest.approx(weights, rel=1e-5)
        assert not group_is_left  # it would abort the process in the end, now and then


def test_every_row_has_one_owner():
    batch = torch.arange(10)
    shares = [Ranks(rank, 3).share(batch) for rank in range(3)]
    assert [len(share) for share in shares] == [3, 3, 3]
    assert sorted(torch.cat(shares).tolist()) == list(range(9))
