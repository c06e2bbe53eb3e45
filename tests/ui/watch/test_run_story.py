import pytest

from sprite_studio.ui.watch.run_story import landmarks, said_at


def test_what_falls_again_does_not_stand_yet(watched):
    told = landmarks(watched([0.3, 0.95, 0.7, 0.92, 1], [0.1, 0.2, 0.3, 0.5, 1]), 0)
    assert told == (
        "The outline stands from step 4 on, the colours from step 5: 90% of either, for good."
    )


@pytest.mark.parametrize(
    ("outline", "colour", "told"),
    [
        (0.4, 0.1, "cannot tell yet"),
        (0.8, 0.1, "outline is being decided"),
        (0.95, 0.5, "outline stands; colours"),
        (0.97, 0.95, "last pixels are being tidied"),
    ],
)
def test_a_step_is_told_by_what_was_measured(watched, outline, colour, told):
    text = said_at(watched([outline, 1.0], [colour, 1.0]), 0, 0)
    assert told in text
    assert "Step 1 of 2, λ = -8.0" in text
    assert f"outline {outline:.0%} is there" in text
