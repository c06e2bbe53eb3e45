"""The page Learn, opened."""

from learn_pages import open_page, teacher

__all__ = ["open_page", "teacher"]
