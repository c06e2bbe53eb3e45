"""A folder of noise, tiny networks, a disk that is full for a while."""

import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.studio.jobs.training.train import Importing, Preparing, Source, TrainJob
from sprite_studio.studio.library.models import ModelLibrary
from sprite_studio.studio.train import sitting, train
from sprite_studio.studio.train.train import TrainEvent

SMALL = UNetConfig(widths=(8, 8, 8), blocks=(1, 1, 1), embedding=8, context=8)


@pytest.fixture
def data(tmp_path: Path) -> tuple[Source, ...]:
    """Twenty heroes and twenty foods, all noise."""
    folder = tmp_path / "data"
    for category in ("hero", "food"):
        (folder / category).mkdir(parents=True)
        for name in "abcdefghijklmnopqrst":
            pixels = np.random.default_rng([ord(name), ord(category[0])]).integers(
                0, 256, (16, 16, 4), np.uint8
            )
            Image.fromarray(pixels).save(folder / category / f"{name}.png")
    return (Source(folder),)


def one_thread(*_: object) -> Generator[None, None, int]:
    """In place of a timing."""
    yield
    return 1


@pytest.fixture
def small_networks(monkeypatch) -> None:
    """What trains is tiny, validated often, and always on one thread: another number of them
    rounds differently."""
    monkeypatch.setattr(train, "UNetConfig", lambda **_: SMALL)
    monkeypatch.setattr(train, "tune_threads", one_thread)
    monkeypatch.setattr(sitting, "VALIDATE_EVERY", 3)


@pytest.fixture
def training(
    small_networks, library: ModelLibrary
) -> Callable[[TrainJob], Generator[TrainEvent, None, None]]:
    """A run's events once it has started."""

    def events_of(job: TrainJob) -> Generator[TrainEvent, None, None]:
        events = train.train(job, library)
        try:
            for event in events:
                if not isinstance(event, (Importing, Preparing, type(None))):
                    yield event
        finally:
            events.close()

    return events_of


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
