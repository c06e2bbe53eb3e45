"""What is said of a frame of the film, and of how a run goes."""

from collections.abc import Sequence

from sprite_studio.studio.jobs.training.film import Frame
from sprite_studio.studio.train.film.verdict import LEAST_POINTS, Judgement, Trend, Verdict

VERDICTS = {
    Verdict.TOO_EARLY: "Too early to say",
    Verdict.UNCLEAR: "Not clear",
    Verdict.LEARNING: "Still learning",
    Verdict.FLAT: "Flat",
    Verdict.COPYING: "Copying",
}

VERDICT_TIP = (
    "Still learning: the held-out loss falls by more than its noise. Flat: it does neither. "
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
    told += f" Held-out loss {_trend(judged.held_out)}"
    if judged.trained is not None:
        told += f", of training sprites {_trend(judged.trained)}"
    told += (
        f", over {judged.held_out.points} measurements from step {judged.held_out.first:,} to "
        f"{judged.held_out.last:,}."
    )
    if judged.nearness is not None:
        told += (
            f" Drawn sprites are {judged.nearness:.2f} times as far from the nearest training "
            "sprite as held-out sprites are"
        )
        told += f"; {judged.copies} of {judged.drawn} are nearly copies." if judged.copies else "."
    return told


def _trend(trend: Trend) -> str:
    return f"{trend.change:+.1%} (± {trend.noise:.1%})".replace("-", "−")


def frame_told(frame: Frame) -> str:
    """Its figures."""
    told = (
        f"After step {frame.step:,}: {frame.decided:.0%} of the pixels are clearly there or "
        "clearly not."
    )
    if frame.distance is None:
        return told
    others = "256 sprites of the Forge" if frame.forged else "the training sprites"
    told += f" Distance to the nearest of {others}: {frame.distance:.2f}"
    if frame.held_out_distance is not None:
        told += f"; of held-out sprites {frame.held_out_distance:.2f}"
    told += " (medians)."
    if frame.forged:
        told += " The Forge draws every sprite of a batch fresh; these are others of its."
    return told


def sprite_tip(frame: Frame, index: int) -> str:
    """Of one of its sprites."""
    told = f"Told: {', '.join(frame.words[index]) or 'no word'}"
    if frame.distances:
        told += f" · {frame.distances[index]:.2f} from the sprite below"
        told += ", nearly a copy" if frame.copies[index] else ""
    return told


def film_told(frames: Sequence[Frame]) -> str:
    """What it takes on the disk."""
    megabytes = sum(frame.size for frame in frames) / 1e6
    plural = "frame" if len(frames) == 1 else "frames"
    return (
        f"{len(frames)} {plural}, {megabytes:,.0f} MB on the disk: each has the weights that drew "
        "it, in half precision, and goes with the run."
    )
