"""How far a lesson's figure is."""

from dataclasses import dataclass

from sprite_studio.studio.jobs.report import Report


@dataclass(frozen=True)
class LessonStep(Report):
    """Attributes: step, steps, seconds: as of every report."""

    step: int
    steps: int
    seconds: float
