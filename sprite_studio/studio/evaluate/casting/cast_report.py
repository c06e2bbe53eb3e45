"""What `evaluate --cast` says."""

from dataclasses import dataclass

from sprite_studio.studio.jobs.base import Result


@dataclass(frozen=True)
class ViewRow:
    """How far frames lie from the true ones, on average over the characters, frames that are given
    left out.

    Attributes:
        given: what is given, in words.
        view: of which frames are compared, or "all".
        rms: root mean square of premultiplied RGBA in [-1, 1].
        phi1, phi2: distance in the two feature spaces.
        rms_repeat, phi1_repeat, phi2_repeat: of the front, shown in every frame.
        rms_nearest, phi1_nearest, phi2_nearest: of the training character whose front is nearest.
    """

    given: str
    view: str
    rms: float
    rms_repeat: float
    rms_nearest: float
    phi1: float
    phi1_repeat: float
    phi1_nearest: float
    phi2: float
    phi2_repeat: float
    phi2_nearest: float

    @property
    def gain(self) -> float:
        """By how much less than the better baseline, on average over the three figures."""
        shares = [
            own / min(repeat, nearest)
            for own, repeat, nearest in (
                (self.rms, self.rms_repeat, self.rms_nearest),
                (self.phi1, self.phi1_repeat, self.phi1_nearest),
                (self.phi2, self.phi2_repeat, self.phi2_nearest),
            )
        ]
        return 1 - sum(shares) / len(shares)


@dataclass(frozen=True)
class WalkRow:
    """Whether characters walk.

    Attributes:
        of: whose walk, in words.
        characters: how many.
        walks: share in whose every view every step is seen.
        steps_seen: share of all steps of all views that are.
        holds_still: share whose upper half moves by one pixel at most, and changes in at most 8 %
            of its pixels beside.
        same_person: share of pairs of views that the judge takes for one person.
        most_colours: of all frames together, of any character.
    """

    of: str
    characters: int
    walks: float
    steps_seen: float
    holds_still: float
    same_person: float
    most_colours: int


@dataclass(frozen=True)
class CastReport(Result):
    """What was measured.

    Attributes:
        model, model_hash: of what.
        subjects: characters that it never saw.
        views: how near drawn frames are to true ones.
        walks: drawn characters, and real ones beside them.
        mistaken: share of pairs of two people that the judge takes for one.
        seconds_one, seconds_party: for one character and for twelve, on this machine.
        megabytes: on disk.
        minutes: it took.
    """

    model: str
    model_hash: str
    subjects: int
    views: tuple[ViewRow, ...]
    walks: tuple[WalkRow, ...]
    mistaken: float
    seconds_one: float
    seconds_party: float
    megabytes: float
    minutes: float
