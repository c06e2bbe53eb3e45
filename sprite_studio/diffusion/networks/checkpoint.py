"""Models on disk: safetensors, with a card in the header that says all there is to know.

Everything read here may come from a stranger. Nothing is unpickled; sizes are checked before
memory is reserved; whatever does not fit raises CheckpointError with the reason.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import msgspec
import torch
from safetensors import safe_open
from safetensors.torch import save
from torch import Tensor

from sprite_studio.atomic_write import atomic_write_bytes
from sprite_studio.diffusion.networks.cast import CastConfig
from sprite_studio.diffusion.networks.course import CourseConfig
from sprite_studio.diffusion.networks.model import AnyConfig, Model
from sprite_studio.diffusion.networks.tune import TuneConfig
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.diffusion.schedule import CosineSchedule, LinearBetaSchedule
from sprite_studio.errors import UserError
from sprite_studio.plain_text import is_word, shown
from sprite_studio.regular_file import open_regular

FORMAT = 2
"""1 was of networks of another shape, which nothing can draw with any more."""
MAX_BYTES = 2**30
MAX_HEADER_BYTES = 2**25
"""Of all that stands before the tensors; the names of 200,000 training sprites take half of it."""

MAX_CARD_BYTES = 2**22
"""Of what a model says of itself; the bundled one takes 20,000."""

MAX_WORDS = 10_000
_KEY = "sprite_studio"
_DTYPES = (torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.int64)


class CheckpointError(UserError):
    """A file is not a usable model; the message names the file and the reason."""


Count = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
"""Of sprites and steps; more is no number that a float holds exactly."""


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
    sprites: Count
    steps: Count
    minutes: float
    batch_size: Count
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
        kinds: category → kind word → how often it is told, 0 to 1, to sprites in the Forge's style
            whose words leave it open: the better it is drawn, the more. Those that are not here are
            told as often as any can be.
        borrows: style word → categories in which it repeats its training sprites too often: there
            it is told kinds that it was not shown.
        lent: the same of those in which it repeats them even so: there it is told some of the
            Forge's style besides.
        note: anything else worth knowing.
    """

    name: str
    history: tuple[RunRecord, ...] = ()
    credits: tuple[str, ...] = ()
    styles: dict[str, dict[str, Annotated[int, msgspec.Meta(ge=-(2**53), le=2**53)]]] = {}
    kinds: dict[str, dict[str, Annotated[float, msgspec.Meta(ge=0, le=1)]]] = {}
    borrows: dict[str, tuple[str, ...]] = {}
    lent: dict[str, tuple[str, ...]] = {}
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
        config, course, cast, tune: the network's widths and depths: one of the four is there.
    """

    format: int
    words: tuple[str, ...]
    schedule: _CosineHeader | _LinearHeader
    card: Card
    config: UNetConfig | None = None
    course: CourseConfig | None = None
    cast: CastConfig | None = None
    tune: TuneConfig | None = None


def save_checkpoint(path: Path, model: Model, card: Card) -> None:
    """Write `model` beside `path` and put it in place. Raises OSError."""
    save_tensors(path, model.state_dict(), model_metadata(model, card))


def load_checkpoint(path: Path) -> tuple[Model, Card]:
    """The model and its card. Raises CheckpointError."""
    model, card = model_from(path)
    tensors, _ = load_tensors(path)
    fill(path, model, tensors)
    return model.eval(), card


def model_from(path: Path) -> tuple[Model, Card]:
    """The model that a file's header describes, with fresh weights. Raises as `load_checkpoint`."""
    header = read_header(path)
    size = _config(path, header).least_parameters(len(header.words))
    if 2 * size > path.stat().st_size:
        raise CheckpointError(
            f"{shown(path)} is too small for the network that its header describes"
        )
    return _empty_model(path, header), header.card


def read_header(path: Path) -> Header:
    """The checked header, its texts on one line each. Raises CheckpointError."""
    name, raw = shown(path), _metadata(path).get(_KEY)
    if raw is None:
        raise CheckpointError(f"{name} holds tensors, but it is not a Sprite Studio model")
    if len(raw) > MAX_CARD_BYTES:
        raise CheckpointError(f"{name} has a header of {len(raw)} bytes, more than any model's")
    try:
        version = msgspec.json.decode(raw, type=_Versioned).format
        if version > FORMAT:
            raise CheckpointError(f"{name} was written by a newer Sprite Studio; update to open it")
        if version < FORMAT:
            raise CheckpointError(f"{name} was made before version 0.1.0; train it again")
        header = msgspec.json.decode(raw, type=Header)
    except CheckpointError:
        raise
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise CheckpointError(f"{name} has a malformed header: {shown(error)}") from error
    _check_words(name, header.words)
    return msgspec.structs.replace(header, card=_on_one_line(header.card))


def _check_words(name: str, words: tuple[str, ...]) -> None:
    if not 1 <= len(words) <= MAX_WORDS:
        raise CheckpointError(
            f"{name} has a malformed list of words: {len(words)} of them; "
            f"a model has 1 to {MAX_WORDS}"
        )
    if len(set(words)) != len(words):
        raise CheckpointError(f"{name} has a malformed list of words: one stands there twice")
    odd = next((word for word in words if not is_word(word)), None)
    if odd is not None:
        raise CheckpointError(
            f"{name} has a malformed list of words: {odd[:40]!r} is none; "
            "get the model from somebody that you trust"
        )


