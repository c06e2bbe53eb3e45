import csv

import msgspec
import numpy as np
import pytest
from PIL import Image

from sprite_studio.art.sprite import CATEGORIES
from sprite_studio.stepwise import completed
from sprite_studio.studio.evaluate import usable
from sprite_studio.studio.evaluate.usable import (
    QUESTIONS,
    Key,
    UsableJob,
    UsableSheets,
    controls,
    draw_sheets,
    key_of,
    usable_kinds,
    usable_shares,
)
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.train.sources import import_all


@pytest.fixture
def sheets(tmp_path, pack, library, monkeypatch) -> UsableSheets:
    monkeypatch.setattr(usable, "DRAWN", 3)
    monkeypatch.setattr(usable, "CONTROLS", 4)
    *_, last = draw_sheets(UsableJob(tmp_path / "sheets", (pack,)), library)
    assert isinstance(last, UsableSheets)
    return last


def answered(sheets: UsableSheets, says) -> None:
    """Fill in the answers: `says(category, number)`."""
    rows = list(csv.DictReader(sheets.answers.read_text().splitlines()))
    lines = [f"{r['category']},{r['number']},{says(r['category'], int(r['number']))}" for r in rows]
    sheets.answers.write_text("\n".join(["category,number,usable", *lines]))


def test_every_category_is_asked_about_and_has_a_sheet(sheets):
    assert set(QUESTIONS) == set(CATEGORIES)
    assert [path.stem for path in sheets.sheets] == list(CATEGORIES)
    for path in sheets.sheets:
        with Image.open(path) as sheet:
            assert sheet.width > 16 * 5


def test_the_key_lies_beside_the_folder_and_only_there(sheets, tmp_path):
    names = {path.name for path in (tmp_path / "sheets").iterdir()}
    assert names == {f"{c}.png" for c in CATEGORIES} | {"answers.csv"}
    key = msgspec.json.decode(sheets.key.read_bytes(), type=Key)
    assert sheets.key == tmp_path / "sheets-key.json" == key_of(tmp_path / "sheets")
    assert all(sorted(drawn) == [False] * 4 + [True] * 3 for drawn in key.drawn.values())
    assert len({tuple(drawn) for drawn in key.drawn.values()}) > 1  # each is shuffled by itself


def test_shares_are_of_what_was_drawn_and_of_what_is_real(sheets, tmp_path):
    key = msgspec.json.decode(sheets.key.read_bytes(), type=Key)

    def says(category: str, number: int) -> str:
        is_drawn = key.drawn[category][number - 1]
        drawn_before = sum(key.drawn[category][: number - 1])
        return "no" if is_drawn and drawn_before == 0 else "Yes"

    answered(sheets, says)
    for share in usable_shares(tmp_path / "sheets", sheets.answers):
        assert share.drawn == pytest.approx(2 / 3)
        assert share.controls == 1


@pytest.mark.parametrize(("said", "reason"), [("", "write yes or no"), ("perhaps", "'perhaps'")])
def test_an_answer_that_is_none_is_named(sheets, tmp_path, said, reason):
    answered(sheets, lambda *_: said)
    with pytest.raises(JobError, match=reason):
        usable_shares(tmp_path / "sheets", sheets.answers)


def test_a_number_without_an_answer_is_named(sheets, tmp_path):
    answered(sheets, lambda *_: "y")
    lines = sheets.answers.read_text().splitlines()
    sheets.answers.write_text("\n".join(lines[:-1]))
    with pytest.raises(JobError, match="does not answer for side-facing 7"):
        usable_shares(tmp_path / "sheets", sheets.answers)


def test_a_key_of_something_else_is_refused(sheets, tmp_path):
    sheets.key.write_text("[]")
    with pytest.raises(JobError, match="not the key of sheets"):
        usable_shares(tmp_path / "sheets", sheets.answers)


def test_sheets_that_are_there_are_not_drawn_over(sheets, tmp_path, pack, library):
    with pytest.raises(JobError, match="there already"):
        list(draw_sheets(UsableJob(tmp_path / "sheets", (pack,)), library))


def test_controls_are_of_the_category_half_of_packs_and_each_a_subject(pack):
    packs = completed(import_all((pack,))).sprites
    found = controls("food", packs)
    assert len(found) == usable.CONTROLS
    of_packs = [any(np.array_equal(f, s.pixels) for s in packs) for f in found]
    assert sum(of_packs) == usable.CONTROLS // 2


def test_where_packs_have_none_all_controls_are_the_forge_s():
    assert len(controls("food", ())) == usable.CONTROLS


def test_answers_are_counted_by_what_sprites_were_told(sheets, tmp_path):
    key = msgspec.json.decode(sheets.key.read_bytes(), type=Key)
    assert all(not any(kinds) for kinds in key.kinds.values())  # the small model knows none
    kinds = {c: ["kind:a" if d else "" for d in drawn] for c, drawn in key.drawn.items()}
    sheets.key.write_bytes(msgspec.json.encode(Key(key.model_hash, key.drawn, kinds)))
    answered(sheets, lambda category, _: "yes" if category == "food" else "no")
    found = usable_kinds(tmp_path / "sheets", [sheets.answers, sheets.answers])
    assert found == {(c, "kind:a"): (6 * (c == "food"), 6) for c in sorted(CATEGORIES)}
