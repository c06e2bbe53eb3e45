"""How fast this machine draws and trains."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

import torch
from torch.utils.flop_counter import FlopCounterMode

from sprite_studio.art.forge import forge
from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.diffusion.networks.checkpoint import Card
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.pixels import decode
from sprite_studio.diffusion.schedule import LinearBetaSchedule
from sprite_studio.diffusion.threads import thread_numbers
from sprite_studio.diffusion.training.dataset import SpriteData, draws_from, sprite_batches
from sprite_studio.diffusion.training.trainer import TrainConfig, Trainer
from sprite_studio.studio.draw.generate import generate
from sprite_studio.studio.draw.sampling import begin
from sprite_studio.studio.evaluate.neighbour import busy_neighbour
from sprite_studio.studio.jobs.drawing import Drawing, Sampler
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateResult
from sprite_studio.studio.library.loaded_model import LoadedModel
from sprite_studio.studio.library.models import ModelLibrary, live_path

FRAMES: tuple[tuple[Sampler, int], ...] = (
    ("ddim", 5),
    ("ddim", 10),
    ("ddim", 20),
    ("dpm++", 10),
    ("ddpm", 500),
    ("live", 2),
    ("live", 4),
)
COURSE_FRAME = ("ddim", 25)
"""What the course calls its fast sampler."""


@dataclass(frozen=True)
class BenchResult:
    """Attributes:
    device: in words; threads: of the CPU, that a call may have.
    img_steps_per_s: batch size → network calls times sprites a second.
    frame_ms: "sampler@steps" → milliseconds for 16 sprites, from a changed context to RGBA,
        with the guidance that the window begins with; "course-ddim@25" is the course's network
        with the course's sampler, which has no guidance.
    one_sprite_ms: the same for a single sprite, by the live student.
    drawing_s: seconds for a first drawing as the window makes it, 16 sprites and the best of
        several for each, colours merged.
    train_img_per_s: network → sprites a second, each with its own recipe.
    forge_per_s: sprites that the Forge draws a second, on one core.
    busy_ratio: how many times as long a network call for 16 sprites takes beside a program that
        keeps one core busy; about 1.7 is what two cores have to lose.
    sgemm_share: the network's arithmetic at batch 16 over that of a plain matrix product.
    """

    device: str
    threads: int
    img_steps_per_s: dict[str, float]
    frame_ms: dict[str, float]
    one_sprite_ms: dict[str, float]
    drawing_s: float
    train_img_per_s: dict[str, float]
    sgemm_share: float
    forge_per_s: float
    busy_ratio: float


def bench(library: ModelLibrary, model: str) -> BenchResult:
    """Takes about half a minute on two cores. Raises JobError."""
    loaded = library.load(model)
    speeds, flops = {}, 0.0
    for batch in (1, 16, 64):
        call = _network_call(loaded, batch)
        speeds[str(batch)] = round(batch / _seconds(call, library.device.name), 1)
        if batch == 16:
            with FlopCounterMode(display=False) as counter:
                call()
            flops = counter.get_total_flops() / 16 * speeds["16"]
    frames = {}
    has_student = live_path(library.find(model)).is_file()
    for sampler, steps in FRAMES:
        if sampler != "live" or has_student:
            frames[f"{sampler}@{steps}"] = round(_frame_ms(library, model, sampler, steps), 2)
    one = {
        name: round(_frame_ms(library, model, "live", int(name[5:]), count=1), 2)
        for name in frames
        if name.startswith("live@")
    }
    drawing = round(_drawing_seconds(library, model), 2)
    course = _course_model(library.device.name)
    frames["course-ddim@25"] = round(_course_frame_ms(course), 2)
    return BenchResult(
        device=library.device.label,
        threads=thread_numbers()[-1],
        img_steps_per_s=speeds,
        frame_ms=frames,
        one_sprite_ms=one,
        drawing_s=drawing,
        train_img_per_s={
            "model": round(_training_speed(loaded.model, TrainConfig(steps=10_000)), 1),
            "course": round(_training_speed(course, TrainConfig.course(steps=10_000)), 1),
        },
        sgemm_share=round(flops / _sgemm_flops(library.device.name), 3),
        forge_per_s=round(_forge_speed()),
        busy_ratio=round(_busy_ratio(_network_call(loaded, 16), library.device.name), 2),
    )


def _network_call(loaded: LoadedModel, batch: int) -> Callable[[], object]:
    """As drawing makes it, with the number of threads that is quickest by then."""
    device = next(loaded.model.parameters()).device
    x = torch.randn(batch, loaded.model.config.channels, 16, 16, device=device)
    x = x.contiguous(memory_format=torch.channels_last)
    level = torch.zeros(batch, device=device)
    context = torch.zeros(batch, loaded.model.context_width, device=device)

    def call() -> object:
        with torch.inference_mode():
            return loaded.network(x, level, context)

    return call


def _busy_ratio(call: Callable[[], object], device: str) -> float:
    """Takes long enough for the number of threads to settle in both."""
    alone = _seconds(call, device, at_least=4.0)
    with busy_neighbour():
        return _seconds(call, device, at_least=4.0) / alone


def _seconds(call: Callable[[], object], device: str, at_least: float = 1.0) -> float:
    """The median of repeated calls, after two that warm up."""
    times = []
    call()
    call()
    begin = time.perf_counter()
    while len(times) < 3 or time.perf_counter() - begin < at_least:
        start = time.perf_counter()
        call()
        if device != "cpu":
            torch.accelerator.synchronize()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _frame_ms(
    library: ModelLibrary, model: str, sampler: Sampler, steps: int, count: int = 16
) -> float:
    """Each frame has another context, as a slider that moves would give it."""
    times = []
    for i in range(2 if steps > 100 else 8):
        drawing = Drawing(
            mix={"hero": 1.0, "spell": i / 10},
            seed=1,
            count=count,
            sampler=sampler,
            steps=steps,
            model=model,
            colours=0,
        )
        job = GenerateJob(drawing, draft=True)
        for event in generate(job, library):
            if isinstance(event, GenerateResult):
                times.append(event.seconds * 1000)
    return min(times[1:])  # the first one warms up


def _drawing_seconds(library: ModelLibrary, model: str) -> float:
    start = time.perf_counter()
    for _ in generate(GenerateJob(Drawing(mix={"hero": 1.0}, seed=1, model=model)), library):
        pass
    return time.perf_counter() - start


def _course_model(device: str) -> Model:
    """Untrained: what it draws does not matter here."""
    return Model(CourseConfig(), CATEGORIES, LinearBetaSchedule()).placed_on(device).eval()


def _course_frame_ms(model: Model) -> float:
    """As `_frame_ms`, with the course's own network and sampler."""
    loaded = LoadedModel(model, Card("course"), "course", "")
    sampler, steps = COURSE_FRAME
    how = Drawing(sampler=sampler, steps=steps, guidance=1.0)
    times = []
    for i in range(4):
        start = time.perf_counter()
        with torch.inference_mode():
            *_, last = begin(loaded, [{"hero": 1.0, "spell": i / 10}] * 16, range(16), how)
            decode(last.x0)
        times.append((time.perf_counter() - start) * 1000)
    return min(times[1:])


