"""What the worker does for each job about the library of sprites."""

from collections.abc import Callable, Generator
from functools import partial
from typing import Any, TypeVar, get_args

from sprite_studio.studio.jobs.library.changes import (
    Changed,
    ChangeJob,
    ListSetsJob,
    ListSetsResult,
)
from sprite_studio.studio.jobs.library.exporting import GatherJob, GatherResult
from sprite_studio.studio.jobs.library.finding import (
    ChoicesJob,
    ChoicesResult,
    FindSpritesJob,
    FindSpritesResult,
)
from sprite_studio.studio.jobs.library.sprites import (
    CardsJob,
    CardsResult,
    KeepDrawnJob,
    KeepSpritesJob,
    KeepSpritesResult,
    ReadSpritesJob,
    ReadSpritesResult,
    TakeInStarsJob,
    TakeInStarsResult,
    WhichKeptJob,
    WhichKeptResult,
    WriteFilesJob,
    WriteFilesResult,
)
from sprite_studio.studio.library.database import DamagedError
from sprite_studio.studio.library.history.store import History
from sprite_studio.studio.library.sprites.drawn import drawn_sprites
from sprite_studio.studio.library.sprites.files import write_pngs
from sprite_studio.studio.library.sprites.gathering import CreditFinder, gather
from sprite_studio.studio.library.sprites.mend import mend
from sprite_studio.studio.library.sprites.stars import take_in_stars
from sprite_studio.studio.library.sprites.store import SpriteLibrary

T = TypeVar("T")


def handlers(library: SpriteLibrary, history: History) -> dict[type, Callable[[Any], Any]]:
    """Job type → the function that serves it."""
    own = {
        KeepSpritesJob: keep,
        KeepDrawnJob: keep_drawn,
        FindSpritesJob: find,
        ChoicesJob: choices,
        ListSetsJob: list_sets,
        CardsJob: read_cards,
        ReadSpritesJob: read_sprites,
        WhichKeptJob: which_kept,
        WriteFilesJob: write_files,
        **dict.fromkeys(get_args(ChangeJob), change),
    }
    return {
        **{kind: partial(serve, library=library) for kind, serve in own.items()},
        TakeInStarsJob: partial(take_in, library=library, history=history),
    }


def export_handlers(
    library: SpriteLibrary, credits_of: CreditFinder
) -> dict[type, Callable[[Any], Any]]:
    """The same for what leaves the library. Args: credits_of: what a model learned from."""

    def gather_sprites(job: GatherJob) -> Generator[GatherResult, None, None]:
        yield GatherResult(_mended(library, lambda: gather(job, library, credits_of)))

    return {GatherJob: gather_sprites}


def keep(job: KeepSpritesJob, library: SpriteLibrary) -> Generator[KeepSpritesResult, None, None]:
    """Raises StoreError, OSError, UserError, as all here do."""
    yield _mended(library, lambda: library.keep(job.sprites, job.starred, job.set))


def keep_drawn(
    job: KeepDrawnJob, library: SpriteLibrary
) -> Generator[KeepSpritesResult, None, None]:
    sprites = drawn_sprites(job.images, job.recipe, job.numbers, job.painted)
    yield _mended(library, lambda: library.keep(sprites, job.starred))


def change(job: ChangeJob, library: SpriteLibrary) -> Generator[Changed, None, None]:
    yield _mended(library, lambda: library.change(job))


def find(job: FindSpritesJob, library: SpriteLibrary) -> Generator[FindSpritesResult, None, None]:
    ids = _mended(library, lambda: library.find(job.query))
    cards = _mended(library, lambda: library.cards(ids[: job.cards]))
    yield FindSpritesResult(ids, tuple(filter(None, cards.values())))


def choices(job: ChoicesJob, library: SpriteLibrary) -> Generator[ChoicesResult, None, None]:
    yield _mended(library, library.choices)


def list_sets(job: ListSetsJob, library: SpriteLibrary) -> Generator[ListSetsResult, None, None]:
    yield ListSetsResult(_mended(library, library.sets))


def read_cards(job: CardsJob, library: SpriteLibrary) -> Generator[CardsResult, None, None]:
    read = _mended(library, lambda: library.cards(job.ids))
    gone = tuple(id_ for id_, card in read.items() if card is None)
    yield CardsResult(tuple(filter(None, read.values())), gone)


def read_sprites(
    job: ReadSpritesJob, library: SpriteLibrary
) -> Generator[ReadSpritesResult, None, None]:
    yield ReadSpritesResult(_mended(library, lambda: library.read(job.ids)))


def write_files(
    job: WriteFilesJob, library: SpriteLibrary
) -> Generator[WriteFilesResult | None, None, None]:
    sprites = _mended(library, lambda: library.read(job.ids))
    files = []
    for file in write_pngs(sprites, job.folder):
        files.append(file)
        yield None
    yield WriteFilesResult(tuple(files))


def which_kept(job: WhichKeptJob, library: SpriteLibrary) -> Generator[WhichKeptResult, None, None]:
    yield WhichKeptResult(_mended(library, lambda: library.which_kept(job.images)))


def take_in(
    job: TakeInStarsJob, library: SpriteLibrary, history: History
) -> Generator[TakeInStarsResult | None, None, None]:
    yield TakeInStarsResult((yield from take_in_stars(library, history)))


def _mended(library: SpriteLibrary, act: Callable[[], T]) -> T:
    """Where the file was damaged it is mended, and then done."""
    try:
        return act()
    except DamagedError:
        mend(library)
        return act()
