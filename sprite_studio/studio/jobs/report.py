"""What every report of a job's progress can say."""


class Report:
    """Of a job in steps.

    Attributes:
        step, steps: done, and in all.
        seconds: since the start.
        droppable: whether a later report makes up for this one.
    """

    step: int
    steps: int
    seconds: float

    droppable = True

    @property
    def share(self) -> float:
        """Of the job that is done, 0 to 1."""
        return self.step / self.steps

    @property
    def seconds_left(self) -> float:
        """Judged by the steps so far."""
        return self.seconds / max(1, self.step) * (self.steps - self.step)
