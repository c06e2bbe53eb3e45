"""Other pixels for sprites that are kept: recoloured, or painted over."""

import sqlite3

import numpy as np

from sprite_studio.errors import UserError
from sprite_studio.studio.jobs.library.changes import Changed, Look, RepaintSpritesJob
from sprite_studio.studio.jobs.library.sprites import SOURCES, KeptSprite
from sprite_studio.studio.jobs.recipes.recipe import to_json
from sprite_studio.studio.library.sprites.rows import digest_of, searchable, sprite_of


def repaint_sprites(connection: sqlite3.Connection, job: RepaintSpritesJob) -> Changed:
    """In a transaction that writes; those that are there no more are left out.

    Raises UserError for pictures of another size, or another number of frames.
    """
    before = []
    for look in job.looks:
        kept = sprite_of(connection, look.id)
        if kept is None:
            continue
        if look.images.shape != kept.sprite.images.shape:
            raise UserError(f"{kept.sprite.name} has other frames than it is to be given")
        if not _is_same(kept, look):
            before.append(_look_of(kept))
            _repaint(connection, kept, look)
    if not before:
        return Changed("Nothing was changed", None)
    return Changed(job.told, RepaintSpritesJob(tuple(before), f"Taken back: {job.told}"))


def _look_of(kept: KeptSprite) -> Look:
    own = kept.sprite
    return Look(kept.id, own.images, own.source, own.palette, own.recipe)


def _is_same(kept: KeptSprite, look: Look) -> bool:
    own = kept.sprite
    told = (own.source, own.palette, own.recipe) == (look.source, look.palette, look.recipe)
    return told and np.array_equal(own.images, look.images)


def _repaint(connection: sqlite3.Connection, kept: KeptSprite, look: Look) -> None:
    own, images = kept.sprite, np.ascontiguousarray(look.images)
    source = SOURCES[look.source]
    search = searchable(own.name, own.words, own.style, own.tags, source, own.origin)
    connection.execute(
        "UPDATE sprites SET source = ?, palette = ?, search = ? WHERE id = ?",
        (look.source, ",".join(look.palette), search, kept.id),
    )
    recipe = None if look.recipe is None else to_json(look.recipe)
    connection.execute(
        "UPDATE contents SET digest = ?, pixels = ?, recipe = ? WHERE id = ?",
        (digest_of(images), images.tobytes(), recipe, kept.id),
    )
