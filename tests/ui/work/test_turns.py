from hypothesis import given
from hypothesis import strategies as st

from sprite_studio.ui.work.turns import NEW_SECONDS, Turns, Urgency


def taken(turns: Turns[str], seconds: dict[str, float], steps: int) -> str:
    """The jobs that had the next turns, if a step of each takes so long."""
    had = ""
    for _ in range(steps):
        job = turns.next()
        turns.took(job, seconds[job])
        had += job
    return had


def test_a_job_that_has_just_come_goes_before_one_that_has_had_its_share():
    turns: Turns[str] = Turns()
    turns.add("a", Urgency.AWAITED)
    assert taken(turns, {"a": 0.3}, 3) == "aaa"
    turns.add("b", Urgency.AWAITED)
    assert taken(turns, {"a": 0.3, "b": 0.1}, 9) == "b" * 9
    turns.remove("b")
    assert taken(turns, {"a": 0.3}, 1) == "a"


def test_jobs_that_have_had_much_take_turns_however_much_each_has_had():
    turns: Turns[str] = Turns()
    turns.add("a", Urgency.AWAITED)
    taken(turns, {"a": 100 * NEW_SECONDS}, 1)
    turns.add("b", Urgency.AWAITED)
    seconds = {"a": 0.5, "b": NEW_SECONDS}
    assert taken(turns, seconds, 5) == "babab"


def test_jobs_of_one_step_are_done_in_the_order_in_which_they_came():
    turns: Turns[str] = Turns()
    for job in "cab":
        turns.add(job, Urgency.AWAITED)
    had = ""
    while turns:
        had += turns.next()
        turns.remove(had[-1])
    assert had == "cab"


def test_the_most_urgent_job_goes_first_whatever_it_has_had():
    turns: Turns[str] = Turns()
    turns.add("a", Urgency.BACKGROUND)
    turns.add("b", Urgency.AWAITED)
    turns.add("c", Urgency.LIVE)
    assert taken(turns, dict.fromkeys("abc", 9.0), 3) == "ccc"
    turns.remove("c")
    assert taken(turns, dict.fromkeys("abc", 9.0), 3) == "bbb"


@given(st.lists(st.floats(0.001, 2), min_size=2, max_size=6))
def test_no_job_of_an_urgency_is_left_out(steps):
    turns: Turns[int] = Turns()
    for job in range(len(steps)):
        turns.add(job, Urgency.AWAITED)
    had = []
    for _ in range(int(len(steps) * (NEW_SECONDS / min(steps) + 2))):
        had.append(turns.next())
        turns.took(had[-1], steps[had[-1]])
    assert set(had) == set(range(len(steps)))
