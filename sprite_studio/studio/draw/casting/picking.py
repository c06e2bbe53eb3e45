"""Of several characters that are drawn for each that is wanted, the best by the model's critic."""

import msgspec

from sprite_studio.diffusion.measuring.critic import Critic
from sprite_studio.studio.draw.casting.cast import encoded, of_a_person
from sprite_studio.studio.jobs.cast import CastJob, Characters, given_in
from sprite_studio.studio.jobs.recipes.recipe import Recipe
from sprite_studio.studio.library.models import ModelLibrary


def character_critic(library: ModelLibrary, job: CastJob) -> Critic | None:
    """Who picks; None where nothing is to be picked, or the model has no critic.

    A moving hand waits for no choice, named seeds are kept, and where a frame is there it is that
    frame which decides. Raises JobError, CheckpointError, OSError.
    """
    asked = job.drawing
    free = not asked.seeds and job.cast.frames is None and not given_in(job.cast).any()
    if asked.candidates == 1 or asked.sampler == "live" or not free:
        return None
    return library.load_critic(asked.model)


def spread(recipe: Recipe, candidates: int) -> Recipe:
    """Several candidates for each character, side by side: told the same, with seeds in a row."""
    how = recipe.drawing
    count = how.count * candidates
    styles = tuple(told for told in recipe.styles for _ in range(candidates))
    return msgspec.structs.replace(
        recipe, drawing=msgspec.structs.replace(how, count=count), styles=styles
    )


def picked(
    critic: Critic, recipe: Recipe, frames: Characters, candidates: int
) -> tuple[Recipe, Characters]:
    """The best of each character's candidates, and the recipe of those.

    Args: recipe: of all that were drawn, as `spread` gives it; frames: of all of them.
    """
    mixes = [of_a_person({**recipe.drawing.mix, **told}) for told in recipe.styles]
    scores = critic.judged(encoded(frames), critic.weights(mixes)).view(-1, candidates)
    best = scores.argmax(dim=1).tolist()
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
