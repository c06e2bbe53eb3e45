"""torch's compiler, which nothing here uses, and which every optimiser loads."""

import threading
from collections.abc import Generator

WAIT_SECONDS = 0.01


def compiler_loaded() -> Generator[None, None, None]:
    """Load it on the side: it takes a second. Yields until it is there."""

    def load() -> None:
        import torch._dynamo  # noqa: F401

    loading = threading.Thread(target=load, name="sprite-studio-import", daemon=True)
    loading.start()
    while loading.is_alive():
        yield
        loading.join(WAIT_SECONDS)
