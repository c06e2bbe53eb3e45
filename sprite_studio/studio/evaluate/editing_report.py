"""What `evaluate --editing` says: rows of figures, and what each of them means."""

from dataclasses import dataclass

from sprite_studio.studio.jobs.base import Result


@dataclass(frozen=True)
class PaletteRow:
    """FD to unseen sprites that were snapped to the same palette.

    Attributes: palette; phi1_inside, phi2_inside: the palette pulled while they were drawn;
    phi1_after, phi2_after: the same noise and words, snapped at the end.
    """

    palette: str
    phi1_inside: float
    phi1_after: float
    phi1_floor: float
    phi2_inside: float
    phi2_after: float
    phi2_floor: float
    surprise_inside: float
    surprise_after: float


@dataclass(frozen=True)
class TaughtRow:
    """How far drawn sprites are from a subject's, on average over both, in feature space.

    Attributes: subject; sprites: that showed it; phi1_word, phi2_word: drawn with the taught word
    and the category; phi1_category, phi2_category: from the same noise with the category alone;
    the four with `live`: the same, drawn by the live student in 4 steps, or None without one.
    """

    subject: str
    sprites: int
    phi1_word: float
    phi1_category: float
    phi2_word: float
    phi2_category: float
    phi1_live_word: float | None = None
    phi1_live_category: float | None = None
    phi2_live_word: float | None = None
    phi2_live_category: float | None = None


@dataclass(frozen=True)
class StyleRow:
    """FD of drawn sprites to unseen sprites of a pack, none of whose subjects were in the lesson.

    Attributes: style; sprites: that showed it; phi1_word, phi2_word: drawn with the taught style;
    phi1_any, phi2_any: from the same noise with a style of each sprite's own, as if none was
    named; phi1_pack, phi2_pack: with the word that the network learned for the pack in training.
    """

    style: str
    sprites: int
    phi1_word: float
    phi1_any: float
    phi1_pack: float
    phi2_word: float
    phi2_any: float
    phi2_pack: float


@dataclass(frozen=True)
class EditingReport(Result):
    """What was measured.

    Attributes:
        model, model_hash: of what.
        inversion_psnr: dB, the median sprite, to its noise and back in 50 steps without guidance.
        inpaint_error: root mean square difference, in [-1, 1], of a drawn box to what was there.
        inpaint_error_once: the same if every step is taken once; inpaint_error_free: if sprites
            are drawn from the same words without looking at the rest.
        palettes, taught, styles: a row each.
        lesson_seconds: the longest lesson.
        minutes: it took.
    """

    model: str
    model_hash: str
    inversion_psnr: float
    inpaint_error: float
    inpaint_error_once: float
    inpaint_error_free: float
    palettes: tuple[PaletteRow, ...]
    taught: tuple[TaughtRow, ...]
    styles: tuple[StyleRow, ...]
    lesson_seconds: float
    minutes: float
