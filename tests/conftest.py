"""Fixtures that every test shares: no screen, no leaks, a small model that is quick to run."""

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

from sprite_studio.openmp import short_spins

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.update(short_spins(os.environ))
# The tests' networks are too small to gain by a second thread, and beside other programs it costs
# them a hundred times as long. What chooses among numbers is given some, or times itself.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import hypothesis
import torch
from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QApplication

from sprite_studio.diffusion.device import Device
from sprite_studio.diffusion.networks.cast import CastConfig
from sprite_studio.diffusion.networks.checkpoint import Card, save_checkpoint
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.networks.tune import TuneConfig
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.schedule import CosineSchedule
from sprite_studio.music.words import VOCABULARY
from sprite_studio.studio.library.models import ModelLibrary
from sprite_studio.ui.work.worker import Worker

# A busy neighbour makes any example slow; what must be quick is measured by `bench`.
hypothesis.settings.register_profile("steady", deadline=None)
hypothesis.settings.load_profile("steady")

PATIENCE_MS = 30_000

PACKS = Path(__file__).resolve().parents[2] / "shared" / "packs"

SMALL = UNetConfig(widths=(8, 16, 16), blocks=(1, 1, 1), embedding=16, context=8, groups=4)
WORDS = ("hero", "non-hero", "food", "spell", "side-facing", "colour:red", "style:a", "style:b")


class PatientBot(QtBot):
    """Waits for half a minute where five seconds are usual: beside other programs a first drawing
    takes that long, and what never comes still fails."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: SignalInstance, **how: Any) -> SignalBlocker:
        return super().waitSignal(signal, **{"timeout": PATIENCE_MS, **how})


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    return PatientBot(request)


@pytest.fixture(scope="session", autouse=True)
def measured_workers() -> Iterator[None]:
    """Coverage is told of Python's threads, and not of Qt's."""
    with pytest.MonkeyPatch.context() as patch:
        run = Worker.run

        def measured(worker: Worker) -> None:
            sys.settrace(threading.gettrace())
            run(worker)

        patch.setattr(Worker, "run", measured)
        yield


@pytest.fixture(scope="session", autouse=True)
def frozen() -> Iterator[None]:
    """What was loaded before the first test is never garbage."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def no_leaks() -> Iterator[None]:
    """A thread or a window that outlives its test fails it."""
    before = set(threading.enumerate())
    threads = torch.get_num_threads()
    yield
    torch.set_num_threads(threads)
    left = [t.name for t in set(threading.enumerate()) - before if not t.daemon]
    assert not left, f"threads left running: {left}"
    if QApplication.instance() is not None:
        windows = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        for window in windows:
            window.close()
        assert not windows, f"windows left open: {windows}"


@pytest.fixture
def half_written() -> Callable[[Path], Path]:
    """Puts into a folder what a kill in the midst of a save has left there; returns that."""

    def leave(folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / ".sprite-studio-0123456789abcdef.part"
        part.write_text("half")
        os.utime(part, (0, 0))  # long ago, by which it is known where nothing is locked
        return part

    return leave


@pytest.fixture(scope="session")
def packs() -> Path:
    """The real sprite packs, where they are at hand."""
    if not PACKS.is_dir():
        pytest.skip("the sprite packs are not here")
    return PACKS


@pytest.fixture
def small_model() -> Model:
    """An untrained network whose every part takes effect (nothing is left at zero)."""
    torch.manual_seed(0)
    model = Model(SMALL, WORDS, CosineSchedule(shift=1.0))
    with torch.no_grad():
        for parameter in model.parameters():
            if not parameter.any():
                parameter.normal_(std=0.2)
    return model.placed_on("cpu").eval()


SMALL_CAST = CastConfig(
    widths=(8, 16, 16),
    blocks=(1, 1, 1),
    embedding=16,
    context=8,
    groups=4,
    heads=2,
    seen=8,
)


@pytest.fixture
def small_cast() -> Model:
    """The same of walking characters."""
    torch.manual_seed(0)
    model = Model(SMALL_CAST, WORDS, CosineSchedule(shift=1.0))
    with torch.no_grad():
        for parameter in model.parameters():
            if not parameter.any():
                parameter.normal_(std=0.2)
    return model.placed_on("cpu").eval()


@pytest.fixture
def small_tune() -> Model:
    """The same of bars of music."""
    torch.manual_seed(0)
    model = Model(TuneConfig(replace(SMALL, pictures=True)), VOCABULARY, CosineSchedule(shift=1.0))
    with torch.no_grad():
        for parameter in model.parameters():
            if not parameter.any():
                parameter.normal_(std=0.2)
    return model.placed_on("cpu").eval()


STYLES = {"style:a": {"hero": 4, "food": 1}, "style:b": {"food": 9}}


@pytest.fixture
def library(tmp_path: Path, small_model: Model) -> ModelLibrary:
    """A library whose one bundled model, "base", is the small one."""
    bundled = tmp_path / "bundled"
    bundled.mkdir()
    card = Card(name="small", credits=("nobody",), styles=STYLES)
    save_checkpoint(bundled / "base.safetensors", small_model, card)
    return ModelLibrary(
        bundled, tmp_path / "own", tmp_path / "runs", Device("cpu", "CPU, for tests")
    )
