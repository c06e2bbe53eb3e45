"""What a drawing for learning is told: nothing that is not on the screen."""

import msgspec

from sprite_studio.studio.jobs.drawing import BEST, MIXED, NONE, Drawing
from sprite_studio.studio.words.prompt import asked_mix


def in_one_style(asked: Drawing, prompt: str, known: tuple[str, ...]) -> Drawing:
    """The drawing in one style for all its sprites, and without kinds by lot; where there are no
    words, in none: the network is then told nothing at all, the null context. Raises JobError.

    Args: prompt, known: as of `asked_mix`.
    """
    style = BEST if asked.style == MIXED else asked.style
    if not any(asked_mix(asked.mix, prompt, known).values()):
        style = NONE
    return msgspec.structs.replace(asked, style=style, varied=False)
