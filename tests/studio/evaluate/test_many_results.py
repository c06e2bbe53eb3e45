from sprite_studio.studio.evaluate.many_results import fill_history, fill_library
from sprite_studio.studio.jobs.library.finding import Query
from sprite_studio.studio.library.history.store import History
from sprite_studio.studio.library.sprites.store import SpriteLibrary


def test_every_result_is_found_and_the_last_is_seen(tmp_path):
    fill_history(tmp_path, 5)
    history = History(tmp_path)
    assert len(history.find(("starred",))) == 5
    assert history.is_complete
    last = history.last()
    assert last is not None
    entry, images = last
    assert entry.recipe.drawing.seed == 4
    assert len(images) == entry.recipe.drawing.count
    history.close()


def test_every_sprite_is_kept_with_its_words(tmp_path):
    fill_library(tmp_path, 30)
    library = SpriteLibrary(tmp_path)
    assert len(library.find(Query())) == 30
    assert len(library.find(Query(word="food"))) == 6
    library.close()
