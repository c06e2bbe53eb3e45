"""Animated PNG: exact in colour and in alpha, in a file that is a plain PNG to older programs.

Source: https://www.w3.org/TR/png-3/#apng-frame-based-animation
"""

import struct
from itertools import count

from sprite_studio.art.export.animation import Animation
from sprite_studio.art.export.png import chunk, header, pack_rows
from sprite_studio.art.export.steps import Steps
from sprite_studio.stepwise import completed

TO_CLEAR, REPLACE = 1, 0
"""What becomes of a frame when its time is over; how the next one is laid over that."""
LONGEST_MS = 65_535


def encode_apng(animation: Animation) -> Steps[bytes]:
    """The file; the animation loops. A step is one frame."""
    shown = animation.merged()
    height, width = (side * shown.scale for side in shown.frames[0].shape[:2])
    file = [header(width, height), chunk(b"acTL", struct.pack(">II", len(shown.frames), 0))]
    order = count()
    for number, (frame, time) in enumerate(zip(shown.frames, shown.milliseconds, strict=True)):
        delay = (min(time, LONGEST_MS), 1000, TO_CLEAR, REPLACE)
        file.append(
            chunk(b"fcTL", struct.pack(">5I2H2B", next(order), width, height, 0, 0, *delay))
        )
        packed = completed(pack_rows(frame, shown.scale))
        if number == 0:
            file.append(chunk(b"IDAT", packed))
        else:
            file.append(chunk(b"fdAT", struct.pack(">I", next(order)) + packed))
        yield (number + 1) / len(shown.frames)
    return b"".join([*file, chunk(b"IEND")])
