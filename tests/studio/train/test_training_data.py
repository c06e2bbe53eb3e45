import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from sprite_studio.art.colour.recolour import RECOLOURED
from sprite_studio.art.colour.words import COLOUR_WORDS
from sprite_studio.art.sprite import CATEGORIES, Sprite
from sprite_studio.art.spriteset import split_of
from sprite_studio.diffusion.pixels import decode
from sprite_studio.diffusion.training.dataset import ContextNoise, sprite_batches
from sprite_studio.stepwise import completed
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.training.train import Importing, Source
from sprite_studio.studio.train import training_data
from sprite_studio.studio.train.forge_source import FORGE, draws_from_forge, forge_part, is_forge
from sprite_studio.studio.train.training_data import (
    TrainingData,
    choose_words,
    draws,
    encode_sprites,
    style_counts,
)
from sprite_studio.studio.words.contexts import resolve_mix
from sprite_studio.studio.words.prompt import read_prompt


def sprite(seed: int, *words: str, subject: str = "") -> Sprite:
    pixels = np.random.default_rng(seed).integers(0, 256, (16, 16, 4), np.uint8)
    pixels[..., 3] = 255
    return Sprite(pixels, words, subject or f"s{seed}", "x")


def load_training_data(sources, wanted: str = "") -> TrainingData:
    loading = training_data.load_training_data(sources, wanted)
    while True:
        try:
            next(loading)
        except StopIteration as stop:
            return stop.value


def of(sprites: list[Sprite]) -> TrainingData:
    return TrainingData(tuple(sprites), (), (1.0,) * len(sprites), 0.0, "", (), "")


