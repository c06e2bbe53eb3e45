"""Names, tags, stars and the bin of a selection, and each taken back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sprite_studio.errors import UserError
from sprite_studio.studio.jobs.library.changes import Change, ChangeSpritesJob
from sprite_studio.studio.jobs.library.finding import Query
from sprite_studio.studio.library.sprites.changes import marks_of
from sprite_studio.studio.library.sprites.store import SpriteLibrary


def marks(library: SpriteLibrary, ids):
    with library.database.reading() as connection:
        return marks_of(connection, ids)


TEXT = st.text("ab _\n1é", min_size=1, max_size=4)
CHANGES = st.builds(
    Change,
    st.none() | st.booleans(),
    st.none() | st.booleans(),
    st.none() | TEXT,
    st.lists(TEXT, max_size=2).map(tuple),
    st.lists(TEXT, max_size=2).map(tuple),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sets(st.integers(0, 3), min_size=1), CHANGES), max_size=5))
def test_whatever_is_done_is_taken_back_and_done_again(tmp_path_factory, steps):
    from tests.studio.library.sprites.conftest import new

    library = SpriteLibrary(tmp_path_factory.mktemp("sprites"))
    ids = library.keep([new(i, "hero") for i in range(4)]).ids
    past = []
    for numbers, change in steps:
        before = marks(library, ids)
        try:
            done = library.change(ChangeSpritesJob(tuple(ids[i] for i in sorted(numbers)), change))
        except UserError:
            assert marks(library, ids) == before
            continue
        assert (done.undo is None) == (marks(library, ids) == before)
        past.append((before, done.undo, marks(library, ids)))
    redos = []
    for before, undo, after in reversed(past):
        if undo is not None:
            redo = library.change(undo).undo
            redos.append((redo, after))
        assert marks(library, ids) == before
    for redo, after in reversed(redos):
        library.change(redo)
        assert marks(library, ids) == after
    library.close()


@pytest.fixture
def ids(library, sprite):
    return library.keep([sprite(i, "hero") for i in range(3)]).ids


def rename(library, ids, name: str):
    return library.change(ChangeSpritesJob(ids, Change(name=name)))


def test_one_gets_its_name_and_several_are_numbered(library, ids):
    rename(library, ids[:1], "  Red \n slime ")
    rename(library, ids[1:], "Red slime")
    assert [m.name for m in marks(library, ids)] == ["Red slime", "Red slime_01", "Red slime_02"]
    assert library.find(Query("slime 02")) == ids[2:]
    assert library.find(Query("hero_02")) == ()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (" ", "needs at least one letter"),
        ("x" * 300, "at most 80 characters"),
        ("hero_02", "another sprite is called 'hero_02'"),
        ("a\u202eb", "RIGHT-TO-LEFT OVERRIDE, which is not seen"),
    ],
)
def test_a_name_that_cannot_be_given_says_why(library, ids, name, told):
    with pytest.raises(UserError, match=told):
        rename(library, ids[:1], name)
    assert marks(library, ids)[0].name == "hero_01"


def test_a_name_that_was_taken_meanwhile_is_not_taken_away(library, ids):
    undo = rename(library, ids[:1], "Bob").undo
    rename(library, ids[1:2], "hero_01")
    library.change(undo)
    assert [m.name for m in marks(library, ids)] == ["Bob", "hero_01", "hero_03"]


def test_tags_are_added_taken_away_and_searched(library, ids):
    library.change(ChangeSpritesJob(ids[:2], Change(add_tags=("Forest", "boss"))))
    library.change(ChangeSpritesJob(ids[1:], Change(remove_tags=("boss",))))
    assert [m.tags for m in marks(library, ids)] == [("Forest", "boss"), ("Forest",), ()]
    assert library.find(Query("boss")) == ids[:1]
    many = tuple(f"tag {i}" for i in range(33))
    with pytest.raises(UserError, match="at most 32 tags"):
        library.change(ChangeSpritesJob(ids, Change(add_tags=many)))


def test_what_is_there_no_more_is_passed_over(library, ids):
    done = library.change(ChangeSpritesJob((ids[0], 999), Change(deleted=True)))
    assert done.told == "Deleted 1 sprite"
    assert library.find(Query()) == (ids[2], ids[1])
