"""All formats: each by its name, several together, and any names in them."""

from typing import get_args

import pytest
from engine_sprites import made, walking

from sprite_studio.art.export.collection import Collection, ExportError, NamedSprite
from sprite_studio.art.export.formats.catalogue import (
    FORMATS,
    Format,
    encode_formats,
    find_format,
)
from sprite_studio.art.export.formats.files import FormatName
from sprite_studio.stepwise import completed

ODD = ("a/b\\c", "❤", "x" * 300, "con", "..", "same", "same", "Same", "nul.png", "")


def test_every_name_is_a_format_and_others_are_told_so() -> None:
    assert tuple(form.name for form in FORMATS) == get_args(FormatName)
    assert find_format(" Godot ").name == "godot"
    with pytest.raises(ExportError, match="'gdoot' is no format; choose of png, sprites"):
        find_format("gdoot")


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_odd_names_and_twins_are_all_there_under_names_that_can_be(form: Format) -> None:
    pixels = walking().sprites[0].pixels
    files = made(form.encode, Collection("../❤", tuple(NamedSprite(n, pixels) for n in ODD)))
    assert files
    for name in files:
        parts = name.split("/")
        assert all(part not in ("", ".", "..") and len(part) < 100 for part in parts)
        assert not set(name) & set('\\:*?"<>|')
    if form.name == "sprites":
        assert len(files) == len(ODD)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_the_same_collection_gives_the_same_files(form: Format) -> None:
    assert made(form.encode, walking()) == made(form.encode, walking())


def test_several_get_a_folder_each() -> None:
    several = completed(encode_formats(walking(), [find_format("png"), find_format("tiled")]))
    assert set(several) == {
        "png/knight.png",
        *(f"tiled/knight.{suffix}" for suffix in ("tsx", "tsj", "png")),
    }
    assert set(completed(encode_formats(walking(), [find_format("png")]))) == {"knight.png"}
