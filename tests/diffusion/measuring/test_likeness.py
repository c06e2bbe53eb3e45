import torch

from sprite_studio.art.forge import forge
from sprite_studio.diffusion.measuring.likeness import WIDTH, described, distances, nearly_equal
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


def test_a_copy_is_found_mirrored_or_moved_and_one_in_other_colours_is_none():
    x0 = sprites(1, 24)
    drawn = torch.stack(
        [
            x0[0],
            torch.roll(x0[4].flip(-1), 1, dims=-1),
            (x0[8] + 0.05).clamp(-1, 1),
            torch.cat([-x0[12, :3], x0[12, 3:]]),
            torch.full((4, 16, 16), -1.0),
        ]
    )
    drawn[1, :, :, 0] = -1  # what left at one side must not come in at the other
    assert nearly_equal(drawn, x0).tolist() == [True, True, True, False, False]


def test_the_bounds_of_a_copy_are_what_they_are_said_to_be():
    flat = torch.ones(1, 4, 16, 16)
    darker = flat.clone()
    darker[:, :3] -= 2 * 0.11 * (4 / 3) ** 0.5  # a root mean square of 0.11 in [0, 1]
    nearer = flat.clone()
    nearer[:, :3] -= 2 * 0.09 * (4 / 3) ** 0.5
    assert nearly_equal(torch.cat([darker, nearer]), flat).tolist() == [False, True]
    cut = flat.clone()
    cut[:, :, 8] = -1  # a row of sixteen: 0.94 of the outline is left
    assert nearly_equal(cut, flat).tolist() == [False]
