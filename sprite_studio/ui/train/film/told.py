"""What is said of a frame of the film, and of how a run goes."""

from collections.abc import Sequence

from sprite_studio.studio.jobs.training.film import Frame
from sprite_studio.studio.train.film.verdict import LEAST_POINTS, Judgement, Trend, Verdict
from sprite_studio.studio.words.names import word_name

VERDICTS = {
    Verdict.TOO_EARLY: "Too early to say",
    Verdict.UNCLEAR: "Not clear",
    Verdict.LEARNING: "Still learning",
    Verdict.FLAT: "Flat",
    Verdict.COPYING: "Copying",
}

VERDICT_TIP = (
    "Still learning: the held-out loss falls by more than its noise, and by more than a hundredth. "
    "Flat: it neither falls nor rises so, and its noise is below a tenth. Not clear: none of all. "
    "Copying: the drawn sprites lie less than half as far from the training sprites as held-out "
    "ones do, or half of them are nearly training sprites, or the held-out loss rises while that "
    "of training sprites falls. The noise is twice the standard error of a line through the last "
    "measurements"
)


def verdict_told(judged: Judgement) -> str:
    """The verdict, and the figures from which it follows."""
    told = f"{VERDICTS[judged.verdict]}."
    if judged.held_out is None:
        return (
            f"{told} A verdict needs {LEAST_POINTS} measurements of the loss on held-out sprites."
        )
    told += (
        f" From step {judged.held_out.first:,} to {judged.held_out.last:,}, by "
        f"{judged.held_out.points} measurements: held-out loss {_trend(judged.held_out)}"
    )
    if judged.trained is not None:
        told += f", of training sprites {_trend(judged.trained)}"
    told += "."
    if judged.nearness is not None:
        told += (
            f" Drawn sprites are {judged.nearness:.2f} times as far from the nearest training "
            "sprite as held-out sprites are, by their medians."
        )
    if judged.copies:
        told += f" Of {judged.drawn} drawn sprites {judged.copies} are nearly copies."
    return told


def _trend(trend: Trend) -> str:
    return f"{trend.change:+.1%} (± {trend.noise:.1%})".replace("-", "−")


FIGURES_TIP = (
    "Distance: to the one of the training sprites that is most like a sprite, by the measure of "
    "“Seen before?”; 0 is the same sprite. Neither low nor high is better: drawn sprites should "
    "lie about as far as held-out ones, which were never trained on; copies lie far below them"
)
NEAR_TIP = (
    "For each drawn sprite, at the same place, the one that is most like it, also mirrored or a "
    "pixel off. Of a run on the Forge alone no sprite comes twice, so these are others of its"
)
DRAWN_TIP = (
    "Always from the same noise and for the same words, which are those of sprites that are held "
    "out, or of training sprites where none are; by the averaged weights, or with the course's "
    "recipe by those of the step; as the network drew them, in 8 steps of DPM-Solver++ with "
    "guidance 2"
)
SIZE_TIP = (
    "Each frame has the weights that drew it, in half precision. At most 60 are kept, and they go "
    "with the run when it is deleted"
)


def frame_told(frame: Frame) -> str:
    """Its figures."""
    told = f"After step {frame.step:,}."
    if frame.distance is not None:
        told += f" Distance to the nearest {frame.distance:.2f}"
        if frame.held_out_distance is not None:
            told += f"; of held-out sprites {frame.held_out_distance:.2f}, and of copies far less"
        told += " (medians)."
    return told


def near_told(frame: Frame | None) -> str:
    """Which sprites they are compared with."""
    if frame is not None and frame.forged:
        return "The nearest of 256 of the Forge"
    return "The nearest training sprites"


def sprite_tip(frame: Frame, index: int) -> str:
    """Of one of its sprites."""
    told = f"Told: {', '.join(map(word_name, frame.words[index])) or 'no word'}"
    if frame.distances:
        told += f" · {frame.distances[index]:.2f} from the sprite at its place at the right"
        told += ", nearly a copy" if frame.copies[index] else ""
    return told


def film_told(frames: Sequence[Frame]) -> str:
    """What it takes on the disk."""
    megabytes = sum(frame.size for frame in frames) / 1e6
    plural = "frame" if len(frames) == 1 else "frames"
    return f"{len(frames)} {plural}, {megabytes:,.0f} MB on the disk"
