"""Of several characters that are drawn for each that is wanted, the best: by the model's critic, or
around given frames by the steps that are seen."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

from sprite_studio.art.walk.meters import still_steps
from sprite_studio.diffusion.measuring.critic import Critic
from sprite_studio.studio.draw.casting.cast import encoded, of_a_person
from sprite_studio.studio.jobs.cast import CastJob, Characters, given_in
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.studio.library.models import ModelLibrary

Liking: TypeAlias = Callable[[Recipe, Characters], NDArray[np.float64]]
"""The recipe of all candidates, as `spread` gives it, and all of them → (N,) more for a better
one."""


def liking_of(library: ModelLibrary, job: CastJob) -> Liking | None:
    """Who picks; None where nothing is to be picked, or the model has no critic.

    A moving hand waits for no choice, named seeds are kept, and so is who is drawn near what is
    there. Raises JobError, CheckpointError, OSError.
    """
    asked, cast = job.drawing, job.cast
    if asked.candidates == 1 or asked.sampler == "live" or asked.seeds:
        return None
    if cast.frames is None:
        critic = library.load_critic(asked.model)
        return None if critic is None else partial(_by_critic, critic)
    near = cast.strength < 1 or cast.before is not None
    return None if near or not given_in(cast).any() else steps_seen


def steps_seen(_: Recipe | None, frames: Characters) -> NDArray[np.float64]:
    """Around given frames it is those that say who it is, and the walk that is left to luck: of 19
    unseen characters whose front is given 68 % walk in the first drawing, and by their seeds 89 or
    95 % in the best of three."""
    return np.array([-len(still_steps(one)) for one in frames], np.float64)


def _by_critic(critic: Critic, recipe: Recipe, frames: Characters) -> NDArray[np.float64]:
    mixes = [of_a_person({**recipe.drawing.mix, **told}) for told in recipe.styles]
    return critic.judged(encoded(frames), critic.weights(mixes)).double().numpy()


def spread(recipe: Recipe, candidates: int) -> Recipe:
    """Several candidates for each character, side by side: told the same, with seeds in a row."""
    how = recipe.drawing
    count = how.count * candidates
    styles = tuple(told for told in recipe.styles for _ in range(candidates))
    return msgspec.structs.replace(
        recipe, drawing=msgspec.structs.replace(how, count=count), styles=styles
    )


def picked(
    liking: Liking, recipe: Recipe, frames: Characters, candidates: int
) -> tuple[Recipe, Characters]:
    """The best of each character's candidates, of equals the first, and the recipe of those.

    Args: recipe: of all that were drawn, as `spread` gives it; frames: of all of them.
    """
    best = liking(recipe, frames).reshape(-1, candidates).argmax(axis=1).tolist()
    kept = [place * candidates + one for place, one in enumerate(best)]
    some = recipe.of_sprites(kept)
    # It names the seed that was asked for, which draws the same again, and those that were kept.
    drawing = msgspec.structs.replace(
        some.drawing,
        seed=recipe.drawing.seed,
        seeds=tuple(recipe.drawing.sprite_seeds[i] for i in kept),
    )
    return msgspec.structs.replace(some, drawing=drawing), frames[kept]


def first_of_each(drawn: Characters, first: int, candidates: int) -> tuple[Characters, int]:
    """While candidates are in work: the first one of each character among them, and the number of
    the first of these characters. Args: first: number, among all candidates, of the first."""
    return drawn[-first % candidates :: candidates], -(-first // candidates)
