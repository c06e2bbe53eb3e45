from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sprite_studio.art.forge import forge
from sprite_studio.art.sprite import CATEGORIES


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Forged sprites in category folders, few enough to be read at once."""
    folder = tmp_path / "pack"
    for category in CATEGORIES:
        (folder / category).mkdir(parents=True)
        for i in range(12):
            pixels = np.array(forge(500 + i, [category]).pixels)
            Image.fromarray(pixels).save(folder / category / f"s{i}x.png")
    return folder
