from sprite_studio.studio.evaluate.many_results import fill_history
from sprite_studio.studio.library.history.store import History


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
