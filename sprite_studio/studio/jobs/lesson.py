"""What a word and a style tell while they are learned. No torch, no Qt."""

from dataclasses import dataclass

from sprite_studio.studio.jobs.base import Images


@dataclass(frozen=True)
class LessonProgress:
    """After a step.

    Attributes:
        step, steps; loss: of its batch; seconds_left.
        preview: (N, 16, 16, 4) uint8 what is drawn by now, always from the same noise; or None at
            most steps.
    """

    step: int
    steps: int
    loss: float
    seconds_left: float
    preview: Images | None

    @property
    def droppable(self) -> bool:
        """A report that carries a preview must arrive."""
        return self.preview is None
