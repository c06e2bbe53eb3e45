import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import drawings

from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.tune import (
    MOST_TEXT,
    TUNE_DRAWING,
    TuneRecipe,
    recipe_in,
    recipe_text,
)


@given(drawings())
def test_a_recipe_survives_being_written_and_read(drawing):
    recipe = TuneRecipe("0.1.0", "0123456789ab", drawing)
    text = recipe_text(recipe)
    if len(text) <= MOST_TEXT:
        assert recipe_in(text) == recipe


@given(st.none() | st.text())
def test_a_text_that_is_none_is_no_recipe(text):
    assert recipe_in(text) is None


@pytest.mark.parametrize(
    "change", [('"seed":0', '"seed":"x"'), ('"format":1', '"format":2'), ("}}", "")]
)
def test_a_damaged_one_is_refused(change):
    whole = recipe_text(TuneRecipe("0.1.0", "", msgspec.structs.replace(TUNE_DRAWING, mix={})))
    text = whole.replace(*change)
    if text == whole:
        text = whole[:-2]
    with pytest.raises(JobError, match="cannot be read"):
        recipe_in(text)
