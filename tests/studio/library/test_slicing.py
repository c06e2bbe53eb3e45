import numpy as np
import pytest
from PIL import Image

from sprite_studio.art.forge import forge
from sprite_studio.art.image_file import ImageError
from sprite_studio.art.imports.cells import Background, CellGrid
from sprite_studio.art.sheet import pack_sheet
from sprite_studio.studio.jobs.base import JobError
from sprite_studio.studio.jobs.library.slicing import CutJob, OpenSheetJob, OpenSheetResult
from sprite_studio.studio.library import slicing
from sprite_studio.studio.library.slicing import cut_sheet, open_sheet

SPRITES = [forge(number, ["hero"]).pixels for number in range(6)]


def saved(pixels, path):
    Image.fromarray(pixels).save(path)
    return path


def opened(*paths) -> OpenSheetResult:
    *_, found = open_sheet(OpenSheetJob(paths))
    assert found is not None
    return found


def cut_of(picture, factor=1, grid=None, background: Background = "keep"):
    (result,) = cut_sheet(CutJob(picture, factor, grid, background))
    return result


def test_a_sheet_is_cut_into_its_sprites(tmp_path):
    sheet = opened(saved(pack_sheet(SPRITES, 3, 1, 2), tmp_path / "sheet.png"))
    result = cut_of(sheet.picture)
    assert result.grid.spacing_x == 2
    for cell, sprite in zip(result.cells, SPRITES, strict=True):
        np.testing.assert_array_equal(cell.sprite, sprite)


def test_enlarged_art_is_seen_at_its_own_size(tmp_path):
    large = pack_sheet(SPRITES, 3, 1, 0).repeat(4, axis=0).repeat(4, axis=1)
    sheet = opened(saved(large, tmp_path / "large.png"))
    assert sheet.factor == 4
    assert set(sheet.factors) == {1, 2, 4}
    cells = cut_of(sheet.picture, sheet.factor).cells
    np.testing.assert_array_equal(cells[4].sprite, SPRITES[4])


def test_a_background_becomes_clear_and_empty_cells_say_so(tmp_path):
    ground = np.full((16, 48, 4), (255, 0, 255, 255), np.uint8)
    ground[4:12, 4:12] = (10, 20, 30, 255)
    cells = cut_of(ground, grid=CellGrid(), background="magenta").cells
    assert cells[0].sprite is not None
    assert cells[0].sprite[..., 3].sum() == 64 * 255
    assert [cell.why_not for cell in cells[1:]] == [slicing.EMPTY] * 2


def test_what_is_drawn_small_in_a_large_cell_stands_on_the_ground_line():
    picture = np.zeros((24, 24, 4), np.uint8)
    picture[2:12, 5:15] = 255
    (cell,) = cut_of(picture, grid=CellGrid(24, 24)).cells
    assert cell.sprite is not None
    assert cell.sprite[6:, 3:13, 3].min() == 255
    assert cell.sprite[:6, :, 3].max() == 0
    picture[:] = 255
    (cell,) = cut_of(picture, grid=CellGrid(24, 24)).cells
    assert cell.sprite is None
    assert cell.why_not == slicing.LARGE


def test_many_files_lie_on_one_sheet_by_their_names_and_bad_ones_are_named(tmp_path):
    for number, sprite in enumerate(SPRITES[:3]):
        saved(sprite, tmp_path / f"knight{number}.png")
    (tmp_path / "broken.png").write_bytes(b"no picture")
    found = opened(tmp_path)
    assert found.names == ("knight0", "knight1", "knight2")
    assert len(found.left_out) == 1
    assert "broken.png" in found.left_out[0]
    cells = cut_of(found.picture, grid=found.grid).cells
    for cell, sprite in zip(cells, SPRITES, strict=False):
        np.testing.assert_array_equal(cell.sprite, sprite)


def test_frames_of_an_animation_are_cells(tmp_path):
    frames = [Image.fromarray(sprite) for sprite in SPRITES[:3]]
    frames[0].save(tmp_path / "walk.png", save_all=True, append_images=frames[1:], duration=100)
    found = opened(tmp_path / "walk.png")
    assert found.grid == CellGrid(16, 16)
    assert found.names == ("walk_0", "walk_1", "walk_2")
    assert (
        sum(cell.sprite is not None for cell in cut_of(found.picture, grid=found.grid).cells) == 3
    )


def test_what_is_no_picture_is_said(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(JobError, match="no picture to import"):
        opened(tmp_path / "empty")
    (tmp_path / "text.png").write_text("text")
    with pytest.raises(ImageError, match=r"text\.png"):
        opened(tmp_path / "text.png")


def test_too_many_files_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(slicing, "MOST_FILES", 2)
    for number in range(3):
        saved(SPRITES[0], tmp_path / f"{number}.png")
    with pytest.raises(ImageError, match="more than 2 pictures"):
        opened(tmp_path)
