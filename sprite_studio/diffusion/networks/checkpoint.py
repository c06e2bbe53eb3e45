"""Models on disk: safetensors, with a card in the header that says all there is to know.

Everything read here may come from a stranger. Nothing is unpickled; sizes are checked before
memory is reserved; whatever does not fit raises CheckpointError with the reason.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec
import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from sprite_studio.atomic_write import atomic_write
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.model import Model
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.schedule import CosineSchedule, LinearBetaSchedule
from sprite_studio.errors import UserError

FORMAT = 2
"""1 was of networks of another shape, which nothing can draw with any more."""
MAX_BYTES = 2**30
MAX_WORDS = 10_000
_KEY = "sprite_studio"
_DTYPES = (torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.int64)


class CheckpointError(UserError):
    """A file is not a usable model; the message names the file and the reason."""


class RunRecord(msgspec.Struct, frozen=True):
    """One sitting of training.

    Attributes:
        data: what it trained on, "name=weight" each.
        sprites: how many training sprites that was.
        steps: taken in this sitting.
        minutes: it took.
        batch_size: sprites a step.
        loss: weighted training loss, averaged over the last 200 steps.
        validation: of the averaged weights at the end, or None without held-out sprites.
        started_from: fingerprint of the model it began with, or "".
    """

    data: tuple[str, ...]
    sprites: int
    steps: int
    minutes: float
    batch_size: int
    loss: float
    validation: float | None = None
    started_from: str = ""


class Card(msgspec.Struct, frozen=True):
    """What a model says of itself, apart from its weights.

    Attributes:
        name: for people.
        history: its sittings of training, oldest first.
        credits: the sources it learned from, a line each.
        styles: style word → other words → training subjects, from which a style is drawn for a
            sprite that names none.
        note: anything else worth knowing.
    """

    name: str
    history: tuple[RunRecord, ...] = ()
    credits: tuple[str, ...] = ()
    styles: dict[str, dict[str, int]] = {}
    note: str = ""


class _CosineHeader(msgspec.Struct, frozen=True, tag="cosine"):
    shift: float
    log_snr_min: float
    log_snr_max: float


class _LinearHeader(msgspec.Struct, frozen=True, tag="linear-beta"):
    timesteps: int
    beta_first: float
    beta_last: float


class _Versioned(msgspec.Struct, frozen=True):
    """What a header of any version has."""

    format: int


class Header(msgspec.Struct, frozen=True, omit_defaults=True):
    """All of a checkpoint but its tensors.

    Attributes:
        config, course: the network's widths and depths: one of the two is there.
    """

    format: int
    words: tuple[str, ...]
    schedule: _CosineHeader | _LinearHeader
    card: Card
    config: UNetConfig | None = None
    course: CourseConfig | None = None


def save_checkpoint(path: Path, model: Model, card: Card) -> None:
    """Write `model` beside `path` and put it in place. Raises OSError."""
    save_tensors(path, model.state_dict(), model_metadata(model, card))


def load_checkpoint(path: Path) -> tuple[Model, Card]:
    """The model and its card. Raises CheckpointError, or OSError if it cannot be read."""
    model, card = model_from(path)
    tensors, _ = load_tensors(path)
    fill(path, model, tensors)
    return model.eval(), card


def model_from(path: Path) -> tuple[Model, Card]:
    """The model that a file's header describes, with fresh weights. Raises as `load_checkpoint`."""
    header = read_header(path)
    config = header.config or header.course or CourseConfig()
    size = config.least_parameters(len(header.words))
    if 2 * size > path.stat().st_size:
        raise CheckpointError(f"{path} is too small for the network that its header describes")
    return _empty_model(path, header), header.card


def read_header(path: Path) -> Header:
    """The checked header. Raises CheckpointError."""
    raw = _metadata(path).get(_KEY)
    if raw is None:
        raise CheckpointError(f"{path} holds tensors, but it is not a Sprite Studio model")
    try:
        version = msgspec.json.decode(raw, type=_Versioned).format
        if version > FORMAT:
            raise CheckpointError(f"{path} was written by a newer Sprite Studio; update to open it")
        if version < FORMAT:
            raise CheckpointError(f"{path} was made before version 0.1.0; train it again")
        header = msgspec.json.decode(raw, type=Header)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise CheckpointError(f"{path} has a malformed header: {error}") from error
    if len(header.words) > MAX_WORDS or len(set(header.words)) != len(header.words):
        raise CheckpointError(f"{path} has a malformed list of words")
    return header


