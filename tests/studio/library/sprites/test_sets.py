"""Sets: named, ordered, and every change taken back."""

import pytest

from sprite_studio.errors import UserError
from sprite_studio.studio.jobs.library.changes import (
    Change,
    ChangeSetJob,
    ChangeSpritesJob,
    DeleteSetJob,
    MakeSetJob,
    OrderSetsJob,
    PutIntoSetJob,
    SetFacts,
    TakeOutOfSetJob,
)
from sprite_studio.studio.jobs.library.finding import Query


@pytest.fixture
def ids(library, sprite):
    return library.keep([sprite(i) for i in range(4)]).ids


@pytest.fixture
def forest(library, ids) -> int:
    facts = SetFacts("Forest", "style:forge", ("00ff00",), '{"scale": 2}', (ids[2], ids[0]))
    return library.change(MakeSetJob(facts)).set


def test_a_set_holds_what_it_was_given_in_its_order(library, opened, ids, forest):
    (one,) = opened().sets()
    assert one.id == forest
    assert one.facts.sprites == (ids[2], ids[0])
    assert (one.facts.style, one.facts.palette) == ("style:forge", ("00ff00",))
    assert one.facts.export == '{"scale": 2}'
    assert library.read(ids[:1])[0].sets == ("Forest",)


def test_every_change_of_a_set_is_taken_back(library, ids, forest):
    cave = library.change(MakeSetJob(SetFacts("Cave"))).set
    (first, _) = library.sets()
    for job in (
        PutIntoSetJob(forest, (ids[3], ids[0], ids[1])),
        TakeOutOfSetJob(forest, (ids[2], ids[3])),
        ChangeSetJob(forest, SetFacts("Wood", sprites=(ids[0],))),
        DeleteSetJob(forest),
        OrderSetsJob((cave, forest)),
        MakeSetJob(SetFacts("Sea", sprites=ids)),
    ):
        before = library.sets()
        done = library.change(job)
        after = library.sets()
        assert after != before, job
        redo = library.change(done.undo).undo
        assert library.sets() == before, job
        library.change(redo)
        assert library.sets() == after, job
        library.change(done.undo)
    assert library.sets()[0] == first


def test_what_is_put_in_twice_is_there_once(library, ids, forest):
    library.change(PutIntoSetJob(forest, (ids[3], ids[3], ids[2])))
    assert library.find(Query(set=forest)) == (ids[2], ids[0], ids[3])
    again = library.change(PutIntoSetJob(forest, ids[2:]))
    assert (again.told, again.undo) == ("All of them are in Forest already", None)


def test_a_deleted_sprite_comes_back_to_its_place(library, ids, forest):
    gone = library.change(ChangeSpritesJob(ids[2:3], Change(deleted=True)))
    assert library.find(Query(set=forest)) == ids[:1]
    assert library.sets()[0].count == 1
    library.change(ChangeSetJob(forest, SetFacts("Wood", sprites=library.sets()[0].facts.sprites)))
    library.change(gone.undo)
    assert library.find(Query(set=forest)) == (ids[2], ids[0])


def test_a_name_is_given_once_and_a_set_that_is_gone_is_said(library, forest):
    with pytest.raises(UserError, match="another set is called 'Forest'"):
        library.change(MakeSetJob(SetFacts("Forest")))
    with pytest.raises(UserError, match="needs at least one letter"):
        library.change(ChangeSetJob(forest, SetFacts("  ")))
    library.change(DeleteSetJob(forest))
    for job in (DeleteSetJob(forest), PutIntoSetJob(forest, (1,)), TakeOutOfSetJob(forest, (1,))):
        with pytest.raises(UserError, match="there no more"):
            library.change(job)
