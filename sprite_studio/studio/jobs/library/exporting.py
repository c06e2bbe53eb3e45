"""Kept sprites that are to be exported."""

from dataclasses import dataclass

from sprite_studio.studio.jobs.base import Result
from sprite_studio.studio.jobs.export import Exportable


@dataclass(frozen=True)
class GatherJob:
    """Attributes: ids: of all that may be meant, in their order; chosen: of those that are meant
    first; set: whose sprites they are, or None."""

    ids: tuple[int, ...]
    chosen: tuple[int, ...] = ()
    set: int | None = None


@dataclass(frozen=True, eq=False)
class GatherResult(Result):
    """Attributes: found: the sprites that are there."""

    found: Exportable