def _training_speed(like: Model, config: TrainConfig) -> float:
    """Steps on random pixels cost what steps on sprites do."""
    device = next(like.parameters()).device.type
    model = Model(like.config, CATEGORIES, like.schedule).placed_on(device)
    data = SpriteData(
        x0=torch.rand(64, like.config.channels, 16, 16) * 2 - 1,
        words=torch.zeros(64, len(CATEGORIES)),
        share=torch.ones(64),
        mirrors=torch.zeros(64, dtype=torch.bool),
        mirrored_word=torch.arange(len(CATEGORIES)),
    )
    batches = sprite_batches(
        [(draws_from(data), 1.0)], [range(len(CATEGORIES))], config.batch_size, 0, config.context
    )
    steps = Trainer(model, config).train(batches)
    return config.batch_size / _seconds(lambda: next(steps), device, at_least=4.0)


def _forge_speed() -> float:
    seeds = count()
    block = 200  # kinds differ in cost, so a block holds many
    return block / _seconds(lambda: [forge(next(seeds)) for _ in range(block)], "cpu", 2.0)


def _sgemm_flops(device: str) -> float:
    side = 1536
    a, b = torch.randn(side, side, device=device), torch.randn(side, side, device=device)
    return 2 * side**3 / _seconds(lambda: a @ b, device)
