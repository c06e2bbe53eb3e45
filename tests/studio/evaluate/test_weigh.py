import msgspec
import pytest
import torch

from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.diffusion.networks.checkpoint import load_checkpoint
from sprite_studio.diffusion.networks.unet import UNetConfig
from sprite_studio.studio.evaluate.copies import CopiesReport, CopyRow
from sprite_studio.studio.evaluate.usable import Key, key_of
from sprite_studio.studio.evaluate.weigh import Loudness, chances, weigh
from sprite_studio.studio.jobs.base import JobError


@pytest.fixture
def base(library):
    return library.find("base")


@pytest.fixture
def eyes(tmp_path):
    """Two knights and two kings were drawn among heroes; a knight and no king was liked."""
    sheets = tmp_path / "sheets"
    kinds = ["kind:knight", "", "kind:knight", "kind:king", "kind:king"]
    key = Key("", {"hero": [bool(kind) for kind in kinds]}, {"hero": kinds})
    key_of(sheets).write_bytes(msgspec.json.encode(key))
    answers = tmp_path / "answers.csv"
    said = zip(range(1, 6), ("yes", "no", "no", "no", "no"), strict=True)
    lines = [f"hero,{number},{word}" for number, word in said]
    answers.write_text("\n".join(["category,number,usable", *lines]))
    return sheets, (answers,)


def test_a_kind_is_told_by_the_cube_of_how_often_it_was_liked(eyes):
    found = chances([eyes])
    assert set(found) == set(CATEGORIES)
    # Of the kinds nobody has seen half are supposed to be liked, as of the knights: (1 + 1) / 4.
    assert found["hero"]["kind:knight"] == 1
    assert found["hero"]["kind:mage"] == 1
    assert found["hero"]["kind:king"] == pytest.approx((1 / 4) ** 3 / (1 / 2) ** 3, abs=1e-3)
    assert set(found["food"].values()) == {1}


def test_answers_of_two_pairs_of_eyes_are_counted_together(eyes):
    sheets, (answers,) = eyes
    assert chances([eyes, eyes]) == chances([(sheets, (answers, answers))])


def test_where_a_style_copied_too_often_it_borrows(base, tmp_path):
    rows = [("style:a", "food", 0.42), ("style:a", "hero", 0.02), ("style:b", "spell", 0.03)]
    report = CopiesReport(tuple(CopyRow(style, kind, 9, part) for style, kind, part in rows))
    (copies := tmp_path / "copies.json").write_bytes(msgspec.json.encode(report))
    weigh(base, once := tmp_path / "once.safetensors", {}, (), copies)
    assert load_checkpoint(once)[1].borrows == {
        **load_checkpoint(base)[1].borrows,
        "style:a": ("food",),
        "style:b": ("spell",),
    }
    # What borrows already copies no more, and goes on borrowing.
    report = CopiesReport((CopyRow("style:a", "food", 9, 0.0), CopyRow("style:a", "hero", 9, 0.5)))
    copies.write_bytes(msgspec.json.encode(report))
    weigh(once, twice := tmp_path / "twice.safetensors", {}, (), copies)
    assert load_checkpoint(twice)[1].borrows["style:a"] == ("hero", "food")
    assert not load_checkpoint(twice)[1].lent
    # What copies although it borrows is lent a part of a style.
    copies.write_bytes(msgspec.json.encode(CopiesReport((CopyRow("style:a", "food", 9, 0.06),))))
    weigh(twice, thrice := tmp_path / "thrice.safetensors", {}, (), copies)
    assert load_checkpoint(thrice)[1].lent == {"style:a": ("food",)}
    assert load_checkpoint(thrice)[1].borrows == load_checkpoint(twice)[1].borrows


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"rows": [{"style": 3}]}'])
def test_a_file_that_is_no_report_of_copies_is_refused(base, tmp_path, content):
    (copies := tmp_path / "copies.json").write_text(content)
    with pytest.raises(JobError, match=r"not what evaluate --copies --json writes"):
        weigh(base, tmp_path / "out.safetensors", {}, (), copies)


def test_only_the_words_of_a_slot_are_louder(base, tmp_path):
    weigh(base, out := tmp_path / "louder.safetensors", {"colour": Loudness(2, 3)}, ())
    (before, card), (after, new_card) = load_checkpoint(base), load_checkpoint(out)
    assert isinstance(before.config, UNetConfig)
    size = before.config.context
    for word, i in before.vocabulary.index.items():
        old, new = before.vocabulary.rows[i], after.vocabulary.rows[i]
        by = (2, 3) if word.startswith("colour:") else (1, 1)
        torch.testing.assert_close(new[:size], by[0] * old[:size])
        torch.testing.assert_close(new[size:], by[1] * old[size:])
    torch.testing.assert_close(after.vocabulary.null, before.vocabulary.null)
    assert new_card == card


def test_only_kinds_that_the_model_knows_are_in_its_card(base, tmp_path, eyes):
    weigh(base, out := tmp_path / "told.safetensors", {}, [eyes])
    model, card = load_checkpoint(out)
    kinds = {kind for of_category in card.kinds.values() for kind in of_category}
    assert kinds <= set(model.vocabulary.words)
    assert set(card.kinds) == set(CATEGORIES)


def test_a_slot_without_words_is_named(base, tmp_path):
    with pytest.raises(JobError, match="no words that begin with taste:"):
        weigh(base, tmp_path / "out.safetensors", {"taste": Loudness(2, 2)}, ())
    assert not (tmp_path / "out.safetensors").exists()
