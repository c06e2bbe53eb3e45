import torch

from sprite_studio.art.forge import forge
from sprite_studio.diffusion.measuring.likeness import WIDTH, described, distances
from sprite_studio.diffusion.pixels import encode


def sprites(first: int, count: int) -> torch.Tensor:
    categories = ("hero", "food", "non-hero", "spell")
    drawn = [forge(first + i, [categories[i % 4]]).pixels for i in range(count)]
    return torch.cat([encode(pixels[None]) for pixels in drawn])


def test_a_sprite_is_at_no_distance_from_itself_mirrored_or_a_pixel_off():
    x0 = sprites(1, 40)
    rows = described(x0)
    assert rows.shape == (40, WIDTH)
    for i in (0, 7, 22):
        moved = torch.roll(x0[i].flip(-1), 1, dims=-2)
        moved[:, 0] = -1  # what left below must not come in above
        x0[i, :, -1] = -1
        for query in (x0[i], moved):
            found = distances(query, described(x0))
            assert found.argmin() == i
            assert found[i] < 0.02


def test_a_sprite_that_was_painted_over_is_nearest_to_what_it_was():
    x0 = sprites(1, 200)
    rows = described(x0)
    right = 0
    for i in range(0, 200, 5):
        painted = x0[i].clone()
        painted[:, 6:9, 6:9] = torch.tensor([1.0, -1.0, -1.0, 1.0])[:, None, None]
        right += int(distances(painted, rows).argmin() == i)
    assert right >= 36