def save_tensors(path: Path, tensors: Mapping[str, Tensor], metadata: dict[str, str]) -> None:
    """Write a safetensors file beside `path` and put it in place. Raises OSError."""
    plain = {name: t.detach().cpu().contiguous() for name, t in tensors.items()}

    def write(beside: Path) -> None:
        try:
            save_file(plain, beside, metadata)
        except SafetensorError as error:  # safetensors wraps the system's error in its own
            raise OSError(f"cannot write {path}: {error}") from error

    atomic_write(path, write)


def load_tensors(path: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    """Every tensor of a safetensors file, and its metadata. Raises CheckpointError, OSError."""
    metadata = _metadata(path)
    try:
        with safe_open(path, framework="pt") as file:
            return {name: file.get_tensor(name) for name in file.keys()}, metadata  # noqa: SIM118
    except SafetensorError as error:
        raise CheckpointError(f"{path} is damaged: {error}") from error


def fill(path: Path, model: Model, tensors: Mapping[str, Tensor]) -> None:
    """Put `tensors` into `model` if every name, shape and value fits. Raises CheckpointError."""
    wanted = model.state_dict()
    check(path, wanted, tensors)
    model.load_state_dict({name: tensors[name] for name in wanted})


def check(path: Path, wanted: Mapping[str, Tensor], tensors: Mapping[str, Tensor]) -> None:
    """Raises CheckpointError unless `tensors` has all that is wanted, in its shapes, finite."""
    if missing := sorted(wanted.keys() - tensors.keys()):
        raise CheckpointError(f"{path} lacks the tensor {missing[0]} ({len(missing)} in all)")
    for name, tensor in wanted.items():
        found = tensors[name]
        if found.shape != tensor.shape:
            raise CheckpointError(
                f"{path}: the tensor {name} has the shape {tuple(found.shape)}, "
                f"but its configuration asks for {tuple(tensor.shape)}"
            )
        if found.dtype not in _DTYPES or not torch.isfinite(found).all():
            raise CheckpointError(f"{path}: the tensor {name} holds values that are not numbers")


def model_metadata(model: Model, card: Card) -> dict[str, str]:
    """The metadata under which `save_checkpoint` stores a model's header."""
    match model.schedule:
        case CosineSchedule(shift, low, high):
            schedule = _CosineHeader(shift, low, high)
        case LinearBetaSchedule(timesteps, first, last):
            schedule = _LinearHeader(timesteps, first, last)
    header = Header(
        format=FORMAT,
        words=model.vocabulary.words,
        schedule=schedule,
        card=card,
        config=model.config if isinstance(model.config, UNetConfig) else None,
        course=model.config if isinstance(model.config, CourseConfig) else None,
    )
    return {_KEY: msgspec.json.encode(header).decode()}


def _metadata(path: Path) -> dict[str, str]:
    if path.stat().st_size > MAX_BYTES:
        raise CheckpointError(f"{path} is larger than any model of this program (1 GiB)")
    try:
        with safe_open(path, framework="pt") as file:
            return file.metadata() or {}
    except SafetensorError as error:
        raise CheckpointError(f"{path} is not a safetensors file: {error}") from error


def _empty_model(path: Path, header: Header) -> Model:
    try:
        match header.schedule:
            case _CosineHeader(shift, low, high):
                schedule = CosineSchedule(shift, low, high)
            case _LinearHeader(timesteps, first, last):
                schedule = LinearBetaSchedule(timesteps, first, last)
        config = header.config or header.course
        if config is None:
            raise ValueError("it names no network")
        return Model(config, header.words, schedule)
    except (ValueError, RuntimeError) as error:
        raise CheckpointError(f"{path} has an unusable configuration: {error}") from error
