"""Single sprites that were starred in the history before there was a library of sprites."""

from collections.abc import Generator

from sprite_studio.errors import UserError
from sprite_studio.studio.library.history.store import History
from sprite_studio.studio.library.sprites.drawn import drawn_sprites
from sprite_studio.studio.library.sprites.store import SpriteLibrary


def take_in_stars(library: SpriteLibrary, history: History) -> Generator[None, None, int]:
    """Once: they stay in the history, too. Yields after each; returns how many have come.

    Cut short it begins anew the next time, and what is there already comes once.
    """
    if library.database.read_only:
        return 0
    if library.database.exists:
        with library.database.reading() as connection:
            if connection.execute("SELECT stars_taken FROM state").fetchone()[0]:
                return 0
    taken = 0
    for id_, _ in reversed(history.find(("starred",))):
        try:
            found = history.read(id_)
        except (UserError, OSError):  # a damaged picture, which the history tells of
            continue
        if found is not None and len(found[1]) == 1:
            entry, images = found
            taken += library.keep(drawn_sprites(images, entry.recipe, (0,)), starred=True).new
        yield
    if taken or library.database.exists:
        with library.database.writing() as connection:
            connection.execute("UPDATE state SET stars_taken = 1")
    return taken
