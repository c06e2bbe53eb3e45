"""The vocabulary of the bundled model, read without torch."""

import json
from pathlib import Path

import pytest
from safetensors import safe_open

BASE = Path(__file__).resolve().parents[3] / "resources" / "models" / "base.safetensors"


@pytest.fixture(scope="session")
def bundled() -> tuple[str, ...]:
    """Every word of the bundled model, in its order."""
    with safe_open(BASE, framework="np") as file:
        return tuple(json.loads(file.metadata()["sprite_studio"])["words"])
