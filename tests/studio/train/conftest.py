"""A folder of noise, tiny networks, a disk that is full for a while."""

import shutil
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sprite_studio.diffusion.device import Device
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.studio.jobs.training.film import Frame
from sprite_studio.studio.jobs.training.train import Importing, Preparing, Source, TrainJob
from sprite_studio.studio.library.models import ModelLibrary
from sprite_studio.studio.train import sitting, train
from sprite_studio.studio.train.train import TrainEvent

SMALL = UNetConfig(widths=(8, 8, 8), blocks=(1, 1, 1), embedding=8, context=8)


def noise_sprites(folder: Path) -> tuple[Source, ...]:
    """Twenty heroes and twenty foods, all noise."""
    for category in ("hero", "food"):
        (folder / category).mkdir(parents=True)
        for name in "abcdefghijklmnopqrst":
            pixels = np.random.default_rng([ord(name), ord(category[0])]).integers(
                0, 256, (16, 16, 4), np.uint8
            )
            Image.fromarray(pixels).save(folder / category / f"{name}.png")
    return (Source(folder),)


@pytest.fixture
def data(tmp_path: Path) -> tuple[Source, ...]:
    return noise_sprites(tmp_path / "data")


def one_thread(*_: object) -> Generator[None, None, int]:
    """In place of a timing."""
    yield
    return 1


def train_small(patch: pytest.MonkeyPatch) -> None:
    """What trains is tiny, validated often, and always on one thread: another number of them
    rounds differently."""
    patch.setattr(train, "UNetConfig", lambda **_: SMALL)
    patch.setattr(train, "tune_threads", one_thread)
    patch.setattr(sitting, "VALIDATE_EVERY", 3)


@pytest.fixture
def small_networks(monkeypatch) -> None:
    train_small(monkeypatch)


def once_started(job: TrainJob, library: ModelLibrary) -> Generator[TrainEvent, None, None]:
    """A run's events once it has started."""
    events = train.train(job, library)
    try:
        for event in events:
            if not isinstance(event, (Importing, Preparing, type(None))):
                yield event
    finally:
        events.close()


@pytest.fixture
def training(
    small_networks, library: ModelLibrary
) -> Callable[[TrainJob], Generator[TrainEvent, None, None]]:
    return lambda job: once_started(job, library)


@pytest.fixture(scope="session")
def first_ten_steps(tmp_path_factory) -> tuple[Path, tuple[Frame, ...]]:
    """A run of ten steps that is done, the last two of them of decay, and the frames that it told
    of. To be read only."""
    folder = tmp_path_factory.mktemp("ten-steps")
    nothing = ModelLibrary(folder / "a", folder / "b", folder / "c", Device("cpu", "CPU"))
    job = TrainJob(noise_sprites(folder / "data"), folder / "run", steps=10)
    with pytest.MonkeyPatch.context() as patch:
        train_small(patch)
        events = list(once_started(job, nothing))
    return job.run, tuple(event for event in events if isinstance(event, Frame))


@pytest.fixture
def ten_steps(first_ten_steps: tuple[Path, tuple[Frame, ...]], tmp_path: Path) -> Path:
    """The folder of such a run, the test's own."""
    return shutil.copytree(first_ten_steps[0], tmp_path / "run")


@pytest.fixture
def full_disk() -> Callable[[], AbstractContextManager[None]]:
    """While it is entered no file can grow beyond 16 KiB, which is too little for any network."""
    if sys.platform == "win32":
        pytest.skip("there is no such limit")
    import resource

    @contextmanager
    def limited() -> Iterator[None]:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return limited
