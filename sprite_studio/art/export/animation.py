"""What GIF and APNG are made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from sprite_studio.art.sprite import Pixels


@dataclass(frozen=True, eq=False)
class Animation:
    """Frames, and for how long each is shown.

    Attributes:
        frames: (H, W, 4) uint8 each, of one size, at least one.
        milliseconds: one a frame.
        scale: pixels of the file along each side of a frame's pixel.
    """

    frames: Sequence[Pixels]
    milliseconds: Sequence[int]
    scale: int = 1

    @classmethod
    def even(
        cls, frames: Sequence[Pixels], seconds: float, hold: float = 1.0, scale: int = 1
    ) -> "Animation":
        """Each frame is shown for as long as the others, the last one for `hold` seconds."""
        each = round(seconds * 1000)
        return cls(frames, [each] * (len(frames) - 1) + [round(hold * 1000)], scale)

    def merged(self) -> "Animation":
        """Equal frames in a row become one that is shown for as long."""
        frames: list[Pixels] = []
        times: list[int] = []
        for frame, time in zip(self.frames, self.milliseconds, strict=True):
            if frames and (frame == frames[-1]).all():
                times[-1] += time
            else:
                frames.append(frame)
                times.append(time)
        return Animation(frames, times, self.scale)
