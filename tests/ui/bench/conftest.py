"""The page Learn, to be driven."""

from learn_pages import open_page, teacher

__all__ = ["open_page", "teacher"]