def _on_one_line(card: Card) -> Card:
    """Its texts as they may be shown: on a terminal an escape in one could do anything."""
    history = tuple(
        msgspec.structs.replace(record, data=tuple(map(shown, record.data)))
        for record in card.history
    )
    return msgspec.structs.replace(
        card,
        name=shown(card.name),
        history=history,
        credits=tuple(map(shown, card.credits)),
        note=shown(card.note),
    )


def save_tensors(path: Path, tensors: Mapping[str, Tensor], metadata: dict[str, str]) -> None:
    """Write a safetensors file beside `path` and put it in place. Raises OSError."""
    plain = {name: t.detach().cpu().contiguous() for name, t in tensors.items()}
    # Not by `save_file`: it writes a temporary file of its own, which a kill would leave behind.
    atomic_write_bytes(path, save(plain, metadata))


def load_tensors(path: Path, most: int = MAX_BYTES) -> tuple[dict[str, Tensor], dict[str, str]]:
    """Every tensor of a safetensors file of at most `most` bytes, and its metadata.

    Raises CheckpointError.
    """
    metadata = _metadata(path, most)
    try:
        with safe_open(path, framework="pt") as file:
            return {name: file.get_tensor(name) for name in file.keys()}, metadata  # noqa: SIM118
    except Exception as error:  # of the library's own, of the system, or torch's for odd types
        raise CheckpointError(
            f"{shown(path)} is damaged, or not a safetensors file: {shown(error)}"
        ) from error


def fill(path: Path, model: Model, tensors: Mapping[str, Tensor]) -> None:
    """Put `tensors` into `model` if every name, shape and value fits. Raises CheckpointError."""
    wanted = model.state_dict()
    check(path, wanted, tensors)
    model.load_state_dict({name: tensors[name] for name in wanted})


def check(path: Path, wanted: Mapping[str, Tensor], tensors: Mapping[str, Tensor]) -> None:
    """Raises CheckpointError unless `tensors` has all that is wanted, in its shapes, finite."""
    name = shown(path)
    if missing := sorted(wanted.keys() - tensors.keys()):
        raise CheckpointError(f"{name} lacks the tensor {missing[0]} ({len(missing)} in all)")
    for key, tensor in wanted.items():
        found = tensors[key]
        if found.shape != tensor.shape:
            raise CheckpointError(
                f"{name}: the tensor {key} has the shape {tuple(found.shape)}, "
                f"but its configuration asks for {tuple(tensor.shape)}"
            )
        # Finite as it will be used, too: a double may be larger than any float.
        if found.dtype not in _DTYPES or not torch.isfinite(found.to(tensor.dtype)).all():
            raise CheckpointError(f"{name}: the tensor {key} holds values that are not numbers")
        if key.endswith("running_var") and (found < 0).any():
            raise CheckpointError(f"{name}: the tensor {key} holds a variance below zero")


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
        cast=model.config if isinstance(model.config, CastConfig) else None,
        tune=model.config if isinstance(model.config, TuneConfig) else None,
    )
    return {_KEY: msgspec.json.encode(header).decode()}


class _FileHeader(msgspec.Struct, frozen=True):
    """Of any safetensors file; where its tensors lie is left to the library."""

    metadata: dict[str, str] = msgspec.field(name="__metadata__", default_factory=dict)


def _metadata(path: Path, most: int = MAX_BYTES) -> dict[str, str]:
    """What a file of at most `most` bytes says of itself.

    Read by ourselves, since the library takes headers of 100 MB, and waits for a pipe. First come
    eight bytes, the header's length; then the header, in JSON.

    Raises CheckpointError, or FileNotFoundError where there is nothing of that name.
    """
    name = shown(path)
    if not (path.exists() or path.is_symlink()):
        raise FileNotFoundError(f"{name} does not exist; check how its name is written")
    with open_regular(path, CheckpointError) as file:
        size = os.fstat(file.fileno()).st_size
        length = int.from_bytes(file.read(8), "little")
        if size > most:
            raise CheckpointError(
                f"{name} is larger than any file of its kind ({most / 2**20:.0f} MB)"
            )
        if not 2 <= length <= size - 8:
            raise CheckpointError(f"{name} is not a safetensors file, or it is cut short")
        if length > MAX_HEADER_BYTES:
            raise CheckpointError(f"{name} has a header of {length} bytes, more than any model's")
        raw = file.read(length)
    try:
        return msgspec.json.decode(raw, type=_FileHeader).metadata
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise CheckpointError(f"{name} is not a safetensors file: {shown(error)}") from error


def _config(path: Path, header: Header) -> AnyConfig:
    config = header.config or header.course or header.cast or header.tune
    if config is None:
        raise CheckpointError(f"{shown(path)} has an unusable configuration: it names no network")
    if header.cast is None and config.channels not in (3, 4):
        raise CheckpointError(
            f"{shown(path)} has an unusable configuration: it draws {config.channels} channels; "
            "only RGB or RGBA can be shown"
        )
    return config


def _empty_model(path: Path, header: Header) -> Model:
    config = _config(path, header)
    try:
        match header.schedule:
            case _CosineHeader(shift, low, high):
                schedule = CosineSchedule(shift, low, high)
            case _LinearHeader(timesteps, first, last):
                schedule = LinearBetaSchedule(timesteps, first, last)
        return Model(config, header.words, schedule)
    except (ValueError, RuntimeError) as error:
        raise CheckpointError(
            f"{shown(path)} has an unusable configuration: {shown(error)}"
        ) from error
