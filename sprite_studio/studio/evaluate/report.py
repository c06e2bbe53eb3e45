"""What `evaluate` is asked and what it answers: plain data, the figures and what they mean."""

from dataclasses import dataclass
from pathlib import Path

from sprite_studio.art.spriteset import Part
from sprite_studio.studio.jobs import report
from sprite_studio.studio.jobs.base import Result
from sprite_studio.studio.jobs.drawing import Sampler


@dataclass(frozen=True)
class EvaluateJob:
    """Measure a model.

    Attributes:
        model: an installed model's name, or a file.
        data: sets of real sprites; whole subjects of them are kept from every training.
        quick: fewer sprites, and a shorter table of steps.
        part: "test", or "validation" to choose settings by.
        sampler, steps, guidance: of all figures but the table of steps, which has its own
            samplers and steps.
        seed: of the first sprite.
    """

    model: str
    data: tuple[Path, ...]
    quick: bool = False
    part: Part = "test"
    sampler: Sampler = "dpm++"
    steps: int = 20
    guidance: float = 2.0
    seed: int = 1_000_000


@dataclass(frozen=True)
class EvaluateProgress(report.Report):
    """Attributes: what: is being drawn; step, steps: network rows that are done, and in all;
    seconds: since the start."""

    what: str
    step: int
    steps: int
    seconds: float


@dataclass(frozen=True)
class Distance:
    """FD in one feature space.

    Attributes:
        value: mean over the repeats, drawn against unseen sprites; sd: its spread.
        floor: of as many training sprites with the same categories and styles.
        halves: of two halves of the unseen sprites.
        training: of the drawn sprites to the bundled statistics of training sprites.
        density, coverage: k = 5.
    """

    value: float
    sd: float
    floor: float
    halves: float
    training: float
    density: float
    coverage: float


@dataclass(frozen=True)
class StepsRow:
    """Attributes: sampler; steps; fd1, fd2; paired_l2: root mean square distance, in [-1, 1], to
    the sprite of DDIM with 500 steps from the same noise, or None where extra noise is drawn."""

    sampler: Sampler
    steps: int
    fd1: float
    fd2: float
    paired_l2: float | None


@dataclass(frozen=True)
class Report(Result):
    """What was measured.

    Attributes:
        model, model_hash, sampler, sampler_steps, guidance, part: of what, and how.
        style: what the words of a measure that names none were drawn in.
        sprites, repeats: N of each FD, and how often.
        unseen, trained: real sprites of both kinds.
        fd: space → distance.
        conditional_accuracy: drawn from a category alone, the judge's answer is that one.
        judge_real_accuracy: the judge's, over unseen real sprites, categories weighing the same.
        colour_accuracy: an asked colour is measured in the sprite; None without colour words.
        binding_accuracy: the judge finds both colours where they were asked for, or None.
        binding_judge_accuracy: the same on sprites of the Forge that have them.
        near_copies, near_copies_real: share of drawn and of unseen real sprites that nearly
            repeat a training sprite.
        alpha_crisp: share of pixels within 8 of alpha 0 or 255, before snapping.
        colours, colours_snapped: a sprite, before and after.
        palette_distance: OKLab, from before to after.
        orphans, orphans_real: share of pixels that differ from all their neighbours.
        blends_steady: share of strips from one category to another, in nine weights and from one
            noise, in which no step is longer than three times the median step.
        blend_jump: the longest step over the median, in the worst strip.
        even_blends_steady, even_blend_jump: the same where the nine weights are those at which
            the sprite changes alike, as `edit --between A B --even` finds them.
        steps: quality against steps.
        minutes: it took.
    """

    model: str
    model_hash: str
    sampler: Sampler
    sampler_steps: int
    guidance: float
    style: str
    part: str
    sprites: int
    repeats: int
    unseen: int
    trained: int
    fd: dict[str, Distance]
    conditional_accuracy: float
    judge_real_accuracy: float
    colour_accuracy: float | None
    binding_accuracy: float | None
    binding_judge_accuracy: float | None
    near_copies: float
    near_copies_real: float
    alpha_crisp: float
    colours: float
    colours_snapped: float
    palette_distance: float
    orphans: float
    orphans_real: float
    blends_steady: float
    blend_jump: float
    even_blends_steady: float
    even_blend_jump: float
    steps: tuple[StepsRow, ...]
    minutes: float