def write_set(folder: Path, counts: dict[str, int], seed: int = 0) -> Path:
    for category, count in counts.items():
        (folder / category).mkdir(parents=True)
        for i in range(count):
            pixels = np.random.default_rng([seed, i, ord(category[0])]).integers(
                0, 256, (16, 16, 4), np.uint8
            )
            pixels[..., 3] = 255
            name = "abcdefghijklmnopqrstuvwxyz"[i % 26] + "x" * (i // 26)
            Image.fromarray(pixels).save(folder / category / f"{name}.png")
    return folder


def test_test_subjects_never_enter(tmp_path):
    data = load_training_data([Source(write_set(tmp_path / "set", {"hero": 60, "food": 60}))])
    train = {sprite.subject for sprite in data.train}
    held_out = {sprite.subject for sprite in data.held_out}
    assert train
    assert held_out
    assert not train & held_out
    assert len(data.train) + len(data.held_out) < 120


def test_the_fingerprint_changes_with_the_data_only(tmp_path):
    folder = write_set(tmp_path / "set", {"hero": 30})
    first = load_training_data([Source(folder)]).fingerprint
    assert load_training_data([Source(folder)]).fingerprint == first
    (folder / "hero" / "a.png").unlink()
    (folder / "hero" / "b.png").unlink()
    assert load_training_data([Source(folder)]).fingerprint != first


def test_weights_are_the_shares_of_the_sources(tmp_path):
    one = write_set(tmp_path / "one", {"hero": 40}, seed=1)
    other = write_set(tmp_path / "other", {"food": 20, "spell": 20}, seed=2)
    data = load_training_data([Source(one, 0.25), Source(other, 0.75)])
    share = sum(
        w for s, w in zip(data.train, data.weights, strict=True) if s.category == "hero"
    ) / sum(data.weights)
    assert share == pytest.approx(0.25)


def test_scarce_categories_are_shown_more_often_than_they_come(tmp_path):
    data = load_training_data([Source(write_set(tmp_path / "set", {"hero": 80, "food": 5}))])
    foods = [s.category == "food" for s in data.train]
    share = sum(w for w, food in zip(data.weights, foods, strict=True) if food) / sum(data.weights)
    assert sum(foods) / len(foods) * 2 < share < 0.5


def test_weights_are_for_all_sources_or_none(tmp_path):
    folder = write_set(tmp_path / "set", {"hero": 5})
    with pytest.raises(JobError, match="every data source a weight, or none"):
        load_training_data([Source(folder, 0.5), Source(folder)])


@pytest.mark.parametrize("weight", [0.0, -1.0, 1e-300, 1e300, math.inf, math.nan])
def test_a_weight_that_is_no_share_is_refused(tmp_path, weight):
    folder = write_set(tmp_path / "set", {"hero": 5})
    for sources in ([Source(folder, weight)], [Source(FORGE, 1.0), Source(folder, weight)]):
        with pytest.raises(JobError, match="must lie between 1e-06 and 1e"):
            load_training_data(sources)


@pytest.mark.parametrize("weight", [1e-6, 1e6])
def test_the_smallest_and_the_largest_weight_can_be_drawn_by(tmp_path, weight):
    folder = write_set(tmp_path / "set", {"hero": 30})
    for sources in ([Source(folder, weight)], [Source(FORGE, 1.0), Source(folder, weight)]):
        data = load_training_data(sources)
        words = choose_words(data)
        batch = sprite_batches(completed(draws(data, words)), [], 64, 0, ContextNoise())(0)
        assert len(batch.x0) == 64


def test_a_run_of_the_first_version_goes_on_with_its_own_shares(tmp_path):
    """There a kind of many subjects crowded out the others of its category."""
    folder = tmp_path / "set"
    for kind, count in (("apple", 40), ("pear", 8)):
        write_set(folder / kind, {"food": count}, seed=ord(kind[0]))
        for file in (folder / kind / "food").iterdir():
            file.rename(file.with_name(f"{kind}_{file.stem}_x.png"))
    now = load_training_data([Source(folder)])
    older = "c9024369ade5"
    data = load_training_data([Source(folder)], older)
    assert data.fingerprint == older
    assert data.weights != now.weights
    assert load_training_data([Source(folder)], "of other data").fingerprint == now.fingerprint


def test_nor_had_it_cleared_flat_backgrounds(tmp_path):
    folder = tmp_path / "set"
    (folder / "hero").mkdir(parents=True)
    for i in range(20):
        pixels = np.full((16, 16, 4), (255, 0, 255, 255), np.uint8)
        pixels[4:12, 4:12] = np.random.default_rng(i).integers(0, 255, (8, 8, 4), np.uint8) | 128
        pixels[..., 3] = 255
        Image.fromarray(pixels).save(folder / "hero" / f"{chr(97 + i)}.png")
    now = load_training_data([Source(folder)])
    before = load_training_data([Source(folder, keep_background=True)])
    assert now.fingerprint != before.fingerprint
    again = load_training_data([Source(folder)], before.fingerprint)
    assert again.fingerprint == before.fingerprint
    assert [s.pixels.tobytes() for s in again.train] == [s.pixels.tobytes() for s in before.train]


def test_what_cannot_be_used_is_named_with_its_folder(tmp_path):
    folders = [write_set(tmp_path / name, {"hero": 20}, seed) for seed, name in enumerate("ab")]
    (folders[1] / "hero" / "zzz.png").write_text("no picture")
    data = load_training_data([Source(folder) for folder in folders])
    assert data.left_out == "1 unusable"
    (line,) = data.rejected
    assert line.startswith("b/hero/zzz.png is not a picture")


def test_one_sprite_is_too_few(tmp_path):
    with pytest.raises(JobError, match="at least 2 are needed"):
        load_training_data([Source(write_set(tmp_path / "set", {"hero": 1}))])


def test_rare_words_get_no_row_and_categories_always_do():
    sprites = [
        sprite(i, "hero", "colour:red", *(["kind:dragon"] if i < 2 else [])) for i in range(9)
    ]
    assert choose_words(of(sprites)) == (*CATEGORIES, "colour:red")


def test_every_word_of_a_trained_folder_can_be_asked_for_as_the_folder_is_called(tmp_path):
    folders = ("Kenney", "My Pack (old)", "a=1, b", "Größe", "With", "v1.5", "Non_Hero")
    data = load_training_data([Source(write_set(tmp_path / "set", dict.fromkeys(folders, 26)))])
    words = choose_words(data)
    own = (*CATEGORIES, RECOLOURED, *COLOUR_WORDS)
    added = [word for word in words if word not in own]
    assert set(added) == {"kenney", "my-pack-old", "a-1-b", "grösse", "with", "v1.5"}
    for word in added:
        assert resolve_mix({word: 1.0}, words) == {word: 1.0}
        assert read_prompt(word, words).mix == {word: 1.0}
    for folder in folders:
        (found,) = resolve_mix({folder: 1.0}, words)
        assert found in (*added, "non-hero")


def test_sprites_are_marked_for_a_model_that_spells_a_word_in_its_older_way():
    words = ("hero", "style:Kenney", "my sprites")
    data = encode_sprites([sprite(1, "hero", "style:kenney"), sprite(2, "my-sprites")], words)
    assert data.words.tolist() == [[1, 1, 0], [0, 0, 1]]


def test_encoding_marks_words_and_who_may_be_mirrored():
    words = ("hero", "spell", "side-facing", "facing:left", "facing:right")
    data = encode_sprites(
        [
            sprite(0, "hero"),
            sprite(1, "spell"),
            sprite(2, "side-facing", "facing:left"),
            sprite(3, "side-facing"),
        ],
        words,
    )
    assert data.mirrors.tolist() == [True, False, True, False]
    assert data.mirrored_word.tolist() == [0, 1, 2, 4, 3]
    assert data.words[2].tolist() == [0, 0, 1, 1, 0]
    assert data.x0.shape == (4, 4, 16, 16)


def test_styles_are_counted_by_subject():
    sprites = [
        sprite(0, "hero", "colour:red", "style:a", subject="one"),
        sprite(1, "hero", "colour:red", "style:a", subject="one"),
        sprite(2, "food", "colour:red", "style:a", subject="two"),
        sprite(3, "food", "kind:rare", "style:b", subject="three"),
    ]
    assert style_counts(of(sprites), ("hero", "food", "colour:red", "style:a", "style:b")) == {
        "style:a": {"food": 1, "hero": 1, "colour:red": 2},
        "style:b": {"food": 1},
    }


def test_the_real_packs_load(packs):
    data = load_training_data([Source(packs)])
    assert len(data.train) > 4000
    words = choose_words(data)
    assert {"colour:red", "facing:left", "kind:sword", "style:oga-food"} <= set(words)


def test_the_forge_is_a_source_alone_or_mixed(tmp_path):
    alone = load_training_data([Source(FORGE)])
    assert (alone.train, alone.forge_share) == ((), 1.0)
    assert all(split_of(s.subject) == "validation" for s in alone.held_out)
    assert {"kind:potion", "hat:pointed", "style:forge"} <= set(choose_words(alone))
    folder = write_set(tmp_path / "set", {"hero": 40})
    mixed = load_training_data([Source(FORGE, 0.4), Source(folder, 0.6)])
    assert mixed.forge_share == pytest.approx(0.4)
    shares = [share for _, share in completed(draws(mixed, choose_words(mixed)))]
    assert shares == pytest.approx([0.15, 0.45, 0.4])  # of the folder's, a quarter is recoloured
    assert style_counts(mixed, choose_words(mixed))["style:forge"]["food"] > 0
    assert mixed.fingerprint != load_training_data([Source(folder)]).fingerprint


def test_forged_batches_are_fresh_labelled_and_belong_to_their_step():
    words = choose_words(load_training_data([Source(FORGE)]))
    draw = draws_from_forge(words)
    x0, labels = draw(8, torch.Generator().manual_seed(1))
    again, _ = draw(8, torch.Generator().manual_seed(1))
    other, _ = draw(8, torch.Generator().manual_seed(2))
    assert torch.equal(x0, again)
    assert not torch.equal(x0, other)
    assert (labels[:, :5].sum(dim=1) == 1).all()
    assert (labels[:, words.index("style:forge")] == 1).all()


def test_a_hat_says_little_of_the_shirt_below_it():
    words = choose_words(load_training_data([Source(FORGE)]))
    draw = draws_from_forge(words)
    _, labels = draw(4000, torch.Generator().manual_seed(1))
    grey_shirts = labels[labels[:, words.index("shirt-colour:grey")] == 1]
    under_grey = grey_shirts[:, words.index("hat-colour:grey")].mean()
    assert len(grey_shirts) > 50
    assert under_grey < 0.25  # a third of them or more, where professions alone decide


def test_forged_subjects_never_cross_the_split():
    for part in ("train", "test"):
        assert {split_of(s.subject) for s in forge_part(20, part)} == {part}


def test_a_folder_called_forge_is_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert is_forge(Path("forge"))
    write_set(tmp_path / "forge", {"hero": 10})
    assert not is_forge(Path("forge"))


def test_a_style_that_is_too_rare_for_a_row_is_not_offered():
    sprites = [sprite(i, "hero", "style:common") for i in range(9)]
    sprites += [sprite(20 + i, "hero", "style:rare") for i in range(3)]
    words = choose_words(of(sprites))
    assert set(style_counts(of(sprites), words)) == {"style:common"}


def test_whatever_decides_a_batch_is_in_the_fingerprint(tmp_path):
    one = write_set(tmp_path / "one", {"hero": 20}, seed=1)
    other = write_set(tmp_path / "other", {"food": 20}, seed=2)
    prints = {
        load_training_data([Source(one, share), Source(other, 1 - share)]).fingerprint
        for share in (0.5, 0.9)
    }
    assert len(prints) == 2


def test_importing_can_be_given_up(tmp_path):
    loading = training_data.load_training_data([Source(write_set(tmp_path / "set", {"hero": 9}))])
    assert next(loading) == Importing(0)
    loading.close()
    with pytest.raises(StopIteration):
        next(loading)


def test_credits_name_the_packs_or_the_folders(tmp_path):
    folder = write_set(tmp_path / "mine", {"hero": 20})
    data = load_training_data([Source(folder, 0.5), Source(FORGE, 0.5)])
    assert data.credits == ("the Forge", "mine")
    assert data.left_out == ""


def test_a_quarter_of_a_folders_sprites_comes_in_other_colours_and_says_so(tmp_path):
    data = load_training_data([Source(write_set(tmp_path / "set", {"food": 12}))])
    words = choose_words(data)
    marker = words.index("recoloured")
    batch = sprite_batches(
        completed(draws(data, words)), [], 4000, 0, ContextNoise(0.0, 0.0, False, 0.0)
    )(0)
    marked = batch.weights[:, marker] > 0
    assert marked.float().mean() == pytest.approx(0.25, abs=0.03)
    known = {s.pixels.tobytes() for s in data.train}
    recoloured = decode(batch.x0[marked])
    assert not any(pixels.tobytes() in known for pixels in recoloured)


def test_what_a_recoloured_sprite_is_called_is_true_of_it(tmp_path):
    pixels = np.zeros((16, 16, 4), np.uint8)
    pixels[2:14, 2:14] = (60, 90, 220, 255)
    rows = ["file,category,group,words"]
    for i in range(12):
        pixels[8, 8, 0] = i  # no two alike
        Image.fromarray(pixels).save(tmp_path / f"{i}.png")
        rows.append(f"{i}.png,hero,subject{i},hat:blue shape:round")
    (tmp_path / "manifest.csv").write_text("\n".join(rows))
    data = load_training_data([Source(tmp_path)])
    assert "hat:blue" in data.train[0].words
    assert data.recoloured
    for one in data.recoloured:
        assert {"shape:round", "recoloured"} <= set(one.words)
        assert not {"hat:blue", "colour:blue"} & set(one.words)


def test_backgrounds_are_cleared_unless_a_source_keeps_them_and_it_is_said(tmp_path):
    for i in range(20):
        pixels = np.full((32, 32, 4), (255, 0, 255, 255), np.uint8)
        pixels[8:24, 8:24, :3] = (10 * i, 200, 30)
        (tmp_path / "set" / "hero").mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels).save(tmp_path / "set" / "hero" / f"{chr(97 + i)}.png")
    source = Source(tmp_path / "set")
    cleared, kept = (
        load_training_data([one]) for one in (source, replace(source, keep_background=True))
    )
    assert cleared.changed == (
        "20 cleared of a flat background, 20 enlarged and read at their own size"
    )
    assert kept.changed == "20 enlarged and read at their own size"
    assert {np.count_nonzero(sprite.pixels[..., 3]) for sprite in cleared.train} == {64}
    assert {np.count_nonzero(sprite.pixels[..., 3]) for sprite in kept.train} == {256}
    assert load_training_data([Source(FORGE)]).changed == ""
