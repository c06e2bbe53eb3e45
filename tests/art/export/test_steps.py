from sprite_studio.art.export.steps import Steps, part_of
from sprite_studio.stepwise import completed


def counted(closed: list[bool]) -> Steps[str]:
    try:
        yield from (0.25, 0.5, 1.0)
        return "made"
    finally:
        closed.append(True)


def test_what_comes_of_the_steps_is_had_in_one_go() -> None:
    assert completed(counted([])) == "made"


def test_a_part_is_done_from_where_the_last_one_ended() -> None:
    steps = part_of(counted([]), 0.5, 0.9)
    assert [round(next(steps), 9) for _ in range(3)] == [0.6, 0.7, 0.9]
    assert completed(steps) == "made"


def test_giving_up_a_part_gives_up_what_is_in_it() -> None:
    closed: list[bool] = []
    steps = part_of(counted(closed), 0, 1)
    next(steps)
    steps.close()
    assert closed == [True]
