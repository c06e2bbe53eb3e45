import numpy as np
from film_frames import film_frame

from sprite_studio.studio.train.film.verdict import Judgement, Trend, Verdict
from sprite_studio.ui.train.film.told import (
    film_told,
    frame_told,
    near_told,
    sprite_tip,
    verdict_told,
)

TREND = Trend(100, 800, 8, -0.123, 0.02)


def judgement(verdict: Verdict = Verdict.LEARNING, **changed) -> Judgement:
    values = {
        "held_out": TREND,
        "trained": None,
        "nearness": None,
        "copies": 0,
        "drawn": 8,
        **changed,
    }
    return Judgement(verdict, **values)


def test_a_verdict_stands_with_its_figures():
    told = verdict_told(judgement(trained=TREND, nearness=1.1))
    assert told.startswith(
        "Still learning. From step 100 to 800, by 8 measurements: held-out loss −12.3% (± 2.0%), "
        "of training sprites −12."
    )
    assert "1.10 times as far" in told
    assert "copies" not in told


def test_copies_are_counted():
    for nearness in (0.3, None):  # also where too few are held out to say how near is near
        told = verdict_told(judgement(Verdict.COPYING, nearness=nearness, copies=5))
        assert told.startswith("Copying.")
        assert told.endswith(" Of 8 drawn sprites 5 are nearly copies.")


def test_without_measurements_there_is_no_verdict_and_it_says_what_is_missing():
    told = verdict_told(judgement(Verdict.TOO_EARLY, held_out=None))
    assert told == (
        "Too early to say. A verdict needs 5 measurements of the loss on held-out sprites."
    )


def test_a_frame_tells_how_far_it_is():
    told = frame_told(film_frame(1200))
    assert told == (
        "After step 1,200. Distance to the nearest 0.60; of held-out sprites 0.60, and of copies "
        "far less (medians)."
    )


def test_of_the_forge_it_says_what_is_beside():
    assert "training sprites" in near_told(film_frame())
    assert "256 of the Forge" in near_told(film_frame(forged=True))
    assert "training sprites" in near_told(None)


def test_without_training_sprites_no_distance_is_told():
    nothing = np.zeros((0, 16, 16, 4), np.uint8)
    frame = film_frame(distances=(), copies=(), held_out=(), near=nothing)
    assert "Distance" not in frame_told(frame)
    assert sprite_tip(frame, 0) == "Told: hero"


def test_a_sprite_tells_its_words_and_whether_it_is_a_copy():
    frame = film_frame(copies=(True,) + (False,) * 7, words=(("spell", "kind:scroll"),) * 7 + ((),))
    told = sprite_tip(frame, 0)
    assert told.startswith("Told: spell, scroll · 0.60 from the sprite at its place")
    assert told.endswith(", nearly a copy")
    assert sprite_tip(frame, 7).startswith("Told: no word · 0.60 from")
    assert "copy" not in sprite_tip(frame, 7)


def test_the_film_tells_what_it_takes():
    assert film_told([film_frame()] * 2).startswith("2 frames, 10 MB on the disk")
    assert film_told([film_frame()]).startswith("1 frame, 5 MB")
