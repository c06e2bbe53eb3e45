import random

from sprite_studio.art.walk.walker import PACE, Walker

ROOM = (100.0, 80.0)


def test_a_walk_plays_stand_a_stand_b():
    walker = Walker(50, 40)
    frames = []
    for _ in range(5):
        frames.append(walker.frame)
        walker.walk("left", 0.151, ROOM)
    assert frames == [(0, 0), (1, 1), (1, 0), (1, 2), (1, 0)]
    walker.rest()
    assert walker.frame == (1, 0)


def test_the_border_stops_it_and_it_walks_on_the_spot():
    walker = Walker(83, 40)
    assert walker.walk("right", 1 / PACE, ROOM)
    assert not walker.walk("right", 1.0, ROOM)
    assert (walker.x, walker.y) == (84, 40)
    walker.keep_in((20, 20))
    assert (walker.x, walker.y) == (4, 4)
    walker.keep_in((5, 5))
    assert (walker.x, walker.y) == (0, 0)


def test_who_wanders_stays_inside_and_turns():
    walker, dice = Walker(50, 40), random.Random(1)
    views = set()
    for _ in range(300):
        walker.wander(0.1, ROOM, dice)
        views.add(walker.view)
        assert 0 <= walker.x <= 84
        assert 0 <= walker.y <= 64
    assert views == {"down", "left", "right", "up"}


def test_going_round_comes_back():
    walker = Walker(40, 30)
    places = set()
    for _ in range(400):
        walker.go_round(0.1, ROOM)
        places.add((round(walker.x), round(walker.y)))
    assert len(places) < 120, "one square, again and again"
