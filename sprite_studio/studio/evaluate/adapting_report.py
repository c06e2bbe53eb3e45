"""What `evaluate --adapt` says: a row an adaptation, and what its figures mean."""

from dataclasses import dataclass

from sprite_studio.studio.jobs.base import Result


@dataclass(frozen=True)
class AdaptRow:
    """FD of drawn sprites to sprites of a pack, none of whose subjects were shown, and more.

    Attributes:
        shown: how many, of which category.
        seconds: of learning.
        phi1_adapted, phi2_adapted: drawn in the learned style, as by default but without a choice
            among candidates; …_taught: in a style that `teach` taught from the same sprites; …_any:
            in the model's own styles, mixed, from the same noise;
            …_floor: of as many real sprites that were not shown; …_live: as the first, drawn by
            the live student in 4 steps, or None without one.
        near_copies: share of the sprites drawn like unseen ones that nearly equal a shown one;
            near_copies_lacking: the same of those of the categories that were not shown;
            near_copies_real: of real sprites that were not shown.
        judged_right: share of the sprites of categories that were not shown that the judge takes
            for what they are to be; lacking: these categories. kinds_right: the same of a potion,
            a bread and a knight, of those whose category was not shown, or None of none.
    """

    shown: str
    seconds: float
    phi1_adapted: float
    phi1_taught: float
    phi1_any: float
    phi1_floor: float
    phi1_live: float | None
    phi2_adapted: float
    phi2_taught: float
    phi2_any: float
    phi2_floor: float
    phi2_live: float | None
    near_copies: float
    near_copies_lacking: float
    near_copies_real: float
    judged_right: float
    kinds_right: float | None
    lacking: str


@dataclass(frozen=True)
class AdaptingReport(Result):
    """What was measured.

    Attributes:
        model, model_hash: of what.
        rows: one an adaptation.
        old_styles_changed: share of the numbers of sprites in the model's own styles that a
            learned style beside them changes; none may.
        minutes: it took.
    """

    model: str
    model_hash: str
    rows: tuple[AdaptRow, ...]
    old_styles_changed: float
    minutes: float
