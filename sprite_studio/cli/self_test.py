"""sprite-studio --self-test: draw one sprite without a screen."""

import sys

from sprite_studio.cli.common import open_library
from sprite_studio.studio.jobs.drawing import Drawing
from sprite_studio.studio.jobs.generate import GenerateJob, GenerateResult
from sprite_studio.studio.jobs.recipes.recipe import from_json, to_json


def self_test() -> int:
    """0 if the bundled model drew a sprite and Qt can be loaded; 1 with the reason if not."""
    try:
        import PySide6.QtWidgets

        from sprite_studio.studio.draw.generate import generate
        from sprite_studio.studio.learn.source import lines_of

        *_, result = generate(GenerateJob(Drawing(mix={"hero": 1.0}, count=1)), open_library("cpu"))
        if not isinstance(result, GenerateResult) or not result.images[..., 3].any():
            raise RuntimeError("the drawn sprite is blank")
        if from_json(to_json(result.recipe)) != result.recipe:
            raise RuntimeError("the recipe does not survive being written and read")
        if not lines_of("sprite_studio.diffusion.schedule.add_noise").text.startswith("def "):
            raise RuntimeError("the lessons cannot show our own code")
    except Exception as error:  # a frozen build has nobody to show a traceback to
        print(f"self-test failed: {type(error).__name__}: {error}", file=sys.stderr)
        return 1
    colours = len({tuple(pixel) for pixel in result.images.reshape(-1, 4).tolist()})
    print(
        f"self-test passed: one hero, {colours} colours, in {result.seconds:.2f} s "
        f"on {result.device}, Qt {PySide6.QtWidgets.__name__.split('.')[0]} loaded"
    )
    return 0
