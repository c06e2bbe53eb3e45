"""What the page says of data and of how runs ended."""

from enum import Enum, auto
from html import escape

from sprite_studio.studio.jobs.training.train import ScanResult, TrainProgress
from sprite_studio.studio.train.runs.files import RunSummary
from sprite_studio.ui.widgets.progress_line import time_left

MOST_IN_TIP = 20
"""Lines; a taller tooltip leaves the screen."""


class Ending(Enum):
    """How a run came to its end, for now or for good."""

    PAUSED = auto()
    STOPPED = auto()
    FINISHED = auto()
    FAILED = auto()
    STEPPED = auto()


def going(event: TrainProgress) -> str:
    """While it trains."""
    text = (
        f"Step {event.step} of {event.steps} · loss {event.loss:.4f} · "
        f"{event.images_per_second:.0f} sprites a second{time_left(event)}"
    )
    return f"{text}\nThe last save failed: {event.unsaved}" if event.unsaved else text


def leaving(ending: Ending) -> str:
    """While it is being saved."""
    return "Pausing …" if ending is Ending.PAUSED else "Stopping …"


def ended(ending: Ending, run: RunSummary | None) -> str:
    """Args: run: as it is on the disk, or None where there is nothing of it."""
    step = 0 if run is None else run.step
    place = f"step {step:,}" + (f" of {run.steps:,}" if run is not None and run.steps else "")
    match ending:
        case Ending.FINISHED:
            return "Finished. The model is ready to draw."
        case Ending.STEPPED:
            return f"The run stands after {place}, and is saved."
        case Ending.PAUSED if step:
            return f"Paused at {place}; everything is saved."
        case Ending.PAUSED:
            return "Paused before the first step: there was nothing to save yet."
        case Ending.STOPPED if step and run is not None:
            return (
                f"Stopped at {place} and saved. Resume goes on with {run.name}; for another, "
                "choose a new run above the buttons."
            )
        case Ending.STOPPED:
            return "Stopped before the first step: there was nothing to save yet."
        case Ending.FAILED if step:
            return f"The run ended with an error; it is saved up to {place}."
        case _:
            return "The run ended with an error before anything was saved."


def left_out_tip(result: ScanResult) -> str:
    """Which files are left out, and why, as rich text: a tooltip takes what looks like markup for
    it, and these are names from outside."""
    if not result.rejected:
        return ""
    lines = "\n".join(result.rejected[:MOST_IN_TIP])
    return f'<p style="white-space: pre-wrap">{escape(lines)}</p>'


def scanned(result: ScanResult) -> str:
    """What a folder holds, as rich text."""
    counts = [f"{n} {category or 'uncategorised'}" for category, n in result.categories.items()]
    text = f"<b>{escape(result.path.name)}</b><br>{escape(', '.join(counts))}"
    if result.endless:
        text = "<b>The Forge</b><br>Fresh labelled sprites of every category in each step."
    if result.left_out:
        text += f"<br>Left out: {escape(result.left_out)}"
    if result.changed:
        text += f"<br>Changed: {escape(result.changed)}"
    return text
